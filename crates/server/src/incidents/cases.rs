//! Incidents as they are counted: their facts, without what was said. Six queries, however many
//! there are.

use std::collections::{BTreeMap, HashMap, HashSet};

use beffroi_domain::{
    ImpactWindow, IncidentId, Locale, LocalizedText, Moment, PageId, PublicId, Responsibility,
};
use jiff::Timestamp;
use uuid::Uuid;

use super::{
    load::{WindowComponentRow, WindowRow, responsibility, window},
    share::{self, Whole},
};
use crate::{
    ground::{
        Result, Tx,
        db::{instant, moment, word},
    },
    params,
};

/// An incident as it is counted.
#[derive(Clone, Debug)]
pub struct Case {
    /// Ours, inside.
    pub id: IncidentId,
    /// As readers see it on the page in question.
    pub public_id: PublicId,
    /// The date that it stands under.
    pub dated: Timestamp,
    /// The kind of service.
    pub category: LocalizedText,
    /// Whose fault, as far as is said.
    pub responsibility: Option<Responsibility>,
    /// When it really was broken.
    pub windows: Vec<ImpactWindow>,
    /// When the first statement was published, where that is known.
    pub first_word: Option<Moment>,
}

#[derive(sqlx_macros::FromRow)]
struct CaseRow {
    id: Uuid,
    public_id: String,
    dated_at: i64,
    responsibility: Option<String>,
    external_provider: Option<String>,
}

#[derive(sqlx_macros::FromRow)]
struct OwnedWindowRow {
    incident_id: Uuid,
    #[sqlx(flatten)]
    window: WindowRow,
}

#[derive(sqlx_macros::FromRow)]
struct CategoryRow {
    owner_id: Uuid,
    locale: String,
    body: String,
}

#[derive(sqlx_macros::FromRow)]
struct KindRow {
    kind: String,
    locale: String,
    body: String,
}

#[derive(sqlx_macros::FromRow)]
struct WordRow {
    owner_id: Uuid,
    published_at: Option<i64>,
    published_precision: Option<String>,
    published_origin: Option<String>,
}

/// A query over the incidents `i` of page `$1` that touch the time from `$2` on and before `$3`.
macro_rules! touching {
    ($select:literal, $order:literal) => {
        concat!(
            $select,
            " JOIN incident_pages p ON p.incident_id = i.id
              WHERE p.page_id = $1 AND p.visibility = 'public' AND i.dated_at < $3
                AND (i.last_at >= $2
                  OR i.status IN ('investigating', 'identified', 'monitoring'))",
            $order
        )
    };
}

/// Public dated incidents of which something falls into the time from `from` on, before `to`.
///
/// # Errors
/// A fault when the database is away.
pub async fn cases(tx: &mut Tx, page: PageId, from: Timestamp, to: Timestamp) -> Result<Vec<Case>> {
    let rows: Vec<CaseRow> = tx
        .list(
            touching!(
                "SELECT i.id, p.public_id, i.dated_at, i.responsibility, i.external_provider
                 FROM incidents i",
                " ORDER BY i.dated_at DESC, i.seq DESC"
            ),
            params![page, from, to],
        )
        .await?;
    let mut windows = windows(tx, page, from, to).await?;
    let mut categories = categories(tx, page, from, to).await?;
    let mut words = first_words(tx, page, from, to).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Case {
                id: IncidentId(row.id),
                public_id: word(&row.public_id)?,
                dated: instant(row.dated_at)?,
                category: categories.remove(&row.id).unwrap_or_default(),
                responsibility: responsibility(
                    row.responsibility.as_deref(),
                    row.external_provider,
                ),
                windows: windows.remove(&row.id).unwrap_or_default(),
                first_word: words.remove(&row.id).flatten(),
            })
        })
        .collect()
}

