//! An end of it: by the reader, by itself, because nothing arrives, or because somebody is to be forgotten.

use beffroi::{
    ground::Result,
    params,
    subscribers::{self, Fate, State},
};
use beffroi_channels::Channel;
use beffroi_domain::{Actor, SubscriptionId};
use jiff::{SignedDuration, Timestamp};

use super::{SENDER, ask, asking, audited, letters, load, mail, newest, told};
use crate::support::TestApp;

async fn leave(app: &TestApp, id: SubscriptionId) -> bool {
    let mut tx = app.db().begin().await.unwrap();
    let left = subscribers::leave(&mut tx, app.now(), Actor::System, id).await;
    tx.commit().await.unwrap();
    left.unwrap()
}

async fn leaves(app: &TestApp) -> i64 {
    let mut tx = app.db().snapshot().await.unwrap();
    let (count,): (i64,) = tx
        .load("SELECT COUNT(*) FROM subscription_leaves", params![])
        .await
        .unwrap();
    count
}

async fn fail(app: &TestApp, id: SubscriptionId, at: Timestamp, is_gone: bool) -> Fate {
    let mut tx = app.db().begin().await.unwrap();
    let fate = subscribers::failed(&mut tx, at, SENDER, id, "failing", is_gone).await;
    tx.commit().await.unwrap();
    fate.unwrap()
}

async fn resume(app: &TestApp, id: SubscriptionId) -> Result<()> {
    let mut tx = app.db().begin().await.unwrap();
    let resumed = subscribers::resume(&mut tx, app.now(), Actor::System, id).await;
    tx.commit().await.unwrap();
    resumed
}

#[tokio::test]
async fn a_leave_ends_all_that_an_address_hears_and_only_its_seal_stays() {
    for app in TestApp::each().await {
        let id = told(&app, &mail(&app, "ann@example.com")).await;
        let mut one = mail(&app, "ann@example.com");
        one.about = Some(uuid::Uuid::from_u128(7));
        let other = told(&app, &one).await;
        told(&app, &mail(&app, "bob@example.com")).await;

        assert!(leave(&app, other).await);
        assert!(!leave(&app, other).await && !leave(&app, id).await);

        assert!(load(&app, id).await.is_none());
        assert_eq!(newest(&app).await.unwrap().address, "bob@example.com");
        assert_eq!(
            (
                leaves(&app).await,
                audited(&app, "subscription.leave").await
            ),
            (1, 1)
        );
        // Asked again, it is back.
        told(&app, &mail(&app, "ann@example.com")).await;
        assert_eq!(leaves(&app).await, 0);
    }
}

#[tokio::test]
async fn what_is_for_one_incident_ends_with_it() {
    for app in TestApp::each().await {
        let subject = uuid::Uuid::from_u128(7);
        told(&app, &mail(&app, "ann@example.com")).await;
        let mut one = mail(&app, "bob@example.com");
        one.about = Some(subject);
        let id = told(&app, &one).await;
        assert_eq!(load(&app, id).await.unwrap().about, Some(subject));
        let mut tx = app.db().begin().await.unwrap();

        let ended = subscribers::end_with(&mut tx, app.now(), app.page.id, subject).await;
        let none = subscribers::end_with(&mut tx, app.now(), app.page.id, app.page.id.0).await;
        tx.commit().await.unwrap();

        assert_eq!((ended.unwrap(), none.unwrap()), (1, 0));
        assert_eq!(newest(&app).await.unwrap().address, "ann@example.com");
        assert_eq!(
            (leaves(&app).await, audited(&app, "subscription.end").await),
            (0, 1)
        );
    }
}

