//! Letters while the relay is away, and once it is back; and letters to whoever is on duty, at each of their
//! addresses.

use beffroi::{
    members,
    outbox::{self, Way},
    web::words,
};
use jiff::SignedDuration;

use super::{post, relay::Relay, settings, subject, write};
use crate::{
    duty::{after, watched},
    shelf::Door,
    support::{TestApp, locale},
};

#[tokio::test]
async fn while_the_relay_is_away_no_try_is_spent_and_all_goes_once_it_is_back() {
    let Some(relay) = Relay::start(&["--tls", "localhost.pem"]) else {
        return;
    };
    for app in TestApp::each().await {
        let mut door = Door::to(&format!("127.0.0.1:{}", relay.port)).await;
        door.shut().await;
        let mut mail = settings(&relay);
        mail.relay.port = door.address.port();
        let post = post(&app, mail);
        for name in ["ann", "bruno", "carla"] {
            write(&app, name, &format!("{name}@example.org"), None).await;
        }
        let began = app.now();

        // Two days, longer than twelve tries of a letter last.
        for _ in 0..600 {
            assert_eq!(post.empty().await.unwrap(), 0);
            app.app.clock.set(app.now() + SignedDuration::from_mins(5));
        }
        let mut tx = app.db().snapshot().await.unwrap();
        let held = outbox::backlog(&mut tx, Way::Letter).await.unwrap();
        drop(tx);
        door.reopen().await;
        let sent = post.empty().await.unwrap();

        let (since, why) = held.away.unwrap();
        assert_eq!((held.waiting, held.dead, since), (3, 0, began));
        assert!(why.contains("cannot be reached"), "{why}");
        assert_eq!(sent, 3);
        let mut to: Vec<String> = (0..3).map(|_| relay.next().to.remove(0)).collect();
        to.sort();
        assert_eq!(
            to,
            ["ann@example.org", "bruno@example.org", "carla@example.org"]
        );
        let mut tx = app.db().snapshot().await.unwrap();
        let after = outbox::backlog(&mut tx, Way::Letter).await.unwrap();
        assert_eq!(after, outbox::Backlog::default());
        let sql = "SELECT attempts FROM outbox";
        let tries: Vec<(i64,)> = tx.list(sql, vec![]).await.unwrap();
        assert_eq!(tries, [(1,), (1,), (1,)]);
    }
}

/// To whom the next mail went, and its subject.
fn next(relay: &Relay) -> (String, String) {
    let received = relay.next();
    (received.to[0].clone(), subject(&received))
}

#[tokio::test]
async fn whoever_is_on_duty_is_written_to_once_at_each_address_in_their_language() {
    let Some(relay) = Relay::start(&["--tls", "localhost.pem"]) else {
        return;
    };
    for mut app in TestApp::each().await {
        let (ann, _) = watched(&mut app).await;
        let mut tx = app.db().begin().await.unwrap();
        let actor = beffroi_domain::Actor::Member(ann.0);
        for address in ["ann@pager.example", "ann@home.example", "ann@new.example"] {
            members::add_route(&mut tx, app.now(), actor, ann, address)
                .await
                .unwrap();
        }
        // The third was never confirmed.
        let confirm = "UPDATE contact_routes SET confirmed_at = created_at WHERE position < 2";
        tx.exec(confirm, vec![]).await.unwrap();
        tx.commit().await.unwrap();
        let post = post(&app, settings(&relay));

        after(&app, 31).await;
        let reminded = post.empty().await.unwrap();
        let first = [next(&relay), next(&relay)];
        after(&app, 11).await;
        let escalated = post.empty().await.unwrap();
        let second = next(&relay);

        let said = |tag: &'static str, key: &str, title: &str| {
            words::first_of([&locale(tag)]).tell(key, &[("title", title)])
        };
        let reminder = said("en", "letter-reminder-subject", "Payments");
        let escalation = said("it", "letter-escalation-subject", "Pagamenti");
        assert_eq!((reminded, escalated), (2, 1));
        assert_eq!(
            first,
            ["ann@pager.example", "ann@home.example"].map(|to| (to.to_owned(), reminder.clone()))
        );
        assert_eq!(second, ("bruno@example.com".to_owned(), escalation));
        assert_eq!(post.empty().await.unwrap(), 0);
        assert!(relay.has_nothing());
    }
}
