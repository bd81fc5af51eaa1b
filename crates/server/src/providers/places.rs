//! What a list tells without any date stands between its neighbours: after the one, before the other. That is what orders it,
//! and all that is said of when it was; when we read the list says nothing of it.

use beffroi_domain::{ProviderId, ProviderIncidentId};
use beffroi_readers::watch::{Notice, lengths};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::{Between, take_in};
use crate::{
    ground::{Result, Tx},
    params,
};

/// Sets the undated ones of a list into their places, where nothing else dated them before.
pub(super) async fn settle(tx: &mut Tx, id: ProviderId, list: &[Notice]) -> Result<()> {
    for (notice, (between, at)) in list.iter().zip(places(list)) {
        let Some(at) = at else { continue };
        let external_id = notice.told.record.external_id.as_deref();
        let undated: Vec<(Uuid,)> = tx
            .list(
                "SELECT id FROM provider_incidents
                 WHERE provider_id = $1 AND external_id = $2 AND dated_at = seen_at",
                params![id, external_id],
            )
            .await?;
        for (one,) in undated {
            tx.exec(
                "UPDATE provider_incidents SET dated_at = $2, after_at = $3, before_at = $4 WHERE id = $1",
                params![one, at, between.after, between.before],
            )
            .await?;
            take_in::place_anew(tx, ProviderIncidentId(one)).await?;
        }
    }
    Ok(())
}

/// When something was, by its own words or by when it was told.
pub(super) fn dated(notice: &Notice) -> Option<Timestamp> {
    let told = &notice.told;
    let began = told.record.started_at.as_ref().and_then(|when| when.utc);
    began
        .or(told.scheduled_from)
        .or(lengths::told(notice).map(|posts| posts.0))
        .or(told.created_at)
}

/// For each of a list: between what it stands, and what orders it; neither for what has a date, and for a list without any.
fn places(list: &[Notice]) -> Vec<(Between, Option<Timestamp>)> {
    let dates: Vec<Option<Timestamp>> = list.iter().map(dated).collect();
    let above = passed(dates.iter());
    let mut below = passed(dates.iter().rev());
    below.reverse();
    let (after, before) = match is_newest_first(&dates) {
        true => (below, above),
        false => (above, below),
    };
    let neighbours = after.into_iter().zip(before);
    let place = |(date, (after, before)): (&Option<Timestamp>, _)| match date {
        Some(_) => (Between::default(), None),
        None => place(after, before),
    };
    dates.iter().zip(neighbours).map(place).collect()
}

/// The date of a neighbour, and how many steps away it stands.
type Passed = (Timestamp, i64);

/// For each on a way through a list: the dated one that was passed last before it.
fn passed<'a>(dates: impl Iterator<Item = &'a Option<Timestamp>>) -> Vec<Option<Passed>> {
    let mut last: Option<Passed> = None;
    let mut all = Vec::new();
    for date in dates {
        let before = last.map(|(at, steps)| (at, steps + 1));
        all.push(before);
        last = date.map(|at| (at, 0)).or(before);
    }
    all
}

/// Between what something stands that has no date, and what orders it. A millisecond for each step from the neighbour that it is
/// ordered by keeps undated ones in their order.
fn place(after: Option<Passed>, before: Option<Passed>) -> (Between, Option<Timestamp>) {
    let milliseconds = SignedDuration::from_millis;
    let (after, before, ordered) = match (after, before) {
        // Lists are not always in order themselves.
        (Some((one, steps)), Some((other, _))) => {
            let (after, before) = (one.min(other), one.max(other));
            (Some(after), Some(before), Some(after + milliseconds(steps)))
        }
        (Some((after, steps)), None) => (Some(after), None, Some(after + milliseconds(steps))),
        (None, Some((before, steps))) => (None, Some(before), Some(before - milliseconds(steps))),
        (None, None) => (None, None, None),
    };
    (Between { after, before }, ordered)
}

/// Whether more of the dated ones are older than the one above than newer.
fn is_newest_first(dates: &[Option<Timestamp>]) -> bool {
    let dated: Vec<Timestamp> = dates.iter().copied().flatten().collect();
    let falls = dated.windows(2).filter(|pair| pair[0] > pair[1]).count();
    let rises = dated.windows(2).filter(|pair| pair[0] < pair[1]).count();
    falls >= rises
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(days: &[Option<i64>]) -> Vec<Notice> {
        let notice = |day: &Option<i64>| {
            let mut notice = Notice::default();
            notice.told.created_at = day.map(day_at);
            notice
        };
        days.iter().map(notice).collect()
    }

    fn day_at(day: i64) -> Timestamp {
        Timestamp::from_second(day * 86_400).unwrap()
    }

    fn between(days: &[Option<i64>]) -> Vec<(Option<i64>, Option<i64>)> {
        let day = |at: Option<Timestamp>| at.map(|at| at.as_second() / 86_400);
        let all = places(&list(days));
        all.iter()
            .map(|(between, _)| (day(between.after), day(between.before)))
            .collect()
    }

    #[test]
    fn what_has_no_date_stands_between_its_neighbours() {
        let all = between(&[None, Some(9), None, None, Some(4), None]);
        let (open, dated) = ((Some(4), Some(9)), (None, None));
        assert_eq!(
            all,
            [(Some(9), None), dated, open, open, dated, (None, Some(4))]
        );
        assert_eq!(
            between(&[Some(4), None, Some(9)])[1],
            (Some(4), Some(9)),
            "oldest first"
        );
        assert_eq!(between(&[None, None]), [dated, dated]);
    }

    #[test]
    fn a_long_list_without_dates_goes_on_step_by_step() {
        const LONG: usize = 10_000;
        let mut days = vec![None; LONG];
        days.insert(0, Some(9));
        days.push(Some(4));
        days.extend([None, None]);

        let all = places(&list(&days));

        let ordered: Vec<i64> = all
            .iter()
            .filter_map(|(_, at)| Some(at.as_ref()?.as_millisecond()))
            .collect();
        let (between, behind) = ordered.split_at(LONG);
        let older = day_at(4).as_millisecond();
        assert_eq!(between.first(), Some(&(older + 10_000)));
        assert!(between.windows(2).all(|pair| pair[0] == pair[1] + 1));
        assert_eq!(behind, [older - 1, older - 2]);
    }

    #[test]
    fn the_order_of_the_list_stays() {
        let all = list(&[None, None, Some(9), None, None, Some(4), None, None]);
        let order: Vec<Timestamp> = places(&all)
            .iter()
            .zip(&all)
            .map(|((_, at), notice)| at.or(dated(notice)).unwrap())
            .collect();
        assert!(order.windows(2).all(|pair| pair[0] > pair[1]), "{order:?}");
    }
}
