//! Providers and what they told, out of their rows.

use anyhow::Context as _;
use beffroi_domain::{PageId, ProviderId, ProviderIncidentId, ProviderPartId};
use beffroi_readers::{
    record::RecordKind,
    watch::{Notice, Place},
};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use uuid::Uuid;

use super::{Between, Entry, Part, Provider, Span, Version};
use crate::{
    ground::{
        Result, Tx,
        db::{instant, word},
    },
    params,
};

#[derive(sqlx_macros::FromRow)]
struct ProviderRow {
    id: Uuid,
    slug: String,
    public_id: String,
    name: String,
    sector: String,
    page_url: String,
    source_url: Option<String>,
    source_key: Option<String>,
    form: Option<String>,
    locale: String,
    zone: String,
    selectors: String,
    is_empty_clear: i64,
    status: String,
    ground: String,
    status_raw: Option<String>,
    status_since: i64,
    checked_at: Option<i64>,
    seen_at: Option<i64>,
    blind_since: Option<i64>,
    blind_why: Option<String>,
    blind_word: Option<String>,
    detected_at: Option<i64>,
    due_at: i64,
    failures: i64,
    left_at: Option<i64>,
    created_at: i64,
    updated_at: i64,
}

#[derive(sqlx_macros::FromRow)]
struct PartRow {
    id: Uuid,
    public_id: String,
    external_id: String,
    name: String,
    group_name: Option<String>,
    region: Option<String>,
    is_group: i64,
    position: i64,
    status: String,
    status_raw: Option<String>,
    status_since: i64,
    gone_at: Option<i64>,
    created_at: i64,
}

#[derive(sqlx_macros::FromRow)]
struct SpanRow {
    component_id: Option<Uuid>,
    status: String,
    from_at: i64,
    until_at: Option<i64>,
}

#[derive(sqlx_macros::FromRow)]
pub(super) struct EntryRow {
    id: Uuid,
    provider_id: Uuid,
    public_id: String,
    kind: String,
    status: Option<String>,
    impact: Option<String>,
    is_open: i64,
    dated_at: i64,
    after_at: Option<i64>,
    before_at: Option<i64>,
    impact_ms: Option<i64>,
    told_ms: Option<i64>,
    first_post_at: Option<i64>,
    last_post_at: Option<i64>,
    resolved_at: Option<i64>,
    has_postmortem: i64,
    locales: String,
    version: i64,
    record: String,
    seen_at: i64,
    changed_at: i64,
    gone_at: Option<i64>,
}

#[derive(sqlx_macros::FromRow)]
struct VersionRow {
    version: i64,
    seen_at: i64,
    record: String,
}

/// The provider of this slug, followed or left.
///
/// # Errors
/// A fault when the database is away.
pub async fn find_by_slug(tx: &mut Tx, slug: &str) -> Result<Option<Provider>> {
    let row = tx
        .find("SELECT * FROM providers WHERE slug = $1", params![slug])
        .await?;
    row.map(provider).transpose()
}

/// The provider.
///
/// # Errors
/// `NotFound` without it; a fault when the database is away.
pub async fn load(tx: &mut Tx, id: ProviderId) -> Result<Provider> {
    provider(
        tx.load("SELECT * FROM providers WHERE id = $1", params![id])
            .await?,
    )
}

/// All providers, those that were left too, by name.
///
/// # Errors
/// A fault when the database is away.
pub async fn list(tx: &mut Tx) -> Result<Vec<Provider>> {
    let rows: Vec<ProviderRow> = tx
        .list(
            "SELECT * FROM providers ORDER BY LOWER(name), id",
            params![],
        )
        .await?;
    rows.into_iter().map(provider).collect()
}

/// Those that are followed, by name.
///
/// # Errors
/// A fault when the database is away.
pub async fn followed(tx: &mut Tx) -> Result<Vec<Provider>> {
    let rows: Vec<ProviderRow> = tx
        .list(
            "SELECT * FROM providers WHERE left_at IS NULL ORDER BY LOWER(name), id",
            params![],
        )
        .await?;
    rows.into_iter().map(provider).collect()
}

/// Those that a node claimed together and still has.
///
/// # Errors
/// A fault when the database is away.
pub(super) async fn leased(tx: &mut Tx, until: Timestamp, lease: Uuid) -> Result<Vec<Provider>> {
    let rows: Vec<ProviderRow> = tx
        .list(
            "SELECT * FROM providers WHERE due_at = $1 AND left_at IS NULL AND lease = $2",
            params![until, lease],
        )
        .await?;
    let read = |row: ProviderRow| {
        let id = row.id;
        // One that a newer node wrote, say: the others are looked at all the same.
        provider(row)
            .map_err(|error| tracing::error!(%error, provider = %id, "a provider cannot be read"))
            .ok()
    };
    Ok(rows.into_iter().filter_map(read).collect())
}

