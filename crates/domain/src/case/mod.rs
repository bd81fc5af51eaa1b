//! Cases: what readers report. How one is called, which of them are of one trouble, and when there are more of them than usual.
//!
//! Read in order: [`Reference`], [`gather`](gather()) (those that look alike), [`spike`](spike()) (more than usual).
//! Not here: who reported what, and what was answered.

mod gather;
mod reference;
mod spike;

pub use gather::{Alike, Told, gather};
pub use reference::{BadReference, Reference};
pub use spike::{Bounds, Spike, Usual, spike};
