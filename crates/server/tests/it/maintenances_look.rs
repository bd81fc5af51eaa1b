//! Planned work that a second person looks at first, that stands on several pages, that comes again as it is chosen
//! and changes without changing what was; and what programs read of work that was called off.

use axum::http::StatusCode;
use beffroi::{
    maintenances::{self, Listed, Reschedule, Standing},
    members::Role,
};
use beffroi_domain::{Actor, LocalizedText, MaintenanceId, Recurrence, maintenance::Step};
use serde_json::Value;

use crate::{
    console_hand::Desk,
    live::asks_for_a_second_look,
    maintenances_verbs::{load, schedule, span, step_of, take, weekly, work},
    support::{Answer, TestApp, at},
};

async fn planned(app: &TestApp) -> Vec<Standing> {
    let mut tx = app.db().snapshot().await.unwrap();
    maintenances::list_of_page(&mut tx, app.page.id, Listed::ToCome)
        .await
        .unwrap()
}

const NEW: &str = "/console/maintenances/new";

fn form<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("page", "test"),
        ("title-fr", "Base de données"),
        ("scheduled_start_at-date", "2026-03-10"),
        ("scheduled_start_at-time", "22:00"),
        ("scheduled_end_at-date", "2026-03-10"),
        ("scheduled_end_at-time", "23:00"),
        ("text-fr", "Coupures brèves."),
        ("by_clock", "both"),
        ("remind_minutes", "60"),
        ("impact", "minor"),
        ("deed", "plan"),
    ];
    let is_kept = |(name, _): &(&str, &str)| more.iter().all(|(other, _)| other != name);
    fields.retain(is_kept);
    fields.extend_from_slice(more);
    fields
}

fn place(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let place = answer.header("location").split('?').next();
    place.unwrap().to_owned()
}

#[tokio::test]
async fn work_waits_for_a_second_person_and_is_told_once() {
    for app in TestApp::each().await {
        asks_for_a_second_look(&app).await;
        let anna = Desk::of(&app, "Anna", Role::Publisher).await;
        let bert = Desk::of(&app, "Bert", Role::Publisher).await;
        let stranger = app.another_page("other").await.id;
        let stranger = Desk::on(&app, "Sam", Some(stranger), Role::Administrator).await;

        let draft = place(&anna.post(NEW, &form(&[("look", "first")])).await);
        let waits = planned(&app).await.len();
        let listed = bert.get("/console/maintenances").await;
        let seen = bert.get(&draft).await;
        let own = anna.post(&draft, &[("deed", "approve")]).await.status;
        let alone = anna.post(&draft, &[("deed", "publish")]).await.status;
        let strangers = [
            stranger.get(&draft).await.status,
            stranger.post(&draft, &[("deed", "approve")]).await.status,
        ];
        bert.post(&draft, &[("deed", "approve")]).await;
        let out = anna.post(&draft, &[("deed", "publish")]).await;
        let twice = anna.post(&draft, &[("deed", "publish")]).await.status;

        assert_eq!(waits, 0);
        assert_eq!(listed.attributes(".home-list a", "href"), [draft.as_str()]);
        assert!(
            seen.text("section[aria-labelledby=then-title]")
                .contains("10 Mar"),
            "{}",
            seen.body
        );
        assert!(seen.text(".draft-text").contains("Coupures brèves."));
        assert_eq!((own, alone), (StatusCode::FORBIDDEN, StatusCode::FORBIDDEN));
        assert_eq!(strangers, [StatusCode::NOT_FOUND; 2]);
        assert!(place(&out).starts_with("/console/maintenances/"));
        assert_eq!(twice, StatusCode::CONFLICT);
        assert_eq!(
            (planned(&app).await.len(), app.claimed().await.len()),
            (1, 1)
        );
    }
}

#[tokio::test]
async fn alone_in_an_emergency_takes_a_reason_that_the_team_sees() {
    for app in TestApp::each().await {
        asks_for_a_second_look(&app).await;
        let anna = Desk::of(&app, "Anna", Role::Publisher).await;

        let silent = anna.post(NEW, &form(&[("look", "alone")])).await;
        let reason = ("bypass", "The disk is dying.");
        let done = anna.post(NEW, &form(&[("look", "alone"), reason])).await;

        assert_eq!(silent.status, StatusCode::FORBIDDEN);
        let screen = anna.get(&place(&done)).await;
        assert!(
            screen
                .text("section[aria-labelledby=bypasses-title]")
                .contains(reason.1)
        );
        let id = planned(&app).await.remove(0).id();
        let mut tx = app.db().snapshot().await.unwrap();
        let logged = maintenances::bypasses_of(&mut tx, id).await.unwrap();
        assert_eq!(logged.len(), 1);
        assert!(logged[0].who.1.is_some());
        drop(tx);
        assert_eq!(app.claimed().await.len(), 1);
    }
}

