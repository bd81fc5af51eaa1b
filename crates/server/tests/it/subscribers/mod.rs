//! Whoever wants to be told: asks, says yes, changes, leaves, is paused, is forgotten; and who hears what.

mod asking;
mod bounces;
mod hearing;
mod leaving;
mod lists;
mod programs;
mod public;

use std::collections::BTreeSet;

use beffroi::{
    outbox::{self, Way},
    pages::Page,
    params,
    subscribers::{self, Address, Ask, Keys, Kinds, Parts, Sender, State, Subscription, Wishes},
};
use beffroi_channels::{self as channels, Channel};
use beffroi_domain::{Actor, SubscriptionId};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::support::{TestApp, locale};

pub const SENDER: Sender<'static> = Sender {
    base: "https://status.example.com",
    has_mail: true,
};

pub fn wishes(tag: &'static str) -> Wishes {
    Wishes {
        locale: locale(tag),
        kinds: Kinds::ALL,
        parts: Parts::Whole,
        providers: BTreeSet::new(),
    }
}

/// Everything of the first page, by mail.
pub fn mail(app: &TestApp, address: &str) -> Ask {
    asking(&app.page, Channel::Email, address)
}

pub fn asking(page: &Page, channel: Channel, address: &str) -> Ask {
    let owner = Address::of(Channel::Email, "owner@example.com").unwrap();
    Ask {
        page: page.id,
        channel,
        address: Address::of(channel, address).unwrap(),
        owner: (channel != Channel::Email).then_some(owner),
        wishes: wishes("fr"),
        about: None,
        keys: None,
    }
}

