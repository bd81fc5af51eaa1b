//! The seed texts beside the repository, where they are: records graded against the hand-made gold.
//!
//! Not here: the texts themselves. Without them the tests say so aloud and pass. The gold is read
//! loosely; the full grader stands beside it.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read its seeds must fail"
)]

use std::{
    path::{Path, PathBuf},
    sync::OnceLock,
};

use beffroi_readers::{ImportRecord, same_incident};
use serde_json::Value;

fn seeds() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seeds");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!(
        "no seed texts at {}: nothing was tested here",
        folder.display()
    );
    None
}

fn texts(folder: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    all.sort();
    all
}

/// The records of all texts that are incident reports, read once for all tests.
fn records(folder: &Path) -> &'static [ImportRecord] {
    static RECORDS: OnceLock<Vec<ImportRecord>> = OnceLock::new();
    RECORDS.get_or_init(|| read_all(folder))
}

fn read_all(folder: &Path) -> Vec<ImportRecord> {
    texts(folder)
        .iter()
        .filter_map(|path| {
            let name = path.file_name()?.to_str()?;
            beffroi_readers::text::read(name, &std::fs::read(path).unwrap()).ok()
        })
        .flatten()
        .collect()
}

fn gold(folder: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(folder.join("open.jsonl")).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn of_gold<'a>(records: &'a [ImportRecord], gold: &Value) -> &'a ImportRecord {
    let source = gold["source"].as_str().unwrap();
    let mut own = records
        .iter()
        .filter(|record| record.source == source)
        .peekable();
    let many = records
        .iter()
        .filter(|record| record.source == source)
        .count()
        > 1;
    own.find(|record| !many || u64::from(record.ordinal) == gold["ordinal"].as_u64().unwrap())
        .unwrap()
}

fn plain(text: &str) -> String {
    let mut out = String::new();
    for word in text
        .replace("**", "")
        .replace(['_', '\\'], "")
        .split_whitespace()
    {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

#[test]
fn three_layouts_are_told_by_their_shape_and_an_article_is_refused() {
    let Some(folder) = seeds() else { return };

    let counts: Vec<Option<usize>> = texts(&folder)
        .iter()
        .map(|path| {
            beffroi_readers::text::read("x", &std::fs::read(path).unwrap())
                .ok()
                .map(|records| records.len())
        })
        .collect();

    assert_eq!(counts, [None, Some(50), Some(1), Some(1)]);
}

#[test]
fn language_sections_agree_with_the_gold_from_first_to_last_character() {
    let Some(folder) = seeds() else { return };
    let records = records(&folder);
    let (mut good, mut all) = (0, 0);

    for gold in gold(&folder) {
        let record = of_gold(records, &gold);
        for (at, update) in gold["updates"].as_array().unwrap().iter().enumerate() {
            for (locale, section) in update["text_by_locale"].as_object().unwrap() {
                let Some(first) = section["first60"].as_str() else {
                    continue;
                };
                let last = |key: &str| section[key].as_str().map(plain);
                let text = record
                    .updates
                    .get(at)
                    .and_then(|update| update.text.get(&locale.parse().unwrap()).map(plain));
                let text = text.unwrap_or_default();
                let ends = [last("last40"), last("acceptable_alternative_last40")];
                all += 1;
                good += usize::from(
                    text.starts_with(&plain(first))
                        && ends
                            .iter()
                            .flatten()
                            .any(|end| text.ends_with(end.as_str())),
                );
            }
        }
    }

    println!("language sections: {good} of {all}");
    assert!(good * 100 >= all * 98, "{good} of {all}");
}

#[test]
fn starts_ends_and_references_agree_with_the_gold() {
    let Some(folder) = seeds() else { return };
    let records = records(&folder);
    let mut missed = Vec::new();

    for gold in gold(&folder) {
        let record = serde_json::to_value(of_gold(records, &gold)).unwrap();
        for key in ["started_at", "ended_at"] {
            let cut = |value: &Value, field: &str| {
                value[field]
                    .as_str()
                    .map(|local| local.get(..16).unwrap_or(local).to_owned())
            };
            let have = cut(&record[key], "local");
            if have != cut(&gold[key], "local") && have != cut(&gold[key], "probable_local") {
                missed.push(format!("{} {key} {have:?}", gold["ordinal"]));
            }
        }
        if record["references"] != gold["references"] {
            missed.push(format!("{} references", gold["ordinal"]));
        }
    }

    println!("missed: {missed:?}");
    assert!(missed.len() <= 2, "{missed:?}");
}

#[test]
fn contradictions_of_the_gold_become_warnings_without_many_false_ones() {
    let Some(folder) = seeds() else { return };
    let records = records(&folder);
    let (mut known, mut raised) = (0, 0);
    let (mut silent, mut alarmed) = (0, 0);

    for gold in gold(&folder) {
        let record = of_gold(records, &gold);
        let contradictions = gold["anomalies"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|anomaly| anomaly["kind"] == "contradiction")
            .count();
        let warnings = record
            .warnings
            .iter()
            .filter(|warning| warning.kind != beffroi_readers::record::WarningKind::LanguageMissing)
            .count();
        known += contradictions;
        raised += warnings.min(contradictions);
        if contradictions == 0 {
            silent += 1;
            alarmed += usize::from(warnings > 0);
        }
    }

    println!(
        "warnings for {raised} of {known} contradictions; {alarmed} of {silent} reports without any are warned about"
    );
    assert!(raised * 10 >= known * 8, "{raised} of {known}");
    assert!(alarmed <= 1, "{alarmed} of {silent}");
}

#[test]
fn the_same_incident_is_found_once_and_nothing_else_is() {
    let Some(folder) = seeds() else { return };
    let records = records(&folder);

    let mut pairs = Vec::new();
    for (at, a) in records.iter().enumerate() {
        for b in &records[at + 1..] {
            if let Some(reason) = same_incident(a, b) {
                pairs.push((a, b, reason));
            }
        }
    }

    println!(
        "{} records, {} incidents",
        records.len(),
        records.len() - pairs.len()
    );
    let [(a, b, reason)] = pairs.as_slice() else {
        panic!("{} matches", pairs.len())
    };
    println!("{} of {} is {}: {reason}", a.ordinal, a.source, b.source);
}

#[test]
fn every_text_cut_anywhere_is_read_or_refused() {
    let Some(folder) = seeds() else { return };

    for path in texts(&folder) {
        let bytes = std::fs::read(&path).unwrap();
        for cut in (0..bytes.len()).step_by(9973) {
            let _ = beffroi_readers::text::read("cut", &bytes[..cut]);
            let _ = beffroi_readers::text::read("cut", &bytes[cut..]);
        }
    }
}
