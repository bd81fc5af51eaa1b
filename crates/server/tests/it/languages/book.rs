//! The phrasebook: what ships is whole, fills, and passes the review; a page changes, hides and adds.

use beffroi::{
    components,
    ground::Result,
    translations::{self, Facts, NewPhrase, Phrase, PhraseOrigin},
};
use beffroi_domain::{
    ComponentStatus, Figure, FigureUnit, ImpactWindow, Incident, IncidentStatus, Moment,
    Responsibility, WindowEnd, places,
    review::{Draft, Known, Rules, review},
};

use super::{WRITER, payments, read, why};
use crate::support::{TestApp, at, words};

async fn book(app: &TestApp) -> Vec<Phrase> {
    let mut tx = app.db().snapshot().await.unwrap();
    translations::phrases_of(&mut tx, &app.page).await.unwrap()
}

async fn set(app: &TestApp, new: NewPhrase) -> Result<()> {
    let mut tx = app.db().begin().await.unwrap();
    let done = translations::set_phrase(&mut tx, app.now(), WRITER, new).await;
    if done.is_ok() {
        tx.commit().await.unwrap();
    }
    done
}

fn late(app: &TestApp, key: &str) -> NewPhrase {
    NewPhrase {
        page: app.page.id,
        key: key.to_owned(),
        status: Some(IncidentStatus::Identified),
        components: vec![],
        text: words(&[
            ("fr", "Nos virements tardent."),
            ("en", "Our payouts are late."),
        ]),
        is_hidden: false,
    }
}

/// An incident of which everything is known that a phrase can say.
async fn whole(app: &TestApp, is_over: bool) -> Incident {
    let api = app.component("API").await;
    let mut tx = app.db().begin().await.unwrap();
    let new = beffroi::incidents::OpenIncident {
        components: vec![(api, ComponentStatus::PartialOutage)],
        reference: Some("TSR-1723".to_owned()),
        ..payments(app, words(&[("en", "Looking.")]))
    };
    let told = beffroi::incidents::open(&mut tx, app.now(), WRITER, new)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    app.claimed().await;
    let mut incident = read(app, told.incident).await;
    incident.responsibility = Some(Responsibility::External {
        provider: Some("Nordbank".to_owned()),
    });
    incident.figures = vec![Figure {
        low_milli: 20_000,
        high_milli: 40_000,
        unit: FigureUnit::Percent,
        of: words(&[("fr", "des paiements")]),
        from: None,
        until: None,
    }];
    incident.windows = vec![ImpactWindow {
        start: Some(Moment::minute(at("2026-03-04T10:40:00Z"))),
        end: match is_over {
            true => WindowEnd::At(Moment::minute(at("2026-03-04T10:55:00Z"))),
            false => WindowEnd::Ongoing,
        },
        degree: ComponentStatus::PartialOutage,
        components: vec![(api, ComponentStatus::PartialOutage)],
    }];
    incident
}

#[tokio::test]
async fn every_shipped_phrase_is_there_in_all_languages_fills_and_passes_the_review() {
    let app = TestApp::start().await;
    let shipped = book(&app).await;
    let next = at("2026-03-04T11:30:00Z");
    let mut tx = app.db().snapshot().await.unwrap();
    let zone = app.page.zone.clone();
    let rules = Rules {
        zone: &zone,
        required: &app.page.locales,
        hosts: &[],
        people: &[],
    };
    drop(tx);
    assert!(shipped.len() >= 20, "{}", shipped.len());
    for is_over in [false, true] {
        let incident = whole(&app, is_over).await;
        tx = app.db().snapshot().await.unwrap();
        let parts = components::of_page(&mut tx, app.page.id).await.unwrap();
        drop(tx);
        let facts = Facts {
            page: &app.page,
            incident: &incident,
            components: &parts,
            next: Some(Moment::minute(next)),
            now: app.now(),
        };
        for phrase in &shipped {
            let key = &phrase.key;
            let is_last = phrase.status == Some(IncidentStatus::Resolved);
            if is_last != is_over {
                continue;
            }
            let tags: Vec<&str> = phrase.text.locales().map(|one| one.as_str()).collect();
            assert_eq!(tags, ["en", "fr", "it"], "{key}");
            for (locale, body) in phrase.text.iter() {
                assert!(!body.contains('\''), "{key} in {locale}: {body}");
                let known = places::of(&phrase.text);
                assert_eq!(places::of_line(body), known, "{key} in {locale}");
            }
            let filled = translations::fill(&phrase.text, &facts);
            assert!(places::of(&filled).is_empty(), "{key}: {filled:?}");
            let status = phrase.status.unwrap_or(IncidentStatus::Investigating);
            let draft = Draft {
                status: Some(status),
                title: None,
                text: &filled,
                entries: &[],
                written: Some(app.now()),
            };
            let known = Known {
                windows: &incident.windows,
                responsibility: incident.responsibility.as_ref(),
                said: &[],
                commitments: &[next],
            };
            let found = review(&draft, &known, &rules);
            assert!(found.is_empty(), "{key}: {filled:?}\n{found:?}");
        }
    }
}

