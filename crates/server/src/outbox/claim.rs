//! Out of the outbox: claimed for a while, then done, tried again later, or given up.

use beffroi_domain::PageId;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::Way;
use crate::{
    ground::{Error, Result, Tx, db::instant, token},
    params,
};

/// Something that is ours to send until the lease runs out.
#[derive(Clone, Debug)]
pub struct Claimed {
    /// Its id; stable over all tries, so that a receiver can drop a repeat.
    pub id: Uuid,
    /// What makes it one and the same.
    pub key: String,
    /// What kind of thing it is.
    pub kind: String,
    /// On which page.
    pub page: Option<PageId>,
    /// About what.
    pub subject: Option<Uuid>,
    /// To which address, where it is a letter.
    pub recipient: Option<String>,
    /// The snapshot, as JSON.
    pub body: String,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// After this it is not sent.
    pub expires_at: Option<Timestamp>,
    /// How often it was tried, this time included.
    pub attempts: u32,
    lease: Uuid,
}

/// How a try ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// It will be tried again then.
    Again(Timestamp),
    /// It was tried too often, and is put by.
    Dead,
    /// Somebody else has it: our lease ran out meanwhile.
    NotOurs,
}

/// Nothing more is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GaveUp;

/// The last try.
const TRIES: u32 = 12;

#[derive(sqlx_macros::FromRow)]
struct ClaimedRow {
    id: Uuid,
    key: String,
    kind: String,
    page_id: Option<Uuid>,
    subject_id: Option<Uuid>,
    recipient: Option<String>,
    body: Option<String>,
    created_at: i64,
    expires_at: Option<i64>,
    attempts: i64,
}

const CLAIM_SQLITE: &str = "
    UPDATE outbox SET lease = $1, due_at = $2, attempts = attempts + 1
    WHERE id IN (SELECT id FROM outbox WHERE way = $3 AND state = 'waiting' AND due_at <= $4
                 ORDER BY due_at, id LIMIT $5)
    RETURNING id, key, kind, page_id, subject_id, recipient, body, created_at, expires_at, attempts";

const CLAIM_POSTGRES: &str = "
    UPDATE outbox SET lease = $1, due_at = $2, attempts = attempts + 1
    WHERE id IN (SELECT id FROM outbox WHERE way = $3 AND state = 'waiting' AND due_at <= $4
                 ORDER BY due_at, id LIMIT $5 FOR UPDATE SKIP LOCKED)
    RETURNING id, key, kind, page_id, subject_id, recipient, body, created_at, expires_at, attempts";

/// Claims up to `limit` of what is due, the oldest first, for the length of `lease`. Whoever crashes
/// loses the claim when the lease runs out.
///
/// # Errors
/// A fault when the database is away.
pub async fn claim(
    tx: &mut Tx,
    now: Timestamp,
    way: Way,
    limit: u32,
    lease: SignedDuration,
) -> Result<Vec<Claimed>> {
    let ours = token::new_id(now);
    let sql = match tx.kind() {
        "postgres" => CLAIM_POSTGRES,
        _ => CLAIM_SQLITE,
    };
    let rows: Vec<ClaimedRow> = tx
        .list(
            sql,
            params![ours, now + lease, way.as_str(), now, i64::from(limit)],
        )
        .await?;
    let mut claimed = rows
        .into_iter()
        .map(|row| row.read(ours))
        .collect::<Result<Vec<_>>>()?;
    claimed.sort_by_key(|one| (one.created_at, one.id));
    Ok(claimed)
}

const CLAIM_KIND_SQLITE: &str = "
    UPDATE outbox SET lease = $1, due_at = $2, attempts = attempts + 1
    WHERE id IN (SELECT id FROM outbox WHERE way = 'event' AND state = 'waiting' AND due_at <= $3 AND kind = $4
                 ORDER BY due_at, id LIMIT $5)
    RETURNING id, key, kind, page_id, subject_id, recipient, body, created_at, expires_at, attempts";

const CLAIM_KIND_POSTGRES: &str = "
    UPDATE outbox SET lease = $1, due_at = $2, attempts = attempts + 1
    WHERE id IN (SELECT id FROM outbox WHERE way = 'event' AND state = 'waiting' AND due_at <= $3 AND kind = $4
                 ORDER BY due_at, id LIMIT $5 FOR UPDATE SKIP LOCKED)
    RETURNING id, key, kind, page_id, subject_id, recipient, body, created_at, expires_at, attempts";

