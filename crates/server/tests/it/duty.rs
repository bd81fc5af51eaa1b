//! Duty: a silence calls whoever is on duty, then the next, once, until somebody takes it.

use beffroi::{
    app,
    duty::{self, NewTurn, Rule},
    incidents::NewIncident,
    members::{self, NewMember, Role},
    outbox::{self, Way},
};
use beffroi_channels as channels;
use beffroi_domain::{Actor, IncidentStatus, MemberId};
use jiff::SignedDuration;

use crate::support::{TestApp, locale, window};

const RULE: Rule = Rule {
    silence_minutes: 30,
    answer_minutes: 10,
};

async fn member(app: &TestApp, email: &str, tag: &'static str) -> MemberId {
    let new = NewMember {
        name: email.split('@').next().unwrap().to_owned(),
        email: email.to_owned(),
        locale: Some(locale(tag)),
    };
    let mut tx = app.db().begin().await.unwrap();
    let id = members::create_member(&mut tx, app.now(), Actor::System, new).await;
    tx.commit().await.unwrap();
    id.unwrap()
}

fn ongoing(app: &TestApp) -> NewIncident {
    let mut new = app.incident();
    new.facts.status = IncidentStatus::Investigating;
    new.facts.windows = vec![window("2026-03-04T10:00:00Z", None)];
    new.updates.truncate(1);
    new
}

/// Ann first, then Bruno, on an incident that was last told of at the clock's time.
pub async fn watched(app: &mut TestApp) -> (MemberId, MemberId) {
    app.set("[mail]\nhost = \"localhost\"\nfrom = \"status@example.com\"\n");
    let ann = member(app, "ann@example.com", "en").await;
    let bruno = member(app, "bruno@example.com", "it").await;
    let said = app.now();
    app.record(ongoing(app)).await;
    let mut tx = app.db().begin().await.unwrap();
    for sql in [
        "UPDATE incidents SET told = 'live'",
        "UPDATE updates SET published_at = $1",
    ] {
        let values = if sql.contains("$1") {
            vec![said.into()]
        } else {
            vec![]
        };
        tx.exec(sql, values).await.unwrap();
    }
    let (now, actor, page) = (app.now(), Actor::System, app.page.id);
    duty::set_rule(&mut tx, now, actor, page, Some(RULE))
        .await
        .unwrap();
    for (position, member) in [(2, bruno), (1, ann)] {
        let turn = NewTurn {
            page,
            member,
            position,
            from: now,
            until: None,
        };
        duty::add_turn(&mut tx, now, actor, &turn).await.unwrap();
    }
    tx.commit().await.unwrap();
    (ann, bruno)
}

pub async fn after(app: &TestApp, minutes: i64) {
    app.app
        .clock
        .set(app.now() + SignedDuration::from_mins(minutes));
    app::do_what_is_due(&app.app).await.unwrap();
}

/// Who was written to since the last look, and the subjects.
pub async fn written(app: &TestApp) -> Vec<(String, channels::Letter)> {
    let mut tx = app.db().begin().await.unwrap();
    let lease = SignedDuration::from_secs(1);
    let claimed = outbox::claim(&mut tx, app.now(), Way::Letter, 99, lease).await;
    let claimed = claimed.unwrap();
    for one in &claimed {
        outbox::done(&mut tx, app.now(), one).await.unwrap();
    }
    tx.commit().await.unwrap();
    let read = |one: outbox::Claimed| {
        let letter = serde_json::from_str(&one.body).unwrap();
        (one.recipient.unwrap(), letter)
    };
    claimed.into_iter().map(read).collect()
}

#[tokio::test]
async fn a_silence_calls_the_first_and_then_the_next_and_then_nobody() {
    for mut app in TestApp::each().await {
        watched(&mut app).await;
        after(&app, 29).await;
        assert!(written(&app).await.is_empty(), "not yet");

        after(&app, 2).await;
        let first = written(&app).await;
        after(&app, 9).await;
        let meanwhile = written(&app).await;
        after(&app, 2).await;
        let second = written(&app).await;
        after(&app, 60).await;

        assert_eq!(first.len(), 1);
        assert_eq!(first[0].0, "ann@example.com");
        assert_eq!(first[0].1.subject, "Your turn: Payments");
        assert!(meanwhile.is_empty());
        assert_eq!(second.len(), 1);
        assert_eq!(second[0].0, "bruno@example.com");
        assert_eq!(
            second[0].1.subject,
            "Nessuno ha risposto, tocca a voi: Pagamenti"
        );
        assert!(written(&app).await.is_empty(), "nobody is left");
    }
}

