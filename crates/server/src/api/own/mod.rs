//! Our own paths: facts that Statuspage has no words for. None of them begins with `/pages` or `/organizations`, which are
//! Statuspage's, so none can collide.
//!
//! Read in order: [`calls`], `look` (what is asked about), `said` (what a body says), then a file for each noun. Each call that
//! writes takes `dry_run=true`: everything is done and answered, and nothing stays.

mod component;
mod incident;
mod look;
mod said;
mod window;

use super::{
    answer::Style,
    call::{Call, Param, Work},
};
use crate::{members::Role, work};

const PAGE: Param = Param {
    name: "page",
    schema: r#"{"type": "string"}"#,
    about: "The page: its id or its slug.",
};
const DRY_RUN: Param = Param {
    name: "dry_run",
    schema: r#"{"type": "string", "enum": ["true", "false"]}"#,
    about: "Answers as if it were done, and does nothing.",
};
const LIST: &[Param] = &[
    PAGE,
    Param {
        name: "state",
        schema: r#"{"type": "string", "enum": ["open", "over", "all"]}"#,
        about: "Only those that are open, or over.",
    },
    Param {
        name: "after",
        schema: r#"{"type": "string"}"#,
        about: "The cursor that the part before gave as next.",
    },
    Param {
        name: "limit",
        schema: r#"{"type": "integer", "minimum": 0, "maximum": 100}"#,
        about: "How many at most, up to 100.",
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
        style: Style::Own,
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

fn write(
    (methods, path): (&'static [&'static str], &'static str),
    id: &'static str,
    summary: &'static str,
    body: &'static str,
    (status, answer): (u16, &'static str),
    work: Work,
) -> Call {
    Call {
        methods,
        body: Some(body),
        status,
        role: Role::Publisher,
        ..read(path, id, summary, answer, &[DRY_RUN], work)
    }
}

/// All calls of ours.
#[must_use]
pub fn calls() -> Vec<Call> {
    let mut all = incidents();
    all.extend(windows());
    all.extend(components());
    all
}

#[rustfmt::skip]
fn incidents() -> Vec<Call> {
    const ALL: &str = "/incidents";
    const ONE: &str = "/incidents/{incident}";
    const UPDATES: &str = "/incidents/{incident}/updates";
    const RESOLVE: &str = "/incidents/{incident}/resolve";
    const REOPEN: &str = "/incidents/{incident}/reopen";
    const STANDS: (u16, &str) = (200, "OwnIncident");
    const MADE: (u16, &str) = (201, "OwnIncident");
    let post = |path| (&["POST"][..], path);
    vec![
        read(
            ALL,
            "listIncidents",
            "Incidents of a page, newest first",
            "OwnIncidents",
            LIST,
            work!(incident::list),
        ),
        read(
            ONE,
            "readIncident",
            "One incident; its ETag is what If-Match takes",
            "OwnIncident",
            &[],
            work!(incident::read),
        ),
        write(
            post(ALL),
            "openIncident",
            "Opens an incident",
            "OpenIncident",
            MADE,
            work!(incident::open),
        ),
        write(
            post(UPDATES),
            "tellIncident",
            "Posts an update",
            "TellIncident",
            MADE,
            work!(incident::tell),
        ),
        write(
            post(RESOLVE),
            "resolveIncident",
            "Says that it is over",
            "ResolveIncident",
            STANDS,
            work!(incident::resolve),
        ),
        write(
            post(REOPEN),
            "reopenIncident",
            "Says that it is broken again; a window of its own",
            "ReopenIncident",
            STANDS,
            work!(incident::reopen),
        ),
    ]
}

#[rustfmt::skip]
fn windows() -> Vec<Call> {
    const ALL: &str = "/incidents/{incident}/windows";
    const ONE: &str = "/incidents/{incident}/windows/{window}";
    const END: &str = "/incidents/{incident}/windows/{window}/end";
    const STANDS: (u16, &str) = (200, "OwnIncident");
    vec![
        read(
            ALL,
            "listWindows",
            "When it really was broken",
            "OwnWindows",
            &[],
            work!(window::list),
        ),
        write(
            (&["POST"], ALL),
            "addWindow",
            "Adds a window",
            "WindowBody",
            (201, "OwnIncident"),
            work!(window::add),
        ),
        write(
            (&["PATCH"], ONE),
            "correctWindow",
            "Sets a window right",
            "WindowBody",
            STANDS,
            work!(window::correct),
        ),
        write(
            (&["POST"], END),
            "endWindow",
            "Ends a window that goes on",
            "EndWindow",
            STANDS,
            work!(window::end),
        ),
    ]
}

#[rustfmt::skip]
fn components() -> Vec<Call> {
    const ONE: &str = "/components/{component}";
    const STATUS: &str = "/components/{component}/status";
    const STANDS: (u16, &str) = (200, "OwnComponent");
    vec![
        read(
            "/components",
            "listComponents",
            "All components of a page",
            "OwnComponents",
            &[PAGE],
            work!(component::list),
        ),
        read(
            ONE,
            "readComponent",
            "One component",
            "OwnComponent",
            &[],
            work!(component::read),
        ),
        Call {
            role: Role::Administrator,
            ..write(
                (&["PATCH"], ONE),
                "changeComponent",
                "Changes its names and how it is shown",
                "OwnComponentBody",
                STANDS,
                work!(component::update),
            )
        },
        write(
            (&["PUT"], STATUS),
            "setComponentStatus",
            "Says how it is from now on",
            "StatusBody",
            STANDS,
            work!(component::set_status),
        ),
    ]
}
