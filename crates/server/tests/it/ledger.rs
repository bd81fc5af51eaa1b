//! The ledger: tickets are opened, answered, promised in and closed; what cannot be is refused; reminders go out once.

use beffroi::{
    app,
    duty::{self, NewTurn},
    ground::{Refusal, Result, Tx},
    ledger::{self, EntryKind, How, NewPromise, Open, Say, Settle, Ticket},
    members::Role,
    outbox::{self, Way},
};
use beffroi_domain::{Actor, CommitmentState, MemberId, Moment, TicketId};
use jiff::{SignedDuration, Timestamp};

use crate::{console_watch::followed, support::TestApp};

/// A ticket as it is opened by mail, an hour ago.
pub fn opening(app: &TestApp, provider: &str) -> Open {
    Open {
        page: app.page.id,
        provider: provider.to_owned(),
        incident: None,
        reference: "AC-77".to_owned(),
        subject: "Card payments time out".to_owned(),
        body: "Since 10:00 every third call times out.".to_owned(),
        how: How::Mail,
        at: Some(app.now() - SignedDuration::from_hours(1)),
        remind_at: None,
    }
}

/// Does something in a transaction of its own.
pub async fn does<T>(app: &TestApp, deed: impl AsyncFnOnce(&mut Tx) -> Result<T>) -> Result<T> {
    let mut tx = app.db().begin().await.unwrap();
    let done = deed(&mut tx).await?;
    tx.commit().await.unwrap();
    Ok(done)
}

pub async fn opened(app: &TestApp, actor: Actor, new: &Open) -> TicketId {
    does(app, async |tx| {
        ledger::open(tx, app.now(), actor, new).await
    })
    .await
    .unwrap()
}

async fn said(app: &TestApp, id: TicketId, kind: EntryKind, minutes_ago: i64) {
    let new = Say {
        ticket: id,
        kind,
        at: Some(app.now() - SignedDuration::from_mins(minutes_ago)),
        body: "We look into it.".to_owned(),
    };
    does(app, async |tx| {
        ledger::say(tx, app.now(), Actor::System, &new).await
    })
    .await
    .unwrap();
}

pub async fn ticket(app: &TestApp, id: TicketId) -> Ticket {
    let mut tx = app.db().snapshot().await.unwrap();
    ledger::load(&mut tx, id).await.unwrap()
}

fn in_minutes(app: &TestApp, minutes: i64) -> Timestamp {
    app.now() + SignedDuration::from_mins(minutes)
}

async fn promised(app: &TestApp, id: TicketId, minutes: i64) -> beffroi_domain::TicketPromiseId {
    let new = NewPromise {
        ticket: id,
        words: "A fix".to_owned(),
        due: Moment::minute(in_minutes(app, minutes)),
        made_at: None,
    };
    does(app, async |tx| {
        ledger::promise(tx, app.now(), Actor::System, &new).await
    })
    .await
    .unwrap()
}

fn field_of<T: std::fmt::Debug>(result: Result<T>) -> Option<&'static str> {
    match result.unwrap_err() {
        beffroi::ground::Error::Refused(Refusal { field, .. }) => field,
        other => panic!("{other:?}"),
    }
}

async fn letters(app: &TestApp) -> Vec<(String, String)> {
    let mut tx = app.db().begin().await.unwrap();
    let lease = SignedDuration::from_secs(1);
    let claimed = outbox::claim(&mut tx, app.now(), Way::Letter, 99, lease)
        .await
        .unwrap();
    for one in &claimed {
        outbox::done(&mut tx, app.now(), one).await.unwrap();
    }
    tx.commit().await.unwrap();
    let read = |one: outbox::Claimed| {
        let letter: beffroi_channels::Letter = serde_json::from_str(&one.body).unwrap();
        (one.recipient.unwrap(), letter.subject)
    };
    claimed.into_iter().map(read).collect()
}

async fn later(app: &TestApp, minutes: i64) {
    app.app.clock.set(in_minutes(app, minutes));
    // Two nodes look at the same moment.
    let (one, two) = tokio::join!(app::do_what_is_due(&app.app), app::do_what_is_due(&app.app));
    one.unwrap();
    two.unwrap();
}

