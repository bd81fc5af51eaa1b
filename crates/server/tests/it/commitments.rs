//! Commitments: made, kept, late, moved and withdrawn; by hand, by a statement and by the page's rule.

use beffroi::{
    app,
    commitments::{self, Promised},
    incidents::{self, OpenIncident, PostUpdate, Promise, PromiseDeed, Resolve, Told},
};
use beffroi_domain::{
    Actor, Commitment, CommitmentId, CommitmentKind, CommitmentState, IncidentId, IncidentStatus,
    LocalizedText, Moment, Priority,
    commitment::{Outcome, PromiseRule, PromiseRules},
};
use jiff::{SignedDuration, Timestamp};

use crate::support::{TestApp, words};

const WHO: Actor = Actor::System;

/// Runs a verb in a transaction of its own, which stays only where it was not refused.
macro_rules! deed {
    ($app:expr, $now:expr, $verb:path, $($command:expr),+) => {{
        let mut tx = $app.db().begin().await.unwrap();
        let done = $verb(&mut tx, $now, WHO, $($command),+).await;
        if done.is_ok() {
            tx.commit().await.unwrap();
        }
        done
    }};
}

pub fn later(app: &TestApp, minutes: i64) -> Timestamp {
    app.now() + SignedDuration::from_mins(minutes)
}

pub fn new(app: &TestApp, priority: Option<u8>) -> OpenIncident {
    OpenIncident {
        text: words(&[("fr", "Les paiements échouent.")]),
        priority: priority.map(|number| Priority::try_from(number).unwrap()),
        ..OpenIncident::on(
            app.page.id,
            words(&[("fr", "Paiements"), ("en", "Payments")]),
        )
    }
}

pub async fn open(app: &TestApp, new: OpenIncident) -> Told {
    let told = deed!(app, app.now(), incidents::open, new).unwrap();
    app.claimed().await;
    told
}

pub async fn rule(app: &TestApp, lines: &[(CommitmentKind, Option<u8>, &str)]) {
    let line = |(kind, priority, within): &(CommitmentKind, Option<u8>, &str)| PromiseRule {
        kind: *kind,
        priority: priority.map(|number| Priority::try_from(number).unwrap()),
        within: within.parse().unwrap(),
    };
    let rules = PromiseRules {
        rules: lines.iter().map(line).collect(),
        holidays: vec![],
    };
    let page = app.page.id;
    deed!(app, app.now(), commitments::set_rules, page, &rules).unwrap();
}

pub async fn of(app: &TestApp, id: IncidentId) -> Vec<Commitment> {
    let mut tx = app.db().snapshot().await.unwrap();
    commitments::of(&mut tx, id).await.unwrap()
}

pub async fn promise(
    app: &TestApp,
    now: Timestamp,
    incident: IncidentId,
    deed: PromiseDeed,
) -> Result<CommitmentId, beffroi::ground::Error> {
    let command = Promise {
        incident,
        expected: None,
        deed,
    };
    deed!(app, now, incidents::promise, command).map(|done| done.0)
}

pub fn make(kind: CommitmentKind, due: Timestamp) -> PromiseDeed {
    PromiseDeed::Make {
        kind,
        words: LocalizedText::new(),
        due: Moment::minute(due),
    }
}

/// A promise of this kind that was made just now, for so many minutes later.
pub async fn made(
    app: &TestApp,
    incident: IncidentId,
    kind: CommitmentKind,
    minutes: i64,
) -> CommitmentId {
    let deed = make(kind, later(app, minutes));
    promise(app, app.now(), incident, deed).await.unwrap()
}

fn key_of<T: std::fmt::Debug>(done: Result<T, beffroi::ground::Error>) -> &'static str {
    match done {
        Err(beffroi::ground::Error::Refused(refusal)) => refusal.key.unwrap_or("no key"),
        other => panic!("not refused: {other:?}"),
    }
}

async fn say(app: &TestApp, now: Timestamp, command: PostUpdate) -> Told {
    let told = deed!(app, now, incidents::post_update, command).unwrap();
    app.claimed().await;
    told
}

