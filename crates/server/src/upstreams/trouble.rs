//! A trouble of a provider that touches a page of ours: one row, from its beginning there to its end.

use std::collections::BTreeMap;

use beffroi_domain::{
    ComponentId, ComponentStatus, IncidentId, PageId, ProviderId, ProviderIncidentId,
};
use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    drafts::DraftState,
    ground::{
        Result, Tx,
        db::{instant, word},
        token,
    },
    incidents::{self, DraftId},
    params,
};

/// One trouble of one provider on one page.
#[derive(Clone, Debug)]
pub struct Trouble {
    /// Its row.
    pub id: Uuid,
    /// Whose.
    pub provider: ProviderId,
    /// On which page of ours.
    pub page: PageId,
    /// Since when, by the provider's own word where it has one.
    pub began_at: Timestamp,
    /// When we saw it.
    pub seen_at: Timestamp,
    /// When we saw that it is over there.
    pub ended_at: Option<Timestamp>,
    /// What was drafted.
    pub draft: Option<DraftId>,
    /// What readers are told of it.
    pub incident: Option<IncidentId>,
    /// Why the page's rule did not get through.
    pub held: Option<String>,
    /// What the team is still to be told.
    pub news: Option<News>,
    /// How often it was told something.
    pub round: i64,
    /// What of ours it touches, and how badly.
    pub components: BTreeMap<ComponentId, ComponentStatus>,
}

/// What the team is told of a trouble.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// It has begun.
    Begun,
    /// It touches more of ours.
    More,
    /// What was over goes on.
    Again,
    /// It is over there.
    Over,
}

impl News {
    /// The word in tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Begun => "begun",
            Self::More => "more",
            Self::Again => "again",
            Self::Over => "over",
        }
    }
}

#[derive(sqlx_macros::FromRow)]
struct TroubleRow {
    id: Uuid,
    provider_id: Uuid,
    page_id: Uuid,
    began_at: i64,
    seen_at: i64,
    ended_at: Option<i64>,
    draft_id: Option<Uuid>,
    incident_id: Option<Uuid>,
    held: Option<String>,
    news: Option<String>,
    round: i64,
}

#[derive(sqlx_macros::FromRow)]
struct PartRow {
    component_id: Uuid,
    degree: String,
}

/// The trouble.
///
/// # Errors
/// `NotFound` without it; a fault when the database is away.
pub async fn load(tx: &mut Tx, id: Uuid) -> Result<Trouble> {
    let row = tx
        .load("SELECT * FROM upstream_troubles WHERE id = $1", params![id])
        .await?;
    read(tx, row).await
}

/// The trouble that a draft was raised for.
///
/// # Errors
/// A fault when the database is away.
pub async fn of_draft(tx: &mut Tx, draft: DraftId) -> Result<Option<Trouble>> {
    let row: Option<TroubleRow> = tx
        .find(
            "SELECT * FROM upstream_troubles WHERE draft_id = $1",
            params![draft.0],
        )
        .await?;
    match row {
        Some(row) => read(tx, row).await.map(Some),
        None => Ok(None),
    }
}

/// The troubles that an incident was opened for, the oldest first.
///
/// # Errors
/// A fault when the database is away.
pub async fn of_incident(tx: &mut Tx, incident: IncidentId) -> Result<Vec<Trouble>> {
    let rows = tx
        .list(
            "SELECT t.* FROM upstream_troubles t LEFT JOIN drafts d ON d.id = t.draft_id AND d.state = 'published'
             WHERE t.incident_id = $1 OR d.subject_id = $1 ORDER BY t.seen_at, t.id",
            params![incident],
        )
        .await?;
    all(tx, rows).await
}

/// What goes on at the providers of a page, the newest first.
///
/// # Errors
/// A fault when the database is away.
pub async fn open_of_page(tx: &mut Tx, page: PageId) -> Result<Vec<Trouble>> {
    let rows = tx
        .list(
            "SELECT * FROM upstream_troubles WHERE page_id = $1 AND ended_at IS NULL
             ORDER BY seen_at DESC, id DESC",
            params![page],
        )
        .await?;
    all(tx, rows).await
}

/// The troubles of a provider that go on, or ended at or after `since`; the newest first.
pub(super) async fn of_provider(
    tx: &mut Tx,
    provider: ProviderId,
    since: Timestamp,
) -> Result<Vec<Trouble>> {
    let rows = tx
        .list(
            "SELECT * FROM upstream_troubles WHERE provider_id = $1 AND (ended_at IS NULL OR ended_at >= $2)
             ORDER BY seen_at DESC, id DESC",
            params![provider, since],
        )
        .await?;
    all(tx, rows).await
}

/// Those of which the team is still to be told something.
pub(super) async fn untold(tx: &mut Tx, provider: ProviderId) -> Result<Vec<Trouble>> {
    let rows = tx
        .list(
            "SELECT * FROM upstream_troubles WHERE provider_id = $1 AND news IS NOT NULL ORDER BY seen_at, id",
            params![provider],
        )
        .await?;
    all(tx, rows).await
}

async fn all(tx: &mut Tx, rows: Vec<TroubleRow>) -> Result<Vec<Trouble>> {
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        all.push(read(tx, row).await?);
    }
    Ok(all)
}

