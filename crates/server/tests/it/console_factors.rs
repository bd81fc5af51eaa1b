//! The console's screens of second factors and passkeys: they work, they refuse, and nobody gets past them.

use beffroi::{
    members::{self, CodeKey, Role, Way},
    web::Site,
};
use beffroi_domain::{Actor, MemberId};
use jiff::SignedDuration;
use serde_json::Value;

use crate::{
    authenticator::Authenticator,
    duty::written,
    factors::shown,
    support::{Answer, TestApp},
};

const PASSWORD: &str = "quatre mots bien choisis";
const ORIGIN: &str = "http://localhost:8080";
const ACCOUNT: &str = "/console/account";
const HALF_MINUTE: SignedDuration = SignedDuration::from_secs(30);

/// A member with a password, and their cookie.
async fn somebody(app: &TestApp) -> (MemberId, String) {
    let (member, cookie) = app.signed_in_on(None, Role::Publisher).await;
    let kept = beffroi::ground::password::hash(PASSWORD).unwrap();
    let (now, mut tx) = (app.now(), app.db().begin().await.unwrap());
    members::set_password(&mut tx, now, Actor::System, member, &kept)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    (member, cookie)
}

fn cookie(answer: &Answer) -> String {
    let set = answer.header("set-cookie");
    set.split(';').next().unwrap().to_owned()
}

fn led(answer: &Answer) -> (u16, &str) {
    (answer.status.as_u16(), answer.header("location"))
}

/// An app, taken on through the screen; its key, and the recovery codes.
async fn with_app(app: &TestApp, own: &str) -> (String, Vec<String>) {
    let asked = app.look(own, "/console/account/codes").await;
    let key = asked.attributes("[name=key]", "value").remove(0);
    let code = shown(&key, app.now());
    let fields = [("key", key.as_str()), ("code", &code), ("proof", PASSWORD)];
    let answer = app.fill(own, "/console/account/codes", &fields).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    (key, answer.texts(".once code"))
}

async fn sign_in(app: &TestApp, member: MemberId) -> Answer {
    let mut tx = app.db().snapshot().await.unwrap();
    let member = members::find_by_id(&mut tx, member).await.unwrap().unwrap();
    drop(tx);
    let email = member.email.unwrap();
    let fields = [
        ("email", email.as_str()),
        ("password", PASSWORD),
        ("to", "/console/x?a=b"),
    ];
    app.fill("", "/console/sign-in", &fields).await
}

#[tokio::test]
async fn an_app_is_taken_on_and_its_code_is_asked_for_after_the_password() {
    for app in TestApp::each().await {
        let (member, own) = somebody(&app).await;
        let asked = app.look(&own, "/console/account/codes").await;
        let address = asked.attributes("a[href^=otpauth]", "href").remove(0);
        assert!(address.starts_with("otpauth://totp/127.0.0.1"), "{address}");
        assert_eq!(asked.texts("svg[role=img] path").len(), 1);
        let (key, codes) = with_app(&app, &own).await;
        assert_eq!(codes.len(), 10);

        let first = sign_in(&app, member).await;
        assert_eq!(
            led(&first),
            (303, "/console/sign-in/second?to=%2Fconsole%2Fx%3Fa%3Db")
        );
        let waiting = cookie(&first);
        let inside = app.look(&waiting, ACCOUNT).await;
        assert_eq!(inside.status, 303, "half a session opens nothing");
        let question = app.look(&waiting, first.header("location")).await;
        assert_eq!(
            question.attributes("[name=to]", "value"),
            ["/console/x?a=b"]
        );
        let wrong = app
            .fill(&waiting, "/console/sign-in/second", &[("code", "000000")])
            .await;
        assert_eq!(wrong.status, 422);
        assert_eq!(wrong.attributes(".wrongs a", "href"), ["#code"]);

        app.app.clock.set(app.now() + HALF_MINUTE);
        let code = shown(&key, app.now());
        let fields = [("code", code.as_str()), ("to", "/console/x?a=b")];
        let entered = app.fill(&waiting, "/console/sign-in/second", &fields).await;
        assert_eq!(led(&entered), (303, "/console/x?a=b"));
        assert_ne!(cookie(&entered), waiting, "another session");
        assert_eq!(app.look(&cookie(&entered), ACCOUNT).await.status, 200);
        let again = app.fill(&waiting, "/console/sign-in/second", &fields).await;
        assert_eq!(led(&again), (303, "/console/sign-in"), "it ended");
        assert_eq!(app.look(&waiting, ACCOUNT).await.status, 303);
    }
}