#[tokio::test]
async fn an_update_keeps_the_promise_of_one_and_the_next_is_promised() {
    for app in TestApp::each().await {
        let first = OpenIncident {
            promise: Some(later(&app, 30)),
            ..new(&app, None)
        };
        let told = open(&app, first).await;
        let said = PostUpdate {
            promise: Some(later(&app, 60)),
            ..PostUpdate::of(
                told.incident,
                IncidentStatus::Identified,
                words(&[("fr", "Nous savons pourquoi.")]),
            )
        };

        let second = say(&app, later(&app, 20), said).await;

        let all = of(&app, told.incident).await;
        assert_eq!(all.len(), 2);
        assert_eq!(all[0].state, CommitmentState::Kept);
        assert_eq!(all[0].made.update, Some(told.update));
        assert_eq!(all[0].ended.unwrap().update, Some(second.update));
        assert_eq!(all[0].outcome(later(&app, 20)), Outcome::Kept);
        assert_eq!(all[1].state, CommitmentState::Open);
        assert_eq!(all[1].due, Moment::minute(later(&app, 60)));
        let mut tx = app.db().snapshot().await.unwrap();
        let read = incidents::load(&mut tx, app.page.id, told.incident).await;
        assert_eq!(read.unwrap().commitments, all);
    }
}

#[tokio::test]
async fn a_page_promises_by_its_rule_the_more_urgent_the_sooner() {
    for app in TestApp::each().await {
        let lines = [
            (CommitmentKind::Update, Some(1), "30m"),
            (CommitmentKind::Update, None, "1d"),
            (CommitmentKind::Resolution, None, "1wd"),
            (CommitmentKind::Postmortem, None, "5wd"),
        ];
        rule(&app, &lines).await;
        let urgent = open(&app, new(&app, Some(1))).await.incident;
        let other = open(&app, new(&app, Some(3))).await.incident;
        let due = async |id| of(&app, id).await.last().unwrap().due;

        assert_eq!(due(urgent).await, Moment::minute(later(&app, 30)));
        assert_eq!(due(other).await, Moment::minute(later(&app, 24 * 60)));

        let watched = PostUpdate::of(urgent, IncidentStatus::Monitoring, LocalizedText::new());
        say(&app, later(&app, 10), watched).await;
        let kinds: Vec<_> = of(&app, urgent)
            .await
            .into_iter()
            .filter(Commitment::is_open)
            .map(|one| (one.kind, one.is_by_rule))
            .collect();
        assert_eq!(
            kinds,
            [
                (CommitmentKind::Update, true),
                (CommitmentKind::Resolution, true)
            ]
        );

        let over = Resolve::of(urgent, words(&[("fr", "C'est fini.")]));
        deed!(app, later(&app, 20), incidents::resolve, over).unwrap();
        app.claimed().await;
        let open: Vec<Commitment> = of(&app, urgent)
            .await
            .into_iter()
            .filter(Commitment::is_open)
            .collect();
        assert_eq!(open.len(), 1, "{open:?}");
        // Wednesday noon, and five working days of Paris: until the end of the next Wednesday.
        assert_eq!(open[0].kind, CommitmentKind::Postmortem);
        assert_eq!(open[0].late_at.to_string(), "2026-03-11T23:00:00Z");
    }
}

#[tokio::test]
async fn what_is_told_afterwards_promises_nothing_by_rule() {
    for app in TestApp::each().await {
        rule(&app, &[(CommitmentKind::Postmortem, None, "5wd")]).await;
        let past = OpenIncident {
            is_retroactive: true,
            status: IncidentStatus::Resolved,
            ..new(&app, None)
        };

        let id = open(&app, past).await.incident;

        assert_eq!(of(&app, id).await, []);
    }
}

