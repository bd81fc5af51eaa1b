//! The doors of programs: a help desk opens, reads, answers, links, hands over, asks and closes; hands in a mail and a table; and a key
//! that is no responder's sees nobody.

use axum::http::StatusCode;
use beffroi::{
    members::{Role, Scope},
    reports,
};
use serde_json::{Value, json};

use super::{case, desks, files, letters, opened, says};
use crate::{
    api::{call, json as told, key, master},
    support::TestApp,
};

/// A call that is taken, and what it answers.
async fn done(app: &TestApp, key: &str, line: &str, body: Value) -> Value {
    let answer = call(app, key, line, body).await;
    assert!(answer.status.is_success(), "{line}: {}", answer.body);
    told(&answer)
}

#[tokio::test]
async fn a_program_does_what_the_team_does() {
    for app in desks().await {
        let key = master(&app).await;
        let incident = app.record(app.incident()).await;
        let (member, _) = app.signed_in(Role::Responder).await;
        let body = json!({
            "locale": "it", "words": "Carta 4111 1111 1111 1111 rifiutata", "method": "Visa", "country": "it", "place": "terminal",
            "payments": 3, "merchant": "Atelier Brume", "email": "ann@example.org", "since": "2026-03-04T09:00:00Z",
            "incident": "q2kg8n613kr3", "page": app.page.slug,
        });

        let made = call(&app, &key, "POST /reports", body).await;

        assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
        let made = told(&made);
        let at = format!("/reports/{}", made["id"].as_str().unwrap());
        for (name, value) in [
            ("words", json!("Carta •••• 1111 rifiutata")),
            ("is_masked", json!(true)),
            ("source", json!("api")),
            ("country", json!("IT")),
            ("incident", json!(incident)),
            ("state", json!("open")),
            ("files", json!([])),
        ] {
            assert_eq!(made[name], value, "{name}");
        }
        let line = |rest: &str| format!("POST {at}{rest}");
        let say = |kind: &str, body: &str| json!({"kind": kind, "body": body});
        done(
            &app,
            &key,
            &line("/entries"),
            say("we_said", "La stiamo cercando."),
        )
        .await;
        done(&app, &key, &line("/entries"), say("they_said", "Ancora.")).await;
        done(&app, &key, &line("/entries"), say("note", "Tra noi.")).await;
        let hands = done(&app, &key, &line("/assign"), json!({"member": member})).await;
        assert_eq!(hands["assigned_to"], json!(member));
        let nobody = done(&app, &key, &line("/assign"), json!({})).await;
        assert_eq!(nobody["assigned_to"], Value::Null);
        let unlinked = done(&app, &key, &line("/link"), json!({})).await;
        assert_eq!(unlinked["incident"], Value::Null);
        let linked = done(&app, &key, &line("/link"), json!({"incident": incident})).await;
        assert_eq!(linked["incident"], json!(incident));
        let asked = done(&app, &key, &line("/ask"), Value::Null).await;
        assert_eq!(asked["state"], "asked");
        let closed = done(&app, &key, &line("/close"), Value::Null).await;
        assert_eq!(closed["state"], "closed");
        assert!(closed["closed_at"].is_string());
        let again = done(&app, &key, &line("/reopen"), Value::Null).await;
        assert_eq!(again["state"], "open");

        let one = done(&app, &key, &format!("GET {at}"), Value::Null).await;
        let entries = one["entries"].as_array().unwrap();
        let note = entries.iter().find(|one| one["kind"] == "note").unwrap();
        assert_eq!(note["is_seen_by_author"], false);
        let bodies: Vec<_> = entries
            .iter()
            .filter_map(|one| one["body"].as_str())
            .collect();
        for said in ["La stiamo cercando.", "Ancora.", "Tra noi."] {
            assert!(bodies.contains(&said), "{bodies:?}");
        }
        let all = letters(&app).await;
        assert!(all.len() >= 3, "the author heard of it at each step");
        let written = serde_json::to_string(&all.iter().map(|one| &one.1).collect::<Vec<_>>());
        assert!(!written.unwrap().contains("Tra noi."));
    }
}

