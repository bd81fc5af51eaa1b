//! Declarations: a file says what a page is made of, and the installation follows it.
//!
//! Read in order: [`read`] (the file, with lines in its errors), [`plan`] (what would change), [`apply`], then `store`
//! (which objects are kept by a file, and what it said last). Where the file and the console differ, the file
//! wins at the next `apply`; the plan says where somebody changed something elsewhere since.
//! What a file does not state stays as it is; what it stated once and no longer states is taken away. What no
//! file ever stated is left alone.
//! Not here: incidents, members, texts of people.

mod apply;
mod file;
mod gather;
mod languages;
mod plan;
mod promises;
mod providers;
mod store;
mod tables;
mod upstreams;

pub use apply::apply;
pub use file::{BadFile, Declared, read};
pub use plan::{Deed, Difference, Plan, Step, plan};
pub use store::{Kept, Kind, kept_of_page};
