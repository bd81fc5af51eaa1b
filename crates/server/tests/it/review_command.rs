//! `beffroi review`: a text alone, a draft with what is known, a history played back.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use serde_json::Value;

fn beffroi(args: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_beffroi"))
        .args(args)
        .current_dir(std::env::temp_dir())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut pipe = child.stdin.take().unwrap();
    // A command that refuses its arguments reads nothing.
    let _ = pipe.write_all(input.as_bytes());
    drop(pipe);
    child.wait_with_output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn lines(output: &Output) -> Vec<Value> {
    let out = out(output);
    let lines = out.lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn kinds(lines: &[Value]) -> Vec<&str> {
    let kinds = lines.iter();
    kinds.map(|line| line["kind"].as_str().unwrap()).collect()
}

fn write(folder: &tempfile::TempDir, name: &str, text: &str) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    path
}

#[test]
fn a_text_typed_in_two_languages_is_told_apart_and_held_against_itself() {
    let text = "FR Les paiements ont échoué entre 16h11 et 16h23. EN Payments failed between 4:11pm and 4:24pm.";

    let output = beffroi(
        &["review", "--zone", "Europe/Paris", "--language", "fr"],
        text,
    );

    assert_eq!(output.status.code(), Some(3), "{output:?}");
    let told = out(&output);
    assert!(told.contains("times_differ"), "{told}");
    assert!(told.contains("English\u{202f}: 4:24pm"), "{told}");
    assert!(told.contains("fr:1") || told.contains("en:1"), "{told}");
}

#[test]
fn a_text_with_nothing_wrong_ends_with_0_and_an_empty_one_with_1() {
    let good = beffroi(
        &["review", "--locale", "en"],
        "Payments work again. We are sorry.",
    );
    let empty = beffroi(&["review"], " \n");

    assert_eq!(good.status.code(), Some(0), "{good:?}");
    assert_eq!(out(&good), "Nothing was found.\n");
    assert_eq!(empty.status.code(), Some(1));
    let error = String::from_utf8_lossy(&empty.stderr).into_owned();
    assert!(error.contains("there is no text"), "{error}");
}

const DRAFT: &str = r#"
status = "resolved"
zone = "Europe/Paris"
written = 2025-03-27T17:05:00
required = ["fr", "it"]
title.fr = "Paiements refusés"
text.fr = "Les paiements ont échoué entre 16h11 et 16h24. Prochain point à 18h00."
hosts = [".shop.example"]
commitments = ["2025-03-27 18:00"]

[[window]]
start = "2025-03-27 16:11"
end = "2025-03-27 16:23"

[[said]]
at = "2025-03-27 16:20"
status = "investigating"
text.fr = "Nous analysons un incident."
"#;

#[test]
fn a_draft_is_held_against_what_it_says_is_known() {
    let folder = tempfile::tempdir().unwrap();
    let draft = write(&folder, "draft.toml", DRAFT);

    let output = beffroi(&["review", "--json", draft.to_str().unwrap()], "");

    assert_eq!(output.status.code(), Some(3), "{output:?}");
    let told = lines(&output);
    // The promise is in the book, so it is no finding.
    assert_eq!(kinds(&told), ["language_missing", "end_differs"]);
    assert_eq!(
        told[1]["message"],
        "End in the text: 27 Mar 2025, 16:24. Known so far: 27 Mar 2025, 16:23."
    );
    assert_eq!(told[1]["blocking"], true);
    let place = &told[1]["places"][0];
    let quote = told[1]["quotes"][0].as_str().unwrap();
    assert_eq!(place["locale"], "fr");
    assert_eq!(place["start"], 0);
    assert_eq!(place["end"], quote.len());
}

#[test]
fn a_draft_may_be_json_and_a_wrong_one_says_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let json = r#"{"text": {"en": "The card 4111 1111 1111 1111 was refused."}}"#;
    let good = write(&folder, "draft.json", json);
    let zone = write(
        &folder,
        "zone.toml",
        "zone = \"Europe/Nowhere\"\ntext.en = \"Hello.\"",
    );
    let word = write(&folder, "word.toml", "txet.en = \"Hello.\"");

    let found = beffroi(&["review", "--json", good.to_str().unwrap()], "");
    let error = |path: &Path| {
        let output = beffroi(&["review", path.to_str().unwrap()], "");
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8_lossy(&output.stderr).into_owned()
    };

    assert_eq!(kinds(&lines(&found)), ["card_number"]);
    assert!(!out(&found).contains("4111 1111"), "{}", out(&found));
    assert!(error(&zone).contains("Europe/Nowhere"), "{}", error(&zone));
    assert!(error(&word).contains("txet"), "{}", error(&word));
}

#[test]
fn a_history_is_played_as_import_prints_it() {
    let folder = tempfile::tempdir().unwrap();
    let history = r#"{"page": {"name": "Acme"}, "incidents": [{"id": "q2kg8n613kr3", "name": "Payments",
      "incident_updates": [
        {"id": "u2u2u2u2u2u2", "status": "resolved", "body": "It is still ongoing.", "created_at": "2025-03-27T10:00:00Z"},
        {"id": "u1u1u1u1u1u1", "status": "investigating", "body": "We will update you by 10:30.", "created_at": "2025-03-27T09:00:00Z"}]}]}"#;
    let source = write(&folder, "history.json", history);
    let import = ["import", "--dry-run", "--json", source.to_str().unwrap()];
    let records = out(&beffroi(&import, ""));

    let output = beffroi(&["review", "--records", "-", "--json"], &records);
    let people = beffroi(&["review", "--records", "-"], &records);

    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let told = lines(&output);
    let places: Vec<_> = told
        .iter()
        .map(|line| {
            (
                line["update"].as_u64().unwrap(),
                line["kind"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(places, [(1, "promise_loose"), (0, "status_against_text")]);
    for key in [
        "source", "ordinal", "update", "kind", "blocking", "quotes", "message",
    ] {
        assert!(told[0].get(key).is_some(), "{key} is missing");
    }
    assert_eq!(told[1]["quotes"][0], "It is still ongoing.");
    assert!(
        out(&people).contains("history.json 1.0 ! status_against_text"),
        "{}",
        out(&people)
    );
}

#[test]
fn wrong_arguments_end_with_2_and_a_line_that_is_no_record_is_named() {
    for args in [
        &["review", "--language", "xx"][..],
        &["review", "--records", "-", "draft.toml"],
        &["review", "--status", "done"],
    ] {
        assert_eq!(beffroi(args, "").status.code(), Some(2), "{args:?}");
    }
    let output = beffroi(&["review", "--records", "-"], "\nno record\n");

    assert_eq!(output.status.code(), Some(1));
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(error.contains("line 2"), "{error}");
}
