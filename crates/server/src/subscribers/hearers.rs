//! Who hears something: what a fan-out reads, in the order of ids, and how many they are.
//!
//! Whoever asked for the whole page and for one incident hears of that once: the first counts. What another company says is
//! heard by those who asked for that company, and by nobody else ([`overhear`]).

use beffroi_channels::Channel;
use beffroi_domain::{Locale, PageId, SubscriptionId, announcement::Topic};
use jiff::Timestamp;
use uuid::Uuid;

use super::{Keys, Lane, Reach, channel_of, overhear};
use crate::{
    ground::{Result, Tx, db},
    params,
};

/// What is asked.
#[derive(Clone, Debug)]
pub struct Hearing<'a> {
    /// On which page.
    pub page: PageId,
    /// Carried by what.
    pub lane: Lane,
    /// About what kind of thing.
    pub topic: Topic,
    /// The incident or maintenance inside.
    pub subject: Uuid,
    /// What it touches.
    pub reach: &'a Reach,
    /// Only those whose address had said yes by then.
    pub confirmed_before: Timestamp,
    /// Those after this one; the nil id begins.
    pub after: SubscriptionId,
    /// Up to this one, where it is not all.
    pub upto: Option<SubscriptionId>,
    /// At most so many; where fewer come back, there are no more.
    pub limit: i64,
}

/// One who hears it.
#[derive(Clone, Debug)]
pub struct Hearer {
    /// Its subscription.
    pub id: SubscriptionId,
    /// How.
    pub channel: Channel,
    /// Where.
    pub address: String,
    /// What the channel needs beside it.
    pub keys: Option<Keys>,
    /// In which language.
    pub locale: Locale,
    /// Whether it asked for the whole page.
    pub is_whole: bool,
    /// Whether it asked for this one thing alone.
    pub is_for_this: bool,
    /// When its address said yes.
    pub confirmed_at: Timestamp,
    /// Whether nothing arrived there the last time: then what arrives is to be said ([`super::arrived`]).
    pub is_failing: bool,
}

/// How many hear it by one channel in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// How.
    pub channel: Channel,
    /// In which language.
    pub locale: Locale,
    /// So many.
    pub readers: i64,
}

#[derive(sqlx_macros::FromRow)]
pub(super) struct HearerRow {
    id: Uuid,
    channel: String,
    about_id: Uuid,
    page_id: Uuid,
    address: String,
    keys: Option<String>,
    locale: String,
    is_whole: i64,
    confirmed_at: i64,
    failing_since: Option<i64>,
}

#[derive(sqlx_macros::FromRow)]
pub(super) struct CountRow {
    channel: String,
    locale: String,
    readers: i64,
}

