//! Readers are handed out: first what a node that is gone left behind, then the next of the most urgent fan-out.

use beffroi_domain::SubscriptionId;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::{
    Chunk,
    begin::{Broadcast, find_broadcast},
    chunk::read_beyond,
    record,
};
use crate::{
    ground::{Result, Tx, token},
    params,
    subscribers::{self, Hearer, Hearing, Lane},
};

/// Readers that are handed out at a time: so long does something more urgent wait.
pub const CHUNK: i64 = 1_000;
/// How long a chunk is ours unless we say that we are at it still.
pub const LEASE: SignedDuration = SignedDuration::from_secs(10);

/// A chunk, and who is in it.
#[derive(Debug)]
pub struct Taken {
    /// The chunk.
    pub chunk: Chunk,
    /// Those who are not done with yet, in order.
    pub hearers: Vec<Hearer>,
}

#[derive(sqlx_macros::FromRow)]
struct ChunkRow {
    id: Uuid,
    broadcast_id: Uuid,
    upto_id: Uuid,
    done_id: Uuid,
    beyond: String,
}

#[derive(sqlx_macros::FromRow)]
struct FanoutRow {
    broadcast_id: Uuid,
    cursor_id: Uuid,
}

const LEFT_SQLITE: &str = "
    UPDATE fanout_chunks SET lease = $1, leased_until = $2
    WHERE id = (SELECT c.id FROM fanout_chunks c
                JOIN fanouts f ON f.broadcast_id = c.broadcast_id AND f.lane = c.lane
                WHERE c.lane = $3 AND c.leased_until <= $4 ORDER BY f.priority, c.id LIMIT 1)
    RETURNING id, broadcast_id, upto_id, done_id, beyond";

const LEFT_POSTGRES: &str = "
    UPDATE fanout_chunks SET lease = $1, leased_until = $2
    WHERE id = (SELECT c.id FROM fanout_chunks c
                JOIN fanouts f ON f.broadcast_id = c.broadcast_id AND f.lane = c.lane
                WHERE c.lane = $3 AND c.leased_until <= $4 ORDER BY f.priority, c.id LIMIT 1
                FOR UPDATE OF c SKIP LOCKED)
    RETURNING id, broadcast_id, upto_id, done_id, beyond";

/// Takes on the next readers of a lane for [`LEASE`]; `None` where there are none. What somebody left half done goes
/// first, with those alone whom nobody recorded.
///
/// # Errors
/// A fault when the database is away.
pub async fn take(tx: &mut Tx, now: Timestamp, lane: Lane) -> Result<Option<Taken>> {
    if let Some(left) = take_left(tx, now, lane).await? {
        return Ok(Some(left));
    }
    while let Some(fanout) = next_fanout(tx, lane).await? {
        let Some(broadcast) = find_broadcast(tx, fanout.broadcast_id).await? else {
            hand_no_more(tx, now, lane, fanout.broadcast_id).await?;
            continue;
        };
        if let Some(taken) = hand_out(tx, now, lane, &fanout, &broadcast).await? {
            return Ok(Some(taken));
        }
        hand_no_more(tx, now, lane, fanout.broadcast_id).await?;
    }
    Ok(None)
}

async fn take_left(tx: &mut Tx, now: Timestamp, lane: Lane) -> Result<Option<Taken>> {
    let lease = token::new_id(now);
    let sql = match tx.kind() {
        "postgres" => LEFT_POSTGRES,
        _ => LEFT_SQLITE,
    };
    let row: Option<ChunkRow> = tx
        .find(sql, params![lease, now + LEASE, lane.as_str(), now])
        .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let beyond = read_beyond(&row.beyond);
    let mut hearers = match find_broadcast(tx, row.broadcast_id).await? {
        Some(broadcast) => {
            let span = (row.done_id, Some(row.upto_id));
            read(tx, &broadcast, lane, span).await?.0
        }
        None => vec![],
    };
    hearers.retain(|one| !beyond.contains(&one.id.0));
    let chunk = Chunk {
        id: row.id,
        broadcast: row.broadcast_id,
        lane,
        done: row.done_id,
        beyond,
        open: hearers.iter().map(|one| one.id.0).collect(),
        upto: row.upto_id,
        lease,
    };
    Ok(Some(Taken { chunk, hearers }))
}

