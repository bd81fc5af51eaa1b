//! Overlaps: other work on the same components at the same time. A warning, never a hindrance.

use beffroi_domain::{
    ComponentId, LocalizedText, Maintenance, MaintenanceId, PageId, PublicId, maintenance::shared,
    window::Interval,
};
use jiff::{Timestamp, ToSpan, tz::TimeZone};

use super::{Listed, Standing, list_of_page};
use crate::ground::{Result, Tx};

/// Other work that touches the same component at the same time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlap {
    /// The other work.
    pub maintenance: MaintenanceId,
    /// Its id in addresses on the page where both stand.
    pub public_id: PublicId,
    /// What it is called.
    pub title: LocalizedText,
    /// What both work on.
    pub components: Vec<ComponentId>,
    /// The first time that both have.
    pub time: Interval,
}

/// The work of a page that shares a component and a time with `ours`, up to a year from `now`. `ours` need not
/// be stored.
///
/// # Errors
/// A fault when the database is away.
pub async fn overlaps(
    tx: &mut Tx,
    now: Timestamp,
    page: PageId,
    ours: &Maintenance,
) -> Result<Vec<Overlap>> {
    let horizon = a_year_from(now);
    let mut found = Vec::new();
    for other in list_of_page(tx, page, Listed::ToCome).await? {
        let theirs = &other.maintenance;
        let both: Vec<ComponentId> = theirs
            .components
            .iter()
            .filter(|id| ours.components.contains(id))
            .copied()
            .collect();
        if theirs.id == ours.id || both.is_empty() {
            continue;
        }
        if let Some(time) = shared(ours.times_from(now), theirs.times_from(now), horizon) {
            let here = other.pages.iter().find(|stands| stands.page == page);
            found.push(Overlap {
                maintenance: theirs.id,
                public_id: here.map_or_else(
                    || theirs.public_id.clone(),
                    |stands| stands.public_id.clone(),
                ),
                title: theirs.title.clone(),
                components: both,
                time,
            });
        }
    }
    Ok(found)
}

/// As [`overlaps`], on all pages where a maintenance stands.
pub(super) async fn with_others(
    tx: &mut Tx,
    now: Timestamp,
    ours: &Standing,
) -> Result<Vec<Overlap>> {
    let mut all: Vec<Overlap> = Vec::new();
    for stands in &ours.pages {
        for one in overlaps(tx, now, stands.page, &ours.maintenance).await? {
            if !all.iter().any(|known| known.maintenance == one.maintenance) {
                all.push(one);
            }
        }
    }
    Ok(all)
}

fn a_year_from(now: Timestamp) -> Timestamp {
    let year = now.to_zoned(TimeZone::UTC).checked_add(1.year());
    year.map_or(Timestamp::MAX, |then| then.timestamp())
}