#[tokio::test]
async fn moving_needs_a_reason_and_what_was_promised_before_stays_to_be_seen() {
    for app in TestApp::each().await {
        let id = open(&app, new(&app, None)).await.incident;
        let made = made(&app, id, CommitmentKind::Update, 30).await;
        let to = |minutes, reason: &str| PromiseDeed::Move {
            promise: made,
            to: Moment::minute(later(&app, minutes)),
            reason: words(&[("en", reason)]),
        };

        let bare = promise(&app, later(&app, 5), id, to(90, "")).await;
        let past = promise(&app, later(&app, 5), id, to(-1, "Wait")).await;
        let same = promise(&app, later(&app, 5), id, to(30, "Wait")).await;
        let moved = promise(&app, later(&app, 5), id, to(90, "The supplier is slow.")).await;

        assert_eq!(key_of(bare), "refusal-promise-reason");
        assert_eq!(key_of(past), "refusal-promise-past");
        assert_eq!(key_of(same), "refusal-promise-same");
        assert_eq!(moved.unwrap(), made);
        let one = of(&app, id).await.remove(0);
        assert_eq!(one.state, CommitmentState::Moved);
        assert_eq!(one.due, Moment::minute(later(&app, 90)));
        assert_eq!(one.moves.len(), 1);
        assert_eq!(one.moves[0].from, Moment::minute(later(&app, 30)));
        let page = app
            .get(&format!("/en/incidents/{}", public_id(&app, id).await))
            .await;
        let text = page.text(".stop-open");
        assert!(text.contains("Moved Next update by 13:30"), "{text}");
        assert!(text.contains("Promised before by 12:30"), "{text}");
        assert!(text.contains("The supplier is slow."), "{text}");
    }
}

pub async fn public_id(app: &TestApp, id: IncidentId) -> String {
    let mut tx = app.db().snapshot().await.unwrap();
    let read = incidents::load(&mut tx, app.page.id, id).await.unwrap();
    read.public_id.to_string()
}

#[tokio::test]
async fn what_is_ended_stays_as_it_ended() {
    for app in TestApp::each().await {
        let id = open(&app, new(&app, None)).await.incident;
        let made = made(&app, id, CommitmentKind::Postmortem, 30).await;
        let twice = promise(
            &app,
            app.now(),
            id,
            make(CommitmentKind::Postmortem, later(&app, 9)),
        );
        let twice = twice.await;
        let wordless = promise(
            &app,
            app.now(),
            id,
            make(CommitmentKind::Other, later(&app, 9)),
        );
        let wordless = wordless.await;
        let far = make(CommitmentKind::Update, later(&app, 400 * 24 * 60));
        let far = promise(&app, app.now(), id, far).await;

        promise(&app, later(&app, 40), id, PromiseDeed::Keep(made))
            .await
            .unwrap();
        let again = promise(&app, later(&app, 41), id, PromiseDeed::Keep(made)).await;
        let stranger = CommitmentId(uuid::Uuid::nil());
        let stranger = promise(&app, later(&app, 41), id, PromiseDeed::Keep(stranger)).await;

        assert_eq!(key_of(twice), "refusal-promise-twice");
        assert_eq!(key_of(wordless), "refusal-promise-words");
        assert_eq!(key_of(far), "refusal-promise-far");
        assert_eq!(key_of(again), "refusal-promise-ended");
        assert!(matches!(stranger, Err(beffroi::ground::Error::NotFound)));
        let one = of(&app, id).await.remove(0);
        assert_eq!(one.outcome(later(&app, 50)), Outcome::Late);
        assert_eq!(
            one.late_by(later(&app, 50)),
            Some(SignedDuration::from_mins(10))
        );
        app::do_what_is_due(&app.app).await.unwrap();
    }
}

#[tokio::test]
async fn withdrawing_says_why_and_a_page_lists_what_it_promised() {
    for app in TestApp::each().await {
        let id = open(&app, new(&app, None)).await.incident;
        let refund = PromiseDeed::Make {
            kind: CommitmentKind::Other,
            words: words(&[("en", "Refunds of the second of March")]),
            due: Moment::day("2026-03-05T23:00:00Z".parse().unwrap()),
        };
        let made = promise(&app, app.now(), id, refund).await.unwrap();
        let back = PromiseDeed::Withdraw {
            promise: made,
            reason: words(&[("en", "The bank pays them itself.")]),
        };

        promise(&app, later(&app, 5), id, back).await.unwrap();

        let mut tx = app.db().snapshot().await.unwrap();
        let all: Vec<Promised> = commitments::promised_on(&mut tx, app.page.id)
            .await
            .unwrap();
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].promise.outcome(later(&app, 6)), Outcome::Withdrawn);
        drop(tx);
        let page = app
            .get(&format!("/en/incidents/{}", public_id(&app, id).await))
            .await;
        let text = page.text(".promised");
        assert!(text.contains("1 taken back"), "{text}");
        assert!(text.contains("Refunds of the second of March"), "{text}");
        assert!(text.contains("The bank pays them itself."), "{text}");
    }
}