/// The most urgent fan-out of a lane, locked.
async fn next_fanout(tx: &mut Tx, lane: Lane) -> Result<Option<FanoutRow>> {
    tx.find(
        "UPDATE fanouts SET handed = handed
         WHERE lane = $1 AND state = 'handing'
           AND broadcast_id = (SELECT broadcast_id FROM fanouts
                               WHERE lane = $1 AND state = 'handing'
                               ORDER BY priority, broadcast_id LIMIT 1)
         RETURNING broadcast_id, cursor_id",
        params![lane.as_str()],
    )
    .await
}

/// The next readers after the cursor; `None` where there are no more. Where many in a row want nothing of it, the
/// cursor moves on over them.
async fn hand_out(
    tx: &mut Tx,
    now: Timestamp,
    lane: Lane,
    fanout: &FanoutRow,
    broadcast: &Broadcast,
) -> Result<Option<Taken>> {
    let mut after = fanout.cursor_id;
    let (hearers, upto) = loop {
        let (hearers, last) = read(tx, broadcast, lane, (after, None)).await?;
        let Some(last) = last else {
            return Ok(None);
        };
        if !hearers.is_empty() {
            break (hearers, last);
        }
        after = last;
    };
    let chunk = Chunk {
        id: token::new_id(now),
        broadcast: broadcast.id,
        lane,
        done: after,
        beyond: Default::default(),
        open: hearers.iter().map(|one| one.id.0).collect(),
        upto,
        lease: token::new_id(now),
    };
    tx.exec(
        "INSERT INTO fanout_chunks (id, broadcast_id, lane, after_id, upto_id, done_id, beyond, lease, leased_until)
         VALUES ($1, $2, $3, $4, $5, $4, '', $6, $7)",
        params![chunk.id, chunk.broadcast, lane.as_str(), after, upto, chunk.lease, now + LEASE],
    )
    .await?;
    tx.exec(
        "UPDATE fanouts SET cursor_id = $3, handed = handed + $4 WHERE broadcast_id = $1 AND lane = $2",
        params![broadcast.id, lane.as_str(), upto, i64::try_from(hearers.len()).unwrap_or(i64::MAX)],
    )
    .await?;
    Ok(Some(Taken { chunk, hearers }))
}

/// Readers of a span in order, at most [`CHUNK`] of them, and the last that was looked at.
async fn read(
    tx: &mut Tx,
    broadcast: &Broadcast,
    lane: Lane,
    (after, upto): (Uuid, Option<Uuid>),
) -> Result<(Vec<Hearer>, Option<Uuid>)> {
    let reach = broadcast.reach(tx).await?;
    let asked = Hearing {
        page: broadcast.said.page,
        lane,
        topic: broadcast.said.topic,
        subject: broadcast.said.subject,
        reach: &reach,
        confirmed_before: broadcast.created_at,
        after: SubscriptionId(after),
        upto: upto.map(SubscriptionId),
        // What was handed out once is told to all of it, also where somebody in it was resumed meanwhile.
        limit: upto.map_or(CHUNK, |_| i64::MAX),
    };
    let mut hearers = subscribers::hearers(tx, &asked).await?;
    let last = hearers.last().map(|one| one.id.0);
    hearers.retain(|one| broadcast.is_for(&one.locale));
    Ok((hearers, last))
}

/// Whether there is anything to take on; asked of a snapshot, so that looking wakes nobody.
///
/// # Errors
/// A fault when the database is away.
pub async fn has_work(look: &mut Tx, now: Timestamp, lane: Lane) -> Result<bool> {
    let found: Option<(i64,)> = look
        .find(
            "SELECT CAST(1 AS BIGINT) FROM fanouts WHERE lane = $1 AND state = 'handing'
             UNION ALL
             SELECT CAST(1 AS BIGINT) FROM fanout_chunks WHERE lane = $1 AND leased_until <= $2
             UNION ALL
             SELECT CAST(1 AS BIGINT) FROM deliveries WHERE lane = $1 AND state = 'waiting' AND due_at <= $2
             LIMIT 1",
            params![lane.as_str(), now],
        )
        .await?;
    Ok(found.is_some())
}

/// Everybody is handed out.
async fn hand_no_more(tx: &mut Tx, now: Timestamp, lane: Lane, broadcast: Uuid) -> Result<()> {
    tx.exec(
        "UPDATE fanouts SET state = 'handed', readers = handed WHERE broadcast_id = $1 AND lane = $2",
        params![broadcast, lane.as_str()],
    )
    .await?;
    record::end_where_nobody_is_left(tx, now, lane, broadcast).await
}
