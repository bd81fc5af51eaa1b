//! One door each: driver, clock, environment, the way out. And no transaction without a trace.
//!
//! Holds for what is shipped: tests and examples are free.

use super::{Finding, source::Source, tables};

/// A thing that only some files may name.
struct Door {
    /// What gives it away in code.
    signs: &'static [&'static str],
    /// Where it holds.
    under: &'static [&'static str],
    /// Who may.
    allowed: &'static [&'static str],
    /// What to do instead.
    instead: &'static str,
}

const OURS: &[&str] = &["crates/"];
const SERVER: &[&str] = &["crates/server/"];
const PURE: &[&str] = &["crates/domain/", "crates/readers/"];

const DOORS: &[Door] = &[
    Door {
        signs: &["sqlx::", "use sqlx", "sqlx_macros::migrate"],
        under: OURS,
        allowed: &["crates/server/src/ground/db"],
        instead: "only ground::db knows the driver",
    },
    Door {
        signs: &["Timestamp::now", "Zoned::now", "SystemTime"],
        under: OURS,
        allowed: &["crates/server/src/ground/clock"],
        instead: "time comes from ground::clock, or is passed in",
    },
    Door {
        signs: &["Instant::now"],
        under: OURS,
        // A deadline on the way out is a stopwatch; it never becomes a fact.
        allowed: &[
            "crates/server/src/ground/clock",
            "crates/server/src/ground/outbound",
        ],
        instead: "time comes from ground::clock, or is passed in",
    },
    Door {
        signs: &["std::env", "env::var", "env::vars", "env::var_os"],
        under: OURS,
        allowed: &["crates/server/src/config"],
        instead: "only config reads the environment",
    },
    Door {
        signs: &[
            "reqwest::",
            "use reqwest",
            "TcpStream::connect",
            "UdpSocket",
            "client::legacy",
            "transport::smtp",
            "async_imap::",
        ],
        under: OURS,
        allowed: &["crates/server/src/ground/outbound"],
        instead: "the way out is ground::outbound, with its guard",
    },
    Door {
        signs: &[
            "tokio::",
            "std::fs",
            "std::net",
            "std::process",
            "std::thread",
        ],
        under: PURE,
        allowed: &[],
        instead: "values in, values out: no I/O here",
    },
    Door {
        signs: &["println!", "eprintln!"],
        under: SERVER,
        allowed: &[
            "crates/server/src/cli",
            "crates/server/src/main.rs",
            "crates/server/src/demo",
        ],
        instead: "what is said goes to the log, or through cli",
    },
];

/// Finds what goes through a wall instead of a door.
pub fn check(source: &Source, findings: &mut Vec<Finding>) {
    for door in DOORS {
        check_door(door, source, findings);
    }
    check_trace(source, findings);
}

fn check_door(door: &Door, source: &Source, findings: &mut Vec<Finding>) {
    let starts = |list: &[&str]| list.iter().any(|start| source.path.starts_with(start));
    let is_shipped = source.path.contains("/src/");
    if !is_shipped || !starts(door.under) || starts(door.allowed) {
        return;
    }
    for sign in door.signs {
        for at in source.find(sign).filter(|at| !source.is_test(*at)) {
            if !is_arguments_of_main(source, at) && !is_value(source, at) {
                let message = format!("`{sign}`: {}", door.instead);
                findings.push(Finding::new(&source.path, source.line_of(at), message));
            }
        }
    }
}

/// Parsing the command line is the one thing that main does by itself.
fn is_arguments_of_main(source: &Source, at: usize) -> bool {
    source.path == "crates/server/src/main.rs" && source.code[at..].starts_with("std::env::args")
}

/// An address calls nobody.
fn is_value(source: &Source, at: usize) -> bool {
    source.code[at..].starts_with("reqwest::Url")
}

/// Rooms whose rows are told by the verb of the noun that they belong to.
const TOLD_BY_OTHERS: &[&str] = &[
    "crates/server/src/audit.rs",
    "crates/server/src/audit/",
    "crates/server/src/drafts/",
    "crates/server/src/ground/",
    "crates/server/src/idempotency.rs",
    // What a look saw is told by the replies that are kept of it, and what it sets right by `settle`.
    "crates/server/src/providers/watch/",
    "crates/server/src/texts/",
    "crates/server/src/updates/",
];

