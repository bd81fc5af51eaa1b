//! Words in every language: facts filled in, what a page requires, what follows, what is older than its source.

mod book;
mod desk;
mod programs;
mod works;

use beffroi::{
    ground::{Error, Refusal, Result},
    incidents::{self, CorrectText, OpenIncident, PostUpdate, StillRight, Told, Translate, Which},
    translations::{self, Gate, Mark, MarkKind, Missing, RootKind},
};
use beffroi_domain::{
    Actor, ComponentStatus, Incident, IncidentId, IncidentStatus, Locale, LocalizedText, Moment,
    Occasion,
};
use uuid::Uuid;

use crate::support::{TestApp, at, locale, words};

/// A program in somebody's name: what it corrects is a correction.
const WRITER: Actor = Actor::Token(Uuid::nil());

macro_rules! deed {
    ($app:expr, $verb:ident, $command:expr) => {{
        let mut tx = $app.db().begin().await.unwrap();
        let done = incidents::$verb(&mut tx, $app.now(), WRITER, $command).await;
        if done.is_ok() {
            tx.commit().await.unwrap();
        }
        done
    }};
}

const ALL: [(&str, &str); 3] = [
    ("fr", "Nous cherchons."),
    ("en", "We are looking."),
    ("it", "Cerchiamo."),
];

fn all() -> LocalizedText {
    words(&[("fr", ALL[0].1), ("en", ALL[1].1), ("it", ALL[2].1)])
}

fn payments(app: &TestApp, text: LocalizedText) -> OpenIncident {
    let title = words(&[("fr", "Paiements"), ("en", "Payments"), ("it", "Pagamenti")]);
    OpenIncident {
        text,
        ..OpenIncident::on(app.page.id, title)
    }
}

/// An incident told in three languages; what was announced is looked at.
async fn opened(app: &TestApp) -> Told {
    let told = deed!(app, open, payments(app, all())).unwrap();
    assert_eq!(app.claimed().await.len(), 1);
    told
}

async fn read(app: &TestApp, id: IncidentId) -> Incident {
    let mut tx = app.db().snapshot().await.unwrap();
    incidents::load(&mut tx, app.page.id, id).await.unwrap()
}

