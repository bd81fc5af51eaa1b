//! Looks at pages that are there: well, broken, behind a wall, moved.

use beffroi::providers::{Change, Outcome, Word};
use beffroi_domain::ComponentStatus;
use jiff::SignedDuration;

use super::{
    load,
    pages::{Host, entries, events, follows_at, incident_json, look_later, watch, with},
};
use crate::support::TestApp;

const SUMMARY: &str = "/api/v2/summary.json";
const WALL: &str =
    "<!DOCTYPE html><html><title>Sign in</title><form><input type=password></form></html>";

#[tokio::test]
async fn a_page_is_detected_looked_at_and_asked_with_conditions_from_then_on() {
    for mut app in TestApp::each().await {
        let host = Host::at("127.0.0.1").await;
        host.is_statuspage("Orgelpfeife");
        let watch = watch(&mut app);
        let provider = follows_at(&app, "orgel", &host, None).await;

        let first = watch.look_at(provider.id).await.unwrap();

        assert!(matches!(first.outcome, Outcome::Seen(_)), "{first:?}");
        let seen = load(&app, provider.id).await;
        assert_eq!(seen.form.as_deref(), Some("statuspage"));
        assert_eq!(seen.status, ComponentStatus::Operational);
        let agent = &host.asked()[0].headers["user-agent"];
        let version = env!("CARGO_PKG_VERSION");
        assert_eq!(
            agent,
            &format!("Beffroi/{version} (+https://status.test.example)")
        );

        let second = look_later(&app, &watch, &provider, 3).await;

        assert_eq!(second.outcome, Outcome::Same);
        let asked = host.asked();
        let paths: Vec<&str> = asked.iter().map(|one| one.path.as_str()).collect();
        assert_eq!(
            paths,
            [SUMMARY, "/api/v2/incidents.json"],
            "history was asked once, and robots.txt today"
        );
        assert!(
            asked
                .iter()
                .all(|one| one.headers.contains_key("if-none-match"))
        );
        assert_eq!(
            load(&app, provider.id).await.seen_at,
            Some(app.now()),
            "it was seen all the same"
        );
    }
}

#[tokio::test]
async fn what_did_not_change_is_still_true_beside_what_did() {
    for mut app in TestApp::each().await {
        let host = Host::at("127.0.0.1").await;
        host.is_statuspage("Orgelpfeife");
        host.stands("Orgelpfeife", "major_outage", "critical", None);
        let watch = watch(&mut app);
        let provider = follows_at(&app, "orgel", &host, Some("statuspage")).await;
        watch.look_at(provider.id).await.unwrap();
        let list = format!(
            r#"{{"page":{{"id":"p","name":"O","time_zone":"Etc/UTC"}},"incidents":[{}]}}"#,
            incident_json("i9", "resolved", "It is over.")
        );
        host.says("/api/v2/incidents.json", &list);

        let looked = look_later(&app, &watch, &provider, 3).await;

        let Outcome::Seen(taken) = looked.outcome else {
            panic!("{looked:?}")
        };
        assert_eq!(
            taken.status, None,
            "the summary answered 304, and says what it said"
        );
        assert_eq!(taken.entries.len(), 1);
        assert_eq!(
            load(&app, provider.id).await.status,
            ComponentStatus::MajorOutage
        );
    }
}

