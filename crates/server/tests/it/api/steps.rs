//! Our own paths for all that is done with an incident: facts, corrections, the crisis unit, merging, drafts, templates.

use axum::http::StatusCode;
use beffroi::members::{self, NewToken, Role, Scope};
use beffroi_domain::Actor;
use serde_json::{Value, json};

use super::{call, call_with, json, key, master};
use crate::{live::asks_for_a_second_look, support::TestApp};

/// Opens an incident; its id.
async fn opened(app: &TestApp, key: &str, title: &str) -> String {
    let body =
        json!({"pages": ["test"], "title": title, "text": "Nous cherchons.", "impact": "major"});
    let answer = call(app, key, "POST /incidents", body).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    app.claimed().await;
    json(&answer)["id"].as_str().unwrap().to_owned()
}

/// A call that has to work; what it says.
async fn ask(app: &TestApp, key: &str, line: &str, body: Value) -> Value {
    let answer = call(app, key, line, body).await;
    assert!(answer.status.is_success(), "{line}: {}", answer.body);
    match answer.body.is_empty() {
        true => Value::Null,
        false => json(&answer),
    }
}

#[tokio::test]
async fn facts_are_set_taken_away_and_refused_at_their_field() {
    for app in TestApp::each().await {
        let key = master(&app).await;
        let id = opened(&app, &key, "3-D Secure").await;
        let line = format!("PATCH /incidents/{id}/facts");

        let set = json!({
            "priority": 2, "impact": "minor", "references": ["TSR-1723"], "category": {"fr": "Paiements"},
            "responsibility": {"kind": "external", "provider": "Acquirer"},
            "figures": [{"low_milli": 20_000, "high_milli": 40_000, "of": {"fr": "requêtes"},
                         "from": "2026-03-04T10:20:00Z", "until": "2026-03-04T10:55:00Z"}],
            "consequences": [{"text": "Virements en retard", "end": "2026-03-06"}],
            "links": ["https://example.com/a"],
            "notice": {"address": "https://status.example.com/1", "words": "We see errors."}
        });
        let told = ask(&app, &key, &line, set).await;
        let taken = ask(&app, &key, &line, json!({"priority": null, "notice": null})).await;
        let refused = [
            json!({"figures": [{"low_milli": 5, "high_milli": 1}]}),
            json!({"figures": [{"high_milli": 1, "from": "2026-03-05T10:20:00Z"}]}),
            json!({"references": ["TSR\n1"]}),
            json!({"links": ["ftp://example.com"]}),
            json!({"notice": {"address": "here"}}),
            json!({"responsibility": "own"}),
        ];

        assert_eq!(
            told["figures"][0]["until"]["at"],
            "2026-03-04T10:55:00.000Z"
        );
        assert_eq!(told["consequences"][0]["end"]["precision"], "day");
        assert_eq!(told["notice"]["words"], "We see errors.");
        assert_eq!(
            (&taken["priority"], &taken["notice"]),
            (&Value::Null, &Value::Null)
        );
        assert_eq!(taken["responsibility"]["provider"], "Acquirer");
        let fields = [
            "figures",
            "figures",
            "references",
            "links",
            "notice",
            "responsibility",
        ];
        for (body, field) in refused.into_iter().zip(fields) {
            let answer = call(&app, &key, &line, body).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
            assert_eq!(json(&answer)["field"], field, "{}", answer.body);
        }
        let stale = call_with(&app, &key, &line, json!({}), &[("if-match", "\"v1\"")]).await;
        assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
    }
}

