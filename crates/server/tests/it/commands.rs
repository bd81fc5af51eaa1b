//! `beffroi incident|component|maintenance` against a served Beffroi, and `beffroi apply` beside one: what they print for people
//! and for programs, how they end, and that nothing is published that nobody asked to publish.

use std::{
    io::Write as _,
    process::{Command, Stdio},
};

use beffroi::{app, ground::db::DbUrl, members::Scope};
use beffroi_domain::Announcement;
use serde_json::Value;
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};

use crate::support::{self, TestApp};

/// Somebody at a terminal, with a key, and a Beffroi that is served.
pub struct Terminal {
    server: String,
    key: Option<String>,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

/// How a command ended.
#[derive(Debug)]
pub struct Ended {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Terminal {
    pub async fn at(app: &TestApp, scopes: &[Scope]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = format!("http://{}", listener.local_addr().unwrap());
        let (stop, stopped) = oneshot::channel::<()>();
        let served = app.app.clone();
        let task = tokio::spawn(async move {
            let stop = async { stopped.await.unwrap_or_default() };
            app::serve(served, listener, stop).await.unwrap();
        });
        Self {
            server,
            key: Some(app.token(scopes).await),
            stop,
            task,
        }
    }

    pub async fn run(&self, line: &str, input: &str) -> Ended {
        let mut command = Command::new(env!("CARGO_BIN_EXE_beffroi"));
        for name in ["BEFFROI_TOKEN", "BEFFROI_TOKEN_FILE", "BEFFROI_SERVER"] {
            command.env_remove(name);
        }
        command
            .env("BEFFROI_SERVER", &self.server)
            .args(words(line));
        if let Some(key) = &self.key {
            command.env("BEFFROI_TOKEN", key);
        }
        ended(command, input.to_owned()).await
    }

    /// What it prints, where all went well.
    pub async fn good(&self, line: &str, input: &str) -> String {
        let ended = self.run(line, input).await;
        assert_eq!(ended.code, Some(0), "{line}: {ended:?}");
        ended.out
    }

    pub async fn json(&self, line: &str) -> Value {
        let out = self.good(&format!("{line} --json"), "").await;
        serde_json::from_str(&out).unwrap()
    }

    /// Why it refuses; nothing is printed then that a program would read.
    pub async fn bad(&self, line: &str) -> String {
        let ended = self.run(line, "").await;
        assert_eq!((ended.code, ended.out.as_str()), (Some(1), ""), "{line}");
        ended.err
    }

    pub async fn leave(self) {
        self.stop.send(()).unwrap();
        self.task.await.unwrap();
    }
}

/// A line as a shell takes it apart: `'…'` keeps words together.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('\'').enumerate();
    let words = parts.flat_map(|(index, part)| match index % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect(),
        _ => vec![part.to_owned()],
    });
    words.collect()
}

