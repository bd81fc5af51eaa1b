//! Providers for programs and by figures: feeds, Statuspage's documents, the badge; what is counted, and who speaks first.

use axum::http::StatusCode;
use beffroi::incidents::NewIncident;
use beffroi_domain::{ComponentStatus, ImpactWindow, Moment, Responsibility, WindowEnd};
use jiff::SignedDuration;
use serde_json::Value;

use super::{
    blind,
    shown::{down, incident, summary, world},
};
use crate::support::{TestApp, at};

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[tokio::test]
async fn what_reads_a_status_page_reads_a_provider() {
    for app in TestApp::each().await {
        world(&app, &down()).await;

        let all = json(
            &app.get("/providers/orgelpfeife/api/v2/summary.json?locale=en")
                .await
                .body,
        );
        let same = json(
            &app.get("/en/providers/orgelpfeife/api/v2/summary.json")
                .await
                .body,
        );

        assert_eq!(all, same);
        assert_eq!(all["status"]["indicator"], "critical");
        assert_eq!(all["status"]["description"], "Orgelpfeife is down.");
        assert_eq!(all["components"][0]["status"], "major_outage");
        let told = &all["incidents"][0];
        assert_eq!(
            (&told["status"], &told["impact"]),
            (&"identified".into(), &"critical".into())
        );
        assert_eq!(told["incident_updates"].as_array().unwrap().len(), 2);
        assert_eq!(told["incident_updates"][0]["status"], "identified");
        assert_eq!(
            told["beffroi"]["lengths"]["impact"]["kind"], "unknown",
            "it states no end"
        );
        assert_eq!(
            told["beffroi"]["lengths"]["communication"]["seconds"],
            45 * 60
        );
        assert_eq!(told["beffroi"]["source"]["id"], "i1");
        for file in [
            "status",
            "components",
            "incidents",
            "incidents/unresolved",
            "scheduled-maintenances",
            "scheduled-maintenances/upcoming",
            "scheduled-maintenances/active",
        ] {
            let address = format!("/providers/orgelpfeife/api/v2/{file}.json");
            let answer = app.get(&address).await;
            assert_eq!(answer.status, StatusCode::OK, "{address}");
            assert_eq!(
                json(&answer.body)["page"]["name"],
                "Orgelpfeife",
                "{address}"
            );
        }
        let lost = app.get("/providers/orgelpfeife/api/v2/nothing.json").await;
        assert_eq!(
            (lost.status, lost.body.as_str()),
            (StatusCode::NOT_FOUND, r#"{"error":"not found"}"#)
        );
    }
}

#[tokio::test]
async fn no_program_takes_one_of_whom_nobody_can_tell_for_well() {
    for app in TestApp::each().await {
        let provider = world(&app, &summary("operational", "none", &[])).await;
        blind(&app, &provider, "an empty answer came").await;

        let all = json(
            &app.get("/en/providers/orgelpfeife/api/v2/summary.json")
                .await
                .body,
        );
        let badge = app.get("/providers/orgelpfeife/badge.svg?locale=fr").await;

        assert_eq!(all["status"]["indicator"], "unknown");
        assert_eq!(all["components"][0]["status"], "unknown");
        assert_eq!(
            all["page"]["beffroi"]["provider"]["unknown_because"],
            "An empty answer came."
        );
        assert!(
            badge.body.contains(r#"class="is-unknown""#),
            "{}",
            badge.body
        );
        assert!(!badge.body.contains(r#"class="is-operational""#));
        assert_eq!(
            app.get("/providers/nobody/badge.svg").await.status,
            StatusCode::NOT_FOUND
        );
    }
}

#[tokio::test]
async fn a_feed_has_what_it_spoke_of_last_in_its_own_words() {
    for app in TestApp::each().await {
        world(&app, &down()).await;

        for file in ["feed.atom", "feed.rss", "feed.json"] {
            let address = format!("/it/providers/orgelpfeife/{file}");
            let answer = app.get(&address).await;
            assert_eq!(answer.status, StatusCode::OK, "{address}");
            let feed = feed_rs::parser::parse(answer.body.as_bytes()).unwrap();

            assert_eq!(feed.entries.len(), 1, "{address}");
            let entry = &feed.entries[0];
            assert_eq!(entry.title.as_ref().unwrap().content, "Payments fail");
            let published = entry.published.map(|at| at.to_rfc3339());
            assert_eq!(
                published.as_deref(),
                Some("2026-03-04T10:05:00+00:00"),
                "{address}"
            );
            let told = answer.body.replace("\\u003c", "<");
            assert!(
                told.contains("payments have failed") && told.contains("lang="),
                "{told}"
            );
        }
        let page = app.get("/it/providers/orgelpfeife").await;
        assert_eq!(
            page.texts(".follow-ways a")[1..],
            ["Atom", "RSS", "JSON Feed"]
        );
    }
}

#[tokio::test]
async fn figures_say_on_how_much_they_rest_and_no_zero_where_nothing_is_known() {
    for app in TestApp::each().await {
        let text = "Between 09:12 UTC and 09:54 UTC, payments failed.";
        let told = incident(
            "i1",
            "Payments fail",
            "resolved",
            &[
                ("u3", "2026-03-04T10:40:00Z", text),
                (
                    "u1",
                    "2026-03-04T09:20:00Z",
                    "We are looking into failing payments.",
                ),
            ],
        );
        let silent = incident(
            "i2",
            "Late files",
            "resolved",
            &[("v1", "2026-03-04T08:00:00Z", "Files are late.")],
        );
        world(&app, &summary("operational", "none", &[told, silent])).await;

        let page = app.get("/en/providers/orgelpfeife/figures").await;

        let cells = page.texts(".sums:first-of-type tbody tr td:nth-child(2)");
        assert_eq!(
            cells[..8],
            [
                "2",
                "42 minutes 1 of 2 incidents",
                "never watched for 1 day",
                "8 minutes 1 of 2 incidents",
                "42 minutes 1 of 2 incidents",
                "0 of 2 incidents",
                "English: 2 of 2 incidents",
                "0 days 4 Mar 2026",
            ]
        );
        assert!(
            page.text(".honesty").contains("None of our incidents"),
            "{}",
            page.text(".honesty")
        );
        let lines = json(&app.get("/en/providers/orgelpfeife/figures.json").await.body);
        let first = &lines["figures"][0];
        assert_eq!(
            (&first["period"], &first["broken_seconds"]),
            (&"90d".into(), &2520.into())
        );
        let csv = app.get("/en/providers/orgelpfeife/figures.csv").await.body;
        assert!(csv.lines().nth(1).unwrap().contains("2520"), "{csv}");
    }
}

#[tokio::test]
async fn several_are_read_side_by_side_and_one_alone_asks_for_another() {
    for app in TestApp::each().await {
        world(&app, &down()).await;

        let alone = app
            .get("/en/providers/compare?with=orgelpfeife&with=nobody")
            .await;
        let csv = app
            .get("/en/providers/compare.csv?with=orgelpfeife&over=all")
            .await;
        let none = app.get("/en/providers/compare").await;

        assert_eq!(alone.texts(".sums thead th"), ["Figure", "Orgelpfeife"]);
        assert!(alone.text(".found").starts_with("Choose at least two"));
        assert_eq!(csv.body.lines().count(), 2, "{}", csv.body);
        assert!(
            csv.body.lines().nth(1).unwrap().contains(",all,"),
            "{}",
            csv.body
        );
        assert_eq!(
            (none.status, none.texts(".sums").len()),
            (StatusCode::OK, 0)
        );
    }
}

/// Ours, an hour from `start`, for which the provider is to blame.
fn ours(app: &TestApp, id: &str, start: &str) -> NewIncident {
    let mut new = app.incident();
    new.public_id = Some(id.parse().unwrap());
    new.facts.responsibility = Some(Responsibility::External {
        provider: Some("ORGELPFEIFE".to_owned()),
    });
    let start = at(start);
    new.facts.windows = vec![ImpactWindow {
        start: Some(Moment::minute(start)),
        end: WindowEnd::At(Moment::minute(start + SignedDuration::from_hours(1))),
        degree: ComponentStatus::MajorOutage,
        components: vec![],
    }];
    new
}

#[tokio::test]
async fn who_speaks_first_is_told_with_every_case_and_no_grade_below_three() {
    for app in TestApp::each().await {
        app.app.clock.set(at("2026-03-03T20:00:00Z"));
        let told = |id: &str, when: &str| {
            incident(
                id,
                "Payments fail",
                "resolved",
                &[(&format!("{id}-1"), when, "We look.")],
            )
        };
        let said = [
            told("i1", "2026-03-03T10:20:00Z"),
            told("i2", "2026-02-20T10:40:00Z"),
            told("i3", "2026-02-10T08:00:00Z"),
        ];
        world(&app, &summary("operational", "none", &said)).await;
        for (seq, (id, start)) in [
            ("a2kg8n613kr3", "2026-03-03T10:00:00Z"),
            ("b2kg8n613kr3", "2026-02-20T10:00:00Z"),
            ("c2kg8n613kr3", "2026-01-03T10:00:00Z"),
        ]
        .into_iter()
        .enumerate()
        {
            let mut new = ours(&app, id, start);
            new.seq = i64::try_from(seq).unwrap();
            new.facts.references = vec![];
            app.record(new).await;
        }

        let two = app.get("/en/providers/orgelpfeife/figures").await;
        let mut silent = ours(&app, "d2kg8n613kr3", "2026-02-15T10:00:00Z");
        silent.facts.references = vec![];
        silent.seq = 9;
        app.record(silent).await;
        let three = app.get("/en/providers/orgelpfeife/figures").await;

        assert_eq!(two.texts(".honesty .grade"), Vec::<String>::new());
        assert_eq!(
            two.texts(".honesty tbody td"),
            [
                "3 Mar 2026, 11:20 CET",
                "20 minutes later",
                "20 Feb 2026, 11:40 CET",
                "40 minutes later"
            ],
            "its record does not reach back to January"
        );
        assert_eq!(
            three.text(".honesty .grade"),
            "Orgelpfeife usually speaks up to an hour after it has begun here."
        );
        assert!(
            three
                .texts(".honesty tbody td")
                .contains(&"not told".to_owned())
        );
    }
}