async fn read(tx: &mut Tx, row: TroubleRow) -> Result<Trouble> {
    let parts: Vec<PartRow> = tx
        .list(
            "SELECT component_id, degree FROM upstream_trouble_components WHERE trouble_id = $1 ORDER BY component_id",
            params![row.id],
        )
        .await?;
    let part = |part: PartRow| Ok((ComponentId(part.component_id), word(&part.degree)?));
    let draft = row.draft_id.map(DraftId);
    let incident = match (row.incident_id.map(IncidentId), draft) {
        (None, Some(draft)) => published(tx, draft).await?,
        (incident, _) => incident,
    };
    Ok(Trouble {
        id: row.id,
        provider: ProviderId(row.provider_id),
        page: PageId(row.page_id),
        began_at: instant(row.began_at)?,
        seen_at: instant(row.seen_at)?,
        ended_at: row.ended_at.map(instant).transpose()?,
        draft,
        incident,
        held: row.held,
        news: row.news.as_deref().and_then(news),
        round: row.round,
        components: parts.into_iter().map(part).collect::<Result<_>>()?,
    })
}

fn news(word: &str) -> Option<News> {
    let all = [News::Begun, News::More, News::Again, News::Over];
    all.into_iter().find(|one| one.as_str() == word)
}

/// The incident that a draft became.
async fn published(tx: &mut Tx, draft: DraftId) -> Result<Option<IncidentId>> {
    let draft = incidents::load_draft(tx, draft).await?;
    let subject = draft.subject.map(IncidentId);
    Ok(subject.filter(|_| draft.state == DraftState::Published))
}

/// A trouble begins.
pub(super) async fn insert(
    tx: &mut Tx,
    now: Timestamp,
    (provider, page): (ProviderId, PageId),
    began_at: Timestamp,
) -> Result<Uuid> {
    let id = token::new_id(now);
    tx.exec(
        "INSERT INTO upstream_troubles (id, provider_id, page_id, began_at, seen_at, news, round)
         VALUES ($1, $2, $3, $4, $5, 'begun', 0)",
        params![id, provider, page, began_at, now],
    )
    .await?;
    Ok(id)
}

/// It touches this of ours; true where that is more, or worse, than was known.
pub(super) async fn touches(
    tx: &mut Tx,
    id: Uuid,
    known: &BTreeMap<ComponentId, ComponentStatus>,
    touched: &BTreeMap<ComponentId, ComponentStatus>,
) -> Result<bool> {
    let mut is_more = false;
    for (component, degree) in touched {
        if known.get(component).is_some_and(|known| known >= degree) {
            continue;
        }
        is_more = true;
        tx.exec(
            "INSERT INTO upstream_trouble_components (trouble_id, component_id, degree) VALUES ($1, $2, $3)
             ON CONFLICT (trouble_id, component_id) DO UPDATE SET degree = $3",
            params![id, *component, degree.as_str()],
        )
        .await?;
    }
    Ok(is_more)
}

/// The team is to be told this; what it was to be told before and was not, it need not know any more.
pub(super) async fn note(tx: &mut Tx, id: Uuid, news: Option<News>) -> Result<()> {
    tx.exec(
        "UPDATE upstream_troubles SET news = $2, round = round + $3 WHERE id = $1",
        params![id, news.map(News::as_str), i64::from(news.is_none())],
    )
    .await?;
    Ok(())
}

/// It is over there, or, without a time, goes on again.
pub(super) async fn end(tx: &mut Tx, id: Uuid, at: Option<Timestamp>) -> Result<()> {
    tx.exec(
        "UPDATE upstream_troubles SET ended_at = $2 WHERE id = $1",
        params![id, at],
    )
    .await?;
    let news = if at.is_some() {
        News::Over
    } else {
        News::Again
    };
    note(tx, id, Some(news)).await
}

/// What was drafted for it.
pub(super) async fn set_draft(tx: &mut Tx, id: Uuid, draft: DraftId) -> Result<()> {
    tx.exec(
        "UPDATE upstream_troubles SET draft_id = $2 WHERE id = $1",
        params![id, draft.0],
    )
    .await?;
    Ok(())
}

/// What readers are told of it.
pub(super) async fn set_incident(tx: &mut Tx, id: Uuid, incident: IncidentId) -> Result<()> {
    tx.exec(
        "UPDATE upstream_troubles SET incident_id = $2, held = NULL WHERE id = $1",
        params![id, incident],
    )
    .await?;
    Ok(())
}

/// Why the page's rule did not get through.
pub(super) async fn hold(tx: &mut Tx, id: Uuid, why: &str) -> Result<()> {
    tx.exec(
        "UPDATE upstream_troubles SET held = $2 WHERE id = $1",
        params![id, why],
    )
    .await?;
    Ok(())
}

#[derive(sqlx_macros::FromRow)]
struct TroubleOfRow {
    trouble_id: Uuid,
}

/// Which troubles an entry is known in.
pub(super) async fn of_entry(tx: &mut Tx, entry: ProviderIncidentId) -> Result<Vec<Uuid>> {
    let rows: Vec<TroubleOfRow> = tx
        .list(
            "SELECT DISTINCT trouble_id FROM upstream_words WHERE entry_id = $1",
            params![entry],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.trouble_id).collect())
}

#[derive(sqlx_macros::FromRow)]
struct CountRow {
    count: i64,
}

/// Whether only the provider's state has shown it so far.
pub(super) async fn is_of_state(tx: &mut Tx, id: Uuid) -> Result<bool> {
    let row: CountRow = tx
        .load(
            "SELECT COUNT(*) AS count FROM upstream_words WHERE trouble_id = $1 AND entry_id IS NOT NULL",
            params![id],
        )
        .await?;
    Ok(row.count == 0)
}
