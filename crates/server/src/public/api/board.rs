//! What an answer is put together from: the components of the page, and how they are now.

use std::collections::{HashMap, HashSet};

use beffroi_domain::{
    ComponentId, ComponentStatus, Incident, Maintenance, MaintenanceStatus, UpdateId,
};

use super::super::{state::current, visit::Visit};
use crate::{
    components::{Component, Group, ever_of_page, groups_of_page},
    ground::Result,
    incidents, maintenances, outbox,
};

/// What a page is made of, and what goes on there.
pub struct Board {
    /// The components of the page, in order.
    pub components: Vec<Component>,
    /// Components that it had once: what happened to them is still told.
    pub gone: Vec<Component>,
    /// Their groups, in order.
    pub groups: Vec<Group>,
    /// Incidents that are not over.
    pub open: Vec<Incident>,
    /// Maintenances that are not over.
    pub planned: Vec<Maintenance>,
    /// How each component is now.
    pub now: HashMap<ComponentId, ComponentStatus>,
    /// What whoever asked was told of; the rest went out quietly, or was imported.
    pub told: HashSet<UpdateId>,
}

impl Board {
    /// Loads it.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn load(visit: &mut Visit) -> Result<Self> {
        let (page, now) = (visit.page.id, visit.reader.now);
        let tx = &mut visit.tx;
        let ever = ever_of_page(tx, page).await?;
        let (components, gone): (Vec<_>, Vec<_>) =
            ever.into_iter().partition(|one| one.deleted_at.is_none());
        let open = incidents::open_on(tx, page).await?;
        let mut planned = maintenances::planned(tx, page).await?;
        // One that comes again is not over by its own status, but its rule may have run out.
        planned.retain(|one| one.status_at(now) != MaintenanceStatus::Completed);
        Ok(Self {
            groups: groups_of_page(tx, page).await?,
            told: outbox::told_updates(tx, page).await?,
            now: current(&components, &open, &planned, now),
            components,
            gone,
            open,
            planned,
        })
    }

    /// A component that this page has or once had; `None` for one of another.
    #[must_use]
    pub fn component(&self, id: ComponentId) -> Option<&Component> {
        let mut ever = self.components.iter().chain(&self.gone);
        ever.find(|one| one.id == id)
    }

    /// How a component is now.
    #[must_use]
    pub fn status(&self, id: ComponentId) -> ComponentStatus {
        self.now
            .get(&id)
            .copied()
            .unwrap_or(ComponentStatus::Unknown)
    }
}