pub async fn ask(app: &TestApp, asked: &Ask) {
    let mut tx = app.db().begin().await.unwrap();
    subscribers::ask(&mut tx, app.now(), SENDER, asked)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// Asks and says yes; the newest row.
pub async fn told(app: &TestApp, asked: &Ask) -> SubscriptionId {
    ask(app, asked).await;
    let id = newest(app).await.unwrap().id;
    let mut tx = app.db().begin().await.unwrap();
    subscribers::confirm(&mut tx, app.now(), SENDER, id)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    id
}

#[derive(sqlx_macros::FromRow)]
struct IdRow {
    id: Uuid,
}

pub async fn newest(app: &TestApp) -> Option<Subscription> {
    let mut tx = app.db().snapshot().await.unwrap();
    let row: Option<IdRow> = tx
        .find("SELECT id FROM subscriptions ORDER BY id DESC", params![])
        .await
        .unwrap();
    subscribers::find(&mut tx, SubscriptionId(row?.id))
        .await
        .unwrap()
}

pub async fn load(app: &TestApp, id: SubscriptionId) -> Option<Subscription> {
    let mut tx = app.db().snapshot().await.unwrap();
    subscribers::find(&mut tx, id).await.unwrap()
}

/// Letters that wait: to whom, and what they say. They count as sent from now on.
pub async fn letters(app: &TestApp) -> Vec<(String, channels::Letter)> {
    let mut tx = app.db().begin().await.unwrap();
    let (now, lease) = (app.now(), SignedDuration::from_secs(60));
    let claimed = outbox::claim(&mut tx, now, Way::Letter, 100, lease)
        .await
        .unwrap();
    for one in &claimed {
        outbox::done(&mut tx, now, one).await.unwrap();
    }
    tx.commit().await.unwrap();
    let read = |one: &outbox::Claimed| serde_json::from_str(&one.body).unwrap();
    claimed
        .iter()
        .map(|one| (one.recipient.clone().unwrap(), read(one)))
        .collect()
}

/// Calls that wait to be asked: about which subscription.
async fn challenges(app: &TestApp) -> Vec<Uuid> {
    let mut tx = app.db().begin().await.unwrap();
    let lease = SignedDuration::from_secs(60);
    let claimed = outbox::claim(&mut tx, app.now(), Way::Event, 100, lease)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    claimed
        .into_iter()
        .inspect(|one| assert_eq!(one.kind, subscribers::CHALLENGE))
        .map(|one| one.subject.unwrap())
        .collect()
}

pub async fn audited(app: &TestApp, action: &str) -> i64 {
    let mut tx = app.db().snapshot().await.unwrap();
    let (count,): (i64,) = tx
        .load(
            "SELECT COUNT(*) FROM audit WHERE action = $1",
            params![action],
        )
        .await
        .unwrap();
    count
}

#[tokio::test]
async fn whoever_asks_by_mail_is_asked_back_and_told_after_a_yes() {
    for app in TestApp::each().await {
        ask(&app, &mail(&app, " Ann@Example.com ")).await;
        let asked = newest(&app).await.unwrap();
        assert_eq!((asked.state, asked.confirmed_at), (State::Asked, None));

        let mut sent = letters(&app).await;
        let (to, letter) = sent.remove(0);
        assert_eq!((to.as_str(), sent.len()), ("Ann@example.com", 0));
        let address = letter.button.unwrap().address;
        let token = address.strip_prefix("https://status.example.com/fr/subscriptions/");
        let mut tx = app.db().begin().await.unwrap();
        let bell = subscribers::bell_of(&mut tx, app.page.id).await.unwrap();
        let id = bell.read(token.unwrap()).unwrap();
        assert_eq!(id, asked.id);
        subscribers::confirm(&mut tx, app.now(), SENDER, id)
            .await
            .unwrap();
        // A second yes changes nothing.
        subscribers::confirm(&mut tx, app.now(), SENDER, id)
            .await
            .unwrap();
        tx.commit().await.unwrap();

        let told = load(&app, id).await.unwrap();
        assert_eq!(
            (told.state, told.confirmed_at),
            (State::Active, Some(app.now()))
        );
        assert!(letters(&app).await.is_empty());
        assert_eq!(audited(&app, "subscription.ask").await, 1);
        assert_eq!(audited(&app, "subscription.confirm").await, 1);
    }
}

#[tokio::test]
async fn whoever_hears_already_gets_a_letter_that_says_so_and_nothing_changes() {
    for app in TestApp::each().await {
        let id = told(&app, &mail(&app, "ann@example.com")).await;
        let first = letters(&app).await.remove(0).1;
        let mut again = mail(&app, "ANN@example.com");
        again.wishes = wishes("it");

        ask(&app, &again).await;

        let second = letters(&app).await.remove(0).1;
        assert_ne!(first.subject, second.subject);
        assert_eq!(load(&app, id).await.unwrap().wishes, wishes("fr"));
        assert_eq!(newest(&app).await.unwrap().id, id);
    }
}

#[tokio::test]
async fn an_address_is_written_three_times_a_day_whoever_types_it() {
    for app in TestApp::each().await {
        for _ in 0..5 {
            ask(&app, &mail(&app, "ann@example.com")).await;
        }

        assert_eq!(letters(&app).await.len(), 3);
        let mut tx = app.db().begin().await.unwrap();
        let later = app.now() + SignedDuration::from_hours(25);
        subscribers::ask(&mut tx, later, SENDER, &mail(&app, "ann@example.com"))
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(waiting(&app).await, 1);
    }
}

#[tokio::test]
async fn whoever_is_named_as_owner_is_not_written_without_end() {
    for app in TestApp::each().await {
        for number in 0..12 {
            let address = format!("https://hooks.example.org/{number}");
            told(&app, &asking(&app.page, Channel::Webhook, &address)).await;
        }

        assert_eq!(letters(&app).await.len(), 10);
    }
}

async fn waiting(app: &TestApp) -> i64 {
    let mut tx = app.db().snapshot().await.unwrap();
    outbox::count_waiting(&mut tx, Way::Letter).await.unwrap()
}

#[tokio::test]
async fn a_webhook_is_asked_a_few_times_a_day_and_its_owner_gets_the_way_to_it() {
    for app in TestApp::each().await {
        let hook = asking(
            &app.page,
            Channel::Webhook,
            "https://hooks.example.org/in/secret",
        );
        for _ in 0..9 {
            ask(&app, &hook).await;
        }
        let id = newest(&app).await.unwrap().id;
        assert_eq!(challenges(&app).await, [id.0; 5]);
        assert!(letters(&app).await.is_empty());

        let id = told(&app, &hook).await;

        let (to, letter) = letters(&app).await.remove(0);
        assert_eq!(to, "owner@example.com");
        let said = serde_json::to_string(&letter).unwrap();
        assert!(
            said.contains("hooks.example.org") && !said.contains("/in/secret"),
            "{said}"
        );
        let Some(Keys::Signing(signing)) = load(&app, id).await.unwrap().keys else {
            panic!("a webhook signs");
        };
        assert!(!signing.is_shown());
    }
}

#[tokio::test]
async fn a_secret_is_shown_once_and_another_signs_beside_it_for_a_day() {
    for app in TestApp::each().await {
        let hook = asking(&app.page, Channel::Webhook, "https://hooks.example.org/in");
        let id = told(&app, &hook).await;
        let mut tx = app.db().begin().await.unwrap();

        let first = subscribers::show_secret(&mut tx, app.now(), id)
            .await
            .unwrap();
        let again = subscribers::show_secret(&mut tx, app.now(), id).await;
        let second = subscribers::rotate_secret(&mut tx, app.now(), id)
            .await
            .unwrap();
        tx.commit().await.unwrap();

        assert!(again.is_err() && first.starts_with("whsec_") && first != second);
        let keys = load(&app, id).await.unwrap().keys.unwrap();
        let after = |hours| {
            keys.secrets(app.now() + SignedDuration::from_hours(hours))
                .len()
        };
        assert_eq!((after(1), after(25)), (2, 1));
        assert_eq!(audited(&app, "subscription.secret.show").await, 1);
        assert_eq!(audited(&app, "subscription.secret.rotate").await, 1);
    }
}

#[tokio::test]
async fn what_would_never_be_told_is_refused() {
    let app = TestApp::start().await;
    let mut nothing = mail(&app, "ann@example.com");
    nothing.wishes.kinds = Kinds {
        incidents: false,
        maintenances: false,
        postmortems: false,
    };
    let mut stranger = mail(&app, "ann@example.com");
    stranger.wishes.parts = Parts::Of(BTreeSet::from([Uuid::nil()]));
    let mut none = mail(&app, "ann@example.com");
    none.wishes.parts = Parts::Of(BTreeSet::new());
    let mut other = mail(&app, "ann@example.com");
    other.wishes.locale = locale("de");

    for asked in [nothing, stranger, none, other] {
        let mut tx = app.db().begin().await.unwrap();
        let refused = subscribers::ask(&mut tx, app.now(), SENDER, &asked).await;
        assert!(
            matches!(refused, Err(beffroi::ground::Error::Refused(_))),
            "{asked:?}"
        );
    }
    assert!(newest(&app).await.is_none());
}

#[tokio::test]
async fn without_a_yes_an_address_is_forgotten_in_a_week() {
    for app in TestApp::each().await {
        told(&app, &mail(&app, "ann@example.com")).await;
        ask(&app, &mail(&app, "bob@example.com")).await;
        let sweep = async |now: Timestamp| {
            let mut tx = app.db().begin().await.unwrap();
            let swept = subscribers::sweep(&mut tx, now).await.unwrap();
            tx.commit().await.unwrap();
            swept
        };

        let week = SignedDuration::from_hours(7 * 24);
        let before = sweep(app.now() + week - SignedDuration::from_secs(1)).await;
        let after = sweep(app.now() + week).await;

        assert_eq!((before, after), (0, 1));
        assert_eq!(newest(&app).await.unwrap().address, "ann@example.com");
    }
}

#[tokio::test]
async fn who_asks_again_has_a_week_again_and_is_written_down_alike() {
    for app in TestApp::each().await {
        told(&app, &mail(&app, "ann@example.com")).await;
        ask(&app, &mail(&app, "bob@example.com")).await;
        let days = |days: i64| app.now() + SignedDuration::from_hours(days * 24);
        let mut tx = app.db().begin().await.unwrap();
        for address in ["ann@example.com", "bob@example.com"] {
            let again = mail(&app, address);
            subscribers::ask(&mut tx, days(6), SENDER, &again)
                .await
                .unwrap();
        }

        assert_eq!(subscribers::sweep(&mut tx, days(8)).await.unwrap(), 0);
        assert_eq!(subscribers::sweep(&mut tx, days(13)).await.unwrap(), 1);
        tx.commit().await.unwrap();

        assert_eq!(audited(&app, "subscription.ask").await, 4);
        letters(&app).await;
    }
}

#[tokio::test]
async fn what_one_hears_is_changed_and_the_bell_waits_as_long_as_it_is_told() {
    for app in TestApp::each().await {
        let id = told(&app, &mail(&app, "ann@example.com")).await;
        let api = app.component("API").await;
        let mut wished = wishes("it");
        wished.kinds.postmortems = false;
        wished.parts = Parts::Of(BTreeSet::from([api.0]));
        let mut tx = app.db().begin().await.unwrap();

        subscribers::change(&mut tx, app.now(), Actor::System, id, &wished)
            .await
            .unwrap();
        let long = subscribers::set_gather(&mut tx, app.now(), Actor::System, app.page.id, 1441);
        assert!(long.await.is_err());
        subscribers::set_gather(&mut tx, app.now(), Actor::System, app.page.id, 15)
            .await
            .unwrap();
        tx.commit().await.unwrap();

        assert_eq!(load(&app, id).await.unwrap().wishes, wished);
        let mut tx = app.db().snapshot().await.unwrap();
        let bell = subscribers::find_bell(&mut tx, app.page.id).await.unwrap();
        assert_eq!(bell.unwrap().gather_minutes, 15);
        drop(tx);
        assert_eq!(audited(&app, "subscription.change").await, 1);
        assert_eq!(audited(&app, "page.bell.set").await, 1);
    }
}
