//! Several quick words in one message: further words wait as long as their page says, and go with whatever is told
//! next of the same thing.

use beffroi_domain::{Announcement, announcement::Occasion};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::{
    ground::{Result, Tx},
    outbox::{self, Claimed},
    params, subscribers,
};

/// How long a word waits for others. The first never does, nor does the last: whoever waits for the all-clear
/// has waited enough.
pub(super) async fn window(tx: &mut Tx, said: &Announcement) -> Result<SignedDuration> {
    if !waits(said) {
        return Ok(SignedDuration::ZERO);
    }
    let bell = subscribers::find_bell(tx, said.page).await?;
    let minutes = bell.map_or(0, |bell| bell.gather_minutes);
    Ok(SignedDuration::from_mins(minutes))
}

fn waits(said: &Announcement) -> bool {
    let is_last = matches!(said.status.as_str(), "resolved" | "completed");
    said.occasion == Occasion::Update && !is_last
}

#[derive(sqlx_macros::FromRow)]
struct WaitingRow {
    id: Uuid,
    body: Option<String>,
}

/// Takes along what waits and was said before: it goes in this message and in none of its own.
pub(super) async fn with(
    tx: &mut Tx,
    now: Timestamp,
    claimed: &Claimed,
    said: &Announcement,
) -> Result<Vec<Uuid>> {
    let is_for_all = matches!(said.occasion, Occasion::First | Occasion::Update);
    if !is_for_all {
        return Ok(vec![]);
    }
    let rows: Vec<WaitingRow> = tx
        .list(
            "SELECT id, body FROM outbox
             WHERE way = 'broadcast' AND state = 'waiting' AND page_id = $1 AND subject_id = $2
               AND created_at <= $3 AND id <> $4
             ORDER BY created_at, id",
            params![said.page, said.subject, claimed.created_at, claimed.id],
        )
        .await?;
    let mut taken = Vec::new();
    for row in rows {
        let body = row.body.as_deref().unwrap_or_default();
        let waits = serde_json::from_str(body).is_ok_and(|said: Announcement| waits(&said));
        if waits {
            outbox::gathered(tx, now, row.id).await?;
            taken.push(row.id);
        }
    }
    Ok(taken)
}
