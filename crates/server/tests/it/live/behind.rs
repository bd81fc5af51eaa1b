//! What stands behind an incident: facts, corrections, merging, the crisis unit, templates, requests that come
//! twice.

use beffroi::{
    idempotency,
    incidents::{
        AssignRole, CorrectText, CrisisRole, Entry, LogEntry, MergeInto, NewNote, NewNotice,
        NewTemplate, SetFacts, TemplateContent, Which,
    },
};
use beffroi_domain::{Figure, FigureUnit, Responsibility};

use super::*;

pub(super) async fn path_of(app: &TestApp, id: IncidentId) -> String {
    format!("/fr/incidents/{}", read(app, id).await.public_id)
}

#[tokio::test]
async fn facts_are_set_and_shown_and_nobody_is_told() {
    for app in TestApp::each().await {
        let told = opened(&app, &[]).await;
        let facts = SetFacts {
            expected: Some(told.version),
            responsibility: Some(Some(Responsibility::External {
                provider: Some("Acme".to_owned()),
            })),
            priority: Some(Some(2.try_into().unwrap())),
            impact: Some(Impact::Critical),
            figures: Some(vec![Figure {
                low_milli: 20_000,
                high_milli: 40_000,
                unit: FigureUnit::Percent,
                of: words(&[("fr", "des requêtes 3-D Secure")]),
                from: Some(Moment::minute(at("2026-03-04T09:20:00Z"))),
                until: Some(Moment::minute(at("2026-03-04T09:55:00Z"))),
            }]),
            notice: Some(Some(NewNotice {
                address: "https://status.example.com/1".to_owned(),
                words: "We are <b>down</b>.".to_owned(),
                ..NewNotice::default()
            })),
            ..SetFacts::of(told.incident)
        };

        deed!(app, set_facts, facts).unwrap();

        let got = read(&app, told.incident).await;
        assert_eq!(got.impact, Impact::Critical);
        assert_eq!(got.priority.unwrap().number(), 2);
        assert_eq!(got.figures[0].until.unwrap().at, at("2026-03-04T09:55:00Z"));
        let page = app.get(&path_of(&app, told.incident).await).await;
        let figures = page.text(".fact-figures dd");
        assert!(
            figures.contains("20 à 40") && figures.contains("10:20"),
            "{figures}"
        );
        assert_eq!(page.text(".fact-notice blockquote"), "We are <b>down</b>.");
        assert!(app.claimed().await.is_empty());
        let trace = audited(&app, told.incident).await;
        assert!(
            trace.contains(&"incident.facts.set".to_owned()),
            "{trace:?}"
        );
        let wrong = |figures| SetFacts {
            figures: Some(figures),
            ..SetFacts::of(told.incident)
        };
        let mut backwards = got.figures.clone();
        backwards[0].low_milli = 50_000;
        let refused = refusal(deed!(app, set_facts, wrong(backwards)));
        assert_eq!(refused.field, Some("figures"));
        let elsewhere = SetFacts {
            links: Some(vec!["javascript:alert(1)".to_owned()]),
            ..SetFacts::of(told.incident)
        };
        assert_eq!(
            refusal(deed!(app, set_facts, elsewhere)).field,
            Some("links")
        );
    }
}

