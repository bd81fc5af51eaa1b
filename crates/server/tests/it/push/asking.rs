//! A browser asks, proves that it is one, asks again, moves and leaves.

use axum::http::{Request, StatusCode};
use beffroi::{
    pages::{self, Access},
    subscribers::{self, Parts, State},
};
use beffroi_domain::{Actor, IncidentStatus};

use super::{Browser, Service, bell, each, everything, rows, says_yes, states, told, verified};
use crate::{subscribers::audited, support::TestApp};

#[tokio::test]
async fn the_choice_waits_hidden_for_the_script_and_says_so_without_one() {
    for app in each().await {
        let ways = app.get("/it/subscribe").await;
        let hidden = ways.attributes("li[data-push=way][hidden] a", "href");
        assert_eq!(hidden, ["/it/subscribe/web_push"]);
        assert_eq!(ways.texts("noscript").len(), 1);
        assert_eq!(ways.attributes("script[src*=push]", "defer").len(), 1);
        let form = app.get("/it/subscribe/web_push").await;
        assert_eq!(
            form.attributes("form[data-push][hidden]", "method"),
            ["post"]
        );
        assert_eq!(form.texts("noscript").len(), 1);
        let manifest = form.attributes("link[rel=manifest]", "href").remove(0);

        let manifest = app.get(&manifest).await;

        assert_eq!(manifest.header("content-type"), "application/manifest+json");
        let manifest: serde_json::Value = serde_json::from_str(&manifest.body).unwrap();
        assert_eq!(manifest["short_name"], "Prova");
        assert_eq!(manifest["start_url"], "/it/");
        for icon in manifest["icons"].as_array().unwrap() {
            assert_eq!(app.get(icon["src"].as_str().unwrap()).await.status, 200);
        }
        let worker = app.get("/push-worker.js").await;
        assert_eq!(
            worker.header("content-type"),
            "text/javascript; charset=utf-8"
        );
        assert!(worker.header("cache-control").contains("must-revalidate"));
        let policy = worker.header("content-security-policy");
        assert!(
            policy.contains("script-src 'self'; connect-src 'self'"),
            "{policy}"
        );
    }
}

#[tokio::test]
async fn where_nobody_can_be_reached_about_it_browsers_are_not_offered() {
    let app = TestApp::start().await;

    let ways = app.get("/en/subscribe").await;

    assert!(ways.attributes("[data-push]", "hidden").is_empty());
    assert!(ways.attributes("link[rel=manifest]", "href").is_empty());
    for path in ["/en/subscribe/web_push", "/en/app.webmanifest"] {
        assert_eq!(app.get(path).await.status, 404, "{path}");
    }
    assert_eq!(app.fill("", "/push/key", &[]).await.status, 404);
}

#[tokio::test]
async fn a_browser_says_yes_by_reading_what_only_it_can_read() {
    let service = Service::start().await;
    for app in each().await {
        let key = app.fill("", "/push/key", &[]).await.body;
        assert_eq!(app.fill("", "/push/key", &[]).await.body, key);
        let browser = Browser::of(&service, "well");
        let asked = browser.asks(&app, "", &everything("it")).await;
        assert_eq!(asked.header("location"), "/fr/subscribe/asked/web_push");
        let next = app.get("/fr/subscribe/asked/web_push").await;
        assert_eq!(next.attributes("[data-push-wait]", "data-base"), ["/"]);
        assert_eq!(states(&app, &browser).await, [State::Asked]);
        assert_eq!(browser.own(&app).await, None, "asking alone opens nothing");

        beffroi::app::post(&app.app).ask().await.unwrap();
        let given = service.given().remove(0);
        let question = browser.opens(&given).unwrap();
        assert_eq!(Browser::of(&service, "well").opens(&given), None);
        let (public, claims) = verified(&given);
        assert_eq!(public, key);
        assert_eq!(claims["sub"], "mailto:status@example.com");
        assert_eq!(claims["aud"], service.origin());
        assert_eq!(
            (&question["lang"], &question["title"]),
            (&"it".into(), &"Prova".into())
        );
        let path = format!("/{}", question["confirm"].as_str().unwrap());
        assert!(question["url"].as_str().unwrap().ends_with(&path));
        let stranger = Request::post(&path)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "cross-site")
            .body("deed=confirm".into());
        let stranger = app.send(stranger.unwrap()).await;
        assert_eq!(stranger.status, StatusCode::FORBIDDEN);
        app.fill("", &path, &[("deed", "confirm")]).await;

        assert_eq!(states(&app, &browser).await, [State::Active]);
        assert_eq!(browser.own(&app).await, Some(path.clone()));
        let page = app.get(&path).await;
        assert!(
            page.body.contains("questo browser (localhost)"),
            "{}",
            page.body
        );
        assert_eq!(audited(&app, "subscription.confirm").await, 1);
        assert_eq!(audited(&app, "page.push.key").await, 1);
        assert!(service.given().is_empty());
    }
}