#[tokio::test]
async fn a_corrected_text_says_what_it_said_before() {
    for app in TestApp::each().await {
        let key = master(&app).await;
        let id = opened(&app, &key, "Paiements refusés").await;
        let one = ask(&app, &key, &format!("GET /incidents/{id}"), Value::Null).await;
        let update = one["updates"][0]["public_id"].clone();
        let line = format!("POST /incidents/{id}/corrections");

        let body =
            json!({"update": update, "text": "Nous cherchons encore.", "is_announced": true});
        let told = ask(&app, &key, &line, body).await;
        ask(
            &app,
            &key,
            &line,
            json!({"text": {"it": "Pagamenti rifiutati"}}),
        )
        .await;
        let list = ask(&app, &key, &line.replace("POST", "GET"), Value::Null).await;
        let nowhere = call(&app, &key, &line, json!({"update": "nope", "text": "?"})).await;

        assert_eq!(told["updates"][0]["text"]["fr"], "Nous cherchons encore.");
        assert_eq!(app.claimed().await.len(), 1);
        let items = list["items"].as_array().unwrap();
        // The title was only said in one language more.
        assert_eq!(items.len(), 1, "{list}");
        assert_eq!(items[0]["before"], "Nous cherchons.");
        assert_eq!(items[0]["update"], one["updates"][0]["id"]);
        let kinds = items[0]["difference"].as_array().unwrap().iter();
        assert_eq!(
            kinds
                .map(|one| one["is"].as_str().unwrap())
                .collect::<Vec<_>>(),
            ["stays", "goes", "comes"]
        );
        assert_eq!(json(&nowhere)["field"], "update");
    }
}

#[tokio::test]
async fn what_stays_among_the_team_is_read_by_programs_and_by_no_reader() {
    for app in TestApp::each().await {
        let key = master(&app).await;
        let id = opened(&app, &key, "Panne").await;
        let (member, _) = app.signed_in(Role::Responder).await;
        let log = format!("POST /incidents/{id}/log");
        let role = format!("PUT /incidents/{id}/roles/lead");

        app.app
            .clock
            .set(app.now() + jiff::SignedDuration::from_mins(1));
        ask(&app, &key, &log, json!({"body": "Called the acquirer."})).await;
        let happened =
            json!({"kind": "happened", "body": "Failover began.", "at": "2026-03-04T10:40:00Z"});
        ask(&app, &key, &log, happened).await;
        let roles = ask(&app, &key, &role, json!({"member": member})).await;
        let lines = ask(&app, &key, &log.replace("POST", "GET"), Value::Null).await;
        let nobody = call(&app, &key, &role, json!({"member": uuid::Uuid::nil()})).await;
        let unknown = call(&app, &key, &role.replace("lead", "cook"), json!({})).await;
        let to_come = json!({"kind": "happened", "body": "?", "at": "2026-03-05T10:40:00Z"});
        let to_come = call(&app, &key, &log, to_come).await;

        let reader = super::key(&app, &[Scope::Read]).await;
        let private = call(&app, &reader, &log.replace("POST", "GET"), Value::Null).await;

        assert_eq!(private.status, StatusCode::FORBIDDEN);
        let kinds = lines["items"].as_array().unwrap().iter();
        assert_eq!(
            kinds
                .map(|one| one["kind"].as_str().unwrap())
                .collect::<Vec<_>>(),
            ["happened", "deed", "note"]
        );
        assert_eq!(roles["items"], json!([{"role": "lead", "member": member}]));
        assert_eq!(
            (json(&nobody)["field"].clone(), unknown.status),
            (json!("member"), StatusCode::NOT_FOUND)
        );
        assert_eq!(json(&to_come)["field"], "at");
        assert!(!app.get("/fr/").await.body.contains("acquirer"));
    }
}

