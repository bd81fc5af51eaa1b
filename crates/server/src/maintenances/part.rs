//! Parting work that comes again: what was done stays as it was planned, and what is to come goes on as a maintenance
//! of its own, which can then be changed without changing what readers were told of the past.

use beffroi_domain::{
    Actor, Recurrence,
    recurrence::{Ends, Rule},
    window::Interval,
};
use jiff::{Timestamp, civil::DateTime};

use super::{
    NewMaintenance, Standing, clock,
    record::{freshen, insert},
    recur,
    schedule::set_clock,
    standing,
    take_out::as_one,
};
use crate::{
    audit,
    ground::{Result, Tx},
    params,
};

/// What of a series is still to come: the series itself where none of its times has begun, else its later part as
/// a maintenance of its own. A series of which nothing is to come is given as it is.
pub(super) async fn to_come(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    series: Standing,
) -> Result<Standing> {
    let whole = &series.maintenance;
    let begun = whole.times().take_while(|time| time.from <= now).last();
    let next = whole.times().find(|time| time.from > now);
    let (Some(again), Some(last), Some(next)) = (&whole.recurrence, begun, next) else {
        return Ok(series);
    };
    let (past, coming) = parted(again, whole.planned(), last, next);
    recur::write(tx, series.id(), &past).await?;
    let new = NewMaintenance {
        scheduled_start_at: next.from,
        scheduled_end_at: next.to,
        recurrence: Some(coming),
        ..as_one(now, &series, None)
    };
    let id = insert(tx, now, actor, &new).await?;
    tx.exec(
        "UPDATE maintenances SET series_id = $2, series_at = $3 WHERE id = $1",
        params![id, series.id(), next.from],
    )
    .await?;
    set_clock(tx, id, whole.by_clock, whole.remind_minutes).await?;
    let left = standing::load(tx, series.id()).await?;
    clock::plan(tx, now, &left).await?;
    let part = standing::load(tx, id).await?;
    clock::plan_anew(tx, now, &part, &series).await?;
    freshen(tx, now, series.id()).await?;
    audit::record(tx, now, actor, "maintenance.part", series.id().0, "").await?;
    Ok(part)
}

/// The rule up to `last`, and the rule from `next` on.
fn parted(
    again: &Recurrence,
    first: Interval,
    last: Interval,
    next: Interval,
) -> (Recurrence, Recurrence) {
    let wall = next.from.to_zoned(again.zone.clone()).datetime();
    let except = again.except.iter().copied();
    let (past, coming): (Vec<DateTime>, Vec<DateTime>) = except.partition(|at| *at < wall);
    let with = |ends, except| Recurrence {
        rule: Rule {
            ends,
            ..again.rule.clone()
        },
        except,
        zone: again.zone.clone(),
    };
    let ends = match again.rule.ends {
        // Times that were left out count too.
        Ends::After(count) => {
            let all = with(again.rule.ends, vec![]);
            let gone = all.times(first).take_while(|time| time.from < next.from);
            let gone = u32::try_from(gone.count()).unwrap_or(count);
            Ends::After(count.saturating_sub(gone))
        }
        other => other,
    };
    (with(Ends::At(last.from), past), with(ends, coming))
}
