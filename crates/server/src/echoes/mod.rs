//! Echoes: what a provider says on its own page, told on to those readers of ours who asked for that provider.
//!
//! Read in order: [`tell`] (what a look changed becomes announcements, one a page that shows the provider), `news` (which of it is
//! new, and what became of it), `frozen` (the announcement, with the provider's words as they stood).
//! Told is what is new: posts that no earlier version had, published within [`RECENT`]; never what a first look found, a history, a
//! saved file or a reply that was read again. Each version is told once. What ends or goes on without a word of the provider is told
//! only where readers were told of it before, and once a version, so that a page that flickers does not ring.
//! Not here: who hears it (`subscribers`), how it looks (`notify`), what it means for components of ours (`upstreams`).

mod frozen;
mod news;
mod tell;

use jiff::SignedDuration;

pub use tell::tell;

/// What was published longer ago is no news.
pub const RECENT: SignedDuration = SignedDuration::from_hours(24);
