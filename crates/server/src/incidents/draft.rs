//! What waits as a draft of an incident, and what becomes of it when it goes out.
//!
//! Read in order: [`Deed`], [`save_draft`], [`publish_draft`], [`preview`]. Where drafts are kept, and their way to a second
//! person: `drafts`.

use beffroi_domain::{Actor, Incident, IncidentId, Locale, PageId, UpdateId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    correct_text::{self, CorrectText, Which},
    load,
    open::{self, OpenIncident},
    post_update::{self, PostUpdate},
    reopen::{self, Reopen},
    resolve::{self, Resolve},
    stand::{self, Version},
    tell::Told,
};
use crate::{
    audit,
    drafts::{self, About, DraftId, Look, PublishDraft, Target},
    ground::{Db, Error, Found, Result, Tx},
    translations::Drafted,
};

/// What a draft does when it goes out.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "deed", content = "command")]
pub enum Deed {
    /// Opens an incident.
    Open(OpenIncident),
    /// Posts an update.
    Update(PostUpdate),
    /// Resolves.
    Resolve(Resolve),
    /// Reopens.
    Reopen(Reopen),
    /// Corrects a text.
    Correct(CorrectText),
}

/// A deed on an incident that waits.
pub type Draft = drafts::Draft<Deed>;
/// A checked command: keep such a deed for later.
pub type SaveDraft = drafts::SaveDraft<Deed>;

/// What became of a draft that went out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// The incident.
    pub incident: IncidentId,
    /// The statement that was made or corrected; none for a title.
    pub update: Option<UpdateId>,
    /// The version of the incident that stands now.
    pub version: Version,
    /// Locales of its pages in which nothing was said.
    pub missing: Vec<Locale>,
    /// Whether those who asked for it are told.
    pub is_announced: bool,
    /// What the review found in it.
    #[serde(skip)]
    pub found: Vec<Found>,
}

impl From<Told> for Published {
    fn from(told: Told) -> Self {
        Self {
            incident: told.incident,
            update: Some(told.update),
            version: told.version,
            missing: told.missing,
            is_announced: told.is_announced,
            found: told.found,
        }
    }
}

impl Deed {
    /// The incident that it is about; none for one that is yet to be opened.
    #[must_use]
    pub fn incident(&self) -> Option<IncidentId> {
        match self {
            Self::Open(_) => None,
            Self::Update(one) => Some(one.incident),
            Self::Resolve(one) => Some(one.incident),
            Self::Reopen(one) => Some(one.incident),
            Self::Correct(one) => Some(one.incident),
        }
    }

    /// What of it a machine drafted.
    #[must_use]
    pub fn machine(&self) -> &Drafted {
        match self {
            Self::Open(one) => &one.machine,
            Self::Update(one) => &one.machine,
            Self::Resolve(one) => &one.machine,
            Self::Reopen(one) => &one.machine,
            Self::Correct(one) => &one.machine,
        }
    }

    /// A person has read what a machine drafted of it.
    fn read(&mut self) {
        let machine = match self {
            Self::Open(one) => &mut one.machine,
            Self::Update(one) => &mut one.machine,
            Self::Resolve(one) => &mut one.machine,
            Self::Reopen(one) => &mut one.machine,
            Self::Correct(one) => &mut one.machine,
        };
        machine.read();
    }

    /// Says why it goes out although the review holds it.
    fn overrule(&mut self, reason: Option<String>) {
        let overrule = match self {
            Self::Open(one) => &mut one.overrule,
            Self::Update(one) => &mut one.overrule,
            Self::Resolve(one) => &mut one.overrule,
            Self::Reopen(one) => &mut one.overrule,
            Self::Correct(one) => &mut one.overrule,
        };
        *overrule = reason;
    }
}

/// Keeps a deed. Whoever changes an approved draft has it looked at again.
///
/// # Errors
/// `Refused` when it is out or thrown away; as a conflict when somebody was faster; `NotFound` without such
/// a draft, incident or page.
pub async fn save_draft(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    command: SaveDraft,
) -> Result<(DraftId, Version)> {
    let incident = command.deed.incident();
    let target = Target {
        about: About::Incident,
        subject: incident.map(|incident| incident.0),
        pages: pages_of(tx, &command.deed).await?,
    };
    let (id, version) = drafts::save(tx, now, actor, command, target).await?;
    audit::record(tx, now, actor, "incident.draft.save", id.0, "").await?;
    Ok((id, version))
}

