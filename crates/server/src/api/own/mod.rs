//! Our own paths: facts that Statuspage has no words for. None of them begins with `/pages` or `/organizations`, which are
//! Statuspage's, so none can collide.
//!
//! Read in order: [`calls`], `look` (what is asked about), `said` (what a body says), `command` (what is to be done), then a
//! file for each noun, which begins with its calls. Each call that writes takes `dry_run=true`: everything is done and
//! answered, and nothing stays.

mod announcement;
mod article;
mod bounce;
mod command;
mod component;
mod correction;
mod crisis;
mod draft;
mod facts;
mod group;
mod incident;
mod look;
mod machine;
mod maintenance;
mod memory;
mod phrase;
mod planned;
mod preview;
mod promise;
mod provider;
mod report;
mod review;
mod said;
mod subscriber;
mod template;
mod ticket;
mod translation;
mod upstream;
mod window;

use super::call::{Call, Param};

const PAGE: Param = Param {
    name: "page",
    schema: r#"{"type": "string"}"#,
    about: "The page: its id or its slug.",
};
const AFTER: Param = Param {
    name: "after",
    schema: r#"{"type": "string"}"#,
    about: "The cursor that the part before gave as next.",
};
const LIMIT: Param = Param {
    name: "limit",
    schema: r#"{"type": "integer", "minimum": 0, "maximum": 100}"#,
    about: "How many at most, up to 100.",
};
const DRY_RUN: &[Param] = &[Param {
    name: "dry_run",
    schema: r#"{"type": "string", "enum": ["true", "false"]}"#,
    about: "Answers as if it were done, and does nothing.",
}];

/// All calls of ours.
#[must_use]
pub fn calls() -> Vec<Call> {
    let nouns = [
        incident::calls(),
        facts::calls(),
        window::calls(),
        correction::calls(),
        crisis::calls(),
        promise::calls(),
        draft::calls(),
        review::calls(),
        template::calls(),
        phrase::calls(),
        article::calls(),
        translation::calls(),
        maintenance::calls(),
        component::calls(),
        group::calls(),
        memory::calls(),
        machine::calls(),
        announcement::calls(),
        bounce::calls(),
        subscriber::calls(),
        ticket::calls(),
        report::calls(),
        provider::calls(),
        upstream::calls(),
    ];
    let all = nouns.into_iter().flatten();
    all.map(|call| match call.is_read() {
        true => call,
        // What does nothing anyway has a query of its own.
        false if !call.query.is_empty() => call,
        false => call.asking(DRY_RUN),
    })
    .collect()
}
