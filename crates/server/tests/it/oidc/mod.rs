//! Signing in through a provider: whoever may comes in, and nobody else, whatever the provider or a browser sends.

mod forge;

use beffroi::{
    audit,
    members::{self, InvitationKind, NewMember, Role, oidc},
};
use beffroi_domain::{Actor, MemberId};
use jiff::SignedDuration;
use serde_json::json;

use self::forge::{Forge, Wrong};
use crate::support::{Answer, TestApp};

const BACK: &str = "/console/provider/back";
const LINK: &str = "/console/account/provider";
const PASSWORD: &str = "quatre mots bien choisis";

/// A Beffroi that trusts a provider, with a member at work.
async fn trusting(app: &mut TestApp, more: &str) -> Forge {
    let forge = Forge::start(app.now()).await;
    app.set(&forge.settings(more));
    app.member(Role::Reader).await;
    forge
}

/// Somebody invited, and the secret of their link.
async fn invited(app: &TestApp, email: &str) -> (MemberId, String) {
    let new = NewMember {
        name: "Bruno".to_owned(),
        email: email.to_owned(),
        locale: None,
    };
    let (now, mut tx) = (app.now(), app.db().begin().await.unwrap());
    let id = members::create_member(&mut tx, now, Actor::System, new)
        .await
        .unwrap();
    let kind = InvitationKind::Invite;
    let link = members::make_link(&mut tx, now, Actor::System, kind, id)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    (id, link)
}

/// The way to the provider, and the cookies of the browser that is led there.
async fn begin(app: &TestApp) -> (String, String) {
    let led = app
        .fill("", "/console/provider", &[("to", "/console/duty")])
        .await;
    assert_eq!(led.status, 200, "{}", led.body);
    let way = led.attributes(".at-door a", "href").remove(0);
    assert_eq!(led.header("refresh"), format!("0;url={way}"));
    (way, cookies(&led))
}

/// What a browser sends back of the cookies it was given, but for those that were taken away.
fn cookies(answer: &Answer) -> String {
    let set = answer.headers.get_all("set-cookie").iter();
    let pairs = set.map(|one| one.to_str().unwrap().split(';').next().unwrap());
    let kept = pairs.filter(|pair| !pair.ends_with('='));
    kept.collect::<Vec<_>>().join("; ")
}

/// There and back.
async fn through(app: &TestApp, forge: &Forge) -> Answer {
    let (way, cookie) = begin(app).await;
    app.look(&cookie, &forge.yes(&way)).await
}

fn led_to(answer: &Answer) -> (u16, &str) {
    (answer.status.as_u16(), answer.header("location"))
}

async fn member_of(app: &TestApp, email: &str) -> Option<MemberId> {
    let mut tx = app.db().snapshot().await.unwrap();
    let found = members::find_by_email(&mut tx, email).await.unwrap();
    found.map(|member| member.id)
}

async fn linked(app: &TestApp, member: MemberId) -> usize {
    let mut tx = app.db().snapshot().await.unwrap();
    oidc::list_identities(&mut tx, member).await.unwrap().len()
}

async fn is_recorded(app: &TestApp, member: MemberId, action: &str) -> bool {
    let mut tx = app.db().snapshot().await.unwrap();
    let question = audit::Question {
        object: Some(member.0),
        ..audit::Question::default()
    };
    let found = audit::search(&mut tx, &question, 100).await.unwrap();
    found.iter().any(|entry| entry.action == action)
}

#[tokio::test]
async fn whoever_was_invited_comes_in_by_a_verified_address_and_is_known_by_subject_from_then_on() {
    for mut app in TestApp::each().await {
        let forge = trusting(&mut app, "").await;
        let (bruno, link) = invited(&app, "bruno@example.com").await;
        let door = app.get("/console/sign-in").await;
        assert_eq!(
            door.texts("form[action='/console/provider'] button"),
            ["Sign in with Example SSO"]
        );

        forge.expect("b-1", "Bruno@Example.com", true);
        let inside = through(&app, &forge).await;

        assert_eq!(led_to(&inside), (303, "/console/duty"));
        assert_eq!(
            app.look(&cookies(&inside), "/console/account")
                .await
                .text("h1"),
            "Bruno"
        );
        assert!(
            !cookies(&inside).contains("beffroi-provider"),
            "what was carried there is used up"
        );
        assert_eq!(linked(&app, bruno).await, 1);
        assert!(is_recorded(&app, bruno, "member.oidc.link").await);
        let letter = app.get(&format!("/console/welcome?key={link}")).await;
        assert_eq!(letter.status, 422, "the letter opens nothing any more");
        // Another address at the provider, and not even verified: it is they still.
        forge.expect("b-1", "neri@example.com", false);
        assert_eq!(led_to(&through(&app, &forge).await), (303, "/console/duty"));
        // Their old address went to somebody else there, who is not they.
        forge.expect("b-2", "bruno@example.com", true);
        assert_eq!(
            led_to(&through(&app, &forge).await),
            (303, "/console/sign-in?stopped=another")
        );
    }
}

