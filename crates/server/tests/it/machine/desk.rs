//! The machine at the desk: a press beside an empty language, the mark that stays until somebody has read it.

use axum::http::StatusCode;
use beffroi::{
    incidents,
    members::Role,
    params,
    translations::{self, Gate, MachineRule},
};
use beffroi_domain::{Incident, IncidentId, Locale};

use super::{Fake, Mood};
use crate::{
    console_hand::Desk,
    languages::set_gate,
    support::{Answer, TestApp, locale},
};

const SAID: [(&str, &str); 3] = [
    ("text-fr", "Depuis {start}, les virements échouent."),
    ("text-en", "Transfers fail."),
    ("status", "identified"),
];

async fn with(app: &mut TestApp) -> Fake {
    let fake = Fake::start().await;
    app.set(&fake.config());
    fake
}

async fn rule(app: &TestApp, rule: MachineRule, required: &[&'static str]) {
    let gate = Gate {
        machine: rule,
        required: required.iter().map(|tag| Locale::of(tag)).collect(),
        ..Gate::default()
    };
    set_gate(app, &gate).await;
}

fn id_of(place: &str) -> IncidentId {
    IncidentId(place.rsplit('/').next().unwrap().parse().unwrap())
}

async fn read(app: &TestApp, place: &str) -> Incident {
    let mut tx = app.db().snapshot().await.unwrap();
    incidents::load(&mut tx, app.page.id, id_of(place))
        .await
        .unwrap()
}

#[derive(sqlx_macros::FromRow)]
struct AuditRow {
    digest: String,
}

async fn audited(app: &TestApp, place: &str) -> Vec<String> {
    let mut tx = app.db().snapshot().await.unwrap();
    let rows: Vec<AuditRow> = tx
        .list(
            "SELECT digest FROM audit WHERE object_id = $1 AND action = 'incident.text.machine' ORDER BY at, id",
            params![id_of(place)],
        )
        .await
        .unwrap();
    rows.into_iter().map(|row| row.digest).collect()
}

#[tokio::test]
async fn a_press_drafts_what_is_empty_and_nothing_goes_out_before_it_was_read() {
    for mut app in TestApp::each().await {
        let fake = with(&mut app).await;
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        // So that there is a start to fill in.
        let cards = app.component("Cards").await;
        let place = desk.declare(Some(cards)).await;
        app.claimed().await;

        let drafted = desk
            .press(&desk.get(&place).await, "say", &SAID, "machine:it")
            .await;
        let held = desk.press(&drafted, "say", &[], "publish").await;
        let before = read(&app, &place).await.updates.len();
        let read_it = [("read-text-it", "yes")];
        let out = desk.press(&held, "say", &read_it, "publish").await;

        assert_eq!(drafted.status, StatusCode::OK, "{}", drafted.body);
        assert_eq!(
            drafted.text("textarea[name=text-it]"),
            "it: Depuis {start}, les virements échouent."
        );
        assert_eq!(drafted.text("textarea[name=text-en]"), "Transfers fail.");
        assert_eq!(
            drafted.text(".rough-note.is-unread"),
            "Machine draft: read it before it goes out"
        );
        assert_eq!(fake.seen().len(), 1);
        assert_eq!(held.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            held.text(".wrong")
                .contains("nobody has read the machine draft")
                || held.body.contains("nobody has read the machine draft"),
            "{}",
            held.body
        );
        assert_eq!(before, 1, "nothing was published by a draft or a refusal");
        assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.body);
        assert_eq!(app.claimed().await.len(), 1);
        let told = read(&app, &place).await;
        let said = told.updates.last().unwrap();
        assert!(
            said.text
                .get(&locale("it"))
                .unwrap()
                .starts_with("it: Depuis ")
        );
        assert!(said.by_machine.is_empty(), "a person has read it");
        assert_eq!(audited(&app, &place).await, ["text it read"]);
    }
}

#[tokio::test]
async fn whoever_changes_a_draft_has_read_it_and_a_place_that_the_form_fills_is_no_change() {
    for mut app in TestApp::each().await {
        let fake = with(&mut app).await;
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let place = desk.declare(None).await;
        app.claimed().await;
        let said = [
            ("text-fr", "{{ banque }} ne répond pas."),
            ("text-en", "No answer."),
        ];

        let drafted = desk
            .press(&desk.get(&place).await, "say", &said, "machine:it")
            .await;
        let filled = desk
            .press(&drafted, "say", &[("place-banque", "Pinatelle")], "preview")
            .await;
        let held = desk.press(&filled, "say", &[], "publish").await;
        let changed = [("text-it", "Pinatelle non risponde.")];
        let out = desk.press(&held, "say", &changed, "publish").await;

        assert_eq!(
            filled.text("textarea[name=text-it]"),
            "it: Pinatelle ne répond pas."
        );
        assert_eq!(held.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.body);
        assert_eq!(audited(&app, &place).await, ["text it read"]);
        assert_eq!(fake.seen().len(), 1);
        app.claimed().await;
    }
}

