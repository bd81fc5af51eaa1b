//! Templates at the desk: put into a form without losing what was typed, and not published half filled.

use axum::http::StatusCode;
use beffroi::{
    incidents::{self, NewTemplate, TemplateContent, TemplateId},
    members::Role,
};
use beffroi_domain::{Actor, ComponentId, ComponentStatus, Impact, IncidentStatus};

use crate::{
    console_hand::Desk,
    support::{Answer, TestApp, words},
};

async fn template(app: &TestApp, name: &str, content: TemplateContent) -> String {
    let new = NewTemplate {
        page: app.page.id,
        name: name.to_owned(),
        content,
    };
    let mut tx = app.db().begin().await.unwrap();
    let made = incidents::create_template(&mut tx, app.now(), Actor::System, new).await;
    tx.commit().await.unwrap();
    let TemplateId(id) = made.unwrap();
    id.to_string()
}

fn late(component: ComponentId) -> TemplateContent {
    TemplateContent {
        title: words(&[
            ("fr", "{{ component }} en retard"),
            ("en", "{{ component }} late"),
            ("it", "{{ component }} in ritardo"),
        ]),
        text: words(&[
            ("fr", "{{ provider }} cherche."),
            ("en", "{{ provider }} is looking."),
            ("it", "{{ provider }} sta cercando."),
        ]),
        status: Some(IncidentStatus::Identified),
        impact: Some(Impact::Major),
        components: vec![(component, ComponentStatus::PartialOutage)],
    }
}

const NEW: &str = "/console/incidents/new";

#[tokio::test]
async fn a_template_fills_the_form_and_goes_out_once_its_places_are_filled() {
    for app in TestApp::each().await {
        let cards = app.component("Cards").await;
        let id = template(&app, "Late", late(cards)).await;
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let form = desk.get(NEW).await;
        assert_eq!(form.texts("#template option"), ["none", "Late"]);

        let put = desk
            .press(&form, "declare", &[("template", &id)], "template")
            .await;

        assert_eq!(put.status, StatusCode::OK, "{}", put.body);
        assert_eq!(put.attributes("#title-fr", "value"), ["Cards en retard"]);
        assert_eq!(put.text("#text-en"), "{{ provider }} is looking.");
        assert_eq!(put.texts(".is-open label"), ["provider"]);
        let chosen = put.attributes("#declare [checked]", "value");
        assert!(chosen.contains(&"identified".to_owned()), "{chosen:?}");
        let half = desk.press(&put, "declare", &[], "publish").await;
        assert_eq!(half.status, StatusCode::UNPROCESSABLE_ENTITY);
        let wrong = half.text("#wrong");
        assert!(wrong.contains("{{ provider }}"), "{wrong}");
        assert!(app.claimed().await.is_empty());
        let whole = [("place-provider", "Nordbank")];
        let out = desk.press(&half, "declare", &whole, "publish").await;

        assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.body);
        assert_eq!(app.claimed().await.len(), 1);
        let mut tx = app.db().snapshot().await.unwrap();
        let one = incidents::newest(&mut tx, app.page.id, 1, 0).await.unwrap();
        assert_eq!(one[0].impact, Impact::Major);
        assert_eq!(one[0].status, IncidentStatus::Identified);
        let public = app.get("/it/").await.body;
        assert!(public.contains("Nordbank sta cercando."), "{public}");
        assert!(public.contains("Cards in ritardo"));
    }
}

#[tokio::test]
async fn what_was_typed_stays_when_a_template_comes_and_when_another_does() {
    for app in TestApp::each().await {
        let cards = app.component("Cards").await;
        let first = template(&app, "Late", late(cards)).await;
        let other = TemplateContent {
            text: words(&[("en", "We watch it."), ("fr", "Nous surveillons.")]),
            ..TemplateContent::default()
        };
        let other = template(&app, "Watch", other).await;
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let form = desk.get(NEW).await;
        let typed = [
            ("template", first.as_str()),
            ("title-en", "My own title"),
            ("text-en", "My own words."),
        ];

        let put = desk.press(&form, "declare", &typed, "template").await;
        let again = [("template", other.as_str())];
        let changed = desk.press(&put, "declare", &again, "template").await;

        assert_eq!(put.attributes("#title-en", "value"), ["My own title"]);
        let text = put.text("#text-en");
        assert_eq!(text, "My own words. {{ provider }} is looking.");
        assert_eq!(changed.attributes("#title-en", "value"), ["My own title"]);
        assert_eq!(changed.text("#text-fr"), "Nous surveillons.");
        assert!(changed.text("#text-en").starts_with("My own words."));
        let own = "#declare [name^=part-] option[selected]:not([value=''])";
        assert!(changed.texts(own).is_empty());
    }
}

