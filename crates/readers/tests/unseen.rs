//! Invented documents of three layouts under `unseen/`, graded field by field against hand-made gold.
//!
//! They were written without a look at the readers, so that what is read well here is read well
//! elsewhere. The gold says what a careful person takes from a text: names of sections, the first and
//! last characters of each language's part, local times. Not here: warnings beyond one per planted
//! contradiction, and whatever the gold does not state.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::Value;

/// How many of all checked fields, per kind, agree with the gold.
#[derive(Default)]
struct Score {
    kinds: BTreeMap<&'static str, (usize, usize)>,
    missed: Vec<String>,
}

impl Score {
    fn note(&mut self, kind: &'static str, good: bool, what: impl FnOnce() -> String) {
        let (right, all) = self.kinds.entry(kind).or_default();
        *all += 1;
        *right += usize::from(good);
        if !good {
            self.missed.push(format!("{kind}: {}", what()));
        }
    }

    fn share(&self, kind: &str) -> f64 {
        let (right, all) = self.kinds[kind];
        right as f64 / all as f64
    }

    fn total(&self) -> f64 {
        let right: usize = self.kinds.values().map(|(right, _)| right).sum();
        let all: usize = self.kinds.values().map(|(_, all)| all).sum();
        right as f64 / all as f64
    }
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/unseen")
}

fn gold() -> Vec<Value> {
    let text = std::fs::read_to_string(folder().join("gold.jsonl")).expect("the gold is there");
    text.lines()
        .map(|line| serde_json::from_str(line).expect("the gold is JSON, one object a line"))
        .collect()
}

/// The records of every document that the gold names, by document and ordinal.
fn records(gold: &[Value]) -> BTreeMap<(String, u64), Value> {
    let mut sources: Vec<&str> = gold
        .iter()
        .map(|of| of["source"].as_str().expect("each gold has a source"))
        .collect();
    sources.dedup();
    let mut all = BTreeMap::new();
    for source in sources {
        let bytes = std::fs::read(folder().join(source)).expect("the gold names what is there");
        for record in beffroi_readers::text::read(source, &bytes).expect("a document of reports") {
            let ordinal = u64::from(record.ordinal);
            let value = serde_json::to_value(record).expect("a record is JSON");
            all.insert((source.to_owned(), ordinal), value);
        }
    }
    all
}

