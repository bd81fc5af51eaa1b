//! Choosing: the incidents of a page that answer to several facts at once, a part of them at a time.

use beffroi_domain::{ComponentId, Incident, PageId};
use jiff::Timestamp;

use super::load::{IncidentRow, assemble};
use crate::{
    ground::{Result, Tx},
    params,
};

/// What is asked for; what is `None` may be anything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Named, or broken in a window.
    pub component: Option<ComponentId>,
    /// `own`, `external`, `unconfirmed`, or `unsaid` where nobody said.
    pub responsibility: Option<String>,
    /// The order of urgency.
    pub priority: Option<u8>,
    /// The kind of service, as it reads in any language.
    pub category: Option<String>,
    /// Dated from then on, and before then.
    pub between: Option<(Timestamp, Timestamp)>,
}

/// What answers to it.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// How many there are.
    pub total: i64,
    /// Those that were asked for, newest first, the undated last.
    pub incidents: Vec<Incident>,
}

#[derive(sqlx_macros::FromRow)]
struct CountRow {
    count: i64,
}

#[derive(sqlx_macros::FromRow)]
struct PriorityRow {
    priority: i64,
}

macro_rules! wanted {
    ($what:literal, $order:literal) => {
        concat!(
            "SELECT ",
            $what,
            " FROM incidents i JOIN incident_pages p ON p.incident_id = i.id
             WHERE p.page_id = $1 AND p.visibility = 'public'
               AND ($2 IS NULL
                 OR EXISTS (SELECT 1 FROM incident_components c
                            WHERE c.incident_id = i.id AND c.component_id = $2)
                 OR EXISTS (SELECT 1 FROM impact_windows w
                            JOIN impact_window_components c ON c.window_id = w.id
                            WHERE w.incident_id = i.id AND c.component_id = $2))
               AND ($3 IS NULL OR COALESCE(i.responsibility, 'unsaid') = $3)
               AND ($4 IS NULL OR i.priority = $4)
               AND ($5 IS NULL
                 OR EXISTS (SELECT 1 FROM texts t
                            WHERE t.owner_id = i.id AND t.field = 'category' AND t.body = $5
                              AND NOT EXISTS (SELECT 1 FROM texts n
                                              WHERE n.owner_id = t.owner_id AND n.field = t.field
                                                AND n.locale = t.locale AND n.version > t.version)))
               AND ($6 IS NULL OR (i.dated_at >= $6 AND i.dated_at < $7))",
            $order
        )
    };
}

/// The incidents that answer to `wanted`: `count` of them, `first` left out before.
///
/// # Errors
/// A fault when the database is away.
pub async fn choose(
    tx: &mut Tx,
    page: PageId,
    wanted: &Wanted,
    first: i64,
    count: i64,
) -> Result<Chosen> {
    let asked = || {
        params![
            page,
            wanted.component.map(|id| id.0),
            wanted.responsibility.clone(),
            wanted.priority.map(i64::from),
            wanted.category.clone(),
            wanted.between.map(|(from, _)| from),
            wanted.between.map(|(_, to)| to),
        ]
    };
    let total: CountRow = tx.load(wanted!("COUNT(*) AS count", ""), asked()).await?;
    let mut params = asked();
    params.extend(params![count, first]);
    let rows: Vec<IncidentRow> = tx
        .list(
            wanted!(
                "i.*, p.public_id",
                " ORDER BY i.dated_at IS NULL, i.dated_at DESC, i.seq DESC, i.id DESC
                 LIMIT $8 OFFSET $9"
            ),
            params,
        )
        .await?;
    let mut incidents = Vec::with_capacity(rows.len());
    for row in rows {
        incidents.push(assemble(tx, page, row).await?);
    }
    Ok(Chosen {
        total: total.count,
        incidents,
    })
}

/// The priorities that public incidents of a page have, the most urgent first.
///
/// # Errors
/// A fault when the database is away.
pub async fn priorities(tx: &mut Tx, page: PageId) -> Result<Vec<u8>> {
    let rows: Vec<PriorityRow> = tx
        .list(
            "SELECT DISTINCT i.priority
             FROM incidents i JOIN incident_pages p ON p.incident_id = i.id
             WHERE p.page_id = $1 AND p.visibility = 'public' AND i.priority IS NOT NULL
             ORDER BY i.priority",
            params![page],
        )
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| u8::try_from(row.priority).ok())
        .collect())
}
