//! Who may import whom in `crates/server/src`: data travels one way.
//!
//! A room is a folder or file right under `src`. It imports rooms that stand lower, and itself.
//! Tests beside the code keep to the same rule. Deliberately absent: rules inside a room.

use super::{
    Finding,
    source::{Source, closing_brace, name_at, skip_space},
};

/// The rungs, highest first. Rooms in one row do not know each other.
const RUNGS: &[&[&str]] = &[
    &["main", "lib"],
    &["cli"],
    &["app"],
    &["config"],
    &[
        "public", "api", "console", "notify", "demo", "copy", "shelf",
    ],
    &["imports", "story", "declarations"],
    &["deliveries"],
    &["search"],
    &["postmortems"],
    &["ledger"],
    &["reports", "alerts", "upstreams", "echoes"],
    &["duty"],
    &["subscribers"],
    &["incidents", "maintenances", "providers", "monitors"],
    &["updates", "drafts", "commitments", "translations"],
    &["components", "articles"],
    &["pages"],
    &["texts"],
    &["members"],
    &["outbox", "audit", "deadlines", "idempotency"],
    &["web"],
    &["ground"],
];

/// Rims show what the nouns hold; only who wires the program knows them.
const RIMS: &[&str] = &["public", "api", "console", "notify", "shelf"];
const WIRING: &[&str] = &["main", "lib", "app"];

/// A path to another room.
#[derive(Debug, PartialEq, Eq)]
struct Import {
    at: usize,
    room: String,
}

/// Finds imports that go up or sideways.
pub fn check(source: &Source, findings: &mut Vec<Finding>) {
    let Some(from) = room_of(&source.path) else {
        return;
    };
    if rung(from).is_none() {
        let message = format!("room `{from}` has no rung; give it one in xtask/src/tidy/ladder.rs");
        findings.push(Finding::new(&source.path, 1, message));
    }
    for import in imports(source) {
        if let Some(message) = objection(from, &import.room) {
            findings.push(Finding::new(
                &source.path,
                source.line_of(import.at),
                message,
            ));
        }
    }
}

/// Why `from` may not import `to`; `None` when it may.
fn objection(from: &str, to: &str) -> Option<String> {
    // What is no room is an item of lib.rs, which holds none but rooms; the compiler says so.
    let (own, other) = (rung(from)?, rung(to)?);
    if from == to || WIRING[..2].contains(&from) {
        return None;
    }
    if RIMS.contains(&to) && !WIRING.contains(&from) {
        return Some(format!(
            "`{from}` imports `{to}`, a rim that only app, main and lib may know"
        ));
    }
    match other.cmp(&own) {
        std::cmp::Ordering::Greater => None,
        std::cmp::Ordering::Equal => Some(format!("`{from}` imports `{to}`, its peer")),
        std::cmp::Ordering::Less => Some(format!("`{from}` imports `{to}`, which stands higher")),
    }
}

fn rung(room: &str) -> Option<usize> {
    RUNGS.iter().position(|rooms| rooms.contains(&room))
}

/// The room of a file: `incidents` for `crates/server/src/incidents/store.rs`.
fn room_of(path: &str) -> Option<&str> {
    let inside = path.strip_prefix("crates/server/src/")?;
    let first = inside.split('/').next()?;
    Some(first.strip_suffix(".rs").unwrap_or(first))
}

/// How deep the file's module stands: 1 for `incidents/mod.rs`, 2 for `incidents/store.rs`.
fn depth(path: &str) -> usize {
    let inside = path.strip_prefix("crates/server/src/").unwrap_or(path);
    let levels = inside.split('/').count();
    let is_face = ["/mod.rs", "lib.rs", "main.rs"]
        .iter()
        .any(|name| inside.ends_with(name));
    if is_face { levels - 1 } else { levels }
}

fn imports(source: &Source) -> Vec<Import> {
    let by_name = source
        .find("crate::")
        .flat_map(|at| rooms_at(&source.code, at + "crate::".len()));
    let upwards = source.find("super::").flat_map(|at| climbed(source, at));
    by_name.chain(upwards).collect()
}

