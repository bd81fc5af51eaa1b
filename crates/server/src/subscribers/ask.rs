//! Somebody asks to hear. Whether the address is known is not said: whoever reads at it gets a letter that fits.

use std::collections::BTreeSet;

use beffroi_channels::Channel;
use beffroi_domain::{Actor, PageId, ProviderId, SubscriptionId};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use uuid::Uuid;

use super::{
    Address, Bell, Keys, Lane, Parts, State, Subscription, Wishes, bell_of, bounce,
    letters::{self, PATIENCE, Says, Sender},
    push, store,
};
use crate::{
    audit, components,
    ground::{Error, Refusal, Result, Tx, token},
    outbox::{self, Event},
    pages, params, providers,
};

/// The kind of the event that has an address asked whether it wants to be told. Its subject is the subscription; its body
/// says under `base` what the page's addresses begin with.
pub const CHALLENGE: &str = "subscription.challenge";

/// So many times in a day an address is asked.
const CHALLENGES_A_DAY: u32 = 5;
/// The most components and groups that one may choose.
const MOST_PARTS: usize = 500;

/// What somebody asks.
#[derive(Clone, Debug)]
pub struct Ask {
    /// On which page.
    pub page: PageId,
    /// How.
    pub channel: Channel,
    /// Where.
    pub address: Address,
    /// Whom to tell when it keeps failing; a call needs one.
    pub owner: Option<Address>,
    /// What they want to hear.
    pub wishes: Wishes,
    /// The one incident or maintenance that it is for; whoever calls has looked that it stands on the page.
    pub about: Option<Uuid>,
    /// A browser's keys.
    pub keys: Option<Keys>,
}

/// Has an address asked whether it wants to hear this. The same to whoever asks, whether it is known or not.
///
/// # Errors
/// `Refused` where nothing would ever be told; a fault when the database is away.
pub async fn ask(tx: &mut Tx, now: Timestamp, sender: Sender<'_>, ask: &Ask) -> Result<()> {
    holding(tx, now, sender, ask, &BTreeSet::new()).await
}

/// The same for somebody who `held` providers already, which may be hidden from the page by now.
pub(super) async fn holding(
    tx: &mut Tx,
    now: Timestamp,
    sender: Sender<'_>,
    ask: &Ask,
    held: &BTreeSet<ProviderId>,
) -> Result<()> {
    let bell = bell_of(tx, ask.page).await?;
    let found = put(tx, now, ask, held).await?;
    match (found.state, ask.channel) {
        (State::Asked, Channel::Email) => {
            letters::write(tx, now, sender, &bell, &found, Says::Confirm).await
        }
        (State::Asked, _) => challenge(tx, now, sender, &bell, ask, found.id).await,
        (_, Channel::WebPush) => push::again(tx, now, &found, ask, held).await,
        _ => letters::write(tx, now, sender, &bell, &found, Says::Known).await,
    }
}

/// Writes down what was asked; one that has said yes already stays as it is. What was `held` may be asked for as it stands.
pub(super) async fn put(
    tx: &mut Tx,
    now: Timestamp,
    ask: &Ask,
    held: &BTreeSet<ProviderId>,
) -> Result<Subscription> {
    check(tx, ask.page, &ask.wishes, held).await?;
    let bell = bell_of(tx, ask.page).await?;
    let digest = bell.digest(ask.channel, &ask.address);
    let about = ask.about.unwrap_or(ask.page.0);
    insert(tx, now, ask, &digest).await?;
    let found = store::find_by_digest(tx, ask.page, ask.channel, &digest, about).await?;
    let found = found.ok_or(Error::NotFound)?;
    if found.state != State::Asked && ask.channel == Channel::WebPush {
        // It changes what it hears, and that is written down as such.
        return Ok(found);
    }
    // Also where it is known: what is written down takes its time.
    let (verb, digest) = ("subscription.ask", ask.channel.as_str());
    audit::record(tx, now, Actor::System, verb, found.id.0, digest).await?;
    if found.state != State::Asked {
        return Ok(found);
    }
    store::write_wishes(tx, found.id, &ask.wishes).await?;
    let owner = ask.owner.as_ref().map(Address::known_by);
    let keys = ask.keys.as_ref().map(serde_json::to_string).transpose()?;
    tx.exec(
        "UPDATE subscriptions SET address = $2, owner = $3, keys = $4, created_at = $5 WHERE id = $1",
        params![found.id, ask.address.written(), owner, keys, now],
    )
    .await?;
    store::load(tx, found.id).await
}

