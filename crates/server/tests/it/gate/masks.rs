//! Card and account numbers at every door: taken out before anything is kept, told to whoever wrote them, and in no column
//! of the database afterwards.

use axum::http::StatusCode;
use beffroi::{
    audit,
    members::Role,
    outbox::{self, Letter},
};
use beffroi_channels as channels;
use beffroi_domain::Actor;
use serde_json::json;
use uuid::Uuid;

use crate::{
    api::{call, call_with, json as said, master},
    console_hand::Desk,
    imports::desk as source,
    support::{TestApp, locale},
};

const CARD: &str = "4111 1111 1111 1111";
const IBAN: &str = "FR14 2004 1010 0505 0001 3M02 606";
/// Their signs, whatever stands between them.
const BARE: [&str; 2] = ["4111111111111111", "FR1420041010050500013M02606"];

/// Looks through every row of every table, whatever was written between the figures.
async fn nowhere(app: &TestApp) {
    for (table, rows) in source::tables(app.db()).await {
        for row in rows {
            let plain = row.replace("\\n", " ");
            let signs: String = plain.chars().filter(char::is_ascii_alphanumeric).collect();
            for number in BARE {
                assert!(!signs.contains(number), "{table} keeps {number}: {row}");
            }
        }
    }
}

#[tokio::test]
async fn a_form_is_held_once_and_goes_out_with_the_last_four_signs() {
    for app in TestApp::each().await {
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let text = format!("La carte {CARD} et le compte {IBAN} sont refusés.");
        let fields = [
            ("page", "test"),
            ("title-fr", "Paiements refusés"),
            ("text-fr", text.as_str()),
            ("without", "en it"),
            ("deed", "publish"),
        ];

        let held = desk.post("/console/incidents/new", &fields).await;

        assert_eq!(held.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            held.text("#wrong").contains("number was taken out"),
            "{}",
            held.body
        );
        let shown = "La carte •••• 1111 et le compte •••• 2606 sont refusés.";
        assert_eq!(held.text("#text-fr"), shown);
        assert!(
            held.text(".findings").contains("taken out"),
            "{}",
            held.body
        );
        assert!(app.claimed().await.is_empty());

        let published = desk.press(&held, "declare", &[], "publish").await;

        assert_eq!(
            published.status,
            StatusCode::SEE_OTHER,
            "{}",
            published.body
        );
        let told = app.claimed().await;
        assert_eq!(told[0].text.get(&locale("fr")), Some(shown));
        nowhere(&app).await;
    }
}

#[tokio::test]
async fn notes_drafts_and_reasons_keep_no_number_either() {
    for app in TestApp::each().await {
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let place = desk.declare(None).await;
        let updates = format!("{place}/updates");
        let note = format!("Client : {CARD}\n{IBAN}");

        let noted = desk
            .post(
                &format!("{place}/log"),
                &[("kind", "note"), ("body", &note)],
            )
            .await;
        let kept = desk
            .post(
                &updates,
                &[
                    ("status", "identified"),
                    ("text-fr", &note),
                    ("deed", "draft"),
                ],
            )
            .await;
        let along = desk.hidden(&place, "#say").await;
        let mut fields: Vec<(&str, &str)> = along
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        fields.extend([
            ("status", "identified"),
            ("text-fr", "Revenu à 11h16."),
            ("text-en", "Back at 11:17."),
            ("text-it", "Di nuovo alle 11:16."),
            ("overrule", note.as_str()),
            ("deed", "publish"),
        ]);
        let held = desk.post(&updates, &fields).await;

        assert_eq!(noted.status, StatusCode::SEE_OTHER, "{}", noted.body);
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
        let draft = desk.get(kept.header("location")).await;
        assert!(draft.body.contains("•••• 1111"), "{}", draft.body);
        assert!(draft.text(".findings").contains("taken out"));
        assert_eq!(held.status, StatusCode::UNPROCESSABLE_ENTITY);
        let done = desk.press(&held, "say", &[], "publish").await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        app.claimed().await;
        nowhere(&app).await;
    }
}