#[tokio::test]
async fn strangers_and_whoever_is_not_vouched_for_stay_out_and_leave_nothing() {
    for mut app in TestApp::each().await {
        let forge = trusting(&mut app, "").await;
        let (bruno, _) = invited(&app, "bruno@example.com").await;
        for (email, is_verified, word) in [
            ("eve@example.com", true, "stranger"),
            ("bruno@example.com", false, "unverified"),
            ("", true, "stranger"),
        ] {
            forge.expect("e-1", email, is_verified);
            let out = through(&app, &forge).await;

            let place = format!("/console/sign-in?stopped={word}");
            assert_eq!(led_to(&out), (303, place.as_str()), "{email}");
            assert_eq!(cookies(&out), "");
            let told = app.get(&format!("{place}&locale=fr")).await;
            assert_eq!(told.status, 403);
            assert!(told.text(".wrongs li").contains("Example SSO"));
        }
        assert_eq!(linked(&app, bruno).await, 0);
        assert_eq!(member_of(&app, "eve@example.com").await, None);
        let nonsense = app.get("/console/sign-in?stopped=%3Cb%3E").await;
        assert_eq!(nonsense.status, 200);
    }
}

#[tokio::test]
async fn a_domain_and_a_group_let_in_without_an_invitation_with_the_role_that_was_set() {
    for mut app in TestApp::each().await {
        let more = "domains = [\"example.com\"]\ngroups = [\"crew\"]\nrole = \"responder\"";
        let forge = trusting(&mut app, more).await;
        let person = |email: &str, groups: &[&str]| json!({ "sub": email, "email": email, "email_verified": "true", "groups": groups });
        for (email, groups) in [("a@example.com", vec![]), ("b@example.org", vec!["crew"])] {
            forge.world().person = person(email, &groups);
            let place = "/console/sign-in?stopped=stranger";
            assert_eq!(
                led_to(&through(&app, &forge).await),
                (303, place),
                "{email}"
            );
        }
        forge.world().person = person("c@example.com", &["all", "crew"]);
        // Where the token is silent, userinfo is asked.
        forge.world().tells_in_token = false;

        let inside = through(&app, &forge).await;

        assert_eq!(led_to(&inside), (303, "/console/duty"));
        let member = member_of(&app, "c@example.com").await.unwrap();
        let mut tx = app.db().snapshot().await.unwrap();
        let grants = members::roles_of(&mut tx, member).await.unwrap();
        assert_eq!(
            (grants.len(), grants[0].page, grants[0].role),
            (1, None, Role::Responder)
        );
    }
}

#[tokio::test]
async fn a_token_that_is_not_for_us_now_by_the_provider_lets_nobody_in() {
    for mut app in TestApp::each().await {
        let forge = trusting(&mut app, "").await;
        let (bruno, _) = invited(&app, "bruno@example.com").await;
        forge.expect("b-1", "bruno@example.com", true);
        for (wrong, word) in [
            (Wrong::Nonce, "untrusted"),
            (Wrong::Audience, "untrusted"),
            (Wrong::SharedAudience, "untrusted"),
            (Wrong::Issuer, "untrusted"),
            (Wrong::ForeignKey, "untrusted"),
            (Wrong::NoSignature, "untrusted"),
            (Wrong::SharedSecret, "untrusted"),
            (Wrong::Late, "clock"),
            (Wrong::Early, "clock"),
        ] {
            forge.world().wrong = wrong;
            let out = through(&app, &forge).await;

            let place = format!("/console/sign-in?stopped={word}");
            assert_eq!(led_to(&out), (303, place.as_str()), "{wrong:?}");
            assert_eq!(cookies(&out), "", "{wrong:?}");
        }
        assert_eq!(linked(&app, bruno).await, 0);
        forge.world().wrong = Wrong::Nothing;
        assert_eq!(led_to(&through(&app, &forge).await), (303, "/console/duty"));
    }
}

