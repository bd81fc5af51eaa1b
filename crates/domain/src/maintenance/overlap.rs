//! Times that two works have in common.

use std::iter::Peekable;

use jiff::Timestamp;

use crate::window::Interval;

/// The first time that two rows of times share before `horizon`; both in order. `None` where they share
/// nothing until then, which is all that can be said of rules without an end.
#[must_use]
pub fn shared(
    ours: impl Iterator<Item = Interval>,
    theirs: impl Iterator<Item = Interval>,
    horizon: Timestamp,
) -> Option<Interval> {
    let (mut ours, mut theirs) = (ours.peekable(), theirs.peekable());
    while let (Some(our), Some(their)) = (ours.peek(), theirs.peek()) {
        if our.from >= horizon || their.from >= horizon {
            return None;
        }
        if let Some(both) = our.clip(their) {
            return Some(both);
        }
        if our.to <= their.to {
            pass(&mut ours);
        } else {
            pass(&mut theirs);
        }
    }
    None
}

fn pass(times: &mut Peekable<impl Iterator<Item = Interval>>) {
    times.next();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(pairs: &[(i64, i64)]) -> impl Iterator<Item = Interval> {
        let at = |hour: i64| Timestamp::from_second(hour * 3600).unwrap();
        pairs.iter().map(move |(from, to)| Interval {
            from: at(*from),
            to: at(*to),
        })
    }

    fn far() -> Timestamp {
        Timestamp::from_second(1_000_000).unwrap()
    }

    #[test]
    fn the_first_common_time_is_found_past_those_that_only_touch() {
        let both = shared(
            hours(&[(0, 2), (10, 12)]),
            hours(&[(2, 4), (11, 13)]),
            far(),
        );

        assert_eq!(both, hours(&[(11, 12)]).next());
    }

    #[test]
    fn times_beyond_the_horizon_are_not_looked_at() {
        let horizon = Timestamp::from_second(5 * 3600).unwrap();

        assert_eq!(shared(hours(&[(6, 8)]), hours(&[(6, 8)]), horizon), None);
    }
}
