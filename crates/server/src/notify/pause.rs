//! A relay that is away is not called for a while, which grows: one letter asks whether it is back, the others wait.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

/// The first wait.
const FIRST: SignedDuration = SignedDuration::from_secs(10);
/// The longest: whoever is on duty is not to wait longer once the relay is back.
const LONGEST: SignedDuration = SignedDuration::from_mins(5);

/// How often the relay was away one time after the other, and until when it is not called.
#[derive(Clone, Debug, Default)]
pub(super) struct Pause(Arc<Mutex<Option<(u32, Timestamp)>>>);

impl Pause {
    /// Whether it is not the time yet.
    pub(super) fn lasts(&self, now: Timestamp) -> bool {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.is_some_and(|(_, until)| now < until)
    }

    /// It is away, this time too: how often that makes, and until when to wait.
    pub(super) fn grow(&self, now: Timestamp) -> (u32, Timestamp) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let tries = held.map_or(1, |(tries, _)| tries + 1);
        let until = now + wait(tries);
        *held = Some((tries, until));
        (tries, until)
    }

    /// It answers; true when it was away before.
    pub(super) fn end(&self) -> bool {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.take().is_some()
    }
}

fn wait(tries: u32) -> SignedDuration {
    let doubled = FIRST * (1 << tries.saturating_sub(1).min(10));
    doubled.min(LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_to_five_minutes_and_begin_anew_once_it_answers() {
        let (pause, now) = (Pause::default(), Timestamp::UNIX_EPOCH);

        let waits: Vec<i64> = (0..7)
            .map(|_| pause.grow(now).1.duration_since(now).as_secs())
            .collect();

        assert_eq!(waits, [10, 20, 40, 80, 160, 300, 300]);
        assert!(pause.lasts(now) && pause.end() && !pause.lasts(now));
        assert_eq!(pause.grow(now).0, 1);
    }
}