#[tokio::test]
async fn codes_are_tried_five_times_and_strangers_are_led_to_the_door() {
    let app = TestApp::start().await;
    let (member, own) = somebody(&app).await;
    let (_, codes) = with_app(&app, &own).await;
    let waiting = cookie(&sign_in(&app, member).await);

    for _ in 0..5 {
        let wrong = app
            .fill(&waiting, "/console/sign-in/second", &[("code", "000000")])
            .await;
        assert_eq!(wrong.status, 422);
    }

    let good = [("code", codes[0].as_str())];
    let shut = app.fill(&waiting, "/console/sign-in/second", &good).await;
    assert_eq!(shut.status, 429, "also for a good one");
    for stranger in ["", "beffroi=x", own.as_str()] {
        let asked = app.look(stranger, "/console/sign-in/second").await;
        assert_eq!(led(&asked), (303, "/console/sign-in"));
        let sent = app.fill(stranger, "/console/sign-in/second", &good).await;
        assert_eq!(led(&sent), (303, "/console/sign-in"));
    }
}

#[tokio::test]
async fn whoever_changes_factors_shows_more_than_a_session() {
    for app in TestApp::each().await {
        let (_, own) = somebody(&app).await;
        let (key, asked) = (CodeKey::random(), "/console/account/codes");
        let code = shown(&key.text(), app.now());
        let text = key.text();
        for bad in ["", "quatre mots mal choisis"] {
            let fields = [("key", text.as_str()), ("code", &code), ("proof", bad)];
            let refused = app.fill(&own, asked, &fields).await;
            assert_eq!(refused.status, 422);
            assert_eq!(refused.attributes(".wrongs a", "href"), ["#proof"]);
            assert_eq!(
                refused.attributes("[name=key]", "value"),
                [text.as_str()],
                "the same key"
            );
        }
        let (key, _) = with_app(&app, &own).await;
        app.app.clock.set(app.now() + HALF_MINUTE);

        let refused = app
            .fill(
                &own,
                "/console/account/codes/remove",
                &[("proof", "000000")],
            )
            .await;
        assert_eq!(refused.status, 422);
        let code = shown(&key, app.now());
        let renewed = app
            .fill(&own, "/console/account/recovery", &[("proof", &code)])
            .await;
        assert_eq!(renewed.texts(".once code").len(), 10);
        let used = app
            .fill(&own, "/console/account/codes/remove", &[("proof", &code)])
            .await;
        assert_eq!(used.status, 422, "a code that was used is none");
        let gone = app
            .fill(
                &own,
                "/console/account/codes/remove",
                &[("proof", PASSWORD)],
            )
            .await;
        assert_eq!(led(&gone), (303, "/console/account?done=factor-gone"));
        let none = app
            .fill(&own, "/console/account/recovery", &[("proof", PASSWORD)])
            .await;
        assert_eq!(none.status, 404, "recovery codes of nothing");
    }
}

