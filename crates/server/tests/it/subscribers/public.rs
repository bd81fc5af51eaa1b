//! Being told, as readers see it: the forms, the link in each message, the way out.

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use beffroi::{
    components,
    subscribers::{self, Parts, State},
};
use beffroi_channels::Channel;
use beffroi_domain::{IncidentStatus, SubscriptionId};

use super::{asking, letters, load, mail, newest, told};
use crate::{
    public_private::make_private,
    support::{Answer, TestApp},
};

const MAIL: &str = "[mail]\nhost = \"localhost\"\nfrom = \"status@example.com\"\n";

async fn each() -> Vec<TestApp> {
    let mut all = TestApp::each().await;
    for app in &mut all {
        app.set(MAIL);
    }
    all
}

fn all(address: &str) -> Vec<(&str, &str)> {
    vec![
        ("address", address),
        ("locale", "it"),
        ("kind", "incidents"),
        ("kind", "maintenances"),
        ("kind", "postmortems"),
    ]
}

async fn address_of(app: &TestApp, id: SubscriptionId) -> String {
    let mut tx = app.db().snapshot().await.unwrap();
    let bell = subscribers::find_bell(&mut tx, app.page.id).await.unwrap();
    format!("/fr/subscriptions/{}", bell.unwrap().token(id))
}

/// As a mail program sends it: from nowhere, without a cookie.
async fn one_click(app: &TestApp, path: &str) -> Answer {
    let request = Request::post(path)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from("List-Unsubscribe=One-Click"));
    app.send(request.unwrap()).await
}

#[tokio::test]
async fn one_asks_by_mail_and_says_yes_by_the_link_in_the_letter() {
    for app in each().await {
        let ways = app.get("/fr/subscribe").await;
        assert!(
            ways.attributes(".told-choices a", "href")
                .contains(&"/fr/subscribe/email".to_owned())
        );
        assert!(!ways.attributes(".follow-ways a", "href").is_empty());
        let form = app.get("/fr/subscribe/email").await;
        assert_eq!(form.header("cache-control"), "no-store");
        assert_eq!(form.attributes("input[type=email]", "name"), ["address"]);

        let sent = app
            .fill("", "/fr/subscribe/email", &all("ann@example.com"))
            .await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        assert_eq!(sent.header("location"), "/fr/subscribe/asked/email");
        assert_eq!(app.get("/fr/subscribe/asked/email").await.status, 200);

        let (to, letter) = letters(&app).await.remove(0);
        let link = letter.button.unwrap().address;
        assert_eq!(
            (to.as_str(), letter.locale.as_str()),
            ("ann@example.com", "it")
        );
        let path = link
            .strip_prefix("http://localhost:8080")
            .unwrap_or(&link)
            .to_owned();
        let path = &path[path.find("/it/").unwrap()..];
        let id = newest(&app).await.unwrap().id;

        let page = app.get(path).await;
        assert_eq!(page.attributes("button", "value"), ["confirm"]);
        assert_eq!(page.header("x-robots-tag"), "noindex");
        assert!(page.attributes("link[rel=canonical]", "href").is_empty());
        assert_eq!(load(&app, id).await.unwrap().state, State::Asked);
        let yes = app.fill("", path, &[("deed", "confirm")]).await;

        assert_eq!(yes.status, 200);
        assert_eq!(yes.texts(".told-done").len(), 1);
        assert_eq!(load(&app, id).await.unwrap().state, State::Active);
    }
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field_and_what_was_typed_comes_back() {
    for app in each().await {
        let fields = [("address", "ann"), ("owner", "x"), ("locale", "fr")];
        let wrong = app.fill("", "/fr/subscribe/slack", &fields).await;

        assert_eq!(wrong.status, 422);
        let links = wrong.attributes(".wrongs a", "href");
        assert_eq!(links, ["#address", "#owner", "#kinds"]);
        assert_eq!(wrong.attributes("#address", "value"), ["ann"]);
        assert_eq!(wrong.attributes("#address", "aria-invalid"), ["true"]);
        for link in links {
            assert_eq!(wrong.texts(&format!("{link}-wrong")).len(), 1, "{link}");
        }
        assert!(newest(&app).await.is_none());
    }
}

#[tokio::test]
async fn the_answer_is_the_same_whether_an_address_is_known_or_not() {
    for app in each().await {
        told(&app, &mail(&app, "ann@example.com")).await;
        let of = async |address: &str| {
            let sent = app.fill("", "/fr/subscribe/email", &all(address)).await;
            let headers = format!("{:?}", sent.headers);
            (sent.status, headers, sent.body)
        };

        assert_eq!(of("ann@example.com").await, of("bob@example.com").await);
    }
}

#[tokio::test]
async fn a_form_from_elsewhere_is_refused_and_so_is_the_one_too_many() {
    let mut app = TestApp::start().await;
    app.set(MAIL);
    let stranger = Request::post("/fr/subscribe/email")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "cross-site")
        .body(Body::from(
            "address=ann%40example.com&locale=fr&kind=incidents",
        ));
    let stranger = app.send(stranger.unwrap()).await;
    assert_eq!(stranger.status, StatusCode::FORBIDDEN);
    assert!(newest(&app).await.is_none());

    let mut last = StatusCode::OK;
    for one in 0..21 {
        let address = format!("ann{one}@example.com");
        last = app
            .fill("", "/fr/subscribe/email", &all(&address))
            .await
            .status;
    }

    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(newest(&app).await.unwrap().address, "ann19@example.com");
}