#[tokio::test]
async fn a_page_says_phrases_its_own_way_hides_them_and_adds_some() {
    for app in TestApp::each().await {
        let shipped = book(&app).await;
        set(&app, late(&app, "payouts-late")).await.unwrap();
        set(&app, late(&app, "ours")).await.unwrap();
        let hidden = NewPhrase {
            is_hidden: true,
            ..late(&app, "sorry")
        };
        set(&app, hidden).await.unwrap();

        let now = book(&app).await;

        let one = |all: &[Phrase], key: &str| all.iter().find(|one| one.key == key).cloned();
        assert_eq!(now.len(), shipped.len() + 1);
        let changed = one(&now, "payouts-late").unwrap();
        assert_eq!(changed.origin, PhraseOrigin::Changed);
        assert_eq!(changed.text, late(&app, "x").text);
        assert_eq!(one(&now, "ours").unwrap().origin, PhraseOrigin::Own);
        let offered = translations::offered(&now, IncidentStatus::Identified, &[]);
        let keys: Vec<&str> = offered.iter().map(|one| one.key.as_str()).collect();
        assert!(
            keys.contains(&"ours") && !keys.contains(&"sorry"),
            "{keys:?}"
        );
        assert!(!keys.contains(&"resolved"), "{keys:?}");
        let mut tx = app.db().begin().await.unwrap();
        for key in ["payouts-late", "ours", "sorry"] {
            translations::reset_phrase(&mut tx, app.now(), WRITER, app.page.id, key)
                .await
                .unwrap();
        }
        let twice =
            translations::reset_phrase(&mut tx, app.now(), WRITER, app.page.id, "ours").await;
        tx.commit().await.unwrap();
        assert!(twice.is_err());
        assert_eq!(book(&app).await, shipped);
    }
}

#[tokio::test]
async fn a_phrase_is_refused_that_cannot_be_typed_or_filled() {
    for app in TestApp::each().await {
        let other = app.another_page("other").await;
        let theirs = app.component_on(&other, "Theirs").await;
        let wrong = [
            (
                NewPhrase {
                    key: "Ma phrase".to_owned(),
                    ..late(&app, "")
                },
                "refusal-phrase-key",
            ),
            (
                NewPhrase {
                    text: words(&[]),
                    ..late(&app, "a")
                },
                "refusal-phrase-text",
            ),
            (
                NewPhrase {
                    text: words(&[("de", "Hallo")]),
                    ..late(&app, "a")
                },
                "refusal-locale-not-spoken",
            ),
            (
                NewPhrase {
                    text: words(&[("en", "Until {tomorrow}.")]),
                    ..late(&app, "a")
                },
                "refusal-phrase-place",
            ),
            (
                NewPhrase {
                    components: vec![theirs],
                    ..late(&app, "a")
                },
                "refusal-component-elsewhere",
            ),
        ];

        for (new, key) in wrong {
            assert_eq!(why(set(&app, new).await).key, Some(key));
        }

        assert!(book(&app).await.iter().all(|one| one.key != "a"));
    }
}