#[tokio::test]
async fn where_everybody_needs_a_factor_whoever_has_none_adds_one_first() {
    for mut app in TestApp::each().await {
        app.set("[sign_in]\nsecond_factor = \"required\"\n");
        let (member, own) = somebody(&app).await;

        assert_eq!(led(&app.look(&own, "/console/").await), (303, ACCOUNT));
        let deed = app.fill(&own, "/console/incidents", &[]).await;
        assert_eq!(deed.status, 403);
        let account = app.look(&own, ACCOUNT).await;
        assert_eq!(account.texts(".done").len(), 1);
        let (now, mut tx) = (app.now(), app.db().begin().await.unwrap());
        let provided = members::enter(&mut tx, now, member, Way::Provider, "")
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let elsewhere = format!("beffroi={}", provided.secret());
        let inside = app.look(&elsewhere, "/console/").await;
        assert_eq!(inside.status, 200, "the provider asks for its own");
        with_app(&app, &own).await;
        assert_eq!(app.look(&own, "/console/").await.status, 200);
    }
}

/// What a screen of passkeys hands to the browser.
async fn asked(app: &TestApp, own: &str, path: &str, fields: &[(&str, &str)]) -> (Answer, Value) {
    let answer = app.fill(own, path, fields).await;
    let value = serde_json::from_str(&answer.body).unwrap_or_default();
    (answer, value)
}

#[tokio::test]
async fn a_passkey_is_made_signs_in_and_stands_for_the_second_factor() {
    for mut app in TestApp::each().await {
        app.set(&format!("public_url = {ORIGIN:?}\n"));
        let (member, own) = somebody(&app).await;
        let (add, ask) = ("/console/account/passkeys", "/console/account/passkeys/ask");
        let open = [("name", "laptop"), ("proof", "wrong")];
        let (refused, _) = asked(&app, &own, ask, &open).await;
        assert_eq!(refused.status, 422);
        let told = app.fill(&own, add, &open).await;
        assert_eq!(told.attributes(".wrongs a", "href"), ["#proof"], "in words");
        let (_, options) = asked(&app, &own, ask, &[("name", "laptop"), ("proof", PASSWORD)]).await;
        let (mut device, answer) = Authenticator::made(&options["create"], ORIGIN);
        let made = app
            .fill(&own, add, &[("name", "laptop"), ("answer", &answer)])
            .await;
        assert_eq!(made.texts(".once code").len(), 10, "{}", made.body);

        let door = app.get("/console/sign-in").await;
        let form = door.attributes("form[data-passkey]", "hidden");
        assert_eq!(form.len(), 1, "shown by the script alone");
        for cookie_before in [String::new(), cookie(&sign_in(&app, member).await)] {
            let (told, options) = asked(&app, "", "/console/sign-in/passkey/ask", &[]).await;
            let set = told.header("set-cookie");
            assert!(
                set.starts_with("beffroi-passkey=") && set.contains("HttpOnly"),
                "{set}"
            );
            let both = format!("{}; {cookie_before}", cookie(&told));
            let answer = device.signed(&options["get"]);
            let fields = [("answer", answer.as_str()), ("to", "/console/x")];
            let entered = app.fill(&both, "/console/sign-in/passkey", &fields).await;
            assert_eq!(led(&entered), (303, "/console/x"));
            assert_eq!(app.look(&cookie(&entered), ACCOUNT).await.status, 200);
            let again = app.fill(&both, "/console/sign-in/passkey", &fields).await;
            assert_eq!(again.status, 422, "once");
        }
        let account = app.look(&own, ACCOUNT).await;
        assert!(account.body.contains("Passkey: laptop"), "{}", account.body);
    }
}

#[tokio::test]
async fn where_browsers_have_no_passkeys_for_us_there_is_no_button() {
    let app = TestApp::start().await;
    let (_, own) = somebody(&app).await;

    assert_eq!(
        app.get("/console/sign-in")
            .await
            .texts("form[data-passkey]")
            .len(),
        0
    );
    assert_eq!(
        app.look(&own, "/console/account/passkeys").await.status,
        404
    );
    let asked = app.fill("", "/console/sign-in/passkey/ask", &[]).await;
    assert_eq!(asked.status, 404);
}