#[tokio::test]
async fn a_merged_incident_leads_to_the_one_that_stays() {
    for app in TestApp::each().await {
        let key = master(&app).await;
        let (stays, twin) = (
            opened(&app, &key, "Une").await,
            opened(&app, &key, "Deux").await,
        );
        let merge = format!("POST /incidents/{twin}/merge");

        let itself = call(&app, &key, &merge, json!({"into": twin})).await;
        let nowhere = call(&app, &key, &merge, json!({"into": "nope"})).await;
        let told = ask(&app, &key, &merge, json!({"into": stays})).await;
        let gone = call(&app, &key, &format!("GET /incidents/{twin}"), Value::Null).await;
        let again = call(&app, &key, &merge, json!({"into": stays})).await;

        assert_eq!(json(&itself)["field"], "into", "{}", itself.body);
        assert_eq!(json(&nowhere)["field"], "into", "{}", nowhere.body);
        assert_eq!(told["id"], stays);
        assert_eq!(gone.status, StatusCode::PERMANENT_REDIRECT);
        assert_eq!(gone.header("location"), format!("/v1/incidents/{stays}"));
        assert_eq!(again.status, StatusCode::NOT_FOUND);
    }
}

/// A key that a member made.
async fn key_of(app: &TestApp, actor: Actor, scopes: &[Scope]) -> String {
    let new = NewToken {
        name: "own".to_owned(),
        scopes: scopes.iter().copied().collect(),
        pages: None,
        ends_at: None,
    };
    let mut tx = app.db().begin().await.unwrap();
    let made = members::make_token(&mut tx, app.now(), actor, new).await;
    tx.commit().await.unwrap();
    made.unwrap().1
}

#[tokio::test]
async fn a_draft_goes_its_way_and_needs_a_second_person() {
    for app in TestApp::each().await {
        let id = opened(&app, &master(&app).await, "Panne").await;
        asks_for_a_second_look(&app).await;
        let (anna, _) = app.signed_in(Role::Publisher).await;
        let writer = key_of(&app, Actor::Member(anna.0), &[Scope::Write]).await;
        let own = key_of(&app, Actor::Member(anna.0), &[Scope::Publish]).await;
        let second = key(&app, &[Scope::Publish]).await;
        let body = json!({"deed": "update", "incident": id,
                          "command": {"status": "identified", "text": {"fr": "Trouvé."}}});

        let saved = call(&app, &writer, "POST /drafts", body).await;
        let draft = json(&saved);
        let one = format!("/drafts/{}", draft["id"].as_str().unwrap());
        let preview = ask(&app, &writer, &format!("GET {one}/preview"), Value::Null).await;
        let again = json!({"deed": draft["deed"], "incident": draft["incident"], "command": draft["command"]});
        let tag = [("if-match", saved.header("etag"))];
        let put = format!("PUT {one}");
        let changed = call_with(&app, &writer, &put, again.clone(), &tag).await;
        let late = call_with(&app, &writer, &put, again, &tag).await;
        ask(&app, &writer, &format!("POST {one}/submit"), Value::Null).await;
        let too_soon = call(&app, &second, &format!("POST {one}/publish"), Value::Null).await;
        let by_herself = call(&app, &own, &format!("POST {one}/approve"), Value::Null).await;
        let by_writer = call(&app, &writer, &format!("POST {one}/approve"), Value::Null).await;
        ask(&app, &second, &format!("POST {one}/approve"), Value::Null).await;
        let out = ask(&app, &own, &format!("POST {one}/publish"), Value::Null).await;
        let twice = call(&app, &own, &format!("POST {one}/publish"), Value::Null).await;
        let waiting = ask(&app, &writer, "GET /drafts?page=test", Value::Null).await;

        assert_eq!(saved.status, StatusCode::CREATED, "{}", saved.body);
        assert_eq!(
            preview["locales"][0]["text"]["text"], "Trouvé.",
            "{preview}"
        );
        assert_eq!(preview["incident"]["status"], "identified");
        assert_eq!(
            (changed.status, late.status),
            (StatusCode::OK, StatusCode::PRECONDITION_FAILED)
        );
        assert_eq!(json(&changed)["command"], draft["command"]);
        assert_eq!(
            (too_soon.status, by_herself.status),
            (StatusCode::FORBIDDEN, StatusCode::FORBIDDEN)
        );
        assert_eq!(by_writer.status, StatusCode::FORBIDDEN);
        assert_eq!(out["updates"][0]["text"], json!({"fr": "Trouvé."}));
        assert_eq!(twice.status, StatusCode::CONFLICT);
        assert_eq!(waiting["items"], json!([]));
        assert_eq!(app.claimed().await.len(), 1);
    }
}

