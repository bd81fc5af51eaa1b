//! Drafts: a deed that waits for its writer to finish, and for a second person where a page asks for one.
//!
//! Read in order: [`Deed`], [`Draft`], [`save_draft`], then `draft_steps` (submit, approve, discard, publish). Drafts live in a
//! table of their own that no public page reads.

use beffroi_domain::{Actor, IncidentId, PageId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    correct_text::CorrectText,
    open::OpenIncident,
    post_update::PostUpdate,
    reopen::Reopen,
    resolve::Resolve,
    stand::{self, Version},
};
use crate::{
    audit,
    ground::{Error, Refusal, RefusalKind, Result, Tx, db::instant, token},
    params,
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

/// A draft, inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DraftId(pub Uuid);

/// Where a draft stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DraftState {
    /// Being written.
    Draft,
    /// Waits for a second person.
    Submitted,
    /// A second person has looked.
    Approved,
    /// It is out.
    Published,
    /// Nobody wants it any more.
    Discarded,
}

/// A deed that waits.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Ours, inside.
    pub id: DraftId,
    /// How often it was changed: what the next writer has to have seen.
    pub version: Version,
    /// On which incident, once there is one.
    pub incident: Option<IncidentId>,
    /// What it does.
    pub deed: Deed,
    /// Where it stands.
    pub state: DraftState,
    /// Who wrote it last: kind and pseudonymous id.
    pub writer: (String, Option<Uuid>),
    /// Who approved it.
    pub approver: Option<(String, Option<Uuid>)>,
    /// When it was begun.
    pub created_at: Timestamp,
    /// When it was last touched.
    pub updated_at: Timestamp,
}

/// A checked command: keep a deed for later.
#[derive(Clone, Debug)]
pub struct SaveDraft {
    /// Which draft; a new one, where nothing is said.
    pub draft: Option<DraftId>,
    /// What the writer saw of it.
    pub expected: Option<Version>,
    /// What it does.
    pub deed: Deed,
}

impl DraftState {
    /// As in tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Approved => "approved",
            Self::Published => "published",
            Self::Discarded => "discarded",
        }
    }

    /// True until it is out or thrown away.
    #[must_use]
    pub fn is_waiting(self) -> bool {
        !matches!(self, Self::Published | Self::Discarded)
    }

    fn of(word: &str) -> Result<Self> {
        let all = [
            Self::Draft,
            Self::Submitted,
            Self::Approved,
            Self::Published,
            Self::Discarded,
        ];
        let found = all.into_iter().find(|state| state.as_str() == word);
        found.ok_or_else(|| anyhow::anyhow!("unknown state of a draft {word:?}").into())
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
    let content = serde_json::to_string(&command.deed)?;
    let pages = pages_of(tx, &command.deed).await?;
    let (id, version) = match command.draft {
        None => (DraftId(token::new_id(now)), Version(1)),
        Some(id) => {
            let draft = lock(tx, now, id, command.expected).await?;
            (id, draft.version)
        }
    };
    tx.exec(
        "INSERT INTO drafts (id, incident_id, content, state, version, writer_kind, writer_id,
                             created_at, updated_at)
         VALUES ($1, $2, $3, 'draft', $4, $5, $6, $7, $7)
         ON CONFLICT (id) DO UPDATE
         SET incident_id = excluded.incident_id, content = excluded.content, state = 'draft',
             writer_kind = excluded.writer_kind, writer_id = excluded.writer_id,
             approver_kind = NULL, approver_id = NULL, updated_at = excluded.updated_at",
        params![
            id.0,
            command.deed.incident().map(|incident| incident.0),
            content,
            version.0,
            actor.kind(),
            actor.id(),
            now
        ],
    )
    .await?;
    stand_on(tx, id, &pages).await?;
    audit::record(tx, now, actor, "incident.draft.save", id.0, "").await?;
    Ok((id, version))
}

async fn stand_on(tx: &mut Tx, id: DraftId, pages: &[PageId]) -> Result<()> {
    tx.exec("DELETE FROM draft_pages WHERE draft_id = $1", params![id.0])
        .await?;
    for page in pages {
        tx.exec(
            "INSERT INTO draft_pages (draft_id, page_id) VALUES ($1, $2)
             ON CONFLICT (draft_id, page_id) DO NOTHING",
            params![id.0, *page],
        )
        .await?;
    }
    Ok(())
}