/// Whether a row of `$alias` hears a kind and is for what is touched; `$is_all` is 1 where that may be everything: then all
/// hear it but those who asked for nothing of the page itself.
macro_rules! hears {
    ($alias:literal, $kind:literal, $is_all:literal, $ids:literal) => {
        concat!(
            $alias,
            ".",
            $kind,
            " = 1 AND (",
            $alias,
            ".is_whole = 1 OR EXISTS
               (SELECT 1 FROM subscription_components c WHERE c.subscription_id = ",
            $alias,
            ".id
                AND (",
            $is_all,
            " = 1 OR ",
            $ids,
            ")))"
        )
    };
}

macro_rules! hearers {
    ($kind:literal, $ids:literal) => {
        concat!(
            "SELECT s.id, s.channel, s.about_id, s.page_id, s.address, s.keys, s.locale, s.is_whole,
                    s.confirmed_at, s.failing_since
             FROM subscriptions s
             WHERE s.page_id = $1 AND s.lane = $2 AND s.state = 'active' AND s.id > $3 AND s.id <= $4
               AND s.confirmed_at <= $5 AND ",
            hears!("s", $kind, "$7", $ids),
            " AND (s.about_id = $1 OR (s.about_id = $6 AND NOT EXISTS
                 (SELECT 1 FROM subscriptions s2
                  WHERE s2.page_id = $1 AND s2.channel = s.channel AND s2.about_id = $1
                    AND s2.address_digest = s.address_digest AND s2.state = 'active'
                    AND s2.confirmed_at <= $5 AND ",
            hears!("s2", $kind, "$7", $ids),
            ")))
             ORDER BY s.id LIMIT $9"
        )
    };
}

macro_rules! counts {
    ($kind:literal, $ids:literal) => {
        concat!(
            "SELECT s.channel, s.locale, COUNT(*) AS readers
             FROM subscriptions s
             WHERE s.page_id = $1 AND s.about_id = $1 AND s.state = 'active' AND ",
            hears!("s", $kind, "$3", $ids),
            " GROUP BY s.channel, s.locale
             UNION ALL
             SELECT s.channel, s.locale, COUNT(*) AS readers
             FROM subscriptions s
             WHERE s.page_id = $1 AND s.about_id = $2 AND $2 <> $1 AND s.state = 'active' AND s.",
            $kind,
            " = 1 AND NOT EXISTS
                 (SELECT 1 FROM subscriptions s2
                  WHERE s2.page_id = $1 AND s2.channel = s.channel AND s2.about_id = $1
                    AND s2.address_digest = s.address_digest AND s2.state = 'active' AND ",
            hears!("s2", $kind, "$3", $ids),
            ")
             GROUP BY s.channel, s.locale"
        )
    };
}

/// A statement for each kind, in this dialect: what `IN` takes many of is written otherwise in each.
macro_rules! by_kind {
    ($statement:ident, $tx:expr, $topic:expr, $sqlite:literal, $postgres:literal) => {
        match ($tx.kind(), $topic) {
            ("postgres", Topic::Maintenance) => $statement!("has_maintenances", $postgres),
            ("postgres", Topic::Postmortem) => $statement!("has_postmortems", $postgres),
            ("postgres", _) => $statement!("has_incidents", $postgres),
            (_, Topic::Maintenance) => $statement!("has_maintenances", $sqlite),
            (_, Topic::Postmortem) => $statement!("has_postmortems", $sqlite),
            (_, _) => $statement!("has_incidents", $sqlite),
        }
    };
}

/// Those who hear it, in the order of their ids.
///
/// # Errors
/// A fault when the database is away.
pub async fn hearers(tx: &mut Tx, asked: &Hearing<'_>) -> Result<Vec<Hearer>> {
    if let Reach::Provider { .. } = asked.reach {
        return overhear::hearers(tx, asked).await;
    }
    let sql = by_kind!(
        hearers,
        tx,
        asked.topic,
        "c.component_id IN (SELECT unhex(value) FROM json_each($8))",
        "c.component_id = ANY (CAST(string_to_array($8, ',') AS uuid[]))"
    );
    let upto = asked.upto.map_or(Uuid::max(), |id| id.0);
    let params = params![
        asked.page,
        asked.lane.as_str(),
        asked.after,
        upto,
        asked.confirmed_before,
        asked.subject,
        i64::from(asked.reach.is_all()),
        asked.reach.param(tx.kind()),
        asked.limit
    ];
    let rows: Vec<HearerRow> = tx.list(sql, params).await?;
    rows.into_iter().map(HearerRow::read).collect()
}

/// One subscription as whoever tells it something needs it; `None` where it left or is paused.
///
/// # Errors
/// A fault when the database is away.
pub async fn hearer(tx: &mut Tx, id: SubscriptionId) -> Result<Option<Hearer>> {
    let row: Option<HearerRow> = tx
        .find(
            "SELECT s.id, s.channel, s.about_id, s.page_id, s.address, s.keys, s.locale, s.is_whole,
                    s.confirmed_at, s.failing_since
             FROM subscriptions s WHERE s.id = $1 AND s.state = 'active'",
            params![id],
        )
        .await?;
    row.map(HearerRow::read).transpose()
}

/// How many hear it now, by channel and language; those who hear nothing do not stand there.
///
/// # Errors
/// A fault when the database is away.
pub async fn count_hearers(
    tx: &mut Tx,
    page: PageId,
    topic: Topic,
    subject: Option<Uuid>,
    reach: &Reach,
) -> Result<Vec<Count>> {
    if let Reach::Provider { id, is_work } = reach {
        return overhear::count(tx, page, *id, *is_work).await;
    }
    let sql = by_kind!(
        counts,
        tx,
        topic,
        "c.component_id IN (SELECT unhex(value) FROM json_each($4))",
        "c.component_id = ANY (CAST(string_to_array($4, ',') AS uuid[]))"
    );
    let params = params![
        page,
        subject.unwrap_or(page.0),
        i64::from(reach.is_all()),
        reach.param(tx.kind())
    ];
    added(tx.list(sql, params).await?)
}

/// Rows of one channel and language as one, in order.
pub(super) fn added(rows: Vec<CountRow>) -> Result<Vec<Count>> {
    let mut counts: Vec<Count> = Vec::new();
    for row in rows {
        let count = row.read()?;
        let is_same =
            |one: &&mut Count| (one.channel, &one.locale) == (count.channel, &count.locale);
        match counts.iter_mut().find(is_same) {
            Some(one) => one.readers += count.readers,
            None => counts.push(count),
        }
    }
    counts.sort_by(|one, other| {
        let order = |count: &Count| (count.channel.as_str(), count.locale.to_string());
        order(one).cmp(&order(other))
    });
    Ok(counts)
}

fn channel(word: &str) -> Result<Channel> {
    let unknown = || anyhow::anyhow!("unknown channel {word:?} in the database");
    Ok(channel_of(word).ok_or_else(unknown)?)
}

impl HearerRow {
    pub(super) fn read(self) -> Result<Hearer> {
        Ok(Hearer {
            id: SubscriptionId(self.id),
            channel: channel(&self.channel)?,
            address: self.address,
            keys: self.keys.as_deref().map(serde_json::from_str).transpose()?,
            locale: db::word(&self.locale)?,
            is_whole: self.is_whole != 0,
            is_for_this: self.about_id != self.page_id,
            confirmed_at: db::instant(self.confirmed_at)?,
            is_failing: self.failing_since.is_some(),
        })
    }
}

impl CountRow {
    fn read(self) -> Result<Count> {
        Ok(Count {
            channel: channel(&self.channel)?,
            locale: db::word(&self.locale)?,
            readers: self.readers,
        })
    }
}
