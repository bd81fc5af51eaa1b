//! `beffroi member`: people let in from the machine itself, before there is anybody else who could.

use std::process::{Command, Output};

fn member(place: &[&str], args: &[&str]) -> Output {
    let (verb, rest) = args.split_first().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_beffroi"));
    command.args(["member", verb]).args(place).args(rest);
    command.output().unwrap()
}

fn said(output: &Output) -> (String, String) {
    assert!(output.status.success(), "{output:?}");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (text(&output.stdout), text(&output.stderr))
}

#[test]
fn somebody_is_invited_before_anybody_administers_and_it_is_said_that_nobody_does() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path().to_str().unwrap();
    let place = ["--data", data];
    let invite = |email: &'static str, role: &'static str| {
        let args = ["invite", email, "--name", "Anna", "--role", role];
        said(&member(&place, &args))
    };

    let (link, first) = invite("anna@example.com", "publisher");
    let (_, second) = invite("ada@example.com", "administrator");
    let (_, third) = invite("rita@example.com", "reader");
    let (listed, _) = said(&member(&place, &["list"]));

    assert!(link.contains("/console/welcome?key="), "{link}");
    assert!(first.contains("Nobody administers") && first.contains("beffroi member link"));
    assert!(!second.contains("Nobody administers") && !third.contains("Nobody administers"));
    assert!(
        listed.contains("anna@example.com\tAnna\tpublisher of all pages"),
        "{listed}"
    );
}