#[tokio::test]
async fn nobody_learns_from_the_time_whether_an_address_is_known() {
    for app in each().await {
        told(&app, &mail(&app, "known@example.com")).await;
        for address in ["known@example.com", "stranger@example.com"] {
            let began = std::time::Instant::now();
            let sent = app.fill("", "/fr/subscribe/email", &all(address)).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER);
            let took = began.elapsed();
            assert!(took >= std::time::Duration::from_millis(250), "{took:?}");
        }
        letters(&app).await;
    }
}

#[tokio::test]
async fn without_a_relay_nobody_is_offered_mail() {
    let app = TestApp::start().await;

    let ways = app
        .get("/en/subscribe")
        .await
        .attributes(".told-choices a", "href");

    assert!(
        !ways.contains(&"/en/subscribe/email".to_owned()),
        "{ways:?}"
    );
    assert!(ways.contains(&"/en/subscribe/slack".to_owned()), "{ways:?}");
    assert_eq!(app.get("/en/subscribe/email").await.status, 404);
    assert_eq!(app.get("/en/subscribe/sms").await.status, 404);
}

#[tokio::test]
async fn one_is_told_of_one_incident_as_long_as_it_is_not_over() {
    for app in each().await {
        let mut new = app.incident();
        new.facts.status = IncidentStatus::Investigating;
        let incident = app.record(new).await;
        let page = app.get("/fr/incidents/q2kg8n613kr3").await;
        let way = "/fr/subscribe?about=incidents/q2kg8n613kr3";
        assert_eq!(page.attributes(".be-told a", "href"), [way]);

        let path = "/fr/subscribe/email?about=incidents/q2kg8n613kr3";
        let form = app.get(path).await;
        assert_eq!(
            form.attributes("input[name=about]", "value"),
            ["this", "all"]
        );
        let fields = [
            ("address", "ann@example.com"),
            ("locale", "fr"),
            ("about", "this"),
        ];
        app.fill("", path, &fields).await;

        assert_eq!(newest(&app).await.unwrap().about, Some(incident.0));
        let mut tx = app.db().begin().await.unwrap();
        tx.exec("UPDATE incidents SET status = 'resolved'", vec![])
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert!(
            app.get(path)
                .await
                .attributes("input[name=about]", "value")
                .is_empty()
        );
        letters(&app).await;
    }
}

#[tokio::test]
async fn what_one_hears_is_changed_by_the_link_and_only_by_it() {
    for app in each().await {
        let api = app.component("API").await;
        app.component("Site").await;
        let id = told(&app, &mail(&app, "ann@example.com")).await;
        let path = address_of(&app, id).await;
        let mut tx = app.db().snapshot().await.unwrap();
        let parts = components::of_page(&mut tx, app.page.id).await.unwrap();
        drop(tx);
        let part = parts.iter().find(|one| one.id == api).unwrap();
        let fields = [
            ("deed", "change"),
            ("locale", "en"),
            ("kind", "incidents"),
            ("part", part.public_id.as_str()),
        ];

        let changed = app.fill("", &path, &fields).await;

        assert_eq!(changed.status, 200);
        let hears = load(&app, id).await.unwrap().wishes;
        assert_eq!(
            (hears.locale.as_str(), hears.kinds.maintenances),
            ("en", false)
        );
        assert_eq!(hears.parts, Parts::Of([api.0].into()));
        let nothing = app
            .fill("", &path, &[("deed", "change"), ("locale", "en")])
            .await;
        assert_eq!(nothing.status, 422);
        let mut forged = path.clone();
        forged.replace_range(20..21, if &path[20..21] == "A" { "B" } else { "A" });
        assert_eq!(app.get(&forged).await.status, 404);
        assert_eq!(app.fill("", &forged, &fields).await.status, 404);
        letters(&app).await;
    }
}

