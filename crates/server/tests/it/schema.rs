//! The two dialects say the same, and every statement is understood by both.

use std::{collections::BTreeMap, fs, path::Path};

/// Tables and columns out of a migration: `CREATE TABLE name (` and the first word of each line.
pub fn tables(dialect: &str) -> BTreeMap<String, Vec<(String, String)>> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("migrations")
        .join(dialect);
    let mut files: Vec<_> = fs::read_dir(directory)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    let text: String = files
        .iter()
        .map(|file| fs::read_to_string(file).unwrap())
        .collect();
    let mut all = BTreeMap::new();
    for part in text.split("CREATE TABLE ").skip(1) {
        let (name, rest) = part.split_once(" (").unwrap();
        let body = rest.split("\n)").next().unwrap();
        let columns = body.lines().filter_map(column).collect();
        all.insert(name.to_owned(), columns);
    }
    all
}

fn column(line: &str) -> Option<(String, String)> {
    let line = line.trim().trim_end_matches(',');
    let (name, rest) = line.split_once(' ')?;
    let is_column = name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    let kind = rest.replace("BLOB", "UUID").replace("INTEGER", "BIGINT");
    is_column.then(|| (name.to_owned(), kind))
}

#[test]
fn both_dialects_have_the_same_tables_and_columns() {
    let sqlite = tables("sqlite");
    let postgres = tables("postgres");

    assert!(sqlite.len() > 15, "the migrations were read");
    assert_eq!(sqlite, postgres);
}
