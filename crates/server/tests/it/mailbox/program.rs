//! The program itself: it looks while it serves, and once when it is asked to; its log, at its most talkative, has nobody's words.

use std::{
    fs,
    path::Path,
    process::{Child, Command, Output, Stdio},
    time::{Duration, Instant},
};

use beffroi::ground::db::DbUrl;
use tokio::time::sleep;

use super::{
    case_of,
    dovecot::{Dovecot, PASSWORD, USER},
};
use crate::{
    reports::{
        MAILBOX,
        by_mail::{heard, mail},
        desks,
    },
    support::TestApp,
};

struct Serving(Child);

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn settings(app: &TestApp, dovecot: &Dovecot, more: &str) -> std::path::PathBuf {
    let database = match &app.url {
        DbUrl::File(path) => format!("sqlite:{}", path.display()),
        DbUrl::Postgres(url) => url.clone(),
    };
    let text = format!(
        "listen = \"127.0.0.1:0\"\ndatabase = \"{database}\"\nready = \"\"\nwatch.enabled = false\nlog.level = \"trace\"\n\
         [mail]\nhost = \"localhost\"\nport = 1\nfrom = \"status@example.com\"\nanswers_to = \"{MAILBOX}\"\n{}",
        dovecot.section(more)
    );
    let path = dovecot.path().join("beffroi.toml");
    fs::write(&path, text).unwrap();
    path
}

fn serve(config: &Path, log: &Path) -> Serving {
    let child = Command::new(env!("CARGO_BIN_EXE_beffroi"))
        .args(["serve", "--config"])
        .arg(config)
        .stdout(Stdio::null())
        .stderr(fs::File::create(log).unwrap())
        .spawn();
    Serving(child.unwrap())
}

fn look_once(config: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_beffroi"));
    command
        .args(["desk", "mail", "--imap", "--config"])
        .arg(config);
    command.output().unwrap()
}

#[tokio::test]
async fn the_program_looks_while_it_serves_and_writes_down_nothing_of_what_it_reads() {
    let app = desks().await.remove(0);
    let Some(dovecot) = Dovecot::start() else {
        return;
    };
    let (id, _, to) = case_of(&app).await;
    let config = settings(&app, &dovecot, "");
    let log = dovecot.path().join("beffroi.log");
    let _serving = serve(&config, &log);
    dovecot.put("1", &mail(&to, "1", "", "Le mot que personne ne note."));

    let began = Instant::now();
    while dovecot.folder("Beffroi").is_empty() {
        let said = || fs::read_to_string(&log).unwrap();
        assert!(began.elapsed() < Duration::from_secs(30), "{}", said());
        sleep(Duration::from_millis(100)).await;
    }

    assert_eq!(heard(&app, id).await, ["Le mot que personne ne note."]);
    let said = fs::read_to_string(&log).unwrap();
    assert!(said.contains("the desk's mailbox is looked into"), "{said}");
    assert!(said.contains("is done with"), "{said}");
    for secret in [PASSWORD, USER, "personne ne note", "ann@example.org", &to] {
        assert!(!said.contains(secret), "{secret} in {said}");
    }
}

#[tokio::test]
async fn an_operator_looks_once_and_is_told_what_is_in_the_way() {
    let app = desks().await.remove(0);
    let Some(dovecot) = Dovecot::start() else {
        return;
    };
    let (_, _, to) = case_of(&app).await;
    dovecot.put("1", &mail(&to, "1", "", "Un."));
    dovecot.put("2", "\r\n\r\nno head at all\r\n");

    let good = look_once(&settings(&app, &dovecot, ""));
    let bad = look_once(&settings(&app, &dovecot, "password = \"wrong\""));

    let out = String::from_utf8(good.stdout).unwrap();
    assert!(
        good.status.success(),
        "{}",
        String::from_utf8_lossy(&good.stderr)
    );
    assert!(out.starts_with("1 into their case, 0 opened.\n"), "{out}");
    assert!(
        out.ends_with("1 stay in the mailbox, with a flag.\n"),
        "{out}"
    );
    let said = String::from_utf8(bad.stderr).unwrap();
    assert_eq!(bad.status.code(), Some(1));
    assert!(
        said.contains("refuses the sign-in; check imap.user"),
        "{said}"
    );
}
