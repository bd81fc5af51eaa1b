//! Each table is written by one room. Reads may join downwards; writes are owned.
//!
//! The owner is whoever writes: no list to keep. Two rooms that write one table are both told.

use std::collections::{BTreeMap, BTreeSet};

use super::{Finding, House, source::Source};

/// A statement that changes a table.
struct Write<'a> {
    table: &'a str,
    at: usize,
}

/// Finds tables that two rooms write.
pub fn check(house: &House, findings: &mut Vec<Finding>) {
    let mut owners: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let writes = || {
        let rooms = house
            .sources
            .iter()
            .filter_map(|source| Some((room(source)?, source)));
        rooms.flat_map(|(room, source)| all(source).map(move |write| (room, source, write)))
    };
    for (room, _, write) in writes() {
        owners.entry(write.table).or_default().insert(room);
    }
    for (room, source, Write { table, at }) in writes() {
        let others: Vec<&str> = owners[table]
            .iter()
            .filter(|owner| **owner != room)
            .copied()
            .collect();
        if !others.is_empty() {
            let message = format!(
                "`{room}` writes `{table}`, and so does {}: one room owns it",
                others.join(", ")
            );
            findings.push(Finding::new(&source.path, source.line_of(at), message));
        }
    }
}

/// The tables that the SQL of `source` changes, outside its tests.
pub fn written(source: &Source) -> impl Iterator<Item = &str> {
    all(source).map(|write| write.table)
}

fn all(source: &Source) -> impl Iterator<Item = Write<'_>> {
    ["INSERT INTO ", "UPDATE ", "DELETE FROM "]
        .iter()
        .flat_map(|verb| {
            source
                .text
                .match_indices(verb)
                .map(|(at, _)| at + verb.len())
        })
        .filter(|at| !source.is_test(*at))
        .filter_map(|at| {
            let rest = &source.text[at..];
            let end = rest.find(|byte: char| !byte.is_ascii_lowercase() && byte != '_')?;
            // `DO UPDATE SET` names no table: what follows is not in small letters.
            (end > 0).then(|| Write {
                table: &rest[..end],
                at,
            })
        })
}

fn room(source: &Source) -> Option<&str> {
    let inside = source.path.strip_prefix("crates/server/src/")?;
    inside.split(['/', '.']).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(files: &[(&str, &str)]) -> Vec<String> {
        let source = |(path, text): &(&str, &str)| {
            Source::parse(&format!("crates/server/src/{path}"), (*text).to_owned())
        };
        let house = House {
            sources: files.iter().map(source).collect(),
            texts: Vec::new(),
        };
        let mut findings = Vec::new();
        check(&house, &mut findings);
        findings
            .into_iter()
            .map(|finding| finding.message)
            .collect()
    }

    #[test]
    fn two_rooms_may_not_write_one_table() {
        let found = found(&[
            (
                "pages/create.rs",
                "const A: &str = \"INSERT INTO pages (id) VALUES ($1)\";",
            ),
            (
                "incidents/record.rs",
                "const A: &str = \"UPDATE pages SET revision = 2\";",
            ),
        ]);

        assert_eq!(
            found,
            [
                "`pages` writes `pages`, and so does incidents: one room owns it",
                "`incidents` writes `pages`, and so does pages: one room owns it",
            ]
        );
    }

    #[test]
    fn two_files_of_one_room_may() {
        let upsert = "\"INSERT INTO texts (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET a = 1\"";

        assert!(found(&[("texts/a.rs", upsert), ("texts/b.rs", upsert)]).is_empty());
    }

    #[test]
    fn reading_and_tests_are_free() {
        let read = "const A: &str = \"SELECT id FROM pages\";";
        let test = "#[cfg(test)]\nmod tests { const A: &str = \"DELETE FROM pages\"; }";
        let own = "const A: &str = \"UPDATE pages SET a = 1\";";

        assert!(
            found(&[
                ("pages/a.rs", own),
                ("incidents/b.rs", read),
                ("texts/c.rs", test)
            ])
            .is_empty()
        );
    }
}
