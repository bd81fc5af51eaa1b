//! The way of a draft: submitted, approved by a second person, published; or discarded.

use beffroi_domain::Actor;
use jiff::Timestamp;
use uuid::Uuid;

use super::{About, Draft, DraftId, DraftSeen, DraftState, Look, Version, lock};
use crate::{
    audit,
    ground::{Refusal, RefusalKind, Result, Tx},
    params,
};

/// A checked command: a draft goes out.
#[derive(Clone, Debug)]
pub struct PublishDraft {
    /// Which, as it was seen.
    pub seen: DraftSeen,
    /// Why it goes out without the second look that a page asks for; the bypass is logged.
    pub bypass: Option<String>,
    /// Why it goes out although the review holds it; the log keeps it.
    pub overrule: Option<String>,
    /// Whether somebody says that they have read what a machine drafted of it.
    pub is_read: bool,
}

impl PublishDraft {
    /// The shortest: a draft as it was seen.
    #[must_use]
    pub fn of(seen: DraftSeen) -> Self {
        Self {
            seen,
            bypass: None,
            overrule: None,
            is_read: false,
        }
    }
}

/// Asks a second person to look.
///
/// # Errors
/// As a conflict when somebody was faster, or it is out or thrown away.
pub async fn submit_draft(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    seen: DraftSeen,
) -> Result<Version> {
    let draft = lock(tx, now, seen.draft, seen.expected).await?;
    step(tx, now, actor, &draft, DraftState::Submitted).await
}

/// Says, as a second person, that it may go out as it stands.
///
/// # Errors
/// `Refused` for whoever wrote it last, and when nobody asked; as a conflict when somebody was faster.
pub async fn approve(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    seen: DraftSeen,
) -> Result<Version> {
    let draft = lock(tx, now, seen.draft, seen.expected).await?;
    if draft.state != DraftState::Submitted {
        let message = "nobody has asked for this draft to be looked at yet; submit it first";
        let refusal = Refusal::whole(message).being(RefusalKind::Conflict);
        return Err(refusal.told("refusal-draft-not-submitted").into());
    }
    let me = (actor.kind().to_owned(), actor.id());
    let writer = draft.writer.clone();
    if person(tx, writer).await? == person(tx, me).await? {
        let message = "you wrote this draft last: somebody else has to approve it";
        return Err(Refusal::forbidden(message)
            .told("refusal-approve-own")
            .into());
    }
    tx.exec(
        "UPDATE drafts SET approver_kind = $2, approver_id = $3 WHERE id = $1",
        params![draft.id.0, actor.kind(), actor.id()],
    )
    .await?;
    step(tx, now, actor, &draft, DraftState::Approved).await
}

#[derive(sqlx_macros::FromRow)]
struct MakerRow {
    made_by: Option<Uuid>,
}

/// Who stands behind a deed: of a token whoever made it, so that nobody looks a second time by a program of their own.
async fn person(tx: &mut Tx, (kind, id): (String, Option<Uuid>)) -> Result<(String, Option<Uuid>)> {
    if kind != "token" {
        return Ok((kind, id));
    }
    let sql = "SELECT made_by FROM api_tokens WHERE id = $1";
    let row: Option<MakerRow> = tx.find(sql, params![id]).await?;
    Ok(match row.and_then(|row| row.made_by) {
        Some(member) => ("member".to_owned(), Some(member)),
        None => (kind, id),
    })
}

/// Throws a draft away; its row stays, so that whoever looks for it learns that.
///
/// # Errors
/// As a conflict when somebody was faster, or it is out or thrown away.
pub async fn discard_draft(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    seen: DraftSeen,
) -> Result<()> {
    let draft = lock(tx, now, seen.draft, seen.expected).await?;
    step(tx, now, actor, &draft, DraftState::Discarded).await?;
    Ok(())
}

/// Takes a draft to publish it, and says how it was looked at.
///
/// # Errors
/// As a conflict when somebody was faster, or it is out or thrown away.
pub async fn take(tx: &mut Tx, now: Timestamp, command: PublishDraft) -> Result<(Draft, Look)> {
    let seen = command.seen;
    let draft = lock(tx, now, seen.draft, seen.expected).await?;
    let look = match draft.state {
        DraftState::Approved => Look::Approved,
        _ => Look::Alone(command.bypass),
    };
    Ok((draft, look))
}

/// Notes that a draft is out: what its noun made of it is `subject`. The noun records it.
///
/// # Errors
/// A fault when the database is away.
pub async fn published(tx: &mut Tx, draft: DraftId, subject: Uuid) -> Result<()> {
    tx.exec(
        "UPDATE drafts SET subject_id = $2 WHERE id = $1",
        params![draft.0, subject],
    )
    .await?;
    set_state(tx, draft, DraftState::Published).await
}

async fn step(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    draft: &Draft,
    state: DraftState,
) -> Result<Version> {
    set_state(tx, draft.id, state).await?;
    let action = match (draft.about, state) {
        (About::Incident, DraftState::Approved) => "incident.draft.approve",
        (About::Incident, DraftState::Discarded) => "incident.draft.discard",
        (About::Incident, _) => "incident.draft.submit",
        (About::Maintenance, DraftState::Approved) => "maintenance.draft.approve",
        (About::Maintenance, DraftState::Discarded) => "maintenance.draft.discard",
        (About::Maintenance, _) => "maintenance.draft.submit",
    };
    audit::record(tx, now, actor, action, draft.id.0, "").await?;
    Ok(draft.version)
}

async fn set_state(tx: &mut Tx, id: DraftId, state: DraftState) -> Result<()> {
    tx.exec(
        "UPDATE drafts SET state = $2 WHERE id = $1",
        params![id.0, state.as_str()],
    )
    .await?;
    Ok(())
}
