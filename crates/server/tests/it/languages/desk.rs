//! The desk: a phrase published with one press, phrases put into the text, what a page requires, what is to be translated.

use axum::http::StatusCode;
use beffroi::{commitments, members::Role, translations::Missing};
use beffroi_domain::{
    CommitmentKind, IncidentStatus, Occasion,
    commitment::{PromiseRule, PromiseRules},
};

use super::{french, opened, read, require, todo};
use crate::{console_hand::Desk, support::TestApp};

/// Somebody's desk with an incident that they declared on a component, and where it stands; what was announced is looked at.
async fn declared<'a>(app: &'a TestApp, role: Role, on: Option<&str>) -> (Desk<'a>, String) {
    let component = match on {
        Some(name) => Some(app.component(name).await),
        None => None,
    };
    let desk = Desk::of(app, "Ada", role).await;
    let place = desk.declare(component).await;
    app.claimed().await;
    (desk, place)
}

#[tokio::test]
async fn one_press_publishes_a_phrase_in_all_languages_once() {
    for app in TestApp::each().await {
        let (desk, place) = declared(&app, Role::Publisher, Some("Cards")).await;
        let screen = desk.get(&place).await;

        let out = desk.press(&screen, "say", &[], "phrase-identified").await;
        let again = desk.press(&screen, "say", &[], "phrase-identified").await;

        assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.body);
        assert_eq!(again.header("location"), out.header("location"));
        let announced = app.claimed().await;
        assert_eq!(announced.len(), 1);
        let tags: Vec<&str> = announced[0]
            .locales
            .iter()
            .map(|one| one.as_str())
            .collect();
        assert_eq!(tags, ["en", "fr", "it"]);
        assert_eq!(announced[0].status, IncidentStatus::Identified.as_str());
        let public = app.get("/it/").await.body;
        assert!(public.contains("Abbiamo individuato la causa"), "{public}");
    }
}