/// Whoever changes something also says who did what: a verb, and a transaction that writes.
fn check_trace(source: &Source, findings: &mut Vec<Finding>) {
    let is_noun = source.path.starts_with("crates/server/src/")
        && !TOLD_BY_OTHERS
            .iter()
            .any(|start| source.path.starts_with(start));
    let records = source.find("audit::record").any(|at| !source.is_test(at));
    if !is_noun || records {
        return;
    }
    let begins = source.find(".begin(").filter(|_| writes(source));
    for at in verbs(source)
        .chain(begins)
        .filter(|at| !source.is_test(*at))
    {
        let message = "something is changed here, and no `audit::record` says who did what";
        findings.push(Finding::new(&source.path, source.line_of(at), message));
    }
}

/// A verb is a public function that is told who acts.
fn verbs(source: &Source) -> impl Iterator<Item = usize> {
    source.find("pub async fn").filter(|at| {
        let head = source.code[*at..].split('{').next().unwrap_or_default();
        head.contains("actor: Actor")
    })
}

/// SQL stands in strings, so it is looked for in the text.
fn writes(source: &Source) -> bool {
    tables::written(source).next().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(path: &str, text: &str) -> Vec<String> {
        let source = Source::parse(path, text.to_owned());
        let mut findings = Vec::new();
        check(&source, &mut findings);
        findings
            .into_iter()
            .map(|finding| finding.message)
            .collect()
    }

    #[test]
    fn the_driver_has_one_door() {
        let text = "use sqlx::Row;";

        assert!(!messages("crates/server/src/pages/store.rs", text).is_empty());
        assert!(messages("crates/server/src/ground/db/mod.rs", text).is_empty());
        let row = "#[derive(sqlx_macros::FromRow)]\nstruct Row { id: i64 }";
        assert!(messages("crates/server/src/pages/store.rs", row).is_empty());
    }

    #[test]
    fn the_clock_has_one_door_and_tests_are_free() {
        let text =
            "fn f() { Timestamp::now() }\n#[cfg(test)]\nmod tests { fn g() { Timestamp::now() } }";

        assert_eq!(messages("crates/domain/src/a.rs", text).len(), 1);
        assert!(messages("crates/server/tests/it/a.rs", text).is_empty());
        assert!(messages("crates/server/src/ground/clock.rs", text).is_empty());
    }

    #[test]
    fn the_environment_is_read_by_config_and_arguments_by_main() {
        let text = "fn f() { std::env::args() }";

        assert!(messages("crates/server/src/main.rs", text).is_empty());
        assert_eq!(messages("crates/server/src/app.rs", text).len(), 1);
        assert_eq!(
            messages("crates/server/src/main.rs", "use std::env;").len(),
            1
        );
        assert!(messages("crates/server/src/config.rs", "use std::env;").is_empty());
    }

    #[test]
    fn the_way_out_is_outbound() {
        let text = "async fn f() { TcpStream::connect(x).await; reqwest::get(y).await }";

        assert_eq!(
            messages("crates/server/src/imports/fetch.rs", text).len(),
            2
        );
        assert!(messages("crates/server/src/ground/outbound.rs", text).is_empty());
        let value = "fn f() { reqwest::Url::parse(x) }";
        assert!(messages("crates/server/src/config/file.rs", value).is_empty());
    }

    #[test]
    fn readers_open_no_file() {
        assert_eq!(messages("crates/readers/src/a.rs", "use std::fs;").len(), 1);
        assert!(messages("crates/readers/tests/seeds.rs", "use std::fs;").is_empty());
    }

    #[test]
    fn a_verb_leaves_a_trace() {
        let silent =
            "pub async fn rename(tx: &mut Tx, actor: Actor) -> Result<()> { tx.exec(SQL) }";
        let said = format!("{silent}\nfn b() {{ audit::record(tx, actor) }}");

        assert_eq!(
            messages("crates/server/src/pages/rename.rs", silent).len(),
            1
        );
        assert!(messages("crates/server/src/pages/rename.rs", &said).is_empty());
        assert!(messages("crates/server/src/texts/write.rs", silent).is_empty());
    }

    #[test]
    fn a_transaction_that_writes_leaves_a_trace() {
        let silent = "fn f() { let tx = db.begin(); tx.exec(\"UPDATE pages SET a = 1\") }";
        let said = silent.replace("tx.exec", "audit::record(&mut tx); tx.exec");
        let verbs_of_others = "fn f() { let tx = db.begin(); incidents::record(&mut tx) }";

        assert_eq!(
            messages("crates/server/src/pages/rename.rs", silent).len(),
            1
        );
        assert!(messages("crates/server/src/pages/rename.rs", &said).is_empty());
        assert!(messages("crates/server/src/imports/run.rs", verbs_of_others).is_empty());
    }
}
