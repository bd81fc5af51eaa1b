//! When a provider is looked at again.
//!
//! The figures are ours. While we see: `interval`, or `open_interval` while something is open or not as it should be, or while
//! there is history to fetch. While we do not: a minute after the first look that failed, then twice as long each time, up to a
//! quarter of an hour; what has been so for a day is asked every six hours. Whoever does not want us is asked a day later.
//! All of it a tenth more or less, so that looks do not gather.

use beffroi_domain::ComponentStatus;
use jiff::{SignedDuration, Timestamp};

use super::{Trouble, WatchSettings};
use crate::ground::token;

/// After the first look that failed.
const AGAIN: SignedDuration = SignedDuration::from_mins(1);
/// While it has been so for less than a day.
const AT_FIRST: SignedDuration = SignedDuration::from_mins(15);
/// After that.
const LATER: SignedDuration = SignedDuration::from_hours(6);
/// Where we are not wanted; and when what changes by the day is asked again.
pub(super) const DAY: SignedDuration = SignedDuration::from_hours(24);

/// Until the next look at a page that we see.
pub(super) fn seeing(settings: &WatchSettings, is_eventful: bool) -> SignedDuration {
    let wait = match is_eventful {
        true => settings.open_interval.min(settings.interval),
        false => settings.interval,
    };
    jittered(wait, chance())
}

/// Whether a page is looked at more often: it is not as it should be, something is open, or there is history to fetch.
pub(super) fn is_eventful(status: ComponentStatus, open: i64, waiting: i64) -> bool {
    let is_well = matches!(
        status,
        ComponentStatus::Operational | ComponentStatus::Unknown
    );
    !is_well || open > 0 || waiting > 0
}

/// Until the next look at one that we do not see: the `failures`th in a row, the first of them at `since`.
pub(super) fn blind(
    trouble: &Trouble,
    failures: i64,
    now: Timestamp,
    since: Timestamp,
) -> SignedDuration {
    let own = backed_off(
        trouble.word.is_refusal(),
        failures,
        now.duration_since(since),
    );
    let asked = trouble.wait.unwrap_or_default().min(DAY);
    // Never sooner than asked for.
    jittered(own, chance()).max(asked)
}

fn backed_off(is_refusal: bool, failures: i64, since: SignedDuration) -> SignedDuration {
    if is_refusal {
        return DAY;
    }
    if since >= DAY {
        return LATER;
    }
    let doublings = u32::try_from(failures.clamp(1, 16) - 1).unwrap_or(0);
    let minutes = AGAIN.as_mins() << doublings;
    SignedDuration::from_mins(minutes).min(AT_FIRST)
}

/// A tenth more or less; `chance` from 0 to 255.
pub(super) fn jittered(wait: SignedDuration, chance: u8) -> SignedDuration {
    let tenth = wait / 10;
    wait - tenth + tenth * 2 / 255 * i32::from(chance)
}

pub(super) fn chance() -> u8 {
    let [byte] = token::random::<1>();
    byte
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_to_a_quarter_of_an_hour_and_are_six_hours_after_a_day() {
        let wait = |failures, hours| {
            backed_off(false, failures, SignedDuration::from_hours(hours)).as_mins()
        };

        let first: Vec<i64> = (1..=6).map(|failures| wait(failures, 0)).collect();
        assert_eq!(first, [1, 2, 4, 8, 15, 15]);
        assert_eq!((wait(90, 23), wait(100, 24)), (15, 360));
        assert_eq!(backed_off(true, 1, SignedDuration::ZERO), DAY);
    }

    #[test]
    fn jitter_stays_within_a_tenth() {
        let wait = SignedDuration::from_secs(100);

        let all: Vec<i128> = (0..=255)
            .map(|chance| jittered(wait, chance).as_millis())
            .collect();

        assert_eq!(all[0], 90_000);
        assert!(
            all.is_sorted() && (109_900..=110_000).contains(&all[255]),
            "{}",
            all[255]
        );
    }
}
