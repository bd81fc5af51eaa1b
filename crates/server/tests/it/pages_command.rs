//! `beffroi page`: what it prints, and how it refuses.

use std::{
    io::Write as _,
    path::Path,
    process::{Command, Output, Stdio},
};

fn page(data: &Path, args: &[&str], input: &str) -> Output {
    let (verb, rest) = args.split_first().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_beffroi"))
        .args(["page", verb, "--data"])
        .arg(data)
        .args(rest)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that reads nothing may be over before it is written to.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

/// What it prints, where all went well.
fn good(data: &Path, args: &[&str]) -> String {
    let output = page(data, args, "");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// Why it refuses.
fn refused(data: &Path, args: &[&str], input: &str) -> String {
    let output = page(data, args, input);
    assert!(!output.status.success(), "{output:?}");
    String::from_utf8(output.stderr).unwrap()
}

const BRAND: &[&str] = &[
    "create",
    "brand",
    "--name",
    "fr=Marque",
    "--locales",
    "fr,en",
    "--zone",
    "Europe/Paris",
    "--hosts",
    "brand.example",
    "--since",
    "2020-01-31",
];

#[test]
fn a_page_is_made_listed_shut_and_opened_by_a_link() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path();

    assert_eq!(good(data, BRAND), "Made brand: https://brand.example/\n");
    good(
        data,
        &["set", "brand", "--access", "private", "--name", "en=Brand"],
    );
    good(data, &["since", "brand", "2019-04-01"]);
    let listed = good(data, &["list"]);
    let link = good(data, &["link", "brand", "--days", "2"]);
    let output = page(data, &["password", "brand"], "quatre mots bien choisis\n");

    assert!(
        listed.contains("private") && listed.contains("https://brand.example/"),
        "{listed}"
    );
    assert!(link.starts_with("https://brand.example/?key="), "{link}");
    assert!(output.status.success(), "{output:?}");
}

#[test]
fn what_cannot_be_is_refused_with_what_to_do() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path();
    good(data, BRAND);
    let other = [
        "create",
        "other",
        "--name",
        "fr=A",
        "--locales",
        "fr",
        "--zone",
        "Europe/Rome",
    ];
    good(data, &other);

    for (args, told) in [
        (
            &["set", "none", "--access", "private"][..],
            "there are: brand, other",
        ),
        (&["set", "brand"], "--access"),
        (&["set", "brand", "--name", "it=Marca"], "it speaks fr, en"),
        (
            &["set", "other", "--hosts", "brand.example"],
            "belongs to the page \"brand\"",
        ),
        (
            &["set", "other", "--hosts", "https://x.example"],
            "without a scheme",
        ),
        (&["since", "brand", "2021-01-01"], "2020-01-31"),
        (&["link", "brand", "--days", "367"], "at most a year"),
        (&["link", "brand", "--days", "0"], "at most a year"),
        (
            &[
                "create",
                "brand",
                "--name",
                "fr=A",
                "--locales",
                "fr",
                "--zone",
                "Europe/Rome",
            ],
            "another slug",
        ),
        (
            &[
                "create",
                "x",
                "--name",
                "it=A",
                "--locales",
                "fr",
                "--zone",
                "Europe/Rome",
            ],
            "--locales",
        ),
    ] {
        let why = refused(data, args, "");
        assert!(why.contains(told), "{args:?}: {why}");
    }
    let why = refused(data, &["password", "brand"], "sesame\n");
    assert!(why.contains("12 characters"), "{why}");
    assert!(!good(data, &["list"]).contains("\nx "), "nothing half made");
}

#[test]
fn a_desk_is_opened_and_closed() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path();
    good(data, BRAND);

    let closed = good(data, &["desk", "brand"]);
    let open = good(data, &["desk", "brand", "--open", "--answer-within", "8"]);
    let still = good(data, &["desk", "brand", "--keep-days", "30"]);

    assert!(closed.starts_with("brand: closed\n"), "{closed}");
    let address = "brand: open at https://brand.example/report\n  answers within: 8 h\n";
    assert!(open.starts_with(address), "{open}");
    assert!(still.starts_with(address), "{still}");
    assert!(still.contains("for: 30 days after"), "{still}");
    let refused = refused(data, &["desk", "brand", "--keep-days", "0"], "");
    assert!(refused.contains("from 1 to 3650"), "{refused}");
    let closed = good(data, &["desk", "brand", "--close"]);
    assert!(closed.starts_with("brand: closed\n"), "{closed}");
}
