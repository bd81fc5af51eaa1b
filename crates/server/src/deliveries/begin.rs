//! A broadcast of the outbox becomes a fan-out on each lane: what is due is claimed, and handed out from now on.

use beffroi_domain::{
    Announcement, ComponentId, Locale,
    announcement::{Occasion, Stood, Topic},
};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::gather::{self, Gathered};
use crate::{
    ground::{Error, Result, Tx, db::instant},
    outbox::{self, Claimed, Way},
    params,
    subscribers::{self, Lane, Reach},
};

/// Broadcasts that are begun in one transaction.
const AT_ONCE: u32 = 20;
/// A claim is ended in the same transaction; this is for whoever reads the table meanwhile.
const LEASE: SignedDuration = SignedDuration::from_secs(30);

/// What is told, with all that was gathered into it.
#[derive(Clone, Debug)]
pub struct Broadcast {
    /// Its row in the outbox: the same at each attempt.
    pub id: Uuid,
    /// When it was put there; whoever asked later is not told.
    pub created_at: Timestamp,
    /// What is told.
    pub said: Announcement,
    /// Further words that waited and go with it, the oldest first.
    pub gathered: Vec<Announcement>,
}

#[derive(sqlx_macros::FromRow)]
pub(super) struct BroadcastRow {
    id: Uuid,
    body: Option<String>,
    created_at: i64,
}

#[derive(sqlx_macros::FromRow)]
struct GatheredRow {
    gathered: String,
}

/// Begins what is due: a fan-out for each lane, unless its page gathers further words; which were begun. What
/// cannot be read is put by.
///
/// # Errors
/// A fault when the database is away.
pub async fn begin(tx: &mut Tx, now: Timestamp) -> Result<Vec<Uuid>> {
    let due = outbox::claim(tx, now, Way::Broadcast, AT_ONCE, LEASE).await?;
    let mut begun = Vec::new();
    for claimed in &due {
        begun.extend(begin_one(tx, now, claimed).await?);
    }
    Ok(begun)
}

async fn begin_one(tx: &mut Tx, now: Timestamp, claimed: &Claimed) -> Result<Option<Uuid>> {
    let Ok(said) = serde_json::from_str::<Announcement>(&claimed.body) else {
        outbox::bury(tx, now, claimed, "it has a form that is not known").await?;
        return Ok(None);
    };
    let Gathered { id, said, with } = match gather::gather(tx, now, claimed, said).await? {
        Ok(gathered) => gathered,
        Err(until) => {
            outbox::wait(tx, claimed, until).await?;
            return Ok(None);
        }
    };
    // Whoever asked for a duplicate alone hears of the incident that stays.
    subscribers::follow_merged(tx, now).await?;
    for lane in Lane::ALL {
        tx.exec(
            "INSERT INTO fanouts (broadcast_id, lane, page_id, priority, state, cursor_id, readers, handed,
                                  sent, created_at, gathered)
             VALUES ($1, $2, $3, $4, 'handing', $5, 0, 0, 0, $6, $7)
             ON CONFLICT (broadcast_id, lane) DO NOTHING",
            params![
                id,
                lane.as_str(),
                said.page,
                priority(&said),
                Uuid::nil(),
                now,
                serde_json::to_string(&with)?
            ],
        )
        .await?;
    }
    Ok(Some(id))
}

/// The first word of an incident of ours goes before everything; what only says again goes last.
fn priority(said: &Announcement) -> i64 {
    if said.topic == Topic::Provider {
        return 1;
    }
    match said.occasion {
        Occasion::First => 0,
        Occasion::Update | Occasion::Reminder => 1,
        Occasion::Correction | Occasion::Translation => 2,
    }
}

/// Whether a broadcast waits to be begun; asked of a snapshot, so that looking wakes nobody.
///
/// # Errors
/// A fault when the database is away.
pub async fn is_due(tx: &mut Tx, now: Timestamp) -> Result<bool> {
    outbox::is_due(tx, now, Way::Broadcast).await
}