/// What the page asks of its languages from now on.
pub async fn set_gate(app: &TestApp, gate: &Gate) {
    let mut tx = app.db().begin().await.unwrap();
    translations::set_gate(&mut tx, app.now(), Actor::System, app.page.id, gate)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn require(app: &TestApp, tags: &[&'static str], missing: Missing) {
    let gate = Gate {
        required: tags.iter().map(|tag| Locale::of(tag)).collect(),
        missing,
        ..Gate::default()
    };
    set_gate(app, &gate).await;
}

async fn todo(app: &TestApp) -> Vec<Mark> {
    let mut tx = app.db().snapshot().await.unwrap();
    translations::due_on(&mut tx, app.page.id, RootKind::Incident)
        .await
        .unwrap()
}

fn into(marks: &[Mark], kind: MarkKind) -> Vec<&str> {
    let of_kind = marks.iter().filter(|mark| mark.kind == kind);
    of_kind.map(|mark| mark.locale.as_str()).collect()
}

fn why<T: std::fmt::Debug>(done: Result<T>) -> Refusal {
    match done {
        Err(Error::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

fn french(id: IncidentId) -> PostUpdate {
    PostUpdate::of(
        id,
        IncidentStatus::Identified,
        words(&[("fr", "Cause trouvée.")]),
    )
}

#[tokio::test]
async fn facts_stand_in_a_text_as_each_language_writes_them_and_are_told_so() {
    for app in TestApp::each().await {
        let (api, cards) = (app.component("API").await, app.component("Cards").await);
        let text = words(&[
            (
                "fr",
                "Touchés : {components}. Début : {start}. Réf. {reference}.",
            ),
            (
                "en",
                "Affected: {components}. Start: {start}, {duration}. {percent}",
            ),
        ]);
        let new = OpenIncident {
            title: words(&[("fr", "Panne : {components}")]),
            components: vec![
                (api, ComponentStatus::PartialOutage),
                (cards, ComponentStatus::PartialOutage),
            ],
            since: Some(Moment::minute(at("2026-03-04T10:40:00Z"))),
            reference: Some("TSR-1".to_owned()),
            // The review holds what nobody could fill.
            overrule: Some("a test".to_owned()),
            ..payments(&app, text)
        };

        let told = deed!(app, open, new).unwrap();

        let got = read(&app, told.incident).await;
        let said = &got.updates[0].text;
        assert_eq!(
            said.get(&locale("fr")),
            Some("Touchés : API et Cards. Début : 11:40\u{a0}CET. Réf. TSR-1.")
        );
        assert_eq!(
            said.get(&locale("en")),
            Some(
                "Affected: API and Cards. Start: 11:40\u{a0}CET, 20\u{a0}minutes so far. {percent}"
            )
        );
        assert_eq!(got.title.get(&locale("fr")), Some("Panne : API et Cards"));
        assert!(got.updates[0].corrections.is_empty() && got.corrections.is_empty());
        let announced = app.claimed().await;
        assert_eq!(announced.len(), 1);
        assert_eq!(&announced[0].text, said);
        assert_eq!(announced[0].locales, [locale("en"), locale("fr")]);
    }
}

#[tokio::test]
async fn a_fact_of_another_day_is_told_with_its_day_and_what_ended_with_its_end() {
    for app in TestApp::each().await {
        let new = OpenIncident {
            since: Some(Moment::minute(at("2026-03-03T10:40:00Z"))),
            impact: Some(beffroi_domain::Impact::Major),
            ..payments(&app, all())
        };
        let told = deed!(app, open, new).unwrap();
        let over = PostUpdate {
            turned: Some(Moment::minute(at("2026-03-04T10:55:00Z"))),
            ..PostUpdate::of(
                told.incident,
                IncidentStatus::Resolved,
                words(&[("en", "{start} to {end}"), ("it", "Da {start} a {end}")]),
            )
        };

        deed!(app, post_update, over).unwrap();

        let got = read(&app, told.incident).await;
        let said = &got.updates[1].text;
        assert_eq!(
            said.get(&locale("en")),
            Some("3 Mar 2026, 11:40\u{a0}CET to 4 Mar 2026, 11:55\u{a0}CET")
        );
        assert_eq!(
            said.get(&locale("it")),
            Some("Da 3 mar 2026, 11:40\u{a0}CET a 4 mar 2026, 11:55\u{a0}CET")
        );
        assert_eq!(app.claimed().await.len(), 2);
    }
}

#[tokio::test]
async fn a_page_that_holds_lets_nothing_out_that_lacks_what_it_requires() {
    for app in TestApp::each().await {
        let told = opened(&app).await;
        require(&app, &["fr", "it"], Missing::Hold).await;

        let held = why(deed!(app, post_update, french(told.incident)));
        let forced = PostUpdate {
            follows: true,
            ..french(told.incident)
        };
        let forced = why(deed!(app, post_update, forced));
        let untitled = OpenIncident {
            title: words(&[("fr", "Virements")]),
            ..payments(&app, all())
        };
        let untitled = why(deed!(app, open, untitled));
        let silent = PostUpdate::of(
            told.incident,
            IncidentStatus::Identified,
            LocalizedText::new(),
        );
        deed!(app, post_update, silent).unwrap();

        assert_eq!(held.key, Some("refusal-languages-hold"));
        assert_eq!(forced.key, Some("refusal-languages-hold"));
        assert_eq!((held.field, untitled.field), (Some("text"), Some("title")));
        assert!(held.message.contains("it") && !held.message.contains("fr,"));
        assert_eq!(app.claimed().await.len(), 1, "the status alone");
        assert!(todo(&app).await.is_empty());
        let both = PostUpdate {
            text: words(&[("fr", "Cause trouvée."), ("it", "Causa trovata.")]),
            ..french(told.incident)
        };
        deed!(app, post_update, both).unwrap();
        assert_eq!(app.claimed().await.len(), 1, "English is optional");
    }
}

#[tokio::test]
async fn a_translation_that_follows_is_told_to_the_readers_of_its_language_once() {
    for app in TestApp::each().await {
        let told = opened(&app).await;
        require(&app, &["fr", "it"], Missing::Follow).await;
        let unsaid = why(deed!(app, post_update, french(told.incident)));
        assert_eq!(unsaid.key, Some("refusal-languages-follow"));

        let says_so = PostUpdate {
            follows: true,
            ..french(told.incident)
        };
        let out = deed!(app, post_update, says_so).unwrap();
        let first = app.claimed().await;
        let address = format!(
            "/it/incidents/{}",
            read(&app, told.incident).await.public_id
        );
        let before = app.get(&address).await;
        let due = todo(&app).await;
        let italian = Translate {
            incident: told.incident,
            expected: None,
            which: Which::Update(out.update),
            text: words(&[("it", "Causa trovata alle {now}.")]),
            is_quiet: false,
            bypass: None,
            overrule: None,
            machine: translations::Drafted::default(),
        };
        deed!(app, translate, italian.clone()).unwrap();
        let then = app.claimed().await;
        let again = why(deed!(app, translate, italian));
        let after = app.get(&address).await;

        assert_eq!((first.len(), &first[0].locales), (1, &vec![locale("fr")]));
        assert_eq!(into(&due, MarkKind::Due), ["it"]);
        assert!(before.body.contains("La traduzione seguirà"));
        assert_eq!(
            before.attributes(".update-body[lang], [lang=fr]", "lang")[0],
            "fr"
        );
        assert_eq!((then.len(), then[0].occasion), (1, Occasion::Translation));
        assert_eq!(then[0].locales, [locale("it")]);
        assert_eq!(
            then[0].text.get(&locale("it")),
            Some("Causa trovata alle 12:00\u{a0}CET.")
        );
        assert_eq!(again.key, Some("refusal-translated-already"));
        assert!(todo(&app).await.is_empty());
        assert!(after.body.contains("Causa trovata alle 12:00"));
        assert!(!after.body.contains("La traduzione seguirà"));
    }
}

#[tokio::test]
async fn a_title_that_follows_is_told_by_itself_only_where_no_statement_carries_it() {
    for app in TestApp::each().await {
        require(&app, &["fr", "it"], Missing::Follow).await;
        let title = words(&[("fr", "Virements")]);
        let silent = OpenIncident {
            follows: true,
            ..OpenIncident::on(app.page.id, title.clone())
        };
        let spoken = OpenIncident {
            text: all(),
            ..silent.clone()
        };
        let silent = deed!(app, open, silent).unwrap();
        let spoken = deed!(app, open, spoken).unwrap();
        assert_eq!(app.claimed().await.len(), 2);
        assert_eq!(into(&todo(&app).await, MarkKind::Due), ["it", "it"]);

        for told in [silent, spoken] {
            let title = Translate {
                incident: told.incident,
                expected: Some(told.version),
                which: Which::Title,
                text: words(&[("it", "Bonifici")]),
                is_quiet: false,
                bypass: None,
                overrule: None,
                machine: translations::Drafted::default(),
            };
            deed!(app, translate, title).unwrap();
        }

        let announced = app.claimed().await;
        assert_eq!(announced.len(), 1);
        assert_eq!(announced[0].locales, [locale("it")]);
        assert!(announced[0].text.is_empty());
        assert!(todo(&app).await.is_empty());
    }
}

#[tokio::test]
async fn a_correction_leaves_older_translations_behind_until_somebody_looks_at_them() {
    for app in TestApp::each().await {
        let told = opened(&app).await;
        let which = Which::Update(told.update);
        let correct =
            |text: &[(&'static str, &str)]| CorrectText::of(told.incident, which, words(text));
        let public_id = read(&app, told.incident).await.public_id;

        deed!(app, correct_text, correct(&[("fr", "Nous avons cherché.")])).unwrap();
        let stale = todo(&app).await;
        let english = app.get(&format!("/en/incidents/{public_id}")).await;
        let french = app.get(&format!("/fr/incidents/{public_id}")).await;
        let right = StillRight {
            incident: told.incident,
            expected: None,
            which,
            locale: locale("en"),
        };
        deed!(app, still_right, right.clone()).unwrap();
        let confirmed = app.get(&format!("/en/incidents/{public_id}")).await;
        let twice = why(deed!(app, still_right, right));
        deed!(app, correct_text, correct(&[("it", "Abbiamo cercato.")])).unwrap();

        assert_eq!(into(&stale, MarkKind::Stale), ["en", "it"]);
        assert_eq!(stale[0].source, locale("fr"));
        let note = "has since been corrected in another language";
        assert!(english.body.contains(note), "{}", english.body);
        assert!(!french.body.contains("corrigé depuis dans une autre langue"));
        assert!(!confirmed.body.contains(note));
        assert_eq!(twice.key, Some("refusal-not-stale"));
        assert!(todo(&app).await.is_empty(), "it followed its source");
        assert!(app.claimed().await.is_empty(), "nobody is told");
        let mut tx = app.db().snapshot().await.unwrap();
        let steps = incidents::steps_since(&mut tx, told.incident, told.version).await;
        let actions: Vec<String> = steps.unwrap().into_iter().map(|one| one.action).collect();
        assert!(
            actions.contains(&"incident.translation.confirm".to_owned()),
            "{actions:?}"
        );
    }
}

#[tokio::test]
async fn a_gate_knows_the_languages_of_its_page_and_strangers_know_no_text() {
    for app in TestApp::each().await {
        let told = opened(&app).await;
        let elsewhere = deed!(app, open, payments(&app, all())).unwrap();
        app.claimed().await;
        let gate = Gate {
            required: vec![locale("de")],
            missing: Missing::Hold,
            ..Gate::default()
        };
        let mut tx = app.db().begin().await.unwrap();
        let set = translations::set_gate(&mut tx, app.now(), WRITER, app.page.id, &gate).await;
        drop(tx);
        let translate = |which, text: LocalizedText| Translate {
            incident: told.incident,
            expected: None,
            which,
            text,
            is_quiet: true,
            bypass: None,
            overrule: None,
            machine: translations::Drafted::default(),
        };
        let foreign = Which::Update(elsewhere.update);

        let of_another = deed!(app, translate, translate(foreign, words(&[("it", "Ciao")])));
        let german = translate(Which::Title, words(&[("de", "Zahlungen")]));
        let german = why(deed!(app, translate, german));
        let none = why(deed!(
            app,
            translate,
            translate(Which::Title, LocalizedText::new())
        ));

        assert_eq!(why(set).key, Some("refusal-gate-locale"));
        assert!(matches!(of_another, Err(Error::NotFound)), "{of_another:?}");
        assert_eq!(german.key, Some("refusal-locale-not-spoken"));
        assert_eq!(none.key, Some("refusal-no-text"));
    }
}
