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
