//! The program itself: what it prints and how it ends.

use std::process::{Command, Output};

use super::desk::{Desk, history, list, told};

const UPDATE: (&str, &str, &str, &str) =
    ("u1u1u1u1u1u1", "resolved", "09:00", "Payments were slow.");

fn beffroi(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_beffroi"))
        .arg("import")
        .args(args)
        .current_dir(std::env::temp_dir())
        .output()
        .unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn a_dry_run_prints_one_line_a_record_and_needs_no_database() {
    let desk = Desk::new();
    let all = [
        told("q2kg8n613kr3", "Slow", &[UPDATE]),
        told("w3kg8n613kr4", "Again", &[UPDATE]),
    ];
    let source = desk.write("a.json", history(&all));

    let output = beffroi(&["--dry-run", "--json", source.to_str().unwrap()]);

    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let lines: Vec<serde_json::Value> = out(&output)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let ordinals: Vec<_> = lines
        .iter()
        .map(|line| line["ordinal"].as_u64().unwrap())
        .collect();
    assert_eq!(ordinals, [1, 2]);
    for key in [
        "source",
        "ordinal",
        "provider",
        "title_raw",
        "title",
        "category_prefix",
        "references",
        "started_at",
        "ended_at",
        "windows",
        "category",
        "responsibility",
        "priority",
        "components",
        "impact",
        "consequences",
        "updates",
        "postmortem",
        "links",
        "warnings",
        "confidence",
    ] {
        assert!(lines[0].get(key).is_some(), "{key} is missing");
    }
    assert!(lines[0].get("match").is_none());
}

#[test]
fn a_run_prints_what_was_read_and_what_became_of_it() {
    let desk = Desk::new();
    let source = desk.write(
        "a.json",
        history(&[told("q2kg8n613kr3", "Slow", &[UPDATE])]),
    );
    let data = desk.write("unused", "").with_file_name("data");
    let args = ["--data", data.to_str().unwrap(), source.to_str().unwrap()];

    let first = beffroi(&args);
    let second = beffroi(&args);

    assert_eq!(
        (first.status.code(), second.status.code()),
        (Some(0), Some(0)),
        "{first:?}"
    );
    assert!(
        out(&first).contains("Page acme-pay was made"),
        "{}",
        out(&first)
    );
    assert!(out(&first).contains("1 new"), "{}", out(&first));
    assert!(
        out(&second).contains("1 with nothing new"),
        "{}",
        out(&second)
    );
}

#[test]
fn a_refused_file_ends_with_1_and_the_rest_is_read() {
    let desk = Desk::new();
    let good = desk.write(
        "a.json",
        history(&[told("q2kg8n613kr3", "Slow", &[UPDATE])]),
    );
    let bad = desk.write("bad.json", "{\"incidents\": [{\"id\": 5");
    let data = desk.write("unused", "").with_file_name("data");

    let output = beffroi(&[
        "--data",
        data.to_str().unwrap(),
        bad.to_str().unwrap(),
        good.to_str().unwrap(),
    ]);

    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        errors.contains("refused:") && errors.contains("bad.json"),
        "{errors}"
    );
    assert!(out(&output).contains("1 new"), "{}", out(&output));
}

#[test]
fn wrong_arguments_end_with_2() {
    for args in [&["--format", "yaml", "x"][..], &["--json", "x"], &[]] {
        assert_eq!(beffroi(args).status.code(), Some(2), "{args:?}");
    }
}

#[test]
fn a_dry_run_leaves_nothing_behind() {
    let desk = Desk::new();
    let report: &[(&str, &str)] = &[("resolved", "Le service de paiement est rétabli.")];
    let source = desk.write("list.txt", list(&[("Incident paiement", report)]));
    let data = source.with_file_name("data");

    let output = beffroi(&[
        "--dry-run",
        "--page",
        "acme",
        "--data",
        data.to_str().unwrap(),
        source.to_str().unwrap(),
    ]);

    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(
        out(&output).contains("Page acme would be made"),
        "{}",
        out(&output)
    );
    assert!(!data.exists());
}
