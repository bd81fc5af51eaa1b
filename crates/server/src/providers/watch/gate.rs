//! One question at a time to each host, with a gap between two.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use tokio::sync::{Mutex as Turn, OwnedMutexGuard};

use crate::ground::clock::stopwatch;

/// From so many hosts on, those that nobody waits for are forgotten once their gap is over.
const MANY: usize = 4096;

/// When a host was asked last.
type Last = Option<Instant>;

/// Lets one through at a time per host.
#[derive(Clone, Debug)]
pub(super) struct Gate {
    gap: Duration,
    hosts: Arc<Mutex<HashMap<String, Arc<Turn<Last>>>>>,
}

/// The turn at a host; over when it is dropped.
pub(super) struct Passed(OwnedMutexGuard<Last>);

impl Drop for Passed {
    fn drop(&mut self) {
        *self.0 = Some(stopwatch());
    }
}

impl Gate {
    pub(super) fn new(gap: Duration) -> Self {
        Self {
            gap,
            hosts: Arc::default(),
        }
    }

    /// Waits for the turn at a host.
    pub(super) async fn pass(&self, host: &str) -> Passed {
        let turn = self.turn(host).lock_owned().await;
        let passed = turn.map_or(Duration::MAX, |last| last.elapsed());
        tokio::time::sleep(self.gap.saturating_sub(passed)).await;
        Passed(turn)
    }

    fn turn(&self, host: &str) -> Arc<Turn<Last>> {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        if hosts.len() >= MANY && !hosts.contains_key(host) {
            hosts.retain(|_, turn| {
                let last = turn.try_lock().map(|last| *last);
                let is_recent = |last: Last| last.is_some_and(|last| last.elapsed() < self.gap);
                Arc::strong_count(turn) > 1 || last.is_ok_and(is_recent)
            });
        }
        hosts.entry(host.to_owned()).or_default().clone()
    }
}
