//! `GET …/components/{component_id}/uptime`: how long a component was broken between two days.
//!
//! The figures are ours (`domain::uptime`): degraded performance costs a tenth, which the answer says under `beffroi`.

use std::collections::BTreeMap;

use beffroi_domain::{
    ComponentStatus,
    uptime::{DayState, Trouble, days, uptime_ppm, weight_permille},
    window::{Interval, covered_seconds},
};
use jiff::{ToSpan as _, civil::Date};

use super::{shape, tell::Teller};
use crate::{
    api::{
        answer::{Answered, Reply, Wrong},
        ask::Ask,
        extra::{self, stamp},
    },
    components::{self, Component},
    ground::{Error, Refusal, Result, Tx},
    incidents::{self, WindowOf},
    maintenances,
    members::Role,
};

/// As many days as are told at once: six months.
const MOST_DAYS: i64 = 184;
const USUAL_DAYS: i64 = 90;

/// How long a component was broken.
///
/// # Errors
/// `NotFound` where there is none; `Refused` where the days make no sense.
pub async fn read(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let page = ask.page(&mut tx, Role::Reader).await?;
    let teller = Teller::of(&mut tx, &ask.site, page).await?;
    let component = teller
        .find(ask.path("component_id"))
        .ok_or(Error::NotFound)?;
    let (first, last) = range(&ask, &teller, component)?;
    let past = look(&mut tx, &ask, &teller, component, first).await?;
    Reply::ok(&measure(&ask, &teller, component, &past, first, last)?)
}

struct Past {
    troubles: Vec<Trouble>,
    worked: Vec<Interval>,
    related: Vec<(String, Interval)>,
}

async fn look(
    tx: &mut Tx,
    ask: &Ask,
    teller: &Teller,
    component: &Component,
    first: Date,
) -> Result<Past> {
    let (page, zone, now) = (&teller.page, &teller.page.zone, ask.now);
    let from = first.to_zoned(zone.clone());
    let from = from.map_or(jiff::Timestamp::MIN, |zoned| zoned.timestamp());
    let of = |of: &WindowOf| {
        let mut parts = of.window.components.iter();
        let (_, degree) = parts.find(|(id, _)| *id == component.id)?;
        let trouble = Trouble::of(&of.window, *degree, now, zone)?;
        Some((of.incident.to_string(), trouble))
    };
    let windows = incidents::windows_since(tx, page.id, from).await?;
    let told: Vec<(String, Trouble)> = windows.iter().filter_map(of).collect();
    let own = components::outages_since(tx, page.id, from).await?;
    let own = || own.iter().filter(|one| one.component == component.id);
    let out = own().filter(|one| !one.is_work()).map(|one| Trouble {
        interval: one.interval(now),
        degree: one.degree,
        is_bound: false,
    });
    let work = own()
        .filter(|one| one.is_work())
        .map(|one| one.interval(now));
    let planned = maintenances::worked_since(tx, page.id, from, now).await?;
    let planned = planned
        .iter()
        .filter(|one| one.components.contains(&component.id));
    Ok(Past {
        troubles: told.iter().map(|(_, one)| *one).chain(out).collect(),
        worked: planned.map(|one| one.interval).chain(work).collect(),
        related: told
            .into_iter()
            .map(|(id, one)| (id, one.interval))
            .collect(),
    })
}

fn measure(
    ask: &Ask,
    teller: &Teller,
    component: &Component,
    past: &Past,
    first: Date,
    last: Date,
) -> Result<shape::Uptime, Wrong> {
    let zone = &teller.page.zone;
    let edge = |day: Date| day.to_zoned(zone.clone()).map(|zoned| zoned.timestamp());
    let far = |_| Refusal::of("end", "name days of this era");
    let from = edge(first).map_err(far)?;
    let after = last.tomorrow().map_err(far)?;
    let until = edge(after).map_err(far)?.min(ask.now).max(from);
    let count = (last - first).get_days() + 1;
    let count = u16::try_from(count).unwrap_or(0);
    let (troubles, since) = (&past.troubles, component.since);
    // A day that is over counts whole when it is seen from the day after.
    let is_over = edge(after).map_err(far)? <= ask.now;
    let seen = count + u16::from(is_over);
    let mut all = days(troubles, &past.worked, since, until, zone, seen);
    all.truncate(usize::from(count));
    let whole = Interval { from, to: until };
    let seconds = |degree: ComponentStatus| {
        let worst = past.troubles.iter().filter(|one| one.degree == degree);
        covered_seconds(worst.filter_map(|one| one.interval.clip(&whole)).collect())
    };
    let is_known = |one: &&beffroi_domain::uptime::Day| matches!(one.state, DayState::Known(known) if known.is_bound);
    Ok(shape::Uptime {
        range_start: stamp(from),
        range_end: stamp(until),
        uptime_percentage: percent(uptime_ppm(&all).unwrap_or(1_000_000)),
        major_outage: seconds(ComponentStatus::MajorOutage),
        partial_outage: seconds(ComponentStatus::PartialOutage),
        warnings: None,
        id: component.public_id.to_string(),
        name: teller.component(component).name,
        related_events: related(ask, past, &whole),
        beffroi: extra::OfUptime {
            weights_permille: weights(),
            is_bound: all.iter().any(|one| is_known(&one)),
        },
    })
}