/// The pages that readers would see it on.
async fn pages_of(tx: &mut Tx, deed: &Deed) -> Result<Vec<PageId>> {
    let pages = match deed {
        Deed::Open(new) => new.pages.clone(),
        other => {
            let incident = other.incident().ok_or(Error::NotFound)?;
            stand::pages_of(tx, incident).await?
        }
    };
    if pages.is_empty() {
        return Err(Error::NotFound);
    }
    Ok(pages)
}

#[derive(sqlx::FromRow)]
struct DraftRow {
    id: Uuid,
    incident_id: Option<Uuid>,
    content: String,
    state: String,
    version: i64,
    writer_kind: String,
    writer_id: Option<Uuid>,
    approver_kind: Option<String>,
    approver_id: Option<Uuid>,
    created_at: i64,
    updated_at: i64,
}

/// Locks a draft that waits, for somebody who saw `expected`; it comes with the version that this brings.
pub(super) async fn lock(
    tx: &mut Tx,
    now: Timestamp,
    id: DraftId,
    expected: Option<Version>,
) -> Result<Draft> {
    let row: DraftRow = tx
        .load(
            "UPDATE drafts SET version = version + 1, updated_at = $2 WHERE id = $1 RETURNING *",
            params![id.0, now],
        )
        .await?;
    let draft = draft(row)?;
    if !draft.state.is_waiting() {
        let message = "this draft is published or discarded; begin another";
        let refusal = Refusal::whole(message).being(RefusalKind::Conflict);
        return Err(refusal.told("refusal-draft-over").into());
    }
    let stood_at = Version(draft.version.0 - 1);
    if expected.is_some_and(|expected| expected != stood_at) {
        let message =
            "somebody else changed this draft meanwhile; look at it, then save yours again";
        let refusal = Refusal::of("expected", message).being(RefusalKind::Conflict);
        let version = stood_at.0.to_string();
        return Err(refusal
            .says("refusal-draft-moved-on", [("version", version)])
            .into());
    }
    Ok(draft)
}

/// The draft with this id.
///
/// # Errors
/// [`Error::NotFound`] without one.
pub async fn load_draft(tx: &mut Tx, id: DraftId) -> Result<Draft> {
    let row = tx
        .load("SELECT * FROM drafts WHERE id = $1", params![id.0])
        .await?;
    draft(row)
}

/// The pages that a draft would be seen on: what its reader needs a role for.
///
/// # Errors
/// A fault when the database is away.
pub async fn pages_of_draft(tx: &mut Tx, id: DraftId) -> Result<Vec<PageId>> {
    let rows: Vec<PageRow> = tx
        .list(
            "SELECT page_id FROM draft_pages WHERE draft_id = $1 ORDER BY page_id",
            params![id.0],
        )
        .await?;
    Ok(rows.into_iter().map(|row| PageId(row.page_id)).collect())
}

#[derive(sqlx::FromRow)]
struct PageRow {
    page_id: Uuid,
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
    let rows: Vec<DraftRow> = tx
        .list(
            "SELECT d.* FROM drafts d JOIN draft_pages p ON p.draft_id = d.id
             WHERE p.page_id = $1 AND d.state IN ('draft', 'submitted', 'approved')
               AND ($2 IS NULL OR d.incident_id = $2)
             ORDER BY d.updated_at DESC, d.id",
            params![page, incident.map(|incident| incident.0)],
        )
        .await?;
    rows.into_iter().map(draft).collect()
}

fn draft(row: DraftRow) -> Result<Draft> {
    let approver = row.approver_kind.map(|kind| (kind, row.approver_id));
    Ok(Draft {
        id: DraftId(row.id),
        version: Version(row.version),
        incident: row.incident_id.map(IncidentId),
        deed: serde_json::from_str(&row.content)?,
        state: DraftState::of(&row.state)?,
        writer: (row.writer_kind, row.writer_id),
        approver,
        created_at: instant(row.created_at)?,
        updated_at: instant(row.updated_at)?,
    })
}