#[tokio::test]
async fn a_wall_of_a_sign_in_makes_it_unknown_in_one_look_and_it_comes_back() {
    for mut app in TestApp::each().await {
        let host = Host::at("127.0.0.1").await;
        host.is_statuspage("Orgelpfeife");
        let watch = watch(&mut app);
        let provider = follows_at(&app, "orgel", &host, Some("statuspage")).await;
        watch.look_at(provider.id).await.unwrap();
        host.says(SUMMARY, WALL);

        let walled = look_later(&app, &watch, &provider, 3).await;

        let Outcome::Blind(trouble) = &walled.outcome else {
            panic!("{walled:?}")
        };
        assert_eq!(trouble.word, Word::NotThePage);
        let blind = load(&app, provider.id).await;
        assert_eq!(blind.status, ComponentStatus::Unknown);
        assert_eq!(
            blind.blind.unwrap().1,
            "a web page came where data was asked for"
        );
        assert_eq!(blind.blind_word.as_deref(), Some("not_the_page"));

        host.is_statuspage("Orgelpfeife");
        host.asked();
        let back = look_later(&app, &watch, &provider, 3).await;

        assert!(matches!(back.outcome, Outcome::Seen(_)), "{back:?}");
        let unconditional = host
            .asked()
            .iter()
            .all(|one| !one.headers.contains_key("if-none-match"));
        assert!(
            unconditional,
            "who was not seen is asked as if for the first time"
        );
        let seen = load(&app, provider.id).await;
        assert_eq!(
            (seen.status, seen.blind, seen.blind_word),
            (ComponentStatus::Operational, None, None)
        );
        let turns: Vec<_> = events(&app)
            .await
            .into_iter()
            .map(|event| event["status"].clone())
            .collect();
        let expected = [
            ["unknown", "operational"],
            ["operational", "unknown"],
            ["unknown", "operational"],
        ];
        assert_eq!(turns, expected.map(|pair| serde_json::json!(pair)));
    }
}

#[tokio::test]
async fn a_page_that_moved_behind_a_redirect_to_another_root_is_found_again() {
    for mut app in TestApp::each().await {
        let old = Host::at("127.0.0.1").await;
        let new = Host::at("127.0.0.2").await;
        old.is_statuspage("Orgelpfeife");
        let watch = watch(&mut app);
        let provider = follows_at(&app, "orgel", &old, None).await;
        watch.look_at(provider.id).await.unwrap();
        new.is_statuspage("Orgelpfeife");
        for path in ["/", SUMMARY, "/api/v2/incidents.json"] {
            old.answers(path, 301, &[("location", &new.url("/"))], "");
        }

        let looked = look_later(&app, &watch, &provider, 70).await;

        assert!(
            matches!(looked.outcome, Outcome::Seen(_)),
            "JSON became a web page, and was no outage: {looked:?}"
        );
        let moved = load(&app, provider.id).await;
        assert_eq!(moved.place.page, new.url(""));
        assert_eq!(moved.status, ComponentStatus::Operational);
        let mut tx = app.db().snapshot().await.unwrap();
        let (settled,): (i64,) = tx
            .load(
                "SELECT COUNT(*) FROM audit WHERE action = 'provider.settle'",
                vec![],
            )
            .await
            .unwrap();
        assert_eq!(
            settled, 2,
            "once when it was first found out, once when it moved"
        );
        drop(tx);
        old.asked();
        look_later(&app, &watch, &provider, 3).await;
        assert_eq!(old.paths(), [] as [String; 0], "nobody asks there any more");
    }
}

#[tokio::test]
async fn whoever_refuses_us_is_asked_a_day_later_and_robots_are_respected() {
    for mut app in TestApp::each().await {
        let refusing = Host::at("127.0.0.1").await;
        refusing.answers(SUMMARY, 403, &[], "no");
        let forbidding = Host::at("127.0.0.1").await;
        forbidding.is_statuspage("Orgelpfeife");
        forbidding.says("/robots.txt", "User-agent: beffroi\nDisallow: /api/\n");
        let watch = watch(&mut app);
        let one = follows_at(&app, "one", &refusing, Some("statuspage")).await;
        let other = follows_at(&app, "other", &forbidding, Some("statuspage")).await;

        watch.look_at(one.id).await.unwrap();
        watch.look_at(other.id).await.unwrap();

        assert_eq!(
            refusing.paths(),
            ["/robots.txt", SUMMARY],
            "asked once in a look"
        );
        assert_eq!(
            forbidding.paths(),
            ["/robots.txt"],
            "what is forbidden is not asked"
        );
        for (id, word) in [(one.id, "refused"), (other.id, "robots")] {
            let provider = load(&app, id).await;
            assert_eq!(provider.blind_word.as_deref(), Some(word));
            let wait = provider.due_at.duration_since(app.now());
            assert!(wait >= SignedDuration::from_hours(21), "{word}: {wait}");
        }
        app.app
            .clock
            .set(app.now() + SignedDuration::from_hours(27));
        forbidding.says("/robots.txt", "");
        assert_eq!(watch.look_at_what_is_due().await.unwrap(), 2);
        assert_eq!(
            load(&app, other.id).await.blind,
            None,
            "asked anew, it allows us"
        );
    }
}

