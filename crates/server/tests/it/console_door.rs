//! The console's door: who comes in, who does not, and what nobody learns.

use axum::{body::Body, http::Request};
use beffroi::members::{self, InvitationKind, Role};
use beffroi_domain::Actor;

use crate::support::{Answer, TestApp};

const PASSWORD: &str = "quatre mots bien choisis";

/// The key of a link for the first administrator.
async fn first_link(app: &TestApp) -> String {
    let mut tx = app.db().begin().await.unwrap();
    let made = members::make_first_link(&mut tx, app.now(), Actor::System).await;
    tx.commit().await.unwrap();
    made.unwrap().unwrap()
}

/// The first administrator, made through the screen; their cookie.
async fn administrator(app: &TestApp) -> String {
    let key = first_link(app).await;
    let answer = app
        .fill(
            "",
            "/console/welcome",
            &[
                ("key", &key),
                ("name", "Anna Rossi"),
                ("email", "anna@example.com"),
                ("password", PASSWORD),
            ],
        )
        .await;
    assert_eq!(
        (answer.status.as_u16(), answer.header("location")),
        (303, "/console/")
    );
    cookie(&answer)
}

fn cookie(answer: &Answer) -> String {
    let set = answer.header("set-cookie");
    set.split(';').next().unwrap().to_owned()
}

async fn sign_in(app: &TestApp, email: &str, password: &str) -> Answer {
    let fields = [
        ("email", email),
        ("password", password),
        ("to", "/console/x?a=b"),
    ];
    app.fill("", "/console/sign-in", &fields).await
}

#[tokio::test]
async fn the_first_link_makes_an_administrator_who_signs_out_and_in_again() {
    for app in TestApp::each().await {
        let key = first_link(&app).await;
        let asked = app.get(&format!("/console/welcome?key={key}")).await;
        assert_eq!(
            asked.attributes("input:not([type=hidden])", "name"),
            ["name", "email", "password"]
        );
        let cookie = administrator(&app).await;

        let inside = app.look(&cookie, "/console/nowhere").await;
        assert_eq!(inside.status, 404);
        assert_eq!(inside.text(".own-name"), "Anna Rossi");
        let out = app.fill(&cookie, "/console/sign-out", &[]).await;
        assert_eq!(
            (out.status.as_u16(), out.header("location")),
            (303, "/console/sign-in")
        );
        let gone = app.look(&cookie, "/console/").await;
        assert_eq!(
            gone.status, 303,
            "the session is over, whatever the browser keeps"
        );

        let again = sign_in(&app, " Anna@example.com", PASSWORD).await;
        assert_eq!(
            (again.status.as_u16(), again.header("location")),
            (303, "/console/x?a=b")
        );
        let set = again.header("set-cookie");
        assert!(
            set.contains("HttpOnly; SameSite=Lax") && set.starts_with("beffroi="),
            "{set}"
        );
        assert_eq!(
            app.look(&self::cookie(&again), "/console/nowhere")
                .await
                .status,
            404
        );
    }
}

#[tokio::test]
async fn a_wrong_password_and_a_stranger_get_the_same_answer_in_their_language() {
    for app in TestApp::each().await {
        administrator(&app).await;

        let wrong = sign_in(&app, "anna@example.com", "quatre mots mal choisis").await;
        let nobody = sign_in(&app, "nobody@example.com", PASSWORD).await;

        assert_eq!((wrong.status.as_u16(), nobody.status.as_u16()), (422, 422));
        let same = |answer: &Answer| answer.body.replace("anna@", "").replace("nobody@", "");
        assert_eq!(same(&wrong), same(&nobody));
        assert_eq!(wrong.attributes(".wrongs a", "href"), ["#password"]);
        assert!(wrong.header("set-cookie").is_empty());
        let italian = app.get("/console/sign-in?locale=it").await;
        assert_eq!(italian.text("h1"), "Accesso");
    }
}

#[tokio::test]
async fn many_tries_shut_the_account_for_a_while_whether_it_is_there_or_not() {
    let app = TestApp::start().await;
    administrator(&app).await;
    for email in ["anna@example.com", "nobody@example.com"] {
        for _ in 0..10 {
            assert_eq!(
                sign_in(&app, email, "quatre mots mal choisis").await.status,
                422
            );
        }
        let shut = sign_in(&app, email, PASSWORD).await;
        assert_eq!(shut.status, 429, "{email}");
    }
    app.app
        .clock
        .set(app.now() + jiff::SignedDuration::from_mins(10));
    assert_eq!(
        sign_in(&app, "anna@example.com", PASSWORD).await.status,
        303
    );
}

#[tokio::test]
async fn a_password_that_is_short_or_guessed_early_is_refused_at_its_field_and_the_link_stays_good()
{
    for app in TestApp::each().await {
        let key = first_link(&app).await;
        for bad in ["short", "password1234", "AnnaRossi2026!"] {
            let fields = [
                ("key", key.as_str()),
                ("name", "Anna Rossi"),
                ("email", "anna@example.com"),
                ("password", bad),
            ];
            let answer = app.fill("", "/console/welcome", &fields).await;
            assert_eq!(answer.status, 422, "{bad}");
            assert_eq!(answer.attributes("[aria-invalid]", "name"), ["password"]);
            assert_eq!(answer.attributes("#email", "value"), ["anna@example.com"]);
            assert!(!answer.body.contains(bad));
        }
        assert_eq!(
            app.get(&format!("/console/welcome?key={key}")).await.status,
            200
        );
    }
}

