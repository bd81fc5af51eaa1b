//! What became of it: over when it is seen first, over once, back and over without a word, corrected where nothing is dated, read
//! again, and planned for later.

use beffroi::params;
use beffroi_channels::Channel;
use beffroi_domain::{Actor, Turn};

use super::{FIRST, LAST, Post, SECOND, World};

const WHY: Post = (
    "u4",
    "resolved",
    "This is why it was.",
    "2026-03-04T11:20:00Z",
);

#[tokio::test]
async fn what_is_over_when_it_is_seen_first_is_told_as_over() {
    for world in World::each().await {
        world.hears("ours", "en").await;
        world.hears_by(Channel::Statuspage, "theirs", "en").await;
        world.got();

        world.says(&[("i1", &[LAST, FIRST])]);
        world.later(13).await;

        let got = world.got();
        let [(_, ours), (_, theirs)] = got.as_slice() else {
            panic!("{got:?}");
        };
        assert_eq!(ours["type"], "provider.resolved");
        assert_eq!(ours["data"]["status"], "resolved");
        assert_eq!(ours["data"]["provider"]["turn"], "new");
        assert_eq!(theirs["incident"]["status"], "resolved");
        assert!(theirs["incident"]["resolved_at"].is_string());
    }
}

#[tokio::test]
async fn it_ends_once_and_what_is_said_after_that_is_a_further_word() {
    for world in World::each().await {
        world.hears("ours", "en").await;
        world.hears_by(Channel::Statuspage, "theirs", "en").await;
        world.says(&[("i1", &[FIRST])]);
        world.later(3).await;
        world.says(&[("i1", &[LAST, FIRST])]);
        world.later(10).await;
        world.got();

        world.says(&[("i1", &[WHY, LAST, FIRST])]);
        world.later(10).await;

        let turns = world.turns().await;
        let turns: Vec<Turn> = turns.into_iter().map(|(turn, _)| turn).collect();
        assert_eq!(turns, [Turn::New, Turn::Over, Turn::Said]);
        let got = world.got();
        let (ours, theirs) = (&got[0].1, &got[1].1["incident"]);
        assert_eq!(ours["type"], "provider.updated");
        assert_eq!(ours["data"]["status"], "resolved");
        assert_eq!(theirs["status"], "resolved");
        assert!(theirs["resolved_at"].is_string());
    }
}

#[tokio::test]
async fn whoever_was_told_that_it_is_back_is_told_of_an_end_without_a_word() {
    for world in World::each().await {
        // It was there, and went, before anybody asked.
        world.says(&[("i1", &[FIRST])]);
        world.later(3).await;
        world.says(&[]);
        world.later(3).await;
        world.hears("en", "en").await;
        world.got();

        world.says(&[("i1", &[FIRST])]);
        world.later(3).await;
        world.says(&[]);
        world.later(3).await;

        let turns = world.turns().await;
        let turns: Vec<Turn> = turns.into_iter().map(|(turn, _)| turn).collect();
        assert_eq!(turns, [Turn::New, Turn::Unlisted]);
        let kinds: Vec<_> = world
            .got()
            .into_iter()
            .map(|(_, body)| body["type"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(kinds, ["provider.opened", "provider.resolved"]);
    }
}

#[tokio::test]
async fn a_further_word_is_told_also_after_the_past_was_read_again() {
    for world in World::each().await {
        let app = &world.app;
        world.hears("en", "en").await;
        world.says(&[("i1", &[FIRST])]);
        world.later(3).await;
        // As if an older reader had made two versions of what is one today.
        let mut tx = app.db().begin().await.unwrap();
        let sql = "UPDATE provider_incidents SET version = 2, digest = 'old'";
        assert_eq!(tx.exec(sql, params![]).await.unwrap(), 1);
        tx.commit().await.unwrap();
        world.says(&[("i1", &[SECOND, FIRST])]);
        world.later(3).await;
        let (now, actor, id) = (app.now(), Actor::System, world.provider.id);
        let mut tx = app.db().begin().await.unwrap();
        let done = beffroi::providers::reread(&mut tx, now, actor, id).await;
        tx.commit().await.unwrap();
        assert_eq!(done.unwrap().changed, 1, "the versions have other numbers");
        world.got();

        world.says(&[("i1", &[LAST, SECOND, FIRST])]);
        world.later(6).await;

        let got = world.got();
        assert_eq!(got.len(), 1, "{got:?}");
        assert_eq!(got[0].1["type"], "provider.resolved");
        assert_eq!(world.turns().await.len(), 3);
    }
}

/// An incident of which nothing has a date, and no post a name.
fn undated(id: &str, status: &str, posts: &[&str]) -> String {
    let posts = posts.iter();
    let posts: Vec<String> = posts
        .map(|text| format!(r#"{{"status":"{status}","body":"{text}"}}"#))
        .collect();
    format!(
        r#"{{"id":"{id}","name":"Payments fail","status":"{status}","impact":"major",
        "incident_updates":[{}],"components":[]}}"#,
        posts.join(",")
    )
}

#[tokio::test]
async fn of_what_is_over_and_undated_a_correction_is_no_news() {
    for world in World::each().await {
        world.hears("en", "en").await;
        let begun = "We are looking into it.";
        let say = async |old: &[&str], (status, new): (&str, &[&str])| {
            let all = [undated("i0", "resolved", old), undated("i1", status, new)];
            world.lists(&all.join(","), "");
            world.later(3).await;
        };
        say(&["It was over long ago."], ("investigating", &[begun])).await;
        say(
            &["It was over, long ago."],
            ("resolved", &["It is over.", begun]),
        )
        .await;
        say(
            &["One word more.", "It was over, long ago."],
            ("resolved", &["It is over now.", begun]),
        )
        .await;
        say(
            &["It was over."],
            ("resolved", &["This is why.", "It is over now.", begun]),
        )
        .await;

        let told = |turn, text: &str| (turn, vec![text.to_owned()]);
        assert_eq!(
            world.turns().await,
            [
                told(Turn::New, begun),
                told(Turn::Over, "It is over."),
                told(Turn::Said, "This is why."),
            ]
        );
    }
}

#[tokio::test]
async fn planned_work_that_does_not_say_where_it_stands_is_told_as_planned_until_it_begins() {
    for world in World::each().await {
        world.hears("en", "en").await;
        world.got();
        let work = |id: &str, from: &str| {
            format!(
                r#"{{"id":"{id}","name":"A new database","impact":"maintenance","scheduled_for":"{from}",
                "scheduled_until":"2026-03-12T02:00:00Z","created_at":"2026-03-04T11:01:00Z",
                "incident_updates":[{{"id":"u-{id}","body":"We move.","created_at":"2026-03-04T11:01:00Z"}}],"components":[]}}"#
            )
        };
        let ahead = work("m1", "2026-03-11T22:00:00Z");

        world.lists("", &ahead);
        world.later(3).await;
        let now = work("m2", "2026-03-04T11:02:00Z");
        world.lists("", &format!("{ahead},{now}"));
        world.later(3).await;

        let said = world.announced().await;
        let states: Vec<&str> = said.iter().map(|one| one.status.as_str()).collect();
        assert_eq!(states, ["scheduled", "in_progress"]);
        assert_eq!(world.got()[0].1["type"], "provider.scheduled");
    }
}
