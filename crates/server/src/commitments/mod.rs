//! Commitments: what readers of an incident were promised, by when, and what became of it.
//!
//! Read in order: [`make`], [`keep`], [`move_to`], [`withdraw`] (the verbs), [`told`] (what a statement does to the
//! promises of its incident), [`turn_late`] (what the clock writes down), `rules` (what a page promises by itself), then [`of`]
//! and `store`. Each verb sets or lifts the deadlines of its promise, freshens the pages and leaves its audit row.
//! Not here: the lock on the incident and its version (`incidents`), who is reminded (`duty`), how readers see it (`story`).

mod keep;
mod late;
mod list;
mod make;
mod move_to;
mod rules;
mod statement;
mod store;
mod withdraw;

use beffroi_domain::{IncidentId, PageId};
use jiff::tz::TimeZone;

pub use keep::{Keep, keep};
pub use late::turn_late;
pub use list::{Promised, promised_on};
pub use make::{Make, make};
pub use move_to::{Move, move_to};
pub use rules::{rules_of, set_rules};
pub use statement::{Said, due_by_rule, gone, kept, told};
pub use store::{find, of};
pub use withdraw::{Withdraw, withdraw};

/// The responsible are reminded.
pub const REMIND: &str = "promise.remind";
/// It becomes late.
pub const LATE: &str = "promise.late";
/// It is still late, and those who can decide are told.
pub const ESCALATE: &str = "promise.escalate";

/// The incident that a promise is about: its pages, and the zone in which days end.
#[derive(Clone, Debug)]
pub struct About {
    /// Which incident.
    pub incident: IncidentId,
    /// The pages it stands on.
    pub pages: Vec<PageId>,
    /// The zone of the first of them.
    pub zone: TimeZone,
}
