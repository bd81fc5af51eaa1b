//! Statuspage's own payloads, for receivers that were built for them: an incident with all that was said on it,
//! or a component that changed. Which of the two it is, only the name of the member says. Planned work
//! comes as an incident.
//!
//! Filled by whoever has the incident: an announcement alone does not hold all of it.
//! Source: <https://support.atlassian.com/statuspage/docs/enable-webhook-notifications/>, and
//! recordings of what receivers got (which stand beside the repository).

use jiff::Timestamp;
use serde::{Deserialize, Serialize, Serializer};

use super::sign::{self, Stamp};
use crate::{Call, Outgoing, To};

/// What a receiver gets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payload {
    /// About the message.
    pub meta: Meta,
    /// About the page.
    pub page: Page,
    /// What happened.
    #[serde(flatten)]
    pub event: Event,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Event {
    /// To a component.
    Component {
        /// As it is now.
        component: Box<Component>,
        /// How it changed.
        component_update: ComponentUpdate,
    },
    /// On an incident, or on planned work.
    Incident {
        /// As it is now.
        incident: Box<Incident>,
    },
}

/// About the message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// Where one leaves.
    pub unsubscribe: String,
    /// Where this payload is explained.
    pub documentation: String,
    /// When it was made.
    #[serde(serialize_with = "instant")]
    pub generated_at: Timestamp,
}

/// About the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Its public id.
    pub id: String,
    /// The worst of it: `none`, `minor`, `major`, `critical`, `maintenance`.
    pub status_indicator: String,
    /// The same in words.
    pub status_description: String,
}

/// A component as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "Statuspage's names, which it explains itself")]
pub struct Component {
    pub status: String,
    pub name: String,
    #[serde(serialize_with = "instant")]
    pub created_at: Timestamp,
    #[serde(serialize_with = "instant")]
    pub updated_at: Timestamp,
    pub position: i64,
    pub description: Option<String>,
    pub showcase: bool,
    pub id: String,
    pub page_id: String,
    pub group_id: Option<String>,
}

/// How a component changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "Statuspage's names, which it explains itself")]
pub struct ComponentUpdate {
    pub old_status: String,
    pub new_status: String,
    #[serde(serialize_with = "instant")]
    pub created_at: Timestamp,
    /// `Component`.
    pub component_type: String,
    /// `sn_created` since 2019; not there before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    pub id: String,
    pub component_id: String,
}

/// An incident as it is, and all that was said on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "Statuspage's names, which it explains itself")]
pub struct Incident {
    pub name: String,
    pub status: String,
    #[serde(serialize_with = "instant")]
    pub created_at: Timestamp,
    #[serde(serialize_with = "instant")]
    pub updated_at: Timestamp,
    #[serde(serialize_with = "perhaps")]
    pub monitoring_at: Option<Timestamp>,
    #[serde(serialize_with = "perhaps")]
    pub resolved_at: Option<Timestamp>,
    pub impact: String,
    pub shortlink: String,
    pub postmortem_ignored: bool,
    pub postmortem_body: Option<String>,
    #[serde(serialize_with = "perhaps")]
    pub postmortem_body_last_updated_at: Option<Timestamp>,
    #[serde(serialize_with = "perhaps")]
    pub postmortem_published_at: Option<Timestamp>,
    pub postmortem_notified_subscribers: bool,
    pub postmortem_notified_twitter: bool,
    pub backfilled: bool,
    #[serde(serialize_with = "perhaps")]
    pub scheduled_for: Option<Timestamp>,
    #[serde(serialize_with = "perhaps")]
    pub scheduled_until: Option<Timestamp>,
    pub scheduled_remind_prior: bool,
    #[serde(serialize_with = "perhaps")]
    pub scheduled_reminded_at: Option<Timestamp>,
    pub impact_override: Option<String>,
    pub scheduled_auto_in_progress: bool,
    pub scheduled_auto_completed: bool,
    pub id: String,
    pub page_id: String,
    /// The newest first.
    pub incident_updates: Vec<IncidentUpdate>,
    pub components: Vec<Component>,
}

/// What was said once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "Statuspage's names, which it explains itself")]
pub struct IncidentUpdate {
    pub status: String,
    pub body: String,
    #[serde(serialize_with = "instant")]
    pub created_at: Timestamp,
    pub wants_twitter_update: bool,
    #[serde(serialize_with = "perhaps")]
    pub twitter_updated_at: Option<Timestamp>,
    #[serde(serialize_with = "instant")]
    pub updated_at: Timestamp,
    #[serde(serialize_with = "instant")]
    pub display_at: Timestamp,
    pub affected_components: Vec<Affected>,
    pub custom_tweet: Option<String>,
    pub deliver_notifications: bool,
    pub id: String,
    pub incident_id: String,
}

/// A component that something was said of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "Statuspage's names, which it explains itself")]
pub struct Affected {
    pub code: String,
    pub name: String,
    pub old_status: String,
    pub new_status: String,
}

/// The payload, signed as our own are.
#[must_use]
pub fn payload(payload: &Payload, to: &To<'_>, stamp: &Stamp<'_>) -> Outgoing {
    let mut call = Call::json(to.url, payload);
    call.headers.extend(sign::headers(stamp, &call.body));
    Outgoing::Call(call)
}

/// An instant as Statuspage writes it, to the millisecond.
fn instant<S: Serializer>(at: &Timestamp, out: S) -> Result<S::Ok, S::Error> {
    out.collect_str(&format_args!("{at:.3}"))
}

fn perhaps<S: Serializer>(at: &Option<Timestamp>, out: S) -> Result<S::Ok, S::Error> {
    match at {
        Some(at) => instant(at, out),
        None => out.serialize_none(),
    }
}
