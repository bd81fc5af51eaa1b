//! What is printed: the objects of Statuspage's manage API, field by field; every key is there, `beffroi` last.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::api::extra;

/// A page.
#[derive(Debug, Serialize)]
pub struct Page {
    pub id: String,
    pub created_at: String,
    pub updated_at: String,
    pub name: String,
    pub page_description: Option<String>,
    pub headline: Option<String>,
    pub branding: Option<String>,
    pub subdomain: String,
    pub domain: Option<String>,
    pub url: String,
    pub support_url: Option<String>,
    pub hidden_from_search: bool,
    pub allow_page_subscribers: bool,
    pub allow_incident_subscribers: bool,
    pub allow_email_subscribers: bool,
    pub allow_sms_subscribers: bool,
    pub allow_rss_atom_feeds: bool,
    pub allow_webhook_subscribers: bool,
    pub notifications_from_email: Option<String>,
    pub notifications_email_footer: Option<String>,
    pub activity_score: f64,
    pub twitter_username: Option<String>,
    pub viewers_must_be_team_members: bool,
    pub ip_restrictions: Option<String>,
    pub city: Option<String>,
    pub state: Option<String>,
    pub country: Option<String>,
    pub time_zone: String,
    pub css_body_background_color: Option<String>,
    pub css_font_color: Option<String>,
    pub css_light_font_color: Option<String>,
    pub css_greens: Option<String>,
    pub css_yellows: Option<String>,
    pub css_oranges: Option<String>,
    pub css_blues: Option<String>,
    pub css_reds: Option<String>,
    pub css_border_color: Option<String>,
    pub css_graph_color: Option<String>,
    pub css_link_color: Option<String>,
    pub css_no_data: Option<String>,
    pub favicon_logo: Option<String>,
    pub transactional_logo: Option<String>,
    pub hero_cover: Option<String>,
    pub email_logo: Option<String>,
    pub twitter_logo: Option<String>,
    pub beffroi: extra::OfPage,
}

/// A component, or a group among them.
#[derive(Clone, Debug, Serialize)]
pub struct Component {
    pub id: String,
    pub page_id: String,
    pub group_id: Option<String>,
    pub created_at: String,
    pub updated_at: String,
    pub group: bool,
    pub name: String,
    pub description: Option<String>,
    pub position: i64,
    pub status: &'static str,
    pub showcase: bool,
    pub only_show_if_degraded: bool,
    pub automation_email: String,
    pub start_date: Option<String>,
    pub beffroi: extra::OfComponent,
}

/// A component group.
#[derive(Debug, Serialize)]
pub struct Group {
    pub id: String,
    pub page_id: String,
    pub name: String,
    pub description: Option<String>,
    pub components: Vec<String>,
    pub position: i64,
    pub created_at: String,
    pub updated_at: String,
    pub beffroi: extra::OfGroup,
}

/// An incident, or a maintenance among them.
#[derive(Debug, Serialize)]
pub struct Incident {
    pub id: String,
    pub components: Vec<Component>,
    pub created_at: String,
    pub impact: &'static str,
    pub impact_override: Option<&'static str>,
    pub incident_updates: Vec<Update>,
    pub incident_impacts: Vec<Value>,
    pub metadata: Map<String, Value>,
    pub monitoring_at: Option<String>,
    pub name: String,
    pub page_id: String,
    pub postmortem_body: Option<String>,
    pub postmortem_body_last_updated_at: Option<String>,
    pub postmortem_ignored: bool,
    pub postmortem_notified_subscribers: bool,
    pub postmortem_notified_twitter: bool,
    pub postmortem_published_at: Option<String>,
    pub resolved_at: Option<String>,
    pub scheduled_auto_completed: bool,
    pub scheduled_auto_in_progress: bool,
    pub scheduled_for: Option<String>,
    pub auto_transition_deliver_notifications_at_end: Option<bool>,
    pub auto_transition_deliver_notifications_at_start: Option<bool>,
    pub auto_transition_to_maintenance_state: Option<bool>,
    pub auto_transition_to_operational_state: Option<bool>,
    pub scheduled_remind_prior: bool,
    pub scheduled_reminded_at: Option<String>,
    pub scheduled_until: Option<String>,
    pub shortlink: String,
    pub status: &'static str,
    pub updated_at: String,
    pub reminder_intervals: Option<String>,
    pub beffroi: extra::OfIncident,
}

/// One statement.
#[derive(Debug, Serialize)]
pub struct Update {
    pub id: String,
    pub incident_id: String,
    pub affected_components: Option<Vec<Affected>>,
    pub body: String,
    pub created_at: String,
    pub custom_tweet: Option<String>,
    pub deliver_notifications: bool,
    pub display_at: String,
    pub status: &'static str,
    pub tweet_id: Option<String>,
    pub twitter_updated_at: Option<String>,
    pub updated_at: String,
    pub wants_twitter_update: bool,
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

/// How long a component was broken.
#[derive(Debug, Serialize)]
pub struct Uptime {
    pub range_start: String,
    pub range_end: String,
    pub uptime_percentage: f64,
    pub major_outage: i64,
    pub partial_outage: i64,
    pub warnings: Option<String>,
    pub id: String,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub related_events: Option<Related>,
    pub beffroi: extra::OfUptime,
}

/// The incidents that a length rests on.
#[derive(Debug, Serialize)]
pub struct Related {
    pub incidents: Vec<String>,
}
