//! What pages of ours ask of the providers that they show, each in one query however many there are.

use beffroi_domain::{PageId, ProviderId};
use beffroi_readers::record::RecordKind;
use jiff::Timestamp;

use super::{
    Entry,
    store::{EntryRow, from_row},
};
use crate::{
    ground::{Result, Tx, db::instant},
    params,
};

#[derive(sqlx_macros::FromRow)]
struct AddressRow {
    slug: String,
    public_id: Option<String>,
    changed_at: i64,
}

/// Where something of a provider stands on a page, and when it last changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Whose.
    pub slug: String,
    /// Which of its incidents; `None` for the provider itself.
    pub entry: Option<String>,
    /// When it changed.
    pub changed_at: Timestamp,
}

/// Whether a page shows any provider.
///
/// # Errors
/// A fault when the database is away.
pub async fn is_any_on(tx: &mut Tx, page: PageId) -> Result<bool> {
    let (there,): (i64,) = tx
        .load(
            "SELECT COUNT(*) FROM (SELECT page_id FROM provider_pages WHERE page_id = $1 LIMIT 1) AS there",
            params![page],
        )
        .await?;
    Ok(there > 0)
}

/// What is under way at any provider that a page shows, the newest first.
///
/// # Errors
/// A fault when the database is away.
pub async fn open_on(tx: &mut Tx, page: PageId) -> Result<Vec<Entry>> {
    let rows: Vec<EntryRow> = tx
        .list(
            "SELECT i.* FROM provider_incidents i JOIN provider_pages s ON s.provider_id = i.provider_id
             WHERE s.page_id = $1 AND i.is_open = 1 ORDER BY i.dated_at DESC, i.id DESC",
            params![page],
        )
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// Work that a provider plans for later than `now`, the next one first.
///
/// # Errors
/// A fault when the database is away.
pub async fn planned_of(tx: &mut Tx, id: ProviderId, now: Timestamp) -> Result<Vec<Entry>> {
    let rows: Vec<EntryRow> = tx
        .list(
            "SELECT * FROM provider_incidents
             WHERE provider_id = $1 AND kind = 'maintenance' AND is_open = 0 AND gone_at IS NULL
               AND dated_at > $2 AND resolved_at IS NULL AND (status IS NULL OR status <> 'completed')
             ORDER BY dated_at, id",
            params![id, now],
        )
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// How many incidents and maintenances the archive of a provider has.
///
/// # Errors
/// A fault when the database is away.
pub async fn count(tx: &mut Tx, id: ProviderId) -> Result<i64> {
    let (count,): (i64,) = tx
        .load(
            "SELECT COUNT(*) FROM provider_incidents WHERE provider_id = $1",
            params![id],
        )
        .await?;
    Ok(count)
}

/// What a provider told of one kind, the newest first: at most `count`, `first` left out before.
///
/// # Errors
/// A fault when the database is away.
pub async fn entries_of_kind(
    tx: &mut Tx,
    id: ProviderId,
    kind: RecordKind,
    first: i64,
    count: i64,
) -> Result<Vec<Entry>> {
    let kind = match kind {
        RecordKind::Incident => "incident",
        RecordKind::Maintenance => "maintenance",
    };
    let rows: Vec<EntryRow> = tx
        .list(
            "SELECT * FROM provider_incidents WHERE provider_id = $1 AND kind = $2
             ORDER BY dated_at DESC, id DESC LIMIT $3 OFFSET $4",
            params![id, kind, count, first],
        )
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// What a provider spoke of last, the newest word first: `count` of it.
///
/// # Errors
/// A fault when the database is away.
pub async fn newest_on(tx: &mut Tx, id: ProviderId, count: i64) -> Result<Vec<Entry>> {
    let rows: Vec<EntryRow> = tx
        .list(
            "SELECT * FROM provider_incidents WHERE provider_id = $1
             ORDER BY COALESCE(last_post_at, dated_at) DESC, id DESC LIMIT $2",
            params![id, count],
        )
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// The providers that a page shows, and what they told: at most `most`, the providers first, then the newest.
///
/// # Errors
/// A fault when the database is away.
pub async fn addresses(tx: &mut Tx, page: PageId, most: i64) -> Result<Vec<Address>> {
    // Joined so, SQLite goes by time and stops; no other order is as good on either.
    let rows: Vec<AddressRow> = tx
        .list(
            "SELECT p.slug, NULL AS public_id, p.updated_at AS changed_at, p.updated_at AS dated_at, 0 AS rank
             FROM providers p JOIN provider_pages s ON s.provider_id = p.id WHERE s.page_id = $1
             UNION ALL
             SELECT * FROM (
               SELECT p.slug, i.public_id, i.changed_at, i.dated_at, 1
               FROM provider_incidents i CROSS JOIN provider_pages s JOIN providers p ON p.id = i.provider_id
               WHERE s.provider_id = i.provider_id AND s.page_id = $1
               ORDER BY i.dated_at DESC, i.id DESC LIMIT $2) AS told
             ORDER BY 5, 4 DESC, 1, 2 LIMIT $2",
            params![page, most],
        )
        .await?;
    let address = |row: AddressRow| {
        Ok(Address {
            slug: row.slug,
            entry: row.public_id,
            changed_at: instant(row.changed_at)?,
        })
    };
    rows.into_iter().map(address).collect()
}
