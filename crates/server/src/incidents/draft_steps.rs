//! The way of a draft: submitted, approved by a second person, published; or discarded.

use beffroi_domain::{Actor, Incident, IncidentId, Locale, PageId, UpdateId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    correct_text::{self, Which},
    draft::{self, Deed, DraftId, DraftState},
    load, open, post_update, reopen, resolve, second,
    stand::Version,
    tell::Told,
};
use crate::{
    audit,
    ground::{Db, Refusal, RefusalKind, Result, Tx},
    params,
};

/// A draft as its reader saw it.
#[derive(Clone, Copy, Debug)]
pub struct DraftSeen {
    /// Which.
    pub draft: DraftId,
    /// What was seen of it.
    pub expected: Option<Version>,
}

/// A checked command: a draft goes out.
#[derive(Clone, Debug)]
pub struct PublishDraft {
    /// Which, as it was seen.
    pub seen: DraftSeen,
    /// Why it goes out without the second look that a page asks for; the bypass is logged.
    pub bypass: Option<String>,
}

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
}

impl From<Told> for Published {
    fn from(told: Told) -> Self {
        Self {
            incident: told.incident,
            update: Some(told.update),
            version: told.version,
            missing: told.missing,
            is_announced: told.is_announced,
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
    let draft = draft::lock(tx, now, seen.draft, seen.expected).await?;
    set_state(tx, draft.id, DraftState::Submitted).await?;
    audit::record(tx, now, actor, "incident.draft.submit", draft.id.0, "").await?;
    Ok(draft.version)
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
    let draft = draft::lock(tx, now, seen.draft, seen.expected).await?;
    if draft.state != DraftState::Submitted {
        let message = "nobody has asked for this draft to be looked at yet; submit it first";
        let refusal = Refusal::whole(message).being(RefusalKind::Conflict);
        return Err(refusal.told("refusal-draft-not-submitted").into());
    }
    let me = (actor.kind().to_owned(), actor.id());
    if person(tx, draft.writer).await? == person(tx, me).await? {
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
    set_state(tx, draft.id, DraftState::Approved).await?;
    audit::record(tx, now, actor, "incident.draft.approve", draft.id.0, "").await?;
    Ok(draft.version)
}

#[derive(sqlx::FromRow)]
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
    let draft = draft::lock(tx, now, seen.draft, seen.expected).await?;
    set_state(tx, draft.id, DraftState::Discarded).await?;
    audit::record(tx, now, actor, "incident.draft.discard", draft.id.0, "").await
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
    let seen = command.seen;
    let draft = draft::lock(tx, now, seen.draft, seen.expected).await?;
    let look = if draft.state == DraftState::Approved {
        second::Look::Approved
    } else {
        second::Look::Alone(command.bypass)
    };
    let published = go(tx, now, actor, draft.deed, &look).await?;
    tx.exec(
        "UPDATE drafts SET incident_id = $2 WHERE id = $1",
        params![draft.id.0, published.incident],
    )
    .await?;
    set_state(tx, draft.id, DraftState::Published).await?;
    let digest = published.incident.to_string();
    audit::record(
        tx,
        now,
        actor,
        "incident.draft.publish",
        draft.id.0,
        &digest,
    )
    .await?;
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
    let published = go(&mut tx, now, actor, deed, &second::Look::Approved).await?;
    let incident = load::load(&mut tx, page, published.incident).await?;
    Ok((incident, published))
}

async fn go(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    deed: Deed,
    look: &second::Look,
) -> Result<Published> {
    let told = match deed {
        Deed::Open(command) => open::go(tx, now, actor, command, look).await?,
        Deed::Update(command) => post_update::go(tx, now, actor, command, look).await?,
        Deed::Resolve(command) => resolve::go(tx, now, actor, command, look).await?,
        Deed::Reopen(command) => reopen::go(tx, now, actor, command, look).await?,
        Deed::Correct(command) => {
            let (incident, which) = (command.incident, command.which);
            let is_announced = command.is_announced;
            let version = correct_text::go(tx, now, actor, command, look).await?;
            let update = match which {
                Which::Title => None,
                Which::Update(update) => Some(update),
            };
            return Ok(Published {
                incident,
                update,
                version,
                missing: vec![],
                is_announced: is_announced && update.is_some(),
            });
        }
    };
    Ok(told.into())
}

async fn set_state(tx: &mut Tx, id: DraftId, state: DraftState) -> Result<()> {
    tx.exec(
        "UPDATE drafts SET state = $2 WHERE id = $1",
        params![id.0, state.as_str()],
    )
    .await?;
    Ok(())
}
