//! What is paid for, counted in segments before they go: for each day and each month of UTC, by all nodes together.
//!
//! Counted stays what may have been sent: after a crash, or where a gateway broke off. What it plainly did not take is
//! given back to the day on which it was counted.

use jiff::{Timestamp, tz::TimeZone};

use crate::{
    ground::{Result, Tx, outbound::Sms},
    params,
};

/// What was counted, of how much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spent {
    /// Today.
    pub day: i64,
    /// This month.
    pub month: i64,
    /// Whether those who administer the installation were told that one of them has no more.
    pub is_told: bool,
}

#[derive(Default, sqlx_macros::FromRow)]
struct SpentRow {
    segments: i64,
    told_at: Option<i64>,
}

/// What has no more segments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Full {
    /// The day or the month, as the table has it.
    pub(super) period: String,
    /// How many it had.
    pub(super) most: i64,
    /// Whether it is the month.
    pub(super) is_month: bool,
}

/// Counts segments that are to go now; or nothing, where a day or a month has no more.
///
/// Whoever counts holds the day until the transaction is over, so that two never count the same.
///
/// # Errors
/// A fault when the database is away.
pub async fn spend(
    tx: &mut Tx,
    now: Timestamp,
    sms: &Sms,
    segments: usize,
) -> Result<Result<(), Full>> {
    let [day, month] = periods(now);
    let full = |period, most, is_month| Full {
        period,
        most,
        is_month,
    };
    if !add(tx, &day, segments, sms.a_day).await? {
        return Ok(Err(full(day, sms.a_day, false)));
    }
    if add(tx, &month, segments, sms.a_month).await? {
        return Ok(Ok(()));
    }
    take(tx, &day, segments).await?;
    Ok(Err(full(month, sms.a_month, true)))
}

/// Gives back segments that were counted at `at` and did not go.
///
/// # Errors
/// A fault when the database is away.
pub async fn give_back(tx: &mut Tx, at: Timestamp, segments: usize) -> Result<()> {
    for period in periods(at) {
        take(tx, &period, segments).await?;
    }
    Ok(())
}

/// What was counted today and this month.
///
/// # Errors
/// A fault when the database is away.
pub async fn spent(tx: &mut Tx, now: Timestamp) -> Result<Spent> {
    let [day, month] = periods(now);
    let (day, month) = (of(tx, &day).await?, of(tx, &month).await?);
    Ok(Spent {
        day: day.segments,
        month: month.segments,
        is_told: day.told_at.or(month.told_at).is_some(),
    })
}

impl Spent {
    /// Whether there is room for so many more.
    #[must_use]
    pub fn has_room(self, sms: &Sms, segments: usize) -> bool {
        let more = count(segments);
        self.day + more <= sms.a_day && self.month + more <= sms.a_month
    }
}

/// The day and the month of an instant, as the table has them.
fn periods(at: Timestamp) -> [String; 2] {
    let at = at.to_zoned(TimeZone::UTC);
    [
        at.strftime("%Y-%m-%d").to_string(),
        at.strftime("%Y-%m").to_string(),
    ]
}

async fn of(tx: &mut Tx, period: &str) -> Result<SpentRow> {
    let row: Option<SpentRow> = tx
        .find(
            "SELECT segments, told_at FROM phone_spending WHERE period = $1",
            params![period],
        )
        .await?;
    Ok(row.unwrap_or_default())
}

async fn add(tx: &mut Tx, period: &str, segments: usize, most: i64) -> Result<bool> {
    tx.exec(
        "INSERT INTO phone_spending (period, segments) VALUES ($1, 0) ON CONFLICT (period) DO NOTHING",
        params![period],
    )
    .await?;
    let added = tx
        .exec(
            "UPDATE phone_spending SET segments = segments + $2
             WHERE period = $1 AND segments + $2 <= $3",
            params![period, count(segments), most],
        )
        .await?;
    Ok(added == 1)
}

async fn take(tx: &mut Tx, period: &str, segments: usize) -> Result<()> {
    tx.exec(
        "UPDATE phone_spending SET segments = segments - $2 WHERE period = $1 AND segments >= $2",
        params![period, count(segments)],
    )
    .await?;
    Ok(())
}

fn count(segments: usize) -> i64 {
    i64::try_from(segments).unwrap_or(i64::MAX)
}
