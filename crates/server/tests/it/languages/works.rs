//! Languages of planned work: held or followed, the one that comes later told once, facts as places, remembered.

use axum::http::StatusCode;
use beffroi::{
    drafts::Look,
    ground::{Error, Refusal},
    maintenances::{self, Deed, Done, Schedule, Translate},
    members::{Role, Scope},
    translations::{self, Missing, RootKind},
};
use beffroi_domain::{Actor, Locale, LocalizedText, announcement::Occasion};
use serde_json::{Value, json};
use uuid::Uuid;

use super::require;
use crate::{
    api::{call, json as said, master},
    commands::Terminal,
    console_hand::Desk,
    maintenances_verbs::{load, work},
    support::{TestApp, words},
};

const ANNA: Actor = Actor::Member(Uuid::from_u128(1));

async fn schedule(app: &TestApp, new: Schedule) -> Result<Done, Error> {
    let mut tx = app.db().begin().await.unwrap();
    let look = Look::Alone(None);
    let deed = Deed::Schedule(new);
    let done = maintenances::act(&mut tx, app.now(), ANNA, deed, &look).await;
    if done.is_ok() {
        tx.commit().await.unwrap();
    }
    done
}

async fn translate(app: &TestApp, command: Translate) -> Result<(), Error> {
    let mut tx = app.db().begin().await.unwrap();
    let done = maintenances::translate(&mut tx, app.now(), ANNA, command).await;
    if done.is_ok() {
        tx.commit().await.unwrap();
    }
    done.map(|_| ())
}

fn key_of<T: std::fmt::Debug>(done: Result<T, Error>) -> Option<&'static str> {
    match done {
        Err(Error::Refused(Refusal { key, .. })) => key,
        other => panic!("not refused: {other:?}"),
    }
}

/// Title in all three, text in French and English.
async fn two_of_three(app: &TestApp) -> Schedule {
    Schedule {
        title: words(&[("fr", "Base"), ("en", "Database"), ("it", "Database")]),
        ..work(app, app.component("API").await)
    }
}

#[tokio::test]
async fn a_required_language_holds_planned_work_or_follows_and_is_told_once() {
    for app in TestApp::each().await {
        let new = two_of_three(&app).await;
        require(&app, &["fr", "it"], Missing::Hold).await;
        let following = Schedule {
            follows: true,
            ..new.clone()
        };

        let held = schedule(&app, following.clone()).await;
        require(&app, &["fr", "it"], Missing::Follow).await;
        let unsaid = schedule(&app, new).await;
        let none = app.claimed().await;
        let done = schedule(&app, following).await.unwrap();

        assert_eq!(key_of(held), Some("refusal-languages-hold"));
        assert_eq!(key_of(unsaid), Some("refusal-languages-follow"));
        assert!(none.is_empty());
        let first = app.claimed().await;
        assert_eq!(first.len(), 1);
        assert!(!first[0].locales.contains(&Locale::of("it")));
        let mut tx = app.db().snapshot().await.unwrap();
        let due = translations::due_on(&mut tx, app.page.id, RootKind::Maintenance)
            .await
            .unwrap();
        drop(tx);
        assert_eq!(due.len(), 1);
        assert_eq!(due[0].locale, Locale::of("it"));

        let update = load(&app, done.id).await.maintenance.updates[0].id;
        let command = Translate {
            maintenance: done.id,
            update: Some(update),
            text: words(&[("it", "Brevi interruzioni.")]),
            is_quiet: false,
            bypass: None,
            overrule: None,
        };
        translate(&app, command.clone()).await.unwrap();
        let told = app.claimed().await;
        let twice = translate(&app, command.clone()).await;
        let foreign = translate(
            &app,
            Translate {
                text: words(&[("de", "Kurze Ausfälle.")]),
                ..command.clone()
            },
        )
        .await;
        let nothing = translate(
            &app,
            Translate {
                text: LocalizedText::new(),
                ..command
            },
        )
        .await;

        assert_eq!(told.len(), 1);
        assert_eq!(told[0].locales, [Locale::of("it")]);
        assert_eq!(told[0].occasion, Occasion::Translation);
        assert_eq!(key_of(twice), Some("refusal-translated-already"));
        assert_eq!(key_of(foreign), Some("refusal-locale-not-spoken"));
        assert_eq!(key_of(nothing), Some("refusal-no-text"));
        let mut tx = app.db().snapshot().await.unwrap();
        let due = translations::due_on(&mut tx, app.page.id, RootKind::Maintenance)
            .await
            .unwrap();
        assert!(due.is_empty(), "{due:?}");
    }
}

