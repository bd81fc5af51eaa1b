//! Private pages: what opens them, what is said outside, and that nothing of them is anywhere else.

use std::collections::{BTreeSet, VecDeque};

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use beffroi::{
    app::Peer,
    ground::password,
    incidents,
    pages::{self, Access, Door, Page, Visibility},
};
use beffroi_domain::{Actor, ComponentStatus, PageId, StatusChange};
use jiff::SignedDuration;

use crate::support::{Answer, TestApp, words};

pub const PASSWORD: &str = "quatre mots bien choisis";
/// Stands in everything that the private page alone knows.
pub const CANARY: &str = "Kanarienvogel";

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
const HTML: (&str, &str) = ("accept", "text/html");

/// What a program or a person may ask for, on any page.
const ADDRESSES: &[&str] = &[
    "/",
    "/fr/",
    "/fr/history",
    "/fr/history/2026-03",
    "/history",
    "/fr/figures",
    "/figures",
    "/promises",
    "/fr/help",
    "/fr/help?q=page",
    "/fr/help/how-we-inform",
    "/help/how-we-inform",
    "/fr/incidents/aaaaaaaaaaaa",
    "/fr/nothing",
    "/nothing",
    "/incidents/aaaaaaaaaaaa",
    "/api/v2/summary.json",
    "/api/v2/status.json",
    "/api/v2/components.json",
    "/api/v2/incidents.json",
    "/api/v2/incidents/unresolved.json",
    "/api/v2/scheduled-maintenances.json",
    "/history.rss",
    "/history.atom",
    "/history.json",
    "/history.ics",
    "/fr/history.atom",
    "/fr/calendar.ics",
    "/badge.svg",
    "/fr/badge.svg",
    "/embed.js",
    "/events?locale=fr",
    "/sitemap.xml",
    "/robots.txt",
    "/fr/search?q=Paiements",
    "/fr/card.png",
];

/// A private page beside the public one; one incident stands on both, with components of each.
pub async fn private(app: &TestApp) -> Page {
    let page = app.another_page("inner").await;
    let hidden = app.component_on(&page, CANARY).await;
    let own = app.component("Cartes").await;
    let mut new = app.incident();
    new.facts.components = vec![own, hidden];
    let degree = ComponentStatus::MajorOutage;
    new.facts.windows[0].components = vec![(own, degree), (hidden, degree)];
    new.updates[0].changes = vec![StatusChange {
        component: hidden,
        old: ComponentStatus::Operational,
        new: degree,
    }];
    let id = app.record(new).await;
    let (now, actor) = (app.now(), Actor::System);
    let public_id = Some("aaaaaaaaaaaa".parse().unwrap());
    let kept = password::hash(PASSWORD).unwrap();
    let mut tx = app.db().begin().await.unwrap();
    let visibility = Visibility::Public;
    incidents::put_on_page(&mut tx, now, actor, id, page.id, visibility, public_id)
        .await
        .unwrap();
    pages::set_access(&mut tx, now, actor, page.id, Access::Private)
        .await
        .unwrap();
    pages::set_password(&mut tx, now, actor, page.id, Some(&kept))
        .await
        .unwrap();
    let name = words(&[("fr", &format!("{CANARY} SA"))]);
    pages::set_name(&mut tx, now, actor, &page, &name)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    page
}

/// The key of a link that opens the page for an hour.
pub async fn link(app: &TestApp, page: &Page) -> String {
    let mut tx = app.db().begin().await.unwrap();
    let until = app.now() + SignedDuration::from_hours(1);
    let key = pages::make_link(&mut tx, app.now(), Actor::System, page.id, until).await;
    tx.commit().await.unwrap();
    key.unwrap()
}

async fn try_password(app: &TestApp, path: &str, password: &str, with: &[(&str, &str)]) -> Answer {
    let mut request = Request::post(path)
        .header(FORM.0, FORM.1)
        .header(HTML.0, HTML.1);
    for (name, value) in with {
        request = request.header(*name, *value);
    }
    let typed = password.replace(' ', "+");
    let mut request = request
        .body(Body::from(format!("password={typed}")))
        .unwrap();
    let peer = "192.0.2.7:1000".parse().unwrap();
    request.extensions_mut().insert(Peer(peer));
    app.send(request).await
}

