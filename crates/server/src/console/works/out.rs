//! How what is done to planned work goes out: at once, to a second person first, or alone in an emergency.
//!
//! Read in order: [`fields`] (what is asked), [`act`] (what becomes of it).

use beffroi_domain::{LocalizedText, MaintenanceId, PageId};
use jiff::Timestamp;

use super::super::{
    answer,
    desk::{
        languages,
        say::{bypass, bypass_field},
    },
    form::{Control, Field, Pick, Typed},
};
use crate::{
    drafts::{self, DraftSeen, Look},
    ground::{Error, Result, Tx},
    maintenances::{self, Deed, Overlap, SaveDraft},
    members::{Role, SignedIn},
    pages::{self, Page},
    translations,
    web::{Reader, Site},
};

/// What goes along unseen where a second person looks first in any case.
pub(super) const FIRST: (&str, &str) = ("look", "first");

/// What came of it.
pub(super) enum Acted {
    /// It is done to this maintenance; what else goes on at that time.
    Done(MaintenanceId, Vec<Overlap>),
    /// It waits at this address.
    Waits(String),
}

impl Acted {
    /// Where it leads.
    pub(super) fn place(self, word: &str) -> String {
        match self {
            Self::Done(id, _) => format!("{}?done={word}", super::screen::address(id)),
            Self::Waits(place) => place,
        }
    }
}

/// The role that a form asks for: whoever has a second person look first only writes.
pub(super) fn role(typed: &Typed) -> Role {
    match is_looked_at_first(typed) {
        true => Role::Responder,
        false => Role::Publisher,
    }
}

pub(super) fn is_looked_at_first(typed: &Typed) -> bool {
    typed.get(FIRST.0) == FIRST.1
}

/// Whether a second person looks first, and why not; nothing is asked where no page wants it.
pub(super) fn fields(reader: &Reader, typed: &Typed, is_look_asked: bool) -> Vec<Field> {
    if !is_look_asked {
        return vec![];
    }
    let chosen = typed.filled(FIRST.0).unwrap_or(FIRST.1);
    let pick = |word: &str| {
        let label = reader.say(&format!("works-look-{word}"));
        Pick::of(word, label, word == chosen)
    };
    let choice = Control::Choice(vec![pick(FIRST.1), pick("alone")]);
    vec![
        Field::of("look", reader.say("works-look"), choice),
        bypass_field(reader, typed),
    ]
}

/// Refuses what a deed would be refused for when it goes out; nothing of it stays.
pub(super) async fn try_out(
    site: &Site,
    now: Timestamp,
    signed_in: &SignedIn,
    deed: Deed,
) -> Result<()> {
    let mut tx = site.db.begin().await?;
    maintenances::rehearse(&mut tx, now, signed_in.actor(), deed).await?;
    Ok(())
}

/// Does a deed, or keeps it for a second person to look at first.
pub(super) async fn act(
    tx: &mut Tx,
    now: Timestamp,
    signed_in: &SignedIn,
    (reader, pages): (&Reader, &[PageId]),
    typed: &Typed,
    deed: Deed,
) -> Result<Acted> {
    for page in pages {
        signed_in.on(tx, *page, role(typed)).await?;
    }
    let actor = signed_in.actor();
    if !is_looked_at_first(typed) {
        answer::refuse_taken(typed)?;
        refuse_missing(tx, (reader, pages), &deed, typed).await?;
        let look = Look::Alone(bypass(typed));
        let done = maintenances::act(tx, now, actor, deed, &look).await?;
        return Ok(Acted::Done(done.id, done.overlaps));
    }
    let new = SaveDraft {
        draft: None,
        expected: None,
        deed: deed.following(true),
    };
    let (draft, version) = maintenances::save_draft(tx, now, actor, new).await?;
    let expected = Some(version);
    drafts::submit_draft(tx, now, actor, DraftSeen { draft, expected }).await?;
    Ok(Acted::Waits(super::draft::address(draft)))
}

/// Nothing goes out in fewer languages than its pages require, unless they let it follow and the writer has been told.
async fn refuse_missing(
    tx: &mut Tx,
    (reader, ids): (&Reader, &[PageId]),
    deed: &Deed,
    typed: &Typed,
) -> Result<()> {
    let mut on = Vec::with_capacity(ids.len());
    for id in ids {
        let page = pages::find_by_id(tx, *id).await?;
        on.push(page.ok_or(Error::NotFound)?);
    }
    let on: Vec<&Page> = on.iter().collect();
    let mut texts: Vec<(&'static str, &LocalizedText)> = Vec::new();
    if let Deed::Schedule(new) = deed {
        texts.push(("title", &new.title));
    }
    // A standard sentence is there in every language.
    if !deed.text().is_empty() {
        texts.push(("text", deed.text()));
    }
    let mut is_lacking = false;
    for (_, text) in &texts {
        let lacks = translations::lacking(tx, &on, text).await?;
        is_lacking |= !lacks.missing.is_empty();
    }
    match is_lacking {
        true => languages::refuse_missing(tx, reader, &on, &texts, typed).await,
        false => Ok(()),
    }
}