#[tokio::test]
async fn a_bypass_needs_its_scope_and_stands_in_the_log() {
    for app in TestApp::each().await {
        let bypass = master(&app).await;
        let id = opened(&app, &bypass, "Panne").await;
        asks_for_a_second_look(&app).await;
        let publisher = key(&app, &[Scope::Publish]).await;
        let body = json!({"deed": "resolve", "incident": id, "command": {"text": "Fini."}});
        let draft = ask(&app, &publisher, "POST /drafts", body).await;
        let publish = format!("POST /drafts/{}/publish", draft["id"].as_str().unwrap());
        let reason = json!({"bypass": "nobody else is awake"});

        let forbidden = call(&app, &publisher, &publish, reason.clone()).await;
        let out = ask(&app, &bypass, &publish, reason).await;
        let log = ask(
            &app,
            &publisher,
            &format!("GET /incidents/{id}/log"),
            Value::Null,
        )
        .await;
        app.claimed().await;

        assert_eq!(
            forbidden.status,
            StatusCode::FORBIDDEN,
            "{}",
            forbidden.body
        );
        assert_eq!(out["status"], "resolved");
        assert!(log.to_string().contains("nobody else is awake"), "{log}");
    }
}

#[tokio::test]
async fn every_deed_that_waits_comes_back_as_it_was_sent() {
    for app in TestApp::each().await {
        let key = master(&app).await;
        let id = opened(&app, &key, "Panne").await;
        ask(
            &app,
            &key,
            &format!("POST /incidents/{id}/resolve"),
            json!({"is_quiet": true}),
        )
        .await;
        let api = app.component("API").await;
        let turned = json!([{"id": api, "status": "partial_outage"}]);
        let deeds = [
            json!({"deed": "open", "command": {"pages": ["test"], "title": {"fr": "Autre"}, "text": {"fr": "…"},
                "status": "monitoring", "components": turned, "since": "2026-03-04", "until": null, "impact": "minor",
                "priority": 3, "category": {}, "responsibility": {"kind": "own", "provider": null}, "reference": "TSR-1",
                "published": null, "is_retroactive": true, "is_quiet": false, "follows": false, "promise": null,
                "machine": ["fr"], "machine_read": true}}),
            json!({"deed": "reopen", "incident": id, "expected": 2, "command": {"status": "investigating", "text": {},
                "components": turned, "since": "2026-03-04T10:59:00Z", "is_quiet": null, "follows": false, "promise": null,
                "machine": [], "machine_read": false}}),
            json!({"deed": "correct", "incident": id, "command": {"update": null, "text": {"fr": "Titre"}, "is_announced": false,
                "machine": ["it"], "machine_read": false}}),
        ];

        for deed in deeds {
            let kept = ask(&app, &key, "POST /drafts", deed.clone()).await;
            let shown = ask(&app, &key, "POST /preview", deed.clone()).await;

            assert_eq!(kept["command"], deed["command"], "{kept}");
            assert_eq!(
                kept["expected"],
                *deed.get("expected").unwrap_or(&Value::Null)
            );
            assert!(shown["locales"][0]["title"]["text"].is_string(), "{shown}");
        }
        let list = ask(&app, &key, "GET /incidents?page=test", Value::Null).await;
        assert_eq!(list["items"].as_array().unwrap().len(), 1);
        let wrong = json!({"deed": "sing", "command": {}});
        assert_eq!(
            json(&call(&app, &key, "POST /drafts", wrong).await)["field"],
            "deed"
        );
    }
}

