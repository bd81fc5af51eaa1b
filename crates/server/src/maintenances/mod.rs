//! Maintenances: planned work and its window.
//!
//! Read in order: [`record`] (take over a whole maintenance), [`amend`], then `load` and
//! [`occurrences`] (the times of work that comes again). What the console, the API and the clock do stands in
//! [`schedule`], [`say`], [`reschedule`], [`take_step`], [`take_out`], [`fall_due`]; what they share in `standing`,
//! `part` and `tell`; what holds words before they go out, in `review`. What is done by hand goes through [`act`], at once or as a draft that waits for a second look.
//! Work that comes again is done as it is planned, by the clock. Whoever wants to do one of its times otherwise
//! takes it out: it becomes a maintenance of its own. So does what is to come, where its rule or time changes: what was done
//! stays as it was planned.
//! Not here: open incidents on the same components, which whoever shows both looks for.

mod bypass;
mod clock;
mod draft;
mod languages;
mod load;
mod overlap;
mod part;
mod record;
mod recur;
mod reschedule;
mod review;
mod say;
mod schedule;
mod standing;
mod step;
mod take_out;
mod tell;
mod translate;

use beffroi_domain::{ComponentId, LocalizedText, PublicId, window::Interval};

pub use bypass::{Bypass, bypasses_of};
pub use clock::{KINDS, fall_due};
pub use draft::{
    Deed, Done, Draft, SaveDraft, act, drafts_of, load_draft, publish_draft, rehearse, save_draft,
};
pub use load::{
    addresses, between, find_by_public_id, is_any_planned, latest, newest, planned, worked_since,
};
pub use overlap::{Overlap, overlaps};
pub use record::{NewMaintenance, amend, record};
pub use recur::{Occurrence, next_change, occurrences, times_of};
pub use reschedule::{Reschedule, reschedule};
pub use say::{Say, say};
pub use schedule::{Schedule, Scheduled, schedule};
pub use standing::{Listed, Standing, Stands, find_on_page, list_of_page, load};
pub use step::{EARLY, TakeStep, take_step};
pub use take_out::take_out;
pub use translate::{Translate, translate};

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