#[tokio::test]
async fn title_and_text_are_drafted_with_one_press_and_the_mark_stays_with_a_draft_that_is_kept() {
    for mut app in TestApp::each().await {
        let fake = with(&mut app).await;
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let form = desk.get("/console/incidents/new?page=test").await;
        let said = [
            ("title-fr", "Virements"),
            ("text-fr", "Nous cherchons."),
            ("title-en", "Transfers"),
            ("text-en", "We are looking."),
        ];

        let drafted = desk.press(&form, "declare", &said, "machine:it").await;
        let kept = desk.press(&drafted, "declare", &[], "draft").await;
        let place = kept.header("location").to_owned();
        let screen = desk.get(&place).await;
        let held = desk.press(&screen, "draft", &[], "publish").await;
        let edit = screen.attributes("a", "href");
        let edit = edit.iter().find(|one| one.contains("draft=")).unwrap();
        let again = desk.get(edit).await;
        let out = desk
            .press(&held, "draft", &[("machine-read", "yes")], "publish")
            .await;

        assert_eq!(fake.seen()[0].body["q"].as_array().unwrap().len(), 2);
        assert_eq!(
            drafted.attributes("input[name=title-it]", "value"),
            ["it: Virements"]
        );
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
        assert!(screen.body.contains("machine-read"), "{}", screen.body);
        assert_eq!(
            held.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            held.body
        );
        assert_eq!(
            again.texts(".rough-note.is-unread").len(),
            2,
            "{}",
            again.body
        );
        assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.body);
        assert_eq!(app.claimed().await.len(), 1);
        let opened = out.header("location").split('?').next().unwrap().to_owned();
        assert_eq!(audited(&app, &opened).await.len(), 2);
    }
}

#[tokio::test]
async fn a_page_that_lets_it_out_marks_it_for_readers_and_does_not_remember_it() {
    for mut app in TestApp::each().await {
        with(&mut app).await;
        rule(&app, MachineRule::Publish, &[]).await;
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let place = desk.declare(None).await;
        let said = [
            ("text-fr", "Les virements échouent."),
            ("text-en", "Transfers fail."),
            ("status", "identified"),
        ];

        let drafted = desk
            .press(&desk.get(&place).await, "say", &said, "machine:it")
            .await;
        let out = desk.press(&drafted, "say", &[], "publish").await;

        assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.body);
        let told = read(&app, &place).await;
        assert_eq!(told.updates.last().unwrap().by_machine, [locale("it")]);
        let address = |tag: &str| format!("/{tag}/incidents/{}", told.public_id);
        let note = |body: &str, words: &str| body.contains(words);
        let italian = app.get(&address("it")).await.body;
        let french = app.get(&address("fr")).await.body;
        assert!(note(&italian, "Tradotto automaticamente."), "{italian}");
        assert!(!note(&french, "automatiquement"), "{french}");
        assert_eq!(audited(&app, &place).await, ["text it unread"]);
        let mut tx = app.db().snapshot().await.unwrap();
        let source = ("Les virements échouent.", &locale("fr"));
        let offers = translations::offers(&mut tx, app.page.id, source, &locale("it")).await;
        assert_eq!(offers.unwrap(), []);
        app.claimed().await;
        drop(tx);

        let text = told.updates.last().unwrap().id;
        let right = format!("{place}/updates/{text}");
        let corrected = [("text-it", "I bonifici non riescono.")];
        let right = desk
            .press(&desk.get(&right).await, "correct", &corrected, "publish")
            .await;

        assert_eq!(right.status, StatusCode::SEE_OTHER, "{}", right.body);
        let told = read(&app, &place).await;
        assert!(told.updates.last().unwrap().by_machine.is_empty());
    }
}

#[tokio::test]
async fn a_translation_that_follows_is_drafted_from_what_is_out() {
    for mut app in TestApp::each().await {
        let fake = with(&mut app).await;
        rule(&app, MachineRule::Look, &["fr", "it"]).await;
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let place = desk.declare(None).await;
        let said = [("text-fr", "Cause trouvée."), ("status", "identified")];
        let once = desk
            .press(&desk.get(&place).await, "say", &said, "publish")
            .await;
        let out = desk.press(&once, "say", &[], "publish").await;
        assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.body);
        app.claimed().await;

        let screen = desk.get("/console/translations").await;
        let form = screen
            .attributes("form.form[id^=translate-]", "id")
            .remove(0);
        let drafted = desk.press(&screen, &form, &[], "machine:it").await;
        let held = desk.press(&drafted, &form, &[], "publish").await;
        let told = desk
            .press(&held, &form, &[("read-text-it", "yes")], "publish")
            .await;

        assert_eq!(drafted.status, StatusCode::OK, "{}", drafted.body);
        assert_eq!(drafted.text("textarea[name=text]"), "it: Cause trouvée.");
        assert_eq!(
            held.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            held.body
        );
        assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.body);
        let announced = app.claimed().await;
        assert_eq!(announced.len(), 1);
        assert_eq!(announced[0].locales, [locale("it")]);
        assert_eq!(fake.seen().len(), 1);
    }
}

