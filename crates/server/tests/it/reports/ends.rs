//! How cases end: whoever reported an incident is asked when it is over; who waits too long is not forgotten, who is done is.

use beffroi::{
    app,
    duty::{self, NewTurn},
    incidents::{self, Resolve},
    members::Role,
    reports::{self, DeskRules, EntryKind, State},
};
use beffroi_domain::{Actor, IncidentStatus, ReportId};
use jiff::SignedDuration;

use super::{answered, case, desks, later, letters, one_letter, opened, opens_desk, says};
use crate::{
    ledger::does,
    support::{TestApp, window, words},
};

async fn works(app: &TestApp, id: ReportId, works: bool) -> beffroi::ground::Result<()> {
    does(app, async |tx| {
        reports::settle(tx, app.now(), id, works).await
    })
    .await
}

#[tokio::test]
async fn when_an_incident_is_over_each_who_reported_it_is_asked_once_and_a_no_opens_the_case_again()
{
    for app in desks().await {
        let mut new = app.incident();
        new.facts.status = IncidentStatus::Investigating;
        new.facts.windows = vec![window("2026-03-04T09:00:00Z", None)];
        new.updates.truncate(1);
        let incident = app.record(new).await;
        let mut too = says(&app, "");
        too.too = Some(incident);
        let (first, _) = opened(&app, &too).await;
        let (second, _) = opened(&app, &says(&app, "Chez moi aussi")).await;
        let (stranger, _) = opened(&app, &says(&app, "Autre chose")).await;
        does(&app, async |tx| {
            reports::link(tx, app.now(), Actor::System, second, incident).await
        })
        .await
        .unwrap();
        letters(&app).await;
        assert!(works(&app, first, true).await.is_err(), "nobody asked yet");

        does(&app, async |tx| {
            let text = words(&[
                ("fr", "C’est réparé."),
                ("en", "Mended."),
                ("it", "Riparato."),
            ]);
            incidents::resolve(tx, app.now(), Actor::System, Resolve::of(incident, text)).await
        })
        .await
        .unwrap();
        let all = letters(&app).await;
        app.claimed().await;

        assert_eq!(all.len(), 2, "{all:?}");
        assert!(
            all.iter()
                .all(|(_, letter)| letter.subject.contains("Est-ce que cela remarche"))
        );
        for id in [first, second] {
            assert_eq!(case(&app, id).await.state, State::Asked);
        }
        assert_eq!(case(&app, stranger).await.state, State::Open);
        works(&app, first, true).await.unwrap();
        later(&app, 5);
        works(&app, second, false).await.unwrap();
        let first = case(&app, first).await;
        assert_eq!(
            (first.state, first.closed_at.is_some()),
            (State::Closed, true)
        );
        let second = case(&app, second).await;
        assert_eq!(
            (second.state, second.waits_since),
            (State::Open, Some(app.now()))
        );
        assert_eq!(second.entries.last().unwrap().kind, EntryKind::Fails);
        assert!(
            letters(&app).await.is_empty(),
            "nobody is asked a second time for one end"
        );
    }
}

#[tokio::test]
async fn somebody_is_told_before_a_promise_is_broken_and_all_when_it_is_long_broken() {
    for app in desks().await {
        let (ann, _) = app.signed_in(Role::Responder).await;
        let (bea, _) = app.signed_in(Role::Responder).await;
        for (position, member) in [(1, ann), (2, bea)] {
            let turn = NewTurn {
                page: app.page.id,
                member,
                position,
                from: app.now(),
                until: None,
            };
            does(&app, async |tx| {
                duty::add_turn(tx, app.now(), Actor::System, &turn).await
            })
            .await
            .unwrap();
        }
        let (waits, _) = opened(&app, &says(&app, "Personne ne répond")).await;
        let (done, _) = opened(&app, &says(&app, "Vite répondu")).await;
        answered(&app, done, "Voilà.").await;
        letters(&app).await;

        later(&app, 179);
        app::do_what_is_due(&app.app).await.unwrap();
        assert!(letters(&app).await.is_empty());
        later(&app, 1);
        app::do_what_is_due(&app.app).await.unwrap();
        assert_eq!(
            letters(&app).await.len(),
            1,
            "the first on duty, about the one"
        );
        later(&app, 300);
        app::do_what_is_due(&app.app).await.unwrap();
        assert_eq!(letters(&app).await.len(), 2, "both, once");
        app::do_what_is_due(&app.app).await.unwrap();
        assert!(letters(&app).await.is_empty());

        let mut tx = app.db().snapshot().await.unwrap();
        let since = app.now() - SignedDuration::from_hours(24);
        let all = reports::figures(&mut tx, app.page.id, since, app.now())
            .await
            .unwrap();
        assert_eq!(
            (all.reports, all.answered, all.answer_seconds),
            (2, 1, Some(0))
        );
        assert_eq!(
            (all.in_time, all.promised),
            (1, 2),
            "one in time, one overdue"
        );
        assert_eq!(all.languages.get("fr"), Some(&2));
        drop(tx);
        answered(&app, waits, "Pardon.").await;
        one_letter(&app).await;
    }
}

