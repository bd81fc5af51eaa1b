//! The form: what it shows, what it takes, and what it says of what cannot be.

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use beffroi::reports::{Place, State};
use beffroi_domain::IncidentStatus;

use super::{ABOUT, case, count, each, later, ongoing, open_desk, press_twice, send};
use crate::{
    imports::desk as source,
    public_private::make_private,
    support::{TestApp, at},
};

#[tokio::test]
async fn a_report_becomes_a_case_with_all_that_was_told() {
    for app in each().await {
        let cards = app.component("Cards").await;
        let form = app.get("/it/report").await;
        let service = form.attributes("#component option", "value")[1].clone();
        let fields = [
            ("words", "I pagamenti falliscono.\r\nDa stamattina."),
            ("since", "2026-03-04T10:30"),
            ("component", &service),
            ("method", "Visa"),
            ("country", "it"),
            ("place", "terminal"),
            ("payments", "1.200"),
            ("merchant", "Bar Sport"),
            ("transaction", "TX-99"),
            ("email", "Anna@Example.com"),
        ];

        let sent = send(&app, "/it/report", &fields).await;

        let report = case(&app, &sent).await;
        let told = &report.facts;
        assert_eq!(told.words, "I pagamenti falliscono.\nDa stamattina.");
        assert_eq!(told.since, Some(at("2026-03-04T09:30:00Z")));
        assert_eq!((told.component, told.place), (Some(cards), Place::Terminal));
        assert_eq!((told.country.as_str(), told.payments), ("IT", Some(1_200)));
        assert_eq!(told.email, "Anna@example.com");
        assert_eq!((report.locale.as_str(), report.state), ("it", State::Open));
        let page = app.get(sent.header("location")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text("h1").contains(&report.reference.to_string()));
        for word in ["Bar Sport", "TX-99", "Cards", "Visa"] {
            assert!(page.body.contains(word), "{word}");
        }
    }
}

#[tokio::test]
async fn a_closed_desk_is_not_there_and_no_page_leads_to_it() {
    for app in TestApp::each().await {
        app.record(ongoing(&app)).await;
        let links = async || {
            let mut all = Vec::new();
            for path in [
                "/it/",
                "/it/incidents/q2kg8n613kr3",
                "/it/history",
                "/it/nowhere",
            ] {
                let page = app.get(path).await;
                let found = page.attributes("a", "href");
                all.push(found.iter().filter(|one| one.contains("report")).count());
            }
            all
        };
        for path in ["/it/report", ABOUT] {
            assert_eq!(app.get(path).await.status, 404);
            assert_eq!(app.fill("", path, &[("words", "x")]).await.status, 404);
        }
        assert_eq!(links().await, [0, 0, 0, 0]);

        open_desk(&app, true).await;

        assert_eq!(app.get("/it/report").await.status, 200);
        assert_eq!(links().await, [2, 2, 1, 1]);
        let incident = app.get("/it/incidents/q2kg8n613kr3").await;
        let ways = incident.attributes(".be-told a", "href");
        assert_eq!(ways[1], ABOUT);
    }
}

#[tokio::test]
async fn what_is_known_stands_first_and_one_says_me_too() {
    for app in each().await {
        let incident = app.record(ongoing(&app)).await;
        let form = app.get("/it/report").await;
        assert_eq!(form.attributes(".report-me", "href"), [ABOUT]);
        assert_eq!(form.texts(".report-known time").len(), 1);
        let too = app.get(ABOUT).await;
        assert_eq!(too.texts(".report-known").len(), 0);
        assert!(too.text(".report-too").contains("Pagamenti"));
        assert!(
            too.attributes(".tongues a", "href")
                .contains(&ABOUT.replace("/it/", "/fr/"))
        );

        let sent = send(&app, ABOUT, &[("country", "IT")]).await;

        let report = case(&app, &sent).await;
        assert_eq!(report.incident.map(|(id, _)| id), Some(incident));
        assert!(report.is_too && report.facts.words.is_empty());
        let page = app.get(sent.header("location")).await;
        let way = "/it/incidents/q2kg8n613kr3".to_owned();
        assert!(page.attributes("main a", "href").contains(&way));
        assert!(page.body.contains("Nous cherchons."), "what was said last");
    }
}