#[tokio::test]
async fn the_same_browser_asks_again_and_hears_what_it_wishes_now() {
    let service = Service::start().await;
    for app in each().await {
        let browser = told(&app, &service, "fr").await;
        let api = app.component("API").await;
        app.component("Cards").await;
        let form = app.get("/fr/subscribe/web_push").await;
        let part = form.attributes("input[name=part]", "value").remove(0);
        let wishes = [("locale", "en"), ("kind", "incidents"), ("part", &part)];

        let again = browser.asks(&app, "", &wishes).await;

        assert_eq!(again.status, StatusCode::SEE_OTHER);
        let all = rows(&app, &browser).await;
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].state, State::Active);
        assert_eq!(all[0].wishes.locale.as_str(), "en");
        assert!(!all[0].wishes.kinds.postmortems);
        assert_eq!(all[0].wishes.parts, Parts::Of([api.0].into()));
        assert_eq!(beffroi::app::post(&app.app).ask().await.unwrap(), 0);
        // Whoever knows the address alone changes nothing, and finds nothing.
        let thief = Browser::at(browser.endpoint.clone());
        thief.asks(&app, "", &everything("it")).await;
        assert_eq!(thief.own(&app).await, None);
        assert_eq!(rows(&app, &browser).await[0].wishes, all[0].wishes);
        assert_eq!(audited(&app, "subscription.change").await, 1);
    }
}

#[tokio::test]
async fn what_no_browser_says_is_refused_in_words() {
    let service = Service::start().await;
    for app in each().await {
        let good = Browser::of(&service, "well");
        let (public, auth) = (good.public(), good.auth());
        let plain = "http://push.example.net/x";
        for (endpoint, public, auth) in [
            (plain, public.as_str(), auth.as_str()),
            ("https://user:pass@push.example.net/x", &public, &auth),
            ("", &public, &auth),
            (&good.endpoint, "", &auth),
            (&good.endpoint, &public, "short"),
        ] {
            let mut fields = everything("fr");
            fields.extend([("endpoint", endpoint), ("p256dh", public), ("auth", auth)]);
            let answer = app.fill("", "/fr/subscribe/web_push", &fields).await;
            assert_eq!(
                answer.status,
                StatusCode::UNPROCESSABLE_ENTITY,
                "{endpoint}"
            );
            assert_eq!(answer.texts(".wrongs li").len(), 1, "{endpoint}");
        }
        let nothing = good.asks(&app, "", &[("locale", "fr")]).await;
        assert_eq!(nothing.attributes(".wrongs a", "href"), ["#kinds"]);
        assert!(rows(&app, &good).await.is_empty());
    }
}

#[tokio::test]
async fn an_address_inside_is_not_called_and_one_network_asks_twenty_times() {
    let service = Service::start().await;
    for mut app in TestApp::each().await {
        app.set("public_url = \"https://status.example.com\"");
        app.fill("", "/push/key", &[]).await;
        for host in [
            "localhost",
            "127.0.0.1",
            "[::ffff:127.0.0.1]",
            "169.254.169.254",
        ] {
            let at = format!("https://{host}:{}/x/well", service.at.port());
            let asked = Browser::at(at).asks(&app, "", &everything("fr")).await;
            assert_eq!(asked.status, StatusCode::SEE_OTHER);
        }

        assert_eq!(beffroi::app::post(&app.app).ask().await.unwrap(), 0);

        assert!(service.given().is_empty());
        let mut last = StatusCode::OK;
        for _ in 0..17 {
            let browser = Browser::of(&service, "well");
            last = browser.asks(&app, "", &everything("fr")).await.status;
        }
        assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    }
}

#[tokio::test]
async fn one_address_is_asked_five_times_a_day() {
    let service = Service::start().await;
    for app in each().await {
        app.fill("", "/push/key", &[]).await;
        let browser = Browser::of(&service, "well");
        for _ in 0..7 {
            browser.asks(&app, "", &everything("fr")).await;
        }

        beffroi::app::post(&app.app).ask().await.unwrap();

        assert_eq!(service.given().len(), 5);
    }
}