/// Waited for beside this runtime, which serves what is asked.
async fn ended(mut command: Command, input: String) -> Ended {
    let waited = tokio::task::spawn_blocking(move || {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A command that reads nothing may be over before it is written to.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        child.wait_with_output().unwrap()
    });
    let output = waited.await.unwrap();
    Ended {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Applies a file `page.toml` with this text to a Beffroi beside it.
pub async fn apply_to(app: &TestApp, text: &str, more: &[&str]) -> Ended {
    let folder = tempfile::tempdir().unwrap();
    let database = match &app.url {
        DbUrl::File(path) => format!("sqlite:{}", path.display()),
        DbUrl::Postgres(url) => url.clone(),
    };
    let config = folder.path().join("beffroi.toml");
    std::fs::write(&config, format!("database = {database:?}\nready = \"\"\n")).unwrap();
    let file = folder.path().join("page.toml");
    std::fs::write(&file, text).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_beffroi"));
    command
        .arg("apply")
        .arg(&file)
        .arg("--config")
        .arg(&config)
        .args(more);
    ended(command, String::new()).await
}

/// The cells of a table's one row, under its heads.
fn row(table: &str, heads: &str) -> Vec<String> {
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines.len(), 2, "{table}");
    assert_eq!(
        lines[0].split_whitespace().collect::<Vec<_>>().join(" "),
        heads
    );
    lines[1]
        .split("  ")
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
        .map(str::to_owned)
        .collect()
}

/// What was told, in English.
fn said(told: &[Announcement]) -> Vec<&str> {
    let english = crate::support::locale("en");
    told.iter()
        .map(|one| one.text.get(&english).unwrap())
        .collect()
}

const INCIDENTS: &str = "ID STATUS IMPACT CHANGED REFERENCE TITLE";
const NOTHING: &str =
    "Nothing was published: this is what would be. Add --publish to publish it.\n";

#[tokio::test]
async fn an_incident_is_opened_told_and_resolved_and_only_when_that_is_asked() {
    for app in TestApp::each().await {
        let part = app.component("API").await;
        let at = Terminal::at(&app, &[Scope::Publish]).await;
        let parts = at.json("component list --page test").await;
        assert_eq!(parts["items"].as_array().unwrap().len(), 1);
        let api = parts["items"][0]["public_id"].as_str().unwrap().to_owned();
        assert_ne!(
            api,
            part.to_string(),
            "people are shown the id of addresses"
        );
        let open = format!(
            "incident open --page test --locale en --title 'Payments are late' --component {api}=partial_outage \
             --since 2026-03-04T10:40:00Z --reference TST-9"
        );

        let dry = at.run(&open, "We are looking into it.").await;
        assert_eq!((dry.code, dry.err.as_str()), (Some(0), NOTHING));
        assert_eq!(
            row(&dry.out, INCIDENTS).last().unwrap(),
            "Payments are late"
        );
        assert_eq!(
            at.json("incident list --page test").await["items"],
            serde_json::json!([])
        );

        let out = at
            .good(&format!("{open} --publish"), "We are looking into it.")
            .await;
        let cells = row(&out, INCIDENTS);
        let id = &cells[0];
        assert_eq!(cells[1..3], ["investigating", "major"]);
        assert_eq!(cells[4..], ["TST-9", "Payments are late"]);
        assert_eq!(said(&app.claimed().await), ["We are looking into it."]);

        let update = format!("incident update {id} --locale en --status identified --text");
        let dry = at.run(&format!("{update} 'A cable.'"), "").await;
        assert_eq!((dry.code, dry.err.as_str()), (Some(0), NOTHING));
        assert!(
            app.claimed().await.is_empty(),
            "nobody hears of what is not published"
        );
        at.good(&format!("{update} - --publish"), "  A cable.\n")
            .await;
        assert_eq!(said(&app.claimed().await), ["A cable."]);
        let quiet = format!("{update} 'Still the cable.' --quiet --publish");
        at.good(&quiet, "").await;
        assert!(app.claimed().await.is_empty(), "quiet is quiet");

        let open = at.json("incident list --page test --open").await;
        assert_eq!(open["items"][0]["status"], "identified");
        let resolve = format!(
            "incident resolve {id} --locale en --text 'It is over.' --ended 2026-03-04T10:58:00Z"
        );
        assert_eq!(at.run(&resolve, "").await.err, NOTHING);
        let out = at.good(&format!("{resolve} --publish"), "").await;
        assert_eq!(row(&out, INCIDENTS)[1], "resolved");
        assert_eq!(said(&app.claimed().await), ["It is over."]);
        let open = at.good("incident list --page test --open", "").await;
        assert_eq!(open.lines().count(), 1, "its heads alone: {open}");
        let all = at.good("incident list --page test --locale fr", "").await;
        assert_eq!(row(&all, INCIDENTS)[0], *id);
        at.leave().await;
    }
}

#[tokio::test]
async fn windows_are_added_ended_and_listed() {
    const HEADS: &str = "WINDOW START END DEGREE";
    for app in TestApp::each().await {
        app.component("API").await;
        let at = Terminal::at(&app, &[Scope::Publish]).await;
        let parts = at.good("component list --page test", "").await;
        let api = &row(&parts, "ID STATUS NAME")[0];
        let open = format!(
            "incident open --page test --locale en --title Late --text Late --component {api}=partial_outage \
             --since 2026-03-04T10:00:00Z --publish"
        );
        let id = row(&at.good(&open, "").await, INCIDENTS)[0].clone();
        app.claimed().await;
        let listed = at.good(&format!("incident window list {id}"), "").await;
        let cells = row(&listed, HEADS);
        assert_eq!(cells[1..3], ["2026-03-04T10:00:00.000Z", "ongoing"]);

        let end = format!(
            "incident window end {id} {} --end 2026-03-04T10:20:00Z",
            cells[0]
        );
        assert_eq!(at.run(&end, "").await.err, NOTHING);
        assert_eq!(
            at.good(&format!("incident window list {id}"), "").await,
            listed
        );
        at.good(&format!("{end} --publish"), "").await;
        let add = format!(
            "incident window add {id} --start 2026-03-04T10:30:00Z --degree partial_outage --publish"
        );
        let out = at.good(&add, "").await;

        assert_eq!(out.lines().count(), 3, "{out}");
        let all = at.json(&format!("incident window list {id}")).await;
        assert_eq!(all["items"][0]["end"]["at"], "2026-03-04T10:20:00.000Z");
        assert_eq!(all["items"][1]["degree"], "partial_outage");
        app.claimed().await;
        at.leave().await;
    }
}

#[tokio::test]
async fn a_component_is_set_and_only_when_that_is_asked() {
    for app in TestApp::each().await {
        app.component("API").await;
        let at = Terminal::at(&app, &[Scope::Publish]).await;
        let list = "component list --page test --locale en";
        let cells = row(&at.good(list, "").await, "ID STATUS NAME");
        assert_eq!(cells[1..], ["operational", "API"]);

        let set = format!("component set {} degraded_performance", cells[0]);
        let dry = at.run(&set, "").await;
        assert_eq!((dry.code, dry.err.as_str()), (Some(0), NOTHING));
        assert_eq!(
            row(&at.good(list, "").await, "ID STATUS NAME")[1],
            "operational"
        );
        let out = at.good(&format!("{set} --publish"), "").await;

        assert_eq!(row(&out, "ID STATUS NAME")[1], "degraded_performance");
        assert_eq!(
            at.json(list).await["items"][0]["status"],
            "degraded_performance"
        );
        let wrong = at
            .bad(&format!("component set {} broken --publish", cells[0]))
            .await;
        assert!(wrong.contains("status"), "{wrong}");
        app.claimed().await;
        at.leave().await;
    }
}

#[tokio::test]
async fn maintenance_is_scheduled_begun_checked_and_completed() {
    const HEADS: &str = "ID STATUS FROM UNTIL TITLE";
    for app in TestApp::each().await {
        let at = Terminal::at(&app, &[Scope::Publish]).await;
        let schedule = "maintenance schedule --page test --locale en --title 'New disks' --remind \
                        --from 2026-03-04T22:00:00Z --until 2026-03-04T23:00:00Z --text 'Short gaps.'";
        let dry = at.run(schedule, "").await;
        assert_eq!(dry.code, Some(0), "{dry:?}");
        assert!(dry.err.starts_with("Nothing was published"), "{}", dry.err);
        let list = "maintenance list --page test --locale fr";
        assert_eq!(at.good(list, "").await.lines().count(), 1);

        let out = at.good(&format!("{schedule} --publish"), "").await;
        let id = row(&out, HEADS)[0].clone();
        assert_eq!(row(&out, HEADS)[1], "scheduled");
        for (step, status) in [
            ("begin", "in_progress"),
            ("verify", "verifying"),
            ("complete", "completed"),
        ] {
            let line = format!("maintenance {step} --locale fr --text 'Étape.' {id}");
            assert!(
                at.run(&line, "")
                    .await
                    .err
                    .starts_with("Nothing was published")
            );
            let out = at.good(&format!("{line} --publish"), "").await;
            assert_eq!(row(&out, HEADS)[1], status);
        }

        assert_eq!(at.good(list, "").await.lines().count(), 1, "it is over");
        let told: Vec<_> = app
            .claimed()
            .await
            .into_iter()
            .map(|one| one.text)
            .collect();
        assert_eq!(
            told.first(),
            Some(&support::words(&[("en", "Short gaps.")]))
        );
        assert_eq!(told.last(), Some(&support::words(&[("fr", "Étape.")])));
        let wrong = at
            .bad(&format!("maintenance begin --locale fr {id} --publish"))
            .await;
        assert!(!wrong.contains("locale"), "{wrong}");
        app.claimed().await;
        at.leave().await;
    }
}

#[tokio::test]
async fn whoever_has_no_key_or_too_small_a_one_is_told_so_and_nothing_happens() {
    for app in TestApp::each().await {
        let mut at = Terminal::at(&app, &[Scope::Read]).await;
        let open = "incident open --page test --locale en --title Late --text Late --publish";
        assert_eq!(
            at.good("incident list --page test", "")
                .await
                .lines()
                .count(),
            1
        );
        let said = at.bad(open).await;
        assert!(said.contains("this token lacks the scope"), "{said}");
        let said = at.bad("incident list --page nowhere").await;
        assert!(said.to_lowercase().contains("not found"), "{said}");
        at.key = Some(app.token(&[Scope::Write]).await);
        assert!(at.bad(open).await.contains("publish"));
        at.key = Some("bfr_nothing".to_owned());
        assert_eq!(
            at.bad(open).await,
            "beffroi: the token is not good, or not any more\n"
        );
        at.key = None;
        let said = at.bad(open).await;
        assert!(
            said.contains("set BEFFROI_TOKEN, or name a file with --token-file"),
            "{said}"
        );
        at.key = Some("bfr_nothing".to_owned());
        let server = std::mem::replace(&mut at.server, "http://127.0.0.1:1".to_owned());
        assert!(at.bad(open).await.contains("127.0.0.1:1"));
        at.server = server;
        let kept = app.token(&[Scope::Read]).await;
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), format!("{kept}\n")).unwrap();
        let line = format!(
            "incident list --page test --token-file {}",
            file.path().display()
        );
        at.good(&line, "").await;
        let known = at.run("incident open --page test", "").await;
        assert_eq!(
            known.code,
            Some(2),
            "a line that is not whole is the shell's to mend"
        );
        assert!(known.err.contains("--title"));
        at.leave().await;
    }
}