/// Text without emphasis, escapes and doubled spaces: what a reader sees.
fn plain(text: &Value) -> String {
    let text = text.as_str().unwrap_or_default();
    let bare = text.replace("**", "").replace(['_', '\\'], "");
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn head(text: &str, characters: usize) -> String {
    text.chars().take(characters).collect()
}

fn minute(instant: &Value) -> Option<String> {
    let local = instant.as_str().or_else(|| instant["local"].as_str())?;
    Some(head(local, 16))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn pairs(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

/// Grades what stands in the head of a report: references, times, header facts, title.
fn grade_facts(score: &mut Score, name: &str, gold: &Value, record: &Value) {
    let sorted = |value: &Value| {
        let mut all: Vec<String> = list(value).iter().map(plain).collect();
        all.sort();
        all
    };
    let same = sorted(&gold["references"]) == sorted(&record["references"]);
    score.note("references", same, || {
        format!("{name} {}", record["references"])
    });
    for kind in ["started_at", "ended_at"] {
        let have = minute(&record[kind]);
        let probable = minute(&gold[kind]["probable_local"]);
        let good = have == minute(&gold[kind]) || (have.is_some() && have == probable);
        score.note(kind, good, || {
            format!("{name} {} {}", gold[kind], record[kind])
        });
    }
    for kind in ["responsibility", "priority", "category_prefix"] {
        score.note(kind, gold[kind] == record[kind], || {
            format!("{name} {} {}", gold[kind], record[kind])
        });
    }
    for (locale, title) in pairs(&gold["title_by_locale"]) {
        let have = plain(&record["title"][locale]);
        let shared = gold["title_shared_part"].as_str();
        let good = have == plain(title)
            || shared.is_some_and(|part| have.contains(part) && have.ends_with(&plain(title)));
        score.note("title", good, || format!("{name} {}", record["title"]));
    }
}

/// Grades the updates in their order: how many, their status, each language's part, none invented.
fn grade_updates(score: &mut Score, name: &str, gold: &Value, record: &Value) {
    let told = |value: &Value| -> Vec<Value> {
        let all = list(&value["updates"]).iter();
        all.filter(|update| update["status"] != "postmortem")
            .cloned()
            .collect()
    };
    let (want, have) = (told(gold), told(record));
    score.note("update_count", want.len() == have.len(), || {
        format!("{name} {}", have.len())
    });
    for (at, update) in want.iter().enumerate() {
        let own = have.get(at).unwrap_or(&Value::Null);
        // An official page loses its words for the status: nothing to agree with.
        if !name.starts_with("official") {
            score.note("update_status", own["status"] == update["status"], || {
                format!("{name} {at} {}", own["status"])
            });
        }
        for (locale, section) in pairs(&update["text_by_locale"]) {
            let text = plain(&own["text"][locale]);
            let good = text.starts_with(&plain(&section["first60"]))
                && text.ends_with(&plain(&section["last40"]));
            score.note("language_sections", good, || {
                format!("{name} {at} {locale} {text:?}")
            });
        }
        let invented: Vec<&String> = pairs(&own["text"])
            .filter(|(locale, text)| {
                text.as_str().is_some_and(|text| !text.is_empty())
                    && update["text_by_locale"].get(locale).is_none()
            })
            .map(|(locale, _)| locale)
            .collect();
        score.note("no_invented_language", invented.is_empty(), || {
            format!("{name} {at} {invented:?}")
        });
    }
}

/// Grades a write-up: its sections by name, each line of its timeline, the number of its actions.
fn grade_write_up(score: &mut Score, name: &str, gold: &Value, record: &Value) {
    let (want, have) = (&gold["postmortem"], &record["postmortem"]);
    score.note("postmortem", want.is_null() == have.is_null(), || {
        name.to_owned()
    });
    if want.is_null() || have.is_null() {
        return;
    }
    for (locale, sections) in pairs(&want["sections_by_locale"]) {
        for section in list(sections) {
            let key = section.as_str().expect("sections are named");
            let elsewhere = match key {
                "overview" => list(&have["timeline"][locale]),
                "actions" => list(&have["actions"][locale]),
                _ => &[],
            };
            let good = !elsewhere.is_empty() || have["sections"][locale].get(key).is_some();
            score.note("pm_sections", good, || format!("{name} {locale} {key}"));
        }
    }
    for (locale, lines) in pairs(&want["timeline_by_locale"]) {
        let own = list(&have["timeline"][locale]);
        for (at, line) in list(lines).iter().enumerate() {
            let entry = own.get(at).unwrap_or(&Value::Null);
            let good = head(&plain(&entry["text"]), 40) == head(&plain(&line["text60"]), 40)
                && (line["local"].is_null() || minute(entry) == minute(line));
            score.note("pm_timeline", good, || {
                format!("{name} {locale} {at} {entry}")
            });
        }
    }
    for (locale, rows) in pairs(&want["actions_by_locale"]) {
        let own = list(&have["actions"][locale]).len();
        score.note("pm_actions", own == list(rows).len(), || {
            format!("{name} {locale} {own}")
        });
    }
}

fn graded() -> Score {
    let gold = gold();
    let records = records(&gold);
    let mut score = Score::default();
    for of in &gold {
        let source = of["source"].as_str().expect("each gold has a source");
        let ordinal = of["ordinal"].as_u64().expect("each gold has an ordinal");
        let name = format!("{source} {ordinal}");
        let record = records.get(&(source.to_owned(), ordinal));
        score.note("record", record.is_some(), || name.clone());
        let Some(record) = record else { continue };
        grade_facts(&mut score, &name, of, record);
        grade_updates(&mut score, &name, of, record);
        grade_write_up(&mut score, &name, of, record);
    }
    score
}

#[test]
fn invented_documents_agree_with_their_gold() {
    let score = graded();

    for (kind, (right, all)) in &score.kinds {
        println!("{kind:22} {right:4} of {all}");
    }
    println!("all {:.3}\n{}", score.total(), score.missed.join("\n"));
    assert!(score.total() >= 0.98, "{:.3}", score.total());
    assert!(score.share("language_sections") >= 0.98);
}

#[test]
fn contradictions_planted_in_invented_documents_become_warnings() {
    let gold = gold();
    let records = records(&gold);
    let (mut planted, mut warned, mut silent, mut alarmed) = (0, 0, 0, 0);

    for of in &gold {
        let key = (
            of["source"]
                .as_str()
                .expect("each gold has a source")
                .to_owned(),
            of["ordinal"].as_u64().expect("each gold has an ordinal"),
        );
        let Some(record) = records.get(&key) else {
            continue;
        };
        let contradictions = list(&of["anomalies"]).len();
        let warnings = list(&record["warnings"])
            .iter()
            .filter(|warning| warning["kind"] != "language_missing")
            .count();
        planted += contradictions;
        warned += warnings.min(contradictions);
        if contradictions == 0 {
            silent += 1;
            alarmed += usize::from(warnings > 0);
        }
    }

    println!("{warned} of {planted} warned about; {alarmed} of {silent} sound reports too");
    assert!(warned * 10 >= planted * 7, "{warned} of {planted}");
    assert!(alarmed * 10 <= silent, "{alarmed} of {silent}");
}
