//! What was spoken of last: incidents and maintenances together.

use beffroi_domain::{ComponentId, Incident, Maintenance, Moment, PageId};
use jiff::Timestamp;

use super::super::days;
use crate::{
    ground::{Result, Tx},
    incidents, maintenances,
};

/// So many entries has a feed, as Statuspage's have.
pub const NEWEST: usize = 25;

/// An incident or a maintenance.
#[derive(Clone, Debug)]
pub enum Told {
    /// Something broke.
    Incident(Box<Incident>),
    /// Something was planned.
    Maintenance(Box<Maintenance>),
}

impl Told {
    /// When it was spoken of last; `None` where nobody knows.
    #[must_use]
    pub fn said(&self) -> Option<Moment> {
        let updates = match self {
            Self::Incident(incident) => &incident.updates,
            Self::Maintenance(maintenance) => &maintenance.updates,
        };
        let published = updates.iter().filter_map(|update| update.published);
        published.max_by_key(|moment| moment.at)
    }

    /// Its place in time: when it was spoken of, else when it happened.
    fn order(&self) -> Option<Timestamp> {
        self.said().map(|moment| moment.at).or_else(|| match self {
            Self::Incident(incident) => days::dated_at(incident),
            Self::Maintenance(maintenance) => Some(maintenance.scheduled_start_at),
        })
    }
}

/// The 25 that were spoken of last, newest first; undated ones stand at the end.
///
/// # Errors
/// A fault when the database is away.
pub async fn newest(
    tx: &mut Tx,
    page: PageId,
    component: Option<ComponentId>,
) -> Result<Vec<Told>> {
    let incidents = incidents::latest(tx, page, component, NEWEST).await?;
    let planned = maintenances::latest(tx, page, component, NEWEST).await?;
    let incidents = incidents.into_iter().map(Box::new).map(Told::Incident);
    let planned = planned.into_iter().map(Box::new).map(Told::Maintenance);
    let mut all: Vec<Told> = incidents.chain(planned).collect();
    all.sort_by_key(|one| std::cmp::Reverse(one.order()));
    all.truncate(NEWEST);
    Ok(all)
}
