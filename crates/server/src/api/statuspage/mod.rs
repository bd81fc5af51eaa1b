//! Statuspage's manage API v1: the same paths, bodies, answers and codes; our own facts are further fields under `beffroi`.
//!
//! Read in order: [`calls`], `shape` (what is printed), `tell` (our facts in that form), then a file for each of its nouns.
//! Source: Statuspage's own OpenAPI document, and what its clients send. Not here: subscribers, metrics, access users,
//! organizations, embeds; they answer 404.

mod component;
mod deed;
mod group;
mod incident;
mod page;
mod paging;
mod shape;
mod tell;
mod template;
mod update;
mod uptime;
mod work;

use super::call::{Call, DELETE, POST, Param, read, write};
use crate::{members::Role, work};

const PAGE: Param = Param {
    name: "page",
    schema: r#"{"type": "integer", "minimum": 0}"#,
    about: "Which part of the list, from 1.",
};
const PER_PAGE: Param = Param {
    name: "per_page",
    schema: r#"{"type": "integer", "minimum": 0}"#,
    about: "How many at most, up to 100.",
};
const LIMIT: Param = Param {
    name: "limit",
    about: "The same as per_page.",
    ..PER_PAGE
};
const WORDS: Param = Param {
    name: "q",
    schema: r#"{"type": "string"}"#,
    about: "Words to look for.",
};
const PARTS: &[Param] = &[PAGE, PER_PAGE];
const LISTED: &[Param] = &[WORDS, PAGE, PER_PAGE, LIMIT];
const RANGE: &[Param] = &[
    Param {
        name: "start",
        schema: r#"{"type": "string", "pattern": "^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$"}"#,
        about: "A year, a month or a day.",
    },
    Param {
        name: "end",
        schema: r#"{"type": "string", "pattern": "^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$"}"#,
        about: "A year, a month or a day.",
    },
    Param {
        name: "skip_related_events",
        schema: r#"{"type": "boolean"}"#,
        about: "Leaves out the incidents.",
    },
];

const ADMIN: Role = Role::Administrator;
/// Clients send the one or the other and mean the same.
const PATCH: &[&str] = &["PATCH", "PUT"];

/// All its calls that we have.
#[must_use]
pub fn calls() -> Vec<Call> {
    let mut all = pages();
    all.extend(components());
    all.extend(groups());
    all.extend(incident_lists());
    all.extend(incidents());
    all.extend(templates());
    all
}

#[rustfmt::skip]
fn pages() -> Vec<Call> {
    vec![
        read("/pages", "getPages", "The pages that the key is for", "[Page]", &[], work!(page::list)),
        read("/pages/{page_id}", "getPagesPageId", "One page", "Page", &[], work!(page::read)),
    ]
}

#[rustfmt::skip]
fn components() -> Vec<Call> {
    const ALL: &str = "/pages/{page_id}/components";
    const ONE: &str = "/pages/{page_id}/components/{component_id}";
    const UPTIME: &str = "/pages/{page_id}/components/{component_id}/uptime";
    const BODY: Option<&str> = Some("ComponentBody");
    vec![
        read(ALL, "getPagesPageIdComponents", "All components, groups among them", "[Component]", PARTS, work!(component::list)),
        read(ONE, "getPagesPageIdComponentsComponentId", "One component", "Component", &[], work!(component::read)),
        write((POST, ALL), "postPagesPageIdComponents", "Makes a component", BODY, (201, "Component"), work!(component::create)).by(ADMIN),
        write((PATCH, ONE), "patchPagesPageIdComponentsComponentId", "Changes a component; anything but its status needs the scope admin", BODY, (200, "Component"), work!(component::update)),
        write((DELETE, ONE), "deletePagesPageIdComponentsComponentId", "Takes a component away; what happened to it stays", None, (204, ""), work!(component::delete)).by(ADMIN),
        read(UPTIME, "getPagesPageIdComponentsComponentIdUptime", "How long a component was broken", "ComponentUptime", RANGE, work!(uptime::read)),
    ]
}

