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
mod update;
mod uptime;
mod work;

use super::{
    answer::Style,
    call::{Call, Param, Work},
};
use crate::{members::Role, work};

const PAGE: Param = Param {
    name: "page",
    schema: r#"{"type": "integer", "minimum": 0, "format": "int32"}"#,
    about: "Which part of the list, from 1.",
};
const PER_PAGE: Param = Param {
    name: "per_page",
    schema: r#"{"type": "integer", "minimum": 0, "format": "int32"}"#,
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
        schema: r#"{"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}"#,
        about: "A year, a month or a day.",
    },
    Param {
        name: "end",
        schema: r#"{"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}"#,
        about: "A year, a month or a day.",
    },
    Param {
        name: "skip_related_events",
        schema: r#"{"type": "boolean"}"#,
        about: "Leaves out the incidents.",
    },
];

fn read(
    path: &'static str,
    id: &'static str,
    summary: &'static str,
    answer: &'static str,
    query: &'static [Param],
    work: Work,
) -> Call {
    Call {
        style: Style::Statuspage,
        methods: &["GET"],
        path,
        id,
        summary,
        role: Role::Reader,
        query,
        body: None,
        status: 200,
        answer: Some(answer),
        work,
    }
}

/// All its calls that we have.
// tidy: long because it is a table.
#[must_use]
pub fn calls() -> Vec<Call> {
    const COMPONENTS: &str = "/pages/{page_id}/components";
    const COMPONENT: &str = "/pages/{page_id}/components/{component_id}";
    const GROUPS: &str = "/pages/{page_id}/component-groups";
    const GROUP: &str = "/pages/{page_id}/component-groups/{id}";
    const UPDATE: &str =
        "/pages/{page_id}/incidents/{incident_id}/incident_updates/{incident_update_id}";
    const INCIDENT: &str = "/pages/{page_id}/incidents/{incident_id}";
    let change = |methods, path, id, summary, body, status, answer, work| Call {
        methods,
        body,
        status,
        role: Role::Administrator,
        ..read(path, id, summary, answer, &[], work)
    };
    vec![
        read(
            "/pages",
            "getPages",
            "The pages that the key is for",
            "[Page]",
            &[],
            work!(page::list),
        ),
        read(
            "/pages/{page_id}",
            "getPagesPageId",
            "One page",
            "Page",
            &[],
            work!(page::read),
        ),
        read(
            COMPONENTS,
            "getPagesPageIdComponents",
            "All components, groups among them",
            "[Component]",
            PARTS,
            work!(component::list),
        ),
        read(
            COMPONENT,
            "getPagesPageIdComponentsComponentId",
            "One component",
            "Component",
            &[],
            work!(component::read),
        ),
        change(
            &["POST"],
            COMPONENTS,
            "postPagesPageIdComponents",
            "Makes a component",
            Some("ComponentBody"),
            201,
            "Component",
            work!(component::create),
        ),
        Call {
            role: Role::Publisher,
            ..change(
                &["PATCH", "PUT"],
                COMPONENT,
                "patchPagesPageIdComponentsComponentId",
                "Changes a component; its status alone needs the scope publish only",
                Some("ComponentBody"),
                200,
                "Component",
                work!(component::update),
            )
        },
        Call {
            answer: None,
            ..change(
                &["DELETE"],
                COMPONENT,
                "deletePagesPageIdComponentsComponentId",
                "Takes a component away; what happened to it stays",
                None,
                204,
                "",
                work!(component::delete),
            )
        },
        read(
            "/pages/{page_id}/components/{component_id}/uptime",
            "getPagesPageIdComponentsComponentIdUptime",
            "How long a component was broken",
            "ComponentUptime",
            RANGE,
            work!(uptime::read),
        ),
        read(
            GROUPS,
            "getPagesPageIdComponentGroups",
            "All component groups",
            "[GroupComponent]",
            PARTS,
            work!(group::list),
        ),
        read(
            GROUP,
            "getPagesPageIdComponentGroupsId",
            "One component group",
            "GroupComponent",
            &[],
            work!(group::read),
        ),
        change(
            &["POST"],
            GROUPS,
            "postPagesPageIdComponentGroups",
            "Makes a group and moves components into it",
            Some("GroupBody"),
            201,
            "GroupComponent",
            work!(group::create),
        ),
        change(
            &["PATCH", "PUT"],
            GROUP,
            "patchPagesPageIdComponentGroupsId",
            "Changes a group",
            Some("GroupBody"),
            200,
            "GroupComponent",
            work!(group::update),
        ),
        change(
            &["DELETE"],
            GROUP,
            "deletePagesPageIdComponentGroupsId",
            "Takes a group away; its components stay",
            None,
            200,
            "GroupComponent",
            work!(group::delete),
        ),
        read(
            "/pages/{page_id}/incidents",
            "getPagesPageIdIncidents",
            "Incidents and maintenances, newest first",
            "[Incident]",
            LISTED,
            work!(incident::list),
        ),
        read(
            "/pages/{page_id}/incidents/unresolved",
            "getPagesPageIdIncidentsUnresolved",
            "Incidents that are not over",
            "[Incident]",
            LISTED,
            work!(incident::unresolved),
        ),
        read(
            "/pages/{page_id}/incidents/scheduled",
            "getPagesPageIdIncidentsScheduled",
            "Maintenances that are not over",
            "[Incident]",
            LISTED,
            work!(incident::scheduled),
        ),
        read(
            "/pages/{page_id}/incidents/upcoming",
            "getPagesPageIdIncidentsUpcoming",
            "Maintenances that have not begun",
            "[Incident]",
            LISTED,
            work!(incident::upcoming),
        ),
        read(
            "/pages/{page_id}/incidents/active_maintenance",
            "getPagesPageIdIncidentsActiveMaintenance",
            "Maintenances under way",
            "[Incident]",
            LISTED,
            work!(incident::active),
        ),
        read(
            INCIDENT,
            "getPagesPageIdIncidentsIncidentId",
            "One incident or maintenance",
            "Incident",
            &[],
            work!(incident::read),
        ),
        Call {
            role: Role::Publisher,
            ..change(
                &["POST"],
                "/pages/{page_id}/incidents",
                "postPagesPageIdIncidents",
                "Opens an incident, or plans a maintenance",
                Some("IncidentBody"),
                201,
                "Incident",
                work!(deed::create),
            )
        },
        Call {
            role: Role::Publisher,
            ..change(
                &["PATCH", "PUT"],
                INCIDENT,
                "patchPagesPageIdIncidentsIncidentId",
                "Tells something new of an incident or a maintenance",
                Some("IncidentBody"),
                200,
                "Incident",
                work!(deed::update),
            )
        },
        Call {
            role: Role::Publisher,
            ..change(
                &["PATCH", "PUT"],
                UPDATE,
                "patchPagesPageIdIncidentsIncidentIdIncidentUpdatesIncidentUpdateId",
                "Sets the words of a statement right",
                Some("IncidentUpdateBody"),
                200,
                "IncidentUpdate",
                work!(update::update),
            )
        },
    ]
}
