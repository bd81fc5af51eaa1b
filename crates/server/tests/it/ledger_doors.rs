//! Tickets through every door: the console's screens, an incident's desk, `/v1`; and that no reader and no stranger sees them.

use axum::http::{Request, StatusCode};
use beffroi::{
    ledger::{self, Open},
    members::{Role, Scope},
};
use beffroi_domain::{Actor, Responsibility, TicketId};
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::{
    console_watch::followed,
    ledger::{opened, opening, ticket},
    support::{Answer, TestApp},
};

async fn call(app: &TestApp, key: &str, line: &str, body: &Value) -> Answer {
    let (method, path) = line.split_once(' ').unwrap();
    let request = Request::builder()
        .method(method)
        .uri(format!("/v1{path}"))
        .header("authorization", format!("Bearer {key}"))
        .header("content-type", "application/json")
        .body(body.to_string().into());
    app.send(request.unwrap()).await
}

fn told(answer: &Answer) -> Value {
    serde_json::from_str(&answer.body).unwrap()
}

#[tokio::test]
async fn a_ticket_is_opened_from_the_desk_of_an_incident_and_stands_there() {
    for app in TestApp::each().await {
        followed(&app, "acme", false).await;
        let mut new = app.incident();
        new.facts.responsibility = Some(Responsibility::External {
            provider: Some("Acme".to_owned()),
        });
        let incident = app.record(new).await;
        let who = app.member(Role::Responder).await;
        let desk = app
            .look(&who, &format!("/console/incidents/{incident}"))
            .await;
        let way = desk.attributes("#tickets a", "href").remove(0);
        let form = app.look(&who, &way).await;

        let typed = [
            ("incident", incident.to_string()),
            ("provider", form.attributes("#provider", "value").remove(0)),
            ("subject", "Payments time out".to_owned()),
            ("body", "Every third call.".to_owned()),
            ("how", "phone".to_owned()),
        ];
        let typed: Vec<(&str, &str)> = typed
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let done = app.fill(&who, "/console/tickets/new", &typed).await;
        let place = done.header("location").to_owned();
        let one = app.look(&who, &place).await;
        let desk = app
            .look(&who, &format!("/console/incidents/{incident}"))
            .await;
        let list = app.look(&who, "/console/tickets").await;
        let provider = app.look(&who, "/console/providers/acme").await;

        assert_eq!(done.status, 303, "{}", done.body);
        assert_eq!(one.text("h1"), "Payments time out");
        assert_eq!(
            one.texts(".told-facts a").first().map(String::as_str),
            Some("ACME")
        );
        assert_eq!(one.texts(".log-body"), ["Every third call."]);
        for screen in [&desk, &list, &provider] {
            assert_eq!(
                screen.texts(".watch strong a").last().map(String::as_str),
                Some("Payments time out")
            );
        }
        assert!(provider.text("#tickets .told-facts").contains("1 ticket"));
    }
}

