//! Whose turn it is: providers that are due, claimed for a while. Several nodes share them.

use beffroi_domain::ProviderId;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::{
    ground::{Result, Tx, token},
    params,
};

/// How long a provider is ours; longer than a look may take.
pub(super) const LEASE: SignedDuration = SignedDuration::from_mins(5);

/// A provider that is ours to look at until the lease runs out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Claimed {
    /// Which.
    pub(super) provider: ProviderId,
    /// The same for all that were claimed together.
    pub(super) lease: Uuid,
    /// Until when.
    pub(super) until: Timestamp,
}

#[derive(sqlx_macros::FromRow)]
struct IdRow {
    id: Uuid,
}

macro_rules! claim {
    ($lock:literal) => {
        concat!(
            "UPDATE providers SET lease = $1, due_at = $2
             WHERE id IN (SELECT p.id FROM providers p WHERE p.left_at IS NULL AND p.due_at <= $3
                            AND NOT EXISTS (SELECT 1 FROM providers q WHERE q.host = p.host AND q.id <> p.id AND q.host <> ''
                                              AND (q.lease IS NOT NULL AND q.due_at > $3 OR q.checked_at > $4))
                          ORDER BY p.due_at, p.id LIMIT $5",
            $lock,
            ")
             RETURNING id"
        )
    };
}

const CLAIM_SQLITE: &str = claim!("");
const CLAIM_POSTGRES: &str = claim!(" FOR UPDATE SKIP LOCKED");

/// True when one is due; asked of a snapshot, so that looking wakes nobody.
pub(super) async fn is_due(tx: &mut Tx, now: Timestamp) -> Result<bool> {
    let due: Option<IdRow> = tx
        .find(
            "SELECT id FROM providers WHERE left_at IS NULL AND due_at <= $1 LIMIT 1",
            params![now],
        )
        .await?;
    Ok(due.is_some())
}

/// Claims what is due, the longest first, at most `most`. Whose host is being asked, or was within `gap`, waits; those of
/// one host that are claimed together take turns at the gate.
pub(super) async fn claim(
    tx: &mut Tx,
    now: Timestamp,
    gap: SignedDuration,
    most: usize,
) -> Result<Vec<Claimed>> {
    // Nodes claim one after the other: else two could take providers of one host at the same moment.
    tx.exec(
        "INSERT INTO provider_turns (name, taken_at) VALUES ('claim', $1)
         ON CONFLICT (name) DO UPDATE SET taken_at = excluded.taken_at",
        params![now],
    )
    .await?;
    let lease = token::new_id(now);
    let sql = match tx.kind() {
        "postgres" => CLAIM_POSTGRES,
        _ => CLAIM_SQLITE,
    };
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let rows: Vec<IdRow> = tx
        .list(sql, params![lease, now + LEASE, now, now - gap, most])
        .await?;
    let claimed = rows.into_iter().map(|row| Claimed {
        provider: ProviderId(row.id),
        lease,
        until: now + LEASE,
    });
    Ok(claimed.collect())
}

/// Claims one, due or not; `None` while somebody else has it, and where it is followed no more.
pub(super) async fn claim_one(
    tx: &mut Tx,
    now: Timestamp,
    provider: ProviderId,
) -> Result<Option<Claimed>> {
    super::super::load(tx, provider).await?;
    let lease = token::new_id(now);
    let taken = tx
        .exec(
            "UPDATE providers SET lease = $1, due_at = $2
             WHERE id = $3 AND left_at IS NULL AND (lease IS NULL OR due_at <= $4)",
            params![lease, now + LEASE, provider, now],
        )
        .await?;
    Ok((taken == 1).then_some(Claimed {
        provider,
        lease,
        until: now + LEASE,
    }))
}

/// Whether it is ours still; if so it is ours for a whole lease from now on, and its row is locked.
pub(super) async fn keep(tx: &mut Tx, claimed: Claimed, now: Timestamp) -> Result<bool> {
    let kept = tx
        .exec(
            "UPDATE providers SET due_at = $3 WHERE id = $1 AND lease = $2",
            params![claimed.provider, claimed.lease, now + LEASE],
        )
        .await?;
    Ok(kept == 1)
}

/// It was seen now and is as it was, it is ours no more and due then; false where it was not ours.
pub(super) async fn seen_as_it_was(
    tx: &mut Tx,
    claimed: Claimed,
    now: Timestamp,
    due: Timestamp,
) -> Result<bool> {
    let seen = tx
        .exec(
            "UPDATE providers SET checked_at = $3, seen_at = $3, due_at = $4, lease = NULL WHERE id = $1 AND lease = $2",
            params![claimed.provider, claimed.lease, now, due],
        )
        .await?;
    Ok(seen == 1)
}

/// It is ours no more, and due then.
pub(super) async fn end(tx: &mut Tx, claimed: Claimed, due: Timestamp) -> Result<()> {
    tx.exec(
        "UPDATE providers SET due_at = $3, lease = NULL WHERE id = $1 AND lease = $2",
        params![claimed.provider, claimed.lease, due],
    )
    .await?;
    Ok(())
}