#[tokio::test]
async fn a_template_is_made_filled_in_changed_and_taken_away() {
    for app in TestApp::each().await {
        let key = master(&app).await;
        let body = json!({"page": "test", "name": "Lent", "status": "investigating",
                          "title": {"fr": "{{ service }} est lent", "en": "{{ service }} is slow"},
                          "text": {"fr": "Depuis {{ time }}."}});

        let made = ask(&app, &key, "POST /templates", body.clone()).await;
        let one = format!("/templates/{}", made["id"].as_str().unwrap());
        let values = json!({"values": {"service": {"fr": "L'API", "en": "The API"}}});
        let filled = ask(&app, &key, &format!("POST {one}/render"), values).await;
        let wrong = call(
            &app,
            &key,
            &format!("POST {one}/render"),
            json!({"values": {"service": 3}}),
        )
        .await;
        let twice = call(&app, &key, "POST /templates", body).await;
        let changed = ask(
            &app,
            &key,
            &format!("PUT {one}"),
            json!({"name": "Très lent", "title": "Lent"}),
        )
        .await;
        let list = ask(&app, &key, "GET /templates?page=test", Value::Null).await;
        ask(&app, &key, &format!("DELETE {one}"), Value::Null).await;
        let gone = call(&app, &key, &format!("GET {one}"), Value::Null).await;

        assert_eq!(
            filled["title"],
            json!({"fr": "L'API est lent", "en": "The API is slow"})
        );
        assert_eq!(filled["open"], json!(["time"]));
        assert_eq!(json(&wrong)["field"], "values", "{}", wrong.body);
        assert_eq!(
            (twice.status, json(&twice)["field"].clone()),
            (StatusCode::CONFLICT, json!("name"))
        );
        assert_eq!(
            (&changed["name"], &changed["text"]),
            (&json!("Très lent"), &json!({}))
        );
        assert_eq!(list["items"], json!([changed]));
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn components_and_groups_are_made_moved_and_taken_away() {
    for app in TestApp::each().await {
        let key = master(&app).await;
        let reader = key_of(&app, Actor::System, &[Scope::Read]).await;

        let body = json!({"page": "test", "name": {"fr": "Paiements", "en": "Payments"}, "showcase": false});
        let part = ask(&app, &key, "POST /components", body).await;
        let body = json!({"page": "test", "name": "Groupe", "components": [part["public_id"]]});
        let made = ask(&app, &key, "POST /groups", body.clone()).await;
        let one = format!("/groups/{}", made["public_id"].as_str().unwrap());
        let forbidden = call(&app, &reader, "POST /groups", body).await;
        let inside = format!("/components/{}", part["id"].as_str().unwrap());
        let out = ask(
            &app,
            &key,
            &format!("PATCH {inside}"),
            json!({"group": null}),
        )
        .await;
        let back = ask(
            &app,
            &key,
            &format!("PATCH {inside}"),
            json!({"group": made["id"]}),
        )
        .await;
        let nowhere = call(
            &app,
            &key,
            &format!("PATCH {inside}"),
            json!({"group": "nope"}),
        )
        .await;
        let named = ask(
            &app,
            &key,
            &format!("PATCH {one}"),
            json!({"name": {"it": "Gruppo"}}),
        )
        .await;
        ask(&app, &key, &format!("DELETE {one}"), Value::Null).await;
        let groups = ask(&app, &key, "GET /groups?page=test", Value::Null).await;
        ask(&app, &key, &format!("DELETE {inside}"), Value::Null).await;
        let parts = ask(&app, &key, "GET /components?page=test", Value::Null).await;

        assert_eq!(made["components"], json!([part["id"]]));
        assert_eq!(forbidden.status, StatusCode::FORBIDDEN);
        assert_eq!((&out["group"], &back["group"]), (&Value::Null, &made["id"]));
        assert_eq!(json(&nowhere)["field"], "group");
        assert_eq!(named["name"], json!({"fr": "Groupe", "it": "Gruppo"}));
        assert_eq!(
            (&groups["items"], &parts["items"]),
            (&json!([]), &json!([]))
        );
    }
}