/// What a fan-out tells; `None` where it is gone.
///
/// # Errors
/// A fault when the database is away, or what is kept has a form that is not known.
pub async fn find_broadcast(tx: &mut Tx, id: Uuid) -> Result<Option<Broadcast>> {
    let Some(row) = row_of(tx, id).await? else {
        return Ok(None);
    };
    let more: Option<GatheredRow> = tx
        .find(
            "SELECT gathered FROM fanouts WHERE broadcast_id = $1 LIMIT 1",
            params![id],
        )
        .await?;
    let more: Vec<Uuid> = match more {
        Some(row) => serde_json::from_str(&row.gathered)?,
        None => vec![],
    };
    let mut gathered = Vec::new();
    for id in more {
        let row = row_of(tx, id).await?.ok_or(Error::NotFound)?;
        gathered.push(read(&row)?);
    }
    Ok(Some(Broadcast {
        id,
        created_at: instant(row.created_at)?,
        said: read(&row)?,
        gathered,
    }))
}

pub(super) async fn row_of(tx: &mut Tx, id: Uuid) -> Result<Option<BroadcastRow>> {
    tx.find(
        "SELECT id, body, created_at FROM outbox WHERE id = $1 AND way = 'broadcast'",
        params![id],
    )
    .await
}

pub(super) fn read(row: &BroadcastRow) -> Result<Announcement> {
    let body = row.body.as_deref().unwrap_or_default();
    serde_json::from_str(body)
        .map_err(|error| anyhow::anyhow!("broadcast {} cannot be read: {error}", row.id).into())
}

/// Counts whom a broadcast is for on a lane, for whoever watches it; it is under way meanwhile. Asked of a snapshot,
/// since there may be a million.
///
/// # Errors
/// A fault when the database is away.
pub async fn count_readers(look: &mut Tx, broadcast: &Broadcast, lane: Lane) -> Result<i64> {
    let said = &broadcast.said;
    let reach = broadcast.reach(look).await?;
    let counts =
        subscribers::count_hearers(look, said.page, said.topic, Some(said.subject), &reach).await?;
    let ours = counts
        .iter()
        .filter(|one| Lane::of(one.channel) == lane && broadcast.is_for(&one.locale));
    Ok(ours.map(|one| one.readers).sum())
}

/// Keeps how many readers were counted; what was handed out already counts at least.
///
/// # Errors
/// A fault when the database is away.
pub async fn note_readers(tx: &mut Tx, broadcast: Uuid, lane: Lane, readers: i64) -> Result<()> {
    tx.exec(
        "UPDATE fanouts SET readers = CASE WHEN $3 > handed THEN $3 ELSE handed END
         WHERE broadcast_id = $1 AND lane = $2 AND state = 'handing'",
        params![broadcast, lane.as_str(), readers],
    )
    .await?;
    Ok(())
}

impl Broadcast {
    /// Whether readers of this language are told: of a translation, those alone who waited for it.
    #[must_use]
    pub fn is_for(&self, locale: &Locale) -> bool {
        self.said.occasion != Occasion::Translation || self.said.locales.contains(locale)
    }

    /// The last word on what it is about.
    #[must_use]
    pub fn is_last(&self) -> bool {
        let ends = matches!(self.said.status.as_str(), "resolved" | "completed");
        ends && matches!(self.said.occasion, Occasion::First | Occasion::Update)
    }

    /// What it touches.
    pub(super) async fn reach(&self, tx: &mut Tx) -> Result<Reach> {
        if let Some(Stood::Provider(heard)) = &self.said.stood {
            return Ok(Reach::Provider {
                id: heard.provider,
                is_work: heard.is_work,
            });
        }
        let touched: Vec<ComponentId> = self.said.components.iter().map(|one| one.id).collect();
        Reach::of(tx, self.said.page, &touched).await
    }
}
