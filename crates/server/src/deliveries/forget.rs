//! Privacy: with a person goes what was on its way to them, and what did not reach them.

use beffroi_domain::{Actor, PageId};
use jiff::Timestamp;

use crate::{
    audit,
    ground::{Result, Tx},
    params,
    subscribers::{self, Forgotten},
};

/// Removes an address everywhere on these pages: what it hears, what it owns, letters that wait for it, and each row that says
/// of something that it did not reach it.
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
    let forgotten = subscribers::forget_person(tx, now, actor, pages, typed).await?;
    for id in &forgotten.subscriptions {
        let rows = tx
            .exec(
                "DELETE FROM deliveries WHERE subscription_id = $1",
                params![*id],
            )
            .await?;
        if rows > 0 {
            let digest = rows.to_string();
            audit::record(tx, now, actor, "delivery.forget", id.0, &digest).await?;
        }
    }
    Ok(forgotten)
}