#[tokio::test]
async fn a_template_serves_an_update_and_brings_nothing_back_that_is_over() {
    for app in TestApp::each().await {
        let cards = app.component("Cards").await;
        let id = template(&app, "Late", late(cards)).await;
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let place = desk.declare(Some(cards)).await;
        app.claimed().await;
        let choose = [("template", id.as_str())];

        let screen = desk.get(&place).await;
        let put = desk.press(&screen, "say", &choose, "template").await;
        let whole = [("place-provider", "Nordbank"), ("status", "resolved")];
        let out = desk.press(&put, "say", &whole, "publish").await;
        let over = desk.get(&place).await;
        let late = desk.press(&over, "say", &choose, "template").await;

        assert_eq!(put.status, StatusCode::OK, "{}", put.body);
        assert_eq!(put.text("#text-it"), "{{ provider }} sta cercando.");
        let chosen = put.attributes("#say [checked]", "value");
        assert_eq!(chosen, ["identified"]);
        assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.body);
        assert_eq!(app.claimed().await.len(), 1);
        let chosen = late.attributes("#say [checked]", "value");
        assert_eq!(chosen, ["resolved"], "it stays over");
    }
}

#[tokio::test]
async fn a_draft_may_wait_half_filled_and_does_not_go_out_so() {
    for app in TestApp::each().await {
        let cards = app.component("Cards").await;
        let id = template(&app, "Late", late(cards)).await;
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let form = desk.get(NEW).await;
        let put = desk
            .press(&form, "declare", &[("template", &id)], "template")
            .await;

        let kept = desk.press(&put, "declare", &[], "draft").await;
        let draft = desk.get(kept.header("location")).await;
        let out = desk.press(&draft, "draft", &[], "publish").await;

        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
        assert_eq!(out.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(out.text("#wrong").contains("{{ provider }}"));
        assert!(app.claimed().await.is_empty());
    }
}

const IN_THREE: &[(&str, &str)] = &[
    ("title-fr", "Paiements refusés"),
    ("title-en", "Payments refused"),
    ("title-it", "Pagamenti rifiutati"),
    ("text-fr", "Nous cherchons."),
    ("text-en", "We are looking."),
    ("text-it", "Stiamo cercando."),
];

#[tokio::test]
async fn one_ticks_what_is_affected_and_says_once_how_badly() {
    for app in TestApp::each().await {
        let cards = app.component("Cards").await;
        let late = app.component("Transfers").await;
        for number in 1..=5 {
            app.component(&format!("Well {number}")).await;
        }
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let form = desk.get(NEW).await;
        assert_eq!(form.texts(".part-fold summary"), ["7 services"]);
        assert!(form.texts("#declare .fold[open]").is_empty(), "it is short");
        let (cards, late) = (cards.to_string(), late.to_string());
        let own = format!("part-{late}");
        let ticked = [
            ("affected", late.as_str()),
            ("affected", cards.as_str()),
            (own.as_str(), "major_outage"),
            ("degree", "degraded_performance"),
        ];

        let refused = desk.press(&form, "declare", &ticked, "publish").await;
        let out = desk.press(&refused, "declare", IN_THREE, "publish").await;

        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(refused.texts(".part-fold[open] summary"), ["2 chosen"]);
        let first = &refused.texts(".part-ticked .choice-one")[..2];
        assert_eq!(first, ["Cards", "Transfers"], "what is ticked stands first");
        assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.body);
        assert_eq!(app.claimed().await.len(), 1);
        let mut tx = app.db().snapshot().await.unwrap();
        let one = incidents::newest(&mut tx, app.page.id, 1, 0).await.unwrap();
        let mut broken: Vec<_> = one[0].windows[0].components.clone();
        broken.sort_by_key(|part| part.1);
        let degrees: Vec<_> = broken.iter().map(|part| part.1).collect();
        assert_eq!(broken[0].0.to_string(), cards);
        assert_eq!(
            degrees,
            [
                ComponentStatus::DegradedPerformance,
                ComponentStatus::MajorOutage
            ]
        );
    }
}

#[tokio::test]
async fn a_template_ticks_what_it_names_and_another_unticks_it() {
    for app in TestApp::each().await {
        let cards = app.component("Cards").await;
        let first = template(&app, "Late", late(cards)).await;
        let other = template(&app, "Watch", TemplateContent::default()).await;
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let form = desk.get(NEW).await;
        let ticks = async |screen: &Answer, id: &str| {
            let chosen = [("template", id)];
            desk.press(screen, "declare", &chosen, "template").await
        };

        let put = ticks(&form, &first).await;
        let changed = ticks(&put, &other).await;

        let ticked = "input[name=affected][checked]";
        assert_eq!(put.attributes(ticked, "value"), [cards.to_string()]);
        assert!(changed.attributes(ticked, "value").is_empty());
    }
}
