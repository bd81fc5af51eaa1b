//! Several quick words in one message: further words wait as long as their page says, and go with whatever is told
//! next of the same thing.

use beffroi_domain::{Announcement, announcement::Occasion};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::{
    ground::{Error, Result, Tx, db::instant},
    outbox::{self, Claimed},
    params, subscribers,
};

/// What goes out instead of one word: the newest of those that waited, and what it takes along, the oldest first.
pub(super) struct Gathered {
    /// The broadcast that carries them.
    pub id: Uuid,
    /// What it tells.
    pub said: Announcement,
    /// What goes with it.
    pub with: Vec<Uuid>,
}

/// What goes out now; until when it waits for others, where it does. The first word never waits, nor does the last: whoever waits
/// for the all-clear has waited enough.
pub(super) async fn gather(
    tx: &mut Tx,
    now: Timestamp,
    claimed: &Claimed,
    said: Announcement,
) -> Result<Result<Gathered, Timestamp>> {
    let mut waiting = match said.occasion {
        Occasion::First | Occasion::Update => waiting(tx, &said).await?,
        Occasion::Correction | Occasion::Translation | Occasion::Reminder => vec![],
    };
    if !waits(&said) {
        waiting.retain(|one| one.at <= claimed.created_at && one.id != claimed.id);
        return take(tx, now, (claimed, said), waiting).await.map(Ok);
    }
    let bell = subscribers::find_bell(tx, said.page).await?;
    let window = SignedDuration::from_mins(bell.map_or(0, |bell| bell.gather_minutes));
    let oldest = waiting.first().map_or(claimed.created_at, |one| one.at);
    let until = oldest.min(claimed.created_at) + window;
    if until > now {
        return Ok(Err(until));
    }
    waiting.retain(|one| one.id != claimed.id);
    take(tx, now, (claimed, said), waiting).await.map(Ok)
}

/// What it takes along is done with it. The newest says how it stands; those before it stand before it in one message. What
/// another node has begun to tell just now is not told here once more.
async fn take(
    tx: &mut Tx,
    now: Timestamp,
    (claimed, said): (&Claimed, Announcement),
    waiting: Vec<Waiting>,
) -> Result<Gathered> {
    let mut all = Vec::new();
    for one in waiting {
        if outbox::gathered(tx, now, one.id).await? {
            all.push(one);
        }
    }
    outbox::gathered(tx, now, claimed.id).await?;
    let is_end = !waits(&said);
    all.push(Waiting {
        id: claimed.id,
        at: claimed.created_at,
        said,
    });
    if !is_end {
        all.sort_by_key(|one| (one.at, one.id));
    }
    let newest = all.pop().ok_or(Error::NotFound)?;
    Ok(Gathered {
        id: newest.id,
        said: newest.said,
        with: all.into_iter().map(|one| one.id).collect(),
    })
}

fn waits(said: &Announcement) -> bool {
    let is_last = matches!(said.status.as_str(), "resolved" | "completed");
    said.occasion == Occasion::Update && !is_last
}

struct Waiting {
    id: Uuid,
    at: Timestamp,
    said: Announcement,
}

#[derive(sqlx_macros::FromRow)]
struct WaitingRow {
    id: Uuid,
    body: Option<String>,
    created_at: i64,
}

/// Further words on the same thing that nobody was told yet, the oldest first.
async fn waiting(tx: &mut Tx, said: &Announcement) -> Result<Vec<Waiting>> {
    let rows: Vec<WaitingRow> = tx
        .list(
            "SELECT id, body, created_at FROM outbox
             WHERE way = 'broadcast' AND state = 'waiting' AND page_id = $1 AND subject_id = $2
             ORDER BY created_at, id",
            params![said.page, said.subject],
        )
        .await?;
    let mut all = Vec::new();
    for row in rows {
        let body = row.body.as_deref().unwrap_or_default();
        // What cannot be read is put by in its own turn.
        let Ok(said) = serde_json::from_str::<Announcement>(body) else {
            continue;
        };
        if waits(&said) {
            let at = instant(row.created_at)?;
            all.push(Waiting {
                id: row.id,
                at,
                said,
            });
        }
    }
    Ok(all)
}
