//! Planned work: announced, done, over.
//!
//! Read in order: [`Maintenance`], [`Step`] (what may happen to it, and when by the clock), [`shared`]
//! (times that two works have in common).

mod overlap;
mod steps;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    ComponentId, Impact, LocalizedText, MaintenanceId, MaintenanceStatus, PublicId, Recurrence,
    Update, window::Interval,
};

pub use overlap::shared;
pub use steps::{BadByClock, ByClock, Due, NotNow, Step, status_after, status_during};

/// Planned work told to readers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Maintenance {
    /// Ours, inside.
    pub id: MaintenanceId,
    /// As readers see it on the page in question.
    pub public_id: PublicId,
    /// What it is called.
    pub title: LocalizedText,
    /// Where it stands.
    pub status: MaintenanceStatus,
    /// What readers are told to expect.
    pub impact: Impact,
    /// Components that are worked on.
    pub components: Vec<ComponentId>,
    /// When it is planned to begin.
    pub scheduled_start_at: Timestamp,
    /// When it is planned to be over.
    pub scheduled_end_at: Timestamp,
    /// How it comes again; the planned time above is the first then.
    pub recurrence: Option<Recurrence>,
    /// When it began.
    pub started_at: Option<Timestamp>,
    /// When it was over.
    pub completed_at: Option<Timestamp>,
    /// When it was called off; then it stands as completed and was never begun.
    pub cancelled_at: Option<Timestamp>,
    /// What the clock does of itself.
    pub by_clock: ByClock,
    /// So many minutes before each time, readers are reminded.
    pub remind_minutes: Option<i64>,
    /// What was said, oldest first.
    pub updates: Vec<Update>,
    /// When our record was made.
    pub created_at: Timestamp,
    /// When our record last changed.
    pub updated_at: Timestamp,
}

impl Maintenance {
    /// The time it is planned for; the first, where it comes again.
    #[must_use]
    pub fn planned(&self) -> Interval {
        Interval {
            from: self.scheduled_start_at,
            to: self.scheduled_end_at,
        }
    }

    /// Every time it is planned for, in order. Without end where its rule has none; work that comes again has
    /// no time after it was called off.
    pub fn times(&self) -> impl Iterator<Item = Interval> {
        let again = self.recurrence.as_ref();
        let once = again.is_none().then(|| self.planned());
        once.into_iter().chain(
            again
                .into_iter()
                .flat_map(|again| again.times(self.planned()))
                .take_while(|time| self.cancelled_at.is_none_or(|end| time.from < end)),
        )
    }

    /// The times that are under way at `now` or to come, in order.
    pub fn times_from(&self, now: Timestamp) -> impl Iterator<Item = Interval> {
        self.times().skip_while(move |time| time.to <= now)
    }

    /// Where the time `planned` stands at `now`. Work that comes again is taken to be done as it was
    /// planned; for any other, its own status counts.
    #[must_use]
    pub fn status_of(&self, planned: Interval, now: Timestamp) -> MaintenanceStatus {
        match &self.recurrence {
            None => self.status,
            Some(_) if self.is_cancelled_by(now) => MaintenanceStatus::Completed,
            Some(_) if now < planned.from => MaintenanceStatus::Scheduled,
            Some(_) if now < planned.to => MaintenanceStatus::InProgress,
            Some(_) => MaintenanceStatus::Completed,
        }
    }

    /// Where it stands at `now`: the time under way or next to come, where it comes again.
    #[must_use]
    pub fn status_at(&self, now: Timestamp) -> MaintenanceStatus {
        match (&self.recurrence, self.times_from(now).next()) {
            (None, _) => self.status,
            (Some(_), Some(next)) => self.status_of(next, now),
            (Some(_), None) => MaintenanceStatus::Completed,
        }
    }

    /// Whether it was called off before any of it was done.
    #[must_use]
    pub fn is_called_off(&self) -> bool {
        self.cancelled_at
            .is_some_and(|end| self.worked(end).next().is_none())
    }

    fn is_cancelled_by(&self, now: Timestamp) -> bool {
        self.cancelled_at.is_some_and(|end| end <= now)
    }

    /// The times in which work was really done, up to `now`; for work that comes again, as planned.
    pub fn worked(&self, now: Timestamp) -> impl Iterator<Item = Interval> {
        let again = self.recurrence.as_ref();
        let real = self.started_at.filter(|_| again.is_none());
        let real = real.map(|from| Interval {
            from,
            to: self.completed_at.unwrap_or(now).max(from),
        });
        let until = self.cancelled_at.map_or(now, |end| end.min(now));
        let planned = again
            .into_iter()
            .flat_map(|again| again.times(self.planned()))
            .take_while(move |time| time.from < until)
            .map(move |time| Interval {
                to: time.to.min(until),
                ..time
            });
        real.into_iter().chain(planned)
    }
}
