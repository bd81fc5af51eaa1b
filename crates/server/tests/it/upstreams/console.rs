//! The screens: the map, the block at the desk and on a draft, and what stands on the first page; and the calls of programs.

use axum::http::StatusCode;
use beffroi::{
    incidents,
    members::{Role, Scope},
    upstreams::{self, Raise, Rule},
};
use serde_json::{Value, json};

use super::{WELL, bad, drafts, look, mapped, pass, rule, troubles};
use crate::{providers::blind, support::TestApp};

#[tokio::test]
async fn the_map_is_drawn_by_a_form_and_seen_as_a_table_and_drawn() {
    for mut app in TestApp::each().await {
        let (provider, ours) = mapped(&mut app).await;
        let cookie = app.member(Role::Administrator).await;
        let page = app.page.id;
        let form = app
            .look(&cookie, "/console/upstreams?page=test&provider=orgelpfeife")
            .await;
        assert_eq!(form.status, StatusCode::OK);
        let targets = form.texts("select[name=target] option");
        assert_eq!(targets, ["All of it", "Payments", "Refunds"]);

        let (ours, id) = (ours.to_string(), provider.id.to_string());
        let fields = [
            ("provider", id.as_str()),
            ("component", ours.as_str()),
            ("target", "whole"),
            ("degree", "major_outage"),
            ("note", "Everything goes through them."),
        ];
        let place = format!("/console/upstreams/pages/{page}/lines");
        let sent = app.fill(&cookie, &place, &fields).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);

        let screen = app.look(&cookie, "/console/upstreams").await;
        assert_eq!(
            screen.texts(".upstreams table").len(),
            2,
            "lines, and what would fail"
        );
        let rows = screen.texts(".wide-rows:first-of-type tbody tr");
        assert!(
            rows.iter().any(|row| row.contains("Orgelpfeife: Payments")),
            "{rows:?}"
        );
        assert_eq!(screen.text(".mark-single"), "Single point of failure");
        assert_eq!(screen.texts(".upstream-graph path").len(), 2);
        let refused = app
            .fill(
                &cookie,
                &place,
                &[
                    ("provider", id.as_str()),
                    ("component", ours.as_str()),
                    ("target", "whole"),
                ],
            )
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("Choose how badly it hurts."));
        let line = screen
            .attributes("form[action$='/remove']", "action")
            .remove(0);
        assert_eq!(
            app.fill(&cookie, &line, &[]).await.status,
            StatusCode::SEE_OTHER
        );
        let mut tx = app.db().snapshot().await.unwrap();
        assert_eq!(upstreams::of_page(&mut tx, page).await.unwrap().len(), 1);
        drop(tx);
        let reader = app.member(Role::Reader).await;
        let denied = app.fill(&reader, &place, &fields).await;
        assert_eq!(
            denied.status,
            StatusCode::FORBIDDEN,
            "a reader draws nothing"
        );
    }
}