#[tokio::test]
async fn a_correction_is_a_version_that_readers_can_open() {
    for app in TestApp::each().await {
        let told = opened(&app, &[]).await;
        let path = path_of(&app, told.incident).await;
        let correct = |text: &[(&'static str, &str)], is_announced| CorrectText {
            is_announced,
            ..CorrectText::of(told.incident, Which::Update(told.update), words(text))
        };

        assert!(app.get(&path).await.texts(".corrected").is_empty());
        deed!(
            app,
            correct_text,
            correct(&[("en", "We are looking.")], false)
        )
        .unwrap();
        assert!(
            app.get(&path).await.texts(".corrected").is_empty(),
            "a translation is none"
        );
        assert!(app.claimed().await.is_empty(), "quiet");
        let now = minutes_later(&app, 9);
        deed!(
            app,
            now,
            correct_text,
            correct(&[("fr", "Nous cherchons encore.")], true)
        )
        .unwrap();

        let page = app.get(&path).await;
        assert!(page.text(".corrected summary").contains("12:09"));
        assert_eq!(page.text(".corrected del"), "cherchons.");
        assert_eq!(page.text(".corrected ins"), "cherchons encore.");
        let english = app.get(&path.replace("/fr/", "/en/")).await;
        assert!(
            english.texts(".corrected").is_empty(),
            "nothing was wrong there"
        );
        let claimed = app.claimed().await;
        assert_eq!(claimed.len(), 1);
        assert_eq!(claimed[0].occasion, Occasion::Correction);
        let empty = refusal(deed!(app, correct_text, correct(&[], false)));
        assert_eq!(empty.field, Some("text"));
        let elsewhere = CorrectText {
            which: Which::Update(beffroi_domain::UpdateId(Uuid::from_u128(9))),
            ..correct(&[("fr", "x")], false)
        };
        assert!(matches!(
            deed!(app, correct_text, elsewhere),
            Err(Error::NotFound)
        ));
    }
}

#[tokio::test]
async fn what_is_told_afterwards_says_so() {
    for app in TestApp::each().await {
        let new = OpenIncident {
            is_retroactive: true,
            status: IncidentStatus::Resolved,
            ..payments(&app, &[])
        };

        let told = deed!(app, open, new).unwrap();

        let page = app.get(&path_of(&app, told.incident).await).await;
        assert_eq!(page.texts(".fact-afterwards").len(), 1);
        assert!(app.claimed().await.is_empty());
    }
}

pub(super) async fn by<T>(
    app: &TestApp,
    deed: impl AsyncFnOnce(&mut Tx) -> Result<T, Error>,
) -> Result<T, Error> {
    let mut tx = app.db().begin().await.unwrap();
    let done = deed(&mut tx).await;
    if done.is_ok() {
        tx.commit().await.unwrap();
    }
    done
}

#[tokio::test]
async fn a_duplicate_leads_to_the_incident_that_stays() {
    for app in TestApp::each().await {
        let api = app.component("API").await;
        let twice = opened(&app, &[(api, ComponentStatus::MajorOutage)])
            .await
            .incident;
        let stays = opened(&app, &[]).await.incident;
        let (old, new) = (path_of(&app, twice).await, path_of(&app, stays).await);
        let merge = MergeInto {
            incident: twice,
            expected: None,
            into: stays,
        };

        deed!(app, merge_into, merge).unwrap();

        for rest in ["", "/feed.atom", "/calendar.ics", "/card.png"] {
            let answer = app.get(&format!("{old}{rest}")).await;
            assert_eq!(answer.status, 301);
            assert_eq!(answer.header("location"), format!("{new}{rest}"));
        }
        assert_eq!(status(&app, api).await, ComponentStatus::Operational);
        assert!(
            !app.get("/api/v2/incidents.json")
                .await
                .body
                .contains(old.rsplit('/').next().unwrap())
        );
        assert_eq!(
            refusal(deed!(app, merge_into, merge)).kind,
            RefusalKind::Conflict
        );
        let itself = MergeInto {
            incident: stays,
            expected: None,
            into: stays,
        };
        assert_eq!(refusal(deed!(app, merge_into, itself)).field, Some("into"));
        assert!(app.claimed().await.is_empty());
    }
}

#[tokio::test]
async fn notes_roles_and_the_log_are_kept_and_never_shown() {
    for app in TestApp::each().await {
        let id = opened(&app, &[]).await.incident;
        let before = revision(&app).await;
        let note_ = NewNote {
            incident: id,
            body: "Privé.".to_owned(),
        };
        let entry = LogEntry {
            incident: id,
            at: Some(at("2026-03-04T10:00:00Z")),
            body: "Bascule.".to_owned(),
        };
        let lead = AssignRole {
            incident: id,
            role: CrisisRole::Lead,
            member: Some(Uuid::from_u128(2)),
        };

        deed!(app, minutes_later(&app, 1), note, note_).unwrap();
        deed!(app, log_entry, entry.clone()).unwrap();
        deed!(app, assign_role, lead).unwrap();

        let mut tx = app.db().snapshot().await.unwrap();
        let log = incidents::log_of(&mut tx, id).await.unwrap();
        assert_eq!(log.len(), 3);
        assert_eq!(log[0].entry, Entry::Happened("Bascule.".to_owned()));
        assert!(matches!(&log[1].entry, Entry::Deed(step) if step.action == "incident.open"));
        assert_eq!(log[2].entry, Entry::Note("Privé.".to_owned()));
        let roles = incidents::roles_of(&mut tx, id).await.unwrap();
        assert_eq!(roles, [(CrisisRole::Lead, Uuid::from_u128(2))]);
        drop(tx);
        assert_eq!(revision(&app).await, before);
        assert!(
            !app.get(&path_of(&app, id).await)
                .await
                .body
                .contains("Privé")
        );
        let empty = LogEntry {
            body: " ".to_owned(),
            ..entry
        };
        assert_eq!(refusal(deed!(app, log_entry, empty)).field, Some("body"));
    }
}

#[tokio::test]
async fn a_template_is_made_filled_changed_and_taken_away() {
    for app in TestApp::each().await {
        let content = TemplateContent {
            title: words(&[("fr", "{{ part }} en panne"), ("en", "{{ part }} down")]),
            text: words(&[("fr", "Nous cherchons depuis {{ since }}.")]),
            status: Some(IncidentStatus::Investigating),
            ..TemplateContent::default()
        };
        let new = NewTemplate {
            page: app.page.id,
            name: "Panne".to_owned(),
            content,
        };

        let id = deed!(app, create_template, new.clone()).unwrap();

        assert_eq!(
            refusal(deed!(app, create_template, new.clone())).kind,
            RefusalKind::Conflict
        );
        let foreign = NewTemplate {
            name: "Autre".to_owned(),
            content: TemplateContent {
                title: words(&[("de", "x")]),
                ..TemplateContent::default()
            },
            ..new.clone()
        };
        assert_eq!(
            refusal(deed!(app, create_template, foreign)).field,
            Some("title")
        );
        let values = [(
            "part".to_owned(),
            words(&[("fr", "Le paiement"), ("en", "Payment")]),
        )]
        .into();
        let filled = incidents::render_template(&new.content, &values);
        assert_eq!(
            filled.content.title,
            words(&[("fr", "Le paiement en panne"), ("en", "Payment down")])
        );
        assert_eq!(filled.open.into_iter().collect::<Vec<_>>(), ["since"]);
        let renamed = NewTemplate {
            name: "Panne 2".to_owned(),
            ..new
        };
        by(&app, async |tx| {
            incidents::update_template(tx, app.now(), ANNA, id, renamed).await
        })
        .await
        .unwrap();
        let mut tx = app.db().snapshot().await.unwrap();
        assert_eq!(
            incidents::templates_of(&mut tx, app.page.id).await.unwrap()[0].name,
            "Panne 2"
        );
        drop(tx);
        by(&app, async |tx| {
            incidents::delete_template(tx, app.now(), ANNA, app.page.id, id).await
        })
        .await
        .unwrap();
        let gone = by(&app, async |tx| {
            incidents::delete_template(tx, app.now(), ANNA, app.page.id, id).await
        })
        .await;
        assert!(matches!(gone, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn a_request_that_comes_twice_is_done_once() {
    for app in TestApp::each().await {
        let digest = idempotency::digest_of(&["POST", "/v1/incidents", "{}"]);
        let ask = async |digest: &str| -> Result<Told, Error> {
            by(&app, async |tx| {
                if let Some(told) = idempotency::once(tx, app.now(), ANNA, "k1", digest).await? {
                    return Ok(told);
                }
                let told = incidents::open(tx, app.now(), ANNA, payments(&app, &[])).await?;
                idempotency::keep(tx, ANNA, "k1", &told).await?;
                Ok(told)
            })
            .await
        };

        let (first, second) = tokio::join!(ask(&digest), ask(&digest));
        let (first, second) = (first.unwrap(), second.unwrap());
        let other = refusal(ask("another body").await);

        assert_eq!(first, second);
        assert_eq!(other.kind, RefusalKind::Conflict);
        assert_eq!(app.claimed().await.len(), 1);
    }
}