#[tokio::test]
async fn a_recovery_ends_every_other_session_and_works_once() {
    for app in TestApp::each().await {
        let old = administrator(&app).await;
        let mut tx = app.db().begin().await.unwrap();
        let anna = members::find_by_email(&mut tx, "anna@example.com")
            .await
            .unwrap()
            .unwrap();
        let kind = InvitationKind::Recover;
        let key = members::make_link(&mut tx, app.now(), Actor::System, kind, anna.id)
            .await
            .unwrap();
        tx.commit().await.unwrap();

        let fields = [
            ("key", key.as_str()),
            ("password", "cinq autres mots bien choisis"),
        ];
        let answer = app.fill("", "/console/welcome", &fields).await;
        assert_eq!(answer.status, 303);
        assert_eq!(app.look(&old, "/console/").await.status, 303);
        assert_eq!(
            app.look(&cookie(&answer), "/console/nowhere").await.status,
            404
        );
        let again = app.fill("", "/console/welcome", &fields).await;
        assert_eq!(again.status, 422, "used up");
        assert_eq!(
            sign_in(&app, "anna@example.com", PASSWORD).await.status,
            422
        );
    }
}

#[tokio::test]
async fn strangers_are_led_to_the_sign_in_whatever_they_ask_for_and_can_do_nothing() {
    for app in TestApp::each().await {
        for path in ["/console/", "/console/members", "/console/no/such?a=b"] {
            let answer = app.get(path).await;
            assert_eq!(answer.status, 303, "{path}");
            assert!(
                answer
                    .header("location")
                    .starts_with("/console/sign-in?to=/console/"),
                "{path}"
            );
            assert_eq!(app.fill("beffroi=nothing", path, &[]).await.status, 404);
        }
    }
}

#[tokio::test]
async fn a_form_from_elsewhere_is_refused_and_so_is_one_that_does_not_say() {
    for app in TestApp::each().await {
        let cookie = app.member(Role::Reader).await;
        for (name, value) in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("origin", "https://evil.example"),
            ("origin", "null"),
            ("x-nothing", "said"),
        ] {
            let request = Request::post("/console/sign-out")
                .header("cookie", &cookie)
                .header("host", "127.0.0.1:8080")
                .header(name, value)
                .body(Body::empty());
            let answer = app.send(request.unwrap()).await;
            assert_eq!(answer.status, 403, "{name}: {value}");
        }
        let ours = Request::post("/console/sign-out")
            .header("cookie", &cookie)
            .header("host", "127.0.0.1:8080")
            .header("origin", "http://127.0.0.1:8080")
            .body(Body::empty());
        assert_eq!(app.send(ours.unwrap()).await.status, 303);
    }
}

#[tokio::test]
async fn the_console_stands_at_its_own_address_alone_and_nobody_keeps_it() {
    for mut app in TestApp::each().await {
        let page = app.another_page("brand").await;
        let mut tx = app.db().begin().await.unwrap();
        let hosts = ["brand.example".to_owned()];
        beffroi::pages::set_hosts(&mut tx, app.now(), Actor::System, page.id, &hosts)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        app.set("public_url = \"https://status.example\"");

        let own = app
            .get_with("/console/sign-in", &[("host", "status.example")])
            .await;
        assert_eq!(own.status, 200);
        for (name, value) in [
            ("cache-control", "no-store"),
            ("referrer-policy", "same-origin"),
            ("x-robots-tag", "noindex"),
            ("x-frame-options", "DENY"),
        ] {
            assert_eq!(own.header(name), value);
        }
        assert!(
            own.header("content-security-policy")
                .contains("frame-ancestors 'none'")
        );
        assert!(own.header("strict-transport-security").contains("max-age"));
        for (path, host) in [
            ("/console/sign-in", "brand.example"),
            ("/console/", "brand.example"),
            ("/p/brand/console/sign-in", "status.example"),
        ] {
            let answer = app.get_with(path, &[("host", host)]).await;
            assert_eq!(answer.status, 404, "{path} on {host}");
            assert!(answer.texts(".own, .at-door").is_empty());
        }
        let foreign = app
            .get_with("/console/sign-in", &[("host", "evil.example")])
            .await;
        assert_eq!(foreign.status, 421);
    }
}

#[tokio::test]
async fn a_member_chooses_the_language_of_their_console() {
    for app in TestApp::each().await {
        let cookie = app.member(Role::Reader).await;
        let done = app
            .fill(&cookie, "/console/language", &[("locale", "it")])
            .await;
        assert_eq!(done.status, 303);

        let answer = app.look(&cookie, "/console/nowhere").await;
        assert_eq!(answer.attributes("html", "lang"), ["it"]);
        assert_eq!(
            app.fill(&cookie, "/console/language", &[("locale", "xx")])
                .await
                .status,
            404
        );
    }
}

#[tokio::test]
async fn over_https_the_cookie_is_bound_to_its_host() {
    let mut app = TestApp::start().await;
    administrator(&app).await;
    app.set("public_url = \"https://status.example\"");
    let request = Request::post("/console/sign-in")
        .header("host", "status.example")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(format!(
            "email=anna%40example.com&password={}",
            PASSWORD.replace(' ', "+")
        )));

    let answer = app.send(request.unwrap()).await;

    let set = answer.header("set-cookie");
    assert!(
        set.starts_with("__Host-beffroi=") && set.contains("Path=/; ") && set.ends_with("; Secure"),
        "{set}"
    );
}