#[tokio::test]
async fn what_a_machine_drafted_is_offered_no_sentence_from_before() {
    for mut app in TestApp::each().await {
        let fake = with(&mut app).await;
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let place = desk.declare(None).await;
        let french = ("text-fr", "Nous cherchons la cause.");
        let said = [
            french,
            ("text-en", "We are looking for the cause."),
            ("text-it", "Stiamo cercando la causa."),
            ("status", "identified"),
        ];
        let out = desk
            .press(&desk.get(&place).await, "say", &said, "publish")
            .await;
        assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.body);
        app.claimed().await;

        let screen = desk.get(&place).await;
        let seen = desk.press(&screen, "say", &[french], "preview").await;
        let drafted = desk.press(&screen, "say", &[french], "machine:it").await;

        let offers = |shown: &Answer| {
            let deeds = shown.attributes(".memory button", "value");
            let italian = deeds.iter().filter(|one| one.starts_with("memory:it:"));
            italian.count()
        };
        assert_eq!(offers(&seen), 1, "{}", seen.body);
        assert_eq!(offers(&drafted), 0, "{}", drafted.body);
        assert!(drafted.text(".memory").contains("English"));
        assert_eq!(fake.seen().len(), 1);
    }
}

#[tokio::test]
async fn without_a_draft_the_form_comes_back_with_why_and_what_was_typed() {
    for mut app in TestApp::each().await {
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let place = desk.declare(None).await;
        app.claimed().await;
        let bare = desk.get(&place).await;
        let off = desk.press(&bare, "say", &SAID, "machine:it").await;
        assert!(bare.texts(".rough-offer").is_empty(), "no service is set");
        assert!(
            off.body.contains("No translation service is set"),
            "{}",
            off.body
        );

        let fake = with(&mut app).await;
        let desk = Desk::of(&app, "Bea", Role::Publisher).await;
        let empty = desk.get(&place).await;
        let nothing = desk.press(&empty, "say", &[], "machine:it").await;
        fake.is(Mood::Says(429, "", Some("90")));
        let busy = desk.press(&empty, "say", &SAID, "machine:it").await;
        let live = [("text-fr", "Oui"), ("deed", "machine:it")];
        let live = desk.post_live(&format!("{place}/updates"), &live).await;

        assert_eq!(empty.texts(".rough-offer button").len(), 3);
        assert!(
            nothing.body.contains("Write it in one language first"),
            "{}",
            nothing.body
        );
        assert!(
            busy.body.contains("Try again in 90 seconds"),
            "{}",
            busy.body
        );
        assert_eq!(busy.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(busy.text("textarea[name=text-fr]"), SAID[0].1);
        assert_eq!(live.status, StatusCode::OK);
        assert_eq!(fake.seen().len(), 1, "a script that looks asks nobody");
        assert_eq!(read(&app, &place).await.updates.len(), 1);
    }
}

#[tokio::test]
async fn whoever_only_reads_has_nothing_sent_and_private_notes_stay() {
    for mut app in TestApp::each().await {
        let fake = with(&mut app).await;
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let place = desk.declare(None).await;
        app.claimed().await;
        let note = [("text", "Le client Durand appelle."), ("kind", "note")];
        desk.post(&format!("{place}/log"), &note).await;
        let reader = Desk::of(&app, "Rea", Role::Reader).await;

        let fields = [("text-fr", "Oui"), ("deed", "machine:it")];
        let stranger = reader.post(&format!("{place}/updates"), &fields).await;
        let nobody = app.fill("", &format!("{place}/updates"), &fields).await;
        let none = fake.seen().len();
        desk.press(&desk.get(&place).await, "say", &SAID, "machine:it")
            .await;

        assert_eq!(stranger.status, StatusCode::FORBIDDEN, "{}", stranger.body);
        assert_ne!(nobody.status, StatusCode::OK);
        assert_eq!(none, 0);
        let sent = fake.seen();
        assert_eq!(sent.len(), 1);
        assert!(!sent[0].body.to_string().contains("Durand"));
    }
}
