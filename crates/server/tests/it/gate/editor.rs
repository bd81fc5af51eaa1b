//! What the review found, beside the text: as it is typed, on Preview, and when something is held.

use axum::http::StatusCode;
use beffroi::members::Role;

use crate::{console_hand::Desk, support::TestApp};

const TWO_TIMES: &[(&str, &str)] = &[
    ("status", "identified"),
    ("text-fr", "Les paiements passent depuis 11h16."),
    ("text-en", "Payments have been working since 11:17."),
    ("text-it", "I pagamenti funzionano dalle 11:16."),
];

fn pressing<'a>(deed: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = TWO_TIMES.to_vec();
    fields.extend_from_slice(more);
    fields.push(("deed", deed));
    fields
}

#[tokio::test]
async fn findings_stand_beside_the_text_as_it_is_typed_and_on_preview() {
    for app in TestApp::each().await {
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let place = desk.declare(None).await;
        app.claimed().await;
        let updates = format!("{place}/updates");

        let live = desk.post_live(&updates, TWO_TIMES).await;
        let pressed = desk.post(&updates, &pressing("preview", &[])).await;

        for answer in [&live, &pressed] {
            assert_eq!(answer.status, StatusCode::OK);
            let held = answer.texts(".finding.is-held");
            assert!(!held.is_empty(), "{}", answer.body);
            assert!(held[0].starts_with("Holds it."), "in words: {held:?}");
            assert!(
                held[0].contains("Les paiements passent depuis 11h16."),
                "{held:?}"
            );
            assert_eq!(answer.attributes("#overrule", "form"), ["say"]);
            assert_eq!(
                answer.attributes(".finding-place q", "lang")[..2],
                ["en", "fr"]
            );
        }
        assert!(app.claimed().await.is_empty());
    }
}

#[tokio::test]
async fn what_is_held_comes_back_with_its_findings_and_goes_out_with_a_reason() {
    for app in TestApp::each().await {
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let place = desk.declare(None).await;
        app.claimed().await;

        let screen = desk.get(&place).await;
        let held = desk.press(&screen, "say", TWO_TIMES, "publish").await;

        assert_eq!(held.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            held.text("#wrong").contains("The review holds this text"),
            "{}",
            held.body
        );
        assert_eq!(
            held.text("#text-en"),
            "Payments have been working since 11:17."
        );
        assert_eq!(
            held.texts(".preview-tongue").len(),
            3,
            "as it would be read"
        );
        assert!(!held.texts(".finding.is-held").is_empty());

        let reason = [("overrule", "Two platforms, measured apart.")];
        let done = desk.press(&held, "say", &reason, "publish").await;

        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        assert_eq!(app.claimed().await.len(), 1);
        let log = desk.get(&place).await.text(".log");
        assert!(
            log.contains("against the review") && log.contains("Two platforms"),
            "{log}"
        );
    }
}

#[tokio::test]
async fn a_text_without_fault_says_so_and_asks_for_no_reason() {
    for app in TestApp::each().await {
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let place = desk.declare(None).await;
        let fields = [
            ("status", "identified"),
            ("text-fr", "La cause est connue."),
            ("text-en", "The cause is known."),
            ("text-it", "La causa è nota."),
            ("deed", "preview"),
        ];

        let shown = desk.post(&format!("{place}/updates"), &fields).await;

        assert_eq!(
            shown.text(".findings-none"),
            "The review found nothing wrong."
        );
        assert!(shown.texts("#overrule").is_empty());
        app.claimed().await;
    }
}

#[tokio::test]
async fn whoever_only_writes_drafts_sees_findings_and_keeps_the_draft() {
    for app in TestApp::each().await {
        let ada = Desk::of(&app, "Ada", Role::Publisher).await;
        let place = ada.declare(None).await;
        app.claimed().await;
        let bob = Desk::of(&app, "Bob", Role::Responder).await;
        let updates = format!("{place}/updates");

        let shown = bob.post(&updates, &pressing("preview", &[])).await;
        let kept = bob.post(&updates, &pressing("draft", &[])).await;

        assert!(!shown.texts(".finding.is-held").is_empty());
        assert!(
            shown.texts("#overrule").is_empty(),
            "nothing that he may do"
        );
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
        let draft = kept.header("location").to_owned();
        let screen = ada.get(&draft).await;
        assert_eq!(screen.attributes("#overrule", "form"), ["draft"]);
        let held = ada.press(&screen, "draft", &[], "publish").await;
        assert_eq!(held.status, StatusCode::UNPROCESSABLE_ENTITY);
        let reason = [("overrule", "Measured apart.")];
        let out = ada.press(&held, "draft", &reason, "publish").await;
        assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.body);
        assert_eq!(app.claimed().await.len(), 1);
    }
}

#[tokio::test]
async fn declaring_and_correcting_are_reviewed_alike() {
    for app in TestApp::each().await {
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let mut fields = pressing("publish", &[("page", "test"), ("title-fr", "Paiements")]);
        fields.push(("without", ""));

        let declared = desk.post("/console/incidents/new", &fields).await;

        assert_eq!(declared.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(declared.attributes("#overrule", "form"), ["declare"]);
        let place = desk.declare(None).await;
        app.claimed().await;
        let correct = desk.get(&place).await.attributes(".stop-link", "href");
        let screen = desk.get(&correct[0]).await;
        let held = desk.press(&screen, "correct", TWO_TIMES, "correct").await;
        assert_eq!(
            held.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            held.body
        );
        assert_eq!(held.attributes("#overrule", "form"), ["correct"]);
    }
}

#[tokio::test]
async fn a_page_s_settings_say_what_is_held() {
    for app in TestApp::each().await {
        let root = Desk::of(&app, "Root2", Role::Administrator).await;
        let screen = root.get("/console/pages/test").await;
        let rules = [
            ("review", "advise"),
            ("internal_hosts", ".prod.example.net, .internal"),
            ("people", "Marie Dupont"),
        ];

        let odd = [("internal_hosts", "https://db.example.net")];
        let refused = root.press(&screen, "page", &odd, "store").await;
        let stored = root.press(&screen, "page", &rules, "store").await;

        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(stored.status, StatusCode::SEE_OTHER, "{}", stored.body);
        let screen = root.get("/console/pages/test").await;
        assert_eq!(
            screen.attributes("#internal_hosts", "value"),
            [".prod.example.net, .internal"]
        );
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let place = desk.declare(None).await;
        let said = desk
            .post(&format!("{place}/updates"), &pressing("publish", &[]))
            .await;
        assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.body);
        app.claimed().await;
    }
}
