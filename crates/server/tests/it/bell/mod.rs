//! The bell: what is told reaches everyone who asked, once, in their language.

pub mod calls;
mod crash;
mod ending;
mod gather;
mod mail;
mod progress;
mod queue;
mod share;
mod statuspage;
mod texts;
mod whom;
mod works;

use beffroi::{
    ground::{Tx, token},
    incidents, params, subscribers,
};
use beffroi_channels::Channel;
use beffroi_domain::{ComponentId, ComponentStatus, SubscriptionId};

use crate::{
    live::{deed, payments},
    support::{TestApp, words},
};

/// Somebody who hears all of the first page.
pub async fn hears(app: &TestApp, channel: Channel, address: &str, locale: &str) -> SubscriptionId {
    let mut tx = app.db().begin().await.unwrap();
    subscribers::bell_of(&mut tx, app.page.id).await.unwrap();
    let id = hears_in(&mut tx, app, channel, address, locale).await;
    tx.commit().await.unwrap();
    id
}

/// The same as one of many; the page has its bell already.
pub async fn hears_in(
    tx: &mut Tx,
    app: &TestApp,
    channel: Channel,
    address: &str,
    locale: &str,
) -> SubscriptionId {
    let id = token::new_id(app.now());
    let lane = subscribers::Lane::of(channel);
    tx.exec(
        "INSERT INTO subscriptions (id, page_id, channel, lane, about_id, address, address_digest, locale, state,
             has_incidents, has_maintenances, has_postmortems, is_whole, created_at, confirmed_at)
         VALUES ($1, $2, $3, $4, $2, $5, $5, $6, 'active', 1, 1, 1, 1, $7, $7)",
        params![id, app.page.id, channel.as_str(), lane.as_str(), address, locale, app.now()],
    )
    .await
    .unwrap();
    SubscriptionId(id)
}

/// An incident begins, in three languages.
pub async fn opens(app: &TestApp, parts: &[(ComponentId, ComponentStatus)]) -> incidents::Told {
    let new = incidents::OpenIncident {
        text: words(&[
            ("fr", "Nous cherchons."),
            ("en", "We are looking."),
            ("it", "Stiamo cercando."),
        ]),
        ..payments(app, parts)
    };
    deed!(app, open, new).unwrap()
}

#[derive(Debug, PartialEq, sqlx_macros::FromRow)]
pub struct Fanout {
    pub state: String,
    pub readers: i64,
    pub handed: i64,
    pub sent: i64,
}

/// How the newest fan-out on a lane stands.
pub async fn fanout(app: &TestApp, lane: &str) -> Fanout {
    let sql = "SELECT state, readers, handed, sent FROM fanouts WHERE lane = $1 ORDER BY broadcast_id DESC";
    let mut tx = app.db().snapshot().await.unwrap();
    tx.load(sql, params![lane]).await.unwrap()
}

#[derive(Debug, PartialEq, sqlx_macros::FromRow)]
pub struct Late {
    pub state: String,
    pub reason: String,
    pub attempts: i64,
}

/// Those whom something did not reach at once.
pub async fn late(app: &TestApp) -> Vec<Late> {
    let sql = "SELECT state, reason, attempts FROM deliveries ORDER BY subscription_id";
    let mut tx = app.db().snapshot().await.unwrap();
    tx.list(sql, params![]).await.unwrap()
}