/// Forgets whoever has not said yes for a week, how many; and which mails came back more than a month ago.
///
/// # Errors
/// A fault when the database is away.
pub async fn sweep(tx: &mut Tx, now: Timestamp) -> Result<u64> {
    bounce::sweep(tx, now).await?;
    tx.exec(
        "DELETE FROM subscriptions WHERE state = 'asked' AND created_at <= $1",
        params![now - PATIENCE],
    )
    .await
}

/// What somebody wants to hear can be heard on the page; providers that they `held` already may be hidden from it by now.
pub(super) async fn check(
    tx: &mut Tx,
    page: PageId,
    wishes: &Wishes,
    held: &BTreeSet<ProviderId>,
) -> Result<()> {
    if wishes.kinds.is_empty() {
        let message = "choose at least one kind: incidents, maintenances or post-mortems";
        return Err(Refusal::of("kinds", message)
            .told("refusal-subscription-kinds")
            .into());
    }
    let locales = pages::find_by_id(tx, page)
        .await?
        .ok_or(Error::NotFound)?
        .locales;
    if !locales.contains(&wishes.locale) {
        let message = "choose one of the languages that the page speaks";
        return Err(Refusal::of("locale", message)
            .told("refusal-subscription-locale")
            .into());
    }
    check_providers(tx, page, &wishes.providers, held).await?;
    let Parts::Of(parts) = &wishes.parts else {
        return Ok(());
    };
    if parts.is_empty() && !wishes.providers.is_empty() {
        return Ok(());
    }
    let known = components::of_page(tx, page).await?;
    let groups = components::groups_of_page(tx, page).await?;
    let is_known = |id: &Uuid| {
        known.iter().any(|one| one.id.0 == *id) || groups.iter().any(|one| one.id.0 == *id)
    };
    if parts.is_empty() || parts.len() > MOST_PARTS || !parts.iter().all(is_known) {
        let message = "choose at least one service of the page, or all of it";
        return Err(Refusal::of("parts", message)
            .told("refusal-subscription-parts")
            .into());
    }
    Ok(())
}

async fn check_providers(
    tx: &mut Tx,
    page: PageId,
    wished: &BTreeSet<ProviderId>,
    held: &BTreeSet<ProviderId>,
) -> Result<()> {
    if wished.is_subset(held) {
        return Ok(());
    }
    let shown = providers::of_page(tx, page).await?;
    let is_shown = |id: &ProviderId| shown.iter().any(|one| one.id == *id);
    if wished.iter().all(|id| held.contains(id) || is_shown(id)) {
        return Ok(());
    }
    let message = "choose providers that the page shows";
    let refusal = Refusal::of("providers", message);
    Err(refusal.told("refusal-subscription-providers").into())
}

async fn insert(tx: &mut Tx, now: Timestamp, ask: &Ask, digest: &str) -> Result<()> {
    tx.exec(
        "INSERT INTO subscriptions
             (id, page_id, channel, lane, about_id, address, address_digest, locale, state,
              has_incidents, has_maintenances, has_postmortems, is_whole, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'asked', 0, 0, 0, 1, $9)
         ON CONFLICT (page_id, channel, address_digest, about_id) DO NOTHING",
        params![
            SubscriptionId(token::new_id(now)),
            ask.page,
            ask.channel.as_str(),
            Lane::of(ask.channel).as_str(),
            ask.about.unwrap_or(ask.page.0),
            ask.address.written(),
            digest,
            ask.wishes.locale.as_str(),
            now
        ],
    )
    .await?;
    Ok(())
}

/// Has a receiver asked by a call, a few times a day at most.
async fn challenge(
    tx: &mut Tx,
    now: Timestamp,
    sender: Sender<'_>,
    bell: &Bell,
    ask: &Ask,
    id: SubscriptionId,
) -> Result<()> {
    let reader = bell.reader(&ask.address);
    let day = now
        .as_second()
        .div_euclid(SignedDuration::from_hours(24).as_secs());
    for time in 0..CHALLENGES_A_DAY {
        let event = Event {
            key: &format!("{CHALLENGE}:{reader}:{day}:{time}"),
            kind: CHALLENGE,
            subject: Some(id.0),
            page: Some(ask.page),
            body: &json!({ "base": sender.base }),
        };
        if outbox::event(tx, now, &event).await? {
            break;
        }
    }
    Ok(())
}