/// The rooms named at `at`: one name, or the first name of each branch of a `{…}`.
fn rooms_at(code: &str, at: usize) -> Vec<Import> {
    let at = skip_space(code, at);
    if code.as_bytes().get(at) != Some(&b'{') {
        return name_at(code, at)
            .map(|room| Import {
                at,
                room: room.to_owned(),
            })
            .into_iter()
            .collect();
    }
    let end = closing_brace(code, at).unwrap_or(code.len());
    branches(code, at + 1, end)
        .into_iter()
        .flat_map(|branch| rooms_at(code, branch))
        .collect()
}

/// Where the branches of `{a, b::{c, d}}` begin, not those inside a branch.
fn branches(code: &str, start: usize, end: usize) -> Vec<usize> {
    let mut starts = vec![start];
    let mut level = 0_u32;
    for (offset, byte) in code[start..end].bytes().enumerate() {
        match byte {
            b'{' => level += 1,
            b'}' => level = level.saturating_sub(1),
            b',' if level == 0 => starts.push(start + offset + 1),
            _ => {}
        }
    }
    starts
}

/// What `super::super::…` at `at` leads to when it leaves the room.
fn climbed(source: &Source, at: usize) -> Vec<Import> {
    let is_start = !source.code[..at].ends_with("::");
    let (mut steps, mut next) = (0, at);
    while source.code[next..].starts_with("super::") {
        steps += 1;
        next += "super::".len();
    }
    let inline = source
        .inline_modules
        .iter()
        .filter(|range| range.contains(&at))
        .count();
    if is_start && steps == depth(&source.path) + inline {
        rooms_at(&source.code, next)
    } else {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(path: &str, text: &str) -> Vec<String> {
        let source = Source::parse(&format!("crates/server/src/{path}"), text.to_owned());
        let mut findings = Vec::new();
        check(&source, &mut findings);
        findings
            .iter()
            .map(|finding| format!("{}: {}", finding.line, finding.message))
            .collect()
    }

    #[test]
    fn a_noun_may_look_down_and_at_itself() {
        let text =
            "use crate::{audit, ground::db::Db, incidents::store, pages};\nuse super::store;";

        assert!(messages("incidents/resolve.rs", text).is_empty());
    }

    #[test]
    fn a_noun_may_not_look_up() {
        let found = messages(
            "pages/store.rs",
            "\nuse crate::{\n    ground::db,\n    incidents::{a, b},\n};",
        );

        assert_eq!(
            found,
            ["4: `pages` imports `incidents`, which stands higher"]
        );
    }

    #[test]
    fn a_path_in_the_middle_of_code_counts() {
        let found = messages("components/a.rs", "fn f() { crate::postmortems::load() }");

        assert_eq!(
            found,
            ["1: `components` imports `postmortems`, which stands higher"]
        );
    }

    #[test]
    fn peers_do_not_know_each_other() {
        let found = messages("incidents/a.rs", "use crate::maintenances::list;");

        assert_eq!(found, ["1: `incidents` imports `maintenances`, its peer"]);
    }

    #[test]
    fn climbing_out_of_the_room_is_seen() {
        let file = messages("web/layout.rs", "use super::super::pages::Page;");
        let face = messages("ground/mod.rs", "mod tests { use super::super::web; }");

        assert_eq!(file, ["1: `web` imports `pages`, which stands higher"]);
        assert_eq!(face, ["1: `ground` imports `web`, which stands higher"]);
    }

    #[test]
    fn rims_are_known_to_the_wiring_alone() {
        assert!(messages("app.rs", "use crate::public;").is_empty());
        assert!(messages("cli/serve.rs", "use crate::{app, config, demo};").is_empty());
        assert_eq!(messages("cli/serve.rs", "use crate::public;").len(), 1);
        assert_eq!(messages("imports/run.rs", "use crate::public;").len(), 1);
    }

    #[test]
    fn ground_and_audit_know_no_noun() {
        assert_eq!(messages("ground/db.rs", "use crate::pages;").len(), 1);
        assert_eq!(messages("audit.rs", "use crate::incidents;").len(), 1);
        assert_eq!(messages("web/mod.rs", "use crate::components;").len(), 1);
    }

    #[test]
    fn a_room_without_a_rung_is_refused() {
        let found = messages("helpers/mod.rs", "");

        assert!(found[0].contains("room `helpers` has no rung"), "{found:?}");
    }

    #[test]
    fn an_import_in_a_comment_or_a_string_is_none() {
        assert!(
            messages(
                "ground/db.rs",
                "// crate::pages\nconst A: &str = \"crate::pages\";"
            )
            .is_empty()
        );
    }
}