#[tokio::test]
async fn a_phrase_fills_with_facts_and_one_that_cannot_has_no_button() {
    for app in TestApp::each().await {
        let (desk, place) = declared(&app, Role::Publisher, Some("Cards")).await;
        let screen = desk.get(&place).await;
        let label = |key: &str| screen.text(&format!("label[for=phrase-{key}]"));

        let forced = desk.press(&screen, "say", &[], "phrase-external").await;
        let own = [("text-en", "My own words.")];
        let beside = desk.press(&screen, "say", &own, "phrase-errors").await;

        assert!(label("investigating").contains("a problem with Cards."));
        assert_eq!(label("started"), "Start: 12:00 CET.");
        assert!(label("external").contains("{provider}"));
        let buttons = screen.attributes(".phrases button", "value");
        assert!(buttons.contains(&"phrase-investigating".to_owned()));
        assert!(
            !buttons.contains(&"phrase-external".to_owned()),
            "{buttons:?}"
        );
        assert_eq!(forced.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(forced.texts("#wrong").len() == 1, "{}", forced.body);
        assert_eq!(beside.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(beside.text("#text-en"), "My own words.");
        assert!(app.claimed().await.is_empty());
    }
}

#[tokio::test]
async fn ticked_phrases_go_into_the_text_of_every_language_and_out_with_it() {
    for app in TestApp::each().await {
        let (desk, place) = declared(&app, Role::Publisher, Some("Cards")).await;
        let screen = desk.get(&place).await;
        let ticked = [
            ("phrase", "fix-under-way"),
            ("phrase", "no-funds-lost"),
            ("text-en", "Hello."),
        ];

        let put = desk.press(&screen, "say", &ticked, "phrases").await;
        let out = desk.press(&screen, "say", &ticked, "publish").await;

        assert_eq!(put.status, StatusCode::OK, "{}", put.body);
        assert_eq!(
            put.text("#text-en"),
            "Hello. The fix is being rolled out. No funds are lost."
        );
        assert_eq!(
            put.text("#text-it"),
            "Stiamo distribuendo la correzione. Nessun fondo è andato perso."
        );
        let chosen = put.attributes("#say [name=status][checked]", "value");
        assert_eq!(chosen, ["identified"]);
        assert!(
            put.texts(".preview-tongue")
                .join(" ")
                .contains("Nessun fondo")
        );
        assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.body);
        assert_eq!(app.claimed().await.len(), 1);
        assert!(app.get("/fr/").await.body.contains("Aucun fonds"));
    }
}

#[tokio::test]
async fn who_may_not_publish_publishes_no_phrase_and_strangers_see_nothing() {
    for app in TestApp::each().await {
        let (desk, place) = declared(&app, Role::Publisher, None).await;
        let screen = desk.get(&place).await;
        let writer = Desk::of(&app, "Ben", Role::Responder).await;
        let other = app.another_page("other").await;
        let stranger = Desk::on(&app, "Eve", Some(other.id), Role::Administrator).await;

        let may_not = writer.press(&screen, "say", &[], "phrase-errors").await;
        let book = writer.get("/console/pages/test/phrases").await;
        let hidden = stranger.press(&screen, "say", &[], "phrase-errors").await;
        let todo = stranger
            .post(&format!("{place}/translations"), &[("locale", "it")])
            .await;

        assert_eq!(may_not.status, StatusCode::FORBIDDEN);
        assert!(
            writer
                .get(&place)
                .await
                .texts(".phrases-list button")
                .is_empty()
        );
        assert_eq!(book.status, StatusCode::FORBIDDEN);
        assert_eq!(hidden.status, StatusCode::NOT_FOUND);
        assert_eq!(todo.status, StatusCode::NOT_FOUND);
        assert!(app.claimed().await.is_empty());
    }
}

#[tokio::test]
async fn what_a_page_requires_is_asked_for_or_follows_with_a_second_press() {
    for app in TestApp::each().await {
        let (desk, place) = declared(&app, Role::Publisher, None).await;
        require(&app, &["it"], Missing::Hold).await;
        let screen = desk.get(&place).await;
        let french = [("text-fr", "Cause trouvée."), ("status", "identified")];

        let held = desk.press(&screen, "say", &french, "publish").await;
        let pressed = desk.press(&held, "say", &french, "publish").await;
        let seen = desk.press(&screen, "say", &french, "preview").await;
        require(&app, &["it"], Missing::Follow).await;
        let asked = desk.press(&held, "say", &french, "publish").await;
        let out = desk.press(&asked, "say", &french, "publish").await;

        assert_eq!(held.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(held.text("#wrong").contains("requires Italiano. Write it"));
        assert_eq!(pressed.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            seen.texts(".preview-tongue")
                .join(" ")
                .contains("Cause trouvée.")
        );
        let asked_for = asked.text("#wrong");
        assert!(
            asked_for.contains("requires: Italiano. Write it"),
            "{asked_for}"
        );
        assert!(asked_for.contains("translation follows"));
        assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.body);
        assert_eq!(app.claimed().await.len(), 1);
        assert_eq!(todo(&app).await.len(), 1);
    }
}

#[tokio::test]
async fn what_follows_is_listed_with_its_source_and_done_from_there() {
    for app in TestApp::each().await {
        require(&app, &["it"], Missing::Follow).await;
        let told = opened(&app).await;
        let mut tx = app.db().begin().await.unwrap();
        let says_so = beffroi::incidents::PostUpdate {
            follows: true,
            ..french(told.incident)
        };
        let out = beffroi::incidents::post_update(&mut tx, app.now(), super::WRITER, says_so);
        let out = out.await.unwrap();
        tx.commit().await.unwrap();
        app.claimed().await;
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let home = desk.get("/console/").await;
        let list = desk.get("/console/translations").await;
        let form = format!("translate-{}-it", out.update);

        let empty = desk.press(&list, &form, &[], "publish").await;
        let italian = [("text", "Causa trovata.")];
        let done = desk.press(&list, &form, &italian, "publish").await;
        let twice = desk
            .press(&list, &form, &[("text", "Altro."), ("key", "")], "publish")
            .await;

        assert!(home.body.contains("One translation to do"), "{}", home.body);
        assert_eq!(list.texts(".todo-source p"), ["Cause trouvée."]);
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        assert_eq!(twice.status, StatusCode::CONFLICT);
        let announced = app.claimed().await;
        assert_eq!(
            (announced.len(), announced[0].occasion),
            (1, Occasion::Translation)
        );
        let got = read(&app, told.incident).await;
        assert_eq!(got.updates[1].text.locales().count(), 2);
        let list = desk.get("/console/translations").await;
        assert!(list.texts(".todo").is_empty());
    }
}

#[tokio::test]
async fn a_page_is_told_what_it_requires_and_its_phrases_are_set_on_their_screens() {
    for app in TestApp::each().await {
        let desk = Desk::of(&app, "Ada", Role::Administrator).await;
        let page = desk.get("/console/pages/test").await;
        let new = desk.get("/console/pages/test/phrases/new").await;

        let set = [("required", "fr, it"), ("missing", "hold")];
        let set = desk.press(&page, "page", &set, "store").await;
        let foreign = desk
            .press(&page, "page", &[("required", "de")], "store")
            .await;
        let words = [("key", "our-own"), ("text-en", "Ours, since {start}.")];
        let made = desk.press(&new, "phrase", &words, "store").await;
        let wrong = [("key", "other"), ("text-en", "Until {tomorrow}.")];
        let wrong = desk.press(&new, "phrase", &wrong, "store").await;

        assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.body);
        assert_eq!(foreign.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = desk.get("/console/pages/test").await;
        assert_eq!(page.attributes("#required", "value"), ["fr, it"]);
        assert_eq!(
            page.attributes("[name=missing][checked]", "value"),
            ["hold"]
        );
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
        assert!(wrong.text("#wrong").contains("tomorrow"));
        let list = desk.get("/console/pages/test/phrases").await;
        let rows = list.texts(".home-list li");
        assert!(
            rows.iter()
                .any(|row| row.starts_with("our-own Ours, since {start}."))
        );
        let one = list.attributes(".home-list a", "href");
        let own = desk.get(one.last().unwrap()).await;
        let gone = desk.press(&own, "phrase", &[], "delete").await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER);
        let rows = desk
            .get("/console/pages/test/phrases")
            .await
            .texts(".home-list li");
        assert!(!rows.iter().any(|row| row.starts_with("our-own")));
    }
}

#[tokio::test]
async fn when_readers_hear_more_fills_in_where_the_page_promises_it() {
    for app in TestApp::each().await {
        let (desk, place) = declared(&app, Role::Administrator, None).await;
        let unknown = desk.get(&place).await;
        let rules = PromiseRules {
            rules: vec![PromiseRule {
                kind: CommitmentKind::Update,
                priority: None,
                within: "30m".parse().unwrap(),
            }],
            holidays: vec![],
        };
        let mut tx = app.db().begin().await.unwrap();
        commitments::set_rules(&mut tx, app.now(), super::WRITER, app.page.id, &rules)
            .await
            .unwrap();
        tx.commit().await.unwrap();

        let screen = desk.get(&place).await;
        let out = desk.press(&screen, "say", &[], "phrase-next-update").await;

        let says = "label[for=phrase-next-update]";
        assert_eq!(unknown.text(says), "Next update by {next}.");
        assert_eq!(screen.text(says), "Next update by 12:30 CET.");
        assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.body);
        let announced = app.claimed().await;
        let said = announced[0].text.get(&crate::support::locale("it"));
        assert!(said.unwrap().contains("12:30"), "{said:?}");
        assert_eq!(announced.len(), 1);
    }
}