/// The pages that readers would see it on.
async fn pages_of(tx: &mut Tx, deed: &Deed) -> Result<Vec<PageId>> {
    match deed {
        Deed::Open(new) => Ok(new.pages.clone()),
        other => {
            let incident = other.incident().ok_or(Error::NotFound)?;
            stand::pages_of(tx, incident).await
        }
    }
}

/// The draft with this id.
///
/// # Errors
/// [`Error::NotFound`] without one.
pub async fn load_draft(tx: &mut Tx, id: DraftId) -> Result<Draft> {
    drafts::load(tx, About::Incident, id).await
}

/// The drafts of a page that wait, the one touched last first; of one incident only, where one is named.
///
/// # Errors
/// A fault when the database is away.
pub async fn drafts_of(
    tx: &mut Tx,
    page: PageId,
    incident: Option<IncidentId>,
) -> Result<Vec<Draft>> {
    let subject = incident.map(|incident| incident.0);
    drafts::waiting_on(tx, page, About::Incident, subject).await
}

/// Does what a draft waits to do.
///
/// # Errors
/// As forbidden where a page asks for a second look and it had none; as a conflict when the draft or its
/// incident moved on; whatever its deed refuses.
pub async fn publish_draft(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    command: PublishDraft,
) -> Result<Published> {
    let (overrule, is_read) = (command.overrule.clone(), command.is_read);
    let (draft, look) = drafts::take(tx, now, command).await?;
    let mut draft: Draft = draft.read()?;
    draft.deed.overrule(overrule);
    // Whoever approved it has looked.
    if is_read || matches!(look, Look::Approved) {
        draft.deed.read();
    }
    let published = go(tx, now, actor, draft.deed, &look).await?;
    drafts::published(tx, draft.id, published.incident.0).await?;
    let (action, digest) = ("incident.draft.publish", published.incident.0.to_string());
    audit::record(tx, now, actor, action, draft.id.0, &digest).await?;
    Ok(published)
}

/// What readers of `page` would be told if the deed were done now. Nothing is done: it happens in a
/// transaction that is thrown away.
///
/// # Errors
/// Whatever the deed refuses; `NotFound` when the incident would not stand on that page.
pub async fn preview(
    db: &Db,
    now: Timestamp,
    actor: Actor,
    page: PageId,
    deed: Deed,
) -> Result<(Incident, Published)> {
    let mut tx = db.begin().await?;
    let published = rehearse(&mut tx, now, actor, deed).await?;
    let incident = load::load(&mut tx, page, published.incident).await?;
    Ok((incident, published))
}

/// Does a deed as if somebody had looked at it and nothing held it, for a transaction that is thrown away. What the
/// review finds comes back.
///
/// # Errors
/// Whatever the deed refuses.
pub async fn rehearse(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    mut deed: Deed,
) -> Result<Published> {
    deed.overrule(Some("rehearsal".to_owned()));
    deed.read();
    tx.rehearse();
    go(tx, now, actor, deed, &Look::Approved).await
}

async fn go(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    deed: Deed,
    look: &Look,
) -> Result<Published> {
    let told = match deed {
        Deed::Open(command) => open::go(tx, now, actor, command, look).await?,
        Deed::Update(command) => post_update::go(tx, now, actor, command, look).await?,
        Deed::Resolve(command) => resolve::go(tx, now, actor, command, look).await?,
        Deed::Reopen(command) => reopen::go(tx, now, actor, command, look).await?,
        Deed::Correct(command) => {
            let (incident, which) = (command.incident, command.which);
            let is_announced = command.is_announced;
            let corrected = correct_text::go(tx, now, actor, command, look).await?;
            let update = match which {
                Which::Title => None,
                Which::Update(update) => Some(update),
            };
            return Ok(Published {
                incident,
                update,
                version: corrected.version,
                missing: vec![],
                is_announced: is_announced && update.is_some(),
                found: corrected.found,
            });
        }
    };
    Ok(told.into())
}
