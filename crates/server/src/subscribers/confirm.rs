//! Whoever reads at an address says yes: from now on it is told.

use beffroi_channels::Channel;
use beffroi_domain::{Actor, SubscriptionId};
use jiff::Timestamp;

use super::{
    Keys, State, Subscription, bell_of,
    letters::{self, Says, Sender},
    phone, store,
};
use crate::{
    audit,
    ground::{Result, Tx},
    params,
};

/// Tells a subscription from now on; one that is told already stays as it is. An address that left before is back, for it
/// asked again. The owner of a call is written where to manage it.
///
/// # Errors
/// `NotFound` where it is gone; a fault when the database is away.
pub async fn confirm(
    tx: &mut Tx,
    now: Timestamp,
    sender: Sender<'_>,
    id: SubscriptionId,
) -> Result<Subscription> {
    store::lock(tx, id).await?;
    let asked = store::load(tx, id).await?;
    if asked.state != State::Asked {
        return Ok(asked);
    }
    let keys = asked.keys.or_else(|| Keys::new_for(asked.channel));
    let keys = keys.as_ref().map(serde_json::to_string).transpose()?;
    tx.exec(
        "UPDATE subscriptions SET state = 'active', confirmed_at = $2, keys = $3 WHERE id = $1",
        params![id, now, keys],
    )
    .await?;
    tx.exec(
        "DELETE FROM subscription_leaves
         WHERE (page_id, channel, address_digest) IN
               (SELECT page_id, channel, address_digest FROM subscriptions WHERE id = $1)",
        params![id],
    )
    .await?;
    let digest = asked.channel.as_str();
    audit::record(tx, now, Actor::System, "subscription.confirm", id.0, digest).await?;
    let told = store::load(tx, id).await?;
    if told.channel != Channel::Email {
        let bell = bell_of(tx, told.page).await?;
        if told.channel == Channel::Sms {
            phone::make_link(tx, &bell, id).await?;
        }
        letters::write(tx, now, sender, &bell, &told, Says::Ready).await?;
    }
    Ok(told)
}
