//! Following an incident: which component statuses each of its updates changed, told from its windows.

use std::collections::BTreeMap;

use beffroi_domain::{
    ComponentId, ComponentStatus, IncidentStatus, StatusChange, window::Interval,
};
use jiff::Timestamp;

use super::when::Calendar;
use crate::incidents::Facts;

/// Where the components of one incident stand, from update to update.
pub(super) struct Follow {
    /// In the order in which changes are told, with the degree before.
    components: Vec<(ComponentId, ComponentStatus)>,
    broken: Vec<(Interval, BTreeMap<ComponentId, ComponentStatus>)>,
}

impl Follow {
    /// Before the first update everything works.
    pub(super) fn new(facts: &Facts, calendar: &Calendar<'_>) -> Self {
        let works = |component: &ComponentId| (*component, ComponentStatus::Operational);
        let broken = facts.windows.iter().filter_map(|window| {
            let span = window.longest(calendar.now, calendar.zone)?;
            Some((span, window.components.iter().copied().collect()))
        });
        Self {
            components: facts.components.iter().map(works).collect(),
            broken: broken.collect(),
        }
    }

    /// What an update of `status` changes at `at`: each component stands as the window that covers
    /// that instant says, and well once the incident is over.
    pub(super) fn to(&mut self, status: IncidentStatus, at: Timestamp) -> Vec<StatusChange> {
        let Self { components, broken } = self;
        let mut changes = Vec::new();
        for (component, stands) in components {
            let new = degree(broken, *component, at).filter(|_| status.is_open());
            let new = new.unwrap_or(ComponentStatus::Operational);
            if new != *stands {
                changes.push(StatusChange {
                    component: *component,
                    old: *stands,
                    new,
                });
                *stands = new;
            }
        }
        changes
    }
}

fn degree(
    broken: &[(Interval, BTreeMap<ComponentId, ComponentStatus>)],
    component: ComponentId,
    at: Timestamp,
) -> Option<ComponentStatus> {
    broken
        .iter()
        .filter(|(span, _)| span.from <= at && at < span.to)
        .filter_map(|(_, degrees)| degrees.get(&component).copied())
        .max()
}
