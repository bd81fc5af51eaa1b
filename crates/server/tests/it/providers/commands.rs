//! `beffroi watch`, at a terminal.

use std::process::{Command, Output};

use serde_json::Value;

use super::pages::Host;

struct Terminal {
    directory: tempfile::TempDir,
}

impl Terminal {
    fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let config = format!(
            "database = \"sqlite:{0}/b.db\"\nready = \"\"\n[calls]\nopen = [\"127.0.0.0/8\"]\n[watch]\ngap_ms = 0\n",
            directory.path().display()
        );
        std::fs::write(directory.path().join("beffroi.toml"), config).unwrap();
        Self { directory }
    }

    async fn run(&self, line: &str) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_beffroi"));
        command
            .current_dir(self.directory.path())
            .arg("watch")
            .args(line.split_whitespace());
        tokio::task::spawn_blocking(move || command.output().unwrap())
            .await
            .unwrap()
    }

    async fn good(&self, line: &str) -> String {
        let output = self.run(line).await;
        assert!(output.status.success(), "{line}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }
}

#[tokio::test]
async fn a_page_is_added_listed_looked_at_reread_and_left() {
    let host = Host::at("127.0.0.1").await;
    host.is_statuspage("Orgelpfeife");
    let terminal = Terminal::new();

    let added = terminal
        .good(&format!("add {} --slug orgel", host.url("/")))
        .await;

    for said in [
        "Orgelpfeife (orgel)",
        "Atlassian Statuspage",
        "operational",
        "1: Payments",
        "none told apart",
    ] {
        assert!(added.contains(said), "{said} in {added}");
    }
    let listed = terminal.good("list --json").await;
    let listed: Value = serde_json::from_str(&listed).unwrap();
    assert_eq!(
        (&listed["slug"], &listed["status"]),
        (&"orgel".into(), &"operational".into())
    );
    assert!(
        terminal
            .good("look orgel")
            .await
            .contains("nothing changed")
    );
    let reread = terminal.good("reread orgel --json").await;
    let reread: Value = serde_json::from_str(&reread).unwrap();
    assert_eq!(
        (&reread["changed"], &reread["blind"]),
        (&0.into(), &0.into())
    );
    assert!(reread["replies"].as_i64().unwrap() >= 3, "{reread}");
    let shown: Value = serde_json::from_str(&terminal.good("show orgel --json").await).unwrap();
    assert_eq!(shown["components"][0]["name"], "Payments");
    terminal.good("leave orgel").await;
    assert_eq!(terminal.good("list").await, "");
    assert!(
        terminal
            .good("list --all")
            .await
            .contains("followed no more")
    );
}

#[tokio::test]
async fn what_nobody_can_tell_is_not_followed_unless_one_says_so() {
    let host = Host::at("127.0.0.1").await;
    host.says("/", "<html>Hello</html>");
    let terminal = Terminal::new();

    let refused = terminal
        .run(&format!("add {} --slug plain", host.url("/")))
        .await;
    let nobody = terminal
        .run("add http://127.0.0.1:1025 --slug nobody")
        .await;
    let unknown = terminal.run("add --catalogue no-such").await;
    let anyway = terminal
        .run(&format!("add {} --slug plain --anyway", host.url("/")))
        .await;

    for (output, why) in [
        (&refused, "no format that we know"),
        (&nobody, "cannot connect"),
        (&unknown, "the catalogue has no"),
    ] {
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.code() == Some(1) && said.contains(why),
            "{said}"
        );
    }
    assert_eq!(
        anyway.status.code(),
        Some(1),
        "it is followed, and could not be seen"
    );
    assert!(terminal.good("list").await.contains("unknown since"));
    assert!(
        terminal
            .good("catalogue magento")
            .await
            .starts_with("adobe-commerce")
    );
}

#[tokio::test]
async fn a_saved_history_is_brought_in_once_and_what_cannot_be_read_is_said() {
    let host = Host::at("127.0.0.1").await;
    host.is_statuspage("Orgelpfeife");
    let terminal = Terminal::new();
    terminal
        .good(&format!("add {} --slug orgel", host.url("/")))
        .await;
    let saved = r#"{"page":{"id":"p","name":"Orgelpfeife"},"incidents":[
        {"id":"old","name":"Payments failed","status":"resolved","impact":"major","created_at":"2025-03-04T10:00:00Z",
         "resolved_at":"2025-03-04T12:00:00Z","incident_updates":[
          {"id":"u1","status":"resolved","body":"It is over.","created_at":"2025-03-04T12:00:00Z"}]}]}"#;
    std::fs::write(terminal.directory.path().join("saved.json"), saved).unwrap();

    let first = terminal.good("bring orgel saved.json").await;
    let again = terminal.good("bring orgel saved.json --json").await;
    let missing = terminal.run("bring orgel nowhere.json saved.json").await;
    let stranger = terminal.run("bring nobody saved.json").await;

    assert!(first.contains("saved.json: 1 new"), "{first}");
    let again: serde_json::Value = serde_json::from_str(&again).unwrap();
    assert_eq!((&again["new"], &again["known"]), (&0.into(), &1.into()));
    assert_eq!(missing.status.code(), Some(1));
    let (out, err) = (
        String::from_utf8_lossy(&missing.stdout).into_owned(),
        String::from_utf8_lossy(&missing.stderr).into_owned(),
    );
    assert!(err.contains("cannot open nowhere.json"), "{err}");
    assert!(out.contains("1 known already"), "the other is read: {out}");
    assert!(!stranger.status.success());
}