fn related(ask: &Ask, past: &Past, whole: &Interval) -> Option<shape::Related> {
    if ask.query("skip_related_events") == Some("true") {
        return None;
    }
    let inside = past
        .related
        .iter()
        .filter(|(_, time)| time.clip(whole).is_some());
    let mut incidents: Vec<String> = inside.map(|(id, _)| id.clone()).collect();
    incidents.dedup();
    Some(shape::Related { incidents })
}

fn weights() -> BTreeMap<&'static str, i64> {
    let degrees = [
        ComponentStatus::DegradedPerformance,
        ComponentStatus::PartialOutage,
        ComponentStatus::MajorOutage,
    ];
    let weight = |degree: &ComponentStatus| (degree.as_str(), weight_permille(*degree));
    degrees.iter().map(weight).collect()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a number up to a million is exact"
)]
fn percent(ppm: i64) -> f64 {
    ppm as f64 / 10_000.0
}

/// The days asked for: a year or a month stands for its first and last day.
fn range(ask: &Ask, teller: &Teller, component: &Component) -> Result<(Date, Date), Refusal> {
    let zone = &teller.page.zone;
    let today = ask.now.to_zoned(zone.clone()).date();
    let last = match ask.query("end") {
        Some(text) => day(text, true).ok_or_else(|| bad("end"))?.min(today),
        None => today,
    };
    let first = match ask.query("start") {
        Some(text) => day(text, false).ok_or_else(|| bad("start"))?,
        None => {
            let since = component.since.to_zoned(zone.clone()).date();
            let usual = last.checked_sub((USUAL_DAYS - 1).days()).unwrap_or(last);
            since.max(usual).min(last)
        }
    };
    if first > last {
        return Err(Refusal::of("start", "name a day that is not after the end"));
    }
    if i64::from((last - first).get_days()) >= MOST_DAYS {
        return Err(Refusal::of("start", "ask for at most six months"));
    }
    Ok((first, last))
}

fn bad(field: &'static str) -> Refusal {
    Refusal::of(
        field,
        "name a year, a month or a day: 2026, 2026-03, 2026-03-04",
    )
}

fn day(text: &str, is_end: bool) -> Option<Date> {
    let mut parts = text.split('T').next()?.split('-');
    let year: i16 = parts.next()?.parse().ok()?;
    let month: Option<i8> = parts.next().map(str::parse).transpose().ok()?;
    let day: Option<i8> = parts.next().map(str::parse).transpose().ok()?;
    let end = |month: i8| Date::new(year, month, 1).ok().map(Date::last_of_month);
    if !(1970..=9000).contains(&year) {
        return None;
    }
    match (month, day) {
        (Some(month), Some(day)) => Date::new(year, month, day).ok(),
        (Some(month), None) if is_end => end(month),
        (Some(month), None) => Date::new(year, month, 1).ok(),
        (None, _) if is_end => end(12),
        (None, _) => Date::new(year, 1, 1).ok(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_year_and_a_month_stand_for_their_first_and_last_day() {
        assert_eq!(day("2026", false), Some(date(2026, 1, 1)));
        assert_eq!(day("2026", true), Some(date(2026, 12, 31)));
        assert_eq!(day("2026-02", true), Some(date(2026, 2, 28)));
        assert_eq!(day("2026-02-03T10:00:00Z", true), Some(date(2026, 2, 3)));
        assert_eq!((day("26", true), day("soon", true)), (None, None));
    }
}