/// Claims events of one kind, as [`claim`] does: each reactor takes its own.
///
/// # Errors
/// A fault when the database is away.
pub async fn claim_events(
    tx: &mut Tx,
    now: Timestamp,
    kind: &'static str,
    limit: u32,
    lease: SignedDuration,
) -> Result<Vec<Claimed>> {
    let ours = token::new_id(now);
    let sql = match tx.kind() {
        "postgres" => CLAIM_KIND_POSTGRES,
        _ => CLAIM_KIND_SQLITE,
    };
    let rows: Vec<ClaimedRow> = tx
        .list(sql, params![ours, now + lease, now, kind, i64::from(limit)])
        .await?;
    let claimed = rows.into_iter().map(|row| row.read(ours));
    let mut claimed = claimed.collect::<Result<Vec<_>>>()?;
    claimed.sort_by_key(|one| (one.created_at, one.id));
    Ok(claimed)
}

/// It is there. A letter's address and words go from the table.
///
/// # Errors
/// A fault when the database is away.
pub async fn done(tx: &mut Tx, now: Timestamp, claimed: &Claimed) -> Result<()> {
    tx.exec(
        "UPDATE outbox SET state = 'done', ended_at = $3, lease = NULL, problem = NULL, held_since = NULL,
             recipient = NULL, body = CASE WHEN way = 'letter' THEN NULL ELSE body END
         WHERE id = $1 AND lease = $2",
        params![claimed.id, claimed.lease, now],
    )
    .await?;
    Ok(())
}

/// It did not go; it is tried again after a wait that grows, or put by after the last try. `problem`
/// holds no address and no word of the letter.
///
/// # Errors
/// A fault when the database is away.
pub async fn retry(
    tx: &mut Tx,
    now: Timestamp,
    claimed: &Claimed,
    problem: &str,
    retry_after: Option<SignedDuration>,
) -> Result<Ended> {
    let Ok(wait) = wait_after(claimed.attempts, retry_after) else {
        return bury(tx, now, claimed, problem).await;
    };
    let due = now + wait;
    let touched = tx
        .exec(
            "UPDATE outbox SET due_at = $3, lease = NULL, problem = $4, held_since = NULL
             WHERE id = $1 AND lease = $2",
            params![claimed.id, claimed.lease, due, problem],
        )
        .await?;
    Ok(if touched == 1 {
        Ended::Again(due)
    } else {
        Ended::NotOurs
    })
}

/// What carries it is away, which says nothing of this one: the try is not counted, and it waits until then.
///
/// # Errors
/// A fault when the database is away.
pub async fn hold(
    tx: &mut Tx,
    now: Timestamp,
    claimed: &Claimed,
    problem: &str,
    until: Timestamp,
) -> Result<()> {
    tx.exec(
        "UPDATE outbox SET due_at = $3, lease = NULL, problem = $4, attempts = attempts - 1,
             held_since = COALESCE(held_since, $5)
         WHERE id = $1 AND lease = $2",
        params![claimed.id, claimed.lease, until, problem, now],
    )
    .await?;
    Ok(())
}

/// Waits on PostgreSQL until nobody else has it locked, and locks it until the transaction is over.
///
/// # Errors
/// A fault when the database is away.
pub async fn lock(tx: &mut Tx, id: Uuid) -> Result<()> {
    let sql = "UPDATE outbox SET kind = kind WHERE id = $1";
    tx.exec(sql, params![id]).await?;
    Ok(())
}

/// It waits until then by itself, whatever becomes of others: the try is not counted.
///
/// # Errors
/// A fault when the database is away.
pub async fn wait(tx: &mut Tx, claimed: &Claimed, until: Timestamp) -> Result<()> {
    tx.exec(
        "UPDATE outbox SET due_at = $3, lease = NULL, attempts = attempts - 1
         WHERE id = $1 AND lease = $2",
        params![claimed.id, claimed.lease, until],
    )
    .await?;
    Ok(())
}

/// A broadcast that waited goes in another's message: it is done, and was never claimed. False where somebody else has
/// begun to tell it.
///
/// # Errors
/// A fault when the database is away.
pub async fn gathered(tx: &mut Tx, now: Timestamp, id: Uuid) -> Result<bool> {
    let taken = tx
        .exec(
            "UPDATE outbox SET state = 'done', ended_at = $2, lease = NULL
         WHERE id = $1 AND way = 'broadcast' AND state = 'waiting'",
            params![id, now],
        )
        .await?;
    Ok(taken == 1)
}

/// What carries them is back: whatever was held for it is due now.
///
/// # Errors
/// A fault when the database is away.
pub async fn release(tx: &mut Tx, now: Timestamp, way: Way) -> Result<()> {
    tx.exec(
        "UPDATE outbox SET due_at = CASE WHEN lease IS NULL THEN $2 ELSE due_at END, held_since = NULL
         WHERE way = $1 AND state = 'waiting' AND held_since IS NOT NULL",
        params![way.as_str(), now],
    )
    .await?;
    Ok(())
}

