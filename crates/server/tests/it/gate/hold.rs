//! The review in the verbs: a grave finding holds what readers would be told, until it is mended or somebody says why.

use beffroi::{
    ground::{Error, Refusal, RefusalKind},
    incidents::{
        self, CorrectText, Deed, DraftSeen, Entry, OpenIncident, PostUpdate, PublishDraft, Reopen,
        Resolve, SaveDraft, Told, Which,
    },
    pages::{self, Review, ReviewRules},
};
use beffroi_domain::{
    Actor, ComponentStatus, IncidentId, IncidentStatus, LocalizedText, Moment, review::Kind,
};
use uuid::Uuid;

use crate::{
    live::{asks_for_a_second_look, deed},
    support::{TestApp, at, words},
};

const ANNA: Actor = Actor::Member(Uuid::from_u128(1));
const TWO_TIMES: &[(&str, &str)] = &[
    ("fr", "Les paiements passent à nouveau depuis 11h16."),
    ("en", "Payments have been working again since 11:17."),
];

pub fn opening(app: &TestApp) -> OpenIncident {
    OpenIncident {
        text: words(&[("fr", "Nous cherchons."), ("en", "We are looking.")]),
        ..OpenIncident::on(
            app.page.id,
            words(&[("fr", "Paiements"), ("en", "Payments")]),
        )
    }
}

async fn opened(app: &TestApp) -> Told {
    let told = deed!(app, open, opening(app)).unwrap();
    app.claimed().await;
    told
}

fn update(id: IncidentId, text: LocalizedText) -> PostUpdate {
    PostUpdate::of(id, IncidentStatus::Identified, text)
}

/// What holds a deed.
fn held<T: std::fmt::Debug>(done: Result<T, Error>) -> Vec<Kind> {
    let refusal: Refusal = match done {
        Err(Error::Refused(refusal)) => refusal,
        other => panic!("not held: {other:?}"),
    };
    assert_eq!(refusal.kind, RefusalKind::Held, "{refusal:?}");
    assert_eq!(refusal.key, Some("refusal-review-held"));
    let found = refusal.found.into_iter().filter(|one| one.holds);
    found.map(|one| one.finding.kind).collect()
}

async fn count_updates(app: &TestApp, id: IncidentId) -> usize {
    let mut tx = app.db().snapshot().await.unwrap();
    let incident = incidents::load(&mut tx, app.page.id, id).await.unwrap();
    incident.updates.len()
}

