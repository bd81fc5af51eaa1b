//! Incidents: what broke, what was said, when it was over.
//!
//! Read in order: [`record`] (take over a whole incident), [`amend`] (a newer version of it),
//! [`correct`] (a person sets a fact right), [`put_on_page`], then `load` and `list`, `share` (what a page
//! tells of an incident that stands on several).
//! Not here: opening and telling live ones, which the console brings; the write-up (`postmortems`);
//! how an incident is shown (`public`).

mod amend;
mod cases;
mod choose;
mod correct;
mod facts;
mod list;
mod load;
mod put;
mod record;
mod share;

use beffroi_domain::{ImpactWindow, LocalizedText, PublicId};

pub use amend::{Amended, amend};
pub use cases::{Case, cases, kinds_of_service};
pub use choose::{Chosen, Wanted, choose, priorities};
pub use correct::{correct_responsibility, correct_title, correct_update};
pub use list::{
    addresses, between, count_undated, dates, latest, newest, open_ids, open_on, touching, undated,
    windows_since,
};
pub use load::{find_by_public_id, load};
pub use put::put_on_page;
pub use record::{Facts, NewIncident, record};

/// A window with the incident that it belongs to.
#[derive(Clone, Debug)]
pub struct WindowOf {
    /// The incident, as readers see it on the page in question.
    pub incident: PublicId,
    /// What the incident is called.
    pub title: LocalizedText,
    /// When it was broken.
    pub window: ImpactWindow,
}
