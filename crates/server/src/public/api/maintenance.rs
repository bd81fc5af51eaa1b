//! A maintenance, and the order in which maintenances are listed.

use std::cmp::Reverse;

use beffroi_domain::{Maintenance, MaintenanceStatus};
use jiff::Timestamp;

use super::{
    extra::{self, Fallbacks, Languages},
    shape,
    tell::Teller,
};
use crate::story::dates::{of_work, time_at, updated};

impl Teller<'_> {
    /// A maintenance.
    #[must_use]
    pub fn maintenance(&self, maintenance: &Maintenance) -> shape::Maintenance {
        let created = of_work(maintenance);
        let record = (maintenance.created_at, maintenance.updated_at);
        let (mut fallbacks, mut languages) = (Fallbacks::new(), Languages::new());
        let created_at = self.stand("created_at", created, &mut fallbacks);
        let last = updated(&maintenance.updates, created, record);
        let updated_at = self.stand("updated_at", last, &mut fallbacks);
        let id = maintenance.public_id.to_string();
        let now = self.reader.now;
        let (status, time) = (maintenance.status_at(now), time_at(maintenance, now));
        let is_over = status == MaintenanceStatus::Completed;
        let over = maintenance.completed_at.or(maintenance.cancelled_at);
        let over = over.filter(|_| is_over);
        let name = self.text("name", &maintenance.title, &mut languages);
        let name = name.unwrap_or_else(|| id.clone());
        let is_called_off = maintenance.is_called_off();
        let event = shape::Event {
            // Statuspage has no word for it: there it is completed, at once, without an impact, and says so in its name.
            name: match is_called_off {
                true => self
                    .reader
                    .words
                    .tell("api-called-off", &[("title", &name)]),
                false => name,
            },
            status: status.as_str(),
            updated_at,
            monitoring_at: None,
            resolved_at: over.map(|at| self.stamp(at)),
            impact: if is_called_off { "none" } else { "maintenance" },
            shortlink: self.link(&format!("maintenances/{id}")),
            // Statuspage means by it when the maintenance was entered.
            started_at: created_at.clone(),
            created_at,
            page_id: self.page.public_id.to_string(),
            incident_updates: self.updates(&id, &maintenance.updates, created, None),
            components: self.named(maintenance.components.iter().copied()),
            id,
        };
        if let Some(instead) = created.instead {
            fallbacks.insert("started_at", instead);
        }
        shape::Maintenance {
            event,
            scheduled_for: self.stamp(time.from),
            scheduled_until: self.stamp(time.to),
            beffroi: extra::OfMaintenance {
                expected_impact: maintenance.impact.as_str(),
                began_at: maintenance.started_at.map(|at| self.stamp(at)),
                completed_at: maintenance.completed_at.map(|at| self.stamp(at)),
                cancelled_at: maintenance.cancelled_at.map(|at| self.stamp(at)),
                recurrence: maintenance
                    .recurrence
                    .as_ref()
                    .map(|again| again.rule.to_string()),
                source: None,
                fallbacks,
                languages,
            },
        }
    }
}

/// Those to come, the next one first; then those under way, the latest first.
#[must_use]
pub fn in_order(planned: &[Maintenance], now: Timestamp) -> Vec<&Maintenance> {
    let to_come = upcoming(planned, now).into_iter();
    to_come.chain(active(planned, now)).collect()
}

/// Those to come, the next one first.
#[must_use]
pub fn upcoming(planned: &[Maintenance], now: Timestamp) -> Vec<&Maintenance> {
    let to_come = |one: &&Maintenance| one.status_at(now) == MaintenanceStatus::Scheduled;
    let mut all: Vec<_> = planned.iter().filter(to_come).collect();
    all.sort_by_key(|one| time_at(one, now).from);
    all
}

/// Those under way, the latest first.
#[must_use]
pub fn active(planned: &[Maintenance], now: Timestamp) -> Vec<&Maintenance> {
    let under_way = |one: &&Maintenance| one.status_at(now).is_active();
    let mut all: Vec<_> = planned.iter().filter(under_way).collect();
    let began = |one: &Maintenance| one.started_at.unwrap_or(time_at(one, now).from);
    all.sort_by_key(|one| Reverse(began(one)));
    all
}