#[tokio::test]
async fn a_file_is_planned_applied_and_once_is_enough() {
    const FILE: &str = "[page]\nslug = \"shop\"\nname.fr = \"Boutique\"\nlocales = [\"fr\"]\n\
                        zone = \"Europe/Paris\"\nsince = 2025-01-01\n\n[[component]]\nkey = \"web\"\nname.fr = \"Site\"\n";
    for app in TestApp::each().await {
        let apply = async |more: &[&str]| apply_to(&app, FILE, more).await;

        let planned = apply(&["--plan"]).await;
        assert_eq!(planned.code, Some(3), "something would change: {planned:?}");
        assert!(planned.out.contains("+ page shop") && planned.out.contains("+ component web"));
        let asked = apply(&[]).await;
        assert_eq!(asked.code, Some(1));
        assert!(asked.err.contains("add --yes"), "{}", asked.err);
        assert_eq!(
            apply(&["--plan"]).await.code,
            Some(3),
            "nothing was changed"
        );
        let applied = apply(&["--yes"]).await;
        assert_eq!(applied.code, Some(0));
        assert!(applied.out.ends_with("Applied.\n"), "{}", applied.out);
        let again = apply(&["--plan"]).await;
        assert_eq!(
            (again.code, again.out.as_str()),
            (Some(0), "Everything is as the file says.\n")
        );

        let wrong = apply_to(&app, &FILE.replace("slug", "slog"), &["--yes"]).await;
        assert_eq!((wrong.code, wrong.out.as_str()), (Some(1), ""));
        assert!(wrong.err.contains("page.toml:2"), "{}", wrong.err);
    }
}