#[tokio::test]
async fn a_responder_writes_steps_that_a_publisher_lets_out() {
    for app in TestApp::each().await {
        let api = app.component("API").await;
        let id = schedule(&app, work(&app, api)).await.unwrap().id;
        let rita = Desk::of(&app, "Rita", Role::Responder).await;
        let anna = Desk::of(&app, "Anna", Role::Publisher).await;
        let here = format!("/console/maintenances/{id}");

        let screen = rita.get(&here).await;
        let alone = rita.post(&here, &[("deed", "cancel")]).await.status;
        let nonsense = rita
            .post(&here, &[("deed", "verify"), ("look", "first")])
            .await;
        let draft = place(
            &rita
                .post(&here, &[("deed", "cancel"), ("look", "first")])
                .await,
        );
        let rushed = rita.post(&draft, &[("deed", "publish")]).await.status;
        let out = anna.post(&draft, &[("deed", "publish")]).await;

        assert_eq!(
            screen.attributes("form#step input[name=look]", "value"),
            ["first"]
        );
        assert_eq!(
            (alone, rushed),
            (StatusCode::FORBIDDEN, StatusCode::FORBIDDEN)
        );
        assert_eq!(
            nonsense.status,
            StatusCode::CONFLICT,
            "refused when it is written"
        );
        assert_eq!(place(&out), here);
        assert!(load(&app, id).await.is_over());
        assert_eq!(app.claimed().await.len(), 2);
    }
}

#[tokio::test]
async fn work_on_two_pages_names_the_services_of_both() {
    for app in TestApp::each().await {
        let other = app.another_page("other").await;
        let one = app.component("API").await.to_string();
        let two = app.component_on(&other, "Shop").await.to_string();
        let anna = Desk::of(&app, "Anna", Role::Publisher).await;
        let half = Desk::on(&app, "Half", Some(app.page.id), Role::Publisher).await;
        let pages = [("page", "test"), ("page", "other"), ("deed", "look")];

        let looked = anna.post(NEW, &form(&pages)).await;
        let both = [
            ("page", "test"),
            ("page", "other"),
            ("components", one.as_str()),
            ("components", two.as_str()),
        ];
        let not_hers = half.post(NEW, &form(&both)).await.status;
        place(&anna.post(NEW, &form(&both)).await);

        assert_eq!(
            looked.attributes("input[name=components]", "value").len(),
            2
        );
        assert_eq!(
            looked.attributes("input[name=title-fr]", "value"),
            ["Base de données"]
        );
        assert_eq!(not_hers, StatusCode::NOT_FOUND);
        let work = planned(&app).await.remove(0);
        assert_eq!(
            (work.pages.len(), work.maintenance.components.len()),
            (2, 2)
        );
        assert_eq!(
            app.claimed().await.len(),
            2,
            "readers of each page are told"
        );
    }
}

