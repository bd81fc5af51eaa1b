//! Addresses brought from elsewhere, whose yes somebody vouches for; told at once. Those that left stay away.

use beffroi_channels::Channel;
use beffroi_domain::SubscriptionId;
use jiff::Timestamp;

use super::{Address, Bell, Keys, Lane, State, Wishes, phone, store};
use crate::{
    ground::{Refusal, RefusalKind, Result, Tx, token},
    params,
};

/// One address that is brought.
#[derive(Clone, Debug)]
pub struct Brought {
    /// How.
    pub channel: Channel,
    /// Where.
    pub address: Address,
    /// Whom to tell when it keeps failing.
    pub owner: Option<Address>,
    /// Nothing arrived there: it is kept, and told once somebody resumes it.
    pub is_paused: bool,
    /// What it is told of.
    pub wishes: Wishes,
}

/// What became of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came {
    /// It is told from now on.
    New,
    /// It is there already, and stays as it is.
    Known,
    /// It left, and nobody but itself brings it back.
    Left,
}

/// Brings one.
///
/// # Errors
/// `Refused` where nothing would ever be told; a fault when the database is away.
pub async fn bring(tx: &mut Tx, now: Timestamp, bell: &Bell, one: &Brought) -> Result<Came> {
    let digest = bell.digest(one.channel, &one.address);
    let left: Option<(i64,)> = tx
        .find(
            "SELECT left_at FROM subscription_leaves
             WHERE page_id = $1 AND channel = $2 AND address_digest = $3",
            params![bell.page, one.channel.as_str(), digest.clone()],
        )
        .await?;
    if left.is_some() {
        return Ok(Came::Left);
    }
    let id = SubscriptionId(token::new_id(now));
    let keys = Keys::new_for(one.channel);
    let keys = keys.as_ref().map(serde_json::to_string).transpose()?;
    let state = match one.is_paused {
        true => State::Paused,
        false => State::Active,
    };
    let new = tx
        .exec(
            "INSERT INTO subscriptions
                 (id, page_id, channel, lane, about_id, address, address_digest, keys, owner, locale, state,
                  has_incidents, has_maintenances, has_postmortems, is_whole, created_at, confirmed_at)
             VALUES ($1, $2, $3, $4, $2, $5, $6, $7, $8, $9, $11, 1, 1, 1, 1, $10, $10)
             ON CONFLICT (page_id, channel, address_digest, about_id) DO NOTHING",
            params![
                id,
                bell.page,
                one.channel.as_str(),
                Lane::of(one.channel).as_str(),
                one.address.written(),
                digest,
                keys,
                one.owner.as_ref().map(Address::known_by),
                one.wishes.locale.as_str(),
                now,
                state.as_str()
            ],
        )
        .await?;
    if new == 0 {
        return Ok(Came::Known);
    }
    if one.channel == Channel::Sms {
        phone::make_link(tx, bell, id).await?;
    }
    if !one.wishes.is_plain() {
        store::write_wishes(tx, id, &one.wishes).await?;
    }
    Ok(Came::New)
}

/// Whether a reason says anything.
///
/// # Errors
/// `Refused` where it does not.
pub fn check_reason(reason: &str) -> Result<(), Refusal> {
    if reason.trim().chars().count() >= 10 {
        return Ok(());
    }
    let message =
        "say where these addresses come from and when they said yes, in ten letters or more";
    Err(Refusal::of("reason", message)
        .being(RefusalKind::Invalid)
        .told("refusal-subscription-reason"))
}