#[tokio::test]
async fn an_answer_fits_one_browser_once_for_a_while() {
    for mut app in TestApp::each().await {
        let forge = trusting(&mut app, "").await;
        invited(&app, "bruno@example.com").await;
        forge.expect("b-1", "bruno@example.com", true);
        let stale = (303, "/console/sign-in?stopped=stale");
        let (way, cookie) = begin(&app).await;
        let (_, other) = begin(&app).await;
        let back = forge.yes(&way);

        assert_eq!(
            led_to(&app.get(&back).await),
            stale,
            "no browser that began"
        );
        assert_eq!(
            led_to(&app.look(&other, &back).await),
            stale,
            "another browser"
        );
        let forged = back.replace("&state=", "&state=0");
        assert_eq!(
            led_to(&app.look(&cookie, &forged).await),
            stale,
            "another state"
        );
        assert_eq!(led_to(&app.look(&cookie, BACK).await), stale, "nothing");
        let said_no = back.replace("?code=", "?error=access_denied&code=");
        let declined = (303, "/console/sign-in?stopped=declined");
        assert_eq!(led_to(&app.look(&cookie, &said_no).await), declined);
        let mixed = format!("{back}&iss=https%3A%2F%2Fevil.example");
        let untrusted = (303, "/console/sign-in?stopped=untrusted");
        assert_eq!(led_to(&app.look(&cookie, &mixed).await), untrusted);

        assert_eq!(
            led_to(&app.look(&cookie, &back).await),
            (303, "/console/duty")
        );
        assert_eq!(
            led_to(&app.look(&cookie, &back).await),
            stale,
            "the code was used"
        );
        // A provider that forgets which codes were used is caught by the time at the latest.
        forge.world().is_forgetful = true;
        let (way, cookie) = begin(&app).await;
        app.app.clock.set(app.now() + SignedDuration::from_mins(10));
        assert_eq!(
            led_to(&app.look(&cookie, &forge.yes(&way)).await),
            stale,
            "too late"
        );
    }
}

#[tokio::test]
async fn new_keys_are_asked_for_when_a_token_needs_them_and_else_are_kept() {
    for mut app in TestApp::each().await {
        let forge = trusting(&mut app, "").await;
        invited(&app, "bruno@example.com").await;
        forge.expect("b-1", "bruno@example.com", true);
        let inside = (303, "/console/duty");
        for _ in 0..2 {
            assert_eq!(led_to(&through(&app, &forge).await), inside);
        }
        assert_eq!(forge.world().asked_for_keys, 1);

        forge.rotate("two");
        assert_eq!(led_to(&through(&app, &forge).await), inside);
        // Under the same name: no good habit, and still no reason to shut people out.
        forge.rotate("two");
        assert_eq!(led_to(&through(&app, &forge).await), inside);

        assert_eq!(forge.world().asked_for_keys, 3);
    }
}

#[tokio::test]
async fn a_provider_that_is_away_or_inside_is_said_at_the_door_where_the_password_still_opens() {
    let mut app = TestApp::start().await;
    let forge = trusting(&mut app, "").await;
    forge.go_away(true);
    let out = app
        .fill("", "/console/provider", &[("to", "/console/duty")])
        .await;
    assert_eq!(out.status, 422);
    assert!(
        out.text(".wrongs li")
            .starts_with("Example SSO does not answer.")
    );
    assert_eq!(out.texts("input[name=password]").len(), 1);
    forge.go_away(false);
    assert!(begin(&app).await.0.starts_with(&forge.issuer));
    app.set(
        &forge
            .settings("")
            .replace("allow_private = true", "allow_private = false")
            .replace("http://127", "https://127"),
    );
    let guarded = app.fill("", "/console/provider", &[]).await;
    assert_eq!(
        guarded.status, 422,
        "no private address without a word of the operator's"
    );
    app.set("");
    for answer in [
        app.fill("", "/console/provider", &[]).await,
        app.get(BACK).await,
    ] {
        assert_eq!(
            answer.status, 404,
            "nothing is there where no provider is set"
        );
    }
    assert!(
        app.get("/console/sign-in")
            .await
            .texts("form[action='/console/provider']")
            .is_empty()
    );
}