#[tokio::test]
async fn a_ticket_is_opened_answered_and_closed_and_tells_who_waits() {
    for app in TestApp::each().await {
        let known = followed(&app, "acme", false).await;
        let id = opened(&app, Actor::System, &opening(&app, "Acme")).await;
        let first = ticket(&app, id).await;
        said(&app, id, EntryKind::Note, 50).await;
        said(&app, id, EntryKind::TheySaid, 30).await;
        said(&app, id, EntryKind::TheySaid, 40).await;
        let answered = ticket(&app, id).await;
        said(&app, id, EntryKind::WeSaid, 10).await;
        let again = ticket(&app, id).await;
        does(&app, async |tx| {
            ledger::close(tx, app.now(), Actor::System, id, "It works again.").await
        })
        .await
        .unwrap();
        let closed = ticket(&app, id).await;
        let refused = does(&app, async |tx| {
            ledger::close(tx, app.now(), Actor::System, id, "").await
        })
        .await;
        does(&app, async |tx| {
            ledger::reopen(tx, app.now(), Actor::System, id, "").await
        })
        .await
        .unwrap();

        assert_eq!(
            (first.provider, first.provider_name.as_str()),
            (Some(known), "ACME")
        );
        assert_eq!(first.waiting_since(), Some(first.opened_at));
        assert_eq!(answered.waiting_since(), None, "it is our turn");
        assert_eq!(
            answered.answer_seconds(),
            Some(20 * 60),
            "their first word, whenever it was written down"
        );
        assert_eq!(
            again.waiting_since(),
            Some(app.now() - SignedDuration::from_mins(10))
        );
        let kinds: Vec<EntryKind> = closed.entries.iter().map(|one| one.kind).collect();
        use EntryKind::{Closed, Note, TheySaid, WeSaid};
        assert_eq!(kinds, [WeSaid, Note, TheySaid, TheySaid, WeSaid, Closed]);
        assert!(closed.closed_at.is_some() && closed.waiting_since().is_none());
        assert_eq!(field_of(refused), None);
        assert!(ticket(&app, id).await.closed_at.is_none());
    }
}

#[tokio::test]
async fn what_cannot_be_is_refused_at_its_field() {
    for app in TestApp::each().await {
        let (now, actor) = (app.now(), Actor::System);
        let open =
            async |new: Open| does(&app, async |tx| ledger::open(tx, now, actor, &new).await).await;
        let good = || opening(&app, "Acme");
        let id = open(good()).await.unwrap();
        let later = now + SignedDuration::from_mins(1);

        let nobody = open(Open {
            provider: " ".to_owned(),
            ..good()
        })
        .await;
        let nothing = open(Open {
            subject: String::new(),
            ..good()
        })
        .await;
        let ahead = open(Open {
            at: Some(later),
            ..good()
        })
        .await;
        let gone = open(Open {
            remind_at: Some(now),
            ..good()
        })
        .await;
        let strange = open(Open {
            incident: Some(beffroi_domain::IncidentId(id.0)),
            ..good()
        })
        .await;
        let early = Say {
            ticket: id,
            kind: EntryKind::Note,
            at: Some(now - SignedDuration::from_hours(2)),
            body: "x".to_owned(),
        };
        let early = does(&app, async |tx| ledger::say(tx, now, actor, &early).await).await;
        let past = NewPromise {
            ticket: id,
            words: "x".to_owned(),
            due: Moment::minute(now),
            made_at: None,
        };
        let past = does(&app, async |tx| {
            ledger::promise(tx, now, actor, &past).await
        })
        .await;

        let refused = [nobody, nothing, ahead, gone, strange].map(field_of);
        assert_eq!(
            refused.map(Option::unwrap),
            ["provider", "subject", "at", "remind", "incident"]
        );
        assert_eq!((field_of(early), field_of(past)), (Some("at"), Some("due")));
        let promise = promised(&app, id, 60).await;
        let close = does(&app, async |tx| ledger::close(tx, now, actor, id, "").await).await;
        assert_eq!(
            field_of(close),
            Some("promise"),
            "while they owe us something"
        );
        let settle = Settle::Withdrawn {
            reason: String::new(),
        };
        let why = does(&app, async |tx| {
            ledger::settle_promise(tx, now, actor, promise, &settle).await
        })
        .await;
        assert_eq!(field_of(why), Some("reason"));
    }
}