async fn set(app: &TestApp, rules: ReviewRules) {
    let mut tx = app.db().begin().await.unwrap();
    pages::set_review_rules(&mut tx, app.now(), ANNA, app.page.id, &rules)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn audited(app: &TestApp, id: Uuid, action: &str) -> Vec<String> {
    let mut tx = app.db().snapshot().await.unwrap();
    let rows: Vec<(String, String)> = tx
        .list(
            "SELECT action, digest FROM audit WHERE object_id = $1 ORDER BY at, id",
            beffroi::params![id],
        )
        .await
        .unwrap();
    let own = rows.into_iter().filter(|row| row.0 == action);
    own.map(|row| row.1).collect()
}

#[tokio::test]
async fn two_times_hold_an_update_and_a_reason_lets_it_out_once() {
    for app in TestApp::each().await {
        let id = opened(&app).await.incident;
        let command = update(id, words(TWO_TIMES));

        assert_eq!(
            held(deed!(app, post_update, command.clone())),
            [Kind::TimesDiffer]
        );
        let blank = PostUpdate {
            overrule: Some("  ".to_owned()),
            ..command.clone()
        };
        assert_eq!(held(deed!(app, post_update, blank)), [Kind::TimesDiffer]);
        assert_eq!(count_updates(&app, id).await, 1);
        assert!(app.claimed().await.is_empty(), "nothing of it went out");

        let reason = "Both were measured, on two platforms.";
        let command = PostUpdate {
            overrule: Some(reason.to_owned()),
            ..command
        };
        let told = deed!(app, post_update, command).unwrap();

        assert!(
            told.found
                .iter()
                .any(|one| one.finding.kind == Kind::TimesDiffer)
        );
        assert_eq!(app.claimed().await.len(), 1);
        let overruled = audited(&app, id.0, "incident.review.overrule").await;
        assert_eq!(overruled, ["times_differ"]);
        let mut tx = app.db().snapshot().await.unwrap();
        let log = incidents::log_of(&mut tx, id).await.unwrap();
        let reasons = log.into_iter().filter_map(|line| match line.entry {
            Entry::Overrule(reason) => Some(reason),
            _ => None,
        });
        assert_eq!(reasons.collect::<Vec<_>>(), [reason]);
    }
}

#[tokio::test]
async fn every_verb_that_tells_readers_is_held() {
    for app in TestApp::each().await {
        let new = OpenIncident {
            text: words(TWO_TIMES),
            ..opening(&app)
        };
        assert_eq!(held(deed!(app, open, new)), [Kind::TimesDiffer]);
        let told = opened(&app).await;
        let id = told.incident;
        let right = CorrectText::of(id, Which::Update(told.update), words(TWO_TIMES));
        assert_eq!(held(deed!(app, correct_text, right)), [Kind::TimesDiffer]);
        let title = words(&[("fr", "Panne de db1.internal")]);
        let right = CorrectText::of(id, Which::Title, title);
        assert_eq!(held(deed!(app, correct_text, right)), [Kind::HostName]);
        let over = Resolve::of(id, words(TWO_TIMES));
        assert_eq!(held(deed!(app, resolve, over)), [Kind::TimesDiffer]);

        deed!(app, resolve, Resolve::of(id, LocalizedText::new())).unwrap();
        let back = Reopen::of(id, IncidentStatus::Investigating, words(TWO_TIMES));
        assert_eq!(held(deed!(app, reopen, back)), [Kind::TimesDiffer]);

        assert_eq!(app.claimed().await.len(), 1, "the last word alone");
    }
}

#[tokio::test]
async fn a_draft_is_kept_as_it_is_and_held_when_it_goes_out() {
    for app in TestApp::each().await {
        let id = opened(&app).await.incident;
        let save = SaveDraft {
            draft: None,
            expected: None,
            deed: Deed::Update(update(id, words(TWO_TIMES))),
        };
        let (draft, _) = deed!(app, save_draft, save).unwrap();
        let publish = PublishDraft::of(DraftSeen {
            draft,
            expected: None,
        });

        assert_eq!(
            held(deed!(app, publish_draft, publish.clone())),
            [Kind::TimesDiffer]
        );
        let publish = PublishDraft {
            overrule: Some("Both are right.".to_owned()),
            ..publish
        };
        deed!(app, publish_draft, publish).unwrap();

        assert_eq!(app.claimed().await.len(), 1);
        assert_eq!(
            audited(&app, id.0, "incident.review.overrule").await.len(),
            1
        );
    }
}

#[tokio::test]
async fn a_page_may_have_itself_advised_only() {
    for app in TestApp::each().await {
        let id = opened(&app).await.incident;
        set(
            &app,
            ReviewRules {
                review: Review::Advise,
                ..ReviewRules::default()
            },
        )
        .await;

        let told = deed!(app, post_update, update(id, words(TWO_TIMES))).unwrap();

        assert!(!told.found.is_empty(), "it is said all the same");
        assert!(told.found.iter().all(|one| !one.holds));
        assert_eq!(app.claimed().await.len(), 1);
        assert!(
            audited(&app, id.0, "incident.review.overrule")
                .await
                .is_empty()
        );
    }
}

#[tokio::test]
async fn what_the_page_names_is_found() {
    for app in TestApp::each().await {
        let id = opened(&app).await.incident;
        let text = words(&[("fr", "Marie Dupont a redémarré pay-3.prod.example.net.")]);
        deed!(app, post_update, update(id, text.clone())).unwrap();
        set(
            &app,
            ReviewRules {
                review: Review::Hold,
                hosts: vec![".prod.example.net".to_owned()],
                people: vec!["Marie Dupont".to_owned()],
            },
        )
        .await;

        let refused = match deed!(app, post_update, update(id, text)) {
            Err(Error::Refused(refusal)) => refusal,
            other => panic!("not held: {other:?}"),
        };

        let kinds: Vec<(Kind, bool)> = refused
            .found
            .iter()
            .map(|one| (one.finding.kind, one.holds))
            .collect();
        assert!(kinds.contains(&(Kind::HostName, true)), "{kinds:?}");
        assert!(kinds.contains(&(Kind::PersonalName, false)), "{kinds:?}");
        app.claimed().await;
    }
}

#[tokio::test]
async fn only_what_a_person_said_is_held_against_the_text() {
    for app in TestApp::each().await {
        let api = app.component("API").await;
        let broken = OpenIncident {
            components: vec![(api, ComponentStatus::MajorOutage)],
            text: words(&[("fr", "Les paiements échouent depuis 10h40.")]),
            ..opening(&app)
        };

        let guessed = deed!(app, open, broken.clone()).unwrap();
        let stated = OpenIncident {
            since: Some(Moment::minute(at("2026-03-04T09:50:00Z"))),
            ..broken
        };

        assert!(
            guessed.found.iter().all(|one| !one.holds),
            "the start that the machine noted is no better: {:?}",
            guessed.found
        );
        assert_eq!(held(deed!(app, open, stated)), [Kind::StartDiffers]);
        app.claimed().await;
    }
}

#[tokio::test]
async fn histories_and_late_words_are_advised_on_and_not_held() {
    for app in TestApp::each().await {
        let history = OpenIncident {
            is_retroactive: true,
            status: IncidentStatus::Resolved,
            text: words(TWO_TIMES),
            ..opening(&app)
        };
        deed!(app, open, history).unwrap();
        let id = opened(&app).await.incident;
        app.app.clock.set(at("2026-03-04T11:30:00Z"));
        deed!(
            app,
            post_update,
            update(id, words(&[("fr", "La cause est connue.")]))
        )
        .unwrap();

        let late = PostUpdate {
            published: Some(Moment::minute(at("2026-03-04T11:20:00Z"))),
            ..update(id, words(TWO_TIMES))
        };
        let told = deed!(app, post_update, late).unwrap();

        assert!(told.found.iter().any(|one| one.finding.is_blocking()));
        assert!(told.found.iter().all(|one| !one.holds));
        app.claimed().await;
    }
}

#[tokio::test]
async fn a_correction_answers_for_what_it_writes_alone() {
    for app in TestApp::each().await {
        let told = deed!(
            app,
            open,
            OpenIncident {
                text: words(TWO_TIMES),
                overrule: Some("Later.".to_owned()),
                ..opening(&app)
            }
        )
        .unwrap();
        let which = Which::Update(told.update);

        let silent = words(&[("it", "Stiamo cercando la causa.")]);
        let added = CorrectText::of(told.incident, which, silent);
        deed!(app, correct_text, added).unwrap();
        let another = words(&[("it", "I pagamenti funzionano di nuovo dalle 11:18.")]);
        let added = CorrectText::of(told.incident, which, another);
        assert_eq!(
            held(deed!(app, correct_text, added)),
            [Kind::TimesDiffer],
            "the new language has a time of its own"
        );
        let english = words(&[("en", "Payments have been working again since 11:16.")]);
        deed!(
            app,
            correct_text,
            CorrectText::of(told.incident, which, english)
        )
        .unwrap();

        app.claimed().await;
    }
}

#[tokio::test]
async fn a_language_that_says_less_is_advised_on() {
    for app in TestApp::each().await {
        let id = opened(&app).await.incident;
        let text = words(&[
            ("fr", "La cause est connue."),
            ("en", "The cause is known since 11:17."),
        ]);

        let told = deed!(app, post_update, update(id, text)).unwrap();

        assert!(
            told.found
                .iter()
                .any(|one| one.finding.kind == Kind::TimesDiffer)
        );
        assert!(told.found.iter().all(|one| !one.holds), "{:?}", told.found);
        app.claimed().await;
    }
}

#[tokio::test]
async fn the_program_itself_is_never_held() {
    for app in TestApp::each().await {
        let mut tx = app.db().begin().await.unwrap();
        let new = OpenIncident {
            text: words(TWO_TIMES),
            ..opening(&app)
        };
        incidents::open(&mut tx, app.now(), Actor::System, new)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        app.claimed().await;
    }
}

#[tokio::test]
async fn a_second_look_does_not_take_the_review_s_place() {
    for app in TestApp::each().await {
        let id = opened(&app).await.incident;
        asks_for_a_second_look(&app).await;

        let hurried = PostUpdate {
            bypass: Some("No time.".to_owned()),
            ..update(id, words(TWO_TIMES))
        };

        assert_eq!(held(deed!(app, post_update, hurried)), [Kind::TimesDiffer]);
    }
}
