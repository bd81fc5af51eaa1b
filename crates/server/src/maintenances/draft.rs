//! What is done to planned work by hand: at once, or as a draft that waits for a second person.
//!
//! Read in order: [`Deed`], [`act`], [`save_draft`], [`publish_draft`]. Where
//! drafts are kept, and their way to a second person: `drafts`.

use beffroi_domain::{Actor, LocalizedText, MaintenanceId, PageId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    Overlap,
    reschedule::{self, Reschedule},
    say::{self, Say},
    schedule::{self, Schedule},
    standing,
    step::{self, TakeStep},
};
use crate::{
    audit,
    drafts::{self, About, DraftId, Look, PublishDraft, Target, Version},
    ground::{Found, Result, Tx},
};

/// What is done to planned work.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "deed", content = "command")]
pub enum Deed {
    /// It is planned.
    Schedule(Schedule),
    /// Something is said on it.
    Say(Say),
    /// It moves to another time.
    Move(Reschedule),
    /// It takes a step.
    Step(TakeStep),
}

/// A deed on planned work that waits.
pub type Draft = drafts::Draft<Deed>;
/// A checked command: keep such a deed for later.
pub type SaveDraft = drafts::SaveDraft<Deed>;

/// What came of a deed.
#[derive(Clone, Debug)]
pub struct Done {
    /// The maintenance to which it was done: of work that comes again, often one of its own.
    pub id: MaintenanceId,
    /// Other work on the same components at the same time: a warning, no hindrance.
    pub overlaps: Vec<Overlap>,
    /// What the review found in what was said.
    pub found: Vec<Found>,
}

impl Deed {
    /// To which maintenance; none for one that is yet to be planned.
    #[must_use]
    pub fn maintenance(&self) -> Option<MaintenanceId> {
        match self {
            Self::Schedule(_) => None,
            Self::Say(one) => Some(one.maintenance),
            Self::Move(one) => Some(one.maintenance),
            Self::Step(one) => Some(one.maintenance),
        }
    }

    /// What it says.
    #[must_use]
    pub fn text(&self) -> &LocalizedText {
        match self {
            Self::Schedule(one) => &one.text,
            Self::Say(one) => &one.text,
            Self::Move(one) => &one.text,
            Self::Step(one) => &one.text,
        }
    }

    /// It goes out while a language is missing, where the page lets it: whoever approves has seen that.
    #[must_use]
    pub fn following(mut self, follows: bool) -> Self {
        let own = match &mut self {
            Self::Schedule(one) => &mut one.follows,
            Self::Say(one) => &mut one.follows,
            Self::Move(one) => &mut one.follows,
            Self::Step(one) => &mut one.follows,
        };
        *own = follows;
        self
    }

    /// Says why it goes out although the review holds it.
    fn overrule(&mut self, reason: Option<String>) {
        let overrule = match self {
            Self::Schedule(one) => &mut one.overrule,
            Self::Say(one) => &mut one.overrule,
            Self::Move(one) => &mut one.overrule,
            Self::Step(one) => &mut one.overrule,
        };
        *overrule = reason;
    }

    /// Asks it of the words alone, whatever the writer saw. Whom it would tell is told by what it puts out.
    fn unseen(&mut self) {
        match self {
            Self::Say(one) => one.seen = None,
            Self::Move(one) => one.seen = None,
            Self::Schedule(_) | Self::Step(_) => {}
        }
    }
}

/// Does a deed, looked at as it is said.
///
/// # Errors
/// As forbidden where a page asks for a second look and it had none; whatever the deed refuses.
pub async fn act(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    deed: Deed,
    look: &Look,
) -> Result<Done> {
    let alone = |(id, found)| Done {
        id,
        overlaps: vec![],
        found,
    };
    match deed {
        Deed::Schedule(new) => {
            let made = schedule::go(tx, now, actor, new, look).await?;
            Ok(Done {
                id: made.id,
                overlaps: made.overlaps,
                found: made.found,
            })
        }
        Deed::Move(new) => reschedule::go(tx, now, actor, new, look).await,
        Deed::Say(said) => {
            let id = said.maintenance;
            let found = say::go(tx, now, actor, said, look).await?;
            Ok(alone((id, found)))
        }
        Deed::Step(take) => step::go(tx, now, actor, take, look).await.map(alone),
    }
}

/// Does a deed as if somebody had looked at it and nothing held it, for a transaction that is thrown away. What the review
/// finds comes back.
///
/// # Errors
/// Whatever the deed refuses.
pub async fn rehearse(tx: &mut Tx, now: Timestamp, actor: Actor, mut deed: Deed) -> Result<Done> {
    deed.overrule(Some("rehearsal".to_owned()));
    deed.unseen();
    tx.rehearse();
    act(tx, now, actor, deed, &Look::Approved).await
}

/// Keeps a deed. Whoever changes an approved draft has it looked at again.
///
/// # Errors
/// `Refused` when it is out or thrown away; as a conflict when somebody was faster; `NotFound` without such
/// a draft, maintenance or page.
pub async fn save_draft(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    command: SaveDraft,
) -> Result<(DraftId, Version)> {
    let maintenance = command.deed.maintenance();
    let target = Target {
        about: About::Maintenance,
        subject: maintenance.map(|id| id.0),
        pages: match (&command.deed, maintenance) {
            (Deed::Schedule(new), _) => new.pages.clone(),
            (_, Some(id)) => standing::load(tx, id).await?.pages_ids(),
            (_, None) => vec![],
        },
    };
    let (id, version) = drafts::save(tx, now, actor, command, target).await?;
    audit::record(tx, now, actor, "maintenance.draft.save", id.0, "").await?;
    Ok((id, version))
}

/// The draft with this id.
///
/// # Errors
/// `NotFound` without one.
pub async fn load_draft(tx: &mut Tx, id: DraftId) -> Result<Draft> {
    drafts::load(tx, About::Maintenance, id).await
}

/// The drafts of a page that wait, the one touched last first.
///
/// # Errors
/// A fault when the database is away.
pub async fn drafts_of(tx: &mut Tx, page: PageId) -> Result<Vec<Draft>> {
    drafts::waiting_on(tx, page, About::Maintenance, None).await
}

/// Does what a draft waits to do.
///
/// # Errors
/// As [`act`]; as a conflict when the draft or its maintenance moved on.
pub async fn publish_draft(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    command: PublishDraft,
) -> Result<Done> {
    let overrule = command.overrule.clone();
    let (draft, look) = drafts::take(tx, now, command).await?;
    let mut draft: Draft = draft.read()?;
    draft.deed.overrule(overrule);
    let done = act(tx, now, actor, draft.deed, &look).await?;
    drafts::published(tx, draft.id, done.id.0).await?;
    let (action, digest) = ("maintenance.draft.publish", done.id.0.to_string());
    audit::record(tx, now, actor, action, draft.id.0, &digest).await?;
    Ok(done)
}
