//! A browser that hears providers keeps them: where it moves, and where it asks for more.

use axum::http::StatusCode;
use beffroi::{
    providers::{self, Provider},
    subscribers::{Parts, State, Wishes},
};
use beffroi_domain::Actor;

use crate::{
    providers::pages::{Host, follows_at},
    push::{Browser, Service, each, everything, rows, says_yes, states},
    support::TestApp,
};

/// What a form asks for the words of one provider, and nothing else.
fn only(slug: &str) -> Vec<(&str, &str)> {
    let mut fields = everything("fr");
    fields.extend([("provider", slug), ("only", "providers")]);
    fields
}

async fn follows(app: &TestApp, slug: &str) -> Provider {
    let host = Host::at("127.0.0.1").await;
    follows_at(app, slug, &host, Some("statuspage")).await
}

/// A browser that asked for a provider alone and has said yes.
async fn hears(app: &TestApp, service: &Service, slug: &str) -> Browser {
    app.fill("", "/push/key", &[]).await;
    let browser = Browser::of(service, "well");
    let asked = browser.asks(app, "", &only(slug)).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.body);
    says_yes(app, service, &browser).await;
    browser
}

async fn wishes(app: &TestApp, browser: &Browser) -> Wishes {
    rows(app, browser).await.remove(0).wishes
}

#[tokio::test]
async fn a_browser_that_moves_keeps_a_provider_that_is_hidden_now() {
    let service = Service::start().await;
    for app in each().await {
        let provider = follows(&app, "orgelpfeife").await;
        let old = hears(&app, &service, "orgelpfeife").await;
        let mut tx = app.db().begin().await.unwrap();
        let (now, actor) = (app.now(), Actor::System);
        providers::hide(&mut tx, now, actor, provider.id, app.page.id)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let new = Browser::of(&service, "well");
        let (old_auth, public, auth) = (old.auth(), new.public(), new.auth());
        let fields = [
            ("old_endpoint", old.endpoint.as_str()),
            ("old_auth", &old_auth),
            ("endpoint", &new.endpoint),
            ("p256dh", &public),
            ("auth", &auth),
        ];

        let moved = app.fill("", "/push/renew", &fields).await;

        assert_eq!(moved.status, StatusCode::NO_CONTENT, "{}", moved.body);
        says_yes(&app, &service, &new).await;
        assert_eq!(states(&app, &new).await, [State::Active]);
        assert_eq!(wishes(&app, &new).await, wishes(&app, &old).await);
        assert_eq!(wishes(&app, &new).await.providers, [provider.id].into());
        // It says so once more where it heard no answer, or went to where it hears other things.
        let mut tx = app.db().begin().await.unwrap();
        let sql = "DELETE FROM subscription_providers WHERE subscription_id = $1";
        let id = rows(&app, &new).await[0].id;
        tx.exec(sql, beffroi::params![id]).await.unwrap();
        tx.commit().await.unwrap();
        let moved = app.fill("", "/push/renew", &fields).await;
        assert_eq!(moved.status, StatusCode::NO_CONTENT, "{}", moved.body);
        assert_eq!(wishes(&app, &new).await.providers, [provider.id].into());
    }
}

#[tokio::test]
async fn a_browser_that_asks_for_more_goes_on_hearing_its_providers() {
    let service = Service::start().await;
    for app in each().await {
        let one = follows(&app, "orgelpfeife").await.id;
        let other = follows(&app, "bassgeige").await.id;
        let browser = hears(&app, &service, "orgelpfeife").await;

        let asked = browser.asks(&app, "", &only("bassgeige")).await;
        assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.body);
        let both = wishes(&app, &browser).await;
        let asked = browser.asks(&app, "", &everything("it")).await;
        assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.body);
        let all = wishes(&app, &browser).await;

        assert_eq!(both.providers, [one, other].into());
        assert!(both.is_of_providers_alone());
        assert_eq!(all.providers, [one, other].into());
        assert_eq!((all.parts, all.locale.as_str()), (Parts::Whole, "it"));
        // Whoever has not its secret changes nothing.
        let thief = Browser::at(browser.endpoint.clone());
        thief.asks(&app, "", &only("bassgeige")).await;
        assert_eq!(wishes(&app, &browser).await.locale.as_str(), "it");
    }
}