#[tokio::test]
async fn whoever_still_feels_what_is_over_can_say_so_and_other_pages_have_no_say() {
    for app in each().await {
        let mut over = app.incident();
        over.facts.status = IncidentStatus::Resolved;
        app.record(over).await;

        let form = app.get(ABOUT).await;
        let sent = send(&app, ABOUT, &[("words", "Da me no.")]).await;

        assert_eq!(form.texts(".report-too p").len(), 3);
        assert!(case(&app, &sent).await.is_too);
        let unknown = app.get("/it/report?about=abcdefghijkl").await;
        assert_eq!(unknown.texts(".report-too").len(), 0);
    }
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field_and_what_was_written_comes_back() {
    for app in each().await {
        app.component("Cards").await;
        let fields = [
            ("words", ""),
            ("since", "ieri"),
            ("component", "nowhere"),
            ("payments", "molti"),
            ("merchant", "Bar \"Sport\""),
            ("place", "online"),
        ];

        let wrong = app.fill("", "/it/report", &fields).await;

        assert_eq!(wrong.status, 422);
        let links = wrong.attributes(".wrongs a", "href");
        assert_eq!(links, ["#words", "#since", "#component", "#payments"]);
        for link in links {
            assert_eq!(wrong.attributes(&link, "aria-invalid"), ["true"], "{link}");
            assert_eq!(wrong.texts(&format!("{link}-wrong")).len(), 1, "{link}");
        }
        assert_eq!(wrong.attributes("#merchant", "value"), ["Bar \"Sport\""]);
        assert_eq!(
            wrong.attributes("#place input[checked]", "value"),
            ["online"]
        );
        assert_eq!(count(&app).await, 0);
    }
}

#[tokio::test]
async fn what_the_room_refuses_comes_back_too_and_the_proof_with_it() {
    for app in each().await {
        let long = "x".repeat(10_001);
        let many = "x".repeat(121);
        for (name, value) in [
            ("words", long.as_str()),
            ("since", "2026-03-04T12:30"),
            ("since", "2024-03-04T12:30"),
            ("payments", "0"),
            ("country", "Italia"),
            ("method", &many),
            ("merchant", &many),
            ("transaction", &many),
            ("email", "anna"),
        ] {
            let mut fields = vec![(name, value)];
            if name != "words" {
                fields.push(("words", "Non va."));
            }
            let before = count(&app).await;
            let wrong = press_twice(&app, "/it/report", &fields).await;

            assert_eq!(wrong.status, 422, "{name}");
            assert_eq!(wrong.attributes(".wrongs a", "href"), [format!("#{name}")]);
            let kept = match name {
                "words" => wrong.text("#words"),
                _ => wrong.attributes(&format!("#{name}"), "value").remove(0),
            };
            assert_eq!(kept, value);
            assert_eq!(count(&app).await, before);

            // The press is not asked for a second time.
            let ticket = wrong.attributes("input[name=ticket]", "value").remove(0);
            let right = [("words", "Non va."), ("ticket", &ticket)];
            let sent = app.fill("", "/it/report", &right).await;
            assert_eq!(sent.status, 303, "{name}");
            later(&app, 700);
        }
    }
}

#[tokio::test]
async fn numbers_of_cards_are_made_unreadable_and_the_merchant_is_told() {
    for app in each().await {
        let fields = [
            ("words", "La carta 4111 1111 1111 1111 non va."),
            ("merchant", "IT60X0542811101000000123456"),
        ];

        let sent = send(&app, "/it/report", &fields).await;

        let report = case(&app, &sent).await;
        assert!(report.is_masked);
        assert_eq!(report.facts.words, "La carta •••• 1111 non va.");
        assert!(!report.facts.merchant.contains("05428"));
        let page = app.get(sent.header("location")).await;
        assert_eq!(page.texts(".told-done").len(), 1);
        assert!(!page.body.contains("1111 1111") && !page.body.contains("05428"));
        for (table, rows) in source::tables(app.db()).await {
            for row in rows {
                let signs: String = row.chars().filter(char::is_ascii_alphanumeric).collect();
                assert!(!signs.contains("4111111111111111"), "{table}: {row}");
                assert!(!signs.contains("0542811101"), "{table}: {row}");
            }
        }
        let clean = send(&app, "/it/report", &[("words", "Non va.")]).await;
        let clean = app.get(clean.header("location")).await;
        assert_eq!(clean.texts(".told-done").len(), 0);
    }
}

#[tokio::test]
async fn a_form_from_elsewhere_is_refused_with_what_was_written() {
    for app in each().await {
        let stranger = Request::post("/it/report")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "cross-site")
            .body(Body::from("words=Non+va"));

        let refused = app.send(stranger.unwrap()).await;

        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert_eq!(refused.text("#words"), "Non va");
        assert_eq!(count(&app).await, 0);
    }
}