#[tokio::test]
async fn what_is_in_trouble_is_tried_three_times_and_what_says_when_to_come_is_left_until_then() {
    for mut app in TestApp::each().await {
        let broken = Host::at("127.0.0.1").await;
        broken.answers(SUMMARY, 500, &[], "");
        let busy = Host::at("127.0.0.1").await;
        busy.answers(SUMMARY, 429, &[("retry-after", "7200")], "");
        let watch = watch(&mut app);
        let one = follows_at(&app, "one", &broken, Some("statuspage")).await;
        let other = follows_at(&app, "other", &busy, Some("statuspage")).await;

        watch.look_at(one.id).await.unwrap();
        watch.look_at(other.id).await.unwrap();

        assert_eq!(broken.paths(), ["/robots.txt", SUMMARY, SUMMARY, SUMMARY]);
        assert_eq!(busy.paths(), ["/robots.txt", SUMMARY]);
        let wait = load(&app, one.id).await.due_at.duration_since(app.now());
        assert!(
            (54..=66).contains(&wait.as_secs()),
            "a minute after the first: {wait}"
        );
        let wait = load(&app, other.id).await.due_at.duration_since(app.now());
        assert!(wait.as_secs() >= 7200, "{wait}");
    }
}

#[tokio::test]
async fn what_is_not_needed_does_not_blind() {
    for mut app in TestApp::each().await {
        let host = Host::at("127.0.0.1").await;
        host.is_statuspage("Orgelpfeife");
        host.answers("/api/v2/incidents.json", 404, &[], "");
        host.says("/api/v2/scheduled-maintenances.json", WALL);
        let watch = watch(&mut app);
        let provider = follows_at(&app, "orgel", &host, Some("statuspage")).await;

        let looked = watch.look_at(provider.id).await.unwrap();
        host.asked();
        look_later(&app, &watch, &provider, 3).await;

        assert!(matches!(looked.outcome, Outcome::Seen(_)), "{looked:?}");
        assert_eq!(
            host.paths(),
            [SUMMARY],
            "what was not there is asked again tomorrow"
        );
        assert_eq!(
            load(&app, provider.id).await.status,
            ComponentStatus::Operational
        );
    }
}

