//! What an answer is put together from: the components of the page, and how they are now.

use std::collections::HashMap;

use beffroi_domain::{ComponentId, ComponentStatus, Incident, Maintenance, MaintenanceStatus};

use super::super::{state::current, visit::Visit};
use crate::{
    components::{Component, Group, groups_of_page},
    ground::Result,
    incidents, maintenances,
};

/// What a page is made of, and what goes on there.
pub struct Board {
    /// The components of the page, in order.
    pub components: Vec<Component>,
    /// Their groups, in order.
    pub groups: Vec<Group>,
    /// Incidents that are not over.
    pub open: Vec<Incident>,
    /// Maintenances that are not over.
    pub planned: Vec<Maintenance>,
    /// How each component is now.
    pub now: HashMap<ComponentId, ComponentStatus>,
}

impl Board {
    /// Loads it.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn load(visit: &mut Visit) -> Result<Self> {
        let (components, _) = visit.components().await?;
        let (page, now) = (visit.page.id, visit.reader.now);
        let tx = &mut visit.tx;
        let open = incidents::open_on(tx, page).await?;
        let mut planned = maintenances::planned(tx, page).await?;
        // One that comes again is not over by its own status, but its rule may have run out.
        planned.retain(|one| one.status_at(now) != MaintenanceStatus::Completed);
        Ok(Self {
            groups: groups_of_page(tx, page).await?,
            now: current(&components, &open, &planned, now),
            components,
            open,
            planned,
        })
    }

    /// A component of this page; `None` for one of another.
    #[must_use]
    pub fn component(&self, id: ComponentId) -> Option<&Component> {
        self.components.iter().find(|one| one.id == id)
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
