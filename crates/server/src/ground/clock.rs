//! The one door to the time.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use jiff::Timestamp;

/// Tells the time; stands still in tests.
#[derive(Clone, Debug, Default)]
pub enum Clock {
    /// The machine's time.
    #[default]
    System,
    /// Microseconds since 1970 that only a test moves.
    Still(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at `at` until it is set.
    #[must_use]
    pub fn still(at: Timestamp) -> Self {
        Self::Still(Arc::new(AtomicI64::new(at.as_microsecond())))
    }

    /// The time, to the microsecond, which is what tables keep.
    ///
    /// # Panics
    /// When a test set the clock outside the years −9999 to 9999.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        let micros = match self {
            Self::System => Timestamp::now().as_microsecond(),
            Self::Still(micros) => micros.load(Ordering::SeqCst),
        };
        Timestamp::from_microsecond(micros).expect("a clock within representable years")
    }

    /// Sets a still clock; the machine's clock is not ours to set.
    pub fn set(&self, at: Timestamp) {
        if let Self::Still(micros) = self {
            micros.store(at.as_microsecond(), Ordering::SeqCst);
        }
    }
}

/// Begins measuring a length of time, for logs and limits; it tells no date.
#[must_use]
pub fn stopwatch() -> std::time::Instant {
    std::time::Instant::now()
}