#[tokio::test]
async fn three_strange_looks_and_it_is_found_out_anew() {
    for mut app in TestApp::each().await {
        let host = Host::at("127.0.0.1").await;
        host.is_statuspage("Orgelpfeife");
        let watch = watch(&mut app);
        let provider = follows_at(&app, "orgel", &host, Some("statuspage")).await;
        watch.look_at(provider.id).await.unwrap();
        host.says(SUMMARY, r#"{"message":"Forbidden"}"#);

        for is_found_out in [false, false, true, false] {
            host.asked();
            let looked = look_later(&app, &watch, &provider, 3).await;
            assert!(matches!(looked.outcome, Outcome::Blind(_)), "{looked:?}");
            let asked = host.paths();
            assert_eq!(asked.contains(&"/".to_owned()), is_found_out, "{asked:?}");
        }
        assert_eq!(
            load(&app, provider.id).await.form.as_deref(),
            Some("statuspage"),
            "kept, lest it comes back"
        );
    }
}

#[tokio::test]
async fn it_is_looked_at_sooner_while_something_is_open() {
    for mut app in TestApp::each().await {
        let host = Host::at("127.0.0.1").await;
        host.is_statuspage("Orgelpfeife");
        let watch = with(
            &mut app,
            "gap_ms = 0\ninterval_seconds = 600\nopen_interval_seconds = 100",
        );
        let provider = follows_at(&app, "orgel", &host, Some("statuspage")).await;
        watch.look_at(provider.id).await.unwrap();
        let calm = load(&app, provider.id)
            .await
            .due_at
            .duration_since(app.now());
        host.stands(
            "Orgelpfeife",
            "major_outage",
            "critical",
            Some(("investigating", "We are looking.")),
        );

        let looked = look_later(&app, &watch, &provider, 3).await;

        let open = load(&app, provider.id)
            .await
            .due_at
            .duration_since(app.now());
        assert!((540..=660).contains(&calm.as_secs()), "{calm}");
        assert!((90..=110).contains(&open.as_secs()), "{open}");
        let Outcome::Seen(taken) = looked.outcome else {
            panic!("{looked:?}")
        };
        assert_eq!(taken.entries[0].1, Change::New);
        let events = events(&app).await;
        assert_eq!(events.len(), 2, "one a look that changed something");
        assert_eq!(
            (&events[0]["first"], &events[1]["first"]),
            (&true.into(), &false.into())
        );
        assert_eq!(events[1]["provider"], provider.id.0.to_string());
        assert_eq!(
            events[1]["status"],
            serde_json::json!(["operational", "major_outage"])
        );
        assert_eq!(
            events[1]["entries"],
            serde_json::json!([[taken.entries[0].0.0, "new", 1]])
        );
        assert_eq!(events[1]["parts"][0][2], "major_outage");
    }
}

#[tokio::test]
async fn history_is_fetched_little_by_little_and_is_no_news() {
    for mut app in TestApp::each().await {
        let host = Host::at("127.0.0.1").await;
        host.is_statuspage("Orgelpfeife");
        let codes = (0..12)
            .map(|at| format!(r#"{{"code":"h{at}"}}"#))
            .collect::<Vec<_>>()
            .join(",");
        host.says(
            "/history.json?page=1",
            &format!(r#"{{"months":[{{"incidents":[{codes}]}}]}}"#),
        );
        host.says("/history.json?page=2", r#"{"months":[]}"#);
        for at in 0..12 {
            let id = format!("h{at}");
            let incident = incident_json(&id, "resolved", "It was over.");
            host.says(&format!("/incidents/{id}.json"), &incident);
        }
        let watch = watch(&mut app);
        let provider = follows_at(&app, "orgel", &host, Some("statuspage")).await;

        watch.look_at(provider.id).await.unwrap();
        let first = host.paths().len();
        let due = load(&app, provider.id)
            .await
            .due_at
            .duration_since(app.now());
        look_later(&app, &watch, &provider, 3).await;

        assert_eq!(
            first,
            1 + 3 + 10,
            "robots.txt, the present, and ten of history"
        );
        assert!(due.as_secs() <= 66, "there is more to fetch: {due}");
        assert_eq!(entries(&app, &provider).await.unwrap().len(), 12);
        assert_eq!(events(&app).await.len(), 1, "nobody is told of history");
        host.asked();
        look_later(&app, &watch, &provider, 3).await;
        assert_eq!(host.paths().len(), 2, "and it is asked once");
    }
}

#[tokio::test]
async fn a_word_that_nobody_knows_is_kept_counted_and_never_green() {
    for mut app in TestApp::each().await {
        let host = Host::at("127.0.0.1").await;
        host.is_statuspage("Orgelpfeife");
        host.stands("Orgelpfeife", "wobbling 4242 4242 4242 4242", "none", None);
        let watch = watch(&mut app);
        let provider = follows_at(&app, "orgel", &host, Some("statuspage")).await;

        watch.look_at(provider.id).await.unwrap();
        host.stands("Orgelpfeife", "wobbling 4242 4242 4242 4242", "minor", None);
        look_later(&app, &watch, &provider, 3).await;

        let mut tx = app.db().snapshot().await.unwrap();
        let all = beffroi::providers::oddities_of(&mut tx, provider.id)
            .await
            .unwrap();
        assert_eq!(all.len(), 1, "{all:?}");
        assert!(all[0].word.contains("wobbling"), "{all:?}");
        assert!(!all[0].word.contains("4242 4242"), "a number is taken out");
        assert_eq!(all[0].times, 2, "in two answers");
        assert!(all[0].first_at < all[0].last_at);
        let parts = beffroi::providers::parts_of(&mut tx, provider.id)
            .await
            .unwrap();
        assert_ne!(parts[0].status, ComponentStatus::Operational);
        let counted = beffroi::providers::count_oddities(&mut tx).await.unwrap();
        assert_eq!(counted, 1);
    }
}