#[rustfmt::skip]
fn groups() -> Vec<Call> {
    const ALL: &str = "/pages/{page_id}/component-groups";
    const ONE: &str = "/pages/{page_id}/component-groups/{id}";
    const BODY: Option<&str> = Some("GroupBody");
    vec![
        read(ALL, "getPagesPageIdComponentGroups", "All component groups", "[GroupComponent]", PARTS, work!(group::list)),
        read(ONE, "getPagesPageIdComponentGroupsId", "One component group", "GroupComponent", &[], work!(group::read)),
        write((POST, ALL), "postPagesPageIdComponentGroups", "Makes a group and moves components into it", BODY, (201, "GroupComponent"), work!(group::create)).by(ADMIN),
        write((PATCH, ONE), "patchPagesPageIdComponentGroupsId", "Changes a group", BODY, (200, "GroupComponent"), work!(group::update)).by(ADMIN),
        write((DELETE, ONE), "deletePagesPageIdComponentGroupsId", "Takes a group away; its components stay", None, (200, "GroupComponent"), work!(group::delete)).by(ADMIN),
    ]
}

#[rustfmt::skip]
fn templates() -> Vec<Call> {
    const ALL: &str = "/pages/{page_id}/incident_templates";
    const BODY: Option<&str> = Some("TemplateBody");
    vec![
        read(ALL, "getPagesPageIdIncidentTemplates", "All templates of incidents", "[IncidentTemplate]", PARTS, work!(template::list)),
        write((POST, ALL), "postPagesPageIdIncidentTemplates", "Makes a template", BODY, (201, "IncidentTemplate"), work!(template::create)).by(ADMIN),
    ]
}

#[rustfmt::skip]
fn incident_lists() -> Vec<Call> {
    vec![
        read("/pages/{page_id}/incidents", "getPagesPageIdIncidents", "Incidents and maintenances, newest first", "[Incident]", LISTED, work!(incident::list)),
        read("/pages/{page_id}/incidents/unresolved", "getPagesPageIdIncidentsUnresolved", "Incidents that are not over", "[Incident]", LISTED, work!(incident::unresolved)),
        read("/pages/{page_id}/incidents/scheduled", "getPagesPageIdIncidentsScheduled", "Maintenances that are not over", "[Incident]", LISTED, work!(incident::scheduled)),
        read("/pages/{page_id}/incidents/upcoming", "getPagesPageIdIncidentsUpcoming", "Maintenances that have not begun", "[Incident]", LISTED, work!(incident::upcoming)),
        read("/pages/{page_id}/incidents/active_maintenance", "getPagesPageIdIncidentsActiveMaintenance", "Maintenances under way", "[Incident]", LISTED, work!(incident::active)),
    ]
}

#[rustfmt::skip]
fn incidents() -> Vec<Call> {
    const ALL: &str = "/pages/{page_id}/incidents";
    const ONE: &str = "/pages/{page_id}/incidents/{incident_id}";
    const UPDATE: &str = "/pages/{page_id}/incidents/{incident_id}/incident_updates/{incident_update_id}";
    const BODY: Option<&str> = Some("IncidentBody");
    const SAID: Option<&str> = Some("IncidentUpdateBody");
    vec![
        read(ONE, "getPagesPageIdIncidentsIncidentId", "One incident or maintenance", "Incident", &[], work!(incident::read)),
        write((POST, ALL), "postPagesPageIdIncidents", "Opens an incident, or plans a maintenance", BODY, (201, "Incident"), work!(deed::create)),
        write((PATCH, ONE), "patchPagesPageIdIncidentsIncidentId", "Tells something new of an incident or a maintenance", BODY, (200, "Incident"), work!(deed::update)),
        write((DELETE, ONE), "deletePagesPageIdIncidentsIncidentId", "Takes an incident off the page; its address is never given to anything else", None, (200, "Incident"), work!(deed::delete)).by(ADMIN),
        write((PATCH, UPDATE), "patchPagesPageIdIncidentsIncidentIdIncidentUpdatesIncidentUpdateId", "Sets the words of a statement right", SAID, (200, "IncidentUpdate"), work!(update::update)),
    ]
}