#[tokio::test]
async fn whoever_takes_it_ends_the_call_and_a_second_answer_says_so() {
    for mut app in TestApp::each().await {
        let (ann, bruno) = watched(&mut app).await;
        after(&app, 31).await;
        written(&app).await;
        let mut tx = app.db().begin().await.unwrap();
        let (now, page) = (app.now(), app.page.id);
        let call = duty::list_calls(&mut tx, page, 9).await.unwrap().remove(0);

        let actor = Actor::Member(ann.0);
        let taken = duty::answer(&mut tx, now, actor, ann, call.id).await;
        let again = duty::answer(&mut tx, now, actor, bruno, call.id).await;
        tx.commit().await.unwrap();
        after(&app, 60).await;

        assert!(taken.unwrap() && !again.unwrap());
        assert!(written(&app).await.is_empty());
        let mut tx = app.db().snapshot().await.unwrap();
        let call = duty::load_call(&mut tx, call.id).await.unwrap();
        assert_eq!(call.answered_by, Some(ann));
    }
}

#[tokio::test]
async fn a_word_to_readers_ends_the_call() {
    for mut app in TestApp::each().await {
        watched(&mut app).await;
        after(&app, 31).await;
        assert_eq!(written(&app).await.len(), 1);
        let mut tx = app.db().begin().await.unwrap();
        let said = vec![app.now().into()];
        tx.exec("UPDATE updates SET published_at = $1", said)
            .await
            .unwrap();
        tx.commit().await.unwrap();

        after(&app, 11).await;

        assert!(written(&app).await.is_empty());
        let mut tx = app.db().snapshot().await.unwrap();
        let calls = duty::list_calls(&mut tx, app.page.id, 9).await.unwrap();
        assert!(calls[0].ended_at.is_some() && calls[0].answered_by.is_none());
    }
}

#[tokio::test]
async fn two_nodes_ring_once() {
    for mut app in TestApp::each().await {
        watched(&mut app).await;
        app.app.clock.set(app.now() + SignedDuration::from_mins(31));

        let (one, other) =
            tokio::join!(app::do_what_is_due(&app.app), app::do_what_is_due(&app.app));

        one.unwrap();
        other.unwrap();
        app::do_what_is_due(&app.app).await.unwrap();
        assert_eq!(written(&app).await.len(), 1);
    }
}

#[tokio::test]
async fn addresses_of_duty_win_over_the_one_to_sign_in_with_and_are_forgotten() {
    for mut app in TestApp::each().await {
        app.signed_in(Role::Administrator).await;
        let (ann, _) = watched(&mut app).await;
        let (now, actor) = (app.now(), Actor::Member(ann.0));
        let mut tx = app.db().begin().await.unwrap();
        for address in ["ann@pager.example", "ann@home.example"] {
            members::add_route(&mut tx, now, actor, ann, address)
                .await
                .unwrap();
        }
        let bad = members::add_route(&mut tx, now, actor, ann, "not an address").await;
        assert!(bad.is_err());
        let confirmed = "UPDATE contact_routes SET confirmed_at = $1";
        tx.exec(confirmed, vec![now.into()]).await.unwrap();
        tx.commit().await.unwrap();

        after(&app, 31).await;

        let to: Vec<String> = written(&app).await.into_iter().map(|one| one.0).collect();
        assert_eq!(to, ["ann@pager.example", "ann@home.example"]);
        let mut tx = app.db().begin().await.unwrap();
        members::remove_member(&mut tx, now, Actor::System, ann)
            .await
            .unwrap();
        members::forget_member(&mut tx, now, Actor::System, ann)
            .await
            .unwrap();
        let left = members::list_routes(&mut tx, ann).await.unwrap();
        assert_eq!(left, []);
    }
}

#[tokio::test]
async fn what_cannot_be_a_turn_or_a_rule_is_refused() {
    let app = TestApp::start().await;
    let ann = member(&app, "ann@example.com", "en").await;
    let (now, actor, page) = (app.now(), Actor::System, app.page.id);
    let mut tx = app.db().begin().await.unwrap();
    let turn = NewTurn {
        page,
        member: ann,
        position: 1,
        from: now,
        until: Some(now),
    };

    let backwards = duty::add_turn(&mut tx, now, actor, &turn).await;
    let nobody = NewTurn {
        member: MemberId(uuid::Uuid::nil()),
        until: None,
        ..turn.clone()
    };
    let nobody = duty::add_turn(&mut tx, now, actor, &nobody).await;
    let never = Rule {
        silence_minutes: 0,
        ..RULE
    };
    let never = duty::set_rule(&mut tx, now, actor, page, Some(never)).await;

    assert!(backwards.unwrap_err().to_string().contains("later end"));
    assert!(matches!(nobody, Err(beffroi::ground::Error::NotFound)));
    assert!(never.unwrap_err().to_string().contains("from 1 to 10080"));
}
