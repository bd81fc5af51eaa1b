//! What each crate may depend on, and that each dependency is argued for in docs/dependencies.md.
//!
//! Read from `[…dependencies]` of every Cargo.toml and package.json; versions are cargo's business.

use super::{Finding, House};

/// Crates that may not stand under `[dependencies]` of the crates that hold values only.
const WORLDLY: &[&str] = &[
    "async-std",
    "axum",
    "futures",
    "futures-util",
    "getrandom",
    "hyper",
    "hyper-util",
    "reqwest",
    "rusqlite",
    "rustls",
    "sqlx",
    "tokio",
    "tokio-postgres",
    "tower",
    "tower-http",
    "tracing-subscriber",
    "ureq",
];

/// A crate, and what of ours it may depend on.
const CRATES: &[(&str, &[&str])] = &[
    ("crates/domain/Cargo.toml", &[]),
    ("crates/readers/Cargo.toml", &["beffroi-domain"]),
    ("crates/channels/Cargo.toml", &["beffroi-domain"]),
];

const REASONS: &str = "docs/dependencies.md";

/// A dependency as a manifest names it.
#[derive(Debug, PartialEq, Eq)]
struct Dependency {
    line: usize,
    section: String,
    name: String,
}

/// Finds dependencies that a crate may not have, and those that nobody has argued for.
pub fn check(house: &House, findings: &mut Vec<Finding>) {
    let reasons = house.texts.iter().find(|(path, _)| path == REASONS);
    let reasons = reasons.map_or("", |(_, text)| text.as_str());
    let mut all = Vec::new();
    for (path, text) in &house.texts {
        let named = match path.rsplit('/').next() {
            Some("Cargo.toml") => cargo_dependencies(text),
            Some("package.json") => node_dependencies(text),
            _ => continue,
        };
        check_boundary(path, &named, findings);
        check_reasons(path, &named, reasons, findings);
        all.extend(named.into_iter().map(|dependency| dependency.name));
    }
    check_stale(reasons, &all, findings);
}

fn check_boundary(path: &str, named: &[Dependency], findings: &mut Vec<Finding>) {
    let Some((_, ours)) = CRATES.iter().find(|(manifest, _)| *manifest == path) else {
        return;
    };
    for Dependency {
        line,
        name,
        section,
    } in named
    {
        let is_foreign_room = name.starts_with("beffroi") && !ours.contains(&name.as_str());
        let is_worldly = WORLDLY.contains(&name.as_str()) && section == "dependencies";
        if is_foreign_room || is_worldly {
            let message = format!("`{name}` may not be known here: values in, values out");
            findings.push(Finding::new(path, *line, message));
        }
    }
}

fn check_reasons(path: &str, named: &[Dependency], reasons: &str, findings: &mut Vec<Finding>) {
    for Dependency { line, name, .. } in named {
        let is_ours = name.starts_with("beffroi");
        if !is_ours && !reasons.contains(&format!("| `{name}` |")) {
            let message =
                format!("`{name}` has no line in {REASONS}: what, why, licence, what else");
            findings.push(Finding::new(path, *line, message));
        }
    }
}

/// A reason for what is gone misleads.
fn check_stale(reasons: &str, named: &[String], findings: &mut Vec<Finding>) {
    for (index, line) in reasons.lines().enumerate() {
        let name = line
            .strip_prefix("| `")
            .and_then(|rest| rest.split_once('`'));
        if let Some((name, _)) = name.filter(|(name, _)| !named.iter().any(|one| one == name)) {
            let message = format!("`{name}` stands in no manifest any more");
            findings.push(Finding::new(REASONS, index + 1, message));
        }
    }
}

fn cargo_dependencies(text: &str) -> Vec<Dependency> {
    let mut section = String::new();
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if let Some(header) = line.strip_prefix('[') {
            section = header.trim_end_matches(']').to_owned();
        } else if section.ends_with("dependencies")
            && let Some((key, _)) = line.split_once('=')
            && line.starts_with(|first: char| first.is_ascii_alphanumeric())
        {
            let name = key.trim().split('.').next().unwrap_or_default();
            found.push(Dependency {
                line: index + 1,
                section: section.clone(),
                name: name.to_owned(),
            });
        }
    }
    found
}

fn node_dependencies(text: &str) -> Vec<Dependency> {
    let mut section = None;
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let key = line
            .trim()
            .strip_prefix('"')
            .and_then(|rest| rest.split_once("\": "));
        match key {
            Some((name, "{")) => section = name.ends_with("ependencies").then(|| name.to_owned()),
            Some((name, _)) => found.extend(section.clone().map(|section| Dependency {
                line: index + 1,
                section,
                name: name.to_owned(),
            })),
            None => section = section.filter(|_| !line.trim().starts_with('}')),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(texts: &[(&str, &str)]) -> Vec<String> {
        let texts = texts
            .iter()
            .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
        let house = House {
            sources: Vec::new(),
            texts: texts.collect(),
        };
        let mut findings = Vec::new();
        check(&house, &mut findings);
        findings
            .into_iter()
            .map(|finding| finding.message)
            .collect()
    }

    #[test]
    fn the_crates_of_values_know_no_driver_and_no_higher_crate() {
        let text = "[dependencies]\nsqlx = \"0.9\"\nbeffroi-readers.workspace = true\n";

        let found = messages(&[
            ("crates/domain/Cargo.toml", text),
            (REASONS, "| `sqlx` | …"),
        ]);

        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].starts_with("`sqlx` may not be known here"));
    }

    #[test]
    fn every_dependency_is_argued_for() {
        let cargo = "[package]\nname = \"x\"\n[dev-dependencies]\nproptest.workspace = true\n";
        let node = "{\n  \"name\": \"x\",\n  \"dependencies\": {\n    \"axe-core\": \"4\"\n  },\n  \"a\": \"b\"\n}\n";

        let found = messages(&[("a/Cargo.toml", cargo), ("browser/package.json", node)]);

        assert_eq!(found.len(), 2, "{found:?}");
        assert!(
            found[0].starts_with("`proptest` has no line")
                && found[1].starts_with("`axe-core` has")
        );
        let argued = "| `proptest` | …\n| `axe-core` | …";
        assert!(
            messages(&[
                ("a/Cargo.toml", cargo),
                ("browser/package.json", node),
                (REASONS, argued)
            ])
            .is_empty()
        );
    }

    #[test]
    fn a_reason_for_what_is_gone_is_found() {
        let found = messages(&[(REASONS, "| `left-pad` | padding |")]);

        assert_eq!(found, ["`left-pad` stands in no manifest any more"]);
    }
}
