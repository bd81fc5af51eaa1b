//! The way out that fits into a short message: sixteen letters for a subscription, which nobody guesses.

use beffroi_domain::SubscriptionId;
use uuid::Uuid;

use crate::{
    ground::{Result, Tx},
    params,
    subscribers::Bell,
};

/// Letters and figures that are not mistaken for one another, and of which each holds five bits.
const SIGNS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

#[derive(sqlx_macros::FromRow)]
struct LinkRow {
    subscription_id: Uuid,
}

/// The letters of a subscription: a seal of its id, 80 bits of it.
#[must_use]
pub fn link(bell: &Bell, id: SubscriptionId) -> String {
    let sealed = bell.seal(&format!("link\n{id}"));
    let mut bits = u128::from_be_bytes(sealed);
    let sign = |_| {
        let sign = SIGNS[usize::try_from(bits & 31).unwrap_or_default()];
        bits >>= 5;
        char::from(sign)
    };
    (0..16).map(sign).collect()
}

/// Has the letters of a subscription found.
///
/// # Errors
/// A fault when the database is away.
pub async fn make_link(tx: &mut Tx, bell: &Bell, id: SubscriptionId) -> Result<()> {
    tx.exec(
        "INSERT INTO phone_links (link, subscription_id) VALUES ($1, $2)
         ON CONFLICT (link) DO NOTHING",
        params![link(bell, id), id],
    )
    .await?;
    Ok(())
}

/// Whose letters these are, also where it is gone meanwhile.
///
/// # Errors
/// A fault when the database is away.
pub async fn find_link(tx: &mut Tx, bell: &Bell, typed: &str) -> Result<Option<SubscriptionId>> {
    let row: Option<LinkRow> = tx
        .find(
            "SELECT subscription_id FROM phone_links WHERE link = $1",
            params![typed],
        )
        .await?;
    let id = row.map(|row| SubscriptionId(row.subscription_id));
    // On another page they are nobody's.
    Ok(id.filter(|id| link(bell, *id) == typed))
}