/// Those that readers of a page see, by name; left ones too, since their archive stays.
///
/// # Errors
/// A fault when the database is away.
pub async fn of_page(tx: &mut Tx, page: PageId) -> Result<Vec<Provider>> {
    let rows: Vec<ProviderRow> = tx
        .list(
            "SELECT p.* FROM providers p JOIN provider_pages s ON s.provider_id = p.id
             WHERE s.page_id = $1 ORDER BY LOWER(p.name), p.id",
            params![page],
        )
        .await?;
    rows.into_iter().map(provider).collect()
}

/// The provider of this slug, if readers of the page see it.
///
/// # Errors
/// A fault when the database is away.
pub async fn shown_on(tx: &mut Tx, page: PageId, slug: &str) -> Result<Option<Provider>> {
    let row = tx
        .find(
            "SELECT p.* FROM providers p JOIN provider_pages s ON s.provider_id = p.id
             WHERE s.page_id = $1 AND p.slug = $2",
            params![page, slug],
        )
        .await?;
    row.map(provider).transpose()
}

/// The pages of ours that show a provider.
///
/// # Errors
/// A fault when the database is away.
pub async fn pages_of(tx: &mut Tx, id: ProviderId) -> Result<Vec<PageId>> {
    let rows: Vec<(Uuid,)> = tx
        .list(
            "SELECT page_id FROM provider_pages WHERE provider_id = $1 ORDER BY page_id",
            params![id],
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| PageId(id)).collect())
}

/// Its components and groups in their order, those that are gone last.
///
/// # Errors
/// A fault when the database is away.
pub async fn parts_of(tx: &mut Tx, id: ProviderId) -> Result<Vec<Part>> {
    let rows: Vec<PartRow> = tx
        .list(
            "SELECT * FROM provider_components WHERE provider_id = $1
             ORDER BY gone_at IS NOT NULL, position, id",
            params![id],
        )
        .await?;
    rows.into_iter().map(part).collect()
}

/// What was not operational or unknown at or after `since`, of the whole and of its parts, the oldest first.
///
/// # Errors
/// A fault when the database is away.
pub async fn spans_of(tx: &mut Tx, id: ProviderId, since: Timestamp) -> Result<Vec<Span>> {
    let rows: Vec<SpanRow> = tx
        .list(
            "SELECT component_id, status, from_at, until_at FROM provider_spans
             WHERE provider_id = $1 AND (until_at IS NULL OR until_at >= $2) ORDER BY from_at, id",
            params![id, since],
        )
        .await?;
    rows.into_iter().map(span).collect()
}

