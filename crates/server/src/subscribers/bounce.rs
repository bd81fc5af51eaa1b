//! A mail came back, and somebody's relay says so: an address that is gone is paused, anything else is counted.
//!
//! Anybody can write what looks like a notification. Only one that carries the mark of a mail of ours is believed, once, and
//! as long as the mail is not older than the last time that its reader was resumed; whatever else comes changes nothing, and
//! is called by its word.

use beffroi_channels::{
    Verdict,
    bounce::{self, Action, Bounce, Recipient},
};
use beffroi_domain::{Actor, PageId, SubscriptionId};
use jiff::{SignedDuration, Timestamp};

use super::{
    Sender, State, Subscription,
    fail::{LONG, OFTEN},
    find_bell,
    mark::Mark,
    pause, store,
};
use crate::{
    audit,
    ground::{Result, Tx, db},
    params,
};

/// How long a mail that came back counts, and is known again.
const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

/// What a notification came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bounced {
    /// Its reader is paused now.
    Paused,
    /// It was counted.
    Counted,
    /// Nothing is wrong yet: the mail is still tried, or it arrived.
    Going,
    /// It was taken before.
    Duplicate,
    /// Its mail is older than a month, or than the last time that its reader was resumed.
    Old,
    /// Its reader is paused already.
    Silent,
    /// It speaks of another address, to which ours leads.
    Elsewhere,
    /// Its reader is not there, or not on these pages.
    Unknown,
    /// The mark in it is none of ours.
    Forged,
    /// There is no mark in it.
    Unproven,
    /// It is no notification.
    Other,
}

/// How often a reader's mails came back since it was told again, within a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Returned {
    /// How many.
    pub count: i64,
    /// When the oldest of them was announced.
    pub since: Option<Timestamp>,
}

/// Nobody is written: whoever has a mail address has no other owner.
const SILENT: Sender<'static> = Sender {
    base: "",
    has_mail: false,
};

/// Takes one mail, whole, for readers of these pages.
///
/// # Errors
/// A fault when the database is away.
pub async fn bounced(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    pages: &[PageId],
    mail: &[u8],
) -> Result<Bounced> {
    let Some(read) = bounce::read(mail) else {
        return Ok(Bounced::Other);
    };
    let Some(mark) = mark(&read) else {
        return Ok(Bounced::Unproven);
    };
    let found = store::find(tx, mark.id).await?;
    let found = found.filter(|one| pages.contains(&one.page));
    let Some(reader) = found else {
        return Ok(Bounced::Unknown);
    };
    let bell = find_bell(tx, reader.page).await?;
    if !bell.is_some_and(|bell| bell.is_mark(&mark)) {
        return Ok(Bounced::Forged);
    }
    match said(&read, &reader) {
        Said::Failed { reason, is_gone } => {
            failed(tx, (now, actor), &mark, (reason, is_gone)).await
        }
        Said::Going => Ok(Bounced::Going),
        Said::Elsewhere => Ok(Bounced::Elsewhere),
    }
}

/// The mark of the mail that it answers, or of the address that it came to.
fn mark(read: &Bounce) -> Option<Mark> {
    let mut all = read.came_to.iter().chain(&read.message_id);
    all.find_map(|text| Mark::find(text))
}

