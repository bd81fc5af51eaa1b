//! Whose turn it is to look into the mailbox: one node's, for a while.

use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    ground::{Result, Tx, db::instant},
    params,
};

/// Whether somebody else has the turn; asked of a snapshot, so that asking keeps nobody from writing.
pub(super) async fn is_taken(tx: &mut Tx, now: Timestamp, ours: Uuid) -> Result<bool> {
    let taken: Option<(i64,)> = tx
        .find(
            "SELECT leased_until FROM report_mailbox
             WHERE name = 'desk' AND lease IS NOT NULL AND lease <> $1 AND leased_until > $2",
            params![ours, now],
        )
        .await?;
    Ok(taken.is_some())
}

/// Takes the turn, or keeps it; false where another has it.
pub(super) async fn take(
    tx: &mut Tx,
    now: Timestamp,
    ours: Uuid,
    until: Timestamp,
) -> Result<bool> {
    let taken = tx
        .exec(
            "INSERT INTO report_mailbox (name, lease, leased_until) VALUES ('desk', $1, $2)
             ON CONFLICT (name) DO UPDATE SET lease = excluded.lease, leased_until = excluded.leased_until
             WHERE report_mailbox.lease IS NULL OR report_mailbox.lease = excluded.lease OR report_mailbox.leased_until <= $3",
            params![ours, until, now],
        )
        .await?;
    Ok(taken == 1)
}

/// Hands the turn back, where it is ours.
pub(super) async fn hand_back(tx: &mut Tx, ours: Uuid) -> Result<()> {
    tx.exec(
        "UPDATE report_mailbox SET lease = NULL WHERE name = 'desk' AND lease = $1",
        params![ours],
    )
    .await?;
    Ok(())
}

/// Notes that whoever has the turn can, or cannot, look into the mailbox.
pub(super) async fn note(tx: &mut Tx, now: Timestamp, is_away: bool) -> Result<()> {
    let since = is_away.then_some(now);
    tx.exec(
        "UPDATE report_mailbox SET away_since = CASE WHEN $1 = 1 THEN COALESCE(away_since, $2) END WHERE name = 'desk'",
        params![i64::from(is_away), since],
    )
    .await?;
    Ok(())
}

/// Since when the desk's mailbox cannot be looked into; `None` while it can.
///
/// # Errors
/// A fault when the database is away.
pub async fn mailbox_away(tx: &mut Tx) -> Result<Option<Timestamp>> {
    let row: Option<(Option<i64>,)> = tx
        .find(
            "SELECT away_since FROM report_mailbox WHERE name = 'desk'",
            params![],
        )
        .await?;
    row.and_then(|(since,)| since).map(instant).transpose()
}
