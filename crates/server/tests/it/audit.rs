//! The audit: found by who, what and when; and a chain in which nothing can be changed unnoticed.

use std::process::{Command, Output};

use beffroi::{
    audit::{self, Break, Head, Question},
    ground::db::DbUrl,
};
use beffroi_domain::Actor;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::support::TestApp;

const ANN: Uuid = Uuid::from_u128(1);
const BOB: Uuid = Uuid::from_u128(2);
const THING: Uuid = Uuid::from_u128(9);

async fn record(app: &TestApp, at: Timestamp, actor: Actor, action: &'static str) {
    let mut tx = app.db().begin().await.unwrap();
    audit::record(&mut tx, at, actor, action, THING, "d1")
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// Ten deeds, each a second after the one before.
async fn deeds(app: &TestApp) {
    for second in 0..10 {
        let at = app.now() + SignedDuration::from_secs(second);
        let actor = if second % 2 == 0 { ANN } else { BOB };
        record(app, at, Actor::Member(actor), "incident.update.post").await;
    }
}

async fn tamper(app: &TestApp, sql: &'static str) {
    let mut tx = app.db().begin().await.unwrap();
    assert_eq!(tx.exec(sql, vec![]).await.unwrap(), 1, "{sql}");
    tx.commit().await.unwrap();
}

async fn breaks(app: &TestApp, anchors: &[Head]) -> Vec<Break> {
    let mut tx = app.db().snapshot().await.unwrap();
    audit::verify(&mut tx, anchors).await.unwrap().breaks
}

#[tokio::test]
async fn a_chain_that_nobody_touched_is_whole_and_grows() {
    for app in TestApp::each().await {
        deeds(&app).await;
        let first = audit::seal(app.db()).await.unwrap();
        record(&app, app.now(), Actor::System, "late.but.earlier").await;
        let second = audit::seal(app.db()).await.unwrap();

        let mut tx = app.db().snapshot().await.unwrap();
        let found = audit::verify(&mut tx, &[first.clone(), second.clone()]).await;
        let found = found.unwrap();

        assert_eq!(found.breaks, []);
        assert_eq!((found.unsealed, found.anchors), (0, 2));
        assert_eq!(found.head, second);
        assert_eq!(second.seq, first.seq + 1);
    }
}

#[tokio::test]
async fn a_changed_row_is_noticed_whatever_was_changed() {
    let changes = [
        "UPDATE audit SET at = at + 1 WHERE seq = 5",
        "UPDATE audit SET actor_kind = 'system' WHERE seq = 5",
        "UPDATE audit SET actor_id = NULL WHERE seq = 5",
        "UPDATE audit SET action = 'incident.update.draft' WHERE seq = 5",
        "UPDATE audit SET object_id = id WHERE seq = 5",
        "UPDATE audit SET digest = 'd2' WHERE seq = 5",
    ];
    for sql in changes {
        for app in TestApp::each().await {
            deeds(&app).await;
            audit::seal(app.db()).await.unwrap();

            tamper(&app, sql).await;

            assert_eq!(breaks(&app, &[]).await, [Break::Changed(5)], "{sql}");
        }
    }
}

#[tokio::test]
async fn a_removed_row_is_noticed() {
    for app in TestApp::each().await {
        deeds(&app).await;
        audit::seal(app.db()).await.unwrap();

        tamper(&app, "DELETE FROM audit WHERE seq = 5").await;

        assert_eq!(breaks(&app, &[]).await, [Break::Missing(5, 5)]);
    }
}

#[tokio::test]
async fn a_cut_tail_is_noticed_even_when_the_head_was_set_back_with_it() {
    for app in TestApp::each().await {
        deeds(&app).await;
        let kept = audit::seal(app.db()).await.unwrap();
        let last = kept.seq;
        tamper(
            &app,
            "DELETE FROM audit WHERE seq = (SELECT MAX(seq) FROM audit)",
        )
        .await;
        let cut = Break::Cut {
            ends: last - 1,
            reached: last,
        };
        assert_eq!(breaks(&app, &[]).await, std::slice::from_ref(&cut));

        tamper(
            &app,
            "UPDATE audit_head SET seq = (SELECT MAX(seq) FROM audit),
             seal = (SELECT seal FROM audit WHERE seq = (SELECT MAX(seq) FROM audit))",
        )
        .await;

        assert_eq!(breaks(&app, &[]).await, [], "nothing inside can tell");
        assert_eq!(breaks(&app, &[kept]).await, [cut]);
    }
}

#[tokio::test]
async fn a_chain_that_was_written_anew_does_not_fit_the_anchor() {
    for app in TestApp::each().await {
        deeds(&app).await;
        let kept = audit::seal(app.db()).await.unwrap();
        tamper(&app, "UPDATE audit SET digest = 'forged' WHERE seq = 5").await;
        let mut tx = app.db().begin().await.unwrap();
        for sql in [
            "UPDATE audit SET seq = NULL, seal = NULL",
            "UPDATE audit_head SET seq = 0, seal = ''",
        ] {
            tx.exec(sql, vec![]).await.unwrap();
        }
        tx.commit().await.unwrap();
        audit::seal(app.db()).await.unwrap();

        assert_eq!(breaks(&app, &[]).await, [], "nothing inside can tell");
        assert_eq!(
            breaks(&app, std::slice::from_ref(&kept)).await,
            [Break::Rewritten(kept.seq)]
        );
    }
}

#[tokio::test]
async fn sealers_on_several_nodes_make_one_chain() {
    for app in TestApp::each().await {
        let busy = |actor: u128| {
            let (db, now) = (app.db().clone(), app.now());
            tokio::spawn(async move {
                for _ in 0..20 {
                    let mut tx = db.begin().await.unwrap();
                    let actor = Actor::Member(Uuid::from_u128(actor));
                    audit::record(&mut tx, now, actor, "a.b", THING, "")
                        .await
                        .unwrap();
                    tx.commit().await.unwrap();
                    audit::seal(&db).await.unwrap();
                }
            })
        };
        let nodes = [busy(1), busy(2), busy(3)];
        for node in nodes {
            node.await.unwrap();
        }

        let mut tx = app.db().snapshot().await.unwrap();
        let found = audit::verify(&mut tx, &[]).await.unwrap();

        assert_eq!((found.breaks, found.unsealed), (vec![], 0));
        assert!(found.head.seq >= 60);
    }
}

#[tokio::test]
async fn rows_are_found_by_who_what_and_when_the_newest_first() {
    for app in TestApp::each().await {
        deeds(&app).await;
        let mut tx = app.db().snapshot().await.unwrap();
        let start = app.now();
        let question = Question {
            actor: Some(ANN),
            action: Some("incident".to_owned()),
            object: Some(THING),
            from: Some(start + SignedDuration::from_secs(2)),
            until: Some(start + SignedDuration::from_secs(8)),
            ..Question::default()
        };

        let found = audit::search(&mut tx, &question, 2).await.unwrap();
        let seconds = |entries: &[audit::Entry]| -> Vec<i64> {
            let since = |entry: &audit::Entry| entry.at.duration_since(start).as_secs();
            entries.iter().map(since).collect()
        };
        let last = found.last().unwrap();
        let rest = Question {
            before: Some((last.at, last.id)),
            ..question
        };
        let rest = audit::search(&mut tx, &rest, 2).await.unwrap();

        assert_eq!(seconds(&found), [6, 4]);
        assert_eq!(seconds(&rest), [2]);
        let none = Question {
            actor_kind: Some("token".to_owned()),
            ..Question::default()
        };
        assert!(audit::search(&mut tx, &none, 9).await.unwrap().is_empty());
    }
}

fn beffroi(app: &TestApp, arguments: &[&str]) -> Output {
    let database = match &app.url {
        DbUrl::File(path) => format!("sqlite:{}", path.display()),
        DbUrl::Postgres(url) => url.clone(),
    };
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("beffroi.toml");
    std::fs::write(&config, format!("database = \"{database}\"\n")).unwrap();
    Command::new(env!("CARGO_BIN_EXE_beffroi"))
        .arg("audit")
        .args(arguments)
        .arg("--config")
        .arg(&config)
        .output()
        .unwrap()
}

#[tokio::test]
async fn the_commands_print_an_anchor_and_hold_the_chain_against_it() {
    for app in TestApp::each().await {
        deeds(&app).await;
        let folder = tempfile::tempdir().unwrap();
        let anchor = folder.path().join("anchor");
        let anchor = anchor.to_str().unwrap();
        let head = beffroi(&app, &["head"]);
        std::fs::write(anchor, &head.stdout).unwrap();

        let whole = beffroi(&app, &["verify", "--anchor", anchor]);
        let exported = beffroi(&app, &["export"]);
        tamper(&app, "DELETE FROM audit WHERE seq = 7").await;
        let broken = beffroi(&app, &["verify", "--anchor", anchor]);

        assert!(whole.status.success(), "{whole:?}");
        let lines = String::from_utf8(exported.stdout).unwrap();
        let last: serde_json::Value = serde_json::from_str(lines.lines().last().unwrap()).unwrap();
        let told = format!("{} {}\n", last["seq"], last["seal"].as_str().unwrap());
        assert_eq!(told.as_bytes(), head.stdout);
        assert_eq!(broken.status.code(), Some(1));
        let said = String::from_utf8(broken.stdout).unwrap();
        assert_eq!(said, "broken: row 7 was removed\n");
    }
}