#[tokio::test]
async fn the_form_says_what_is_promised_and_kept_and_nobody_keeps_it() {
    for app in each().await {
        let form = app.get("/en/report").await;

        let notes = form.texts(".report-notes li").join(" ");
        assert!(notes.contains("within 4 hours"), "{notes}");
        assert!(notes.contains("730 days"), "{notes}");
        assert_eq!(form.header("cache-control"), "no-store");
        assert_eq!(form.header("x-robots-tag"), "noindex");
        assert_eq!(app.get("/report").await.header("location"), "/fr/report");
    }
}

#[tokio::test]
async fn no_sign_that_a_database_cannot_hold_comes_in() {
    for app in each().await {
        let sent = send(&app, "/it/report", &[("words", "Non\0 va \u{7}")]).await;

        assert_eq!(case(&app, &sent).await.facts.words, "Non  va");
    }
}

#[tokio::test]
async fn the_gate_of_a_private_page_holds() {
    for app in each().await {
        let sent = send(&app, "/it/report", &[("words", "Non va.")]).await;
        make_private(&app, app.page.id).await;

        for path in ["/it/report", sent.header("location")] {
            assert_eq!(app.get(path).await.status, 401, "{path}");
        }
        let refused = app.fill("", "/it/report", &[("words", "x")]).await;
        assert_eq!(refused.status, 401);
    }
}

#[tokio::test]
async fn what_cannot_be_written_down_just_now_comes_back_and_goes_when_it_is_sent_again() {
    const AWAY: &str = "ALTER TABLE audit RENAME TO audit_away";
    const BACK: &str = "ALTER TABLE audit_away RENAME TO audit";
    let rename = async |app: &TestApp, sql: &'static str| {
        let mut tx = app.db().begin().await.unwrap();
        tx.exec(sql, beffroi::params![]).await.unwrap();
        tx.commit().await.unwrap();
    };
    for app in each().await {
        let fields = [("words", "Depuis midi, rien ne passe.")];

        rename(&app, AWAY).await;
        let away = send(&app, "/fr/report", &fields).await;
        rename(&app, BACK).await;

        assert_eq!(away.status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(away.text("#words"), fields[0].1);
        assert!(
            away.text(".wrongs").contains("renvoyez-le"),
            "{}",
            away.body
        );
        assert_eq!(count(&app).await, 0);
        let sent = send(&app, "/fr/report", &fields).await;
        assert_eq!(case(&app, &sent).await.facts.words, fields[0].1);
        later(&app, 1);
        let place = sent.header("location").to_owned();
        let word = [("deed", "say"), ("words", "Toujours rien.")];

        rename(&app, AWAY).await;
        let away = app.fill("", &place, &word).await;
        rename(&app, BACK).await;

        assert_eq!(away.status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(away.text("#words"), "Toujours rien.");
        assert_eq!(app.fill("", &place, &word).await.status, 303);
    }
}
