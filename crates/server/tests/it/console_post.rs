//! The console's screens of the audit and of duty, and the way back in by mail.

use std::time::Duration;

use beffroi::{
    audit,
    duty::{self, Rule},
    members::Role,
    outbox::{self, Way},
};
use beffroi_domain::Actor;
use jiff::SignedDuration;
use uuid::Uuid;

use crate::{duty as watched, support::TestApp};

const THING: Uuid = Uuid::from_u128(9);

async fn record(app: &TestApp, actor: Actor, action: &'static str, seconds: i64) {
    let at = app.now() + SignedDuration::from_secs(seconds);
    let mut tx = app.db().begin().await.unwrap();
    audit::record(&mut tx, at, actor, action, THING, "d")
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn administrators_search_who_did_what_and_nobody_else_does() {
    for app in TestApp::each().await {
        let (id, cookie) = app.signed_in_on(None, Role::Administrator).await;
        let (_, writer) = app.signed_in_on(None, Role::Publisher).await;
        record(&app, Actor::Member(id.0), "incident.resolve", 1).await;
        record(&app, Actor::System, "incident.open", 2).await;
        audit::seal(app.db()).await.unwrap();

        let all = app.look(&cookie, "/console/audit?action=incident").await;
        let own = format!(
            "/console/audit?actor={}&action=incident&object={THING}",
            id.0
        );
        let own = app.look(&cookie, &own).await;
        let system = app
            .look(&cookie, "/console/audit?actor=system&action=incident")
            .await;
        let later = app
            .look(&cookie, "/console/audit?action=incident&from=2026-03-05")
            .await;
        let bad = app.look(&cookie, "/console/audit?object=12").await;

        let actions = "tbody td:nth-child(3)";
        assert_eq!(all.texts(actions), ["incident.open", "incident.resolve"]);
        assert_eq!(own.texts(actions), ["incident.resolve"]);
        assert_eq!(own.texts("tbody td:nth-child(2)"), ["administrator"]);
        assert_eq!(system.texts("tbody td:nth-child(2)"), ["Beffroi itself"]);
        assert_eq!(later.texts("[role=status]"), ["No row matches."]);
        assert!(bad.text("[role=alert]").contains("whole id"));
        let head = audit::head(&mut app.db().snapshot().await.unwrap()).await;
        assert!(all.text(".audit-head").contains(&head.unwrap().to_string()));
        assert_eq!(app.look(&writer, "/console/audit").await.status, 403);
        assert_eq!(app.look("", "/console/audit").await.status, 303);
    }
}

#[tokio::test]
async fn older_rows_are_a_link_away() {
    let app = TestApp::start().await;
    let (_, cookie) = app.signed_in_on(None, Role::Administrator).await;
    for second in 0..60 {
        record(&app, Actor::System, "a.b", second).await;
    }

    let first = app.look(&cookie, "/console/audit?action=a.b").await;
    let next = first.attributes("a[rel=next]", "href").remove(0);
    let second = app.look(&cookie, &next).await;

    assert_eq!(first.texts("tbody tr").len(), 50);
    assert_eq!(second.texts("tbody tr").len(), 10);
    assert!(second.attributes("a[rel=next]", "href").is_empty());
}

#[tokio::test]
async fn a_turn_and_a_rule_are_set_on_the_screen_and_what_cannot_be_is_said() {
    for app in TestApp::each().await {
        let (id, cookie) = app.signed_in_on(None, Role::Administrator).await;
        let (_, writer) = app.signed_in_on(None, Role::Publisher).await;
        let turns = format!("/console/duty/pages/{}/turns", app.page.id.0);
        let rule = format!("/console/duty/pages/{}/rule", app.page.id.0);
        let member = id.0.to_string();
        let fields = |until: &'static str| {
            [
                ("member", member.clone()),
                ("position", "1".to_owned()),
                ("from", "2026-03-04T08:00".to_owned()),
                ("until", until.to_owned()),
            ]
        };
        let fill = async |cookie: &str, address: &str, fields: &[(&'static str, String)]| {
            let fields: Vec<(&str, &str)> = fields
                .iter()
                .map(|(name, value)| (*name, value.as_str()))
                .collect();
            app.fill(cookie, address, &fields).await
        };

        let added = fill(&cookie, &turns, &fields("")).await;
        let backwards = fill(&cookie, &turns, &fields("2026-03-04T07:00")).await;
        let minutes = [("silence", "30".to_owned()), ("answer", "10".to_owned())];
        let set = fill(&cookie, &rule, &minutes).await;
        let never = [("silence", "0".to_owned()), ("answer", "10".to_owned())];
        let never = fill(&cookie, &rule, &never).await;
        let forbidden = fill(&writer, &turns, &fields("")).await;
        let seen = app.look(&writer, "/console/duty").await;

        assert_eq!(
            (added.status.as_u16(), added.header("location")),
            (303, "/console/duty")
        );
        assert_eq!(
            (backwards.status.as_u16(), never.status.as_u16()),
            (422, 422)
        );
        assert!(backwards.text("[role=alert]").contains("later end"));
        assert_eq!((set.status.as_u16(), forbidden.status.as_u16()), (303, 403));
        assert_eq!(seen.texts(".turns strong"), ["1. administrator"]);
        assert!(
            seen.attributes(".duty form", "action").is_empty(),
            "they may only read"
        );
        let mut tx = app.db().snapshot().await.unwrap();
        let kept = duty::find_rule(&mut tx, app.page.id).await.unwrap();
        let expected = Rule {
            silence_minutes: 30,
            answer_minutes: 10,
        };
        assert_eq!(kept, Some(expected));
        // 08:00 in the page's zone, which is an hour ahead.
        let turns = duty::list_turns(&mut tx, app.page.id, app.now())
            .await
            .unwrap();
        assert_eq!(turns[0].from.to_string(), "2026-03-04T07:00:00Z");
    }
}

#[tokio::test]
async fn opening_the_address_of_a_letter_takes_nothing_and_the_button_does() {
    for mut app in TestApp::each().await {
        watched::watched(&mut app).await;
        watched::after(&app, 31).await;
        let address = watched::written(&app)
            .await
            .remove(0)
            .1
            .button
            .unwrap()
            .address;
        let path = address.split_once("8080").unwrap().1.to_owned();
        let (_, cookie) = app.signed_in_on(Some(&app.page), Role::Responder).await;
        let other = app.another_page("other").await;
        let (_, stranger) = app.signed_in_on(Some(&other), Role::Administrator).await;

        let asked = app.look(&cookie, &path).await;
        let still = app.look(&cookie, &path).await;
        let foreign = app.fill(&stranger, &path, &[]).await;
        let taken = app.fill(&cookie, &path, &[]).await;
        let after = app.look(&cookie, &path).await;

        assert_eq!(asked.text("h1"), "Payments");
        assert_eq!(still.texts("main form button"), ["I am taking care of it"]);
        assert_eq!(foreign.status, 404);
        assert_eq!(taken.status, 303);
        assert_eq!(after.text("main [role=status]"), "taken by responder");
        assert!(after.texts("main form button").is_empty());
    }
}

/// How many letters wait, once there is one, or for a while.
async fn letters(app: &TestApp) -> i64 {
    for _ in 0..50 {
        let mut tx = app.db().snapshot().await.unwrap();
        let count = outbox::count_waiting(&mut tx, Way::Letter).await.unwrap();
        if count > 0 {
            return count;
        }
        drop(tx);
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    0
}

#[tokio::test]
async fn a_way_back_in_comes_by_mail_and_nobody_learns_who_has_an_account() {
    for mut app in TestApp::each().await {
        let without = app.get("/console/recover").await;
        assert_eq!(without.status, 404, "no relay is set");
        app.set("[mail]\nhost = \"localhost\"\nfrom = \"status@example.com\"\n");
        app.signed_in(Role::Administrator).await;
        let link = app
            .get("/console/sign-in")
            .await
            .attributes("p.note a", "href");
        assert_eq!(link, ["/console/recover"]);

        let nobody = app.fill("", "/console/recover", &[("email", "nobody@example.com")]);
        let nobody = nobody.await;
        assert_eq!(letters(&app).await, 0);
        let known = app.fill("", "/console/recover", &[("email", " Anna@example.com")]);
        let known = known.await;

        assert_eq!(letters(&app).await, 1);
        assert_eq!((nobody.status.as_u16(), &nobody.body), (200, &known.body));
        for _ in 0..2 {
            app.fill("", "/console/recover", &[("email", "anna@example.com")])
                .await;
        }
        let often = app
            .fill("", "/console/recover", &[("email", "anna@example.com")])
            .await;
        assert_eq!(often.status, 429);
    }
}
