//! Planned work under the review: its words against its window, held and overruled, at the console, by calls and by command.

use axum::http::StatusCode;
use beffroi::{
    ground::{Error, RefusalKind},
    maintenances::{self, Deed, Reschedule, Say, Schedule, TakeStep},
    members::Role,
    pages::{self, Review, ReviewRules},
};
use beffroi_domain::{
    Actor, MaintenanceId, MaintenanceStatus, maintenance::ByClock, maintenance::Step, review::Kind,
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    api::{call, json as said, master},
    commands::Terminal,
    console_hand::Desk,
    maintenances_verbs::{load, span, step_of, work},
    support::{TestApp, words},
};

const ANNA: Actor = Actor::Member(Uuid::from_u128(1));
/// The work of these tests is planned from 02:00 to 04:00.
const TOO_LONG: &[(&str, &str)] = &[
    ("fr", "Les paiements seront interrompus de 2h00 à 5h00."),
    ("en", "Payments will be interrupted from 02:00 to 05:00."),
];
const AS_PLANNED: &[(&str, &str)] = &[
    ("fr", "Les paiements seront interrompus de 2h00 à 4h00."),
    ("en", "Payments will be interrupted from 02:00 to 04:00."),
];

async fn act(app: &TestApp, actor: Actor, deed: Deed) -> Result<maintenances::Done, Error> {
    let mut tx = app.db().begin().await.unwrap();
    let look = beffroi::drafts::Look::Alone(None);
    let done = maintenances::act(&mut tx, app.now(), actor, deed, &look).await;
    if done.is_ok() {
        tx.commit().await.unwrap();
    }
    done
}

fn held(done: Result<maintenances::Done, Error>) -> Vec<Kind> {
    let Err(Error::Refused(refusal)) = done else {
        panic!("not held: {done:?}");
    };
    assert_eq!(refusal.kind, RefusalKind::Held, "{refusal:?}");
    let found = refusal.found.into_iter().filter(|one| one.holds);
    found.map(|one| one.finding.kind).collect()
}