async fn windows(
    tx: &mut Tx,
    page: PageId,
    from: Timestamp,
    to: Timestamp,
) -> Result<HashMap<Uuid, Vec<ImpactWindow>>> {
    let rows: Vec<OwnedWindowRow> = tx
        .list(
            touching!(
                "SELECT w.* FROM impact_windows w JOIN incidents i ON i.id = w.incident_id",
                " ORDER BY w.incident_id, w.position"
            ),
            params![page, from, to],
        )
        .await?;
    let parts: Vec<WindowComponentRow> = tx
        .list(
            touching!(
                "SELECT c.window_id, c.component_id, c.degree, k.page_id
                 FROM impact_window_components c
                 JOIN components k ON k.id = c.component_id
                 JOIN impact_windows w ON w.id = c.window_id
                 JOIN incidents i ON i.id = w.incident_id",
                " ORDER BY c.window_id, c.component_id"
            ),
            params![page, from, to],
        )
        .await?;
    let mut of: HashMap<Uuid, Vec<WindowComponentRow>> = HashMap::new();
    for part in parts {
        of.entry(part.window_id).or_default().push(part);
    }
    let mut all: HashMap<Uuid, Vec<Whole>> = HashMap::new();
    for row in rows {
        let parts = of.remove(&row.window.id).unwrap_or_default();
        let whole = window(row.window, page, &parts)?;
        all.entry(row.incident_id).or_default().push(whole);
    }
    let named = naming_own(tx, page).await?;
    let told = all.into_iter().map(|(incident, windows)| {
        let names_own = named.contains(&incident);
        (incident, share::windows_of_page(windows, names_own))
    });
    Ok(told.collect())
}

#[derive(sqlx_macros::FromRow)]
struct NamingRow {
    incident_id: Uuid,
}

/// The incidents that name a component of the page.
async fn naming_own(tx: &mut Tx, page: PageId) -> Result<HashSet<Uuid>> {
    let rows: Vec<NamingRow> = tx
        .list(
            "SELECT DISTINCT i.incident_id
             FROM incident_components i JOIN components c ON c.id = i.component_id
             WHERE c.page_id = $1",
            params![page],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.incident_id).collect())
}

/// What the kinds of service of a page's public incidents are called, each once. Those with one name
/// in `first`, the page's first language, are one.
///
/// # Errors
/// A fault when the database is away.
pub async fn kinds_of_service(
    tx: &mut Tx,
    page: PageId,
    first: Option<&Locale>,
) -> Result<Vec<LocalizedText>> {
    let rows: Vec<KindRow> = tx
        .list(
            "SELECT DISTINCT COALESCE(k.body, t.body) AS kind, t.locale, t.body
             FROM incident_pages p
             JOIN texts t ON t.owner_id = p.incident_id AND t.field = 'category'
             LEFT JOIN texts k ON k.owner_id = t.owner_id AND k.field = t.field AND k.locale = $2
               AND NOT EXISTS (SELECT 1 FROM texts n
                               WHERE n.owner_id = k.owner_id AND n.field = k.field
                                 AND n.locale = k.locale AND n.version > k.version)
             WHERE p.page_id = $1 AND p.visibility = 'public'
               AND NOT EXISTS (SELECT 1 FROM texts n
                               WHERE n.owner_id = t.owner_id AND n.field = t.field
                                 AND n.locale = t.locale AND n.version > t.version)
             ORDER BY kind, t.locale, t.body",
            params![page, first.map(Locale::as_str)],
        )
        .await?;
    let mut all: BTreeMap<String, LocalizedText> = BTreeMap::new();
    for row in rows {
        let text = all.entry(row.kind).or_default();
        text.set(word(&row.locale)?, row.body);
    }
    Ok(all.into_values().filter(|text| !text.is_empty()).collect())
}

/// The newest category of each incident, in every language.
async fn categories(
    tx: &mut Tx,
    page: PageId,
    from: Timestamp,
    to: Timestamp,
) -> Result<HashMap<Uuid, LocalizedText>> {
    let rows: Vec<CategoryRow> = tx
        .list(
            touching!(
                "SELECT t.owner_id, t.locale, t.body FROM texts t
                 JOIN incidents i ON i.id = t.owner_id AND t.field = 'category'",
                " ORDER BY t.owner_id, t.locale, t.version"
            ),
            params![page, from, to],
        )
        .await?;
    let mut all: HashMap<Uuid, LocalizedText> = HashMap::new();
    for row in rows {
        let text = all.entry(row.owner_id).or_default();
        text.set(word(&row.locale)?, row.body);
    }
    Ok(all)
}

/// When the oldest statement of each incident was published.
async fn first_words(
    tx: &mut Tx,
    page: PageId,
    from: Timestamp,
    to: Timestamp,
) -> Result<HashMap<Uuid, Option<Moment>>> {
    let rows: Vec<WordRow> = tx
        .list(
            touching!(
                "SELECT u.owner_id, u.published_at, u.published_precision, u.published_origin
                 FROM updates u
                 JOIN incidents i ON i.id = u.owner_id AND u.position = 1
                   AND u.status <> 'postmortem'",
                ""
            ),
            params![page, from, to],
        )
        .await?;
    rows.into_iter()
        .map(|row| {
            let said = moment(
                row.published_at,
                row.published_precision.as_deref(),
                row.published_origin.as_deref(),
            )?;
            Ok((row.owner_id, said))
        })
        .collect()
}
