//! What is done to planned work by hand: at once, or as a draft that waits for a second person.
//!
//! Read in order: [`Deed`], [`act`], [`save_draft`], [`publish_draft`], then [`Bypass`] (who passed without a second look). Where
//! drafts are kept, and their way to a second person: `drafts`.

use beffroi_domain::{Actor, MaintenanceId, PageId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    Overlap, Standing,
    reschedule::{self, Reschedule},
    say::{self, Say},
    schedule::{self, Schedule},
    standing,
    step::{self, TakeStep},
};
use crate::{
    audit,
    drafts::{self, About, DraftId, Look, PublishDraft, Target, Version},
    ground::{Result, Tx, db::instant, token},
    params,
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
    let alone = |id| Done {
        id,
        overlaps: vec![],
    };
    match deed {
        Deed::Schedule(new) => {
            let made = schedule::go(tx, now, actor, new, look).await?;
            Ok(Done {
                id: made.id,
                overlaps: made.overlaps,
            })
        }
        Deed::Move(new) => reschedule::go(tx, now, actor, new, look).await,
        Deed::Say(said) => {
            let id = said.maintenance;
            say::go(tx, now, actor, said, look).await?;
            Ok(alone(id))
        }
        Deed::Step(take) => step::go(tx, now, actor, take, look).await.map(alone),
    }
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
    let (draft, look) = drafts::take(tx, now, command).await?;
    let draft: Draft = draft.read()?;
    let done = act(tx, now, actor, draft.deed, &look).await?;
    drafts::published(tx, draft.id, done.id.0).await?;
    let (action, digest) = ("maintenance.draft.publish", done.id.0.to_string());
    audit::record(tx, now, actor, action, draft.id.0, &digest).await?;
    Ok(done)
}

/// That somebody passed without the second look that a page asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bypass {
    /// When.
    pub at: Timestamp,
    /// Who: kind and pseudonymous id.
    pub who: (String, Option<Uuid>),
    /// Why.
    pub reason: String,
}

#[derive(sqlx_macros::FromRow)]
struct BypassRow {
    at: i64,
    actor_kind: String,
    actor_id: Option<Uuid>,
    reason: String,
}

/// Who passed without a second look on a maintenance, the latest first.
///
/// # Errors
/// A fault when the database is away.
pub async fn bypasses_of(tx: &mut Tx, id: MaintenanceId) -> Result<Vec<Bypass>> {
    let rows: Vec<BypassRow> = tx
        .list(
            "SELECT at, actor_kind, actor_id, reason FROM maintenance_bypasses
             WHERE maintenance_id = $1 ORDER BY at DESC, id",
            params![id],
        )
        .await?;
    let bypass = |row: BypassRow| {
        Ok(Bypass {
            at: instant(row.at)?,
            who: (row.actor_kind, row.actor_id),
            reason: row.reason,
        })
    };
    rows.into_iter().map(bypass).collect()
}

/// Lets a deed pass that goes out now; who passes without the second look that a page asks for has it logged.
pub(super) async fn check_look(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    standing: &Standing,
    look: &Look,
) -> Result<()> {
    let Some(reason) = drafts::pass(tx, actor, &standing.pages_ids(), look).await? else {
        return Ok(());
    };
    let (id, key) = (standing.id(), token::new_id(now));
    tx.exec(
        "INSERT INTO maintenance_bypasses (id, maintenance_id, at, actor_kind, actor_id, reason)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![key, id, now, actor.kind(), actor.id(), reason],
    )
    .await?;
    audit::record(tx, now, actor, "maintenance.approval.bypass", id.0, "").await
}
