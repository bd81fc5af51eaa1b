//! A node that dies in the midst of a fan-out, again and again: nobody is forgotten, and nobody told twice but those who
//! were under way and not written down.

use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use beffroi::{ground::token, notify::WINDOW, subscribers};
use beffroi_channels::Channel;
use tokio::time::{Instant, sleep};

use super::{fanout, hears_in, opens};
use crate::{mail::relay::Relay, support::TestApp};

/// The real program, which carries what is due.
struct Node(Child);

impl Node {
    fn start(app: &TestApp, folder: &Path, relay: u16) -> Self {
        let config = folder.join("beffroi.toml");
        let database = match &app.url {
            beffroi::ground::db::DbUrl::File(path) => format!("sqlite:{}", path.display()),
            beffroi::ground::db::DbUrl::Postgres(url) => url.clone(),
        };
        let text = format!(
            "listen = \"127.0.0.1:0\"\ndatabase = \"{database}\"\nready = \"\"\n\
             [mail]\nhost = \"127.0.0.1\"\nport = {relay}\ntls = \"none\"\nallow_private = true\n\
             from = \"Essai <status@example.com>\"\nsessions = 10\n"
        );
        fs::write(&config, text).unwrap();
        let child = Command::new(env!("CARGO_BIN_EXE_beffroi"))
            .args(["serve", "--config"])
            .arg(config)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Self(child)
    }
}

/// Killed as by `kill -9`: nothing is ended, nothing said.
impl Drop for Node {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

async fn readers(app: &TestApp, count: usize) {
    let mut tx = app.db().begin().await.unwrap();
    subscribers::bell_of(&mut tx, app.page.id).await.unwrap();
    for number in 0..count {
        let language = ["fr", "en", "it"][number % 3];
        let address = format!("reader-{number}@example.org");
        hears_in(&mut tx, app, Channel::Email, &address, language).await;
    }
    tx.commit().await.unwrap();
}

/// What arrived: for each reader under which ids, each as often as it came.
type Arrived = BTreeMap<String, Vec<String>>;

/// Kills a node `times` at moments that nobody chose, and lets the last one end.
async fn survives(times: u32, count: usize) {
    let Some(relay) = Relay::start(&["--ids"]) else {
        return;
    };
    for app in TestApp::each().await {
        readers(&app, count).await;
        opens(&app, &[]).await;
        let folder = tempfile::tempdir().unwrap();
        let mut arrived = Arrived::new();
        for _ in 0..times {
            let before = arrived.values().map(Vec::len).sum::<usize>();
            let node = Node::start(&app, folder.path(), relay.port);
            // It dies some time after it has begun to tell somebody,.
            let began = Instant::now();
            while arrived.values().map(Vec::len).sum::<usize>() == before
                && began.elapsed() < Duration::from_secs(20)
            {
                take(&relay, &mut arrived);
                sleep(Duration::from_millis(5)).await;
            }
            sleep(Duration::from_millis(
                u64::from(token::random::<1>()[0]) * 2,
            ))
            .await;
            drop(node);
            take(&relay, &mut arrived);
        }
        let node = Node::start(&app, folder.path(), relay.port);
        let began = Instant::now();
        while fanout(&app, "mail").await.state != "over" {
            assert!(
                began.elapsed() < Duration::from_secs(240),
                "{:?}",
                fanout(&app, "mail").await
            );
            take(&relay, &mut arrived);
            sleep(Duration::from_millis(50)).await;
        }
        drop(node);
        sleep(Duration::from_millis(300)).await;
        take(&relay, &mut arrived);

        check(&app, times, count, &arrived).await;
    }
}

async fn check(app: &TestApp, times: u32, count: usize, arrived: &Arrived) {
    let kind = app.db().kind();
    assert_eq!(arrived.len(), count, "{kind}: somebody was lost");
    let repeats: usize = arrived.values().map(|ids| ids.len() - 1).sum();
    eprintln!("{kind}: {count} readers, {times} deaths: none lost, {repeats} told twice");
    assert!(
        repeats <= WINDOW * times as usize,
        "{kind}: {repeats} repeats"
    );
    for (reader, ids) in arrived {
        assert!(
            ids.iter().all(|id| *id == ids[0]),
            "{reader}: a repeat has the same id"
        );
    }
    let told = fanout(app, "mail").await;
    assert_eq!(
        (told.handed, told.sent),
        (count as i64, count as i64),
        "{kind}"
    );
}

fn take(relay: &Relay, arrived: &mut Arrived) {
    for mail in relay.taken() {
        let id = String::from_utf8(mail.bytes).unwrap();
        arrived.entry(mail.to[0].clone()).or_default().push(id);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_lost_when_a_node_is_killed_five_times() {
    survives(5, 2_000).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes many minutes: cargo xtask test --long runs it"]
async fn nobody_is_lost_when_a_node_is_killed_fifty_times() {
    survives(50, 20_000).await;
}