#[tokio::test]
async fn facts_of_the_work_are_filled_in_each_language_and_what_it_has_not_is_found() {
    for app in TestApp::each().await {
        let text = words(&[
            (
                "fr",
                "{components} : maintenance de {start} à {end} ({duration}).",
            ),
            (
                "en",
                "{components}: maintenance from {start} to {end} ({duration}).",
            ),
        ]);
        let component = app.component("API").await;
        let new = Schedule {
            text,
            ..work(&app, component)
        };
        let done = schedule(&app, new).await.unwrap();
        app.claimed().await;
        let unknown = Schedule {
            text: words(&[("en", "Maintenance at {provider}.")]),
            ..work(&app, component)
        };

        let refused = schedule(&app, unknown).await;

        let said = load(&app, done.id).await.maintenance.updates[0]
            .text
            .clone();
        let english = said.get(&Locale::of("en")).unwrap();
        let french = said.get(&Locale::of("fr")).unwrap();
        assert_eq!(
            english,
            "API: maintenance from 5 Mar 2026, 02:00\u{a0}CET to 04:00\u{a0}CET (2\u{a0}hours)."
        );
        assert!(
            french.starts_with("API : maintenance de 5 mars 2026"),
            "{french}"
        );
        assert_eq!(key_of(refused), Some("refusal-review-held"));
        assert!(done.found.iter().all(|one| !one.holds), "{:?}", done.found);
        let mut tx = app.db().snapshot().await.unwrap();
        let from = (english, &Locale::of("en"));
        let to = Locale::of("fr");
        let offers = translations::offers(&mut tx, app.page.id, from, &to);
        let offers = offers.await.unwrap();
        assert!(offers.iter().any(|one| one.text == *french), "{offers:?}");
    }
}

#[tokio::test]
async fn programs_and_the_command_follow_and_translate() {
    for app in TestApp::each().await {
        require(&app, &["fr", "it"], Missing::Follow).await;
        let key = master(&app).await;
        let mut new = json!({
            "pages": ["test"],
            "title": {"fr": "Base", "it": "Database"},
            "text": {"fr": "Coupures brèves."},
            "scheduled_start_at": "2026-03-05T01:00:00Z",
            "scheduled_end_at": "2026-03-05T03:00:00Z",
        });

        let refused = call(&app, &key, "POST /maintenances", new.clone()).await;
        new["follows"] = json!(true);
        let made = call(&app, &key, "POST /maintenances", new).await;
        let list = call(&app, &key, "GET /translations?page=test", Value::Null).await;

        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            refused.body
        );
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
        assert_eq!(app.claimed().await.len(), 1);
        let made = said(&made);
        let id = made["id"].as_str().unwrap();
        let update = made["updates"][0]["id"].as_str().unwrap();
        let due = &said(&list)["items"][0];
        assert_eq!(
            (&due["maintenance"], &due["update"], &due["locale"]),
            (&made["id"], &made["updates"][0]["id"], &json!("it"))
        );
        let terminal = Terminal::at(&app, &[Scope::Publish]).await;
        let line = format!(
            "maintenance translate {id} --of {update} --locale it --text 'Brevi interruzioni.' --publish"
        );
        terminal.good(&line, "").await;
        let told = app.claimed().await;
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].locales, [Locale::of("it")]);
        let again = terminal.bad(&line).await;
        assert!(again.contains("already"), "{again}");
        let line = "maintenance schedule --page test --title Base --from 2026-03-06T01:00:00Z \
                    --until 2026-03-06T03:00:00Z --text Coupures. --follows --publish";
        terminal.good(line, "").await;
        assert_eq!(app.claimed().await.len(), 1);
        terminal.leave().await;
    }
}

#[tokio::test]
async fn the_console_says_what_follows_and_asks_for_it() {
    for app in TestApp::each().await {
        require(&app, &["fr", "it"], Missing::Follow).await;
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let new = "/console/maintenances/new";
        let mut form = vec![
            ("page", "test"),
            ("title-fr", "Base"),
            ("title-it", "Database"),
            ("scheduled_start_at-date", "2026-03-05"),
            ("scheduled_start_at-time", "02:00"),
            ("scheduled_end_at-date", "2026-03-05"),
            ("scheduled_end_at-time", "04:00"),
            ("text-fr", "Coupures brèves."),
            ("impact", "minor"),
            ("deed", "plan"),
        ];

        let asked = desk.post(new, &form).await;
        let tags = asked.attributes("input[name=without]", "value");
        form.push(("without", &tags[0]));
        let out = desk.post(new, &form).await;

        assert_eq!(
            asked.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            asked.body
        );
        assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.body);
        assert_eq!(app.claimed().await.len(), 1);
        let place = out.header("location").split('?').next().unwrap().to_owned();
        let screen = desk.get(&place).await;
        assert_eq!(
            screen.texts("#follows .todo-source p"),
            ["Coupures brèves."]
        );
        let all = desk.get("/console/translations").await;
        for link in [".todo .note a", ".todo-sides a"] {
            assert_eq!(all.attributes(link, "href"), [format!("{place}#follows")]);
        }
        let update = screen.attributes("#follows input[name=update]", "value");
        let fields = [
            ("update", update[0].as_str()),
            ("locale", "it"),
            ("text", "Brevi interruzioni."),
        ];
        let stranger = app.another_page("other").await.id;
        let stranger = Desk::on(&app, "Sam", Some(stranger), Role::Administrator).await;
        let place = format!("{place}/translations");
        let no = stranger.post(&place, &fields).await;
        let done = desk.post(&place, &fields).await;

        assert_eq!(no.status, StatusCode::NOT_FOUND);
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let told = app.claimed().await;
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].locales, [Locale::of("it")]);
    }
}