/// A member who signs in with a password, and their cookie.
async fn with_password(app: &TestApp, email: &str) -> (MemberId, String) {
    let (id, link) = invited(app, email).await;
    let fields = [("key", link.as_str()), ("password", PASSWORD)];
    let inside = app.fill("", "/console/welcome", &fields).await;
    (id, cookies(&inside))
}

/// There and back from one's account, in the browser with this cookie.
async fn link(app: &TestApp, forge: &Forge, cookie: &str) -> Answer {
    let led = app.fill(cookie, LINK, &[("proof", PASSWORD)]).await;
    assert_eq!(led.status, 200, "{}", led.body);
    let way = led.attributes(".at-door a", "href").remove(0);
    let both = format!("{cookie}; {}", cookies(&led));
    app.look(&both, &forge.yes(&way)).await
}

#[tokio::test]
async fn an_account_of_any_address_is_linked_by_hand_and_unlinked_where_something_else_is_left() {
    for mut app in TestApp::each().await {
        let forge = trusting(&mut app, "").await;
        let (carla, cookie) = with_password(&app, "carla@example.com").await;
        let own = app.look(&cookie, "/console/account").await;
        assert_eq!(own.text("#own-provider"), "Example SSO");
        forge.expect("c-1", "carla@home.example", false);

        let wrong = app.fill(&cookie, LINK, &[("proof", "not it")]).await;
        assert_eq!(
            (wrong.status.as_u16(), cookies(&wrong)),
            (422, String::new())
        );
        let done = link(&app, &forge, &cookie).await;

        assert_eq!(led_to(&done), (303, "/console/account?done=linked"));
        assert_eq!(linked(&app, carla).await, 1);
        let inside = through(&app, &forge).await;
        assert_eq!(led_to(&inside), (303, "/console/duty"));
        // Whose account that is, is settled.
        let (_, other) = with_password(&app, "dora@example.com").await;
        let taken = link(&app, &forge, &other).await;
        assert_eq!(
            led_to(&taken),
            (303, "/console/account/provider?stopped=taken")
        );
        let told = app
            .look(&other, "/console/account/provider?stopped=taken")
            .await;
        assert_eq!(told.status, 409);
        forge.expect("c-2", "carla@example.com", true);
        let another = link(&app, &forge, &cookie).await;
        assert_eq!(
            led_to(&another),
            (303, "/console/account/provider?stopped=another")
        );

        let gone = app
            .fill(&cookie, &format!("{LINK}/unlink"), &[("proof", PASSWORD)])
            .await;
        assert_eq!(led_to(&gone), (303, "/console/account?done=unlinked"));
        assert_eq!(linked(&app, carla).await, 0);
        assert!(is_recorded(&app, carla, "member.oidc.unlink").await);
    }
}

#[tokio::test]
async fn whoever_has_nothing_else_to_sign_in_with_stays_linked_and_nobody_links_for_another() {
    for mut app in TestApp::each().await {
        let forge = trusting(&mut app, "").await;
        let (bruno, _) = invited(&app, "bruno@example.com").await;
        forge.expect("b-1", "bruno@example.com", true);
        let cookie = cookies(&through(&app, &forge).await);

        let last = app.fill(&cookie, &format!("{LINK}/unlink"), &[]).await;

        assert_eq!(last.status, 409);
        assert!(
            last.text(".wrongs li")
                .starts_with("Nothing else would let you in.")
        );
        assert_eq!(linked(&app, bruno).await, 1);
        // One begins, and another comes back in the same browser.
        let (carla, hers) = with_password(&app, "carla@example.com").await;
        let led = app.fill(&hers, LINK, &[("proof", PASSWORD)]).await;
        let back = forge.yes(&led.attributes(".at-door a", "href").remove(0));
        for who in [cookie.as_str(), ""] {
            let both = format!("{who}; {}", cookies(&led));
            let stale = "/console/account/provider?stopped=stale";
            assert_eq!(led_to(&app.look(&both, &back).await), (303, stale));
        }
        assert_eq!(linked(&app, carla).await, 0);
    }
}