#[tokio::test]
async fn a_case_that_was_closed_opens_with_the_next_word_and_is_forgotten_in_its_time() {
    for app in desks().await {
        opens_desk(
            &app,
            DeskRules {
                is_open: true,
                keep_days: 30,
                ..DeskRules::default()
            },
        )
        .await;
        let (id, _) = opened(&app, &says(&app, "Rien ne passe")).await;
        let close = async || {
            does(&app, async |tx| {
                reports::close(tx, app.now(), Actor::System, id).await
            })
            .await
        };
        close().await.unwrap();
        assert!(close().await.is_err(), "closed already");
        does(&app, async |tx| {
            reports::hear(tx, app.now(), id, "Toujours pas", None).await
        })
        .await
        .unwrap();
        assert_eq!(case(&app, id).await.state, State::Open);
        close().await.unwrap();
        letters(&app).await;

        let forgotten = async || {
            does(&app, async |tx| reports::forget(tx, app.now()).await)
                .await
                .unwrap()
        };
        later(&app, 30 * 24 * 60);
        assert_eq!(forgotten().await, 0);
        later(&app, 1);
        assert_eq!(forgotten().await, 1);
        let mut tx = app.db().snapshot().await.unwrap();
        assert!(reports::find_by_id(&mut tx, id).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn more_reports_than_usual_are_a_finding_told_once_and_nothing_is_published() {
    for app in desks().await {
        app.signed_in(Role::Publisher).await;
        let cards = app.component("Cards").await;
        let mut new = says(&app, "Cartes refusées");
        new.facts.email.clear();
        new.facts.component = Some(cards);
        new.facts.since = Some(app.now() - SignedDuration::from_mins(40));

        for _ in 0..2 {
            opened(&app, &new).await;
        }
        new.facts.component = None;
        opened(&app, &new).await;
        assert!(
            letters(&app).await.is_empty(),
            "two of one and one of none are no three"
        );
        new.facts.component = Some(cards);
        for _ in 0..4 {
            opened(&app, &new).await;
            later(&app, 5);
        }

        let told = letters(&app).await;
        let told: Vec<_> = told
            .iter()
            .filter(|(to, _)| to == "anna@example.com")
            .collect();
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].1.subject.contains("Cards"), "{}", told[0].1.subject);
        assert!(
            told[0].1.paragraphs[0].starts_with("6 "),
            "{:?}",
            told[0].1.paragraphs
        );
        let mut tx = app.db().snapshot().await.unwrap();
        let found = reports::spikes_of(&mut tx, app.now(), app.page.id)
            .await
            .unwrap();
        let [found] = found.as_slice() else {
            panic!("{found:?}")
        };
        assert_eq!((found.component, found.reports), (Some(cards), 6));
        assert_eq!(Some(found.since), new.facts.since);
        let (count,): (i64,) = tx
            .load("SELECT COUNT(*) FROM incidents", vec![])
            .await
            .unwrap();
        assert_eq!(count, 0);
        drop(tx);
        later(&app, 7 * 60);
        let mut tx = app.db().snapshot().await.unwrap();
        assert!(
            reports::spikes_of(&mut tx, app.now(), app.page.id)
                .await
                .unwrap()
                .is_empty()
        );
    }
}
