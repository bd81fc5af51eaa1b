//! The map, out of its rows.

use beffroi_domain::{ComponentId, PageId, ProviderId, ProviderPartId};
use uuid::Uuid;

use super::{Target, Upstream};
use crate::{
    ground::{
        Result, Tx,
        db::{instant, word},
    },
    params,
    providers::{self, Part, catalogue},
};

#[derive(sqlx_macros::FromRow)]
struct UpstreamRow {
    id: Uuid,
    component_id: Uuid,
    provider_id: Uuid,
    part_id: Option<Uuid>,
    region: Option<String>,
    degree: String,
    note: String,
    created_at: i64,
}

/// The lines from components that are still there, by page and place; `$1` narrows it.
macro_rules! upstreams {
    ($which:literal) => {
        concat!(
            "SELECT u.id, u.component_id, u.provider_id, u.part_id, u.region, u.degree, u.note, u.created_at
             FROM upstreams u
             JOIN components c ON c.id = u.component_id AND c.deleted_at IS NULL
             JOIN providers p ON p.id = u.provider_id
             WHERE ",
            $which,
            " ORDER BY c.position, c.id, LOWER(p.name), u.target"
        )
    };
}

/// The line.
///
/// # Errors
/// `NotFound` without it; a fault when the database is away.
pub async fn load(tx: &mut Tx, id: Uuid) -> Result<Upstream> {
    let row = tx.load(upstreams!("u.id = $1"), params![id]).await?;
    upstream(row)
}

/// All lines of a page, by component and provider.
///
/// # Errors
/// A fault when the database is away.
pub async fn of_page(tx: &mut Tx, page: PageId) -> Result<Vec<Upstream>> {
    let rows = tx.list(upstreams!("c.page_id = $1"), params![page]).await?;
    rows.into_iter().map(upstream).collect()
}

/// All lines to a provider, from every page.
///
/// # Errors
/// A fault when the database is away.
pub async fn of_provider(tx: &mut Tx, provider: ProviderId) -> Result<Vec<Upstream>> {
    let rows = tx
        .list(upstreams!("u.provider_id = $1"), params![provider])
        .await?;
    rows.into_iter().map(upstream).collect()
}

/// The lines from these components, in their order.
///
/// # Errors
/// A fault when the database is away.
pub async fn of_components(tx: &mut Tx, components: &[ComponentId]) -> Result<Vec<Upstream>> {
    let mut all = Vec::new();
    for component in components {
        let rows = tx
            .list(upstreams!("u.component_id = $1"), params![*component])
            .await?;
        for row in rows {
            all.push(upstream(row)?);
        }
    }
    Ok(all)
}

/// The regions that a provider names: by the catalogue, of its components, and of what it told last.
///
/// # Errors
/// A fault when the database is away.
pub async fn regions_of(tx: &mut Tx, provider: ProviderId) -> Result<Vec<String>> {
    let listed = providers::load(tx, provider).await?;
    let listed =
        catalogue::find(&listed.slug).filter(|one| one.follow().place.page == listed.place.page);
    let mut all: Vec<String> = listed.map_or_else(Vec::new, |one| one.regions.clone());
    let parts = providers::parts_of(tx, provider).await?;
    all.extend(parts.into_iter().filter_map(|one| one.region));
    for entry in providers::entries(tx, provider, 0, 200).await? {
        all.extend(entry.notice.regions);
    }
    all.sort_unstable();
    all.dedup();
    Ok(all)
}

/// The component of a provider that is called so: by its id, its public id, the provider's own id, or a name in any language. One
/// that is gone comes last.
#[must_use]
pub fn part_named(all: &[Part], named: &str) -> Option<ProviderPartId> {
    let is_it = |part: &&Part| {
        part.id.to_string() == named
            || part.public_id.as_str() == named
            || part.external_id == named
            || part.name.iter().any(|(_, name)| name == named)
    };
    all.iter().find(is_it).map(|part| part.id)
}

#[derive(sqlx_macros::FromRow)]
struct PageRow {
    page_id: Uuid,
}

/// The page of ours that a line is drawn from.
///
/// # Errors
/// `NotFound` without the line; a fault when the database is away.
pub async fn page_of(tx: &mut Tx, line: Uuid) -> Result<PageId> {
    let row: PageRow = tx
        .load(
            "SELECT c.page_id FROM components c JOIN upstreams u ON u.component_id = c.id WHERE u.id = $1",
            params![line],
        )
        .await?;
    Ok(PageId(row.page_id))
}

#[derive(sqlx_macros::FromRow)]
struct PlaceRow {
    id: Uuid,
    page_id: Uuid,
}

/// On which page each of these components of ours stands.
pub(super) async fn pages_of(
    tx: &mut Tx,
    provider: ProviderId,
) -> Result<Vec<(ComponentId, PageId)>> {
    let rows: Vec<PlaceRow> = tx
        .list(
            "SELECT DISTINCT c.id, c.page_id FROM components c JOIN upstreams u ON u.component_id = c.id
             WHERE u.provider_id = $1 AND c.deleted_at IS NULL",
            params![provider],
        )
        .await?;
    let pair = |row: PlaceRow| (ComponentId(row.id), PageId(row.page_id));
    Ok(rows.into_iter().map(pair).collect())
}

fn upstream(row: UpstreamRow) -> Result<Upstream> {
    Ok(Upstream {
        id: row.id,
        component: ComponentId(row.component_id),
        provider: ProviderId(row.provider_id),
        target: match (row.part_id, row.region) {
            (Some(part), _) => Target::Part(ProviderPartId(part)),
            (None, Some(region)) => Target::Region(region),
            (None, None) => Target::Whole,
        },
        degree: word(&row.degree)?,
        note: row.note,
        created_at: instant(row.created_at)?,
    })
}