#[tokio::test]
async fn an_administrator_takes_a_lost_factor_away_and_nobody_else_does() {
    for app in TestApp::each().await {
        let (member, own) = somebody(&app).await;
        with_app(&app, &own).await;
        let place = format!("/console/members/{}/factors", member.0);
        let reader = app.signed_in_on(None, Role::Reader).await.1;
        let elsewhere = app.member(Role::Administrator).await;
        assert_eq!(app.fill(&reader, &place, &[]).await.status, 403);
        assert_eq!(
            app.fill(&elsewhere, &place, &[]).await.status,
            404,
            "of one page alone"
        );

        let admin = app.signed_in_on(None, Role::Administrator).await.1;
        let question = app.look(&admin, &place).await;
        assert!(question.text("h1").contains("publisher"));
        let taken = app.fill(&admin, &place, &[]).await;
        assert_eq!(led(&taken), (303, "/console/members?done=factors"));
        assert_eq!(app.look(&own, ACCOUNT).await.status, 303, "signed out");
        assert_eq!(led(&sign_in(&app, member).await), (303, "/console/x?a=b"));
        assert_eq!(app.fill(&admin, &place, &[]).await.status, 409);
    }
}

#[tokio::test]
async fn whoever_adds_or_loses_a_factor_is_written_to_at_every_address_of_theirs() {
    const MAIL: &str = "[mail]\nhost = \"localhost\"\nfrom = \"status@example.com\"\n";
    for mut app in TestApp::each().await {
        let (quiet, own) = somebody(&app).await;
        with_app(&app, &own).await;
        assert!(written(&app).await.is_empty(), "no relay is set");
        app.set(MAIL);
        let mut tx = app.db().begin().await.unwrap();
        let now = app.now();
        let routes = [("ann@pager.example", true), ("ann@else.example", false)];
        for (address, is_confirmed) in routes {
            let id = members::add_route(&mut tx, now, Actor::System, quiet, address).await;
            if is_confirmed {
                let member = members::find_by_id(&mut tx, quiet).await.unwrap().unwrap();
                let site = crate::members::site(&app);
                let site = Site {
                    has_mail: true,
                    ..site
                };
                let actor = Actor::System;
                members::ask_route(&mut tx, now, actor, &site, &member, id.unwrap())
                    .await
                    .unwrap();
            }
        }
        tx.commit().await.unwrap();
        let link = written(&app).await.remove(0).1.button.unwrap().address;
        let key = link.split_once("key=").unwrap().1;
        app.fill("", "/console/confirm", &[("key", key)]).await;

        let fields = [("proof", PASSWORD)];
        let removed = app
            .fill(&own, "/console/account/codes/remove", &fields)
            .await;
        let gone = written(&app).await;
        with_app(&app, &own).await;
        let added = written(&app).await;
        let (_, boss) = app.signed_in_on(None, Role::Administrator).await;
        let place = format!("/console/members/{}/factors", quiet.0);
        let taken = app.fill(&boss, &place, &[]).await;
        let lost = written(&app).await;

        assert_eq!(led(&removed), (303, "/console/account?done=factor-gone"));
        assert_eq!(led(&taken), (303, "/console/members?done=factors"));
        let subjects: Vec<usize> = [&gone, &added, &lost].map(Vec::len).to_vec();
        assert_eq!(subjects, [2, 2, 2]);
        for letters in [&gone, &added, &lost] {
            assert!(letters.iter().any(|(to, _)| to == "ann@pager.example"));
            assert!(letters.iter().all(|(to, _)| to != "ann@else.example"));
        }
        let first =
            |letters: &[(String, beffroi_channels::Letter)]| letters[0].1.paragraphs.clone();
        assert_ne!(first(&gone), first(&added));
        assert_ne!(first(&added), first(&lost));
        let account = gone[0].1.button.as_ref().unwrap();
        assert!(
            account.address.ends_with("/console/account"),
            "{}",
            account.address
        );
    }
}