#[tokio::test]
async fn a_browser_that_moved_hears_at_the_new_address_once_that_said_yes() {
    let service = Service::start().await;
    for app in each().await {
        let old = told(&app, &service, "it").await;
        let new = Browser::of(&service, "well");
        let (old_auth, public, auth) = (old.auth(), new.public(), new.auth());
        let wrong = Browser::at(String::new()).auth();
        let fields = |old_auth| {
            [
                ("old_endpoint", old.endpoint.as_str()),
                ("old_auth", old_auth),
                ("endpoint", new.endpoint.as_str()),
                ("p256dh", &public),
                ("auth", &auth),
            ]
        };
        app.fill("", "/push/renew", &fields(&wrong)).await;
        assert!(rows(&app, &new).await.is_empty(), "a stranger moves nobody");

        let moved = app.fill("", "/push/renew", &fields(&old_auth)).await;

        assert_eq!(moved.status, StatusCode::NO_CONTENT);
        assert_eq!(states(&app, &new).await, [State::Asked]);
        assert_eq!(says_yes(&app, &service, &new).await["lang"], "it");
        assert_eq!(states(&app, &new).await, [State::Active]);
        assert_eq!(
            states(&app, &old).await,
            [State::Active],
            "until its service says that it is gone"
        );
    }
}

#[tokio::test]
async fn a_browser_leaves_by_its_link_and_asks_again_by_itself() {
    let service = Service::start().await;
    for app in each().await {
        let browser = told(&app, &service, "fr").await;
        let path = browser.own(&app).await.unwrap();
        let leave = app.get(&format!("{path}/leave")).await;
        assert!(leave.body.contains("questo browser"), "{}", leave.body);

        app.fill("", &format!("{path}/leave"), &[]).await;

        assert!(rows(&app, &browser).await.is_empty());
        assert_eq!(browser.own(&app).await, None);
        browser.asks(&app, "", &everything("fr")).await;
        says_yes(&app, &service, &browser).await;
        assert_eq!(states(&app, &browser).await, [State::Active]);
    }
}

#[tokio::test]
async fn one_incident_alone_can_be_asked_for() {
    let service = Service::start().await;
    for app in each().await {
        let mut new = app.incident();
        new.facts.status = IncidentStatus::Investigating;
        let incident = app.record(new).await;
        app.fill("", "/push/key", &[]).await;
        let browser = Browser::of(&service, "well");
        let fields = [("locale", "en"), ("about", "this")];

        browser
            .asks(&app, "?about=incidents/q2kg8n613kr3", &fields)
            .await;

        says_yes(&app, &service, &browser).await;
        let one = rows(&app, &browser).await.remove(0);
        assert_eq!((one.about, one.state), (Some(incident.0), State::Active));
        let page = app.get(&browser.own(&app).await.unwrap()).await;
        assert!(page.attributes("input[name=kind]", "value").is_empty());
    }
}

#[tokio::test]
async fn a_person_is_forgotten_and_no_list_says_where_a_browser_is() {
    let service = Service::start().await;
    for app in each().await {
        let browser = told(&app, &service, "fr").await;
        let one = rows(&app, &browser).await.remove(0);
        let written = subscribers::sheet::row(&one, &[], &Default::default());
        assert!(written.contains("localhost,web_push"), "{written}");
        assert!(!written.contains("/well") && !written.contains(&browser.auth()));
        let list = app.get("/fr/subscribers").await;
        assert_eq!(list.status, 404);
        let brought = "address,channel\nhttps://push.example.net/x,web_push\n";
        let actor = Actor::System;
        let reason = "from a page of ours that is gone";
        let account =
            subscribers::sheet::import(app.db(), app.now(), actor, &app.page, reason, brought);
        assert_eq!(account.await.unwrap().refused, 1);

        let mut tx = app.db().begin().await.unwrap();
        let endpoint = &browser.endpoint;
        let gone =
            subscribers::forget_person(&mut tx, app.now(), actor, &[app.page.id], endpoint).await;
        tx.commit().await.unwrap();

        assert_eq!(gone.unwrap().subscriptions, [one.id]);
        assert!(rows(&app, &browser).await.is_empty());
    }
}

#[tokio::test]
async fn the_key_survives_and_is_another_on_another_page() {
    for app in each().await {
        let first = app.fill("", "/push/key", &[]).await.body;
        app.another_page("other").await;
        assert_eq!(app.fill("", "/p/other/push/key", &[]).await.status, 200);
        let second = app.fill("", "/p/other/push/key", &[]).await.body;

        assert_ne!(first, second);
        let contact = "https://status.example.com";
        assert_eq!(bell(&app).await.vapid(contact).unwrap().public(), first);
        // A private page answers those who have come in alone; the script itself says nothing of it.
        let mut tx = app.db().begin().await.unwrap();
        let now = app.now();
        pages::set_access(&mut tx, now, Actor::System, app.page.id, Access::Private)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(app.fill("", "/push/key", &[]).await.status, 401);
        assert_eq!(app.get("/push-worker.js").await.status, 200);
    }
}