/// What it says of a reader.
enum Said {
    Failed { reason: &'static str, is_gone: bool },
    Going,
    Elsewhere,
}

/// The worst that it says of the reader's own address. A team's address that leads to several is not gone because one of
/// them is.
fn said(read: &Bounce, reader: &Subscription) -> Said {
    let own = read.recipients.iter();
    let mut own: Vec<&Recipient> = own.filter(|one| is_own(one, &reader.address)).collect();
    own.sort_by_key(|one| !one.is_permanent());
    let Some(first) = own.first() else {
        return Said::Elsewhere;
    };
    match (first.action, first.verdict()) {
        (Action::Failed, Verdict::Gone(why)) => Said::Failed {
            reason: why.as_str(),
            is_gone: true,
        },
        (Action::Failed, Verdict::Refused(why) | Verdict::Again { why, .. }) => Said::Failed {
            reason: why.as_str(),
            is_gone: false,
        },
        _ => Said::Going,
    }
}

/// Whether it speaks of that address, or says none. Some relays write the same person under another name of their domain.
fn is_own(one: &Recipient, address: &str) -> bool {
    let Some(said) = &one.address else {
        return true;
    };
    let local = |address: &str| {
        let (local, _) = address.rsplit_once('@')?;
        let bare = local.split_once('+').map_or(local, |(bare, _)| bare);
        Some(bare.to_lowercase())
    };
    local(said) == local(address)
}

async fn failed(
    tx: &mut Tx,
    (now, actor): (Timestamp, Actor),
    mark: &Mark,
    (reason, is_gone): (&'static str, bool),
) -> Result<Bounced> {
    let id = mark.id;
    store::lock(tx, id).await?;
    if mark.mailed_at < counted_from(tx, id, now).await? {
        return Ok(Bounced::Old);
    }
    let known: Option<(i64,)> = tx
        .find(
            "SELECT came_at FROM bounces WHERE subscription_id = $1 AND mailed_at = $2",
            params![id, mark.mailed_at],
        )
        .await?;
    if known.is_some() {
        return Ok(Bounced::Duplicate);
    }
    if store::load(tx, id).await?.state != State::Active {
        return Ok(Bounced::Silent);
    }
    tx.exec(
        "INSERT INTO bounces (subscription_id, mailed_at, came_at, reason) VALUES ($1, $2, $3, $4)",
        params![id, mark.mailed_at, now, reason],
    )
    .await?;
    let all = returned(tx, id, now).await?;
    let is_long = all
        .since
        .is_some_and(|since| now.duration_since(since) >= LONG);
    if is_gone || (all.count >= OFTEN && is_long) {
        pause(tx, now, actor, SILENT, id, reason).await?;
        return Ok(Bounced::Paused);
    }
    tx.exec(
        "UPDATE subscriptions SET problem = $2 WHERE id = $1",
        params![id, reason],
    )
    .await?;
    audit::record(tx, now, actor, "subscription.bounce", id.0, reason).await?;
    Ok(Bounced::Counted)
}

#[derive(sqlx_macros::FromRow)]
struct ResumedRow {
    resumed_at: Option<i64>,
}

/// What came back of mails of before says nothing any more. Marks know seconds.
async fn counted_from(tx: &mut Tx, id: SubscriptionId, now: Timestamp) -> Result<Timestamp> {
    let row: Option<ResumedRow> = tx
        .find(
            "SELECT resumed_at FROM subscriptions WHERE id = $1",
            params![id],
        )
        .await?;
    let resumed = row.and_then(|row| row.resumed_at).map(db::instant);
    let resumed = resumed.transpose()?.unwrap_or(Timestamp::MIN);
    Ok(resumed.max(now - KEPT))
}

#[derive(sqlx_macros::FromRow)]
struct ReturnedRow {
    count: i64,
    since: Option<i64>,
}

/// How often its mails came back.
///
/// # Errors
/// A fault when the database is away.
pub async fn returned(tx: &mut Tx, id: SubscriptionId, now: Timestamp) -> Result<Returned> {
    let from = counted_from(tx, id, now).await?;
    let row: ReturnedRow = tx
        .load(
            "SELECT COUNT(*) AS count, MIN(mailed_at) AS since FROM bounces
             WHERE subscription_id = $1 AND mailed_at >= $2",
            params![id, from],
        )
        .await?;
    Ok(Returned {
        count: row.count,
        since: row.since.map(db::instant).transpose()?,
    })
}

/// Forgets what is older than a month.
pub(super) async fn sweep(tx: &mut Tx, now: Timestamp) -> Result<()> {
    tx.exec(
        "DELETE FROM bounces WHERE mailed_at < $1",
        params![now - KEPT],
    )
    .await?;
    Ok(())
}

impl Bounced {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Paused,
        Self::Counted,
        Self::Going,
        Self::Duplicate,
        Self::Old,
        Self::Silent,
        Self::Elsewhere,
        Self::Unknown,
        Self::Forged,
        Self::Unproven,
        Self::Other,
    ];

    /// Its word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Paused => "paused",
            Self::Counted => "counted",
            Self::Going => "going",
            Self::Duplicate => "duplicate",
            Self::Old => "old",
            Self::Silent => "silent",
            Self::Elsewhere => "elsewhere",
            Self::Unknown => "unknown",
            Self::Forged => "forged",
            Self::Unproven => "unproven",
            Self::Other => "other",
        }
    }

    /// What it means, for whoever hands notifications on.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Paused => "its reader is paused now",
            Self::Counted => "it was counted",
            Self::Going => "the mail is still tried, or arrived",
            Self::Duplicate => "it was taken before",
            Self::Old => {
                "its mail is a month old, or older than the last time that its reader was resumed"
            }
            Self::Silent => "its reader is not told anything already",
            Self::Elsewhere => "it speaks of another address, to which the reader's leads",
            Self::Unknown => "its reader is not there any more, or never was",
            Self::Forged => "the mark in it is none of ours",
            Self::Unproven => "there is no mark in it that proves that it answers a mail of ours",
            Self::Other => "it is no notification",
        }
    }

    /// Whether it changed something.
    #[must_use]
    pub fn is_taken(self) -> bool {
        matches!(self, Self::Paused | Self::Counted)
    }
}
