//! Somebody hears something else from now on, or signs with another secret.

use std::collections::BTreeSet;

use beffroi_domain::{Actor, ProviderId, SubscriptionId};
use jiff::Timestamp;

use super::{Keys, State, Subscription, Wishes, ask::check, store};
use crate::{
    audit,
    ground::{Error, Refusal, RefusalKind, Result, Tx},
    params,
};

/// Has a subscription hear what is wished. One that is for one incident alone keeps to that: its language changes.
///
/// # Errors
/// `NotFound` where it is gone; `Refused` where nothing would ever be told.
pub async fn change(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    id: SubscriptionId,
    wishes: &Wishes,
) -> Result<()> {
    holding(tx, now, actor, id, wishes, &BTreeSet::new()).await
}

/// The same for somebody who `held` providers elsewhere, which may be hidden from the page by now.
pub(super) async fn holding(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    id: SubscriptionId,
    wishes: &Wishes,
    held: &BTreeSet<ProviderId>,
) -> Result<()> {
    store::lock(tx, id).await?;
    let standing = store::load(tx, id).await?;
    let held = held | &standing.wishes.providers;
    let wishes = match standing.about {
        None => wishes.clone(),
        Some(_) => Wishes {
            locale: wishes.locale.clone(),
            ..standing.wishes
        },
    };
    check(tx, standing.page, &wishes, &held).await?;
    store::write_wishes(tx, id, &wishes).await?;
    audit::record(tx, now, actor, "subscription.change", id.0, "").await
}

/// The secret that signs, which is shown once.
///
/// # Errors
/// `NotFound` where it is gone or signs nothing; `Refused` where somebody was shown it already.
pub async fn show_secret(tx: &mut Tx, now: Timestamp, id: SubscriptionId) -> Result<String> {
    let (standing, mut signing) = signing(tx, id).await?;
    let Some(secret) = signing.show() else {
        let message = "the secret was shown already; make another if it is lost";
        return Err(Refusal::whole(message)
            .being(RefusalKind::Conflict)
            .told("refusal-subscription-shown")
            .into());
    };
    write(tx, &standing, signing).await?;
    audit::record(tx, now, Actor::System, "subscription.secret.show", id.0, "").await?;
    Ok(secret)
}

/// Another secret, which is shown here and nowhere else; the one before signs beside it for a day.
///
/// # Errors
/// `NotFound` where it is gone or signs nothing.
pub async fn rotate_secret(tx: &mut Tx, now: Timestamp, id: SubscriptionId) -> Result<String> {
    let (standing, mut signing) = signing(tx, id).await?;
    signing.rotate(now);
    let secret = signing.show().ok_or(Error::NotFound)?;
    write(tx, &standing, signing).await?;
    audit::record(
        tx,
        now,
        Actor::System,
        "subscription.secret.rotate",
        id.0,
        "",
    )
    .await?;
    Ok(secret)
}

async fn signing(tx: &mut Tx, id: SubscriptionId) -> Result<(Subscription, super::Signing)> {
    store::lock(tx, id).await?;
    let mut standing = store::load(tx, id).await?;
    match standing
        .keys
        .take()
        .filter(|_| standing.state != State::Asked)
    {
        Some(Keys::Signing(signing)) => Ok((standing, signing)),
        _ => Err(Error::NotFound),
    }
}

async fn write(tx: &mut Tx, standing: &Subscription, signing: super::Signing) -> Result<()> {
    let keys = serde_json::to_string(&Keys::Signing(signing))?;
    tx.exec(
        "UPDATE subscriptions SET keys = $2 WHERE id = $1",
        params![standing.id, keys],
    )
    .await?;
    Ok(())
}