#[tokio::test]
async fn what_fails_for_long_and_often_is_paused_and_its_owner_told() {
    for app in TestApp::each().await {
        let hook = asking(&app.page, Channel::Webhook, "https://hooks.example.org/in");
        let id = told(&app, &hook).await;
        letters(&app).await;
        let hour = |hours: i64| app.now() + SignedDuration::from_hours(hours);

        for time in 0..9 {
            assert_eq!(fail(&app, id, hour(time), false).await, Fate::Going);
        }
        // Often, and not for long enough.
        assert_eq!(fail(&app, id, hour(119), false).await, Fate::Going);
        assert_eq!(load(&app, id).await.unwrap().failures, 10);
        assert_eq!(fail(&app, id, hour(120), false).await, Fate::Paused);
        assert_eq!(fail(&app, id, hour(121), false).await, Fate::Over);

        let paused = load(&app, id).await.unwrap();
        assert_eq!(
            (paused.state, paused.problem.as_deref()),
            (State::Paused, Some("failing"))
        );
        let mut tx = app.db().snapshot().await.unwrap();
        let (to,): (String,) = tx
            .load(
                "SELECT recipient FROM outbox WHERE kind = 'subscription-news' AND state = 'waiting'",
                params![],
            )
            .await
            .unwrap();
        drop(tx);
        assert_eq!(to, "owner@example.com");
        assert_eq!(audited(&app, "subscription.pause").await, 1);

        resume(&app, id).await.unwrap();
        let back = load(&app, id).await.unwrap();
        assert_eq!(
            (back.state, back.failures, back.problem),
            (State::Active, 0, None)
        );
        assert!(resume(&app, id).await.is_err());
    }
}

#[tokio::test]
async fn what_arrives_ends_the_count_and_an_address_that_is_gone_is_paused_at_once() {
    for app in TestApp::each().await {
        let id = told(&app, &mail(&app, "ann@example.com")).await;
        letters(&app).await;
        fail(&app, id, app.now(), false).await;
        let mut tx = app.db().begin().await.unwrap();
        subscribers::arrived(&mut tx, &[id]).await.unwrap();
        tx.commit().await.unwrap();
        let sound = load(&app, id).await.unwrap();
        assert_eq!((sound.failures, sound.failing_since), (0, None));

        assert_eq!(fail(&app, id, app.now(), true).await, Fate::Paused);

        assert_eq!(load(&app, id).await.unwrap().state, State::Paused);
        // Whoever has only this address cannot be written there.
        assert!(letters(&app).await.is_empty());
    }
}

#[tokio::test]
async fn a_person_is_forgotten_on_every_page_with_the_letters_that_wait() {
    for app in TestApp::each().await {
        let brand = app.another_page("brand").await;
        told(&app, &mail(&app, "ann@example.com")).await;
        told(&app, &asking(&brand, Channel::Email, "ann@example.com")).await;
        let mut hook = asking(&app.page, Channel::Webhook, "https://hooks.example.org/in");
        hook.owner = Some(subscribers::Address::of(Channel::Email, "Ann@example.com").unwrap());
        let owned = told(&app, &hook).await;
        ask(&app, &mail(&app, "bob@example.com")).await;
        let mut tx = app.db().begin().await.unwrap();

        let pages = [app.page.id, brand.id];
        let forgotten = subscribers::forget_person(
            &mut tx,
            app.now(),
            Actor::System,
            &pages,
            "ANN@example.com",
        );
        let forgotten = forgotten.await.unwrap();
        let none =
            subscribers::forget_person(&mut tx, app.now(), Actor::System, &pages, "no address");
        assert!(none.await.is_err());
        tx.commit().await.unwrap();

        assert_eq!((forgotten.subscriptions.len(), forgotten.owned), (2, 1));
        assert_eq!(load(&app, owned).await.unwrap().owner, None);
        let to: Vec<String> = letters(&app).await.into_iter().map(|(to, _)| to).collect();
        assert_eq!(to, ["bob@example.com"]);
        assert_eq!(
            (
                leaves(&app).await,
                audited(&app, "subscription.forget").await
            ),
            (2, 2)
        );
        let mut tx = app.db().snapshot().await.unwrap();
        let (rows,): (i64,) = tx
            .load(
                "SELECT (SELECT COUNT(*) FROM outbox WHERE LOWER(recipient) LIKE 'ann%')
                      + (SELECT COUNT(*) FROM subscriptions WHERE LOWER(address) LIKE 'ann%'
                                                               OR LOWER(owner) LIKE 'ann%')",
                params![],
            )
            .await
            .unwrap();
        assert_eq!(rows, 0);
    }
}
