//! Drafts: a deed that waits for its writer to finish, and for a second person where a page asks for one.
//!
//! Read in order: [`Draft`], [`save`], then `steps` (submitted, approved, discarded, published) and `look` (which pages ask
//! for a second look, and who passes without one). What a deed is and what it does stands with its noun, which keeps it here
//! as JSON. Drafts live in tables of their own that no public page reads.

mod look;
mod steps;

use beffroi_domain::{Actor, PageId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use uuid::Uuid;

use crate::{
    ground::{Error, Refusal, RefusalKind, Result, Tx, db::instant, token},
    params,
};

pub use look::{Look, is_look_asked, pass, set_look_asked};
pub use steps::{PublishDraft, approve, discard_draft, published, submit_draft, take};

/// How many deeds have been done on something: what a writer saw, and what is there now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Version(pub i64);

/// A draft, inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DraftId(pub Uuid);

/// What kind of thing a deed is done to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// An incident.
    Incident,
    /// Planned work.
    Maintenance,
}

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

/// A deed that waits; as JSON, until its noun has read it.
#[derive(Clone, Debug)]
pub struct Draft<D = String> {
    /// Ours, inside.
    pub id: DraftId,
    /// How often it was changed: what the next writer has to have seen.
    pub version: Version,
    /// What kind of thing it is done to.
    pub about: About,
    /// To which one, once there is one.
    pub subject: Option<Uuid>,
    /// What it does.
    pub deed: D,
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

/// A draft as its reader saw it.
#[derive(Clone, Copy, Debug)]
pub struct DraftSeen {
    /// Which.
    pub draft: DraftId,
    /// What was seen of it.
    pub expected: Option<Version>,
}

/// A checked command: keep a deed for later.
#[derive(Clone, Debug)]
pub struct SaveDraft<D> {
    /// Which draft; a new one, where nothing is said.
    pub draft: Option<DraftId>,
    /// What the writer saw of it.
    pub expected: Option<Version>,
    /// What it does.
    pub deed: D,
}

/// What a deed is done to, and where readers would see it.
#[derive(Clone, Debug)]
pub struct Target {
    /// What kind of thing.
    pub about: About,
    /// Which one; none yet for what is to be made.
    pub subject: Option<Uuid>,
    /// On which pages.
    pub pages: Vec<PageId>,
}

impl About {
    /// As in tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Incident => "incident",
            Self::Maintenance => "maintenance",
        }
    }
}

impl DraftState {
    /// All of them, in order.
    const ALL: [Self; 5] = [
        Self::Draft,
        Self::Submitted,
        Self::Approved,
        Self::Published,
        Self::Discarded,
    ];

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
}

impl Draft {
    /// With its deed read.
    ///
    /// # Errors
    /// A fault when the deed is none of this noun.
    pub fn read<D: DeserializeOwned>(self) -> Result<Draft<D>> {
        Ok(Draft {
            deed: serde_json::from_str(&self.deed)?,
            id: self.id,
            version: self.version,
            about: self.about,
            subject: self.subject,
            state: self.state,
            writer: self.writer,
            approver: self.approver,
            created_at: self.created_at,
            updated_at: self.updated_at,
        })
    }
}

/// Keeps a deed; its noun records that. Whoever changes an approved draft has it looked at again.
///
/// # Errors
/// `Refused` when it is out or thrown away; as a conflict when somebody was faster; `NotFound` without such
/// a draft, or a page.
pub async fn save<D: Serialize>(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    command: SaveDraft<D>,
    target: Target,
) -> Result<(DraftId, Version)> {
    let content = serde_json::to_string(&command.deed)?;
    if target.pages.is_empty() {
        return Err(Error::NotFound);
    }
    let (id, version) = match command.draft {
        None => (DraftId(token::new_id(now)), Version(1)),
        Some(id) => {
            let draft = lock(tx, now, id, command.expected).await?;
            (id, draft.version)
        }
    };
    tx.exec(
        "INSERT INTO drafts (id, kind, subject_id, content, state, version, writer_kind, writer_id,
                             created_at, updated_at)
         VALUES ($1, $2, $3, $4, 'draft', $5, $6, $7, $8, $8)
         ON CONFLICT (id) DO UPDATE
         SET kind = excluded.kind, subject_id = excluded.subject_id, content = excluded.content,
             state = 'draft', writer_kind = excluded.writer_kind, writer_id = excluded.writer_id,
             approver_kind = NULL, approver_id = NULL, updated_at = excluded.updated_at",
        params![
            id.0,
            target.about.as_str(),
            target.subject,
            content,
            version.0,
            actor.kind(),
            actor.id(),
            now
        ],
    )
    .await?;
    stand_on(tx, id, &target.pages).await?;
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

#[derive(sqlx_macros::FromRow)]
struct DraftRow {
    id: Uuid,
    kind: String,
    subject_id: Option<Uuid>,
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
async fn lock(
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

/// The draft with this id, of a deed done to this kind of thing.
///
/// # Errors
/// [`Error::NotFound`] without one.
pub async fn load<D: DeserializeOwned>(tx: &mut Tx, about: About, id: DraftId) -> Result<Draft<D>> {
    let row = tx
        .load(
            "SELECT * FROM drafts WHERE id = $1 AND kind = $2",
            params![id.0, about.as_str()],
        )
        .await?;
    draft(row)?.read()
}

#[derive(sqlx_macros::FromRow)]
struct PageRow {
    page_id: Uuid,
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

/// The drafts of a page that wait, the one touched last first; to one thing only, where one is named.
///
/// # Errors
/// A fault when the database is away.
pub async fn waiting_on<D: DeserializeOwned>(
    tx: &mut Tx,
    page: PageId,
    about: About,
    subject: Option<Uuid>,
) -> Result<Vec<Draft<D>>> {
    let rows: Vec<DraftRow> = tx
        .list(
            "SELECT d.* FROM drafts d JOIN draft_pages p ON p.draft_id = d.id
             WHERE p.page_id = $1 AND d.state IN ('draft', 'submitted', 'approved')
               AND d.kind = $2 AND ($3 IS NULL OR d.subject_id = $3)
             ORDER BY d.updated_at DESC, d.id",
            params![page, about.as_str(), subject],
        )
        .await?;
    rows.into_iter().map(|row| draft(row)?.read()).collect()
}

fn draft(row: DraftRow) -> Result<Draft> {
    let mut states = DraftState::ALL.into_iter();
    let state = states.find(|state| state.as_str() == row.state);
    let state = state.ok_or_else(|| anyhow::anyhow!("unknown state of a draft {:?}", row.state))?;
    Ok(Draft {
        id: DraftId(row.id),
        version: Version(row.version),
        about: match row.kind.as_str() {
            "maintenance" => About::Maintenance,
            _ => About::Incident,
        },
        subject: row.subject_id,
        deed: row.content,
        state,
        writer: (row.writer_kind, row.writer_id),
        approver: row.approver_kind.map(|kind| (kind, row.approver_id)),
        created_at: instant(row.created_at)?,
        updated_at: instant(row.updated_at)?,
    })
}