#[tokio::test]
async fn what_is_said_and_promised_on_the_screen_is_kept_and_what_is_wrong_comes_back() {
    for app in TestApp::each().await {
        let id = opened(&app, Actor::System, &opening(&app, "Acme")).await;
        let (who, at) = (
            app.member(Role::Responder).await,
            format!("/console/tickets/{id}"),
        );
        let post = async |rest: &str, typed: &[(&str, &str)]| {
            app.fill(&who, &format!("{at}{rest}"), typed).await
        };

        let said = post(
            "/entries",
            &[("kind", "they_said"), ("body", "We see it too.")],
        )
        .await;
        let empty = post(
            "/entries",
            &[("kind", "they_said"), ("body", " "), ("at-time", "09:00")],
        )
        .await;
        let promised = post(
            "/promises",
            &[("words", "A fix"), ("due-date", "2026-05-01")],
        )
        .await;
        let untimed = post("/promises", &[("words", "Nothing")]).await;
        let reminding = post(
            "/remind",
            &[("remind-date", "2020-01-01"), ("remind-time", "10:00")],
        )
        .await;
        let early = post("/close", &[("body", "done")]).await;
        let promise = ticket(&app, id).await.promises[0].id;
        let bare = post(&format!("/promises/{promise}"), &[("deed", "withdraw")]).await;
        let kept = post(&format!("/promises/{promise}/keep"), &[]).await;
        let closed = post("/close", &[("body", "It works.")]).await;
        let after = app.look(&who, &at).await;
        let reopened = post("/reopen", &[]).await;

        for done in [&said, &promised, &kept, &closed, &reopened] {
            assert_eq!(done.status, 303, "{}", done.body);
        }
        for (refused, field, status) in [
            (&empty, "#body", 422),
            (&untimed, "#due-date", 422),
            (&reminding, "#remind-date", 422),
            (&bare, "#reason", 422),
        ] {
            assert_eq!(refused.status, status, "{field}");
            assert_eq!(refused.attributes(".wrongs a", "href"), [field]);
        }
        assert_eq!(early.status, 409);
        assert_eq!(
            empty.attributes("#at-time", "value"),
            ["09:00"],
            "what was typed stays"
        );
        assert!(
            after.texts("#say").is_empty(),
            "nothing is said in what is closed"
        );
        assert_eq!(
            after.texts(".log-body"),
            [
                "It works.",
                "We see it too.",
                "Since 10:00 every third call times out."
            ]
        );
    }
}

#[tokio::test]
async fn readers_look_strangers_find_nothing_and_the_public_page_is_silent() {
    for app in TestApp::each().await {
        let mut new = opening(&app, "Zephyr Bank");
        let incident = app.record(app.incident()).await;
        new.incident = Some(incident);
        let id = opened(&app, Actor::System, &new).await;
        let at = format!("/console/tickets/{id}");
        let reader = app.member(Role::Reader).await;
        let other = app.another_page("other").await;
        let stranger = app.signed_in_on(Some(&other), Role::Administrator).await.1;

        let seen = app.look(&reader, &at).await;
        assert_eq!(
            (seen.status, seen.texts("main form").len()),
            (StatusCode::OK, 0)
        );
        let typed = [("kind", "note"), ("body", "x")];
        assert_eq!(
            app.fill(&reader, &format!("{at}/entries"), &typed)
                .await
                .status,
            403
        );
        assert_eq!(app.look(&stranger, &at).await.status, 404);
        assert_eq!(
            app.fill(&stranger, &format!("{at}/close"), &[])
                .await
                .status,
            404
        );
        assert!(
            app.look(&stranger, "/console/tickets")
                .await
                .texts(".watch li")
                .is_empty()
        );
        assert_eq!(app.look("", &at).await.status, 303);
        for place in [
            "/en/",
            "/en/history",
            "/api/v2/summary.json",
            "/api/v2/incidents.json",
        ] {
            let page = app.get(place).await;
            assert!(
                !page.body.contains("Zephyr") && !page.body.contains("AC-77"),
                "{place}"
            );
        }
        assert_eq!(ticket(&app, id).await.entries.len(), 1);
    }
}

#[tokio::test]
async fn the_longest_wait_comes_first() {
    for app in TestApp::each().await {
        let hours = |hours| Some(app.now() - SignedDuration::from_hours(hours));
        let named = |subject: &str, at| Open {
            subject: subject.to_owned(),
            at,
            ..opening(&app, "Acme")
        };
        opened(&app, Actor::System, &named("young", hours(1))).await;
        opened(&app, Actor::System, &named("old", hours(9))).await;
        let answered = opened(&app, Actor::System, &named("answered", hours(20))).await;
        let new = ledger::Say {
            ticket: answered,
            kind: ledger::EntryKind::TheySaid,
            at: None,
            body: "Yes.".to_owned(),
        };
        crate::ledger::does(&app, async |tx| {
            ledger::say(tx, app.now(), Actor::System, &new).await
        })
        .await
        .unwrap();
        let who = app.member(Role::Reader).await;

        let list = app.look(&who, "/console/tickets").await;

        assert_eq!(list.texts(".watch strong"), ["old", "young", "answered"]);
        assert!(list.texts(".home-deeds").is_empty(), "readers open none");
    }
}

