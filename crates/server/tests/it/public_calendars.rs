//! Calendars: stable ids, a sequence that grows, UTC, days as days, and no date that nobody stated.

use beffroi::{
    incidents::{self, NewIncident},
    maintenances::{self, NewMaintenance},
    pages::Visibility,
};
use beffroi_domain::{
    Actor, Impact, ImpactWindow, MaintenanceStatus, Moment, Origin, Recurrence, WindowEnd,
};
use jiff::tz::TimeZone;

use crate::support::{TestApp, at, window, words};

fn work(app: &TestApp) -> NewMaintenance {
    NewMaintenance {
        public_id: Some("kctbh9vrtdwd".parse().unwrap()),
        pages: vec![(app.page.id, Visibility::Public)],
        title: words(&[("fr", "Base, de; données"), ("en", "Database, both; sites")]),
        status: MaintenanceStatus::Scheduled,
        impact: Impact::Minor,
        components: vec![],
        scheduled_start_at: at("2026-03-24T01:00:00Z"),
        scheduled_end_at: at("2026-03-24T03:00:00Z"),
        recurrence: None,
        started_at: None,
        completed_at: None,
        updates: vec![],
    }
}

async fn plan(app: &TestApp, new: NewMaintenance) {
    let mut tx = app.db().begin().await.unwrap();
    maintenances::record(&mut tx, app.now(), Actor::System, new)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// The events of a calendar, their lines unfolded.
async fn events(app: &TestApp, path: &str) -> Vec<Vec<String>> {
    let answer = app.get(path).await;
    assert_eq!(answer.status, 200, "{path}");
    assert_eq!(
        answer.header("content-type"),
        "text/calendar; charset=utf-8"
    );
    assert!(answer.body.split("\r\n").all(|line| line.len() <= 75));
    let whole = answer.body.replace("\r\n ", "");
    let lines = |event: &str| event.lines().map(str::to_owned).collect();
    whole.split("BEGIN:VEVENT\r\n").skip(1).map(lines).collect()
}

fn has(event: &[String], line: &str) -> bool {
    event.iter().any(|one| one == line)
}

fn uid(event: &[String]) -> &String {
    event.iter().find(|line| line.starts_with("UID:")).unwrap()
}

#[tokio::test]
async fn a_window_is_an_event_with_an_id_for_ever_and_a_sequence_that_grows() {
    for app in TestApp::each().await {
        let new: NewIncident = app.incident();
        let id = app.record(new.clone()).await;
        let before = events(&app, "/en/calendar.ics").await;
        let mut tx = app.db().begin().await.unwrap();
        let title = words(&[("en", "Payments by card")]);
        let right = incidents::CorrectText::of(id, incidents::Which::Title, title);
        incidents::correct_text(&mut tx, app.now(), Actor::System, right)
            .await
            .unwrap();
        tx.commit().await.unwrap();

        let after = events(&app, "/en/calendar.ics").await;
        let alone = events(&app, "/en/incidents/q2kg8n613kr3/calendar.ics").await;

        assert_eq!(before.len(), 1);
        for line in [
            "SUMMARY:Payments",
            "DTSTART:20260303T090000Z",
            "DTEND:20260303T092400Z",
            "SEQUENCE:0",
            "DTSTAMP:20260304T110000Z",
            "STATUS:CONFIRMED",
            "CATEGORIES:Incident,Major impact",
            "URL:http://127.0.0.1:8080/en/incidents/q2kg8n613kr3",
        ] {
            assert!(has(&before[0], line), "{line}: {:?}", before[0]);
        }
        assert_eq!(uid(&before[0]), uid(&after[0]));
        assert!(has(&after[0], "SEQUENCE:1") && has(&after[0], "SUMMARY:Payments by card"));
        assert_eq!(alone, after);
    }
}

#[tokio::test]
async fn days_are_days_what_goes_on_has_no_end_and_undated_windows_are_left_out() {
    for app in TestApp::each().await {
        let day = |text| Moment {
            origin: Origin::Stated,
            ..Moment::day(at(text))
        };
        let mut new = app.incident();
        new.facts.windows = vec![
            ImpactWindow {
                start: Some(day("2026-02-09T23:00:00Z")),
                end: WindowEnd::At(day("2026-02-11T23:00:00Z")),
                ..window("2026-02-10T00:00:00Z", None)
            },
            window("2026-03-04T10:00:00Z", None),
            ImpactWindow {
                start: None,
                end: WindowEnd::Unknown,
                ..window("2026-02-10T00:00:00Z", None)
            },
        ];
        app.record(new).await;

        let events = events(&app, "/fr/calendar.ics").await;

        assert_eq!(events.len(), 2);
        assert!(has(&events[0], "DTSTART;VALUE=DATE:20260210"), "{events:?}");
        assert!(has(&events[0], "DTEND;VALUE=DATE:20260213"), "{events:?}");
        assert!(has(&events[1], "DTSTART:20260304T100000Z"), "{events:?}");
        assert!(!events[1].iter().any(|line| line.starts_with("DTEND")));
        assert!(
            events[1].iter().any(|line| line.contains("en cours")),
            "{events:?}"
        );
        assert_ne!(uid(&events[0]), uid(&events[1]));
    }
}

#[tokio::test]
async fn planned_work_is_told_time_by_time_in_utc() {
    for app in TestApp::each().await {
        let mut new = work(&app);
        new.recurrence = Some(Recurrence {
            rule: "FREQ=WEEKLY;BYDAY=TU;COUNT=3".parse().unwrap(),
            except: vec![],
            zone: TimeZone::get("Europe/Paris").unwrap(),
        });
        plan(&app, new).await;
        app.record(app.incident()).await;

        let planned = events(&app, "/en/maintenances.ics").await;
        let alone = events(&app, "/en/maintenances/kctbh9vrtdwd/calendar.ics").await;
        let whole = events(&app, "/en/calendar.ics").await;

        let starts: Vec<_> = planned
            .iter()
            .flat_map(|event| event.iter().filter(|line| line.starts_with("DTSTART")))
            .collect();
        assert_eq!(
            starts,
            [
                "DTSTART:20260324T010000Z",
                "DTSTART:20260331T000000Z",
                "DTSTART:20260407T000000Z"
            ],
            "02:00 in Paris, before and after the clocks change"
        );
        assert!(
            has(&planned[0], "SUMMARY:Database\\, both\\; sites"),
            "{planned:?}"
        );
        assert!(has(&planned[0], "CATEGORIES:Maintenance"));
        assert_eq!(alone, planned);
        assert_eq!(whole.len(), 4);
    }
}

#[tokio::test]
async fn work_that_is_over_stands_when_it_really_was() {
    for app in TestApp::each().await {
        let new = NewMaintenance {
            status: MaintenanceStatus::Completed,
            scheduled_start_at: at("2026-03-01T01:00:00Z"),
            scheduled_end_at: at("2026-03-01T03:00:00Z"),
            started_at: Some(at("2026-03-01T01:05:00Z")),
            completed_at: Some(at("2026-03-01T02:15:00Z")),
            ..work(&app)
        };
        plan(&app, new).await;

        let italian = events(&app, "/it/maintenances.ics").await;

        assert!(has(&italian[0], "DTSTART:20260301T010500Z"), "{italian:?}");
        assert!(has(&italian[0], "DTEND:20260301T021500Z"));
        assert!(
            has(&italian[0], "SUMMARY;LANGUAGE=fr:Base\\, de\\; données"),
            "{italian:?}"
        );
    }
}

#[tokio::test]
async fn a_calendar_of_something_that_is_not_there_is_not_there() {
    let app = TestApp::start().await;

    for path in [
        "/en/incidents/nope/calendar.ics",
        "/en/maintenances/nope/calendar.ics",
        "/de/calendar.ics",
    ] {
        assert_eq!(app.get(path).await.status, 404, "{path}");
    }
    assert!(events(&app, "/en/calendar.ics").await.is_empty());
}
