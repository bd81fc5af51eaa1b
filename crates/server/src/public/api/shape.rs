//! What is printed: the objects of Statuspage's API, field by field in its own order, `beffroi` last.
//!
//! A field that may be `null` is an `Option`; what Statuspage never leaves out is never left out.

use serde::Serialize;

use super::extra;

/// The page that everything stands on.
#[derive(Debug, Serialize)]
pub struct Page {
    pub id: String,
    pub name: String,
    pub url: String,
    pub time_zone: String,
    pub updated_at: String,
    pub beffroi: extra::OfPage,
}

/// How the page is as a whole.
#[derive(Debug, Serialize)]
pub struct Status {
    pub indicator: &'static str,
    pub description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub beffroi: Option<extra::OfStatus>,
}

/// A component, or a group of them.
#[derive(Clone, Debug, Serialize)]
pub struct Component {
    pub id: String,
    pub name: String,
    pub status: &'static str,
    pub created_at: String,
    pub updated_at: String,
    pub position: i64,
    pub description: Option<String>,
    pub showcase: bool,
    pub start_date: Option<String>,
    pub group_id: Option<String>,
    pub page_id: String,
    pub group: bool,
    pub only_show_if_degraded: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub components: Option<Vec<String>>,
    #[serde(skip_serializing_if = "extra::OfComponent::is_empty")]
    pub beffroi: extra::OfComponent,
}

/// What incidents and maintenances have in common.
#[derive(Debug, Serialize)]
pub struct Event {
    pub id: String,
    pub name: String,
    pub status: &'static str,
    pub created_at: String,
    pub updated_at: String,
    pub monitoring_at: Option<String>,
    pub resolved_at: Option<String>,
    pub impact: &'static str,
    pub shortlink: String,
    pub started_at: String,
    pub page_id: String,
    pub incident_updates: Vec<Update>,
    pub components: Vec<Component>,
}

/// An incident.
#[derive(Debug, Serialize)]
pub struct Incident {
    #[serde(flatten)]
    pub event: Event,
    pub reminder_intervals: Option<String>,
    pub beffroi: extra::OfIncident,
}

/// A maintenance.
#[derive(Debug, Serialize)]
pub struct Maintenance {
    #[serde(flatten)]
    pub event: Event,
    pub scheduled_for: String,
    pub scheduled_until: String,
    pub beffroi: extra::OfMaintenance,
}

/// One statement.
#[derive(Debug, Serialize)]
pub struct Update {
    pub id: String,
    pub status: &'static str,
    pub body: String,
    pub incident_id: String,
    pub created_at: String,
    pub updated_at: String,
    pub display_at: String,
    pub affected_components: Option<Vec<Affected>>,
    pub deliver_notifications: bool,
    pub custom_tweet: Option<String>,
    pub tweet_id: Option<String>,
    #[serde(skip_serializing_if = "extra::OfUpdate::is_empty")]
    pub beffroi: extra::OfUpdate,
}

/// A component's status before and after an update.
#[derive(Debug, Serialize)]
pub struct Affected {
    pub code: String,
    pub name: String,
    pub old_status: &'static str,
    pub new_status: &'static str,
}

/// `/api/v2/summary.json`.
#[derive(Debug, Serialize)]
pub struct Summary {
    pub page: Page,
    pub components: Vec<Component>,
    pub incidents: Vec<Incident>,
    pub scheduled_maintenances: Vec<Maintenance>,
    pub status: Status,
}

/// `/api/v2/status.json`.
#[derive(Debug, Serialize)]
pub struct StatusDocument {
    pub page: Page,
    pub status: Status,
}

/// `/api/v2/components.json`.
#[derive(Debug, Serialize)]
pub struct Components {
    pub page: Page,
    pub components: Vec<Component>,
}

/// `/api/v2/incidents.json` and `/api/v2/incidents/unresolved.json`.
#[derive(Debug, Serialize)]
pub struct Incidents {
    pub page: Page,
    pub incidents: Vec<Incident>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub beffroi: Option<extra::OfList>,
}

/// `/api/v2/scheduled-maintenances.json` and its parts.
#[derive(Debug, Serialize)]
pub struct Maintenances {
    pub page: Page,
    pub scheduled_maintenances: Vec<Maintenance>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub beffroi: Option<extra::OfList>,
}

/// `/history.json`.
#[derive(Debug, Serialize)]
pub struct History {
    pub components: Vec<Component>,
    pub months: Vec<Month>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub beffroi: Option<extra::OfHistory>,
}

/// A month of the history.
#[derive(Debug, Serialize)]
pub struct Month {
    pub name: String,
    pub year: i16,
    /// The weekday of its first day, 0 for Sunday.
    pub starts_on: i8,
    /// How many days it has.
    pub days: i8,
    pub incidents: Vec<Past>,
    pub beffroi: extra::OfMonth,
}

/// An incident or a maintenance in the history.
#[derive(Debug, Serialize)]
pub struct Past {
    pub code: String,
    pub name: String,
    pub message: String,
    pub impact: &'static str,
    pub timestamp: String,
    #[serde(skip_serializing_if = "extra::OfPast::is_empty")]
    pub beffroi: extra::OfPast,
}
