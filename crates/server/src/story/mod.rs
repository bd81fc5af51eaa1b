//! The story of an incident or a maintenance as one reader is told it: the facts, the windows, what was said.
//!
//! Read in order: [`Names`], [`facts`], [`windows`], [`updates`] and [`promises`], [`state`] (all of a page in one sentence), [`scope`] (how far a trouble goes, as its reporters say); for programs [`dates`] and [`verdict`]. The public page tells it, and so does the
//! console before it is told: with the same words in the same frame.
//! Not here: whole pages (`public`, `console`).

pub mod dates;
pub mod facts;
mod names;
pub mod promises;
pub mod scope;
pub mod state;
pub mod updates;
pub mod verdict;
pub mod windows;

pub use names::Names;
