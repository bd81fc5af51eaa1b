//! Privacy: all that is known of one address goes, on every page. Seals of it stay among those that left, so that no
//! import brings it back; they say nothing to whoever has not the address already.

use beffroi_channels::Channel;
use beffroi_domain::{Actor, PageId, SubscriptionId};
use jiff::Timestamp;
use uuid::Uuid;

use super::{Address, Bell, find_bell, phone};
use crate::{
    audit,
    ground::{Result, Tx},
    outbox, params,
};

/// What was forgotten.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// The subscriptions that are gone; whoever keeps more by their ids removes it too.
    pub subscriptions: Vec<SubscriptionId>,
    /// How many calls of somebody's have no owner any more.
    pub owned: u64,
}

#[derive(sqlx_macros::FromRow)]
struct IdRow {
    id: Uuid,
}

/// Removes an address everywhere on these pages: what it hears, what it owns, letters that wait for it. Not here: what was on
/// its way to it, which `deliveries::forget_person` takes too.
///
/// # Errors
/// `Refused` for what is no address of any channel; a fault when the database is away.
pub async fn forget_person(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    pages: &[PageId],
    typed: &str,
) -> Result<Forgotten> {
    let addresses = readings(typed)?;
    let mut forgotten = Forgotten::default();
    for page in pages {
        let Some(bell) = find_bell(tx, *page).await? else {
            continue;
        };
        for (channel, address) in &addresses {
            let digest = bell.digest(*channel, address);
            let gone = leave_all(tx, now, *page, *channel, &digest).await?;
            forgotten.subscriptions.extend(gone);
        }
        forgotten.owned += disown(tx, now, &bell, &addresses).await?;
        let count = forgotten.subscriptions.len().to_string();
        audit::record(tx, now, actor, "subscription.forget", page.0, &count).await?;
    }
    Ok(forgotten)
}

/// What somebody typed, as each channel that can read it reads it.
fn readings(typed: &str) -> Result<Vec<(Channel, Address)>> {
    let read = |channel| Address::of(channel, typed).ok().map(|one| (channel, one));
    let all: Vec<_> = Channel::ALL.into_iter().filter_map(read).collect();
    match all.is_empty() {
        true => Err(Address::of(Channel::Email, typed).err().map_or_else(
            || crate::ground::Error::NotFound,
            crate::ground::Error::Refused,
        )),
        false => Ok(all),
    }
}

async fn leave_all(
    tx: &mut Tx,
    now: Timestamp,
    page: PageId,
    channel: Channel,
    digest: &str,
) -> Result<Vec<SubscriptionId>> {
    let gone: Vec<IdRow> = tx
        .list(
            "DELETE FROM subscriptions
             WHERE page_id = $1 AND channel = $2 AND address_digest = $3 RETURNING id",
            params![page, channel.as_str(), digest],
        )
        .await?;
    if !gone.is_empty() {
        tx.exec(
            "INSERT INTO subscription_leaves (page_id, channel, address_digest, left_at)
             VALUES ($1, $2, $3, $4) ON CONFLICT (page_id, channel, address_digest) DO NOTHING",
            params![page, channel.as_str(), digest, now],
        )
        .await?;
    }
    Ok(gone.into_iter().map(|row| SubscriptionId(row.id)).collect())
}

/// Takes an address from the calls that it owns, and back what was to be written to it.
async fn disown(
    tx: &mut Tx,
    now: Timestamp,
    bell: &Bell,
    addresses: &[(Channel, Address)],
) -> Result<u64> {
    let mut owned = 0;
    for (channel, address) in addresses {
        if *channel == Channel::Email {
            owned += tx
                .exec(
                    "UPDATE subscriptions SET owner = NULL WHERE owner = $2 AND page_id = $1",
                    params![bell.page, address.known_by()],
                )
                .await?;
        }
        if *channel == Channel::Sms {
            phone::forget(tx, address).await?;
        }
        outbox::forget(tx, now, bell.reader(address)).await?;
    }
    Ok(owned)
}