async fn saying(app: &TestApp, text: &[(&'static str, &str)]) -> Schedule {
    Schedule {
        text: words(text),
        ..work(app, app.component("API").await)
    }
}

async fn planned(app: &TestApp) -> MaintenanceId {
    let new = saying(app, AS_PLANNED).await;
    let done = act(app, ANNA, Deed::Schedule(new)).await.unwrap();
    assert_eq!(app.claimed().await.len(), 1);
    done.id
}

#[tokio::test]
async fn words_that_are_none_of_the_window_hold_the_work_until_somebody_says_why() {
    for app in TestApp::each().await {
        let new = saying(&app, TOO_LONG).await;

        let refused = act(&app, ANNA, Deed::Schedule(new.clone())).await;

        assert_eq!(held(refused), [Kind::EndDiffers]);
        assert!(app.claimed().await.is_empty(), "nothing of it went out");
        let overruled = Schedule {
            overrule: Some("The extra hour is for the partner.".to_owned()),
            ..new
        };
        let done = act(&app, ANNA, Deed::Schedule(overruled)).await.unwrap();
        assert_eq!(app.claimed().await.len(), 1);
        assert!(done.found.iter().any(|one| one.holds));
        let mut tx = app.db().snapshot().await.unwrap();
        let kept = maintenances::bypasses_of(&mut tx, done.id).await.unwrap();
        assert_eq!(kept.len(), 1);
        assert!(kept[0].is_review);
        assert_eq!(kept[0].reason, "The extra hour is for the partner.");
        let rows: Vec<(String, String)> = tx
            .list(
                "SELECT action, digest FROM audit WHERE object_id = $1 ORDER BY at, id",
                beffroi::params![done.id],
            )
            .await
            .unwrap();
        let overrule = (
            "maintenance.review.overrule".to_owned(),
            "end_differs".to_owned(),
        );
        assert!(rows.contains(&overrule), "{rows:?}");
    }
}

#[tokio::test]
async fn a_word_a_move_and_a_step_are_held_too() {
    for app in TestApp::each().await {
        let id = planned(&app).await;
        let say = |text: &[(&'static str, &str)]| Say {
            maintenance: id,
            seen: None,
            text: words(text),
            is_quiet: false,
            follows: false,
            overrule: None,
        };
        let begins = TakeStep {
            text: words(&[("en", "The maintenance is complete.")]),
            ..step_of(id, Step::Begin)
        };
        let moves = |text: &[(&'static str, &str)]| Reschedule {
            maintenance: id,
            seen: None,
            planned: span("2026-03-05T01:00:00Z", "2026-03-05T04:00:00Z"),
            recurrence: None,
            by_clock: ByClock::default(),
            remind_minutes: None,
            text: words(text),
            is_quiet: false,
            follows: false,
            overrule: None,
        };

        let spoke = act(&app, ANNA, Deed::Say(say(TOO_LONG))).await;
        let began = act(&app, ANNA, Deed::Step(begins)).await;
        let moved = act(&app, ANNA, Deed::Move(moves(AS_PLANNED))).await;
        let longer = act(&app, ANNA, Deed::Move(moves(TOO_LONG))).await;

        assert_eq!(held(spoke), [Kind::EndDiffers]);
        assert_eq!(held(began), [Kind::StatusAgainstText]);
        assert!(moved.is_ok(), "a part of the window: {moved:?}");
        assert!(longer.is_ok(), "the window is until 05:00 now: {longer:?}");
        assert_eq!(app.claimed().await.len(), 2);
        assert_eq!(
            load(&app, id).await.maintenance.status,
            MaintenanceStatus::Scheduled
        );
    }
}

#[tokio::test]
async fn a_page_may_be_advised_only_and_the_program_is_never_held() {
    for app in TestApp::each().await {
        let by_program = Schedule {
            is_quiet: true,
            ..saying(&app, TOO_LONG).await
        };
        let program = act(&app, Actor::System, Deed::Schedule(by_program)).await;
        let mut tx = app.db().begin().await.unwrap();
        let rules = ReviewRules {
            review: Review::Advise,
            ..ReviewRules::default()
        };
        pages::set_review_rules(&mut tx, app.now(), ANNA, app.page.id, &rules)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let advised = Schedule {
            text: words(TOO_LONG),
            ..work(&app, app.component("Web").await)
        };

        let done = act(&app, ANNA, Deed::Schedule(advised)).await.unwrap();

        assert!(program.is_ok(), "{program:?}");
        assert_eq!(app.claimed().await.len(), 1);
        assert_eq!(done.found.len(), 1, "it is told all the same");
        assert!(!done.found[0].holds);
    }
}

fn body(component: &str, text: &[(&'static str, &str)]) -> Value {
    let text: serde_json::Map<String, Value> = text
        .iter()
        .map(|(tag, words)| ((*tag).to_owned(), json!(words)))
        .collect();
    json!({
        "pages": ["test"], "title": {"fr": "Base", "en": "Database"}, "text": text,
        "components": [component],
        "scheduled_start_at": "2026-03-05T01:00:00Z", "scheduled_end_at": "2026-03-05T03:00:00Z",
    })
}

#[tokio::test]
async fn programs_are_told_what_holds_and_may_overrule() {
    for app in TestApp::each().await {
        let key = master(&app).await;
        let component = app.component("API").await.to_string();
        let mut new = body(&component, TOO_LONG);

        let asked = json!({"deed": "schedule", "command": new});
        let asked = call(&app, &key, "POST /review", asked).await;
        let refused = call(&app, &key, "POST /maintenances", new.clone()).await;
        new["overrule"] = json!("Agreed with the partner.");
        let told = call(&app, &key, "POST /maintenances", new).await;

        assert_eq!(asked.status, StatusCode::OK, "{}", asked.body);
        assert_eq!(said(&asked)["is_held"], true, "{}", asked.body);
        assert_eq!(said(&asked)["missing"], json!(["it"]));
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            refused.body
        );
        assert_eq!(said(&refused)["findings"][0]["kind"], "end_differs");
        assert_eq!(told.status, StatusCode::CREATED, "{}", told.body);
        assert_eq!(app.claimed().await.len(), 1);
        let id = said(&told)["id"].as_str().unwrap().to_owned();
        let word = json!({"text": {"en": "The maintenance has begun."}});
        let review = json!({"deed": "tell", "maintenance": id, "command": word});
        let review = call(&app, &key, "POST /review", review).await;
        assert_eq!(
            said(&review)["findings"][0]["kind"],
            "status_against_text",
            "{}",
            review.body
        );
        let line = format!("POST /maintenances/{id}/updates");
        let spoken = call(&app, &key, &line, word).await;
        assert_eq!(
            spoken.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            spoken.body
        );
        assert!(app.claimed().await.is_empty());
    }
}

#[tokio::test]
async fn the_command_says_what_holds_and_overrules() {
    for app in TestApp::each().await {
        let terminal = Terminal::at(&app, &[beffroi::members::Scope::Publish]).await;
        let line = "maintenance schedule --page test --title Base --from 2026-03-05T01:00:00Z \
                    --until 2026-03-05T03:00:00Z --publish";

        let line = format!("{line} --text 'Maintenance de 2h00 à 5h00.'");
        let refused = terminal.bad(&line).await;
        let told = terminal
            .good(&format!("{line} --overrule partner"), "")
            .await;

        assert!(refused.contains("end_differs"), "{refused}");
        assert!(told.contains("Base"), "{told}");
        assert_eq!(app.claimed().await.len(), 1);
        terminal.leave().await;
    }
}

fn form<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("page", "test"),
        ("title-fr", "Base de données"),
        ("title-en", "Database"),
        ("scheduled_start_at-date", "2026-03-05"),
        ("scheduled_start_at-time", "02:00"),
        ("scheduled_end_at-date", "2026-03-05"),
        ("scheduled_end_at-time", "04:00"),
        ("text-fr", TOO_LONG[0].1),
        ("text-en", TOO_LONG[1].1),
        ("impact", "minor"),
        ("deed", "plan"),
    ];
    fields.extend_from_slice(more);
    fields
}

#[tokio::test]
async fn the_console_shows_what_is_found_as_it_is_typed_and_where_it_is_held() {
    for app in TestApp::each().await {
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let new = "/console/maintenances/new";

        let live = desk.post_live(new, &form(&[])).await;
        let held = desk.post(new, &form(&[])).await;

        assert_eq!(live.status, StatusCode::OK);
        assert_eq!(
            held.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            held.body
        );
        for answer in [&live, &held] {
            let found = answer.texts(".finding.is-held");
            assert_eq!(found.len(), 1, "{}", answer.body);
            assert!(found[0].contains("05:00"), "{found:?}");
            assert_eq!(answer.attributes("#overrule", "form"), ["plan"]);
        }
        assert_eq!(held.attributes("#plan", "hx-post"), [new]);
        assert!(app.claimed().await.is_empty());

        let more = [("overrule", "With the partner.")];
        let out = desk.post(new, &form(&more)).await;

        assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.body);
        assert_eq!(app.claimed().await.len(), 1);
        let place = out.header("location").to_owned();
        let place = place.split('?').next().unwrap();
        let screen = desk.get(place).await;
        assert!(screen.body.contains("With the partner."), "{}", screen.body);

        let word = [("text-en", "The maintenance has begun."), ("deed", "say")];
        let live = desk.post_live(place, &word).await;
        let held = desk.post(place, &word).await;
        for answer in [&live, &held] {
            assert_eq!(
                answer.attributes("#overrule", "form"),
                ["step"],
                "{}",
                answer.body
            );
        }
        assert_eq!(held.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(app.claimed().await.is_empty());
    }
}

#[tokio::test]
async fn statuspages_calls_are_held_and_may_overrule() {
    for app in TestApp::each().await {
        let key = master(&app).await;
        let mut new = json!({"incident": {
            "name": "Base", "body": "Maintenance de 2h00 à 5h00.", "status": "scheduled",
            "scheduled_for": "2026-03-05T01:00:00Z", "scheduled_until": "2026-03-05T03:00:00Z",
        }});
        let line = format!("POST /pages/{}/incidents", app.page.public_id);

        let refused = call(&app, &key, &line, new.clone()).await;
        new["incident"]["overrule"] = json!("With the partner.");
        let told = call(&app, &key, &line, new).await;

        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            refused.body
        );
        assert!(refused.body.contains("end_differs"), "{}", refused.body);
        assert_eq!(told.status, StatusCode::CREATED, "{}", told.body);
        assert_eq!(app.claimed().await.len(), 1);
    }
}