const FROM_HERE: &[(&str, &str)] = &[("sec-fetch-site", "same-origin")];

/// The cookie of an answer as a browser sends it back.
pub fn cookie(answer: &Answer) -> String {
    let set = answer.header("set-cookie");
    set.split(';').next().unwrap().to_owned()
}

fn tells_nothing(answer: &Answer, path: &str) {
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{path}");
    assert!(!answer.body.contains(CANARY), "{path}: {}", answer.body);
    is_kept_in(answer, path);
}

fn is_kept_in(answer: &Answer, path: &str) {
    assert_eq!(answer.header("cache-control"), "no-store", "{path}");
    assert_eq!(answer.header("access-control-allow-origin"), "", "{path}");
    assert_eq!(answer.header("x-robots-tag"), "noindex", "{path}");
    assert_eq!(answer.header("etag"), "", "{path}");
}

#[tokio::test]
async fn nothing_of_a_private_page_is_told_to_whoever_stays_outside() {
    for app in TestApp::each().await {
        private(&app).await;

        for address in ADDRESSES {
            let path = format!("/p/inner{address}");
            tells_nothing(&app.get_with(&path, &[HTML]).await, &path);
            tells_nothing(&app.get(&path).await, &path);
        }
        let door = app.get_with("/p/inner/fr/", &[HTML]).await;
        assert_eq!(door.text("h1"), "Cette page est privée");
        assert_eq!(door.header("www-authenticate"), "Bearer");
        assert_eq!(door.attributes("input", "name"), ["password"]);
        let policy = door.header("content-security-policy");
        assert!(policy.contains("form-action 'self'"), "{policy}");
        assert_eq!(app.get("/assets/page.css").await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn a_link_leads_in_and_leaves_its_key_behind() {
    for app in TestApp::each().await {
        let page = private(&app).await;
        let key = link(&app, &page).await;

        let led = app
            .get(&format!("/p/inner/fr/history?page=1&key={key}"))
            .await;

        assert_eq!(led.status, StatusCode::SEE_OTHER);
        assert_eq!(led.header("location"), "/p/inner/fr/history?page=1");
        let set = led.header("set-cookie");
        for part in ["; Path=/", "; HttpOnly", "; SameSite=Lax", "; Max-Age=3600"] {
            assert!(set.contains(part), "{set}");
        }
        is_kept_in(&led, "the way in");
        let inside = app
            .get_with("/p/inner/fr/", &[("cookie", &cookie(&led))])
            .await;
        assert_eq!(inside.status, StatusCode::OK);
        assert_eq!(inside.text(".brand-name"), format!("{CANARY} SA"));
        is_kept_in(&inside, "inside");
        assert_eq!(inside.header("referrer-policy"), "no-referrer");
    }
}

#[tokio::test]
async fn over_tls_the_cookie_is_of_this_host_alone() {
    for mut app in TestApp::each().await {
        let page = private(&app).await;
        let key = link(&app, &page).await;
        app.set("public_url = \"https://status.example\"");

        let led = app.get(&format!("/p/inner/fr/?key={key}")).await;

        let set = led.header("set-cookie");
        assert!(
            set.starts_with("__Host-beffroi-") && set.ends_with("; Secure"),
            "{set}"
        );
        assert_eq!(led.header("strict-transport-security"), "max-age=31536000");
    }
}

#[tokio::test]
async fn a_program_shows_the_key_of_a_link_as_a_bearers() {
    for app in TestApp::each().await {
        let page = private(&app).await;
        let bearer = format!("Bearer {}", link(&app, &page).await);

        for path in [
            "/p/inner/api/v2/summary.json",
            "/p/inner/history.atom",
            "/p/inner/badge.svg",
            "/p/inner/widget.js",
        ] {
            let inside = app.get_with(path, &[("authorization", &bearer)]).await;

            assert_eq!(inside.status, StatusCode::OK, "{path}");
            is_kept_in(&inside, path);
            let held = inside.header("cross-origin-resource-policy");
            assert_eq!(held, "same-origin", "{path}");
            assert!(
                inside
                    .header("content-security-policy")
                    .ends_with("frame-ancestors 'none'"),
                "{path}"
            );
            tells_nothing(
                &app.get_with(path, &[("authorization", "Bearer 1.2")]).await,
                path,
            );
        }
    }
}

#[tokio::test]
async fn a_link_and_its_pass_end_with_its_time() {
    for app in TestApp::each().await {
        let page = private(&app).await;
        let key = link(&app, &page).await;
        let led = app.get(&format!("/p/inner/fr/?key={key}")).await;
        let pass = cookie(&led);

        app.app.clock.set(app.now() + SignedDuration::from_hours(1));

        tells_nothing(
            &app.get_with("/p/inner/fr/", &[("cookie", &pass)]).await,
            "the pass",
        );
        let stale = app
            .get_with(&format!("/p/inner/fr/?key={key}"), &[HTML])
            .await;
        tells_nothing(&stale, "the link");
        assert!(
            stale
                .text(".door-error")
                .starts_with("Ce lien n’ouvre pas la page")
        );
    }
}

/// A page is shown to nobody any more but whoever is let in.
pub async fn make_private(app: &TestApp, page: PageId) {
    let mut tx = app.db().begin().await.unwrap();
    let (now, actor) = (app.now(), Actor::System);
    pages::set_access(&mut tx, now, actor, page, Access::Private)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_link_opens_one_page_only() {
    for app in TestApp::each().await {
        let page = private(&app).await;
        let other = app.another_page("other").await;
        make_private(&app, other.id).await;
        let key = link(&app, &page).await;
        let led = app.get(&format!("/p/inner/fr/?key={key}")).await;

        let foreign = app.get(&format!("/p/other/fr/?key={key}")).await;
        let with_pass = app
            .get_with("/p/other/fr/", &[("cookie", &cookie(&led))])
            .await;

        assert_eq!(foreign.status, StatusCode::UNAUTHORIZED);
        assert_eq!(with_pass.status, StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test]
async fn the_password_leads_in_and_another_does_not() {
    for app in TestApp::each().await {
        private(&app).await;

        let wrong =
            try_password(&app, "/p/inner/fr/history", "quatre autres mots", FROM_HERE).await;
        let right = try_password(&app, "/p/inner/fr/history", PASSWORD, FROM_HERE).await;

        tells_nothing(&wrong, "a wrong password");
        assert_eq!(wrong.attributes("input", "aria-invalid"), ["true"]);
        assert_eq!(right.status, StatusCode::SEE_OTHER);
        assert_eq!(right.header("location"), "/p/inner/fr/history");
        let inside = app
            .get_with("/p/inner/fr/history", &[("cookie", &cookie(&right))])
            .await;
        assert_eq!(inside.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn a_form_of_another_place_is_not_taken() {
    for app in TestApp::each().await {
        private(&app).await;
        let host = ("host", "status.example:8080");

        for with in [
            &[("sec-fetch-site", "cross-site")][..],
            &[
                ("sec-fetch-site", "same-site"),
                ("origin", "https://status.example:8080"),
                host,
            ],
            &[("origin", "https://evil.example"), host],
            &[("origin", "null"), host],
            &[host],
        ] {
            let refused = try_password(&app, "/p/inner/fr/", PASSWORD, with).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{with:?}");
            assert_eq!(refused.header("set-cookie"), "");
        }
        let origin = ("origin", "http://status.example:8080");
        let taken = try_password(&app, "/p/inner/fr/", PASSWORD, &[origin, host]).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn whoever_guesses_is_stopped_for_a_while() {
    let app = TestApp::start().await;
    let page = private(&app).await;

    for _ in 0..10 {
        let wrong = try_password(&app, "/p/inner/fr/", "quatre autres mots", FROM_HERE).await;
        assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
    }
    let stopped = try_password(&app, "/p/inner/fr/", PASSWORD, FROM_HERE).await;
    let key = link(&app, &page).await;
    let by_link = app.get(&format!("/p/inner/fr/?key={key}")).await;
    app.app.clock.set(app.now() + SignedDuration::from_mins(10));
    let later = try_password(&app, "/p/inner/fr/", PASSWORD, FROM_HERE).await;

    assert_eq!(stopped.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(stopped.header("retry-after"), "600");
    assert_eq!(by_link.status, StatusCode::SEE_OTHER);
    assert_eq!(later.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_pass_ends_with_the_password_and_a_link_with_the_key() {
    for app in TestApp::each().await {
        let page = private(&app).await;
        let (now, actor) = (app.now(), Actor::System);
        let first = cookie(&try_password(&app, "/p/inner/fr/", PASSWORD, FROM_HERE).await);

        let mut tx = app.db().begin().await.unwrap();
        let kept = password::hash("une autre suite de mots").unwrap();
        pages::set_password(&mut tx, now, actor, page.id, Some(&kept))
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let after_password = app.get_with("/p/inner/fr/", &[("cookie", &first)]).await;
        let key = link(&app, &page).await;
        let second = cookie(&app.get(&format!("/p/inner/fr/?key={key}")).await);
        let mut tx = app.db().begin().await.unwrap();
        pages::end_links(&mut tx, now, actor, page.id)
            .await
            .unwrap();
        tx.commit().await.unwrap();

        tells_nothing(&after_password, "after another password");
        let path = format!("/p/inner/fr/?key={key}");
        tells_nothing(&app.get(&path).await, "a link of the old key");
        let inside = app.get_with("/p/inner/fr/", &[("cookie", &second)]).await;
        tells_nothing(&inside, "a pass of the old key");
    }
}

#[tokio::test]
async fn the_door_bears_the_name_where_the_operator_says_so() {
    for app in TestApp::each().await {
        let page = private(&app).await;
        let mut tx = app.db().begin().await.unwrap();
        let (now, actor) = (app.now(), Actor::System);
        pages::set_door(&mut tx, now, actor, page.id, Door::Named)
            .await
            .unwrap();
        pages::set_password(&mut tx, now, actor, page.id, None)
            .await
            .unwrap();
        tx.commit().await.unwrap();

        let door = app.get_with("/p/inner/fr/", &[HTML]).await;

        assert_eq!(door.text(".door-name"), format!("{CANARY} SA"));
        assert!(
            door.texts("form").is_empty(),
            "there is no password to write"
        );
    }
}

/// Whatever links lead to from the public page, and whatever programs may ask of it.
async fn walk(app: &TestApp) -> Vec<(String, Answer)> {
    let mut known: BTreeSet<String> = ADDRESSES.iter().map(|&path| path.to_owned()).collect();
    let mut next: VecDeque<String> = known.iter().cloned().collect();
    let mut seen = Vec::new();
    while let Some(path) = next.pop_front() {
        if path.starts_with("/events") {
            continue;
        }
        let answer = app.get(&path).await;
        for name in ["href", "src", "action"] {
            for link in answer.attributes(&format!("[{name}]"), name) {
                let link = link.strip_prefix("http://127.0.0.1:8080").unwrap_or(&link);
                let link = link.split('#').next().unwrap_or_default();
                let is_ours = link.starts_with('/') && known.len() < 1_000;
                if is_ours && known.insert(link.to_owned()) {
                    next.push_back(link.to_owned());
                }
            }
        }
        seen.push((path, answer));
    }
    seen
}

#[tokio::test]
async fn nothing_of_a_private_page_is_on_the_public_one() {
    for app in TestApp::each().await {
        private(&app).await;

        let seen = walk(&app).await;

        let found: Vec<&str> = seen
            .iter()
            .filter(|(_, answer)| answer.status == StatusCode::OK)
            .map(|(path, _)| path.as_str())
            .collect();
        assert!(found.len() > 25, "{found:?}");
        assert!(found.contains(&"/fr/incidents/q2kg8n613kr3"), "{found:?}");
        for (path, answer) in &seen {
            for secret in [CANARY, "aaaaaaaaaaaa", "inner"] {
                // The style and the script are the same for every page; a word in them is no secret.
                let asked = path.contains(secret) || path.starts_with("/assets/");
                assert!(asked || !answer.body.contains(secret), "{secret} in {path}");
            }
        }
    }
}
