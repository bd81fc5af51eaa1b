//! One program cannot take all the room: so many calls of one key in any minute.
//!
//! Counts stay in memory; another process counts for itself.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, PoisonError},
};

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

const WHILE: SignedDuration = SignedDuration::from_secs(60);

/// The calls of the last minute, by key.
#[derive(Clone, Debug)]
pub struct Rate {
    calls: Arc<Mutex<HashMap<Uuid, VecDeque<Timestamp>>>>,
    most: usize,
}

/// How much is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    most: usize,
    remaining: usize,
    /// Seconds until something is let in again.
    reset_seconds: i64,
    /// Whether this call is let in.
    pub is_let_in: bool,
}

impl Rate {
    /// At most so many calls a minute.
    #[must_use]
    pub fn new(most: usize) -> Self {
        Self {
            calls: Arc::default(),
            most: most.max(1),
        }
    }

    /// Counts a call of `key`, unless there were too many.
    #[must_use]
    pub fn count(&self, key: Uuid, now: Timestamp) -> Left {
        let mut all = self.calls.lock().unwrap_or_else(PoisonError::into_inner);
        let is_recent = |at: &Timestamp| now.duration_since(*at) < WHILE;
        all.retain(|_, calls| calls.back().is_some_and(is_recent));
        let calls = all.entry(key).or_default();
        while calls.front().is_some_and(|at| !is_recent(at)) {
            calls.pop_front();
        }
        let is_let_in = calls.len() < self.most;
        if is_let_in {
            calls.push_back(now);
        }
        let oldest = calls.front().map_or(now, |at| *at);
        let reset = WHILE - now.duration_since(oldest);
        Left {
            most: self.most,
            remaining: self.most - calls.len(),
            reset_seconds: reset.as_secs().max(1),
            is_let_in,
        }
    }
}

impl Left {
    /// Writes it down for the caller.
    pub fn write(self, headers: &mut HeaderMap) {
        let mut put = |name: &'static str, value: i64| {
            headers.insert(HeaderName::from_static(name), HeaderValue::from(value));
        };
        put(
            "ratelimit-limit",
            i64::try_from(self.most).unwrap_or(i64::MAX),
        );
        put(
            "ratelimit-remaining",
            i64::try_from(self.remaining).unwrap_or(0),
        );
        put("ratelimit-reset", self.reset_seconds);
        if !self.is_let_in {
            put("retry-after", self.reset_seconds);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_calls_in_a_minute_and_each_key_for_itself() {
        let rate = Rate::new(2);
        let (one, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let at = |second| Timestamp::from_second(second).unwrap();

        let let_in = |key, second| rate.count(key, at(second)).is_let_in;

        assert!(let_in(one, 0) && let_in(one, 30));
        assert!(!let_in(one, 59));
        assert!(let_in(other, 59));
        assert!(let_in(one, 60));
        assert_eq!(rate.count(one, at(70)).reset_seconds, 20);
    }
}