#[tokio::test]
async fn a_rule_is_set_by_whoever_administers() {
    for app in TestApp::each().await {
        let cookie = app.member(Role::Administrator).await;
        let place = format!("/console/upstreams/pages/{}/rule", app.page.id);
        let fields = [("raise", "publish"), ("close", "auto"), ("quotes", "yes")];

        let sent = app.fill(&cookie, &place, &fields).await;

        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        let mut tx = app.db().snapshot().await.unwrap();
        let rule = upstreams::rule_of(&mut tx, app.page.id).await.unwrap();
        assert_eq!((rule.raise, rule.quotes), (Raise::Publish, true));
        drop(tx);
        let publisher = app.member(Role::Publisher).await;
        let denied = app.fill(&publisher, &place, &fields).await;
        assert_eq!(denied.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn a_draft_shows_what_they_say_and_its_form_keeps_whose_fault_it_is() {
    for mut app in TestApp::each().await {
        let (provider, _) = mapped(&mut app).await;
        let cookie = app.member(Role::Publisher).await;
        look(&app, &provider, &bad("investigating", "We are looking.")).await;
        let draft = drafts(&app).await[0].0.clone();
        let home = app.look(&cookie, "/console/").await;
        assert!(
            home.text("#home-upstreams + .home-list")
                .contains("Orgelpfeife has had trouble")
        );

        let screen = app
            .look(&cookie, &format!("/console/drafts/{}", draft.id.0))
            .await;
        assert!(
            screen
                .text(".them .quoted figcaption")
                .starts_with("According to Orgelpfeife")
        );
        assert_eq!(screen.text(".them .quoted blockquote"), "We are looking.");
        let show = screen.attributes("form.them-shown", "action").remove(0);
        let shown = app.fill(&cookie, &show, &[("shown", "yes")]).await;
        assert_eq!(shown.status, StatusCode::SEE_OTHER);
        let (draft, new) = drafts(&app).await.remove(0);
        assert_eq!(new.notice.unwrap().words, "We are looking.");

        let (id, version) = (draft.id.0.to_string(), draft.version.0.to_string());
        let component = new.components[0].0.to_string();
        let affected = format!("part-{component}");
        let fields = [
            ("page", "test"),
            ("draft", id.as_str()),
            ("draft-version", version.as_str()),
            ("deed", "publish"),
            ("status", "investigating"),
            ("affected", component.as_str()),
            (affected.as_str(), "partial_outage"),
            ("title-fr", "Paiements"),
            ("title-en", "Payments"),
            ("title-it", "Pagamenti"),
            ("text-fr", "Nous suivons."),
            ("text-en", "We follow it."),
            ("text-it", "Seguiamo."),
        ];
        let out = app.fill(&cookie, "/console/incidents/new", &fields).await;
        assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.body);
        assert_eq!(app.claimed().await.len(), 1);
        let trouble = troubles(&app).await.remove(0);
        let incident = trouble
            .incident
            .expect("the form's incident is the trouble's");
        let mut tx = app.db().snapshot().await.unwrap();
        let incident = incidents::load(&mut tx, app.page.id, incident)
            .await
            .unwrap();
        assert_eq!(incident.notice.unwrap().words, "We are looking.");
        assert!(incident.responsibility.is_some());
    }
}

#[tokio::test]
async fn the_desk_asks_when_it_is_over_there_and_resolves_with_the_phrase() {
    for mut app in TestApp::each().await {
        let (provider, _) = mapped(&mut app).await;
        let cookie = app.member(Role::Publisher).await;
        let publish = Rule {
            raise: Raise::Publish,
            ..Rule::default()
        };
        rule(&app, publish).await;
        look(&app, &provider, &bad("investigating", "We are looking.")).await;
        let id = troubles(&app).await[0].incident.unwrap();
        let desk = app.look(&cookie, &format!("/console/incidents/{id}")).await;
        let could = desk.texts(".them-causes li");
        assert_eq!(could.len(), 1);
        assert!(
            could[0].contains("Orgelpfeife: Payments Major outage"),
            "{could:?}"
        );
        assert!(
            could[0].contains("Payments fail"),
            "what they have open: {could:?}"
        );
        assert!(desk.texts(".them-over").is_empty(), "not over yet");
        pass(&app, 20);
        look(&app, &provider, &WELL).await;

        let desk = app.look(&cookie, &format!("/console/incidents/{id}")).await;
        let over = desk.attributes(".them-over form", "action").remove(0);
        let sent = app.fill(&cookie, &over, &[]).await;

        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        assert_eq!(app.claimed().await.len(), 2);
        let mut tx = app.db().snapshot().await.unwrap();
        let incident = incidents::load(&mut tx, app.page.id, id).await.unwrap();
        assert!(!incident.status.is_open());
    }
}

#[tokio::test]
async fn who_cannot_be_seen_is_said_so_at_the_map_and_on_the_first_page() {
    for mut app in TestApp::each().await {
        let (provider, _) = mapped(&mut app).await;
        let cookie = app.member(Role::Reader).await;
        blind(&app, &provider, "a web page came").await;

        for place in ["/console/", "/console/upstreams"] {
            let screen = app.look(&cookie, place).await;
            assert!(
                screen.body.contains("Nobody can tell how Orgelpfeife is"),
                "{place}"
            );
        }
    }
}

#[tokio::test]
async fn programs_draw_the_map_and_set_the_rule() {
    for mut app in TestApp::each().await {
        let (_, ours) = mapped(&mut app).await;
        let key = app
            .token(&[Scope::Read, Scope::Publish, Scope::Admin])
            .await;
        let call = async |method: &str, path: &str, body: Option<Value>| {
            let request = axum::http::Request::builder()
                .method(method)
                .uri(format!("/v1{path}"))
                .header("authorization", format!("Bearer {key}"))
                .header("content-type", "application/json");
            let body = body.map_or(String::new(), |body| body.to_string());
            let answer = app.send(request.body(body.into()).unwrap()).await;
            let said: Value = serde_json::from_str(&answer.body).unwrap_or_default();
            (answer.status, said)
        };
        let body = json!({ "page": "test", "component": ours, "provider": "orgelpfeife", "part": "Refunds", "degree": "major_outage" });

        let (status, told) = call("PUT", "/upstreams", Some(body)).await;
        assert_eq!(status, StatusCode::OK, "{told}");
        assert_eq!(told["status"], "operational");
        assert_eq!(told["part"]["name"]["en"], "Refunds");
        let (_, all) = call("GET", "/upstreams?page=test", None).await;
        assert_eq!(all["items"].as_array().unwrap().len(), 2);
        let rule = json!({ "page": "test", "raise": "off" });
        let (_, told) = call("PUT", "/upstreams/rule", Some(rule)).await;
        assert_eq!(
            (&told["raise"], &told["close"]),
            (&json!("off"), &json!("prompt"))
        );
        let line = all["items"][0]["id"].as_str().unwrap();
        let (status, _) = call("DELETE", &format!("/upstreams/{line}"), None).await;
        assert_eq!(status, StatusCode::NO_CONTENT);
        let wrong = json!({ "page": "test", "component": ours, "provider": "nobody", "degree": "major_outage" });
        let (status, told) = call("PUT", "/upstreams", Some(wrong)).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{told}");
    }
}