#[tokio::test]
async fn a_secret_is_shown_once_by_a_button_and_never_by_a_look() {
    for app in each().await {
        let hook = asking(
            &app.page,
            Channel::Webhook,
            "https://hooks.example.org/in/x",
        );
        let id = told(&app, &hook).await;
        let path = address_of(&app, id).await;

        let look = app.get(&path).await;
        assert!(!look.body.contains("whsec_") && !look.body.contains("/in/x"));
        let first = app
            .fill("", &path, &[("deed", "show")])
            .await
            .text(".told-secret code");
        let again = app.fill("", &path, &[("deed", "show")]).await;
        let second = app
            .fill("", &path, &[("deed", "rotate")])
            .await
            .text(".told-secret code");

        assert!(first.starts_with("whsec_") && second.starts_with("whsec_") && first != second);
        assert_eq!(again.status, 422);
        assert!(!app.get(&path).await.body.contains("whsec_"));
        letters(&app).await;
    }
}

#[tokio::test]
async fn a_look_ends_nothing_and_one_click_from_a_mail_program_ends_it_for_ever() {
    for app in each().await {
        let id = told(&app, &mail(&app, "ann@example.com")).await;
        letters(&app).await;
        let manage = address_of(&app, id).await;
        let path = format!("{manage}/leave");
        let look = app.get(&path).await;
        assert_eq!(look.texts("button").len(), 1);
        assert_eq!(look.attributes("main form", "action"), [path.as_str()]);
        assert!(load(&app, id).await.is_some());

        assert_eq!(one_click(&app, &path).await.status, 200);
        assert_eq!(one_click(&app, &path).await.status, 200);

        assert!(load(&app, id).await.is_none());
        for path in [&path, &manage] {
            let gone = app.get(path).await;
            assert_eq!(
                (gone.status, gone.texts("button").len()),
                (StatusCode::OK, 0)
            );
            assert!(
                gone.attributes("main a", "href")
                    .contains(&"/fr/subscribe".to_owned())
            );
        }
        assert_eq!(
            one_click(&app, "/fr/subscriptions/abc/leave").await.status,
            404
        );
    }
}

#[tokio::test]
async fn a_link_in_a_language_that_the_page_no_longer_speaks_still_leads_out() {
    for app in each().await {
        let id = told(&app, &mail(&app, "ann@example.com")).await;
        letters(&app).await;
        let manage = address_of(&app, id).await;
        let manage = manage.replace("/fr/", "/de/");
        assert_eq!(app.get("/de/subscribe").await.status, 404);

        let page = app.get(&manage).await;
        assert_eq!(page.status, StatusCode::OK);
        let own = address_of(&app, id).await;
        assert!(page.attributes("main form", "action").contains(&own));
        assert_eq!(
            one_click(&app, &format!("{manage}/leave")).await.status,
            200
        );

        assert!(load(&app, id).await.is_none());
    }
}

#[tokio::test]
async fn the_gate_of_a_private_page_holds_and_lets_out_whoever_leaves() {
    for app in each().await {
        let id = told(&app, &mail(&app, "ann@example.com")).await;
        letters(&app).await;
        let manage = address_of(&app, id).await;
        make_private(&app, app.page.id).await;

        for path in ["/fr/subscribe", "/fr/subscribe/email", &manage] {
            assert_eq!(app.get(path).await.status, 401, "{path}");
        }
        let asked = app
            .fill("", "/fr/subscribe/email", &all("bob@example.com"))
            .await;
        assert_eq!(asked.status, 401);
        assert_eq!(
            one_click(&app, "/fr/subscriptions/abc/leave").await.status,
            403
        );
        assert!(load(&app, id).await.is_some());

        assert_eq!(app.get(&format!("{manage}/leave")).await.status, 200);
        assert_eq!(
            one_click(&app, &format!("{manage}/leave")).await.status,
            200
        );
        assert!(load(&app, id).await.is_none());
    }
}
