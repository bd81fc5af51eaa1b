//! Which incidents hold the words. The one place where the two dialects differ.

use beffroi_domain::{IncidentId, Locale, PageId};
use uuid::Uuid;

use super::Terms;
use crate::{
    ground::{Result, Tx},
    params,
};

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// How many incidents there are.
    pub total: i64,
    /// Those that were asked for: by their titles first, then the newest.
    pub incidents: Vec<IncidentId>,
}

#[derive(sqlx_macros::FromRow)]
struct HitRow {
    id: Uuid,
    total: i64,
}

/// `$1` the page, `$2` the words, `$3` the locale, `$4` a pattern for references, `$5` and `$6` how many
/// and from where on. The newest version of a text counts, in the reader's language where there is one,
/// and of those rows only that still stand somewhere.
macro_rules! search {
    ($texts:literal) => {
        concat!(
            "WITH hits AS (
               SELECT COALESCE(m.incident_id, t.root_id) AS incident_id,
                      CASE WHEN t.field = 'title' THEN 1 ELSE 0 END AS in_title
               FROM ",
            $texts,
            " LEFT JOIN postmortems m ON m.id = t.root_id
               WHERE (t.locale = $3 OR NOT EXISTS (
                       SELECT 1 FROM texts o WHERE o.owner_id = t.owner_id AND o.field = t.field
                         AND o.locale = $3))
                 AND NOT EXISTS (
                       SELECT 1 FROM texts n WHERE n.owner_id = t.owner_id AND n.field = t.field
                         AND n.locale = t.locale AND n.version > t.version)
                 AND (t.owner_id = t.root_id
                   OR EXISTS (SELECT 1 FROM updates u WHERE u.id = t.owner_id)
                   OR EXISTS (SELECT 1 FROM consequences c WHERE c.id = t.owner_id)
                   OR EXISTS (SELECT 1 FROM postmortem_entries e WHERE e.id = t.owner_id)
                   OR EXISTS (SELECT 1 FROM postmortem_actions a WHERE a.id = t.owner_id))
               UNION ALL
               SELECT r.id, 1 FROM incidents r WHERE LOWER(r.refs) LIKE $4 ESCAPE '\\'
             )
             SELECT i.id, COUNT(*) OVER () AS total
             FROM hits h
             JOIN incidents i ON i.id = h.incident_id
             JOIN incident_pages p ON p.incident_id = i.id
             WHERE p.page_id = $1 AND p.visibility = 'public'
             GROUP BY i.id, i.dated_at, i.seq
             ORDER BY MAX(h.in_title) DESC, i.dated_at IS NULL, i.dated_at DESC, i.seq DESC, i.id
             LIMIT $5 OFFSET $6"
        )
    };
}

const ON_SQLITE: &str = search!(
    "texts_search s JOIN texts t ON t.owner_id = s.owner_id AND t.field = s.field
       AND t.locale = s.locale AND t.version = s.version AND s.texts_search MATCH $2"
);
const ON_POSTGRES: &str = search!(
    "(SELECT * FROM texts WHERE search_words(body) @@
       to_tsquery('pg_catalog.simple'::regconfig, search_bare($2))) t"
);

/// The public incidents of a page in whose words, as a reader of `locale` sees them, all `terms` stand
/// together: `count` of them, `first` left out before.
///
/// # Errors
/// A fault when the database is away.
pub async fn search(
    tx: &mut Tx,
    page: PageId,
    locale: &Locale,
    terms: &Terms,
    first: i64,
    count: i64,
) -> Result<Found> {
    if terms.is_empty() {
        return Ok(Found::default());
    }
    let (sql, words) = match tx.kind() {
        "sqlite" => (ON_SQLITE, terms.for_sqlite()),
        _ => (ON_POSTGRES, terms.for_postgres()),
    };
    let rows: Vec<HitRow> = tx
        .list(
            sql,
            params![
                page,
                words,
                locale.as_str(),
                terms.as_reference(),
                count,
                first
            ],
        )
        .await?;
    Ok(Found {
        total: rows.first().map_or(0, |row| row.total),
        incidents: rows.into_iter().map(|row| IncidentId(row.id)).collect(),
    })
}
