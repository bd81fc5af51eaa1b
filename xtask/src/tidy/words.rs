//! Small things that must not stand in a file, and the one that must: `//!` at the top.

use super::{Finding, source::Source};

/// Folders of the machines we develop on; none means anything to a reader.
///
/// Put together from halves, so that this file does not name them itself.
const MACHINE_FOLDERS: &[&str] = &[
    concat!("/wo", "rk/"),
    concat!("/fa", "rm/"),
    concat!("/tm", "p/"),
    concat!("/var/", "tmp/"),
    concat!("/ro", "ot/"),
    concat!("/ho", "me/"),
    concat!("/Us", "ers/"),
];

/// Finds what a Rust file says wrongly or fails to say.
pub fn check_source(source: &Source, findings: &mut Vec<Finding>) {
    check_text(&source.path, &source.text, findings);
    check_face(source, findings);
    for at in source.find(".unwrap()").filter(|at| !source.is_test(*at)) {
        let message = "`unwrap` outside tests: use `?`, or `expect` with the invariant";
        findings.push(Finding::new(&source.path, source.line_of(at), message));
    }
    for mark in ["#[allow(", "#![allow("] {
        for at in source.find(mark) {
            let message = "a bare `allow`: use `#[expect(…, reason = \"…\")]`";
            findings.push(Finding::new(&source.path, source.line_of(at), message));
        }
    }
}

/// Finds what no text of ours may hold.
pub fn check_text(path: &str, text: &str, findings: &mut Vec<Finding>) {
    for (index, line) in text.lines().enumerate() {
        if let Some(folder) = MACHINE_FOLDERS.iter().find(|folder| names(line, folder)) {
            let message = format!("`{folder}` is a folder of somebody's machine");
            findings.push(Finding::new(path, index + 1, message));
        }
        if path.ends_with(".html") && is_safe_filter(line) {
            let message = "`|safe` is banned: HTML arrives as a type that is safe";
            findings.push(Finding::new(path, index + 1, message));
        }
    }
}

/// A module says what it is before it says anything else.
fn check_face(source: &Source, findings: &mut Vec<Finding>) {
    let first = source.text.lines().find(|line| !line.trim().is_empty());
    if !first.is_some_and(|line| line.starts_with("//!")) {
        let message = "the module does not open with `//!`: what it is, what it leaves out";
        findings.push(Finding::new(&source.path, 1, message));
    }
}

/// True where `folder` begins a path, not where it is the middle of an address.
fn names(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|character| character.is_alphanumeric() || ".-_}~".contains(character))
    })
}

fn is_safe_filter(line: &str) -> bool {
    line.match_indices('|')
        .any(|(at, _)| line[at + 1..].trim_start().starts_with("safe"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_source(text: &str) -> Vec<String> {
        let source = Source::parse("crates/server/src/x.rs", text.to_owned());
        let mut findings = Vec::new();
        check_source(&source, &mut findings);
        findings
            .into_iter()
            .map(|finding| finding.message)
            .collect()
    }

    fn in_text(path: &str, text: &str) -> usize {
        let mut findings = Vec::new();
        check_text(path, text, &mut findings);
        findings.len()
    }

    #[test]
    fn unwrap_is_for_tests() {
        assert_eq!(in_source("//! X.\nfn f() { x.unwrap() }").len(), 1);
        assert!(in_source("//! X.\n#[test]\nfn f() { x.unwrap() }").is_empty());
        assert!(in_source("//! X.\nfn f() { x.unwrap_or_default() }").is_empty());
    }

    #[test]
    fn lints_are_expected_with_a_reason() {
        assert_eq!(in_source("//! X.\n#[allow(dead_code)]\nfn f() {}").len(), 1);
        assert!(in_source("//! X.\n#[expect(dead_code, reason = \"y\")]\nfn f() {}").is_empty());
    }

    #[test]
    fn a_module_opens_with_what_it_is() {
        assert_eq!(in_source("use std::fmt;").len(), 1);
        assert!(in_source("\n//! Formats.\nuse std::fmt;").is_empty());
    }

    #[test]
    fn safe_is_banned_in_templates_alone() {
        assert_eq!(in_text("a/page.html", "<p>{{ text | safe }}</p>"), 1);
        assert_eq!(in_text("a/page.html", "<p>{{ text|safe }}</p>"), 1);
        assert_eq!(in_text("a/page.html", "<p>{{ text|upper }}</p>"), 0);
        assert_eq!(in_text("a/notes.md", "`|safe` is banned"), 0);
    }

    #[test]
    fn folders_of_a_machine_are_found_and_addresses_are_not() {
        let folder = MACHINE_FOLDERS[0];

        assert_eq!(in_text("a.md", &format!("see {folder}notes")), 1);
        assert_eq!(in_text("a.md", &format!("`{folder}notes`")), 1);
        assert_eq!(
            in_text("a.md", &format!("https://example.org{folder}notes")),
            0
        );
    }
}