/// The archive of a provider, the newest first: at most `count`, `first` left out before; what was taken back is there
/// too, and says so.
///
/// # Errors
/// A fault when the database is away.
pub async fn entries(tx: &mut Tx, id: ProviderId, first: i64, count: i64) -> Result<Vec<Entry>> {
    let rows: Vec<EntryRow> = tx
        .list(
            "SELECT * FROM provider_incidents WHERE provider_id = $1
             ORDER BY dated_at DESC, id DESC LIMIT $2 OFFSET $3",
            params![id, count, first],
        )
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// What is under way, the newest first.
///
/// # Errors
/// A fault when the database is away.
pub async fn open_entries(tx: &mut Tx, id: ProviderId) -> Result<Vec<Entry>> {
    let rows: Vec<EntryRow> = tx
        .list(
            "SELECT * FROM provider_incidents WHERE provider_id = $1 AND is_open = 1
             ORDER BY dated_at DESC, id DESC",
            params![id],
        )
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// All that a provider ever told, as it stands.
///
/// # Errors
/// A fault when the database is away.
pub(super) async fn all_notices(tx: &mut Tx, id: ProviderId) -> Result<Vec<Notice>> {
    let rows: Vec<(String,)> = tx
        .list(
            "SELECT record FROM provider_incidents WHERE provider_id = $1 ORDER BY id",
            params![id],
        )
        .await?;
    let read = |(record,): (String,)| Ok(serde_json::from_str(&record)?);
    rows.into_iter().map(read).collect()
}

/// An entry by what stands in our addresses.
///
/// # Errors
/// A fault when the database is away.
pub async fn find_entry(tx: &mut Tx, id: ProviderId, public_id: &str) -> Result<Option<Entry>> {
    let row: Option<EntryRow> = tx
        .find(
            "SELECT * FROM provider_incidents WHERE provider_id = $1 AND public_id = $2",
            params![id, public_id],
        )
        .await?;
    row.map(from_row).transpose()
}

/// The entry.
///
/// # Errors
/// `NotFound` without it; a fault when the database is away.
pub async fn entry(tx: &mut Tx, id: ProviderIncidentId) -> Result<Entry> {
    from_row(
        tx.load(
            "SELECT * FROM provider_incidents WHERE id = $1",
            params![id],
        )
        .await?,
    )
}

/// How often an entry has changed, from 1.
pub(super) async fn entry_version(tx: &mut Tx, id: ProviderIncidentId) -> Result<i64> {
    let (version,): (i64,) = tx
        .load(
            "SELECT version FROM provider_incidents WHERE id = $1",
            params![id],
        )
        .await?;
    Ok(version)
}

/// What an entry said at each time that it said something else, the newest first.
///
/// # Errors
/// A fault when the database is away.
pub async fn versions_of(tx: &mut Tx, id: ProviderIncidentId) -> Result<Vec<Version>> {
    let rows: Vec<VersionRow> = tx
        .list(
            "SELECT version, version_at AS seen_at, record FROM provider_incidents WHERE id = $1
             UNION ALL
             SELECT version, seen_at, record FROM provider_versions WHERE incident_id = $1
             ORDER BY version DESC",
            params![id],
        )
        .await?;
    let version = |row: VersionRow| {
        Ok(Version {
            version: row.version,
            seen_at: instant(row.seen_at)?,
            notice: serde_json::from_str(&row.record)?,
        })
    };
    rows.into_iter().map(version).collect()
}

fn provider(row: ProviderRow) -> Result<Provider> {
    let blind_since = row.blind_since.map(instant).transpose()?;
    Ok(Provider {
        id: ProviderId(row.id),
        slug: row.slug,
        public_id: word(&row.public_id)?,
        name: row.name,
        sector: row.sector,
        place: Place {
            page: row.page_url,
            source: row.source_url,
            key: row.source_key,
        },
        form: row.form,
        locale: word(&row.locale)?,
        zone: TimeZone::get(&row.zone).context("a provider's time zone")?,
        selectors: serde_json::from_str(&row.selectors)?,
        is_empty_clear: row.is_empty_clear == 1,
        status: word(&row.status)?,
        ground: row.ground,
        status_raw: row.status_raw,
        status_since: instant(row.status_since)?,
        checked_at: row.checked_at.map(instant).transpose()?,
        seen_at: row.seen_at.map(instant).transpose()?,
        blind: blind_since.map(|since| (since, row.blind_why.unwrap_or_default())),
        blind_word: row.blind_word,
        detected_at: row.detected_at.map(instant).transpose()?,
        due_at: instant(row.due_at)?,
        failures: row.failures,
        left_at: row.left_at.map(instant).transpose()?,
        created_at: instant(row.created_at)?,
        updated_at: instant(row.updated_at)?,
    })
}

fn part(row: PartRow) -> Result<Part> {
    Ok(Part {
        id: ProviderPartId(row.id),
        public_id: word(&row.public_id)?,
        external_id: row.external_id,
        name: serde_json::from_str(&row.name)?,
        group: row.group_name,
        region: row.region,
        is_group: row.is_group == 1,
        position: row.position,
        status: word(&row.status)?,
        status_raw: row.status_raw,
        status_since: instant(row.status_since)?,
        gone_at: row.gone_at.map(instant).transpose()?,
        created_at: instant(row.created_at)?,
    })
}

fn span(row: SpanRow) -> Result<Span> {
    Ok(Span {
        part: row.component_id.map(ProviderPartId),
        status: word(&row.status)?,
        from: instant(row.from_at)?,
        until: row.until_at.map(instant).transpose()?,
    })
}

pub(super) fn from_row(row: EntryRow) -> Result<Entry> {
    let notice: Notice = serde_json::from_str(&row.record)?;
    let posts = row.first_post_at.zip(row.last_post_at);
    let posts =
        posts.map(|(first, last)| Ok::<_, crate::ground::Error>((instant(first)?, instant(last)?)));
    Ok(Entry {
        id: ProviderIncidentId(row.id),
        provider: ProviderId(row.provider_id),
        public_id: word(&row.public_id)?,
        kind: match row.kind.as_str() {
            "maintenance" => RecordKind::Maintenance,
            _ => RecordKind::Incident,
        },
        status: row.status.as_deref().map(word).transpose()?,
        impact: row.impact.as_deref().map(word).transpose()?,
        is_open: row.is_open == 1,
        dated_at: instant(row.dated_at)?,
        between: Between {
            after: row.after_at.map(instant).transpose()?,
            before: row.before_at.map(instant).transpose()?,
        },
        impact_length: row.impact_ms.map(SignedDuration::from_millis),
        told_length: row.told_ms.map(SignedDuration::from_millis),
        posts: posts.transpose()?,
        resolved_at: row.resolved_at.map(instant).transpose()?,
        has_postmortem: row.has_postmortem == 1,
        locales: serde_json::from_str(&row.locales)?,
        version: row.version,
        notice,
        seen_at: instant(row.seen_at)?,
        changed_at: instant(row.changed_at)?,
        gone_at: row.gone_at.map(instant).transpose()?,
    })
}