/// It never will go: put by, with the reason, until a person looks at it.
///
/// # Errors
/// A fault when the database is away.
pub async fn bury(tx: &mut Tx, now: Timestamp, claimed: &Claimed, problem: &str) -> Result<Ended> {
    let touched = tx
        .exec(
            "UPDATE outbox SET state = 'dead', ended_at = $3, lease = NULL, problem = $4, held_since = NULL
             WHERE id = $1 AND lease = $2",
            params![claimed.id, claimed.lease, now, problem],
        )
        .await?;
    Ok(if touched == 1 {
        Ended::Dead
    } else {
        Ended::NotOurs
    })
}

/// The wait after `attempts` tries that failed, counted from 1.
///
/// 30 s, doubled each time, at most 6 h; what the receiver asks for wins when it is longer, up to a day.
///
/// # Errors
/// [`GaveUp`] from the 12th try on, about 15 h after the first.
///
/// Source: the numbers are ours; RFC 5321, 4.5.4.1 advises 30 minutes and four to five days for relays,
/// which a mail server of the operator does after us.
pub fn wait_after(
    attempts: u32,
    retry_after: Option<SignedDuration>,
) -> Result<SignedDuration, GaveUp> {
    if attempts >= TRIES {
        return Err(GaveUp);
    }
    let doubled = 30_i64 << attempts.saturating_sub(1).min(10);
    let own = SignedDuration::from_secs(doubled.min(6 * 3600));
    let asked = retry_after
        .unwrap_or_default()
        .min(SignedDuration::from_hours(24));
    Ok(own.max(asked))
}

/// True when something is due; asked of a snapshot, so that looking wakes nobody.
///
/// # Errors
/// A fault when the database is away.
pub async fn is_due(tx: &mut Tx, now: Timestamp, way: Way) -> Result<bool> {
    let due: Option<(i64,)> = tx
        .find(
            "SELECT due_at FROM outbox WHERE way = $1 AND state = 'waiting' AND due_at <= $2 LIMIT 1",
            params![way.as_str(), now],
        )
        .await?;
    Ok(due.is_some())
}

/// True when an event of this kind is due; asked of a snapshot, as [`is_due`].
///
/// # Errors
/// A fault when the database is away.
pub async fn is_event_due(tx: &mut Tx, now: Timestamp, kind: &'static str) -> Result<bool> {
    let due: Option<(i64,)> = tx
        .find(
            "SELECT due_at FROM outbox
             WHERE way = 'event' AND state = 'waiting' AND due_at <= $1 AND kind = $2 LIMIT 1",
            params![now, kind],
        )
        .await?;
    Ok(due.is_some())
}

/// How many wait on one way, claimed ones included.
///
/// # Errors
/// A fault when the database is away.
pub async fn count_waiting(tx: &mut Tx, way: Way) -> Result<i64> {
    let (count,): (i64,) = tx
        .load(
            "SELECT COUNT(*) FROM outbox WHERE way = $1 AND state = 'waiting'",
            params![way.as_str()],
        )
        .await?;
    Ok(count)
}

impl ClaimedRow {
    fn read(self, lease: Uuid) -> Result<Claimed> {
        Ok(Claimed {
            id: self.id,
            key: self.key,
            kind: self.kind,
            page: self.page_id.map(PageId),
            subject: self.subject_id,
            recipient: self.recipient,
            body: self.body.unwrap_or_default(),
            created_at: instant(self.created_at)?,
            expires_at: self.expires_at.map(instant).transpose()?,
            attempts: u32::try_from(self.attempts).map_err(|error| Error::Fault(error.into()))?,
            lease,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_end() {
        let waits: Vec<i64> = (1..=11)
            .map(|tries| wait_after(tries, None).unwrap().as_secs())
            .collect();

        assert_eq!(
            waits,
            [30, 60, 120, 240, 480, 960, 1920, 3840, 7680, 15360, 21600]
        );
        assert_eq!(wait_after(12, None), Err(GaveUp));
    }

    #[test]
    fn a_receiver_that_asks_for_longer_gets_it_up_to_a_day() {
        let asked = |hours| wait_after(1, Some(SignedDuration::from_hours(hours))).unwrap();

        assert_eq!(asked(3), SignedDuration::from_hours(3));
        assert_eq!(asked(300), SignedDuration::from_hours(24));
        let little = Some(SignedDuration::from_secs(1));
        assert_eq!(wait_after(1, little).unwrap().as_secs(), 30);
    }
}