#[tokio::test]
async fn a_rule_is_shown_before_it_is_stored_and_again_when_it_is_another() {
    for app in TestApp::each().await {
        let anna = Desk::of(&app, "Anna", Role::Publisher).await;
        let tuesdays = [("recurrence", "weekly"), ("days", "TU"), ("quiet", "yes")];

        let first = anna.post(NEW, &form(&tuesdays)).await;
        let shown = first.attributes("input[name=shown]", "value").remove(0);
        let mut another = form(&tuesdays);
        another.extend([("every", "2"), ("shown", shown.as_str())]);
        let second = anna.post(NEW, &another).await;
        let elsewhere = anna
            .post(NEW, &form(&[("recurrence", "weekly"), ("days", "TH")]))
            .await;
        let mut same = form(&tuesdays);
        same.push(("shown", shown.as_str()));
        let stored = anna.post(NEW, &same).await;

        assert_eq!(first.status, StatusCode::CONFLICT);
        assert!(
            first.text(".moved").contains("17 Mar 2026"),
            "{}",
            first.body
        );
        assert_eq!(second.status, StatusCode::CONFLICT);
        assert!(second.text(".moved").contains("24 Mar 2026"));
        assert!(!second.text(".moved").contains("17 Mar 2026"));
        assert_eq!(elsewhere.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(elsewhere.text(".wrongs").contains("Set it to 2026-03-12"));
        place(&stored);
        assert_eq!(planned(&app).await.len(), 1);
    }
}

/// Wednesdays from the 11th, and the clock after two of them.
async fn begun_series(app: &TestApp) -> MaintenanceId {
    let api = app.component("API").await;
    let mut new = work(app, api);
    new.planned = span("2026-03-11T01:00:00Z", "2026-03-11T03:00:00Z");
    new.recurrence = Some(weekly());
    new.is_quiet = true;
    let id = schedule(app, new).await.unwrap().id;
    app.app.clock.set(at("2026-03-20T10:00:00Z"));
    id
}

async fn moved(app: &TestApp, new: Reschedule) -> MaintenanceId {
    let mut tx = app.db().begin().await.unwrap();
    let done = maintenances::reschedule(&mut tx, app.now(), Actor::System, new).await;
    tx.commit().await.unwrap();
    done.unwrap().id
}

#[tokio::test]
async fn a_series_that_has_begun_changes_from_its_next_time_on_alone() {
    for app in TestApp::each().await {
        let series = begun_series(&app).await;
        let before: Vec<_> = load(&app, series)
            .await
            .maintenance
            .times()
            .take(2)
            .collect();
        let mut tx = app.db().begin().await.unwrap();
        let left_out = at("2026-04-01T00:00:00Z");
        let one = maintenances::take_out(&mut tx, app.now(), Actor::System, series, left_out).await;
        one.unwrap();
        tx.commit().await.unwrap();

        let new = Reschedule {
            maintenance: series,
            seen: None,
            planned: span("2026-03-25T02:00:00Z", "2026-03-25T04:00:00Z"),
            recurrence: None,
            by_clock: beffroi_domain::maintenance::ByClock::BOTH,
            remind_minutes: None,
            text: LocalizedText::new(),
            is_quiet: true,
            follows: false,
            overrule: None,
        };
        let part = moved(&app, new).await;

        let past = load(&app, series).await.maintenance;
        assert_eq!(
            past.times().collect::<Vec<_>>(),
            before,
            "what was done stays"
        );
        let coming = load(&app, part).await.maintenance;
        let starts: Vec<String> = coming
            .times()
            .take(3)
            .map(|time| time.from.to_string())
            .collect();
        assert_eq!(
            starts,
            [
                "2026-03-25T02:00:00Z",
                "2026-04-08T01:00:00Z",
                "2026-04-15T01:00:00Z"
            ],
            "at three in Paris; the one that was taken out stays out"
        );
        assert_ne!(part, series);
    }
}

#[tokio::test]
async fn the_rule_of_a_series_is_changed_in_its_form() {
    for app in TestApp::each().await {
        let series = begun_series(&app).await;
        let anna = Desk::of(&app, "Anna", Role::Publisher).await;
        let here = format!("/console/maintenances/{series}/move");
        let ask = anna.get(&here).await;
        let change = [
            ("scheduled_start_at-date", "2026-03-25"),
            ("scheduled_start_at-time", "02:00"),
            ("scheduled_end_at-date", "2026-03-25"),
            ("scheduled_end_at-time", "04:00"),
            ("recurrence", "weekly"),
            ("days", "WE"),
            ("every", "2"),
            ("quiet", "yes"),
        ];

        let shown = anna.post(&here, &change).await;
        let print = shown.attributes("input[name=shown]", "value").remove(0);
        let mut again = change.to_vec();
        again.push(("shown", print.as_str()));
        let part = place(&anna.post(&here, &again).await);

        assert_eq!(
            ask.attributes("input[name=scheduled_start_at-date]", "value"),
            ["2026-03-25"],
            "its next time"
        );
        assert_eq!(ask.attributes("input[name=days][checked]", "value"), ["WE"]);
        assert!(
            shown.text(".moved").contains("8 Apr 2026"),
            "{}",
            shown.body
        );
        let id: MaintenanceId = part
            .rsplit('/')
            .next()
            .unwrap()
            .parse()
            .map(MaintenanceId)
            .unwrap();
        let again: Option<Recurrence> = load(&app, id).await.maintenance.recurrence;
        assert_eq!(
            again.unwrap().rule.to_string(),
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"
        );
        assert!(app.claimed().await.is_empty());
    }
}

#[tokio::test]
async fn programs_read_that_work_was_called_off() {
    for app in TestApp::each().await {
        let api = app.component("API").await;
        let id = schedule(&app, work(&app, api)).await.unwrap().id;
        take(&app, step_of(id, Step::Cancel)).await.unwrap();

        let list = app
            .get("/api/v2/scheduled-maintenances.json?locale=fr")
            .await;
        let list: Value = serde_json::from_str(&list.body).unwrap();
        let calendar = app.get("/en/maintenances.ics").await.body;

        let one = &list["scheduled_maintenances"][0];
        assert_eq!(one["status"], "completed");
        assert_eq!(one["name"], "Annulée\u{202f}: Base de données");
        assert_eq!(one["impact"], "none");
        assert!(one["resolved_at"].is_string() && one["beffroi"]["began_at"].is_null());
        assert_eq!(one["beffroi"]["cancelled_at"], one["resolved_at"]);
        assert!(calendar.contains("STATUS:CANCELLED"), "{calendar}");
        app.claimed().await;
    }
}