#[tokio::test]
async fn lists_and_figures_are_told_and_files_are_named() {
    for app in desks().await {
        let key = master(&app).await;
        let (id, _) = opened(&app, &says(&app, "En panne")).await;
        let closed = opened(&app, &says(&app, "Fini")).await.0;
        let line = format!("POST /reports/{closed}/close");
        done(&app, &key, &line, Value::Null).await;
        let sent = vec![
            files::sent("écran.png", &files::picture()),
            files::sent("page.html", b"<p>"),
        ];
        files::kept(&app, id, sent).await;
        let list = |more: &str| format!("GET /reports?page={}{more}", app.page.slug);
        let days = |days: &str| format!("GET /reports/figures?page={}&days={days}", app.page.slug);

        let open = done(&app, &key, &list(""), Value::Null).await;
        let all = done(&app, &key, &list("&all=true"), Value::Null).await;
        let one = done(&app, &key, &format!("GET /reports/{id}"), Value::Null).await;
        let figures = done(&app, &key, &days("7"), Value::Null).await;
        let refused = call(&app, &key, &days("0"), Value::Null).await;

        let open = open["items"].as_array().unwrap();
        assert_eq!(open.len(), 1);
        assert_eq!(open[0]["id"], json!(id));
        assert_eq!(all["items"].as_array().unwrap().len(), 2);
        let files = one["files"].as_array().unwrap();
        let states: Vec<_> = files
            .iter()
            .map(|one| (&one["state"], &one["kind"], &one["why"]))
            .collect();
        assert!(
            states.contains(&(&json!("kept"), &json!("png"), &Value::Null)),
            "{states:?}"
        );
        assert!(
            states.contains(&(&json!("not_kept"), &Value::Null, &json!("kind"))),
            "{states:?}"
        );
        assert_eq!(
            (&figures["reports"], &figures["answered"]),
            (&json!(2), &json!(0))
        );
        assert_eq!(figures["languages"], json!({"fr": 2}));
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test]
async fn what_cannot_be_is_refused_at_its_field() {
    for app in desks().await {
        let master = master(&app).await;
        let (id, _) = opened(&app, &says(&app, "En panne")).await;
        let entries = format!("POST /reports/{id}/entries");
        for (line, body, field) in [
            ("POST /reports", json!({}), "words"),
            (
                "POST /reports",
                json!({"words": "x", "locale": "de"}),
                "locale",
            ),
            (
                "POST /reports",
                json!({"words": "x", "component": "cards"}),
                "component",
            ),
            (
                "POST /reports",
                json!({"words": "x", "payments": 0}),
                "payments",
            ),
            (
                "POST /reports",
                json!({"words": "x", "incident": "nothing"}),
                "incident",
            ),
            (
                entries.as_str(),
                json!({"kind": "shout", "body": "x"}),
                "kind",
            ),
            ("PUT /desk/hook", json!({"url": "nowhere"}), "url"),
            (
                "PUT /incidents/nothing/affected",
                json!({"merchants": []}),
                "incident",
            ),
            ("POST /desk/mail", json!({}), "message"),
        ] {
            let mut body = body;
            if !line.starts_with("POST /reports/") {
                body["page"] = json!(app.page.slug);
            }
            let refused = call(&app, &master, line, body.clone()).await;
            assert_eq!(
                refused.status,
                StatusCode::UNPROCESSABLE_ENTITY,
                "{line} {body}: {}",
                refused.body
            );
            assert_eq!(
                told(&refused)["field"],
                field,
                "{line} {body}: {}",
                refused.body
            );
        }
    }
}

#[tokio::test]
async fn a_key_that_is_no_responders_sees_nobody_and_does_nothing() {
    for app in desks().await {
        let reader = key(&app, &[Scope::Read]).await;
        let (id, _) = opened(&app, &says(&app, "En panne")).await;
        let entries = format!("POST /reports/{id}/entries");
        let one = format!("GET /reports/{id}");
        let list = format!("GET /reports?page={}", app.page.slug);
        for line in [
            list.as_str(),
            one.as_str(),
            "POST /reports",
            entries.as_str(),
            "PUT /desk/hook",
            "POST /desk/mail",
        ] {
            let body = match line.starts_with("GET") {
                true => Value::Null,
                false => {
                    json!({"words": "x", "kind": "note", "body": "x", "message": "x", "page": app.page.slug})
                }
            };
            let answer = call(&app, &reader, line, body).await;
            assert!(answer.status.is_client_error(), "{line}: {}", answer.status);
            assert!(
                !answer.body.contains("En panne") && !answer.body.contains('@'),
                "{line}"
            );
        }
        assert_eq!(case(&app, id).await.entries.len(), 0);
    }
}

#[tokio::test]
async fn a_mail_a_table_and_a_hook_come_in_by_it() {
    for app in desks().await {
        let key = master(&app).await;
        let incident = app.record(app.incident()).await;
        let mail = super::by_mail::mail(
            super::MAILBOX,
            "new",
            "",
            "Les cartes sont refusées chez nous.",
        );

        let came = done(&app, &key, "POST /desk/mail", json!({"message": mail})).await;
        let page = &app.page.slug;
        let table = json!({"page": page, "merchants": [{"merchant": "Atelier Brume", "payments": 12}, {"merchant": "Gannet", "payments": 1}]});
        let kept = done(
            &app,
            &key,
            &format!("PUT /incidents/{incident}/affected"),
            table,
        )
        .await;
        let hook = json!({"url": "https://desk.example.com/hook", "page": page});
        let set = done(&app, &key, "PUT /desk/hook", hook).await;
        let unset = done(&app, &key, "PUT /desk/hook", json!({"page": page})).await;

        assert_eq!(came["is_taken"], true, "{came}");
        let mut tx = app.db().snapshot().await.unwrap();
        let all = reports::of_page(&mut tx, app.page.id, false, 10)
            .await
            .unwrap();
        let words = &all[0].facts.words;
        assert!(
            words.ends_with("Les cartes sont refusées chez nous."),
            "{words}"
        );
        assert_eq!(kept["merchants"], 2);
        assert!(set["secret"].as_str().unwrap().starts_with("whsec_"));
        assert_eq!(set["url"], "https://desk.example.com/hook");
        assert_eq!(
            (&unset["url"], &unset["secret"]),
            (&Value::Null, &Value::Null)
        );
    }
}