#[tokio::test]
async fn numbers_of_cards_are_never_kept() {
    for app in TestApp::each().await {
        let mut new = opening(&app, "Acme");
        new.subject = "Card 4111 1111 1111 1111 refused".to_owned();
        new.body = "See DE89 3704 0044 0532 0130 00".to_owned();

        let id = opened(&app, Actor::System, &new).await;

        let kept = ticket(&app, id).await;
        assert_eq!(kept.subject, "Card •••• 1111 refused");
        assert!(
            !kept.entries[0].body.contains("0532"),
            "{}",
            kept.entries[0].body
        );
    }
}

#[tokio::test]
async fn what_they_promise_counts_once_as_the_worst_that_became_of_it() {
    for app in TestApp::each().await {
        let id = opened(&app, Actor::System, &opening(&app, "Acme")).await;
        said(&app, id, EntryKind::TheySaid, 30).await;
        let settle = async |promise, settle: Settle| {
            does(&app, async |tx| {
                ledger::settle_promise(tx, app.now(), Actor::System, promise, &settle).await
            })
            .await
        };
        let (kept, late, moved) = (
            promised(&app, id, 60).await,
            promised(&app, id, 90).await,
            promised(&app, id, 120).await,
        );
        settle(kept, Settle::Kept { at: None }).await.unwrap();
        let to = Moment::minute(in_minutes(&app, 300));
        settle(
            moved,
            Settle::Moved {
                to,
                reason: "They need parts".to_owned(),
            },
        )
        .await
        .unwrap();
        later(&app, 95).await;

        let found = ticket(&app, id).await;
        let state = |id| {
            found
                .promises
                .iter()
                .find(|one| one.id == id)
                .unwrap()
                .stands
                .state
        };
        assert_eq!(
            [kept, late, moved].map(state),
            [
                CommitmentState::Kept,
                CommitmentState::Late,
                CommitmentState::Moved
            ]
        );
        let shifted = found.promises.iter().find(|one| one.id == moved).unwrap();
        assert_eq!(shifted.reasons, ["They need parts"]);
        settle(late, Settle::Kept { at: None }).await.unwrap();
        assert_eq!(
            field_of(settle(late, Settle::Kept { at: None }).await),
            Some("promise")
        );
        let figures = ledger::figures(&[ticket(&app, id).await], app.now());
        assert_eq!((figures.tickets, figures.open, figures.answered), (1, 1, 1));
        assert_eq!(
            (figures.kept, figures.late, figures.pending),
            (1, 1, 1),
            "kept late is late"
        );
        assert_eq!(figures.answer_seconds, Some(30 * 60));
    }
}

#[tokio::test]
async fn the_opener_and_whoever_is_on_duty_are_reminded_once_by_two_nodes() {
    for mut app in TestApp::each().await {
        app.set("[mail]\nhost = \"localhost\"\nfrom = \"status@example.com\"\n");
        let opener: MemberId = app.signed_in(Role::Responder).await.0;
        let other = app.another_page("other").await;
        let on_duty: MemberId = app.signed_in_on(Some(&other), Role::Responder).await.0;
        let turn = NewTurn {
            page: app.page.id,
            member: on_duty,
            position: 1,
            from: app.now(),
            until: None,
        };
        does(&app, async |tx| {
            duty::add_turn(tx, app.now(), Actor::System, &turn).await
        })
        .await
        .unwrap();
        let new = Open {
            remind_at: Some(in_minutes(&app, 30)),
            ..opening(&app, "Acme")
        };
        let id = opened(&app, Actor::Member(opener.0), &new).await;
        promised(&app, id, 60).await;

        later(&app, 29).await;
        let early = letters(&app).await;
        later(&app, 2).await;
        let reminded = letters(&app).await;
        later(&app, 30).await;
        let late = letters(&app).await;
        later(&app, 600).await;

        assert!(early.is_empty(), "{early:?}");
        assert_eq!(reminded.len(), 2, "{reminded:?}");
        assert!(
            reminded
                .iter()
                .all(|(_, subject)| subject == "Ticket with Acme: Card payments time out")
        );
        assert_eq!(late.len(), 2, "{late:?}");
        assert!(
            late.iter()
                .all(|(_, subject)| subject == "Acme is late: A fix")
        );
        assert!(letters(&app).await.is_empty(), "once");
        assert_eq!(ticket(&app, id).await.remind_at, None);
    }
}
