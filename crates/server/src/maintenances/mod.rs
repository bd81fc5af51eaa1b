//! Maintenances: planned work and its window.
//!
//! Read in order: [`record`] (take over a whole maintenance), [`amend`], then `load` and
//! [`occurrences`] (the times of work that comes again).
//! Not here: scheduling, beginning and completing, which the console brings.

mod load;
mod record;
mod recur;

use beffroi_domain::{ComponentId, LocalizedText, PublicId, window::Interval};

pub use load::{
    addresses, between, find_by_public_id, is_any_planned, latest, newest, planned, worked_since,
};
pub use record::{NewMaintenance, amend, record};
pub use recur::{Occurrence, next_change, occurrences, times_of};

/// Time in which work was really done; of work that comes again, one of its times up to now.
#[derive(Clone, Debug)]
pub struct Worked {
    /// The maintenance, as readers see it.
    pub maintenance: PublicId,
    /// What it is called.
    pub title: LocalizedText,
    /// What was worked on.
    pub components: Vec<ComponentId>,
    /// When.
    pub interval: Interval,
}