#[tokio::test]
async fn a_call_is_held_once_and_every_body_is_masked() {
    for app in TestApp::each().await {
        let key = master(&app).await;
        let text = format!("Card {CARD}, account {IBAN}.");
        let mut open = json!({
            "pages": ["test"], "title": {"en": "Payments refused"}, "text": {"en": text},
        });

        let held = call_with(
            &app,
            &key,
            "POST /incidents",
            open.clone(),
            &[("idempotency-key", CARD)],
        )
        .await;
        open["overrule"] = json!("The last four signs are what the bank asked for.");
        let opened = call_with(
            &app,
            &key,
            "POST /incidents",
            open,
            &[("idempotency-key", CARD)],
        )
        .await;

        assert_eq!(
            held.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            held.body
        );
        assert_eq!(held.header("beffroi-masked"), "card or account number");
        assert_eq!(opened.status, StatusCode::CREATED, "{}", opened.body);
        assert_eq!(
            said(&opened)["updates"][0]["text"]["en"],
            "Card •••• 1111, account •••• 2606."
        );
        let id = said(&opened)["id"].as_str().unwrap().to_owned();
        let log = format!("POST /incidents/{id}/log");
        let noted = call(&app, &key, &log, json!({"body": text})).await;
        let draft = json!({
            "deed": "update", "incident": id,
            "command": {"status": "identified", "text": {"en": text}},
        });
        let kept = call(&app, &key, "POST /drafts", draft).await;
        let page = &app.page.public_id;
        let theirs = json!({"incident": {"name": format!("Card {CARD}"), "body": text}});
        let line = format!("POST /pages/{page}/incidents");
        let statuspage = call(&app, &key, &line, theirs.clone()).await;
        let mut overruled = theirs;
        overruled["incident"]["overrule"] = json!("Known.");
        let made = call(&app, &key, &line, overruled).await;

        assert_eq!(noted.status, StatusCode::CREATED, "{}", noted.body);
        assert_eq!(noted.header("beffroi-masked"), "card or account number");
        assert_eq!(kept.status, StatusCode::CREATED, "{}", kept.body);
        assert_eq!(statuspage.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
        app.claimed().await;
        nowhere(&app).await;
    }
}

#[tokio::test]
async fn an_import_keeps_neither_the_number_nor_a_raw_copy_of_it() {
    for app in TestApp::each().await {
        let files = source::Desk::new();
        let words = format!("Card {CARD}\n{IBAN} was charged twice.");
        let one = source::told(
            "q2kg8n613kr3",
            &format!("Card {CARD}"),
            &[("u1u1u1u1u1u1", "resolved", "09:00", &words)],
        );
        let history = files.put("a.json", source::history(&[one]));

        source::import(&app, &[history]).await;

        let incident = source::incident(&app, "q2kg8n613kr3").await;
        let told = format!("{:?} {:?}", incident.title, incident.updates);
        assert!(
            told.contains("•••• 1111") && told.contains("•••• 2606"),
            "{told}"
        );
        nowhere(&app).await;
    }
}

#[tokio::test]
async fn letters_digests_and_search_words_have_none() {
    for app in TestApp::each().await {
        let says = channels::Letter {
            locale: locale("en"),
            subject: format!("About {CARD}"),
            greeting: "Hello,".to_owned(),
            paragraphs: vec![format!("Account {IBAN}.")],
            button: None,
            notes: vec![],
            signature: "Beffroi".to_owned(),
            thread: None,
        };
        let letter = Letter {
            key: "test:1",
            kind: "test",
            to: "anna@example.com",
            subject: None,
            says: &says,
            expires_at: None,
        };
        let mut tx = app.db().begin().await.unwrap();
        outbox::letter(&mut tx, app.now(), &letter).await.unwrap();
        audit::record(
            &mut tx,
            app.now(),
            Actor::System,
            "test.deed",
            Uuid::nil(),
            CARD,
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();

        let found = app
            .get(&format!("/en/search?q={}", CARD.replace(' ', "+")))
            .await;

        assert_eq!(found.status, StatusCode::OK);
        assert!(!found.body.contains(CARD), "{}", found.body);
        nowhere(&app).await;
    }
}
