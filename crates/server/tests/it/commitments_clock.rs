//! Promises fall due: the responsible are reminded, readers see at the minute that one is late, more people hear of it;
//! once, however many nodes there are.

use beffroi::{
    app, duty,
    incidents::{self, AssignRole, CrisisRole, PromiseDeed},
    members::Role,
};
use beffroi_domain::{Actor, CommitmentKind, CommitmentState, IncidentId, MemberId};

use crate::{
    commitments::{later, make, new, of, open, promise, public_id},
    duty::{after, written},
    support::TestApp,
};

const MAIL: &str = "[mail]\nhost = \"localhost\"\nfrom = \"status@example.com\"\n";

/// An incident of which news is promised within half an hour, and a publisher; Ann and Bruno are on duty in this order.
async fn promised(app: &mut TestApp) -> (IncidentId, MemberId, MemberId) {
    app.set(MAIL);
    let (ann, _) = app.signed_in(Role::Responder).await;
    let (bruno, _) = app.signed_in(Role::Responder).await;
    let mut tx = app.db().begin().await.unwrap();
    for (position, member) in [(1, ann), (2, bruno)] {
        let turn = duty::NewTurn {
            page: app.page.id,
            member,
            position,
            from: app.now(),
            until: None,
        };
        duty::add_turn(&mut tx, app.now(), Actor::System, &turn)
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    let id = open(app, new(app, None)).await.incident;
    let due = later(app, 30);
    promise(app, app.now(), id, make(CommitmentKind::Update, due))
        .await
        .unwrap();
    written(app).await;
    (id, ann, bruno)
}

async fn address(app: &TestApp, member: MemberId) -> String {
    let mut tx = app.db().snapshot().await.unwrap();
    let found = beffroi::members::find_by_id(&mut tx, member).await.unwrap();
    found.unwrap().email.unwrap()
}

async fn to(app: &TestApp) -> Vec<String> {
    let mut all: Vec<String> = written(app).await.into_iter().map(|one| one.0).collect();
    all.sort();
    all
}

#[tokio::test]
async fn before_it_falls_due_one_is_reminded_and_after_it_more_people() {
    for mut app in TestApp::each().await {
        let (id, ann, bruno) = promised(&mut app).await;
        let (ann, bruno) = (address(&app, ann).await, address(&app, bruno).await);

        after(&app, 24).await;
        assert!(to(&app).await.is_empty(), "not yet");
        after(&app, 1).await;
        let reminder = written(&app).await;
        after(&app, 5).await;
        let late = to(&app).await;
        after(&app, 15).await;
        let decide = to(&app).await;
        after(&app, 600).await;

        assert_eq!(reminder.len(), 1);
        assert_eq!(reminder[0].0, ann);
        assert_eq!(
            reminder[0].1.subject,
            "Next update by 4 Mar 2026, 12:30\u{a0}CET: Payments"
        );
        let mut both = vec![ann, bruno];
        both.sort();
        assert_eq!(late, both);
        assert_eq!(decide, ["anna@example.com"], "who administers all pages");
        assert!(to(&app).await.is_empty(), "each once");
        assert_eq!(of(&app, id).await[0].state, CommitmentState::Late);
    }
}

#[tokio::test]
async fn the_crisis_unit_is_reminded_in_the_place_of_whoever_is_on_duty() {
    for mut app in TestApp::each().await {
        let (id, _, bruno) = promised(&mut app).await;
        let lead = AssignRole {
            incident: id,
            role: CrisisRole::Lead,
            member: Some(bruno.0),
        };
        let mut tx = app.db().begin().await.unwrap();
        incidents::assign_role(&mut tx, app.now(), Actor::System, lead)
            .await
            .unwrap();
        tx.commit().await.unwrap();

        after(&app, 25).await;

        assert_eq!(to(&app).await, [address(&app, bruno).await]);
    }
}

#[tokio::test]
async fn two_nodes_that_share_a_clock_ring_once_and_readers_see_it_late() {
    for mut app in TestApp::each().await {
        let (id, ..) = promised(&mut app).await;
        let before = revision(&app).await;
        app.app.clock.set(later(&app, 30));

        let (one, other) =
            tokio::join!(app::do_what_is_due(&app.app), app::do_what_is_due(&app.app));

        one.unwrap();
        other.unwrap();
        assert_eq!(
            revision(&app).await,
            before + 1,
            "the page is made anew, once"
        );
        // No reminder, for which it is too late; that it is late hear two people.
        assert_eq!(written(&app).await.len(), 2);
        let page = app.get("/en/").await;
        assert!(
            page.text(".promise-next")
                .starts_with("Late promised by 12:30"),
            "{}",
            page.body
        );
        let own = app
            .get(&format!("/en/incidents/{}", public_id(&app, id).await))
            .await;
        assert!(
            own.text(".stop-open").contains("Late Next update"),
            "{}",
            own.body
        );
    }
}

async fn revision(app: &TestApp) -> i64 {
    let mut tx = app.db().snapshot().await.unwrap();
    let page = beffroi::pages::find_by_id(&mut tx, app.page.id)
        .await
        .unwrap();
    page.unwrap().revision
}

#[tokio::test]
async fn what_is_kept_or_moved_rings_no_more_at_its_old_time() {
    for mut app in TestApp::each().await {
        let (id, ..) = promised(&mut app).await;
        let made = of(&app, id).await[0].id;
        let moved = PromiseDeed::Move {
            promise: made,
            to: beffroi_domain::Moment::minute(later(&app, 120)),
            reason: crate::support::words(&[("en", "The supplier is slow.")]),
        };
        promise(&app, later(&app, 1), id, moved).await.unwrap();

        after(&app, 40).await;
        assert!(to(&app).await.is_empty());
        assert_eq!(of(&app, id).await[0].state, CommitmentState::Moved);
        promise(&app, app.now(), id, PromiseDeed::Keep(made))
            .await
            .unwrap();
        after(&app, 600).await;

        assert!(to(&app).await.is_empty());
    }
}
