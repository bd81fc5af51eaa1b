//! Planned work that comes again: its rule kept, and its times told.

use std::sync::Arc;

use anyhow::Context as _;
use beffroi_domain::{
    Maintenance, MaintenanceId, MaintenanceStatus, PageId, Recurrence, recurrence::BadRule,
    window::Interval,
};
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};

use super::load::begun_before;
use crate::{
    ground::{Refusal, Result, Tx, db::word},
    params,
};

/// More times of one maintenance than anybody asks for at once.
const MOST: usize = 2_000;

/// One time that a maintenance is planned for: its only one, or one of those of its rule.
#[derive(Clone, Debug)]
pub struct Occurrence {
    /// The maintenance, with the same words each time.
    pub maintenance: Arc<Maintenance>,
    /// When this time is planned.
    pub planned: Interval,
}

impl Occurrence {
    /// Where this time stands at `now`.
    #[must_use]
    pub fn status(&self, now: Timestamp) -> MaintenanceStatus {
        self.maintenance.status_of(self.planned, now)
    }
}

/// The planned work of a page between two instants, in order of time: every public maintenance, done or
/// to come, once for each time that is planned to begin before `to` and not to be over at `from`.
///
/// A maintenance without a rule stands there once, under its planned time and with its own status.
/// Of one that comes again, at most the first 2,000 times after `from` are given.
///
/// # Errors
/// A fault when the database is away.
pub async fn occurrences(
    tx: &mut Tx,
    page: PageId,
    from: Timestamp,
    to: Timestamp,
) -> Result<Vec<Occurrence>> {
    let all = begun_before(tx, page, to).await?;
    let mut found: Vec<Occurrence> = all
        .into_iter()
        .map(Arc::new)
        .flat_map(|maintenance| between(&maintenance, from, to))
        .collect();
    found.sort_by_key(|one| one.planned);
    Ok(found)
}

/// The times of one maintenance that begin before `to`; its only one, whenever that is, where it does
/// not come again.
#[must_use]
pub fn times_of(maintenance: Maintenance, to: Timestamp) -> Vec<Occurrence> {
    let is_again = maintenance.recurrence.is_some();
    let to = if is_again { to } else { Timestamp::MAX };
    between(&Arc::new(maintenance), Timestamp::MIN, to)
}

/// The times of one maintenance that touch the time between two instants.
fn between(maintenance: &Arc<Maintenance>, from: Timestamp, to: Timestamp) -> Vec<Occurrence> {
    maintenance
        .times()
        .skip_while(|time| time.to <= from && time.from < from)
        .take_while(|time| time.from < to)
        .take(MOST)
        .map(|planned| Occurrence {
            maintenance: Arc::clone(maintenance),
            planned,
        })
        .collect()
}

/// The next instant at which a time of recurring work begins or ends: until then, and as long as
/// nothing is written, readers see the same.
///
/// # Errors
/// A fault when the database is away.
pub async fn next_change(tx: &mut Tx, page: PageId, now: Timestamp) -> Result<Option<Timestamp>> {
    let all = begun_before(tx, page, Timestamp::MAX).await?;
    let recurring = all.iter().filter(|one| one.recurrence.is_some());
    let next = recurring.filter_map(|one| {
        let time = one.times_from(now).next()?;
        Some(if time.from > now { time.from } else { time.to })
    });
    Ok(next.min())
}

#[derive(sqlx_macros::FromRow)]
struct RecurrenceRow {
    rule: String,
    left_out: String,
    zone: String,
}

/// The rule of a maintenance, if it has one.
pub(super) async fn find(tx: &mut Tx, id: MaintenanceId) -> Result<Option<Recurrence>> {
    let row: Option<RecurrenceRow> = tx
        .find(
            "SELECT rule, left_out, zone FROM recurrences WHERE maintenance_id = $1",
            params![id],
        )
        .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    Ok(Some(Recurrence {
        rule: word(&row.rule)?,
        except: serde_json::from_str(&row.left_out)?,
        zone: TimeZone::get(&row.zone).context("the zone of a recurrence")?,
    }))
}

/// Keeps a rule; true when it is another than before.
pub(super) async fn write(tx: &mut Tx, id: MaintenanceId, again: &Recurrence) -> Result<bool> {
    if find(tx, id).await?.as_ref() == Some(again) {
        return Ok(false);
    }
    tx.exec(
        "INSERT INTO recurrences (maintenance_id, rule, left_out, zone) VALUES ($1, $2, $3, $4)
         ON CONFLICT (maintenance_id) DO UPDATE SET rule = $2, left_out = $3, zone = $4",
        params![
            id,
            again.rule.to_string(),
            serde_json::to_string(&again.except)?,
            again.zone.iana_name().unwrap_or("Etc/UTC")
        ],
    )
    .await?;
    Ok(true)
}

/// The rule with those of its exceptions that are times of it once it begins with `first`, on the clock of that.
pub(super) fn fitting(again: Recurrence, first: Interval) -> Recurrence {
    let clock = first.from.to_zoned(again.zone.clone()).time();
    let moved = again.except.iter().map(|at| at.date().to_datetime(clock));
    let is_one = |at: &DateTime| {
        let alone = Recurrence {
            except: vec![*at],
            ..again.clone()
        };
        alone.check(first).is_ok()
    };
    let mut except: Vec<DateTime> = moved.filter(is_one).collect();
    except.sort_unstable();
    except.dedup();
    Recurrence { except, ..again }
}

/// Refuses a rule that does not fit the first time, or a zone that has no name to keep.
pub(super) fn check(again: &Recurrence, first: Interval) -> Result<(), Refusal> {
    if again.zone.iana_name().is_none() {
        return Err(Refusal::of(
            "recurrence",
            "name a zone such as \"Europe/Paris\"",
        ));
    }
    again
        .check(first)
        .map_err(|bad| refused(again, first, &bad))
}

/// Why a rule does not fit, and where the first time is none of it, when its first one would be.
fn refused(again: &Recurrence, first: Interval, bad: &BadRule) -> Refusal {
    let day = |time: Interval| time.from.to_zoned(again.zone.clone()).date().to_string();
    let whole = Recurrence {
        except: vec![],
        ..again.clone()
    };
    let next = whole.times(first).next().map(day);
    match next.filter(|next| *next != day(first)) {
        Some(next) => {
            let message = format!("{bad}; set the first time to {next}, or choose another rule");
            let said = [("day", day(first)), ("next", next)];
            Refusal::of("recurrence", message).says("refusal-work-first", said)
        }
        None => Refusal::of("recurrence", bad.to_string()).told("refusal-work-never"),
    }
}