#[tokio::test]
async fn programs_open_answer_promise_and_close_and_others_cannot() {
    for app in TestApp::each().await {
        let key = app.token(&[Scope::Write]).await;
        let reads = app.token(&[Scope::Read]).await;
        let body = json!({"page": "test", "provider": "Acme", "subject": "Timeouts", "reference": "AC-1", "how": "portal"});

        let stranger = call(&app, "none", "POST /tickets", &body).await;
        let too_little = call(&app, &reads, "POST /tickets", &body).await;
        let rehearsed = call(&app, &key, "POST /tickets?dry_run=true", &body).await;
        let nothing = call(
            &app,
            &key,
            "POST /tickets",
            &json!({"page": "test", "provider": "Acme"}),
        )
        .await;
        let made = call(&app, &key, "POST /tickets", &body).await;

        assert_eq!(stranger.status, StatusCode::UNAUTHORIZED);
        assert_eq!(too_little.status, StatusCode::FORBIDDEN);
        assert_eq!(
            (rehearsed.status, made.status),
            (StatusCode::CREATED, StatusCode::CREATED),
            "{}",
            made.body
        );
        assert_eq!(
            (nothing.status, told(&nothing)["field"].as_str()),
            (StatusCode::UNPROCESSABLE_ENTITY, Some("subject"))
        );
        let id = told(&made)["id"].as_str().unwrap().to_owned();
        let at = |rest: &str| format!("POST /tickets/{id}{rest}");
        let said = call(
            &app,
            &key,
            &at("/entries"),
            &json!({"kind": "they_said", "body": "Known."}),
        )
        .await;
        let promised = call(
            &app,
            &key,
            &at("/promises"),
            &json!({"words": "A fix", "due": "2026-05-01"}),
        )
        .await;
        let open = call(&app, &key, &at("/close"), &json!({})).await;
        let promise = told(&promised)["promises"][0]["id"]
            .as_str()
            .unwrap()
            .to_owned();
        let settle = format!("/promises/{promise}/settle");
        let settled = call(&app, &key, &at(&settle), &json!({"became": "kept"})).await;
        let closed = call(&app, &key, &at("/close"), &json!({"body": "Over."})).await;
        let list = call(&app, &reads, "GET /tickets?page=test", &Value::Null).await;
        let all = call(
            &app,
            &reads,
            "GET /tickets?page=test&all=true",
            &Value::Null,
        )
        .await;

        assert_eq!(said.status, StatusCode::CREATED, "{}", said.body);
        assert_eq!(told(&promised)["promises"][0]["due"]["precision"], "day");
        assert_eq!(open.status, StatusCode::CONFLICT);
        assert_eq!(told(&settled)["promises"][0]["state"], "kept");
        assert_eq!(closed.status, StatusCode::OK, "{}", closed.body);
        assert_eq!(told(&list)["items"], json!([]));
        assert_eq!(told(&all)["items"][0]["provider"]["name"], "Acme");
        assert_eq!(told(&all)["items"][0]["entries"][1]["body"], "Over.");
        let kept = ticket(&app, TicketId(id.parse().unwrap())).await;
        assert!(kept.closed_at.is_some());
    }
}

#[tokio::test]
async fn a_query_is_held_against_what_is_said_of_it() {
    for app in TestApp::each().await {
        let key = app.token(&[Scope::Read]).await;
        let long = format!("/providers/catalogue?words={}", "x".repeat(201));
        for (path, status, needs) in [
            (
                "/tickets?page=test&all=perhaps",
                400,
                "send one of: true, false",
            ),
            (
                "/incidents?page=test&state=closed",
                422,
                "send one of: open, over, all",
            ),
            (&long, 400, "at most 200 characters"),
        ] {
            let answer = call(&app, &key, &format!("GET {path}"), &Value::Null).await;
            assert_eq!(answer.status, status, "{path}: {}", answer.body);
            assert!(answer.body.contains(needs), "{}", answer.body);
        }
    }
}
