//! The outbox: what is to be told, written in the transaction of the deed and emptied afterwards.
//!
//! Three ways lead out: a broadcast to whoever asked for a page, a letter to one address, and an event to a
//! reactor of ours that stands higher than the deed. Read in order: [`announce`], [`letter`], [`event`] (what a verb
//! calls), then `claim` (what a worker calls: [`claim`], [`done`], [`retry`], [`hold`], [`bury`]), `dead` (what a person calls), [`sweep`].
//! A row is a snapshot, so that a later edit cannot change what is half sent. The same key twice is once. A
//! claim is a lease that runs out: at least once, never lost.
//! Not here: who is told, and how a message looks or travels. Whoever fans a broadcast out looks for readers who
//! asked before it was made.

mod claim;
mod dead;
mod put;
mod sweep;
mod told;

pub use claim::{
    Claimed, Ended, GaveUp, bury, claim, claim_events, count_waiting, done, gathered, hold, is_due,
    is_event_due, lock, release, retry, wait, wait_after,
};
pub use dead::{Backlog, Dead, backlog, let_go, list_dead, load_dead, revive};
pub use put::{Event, Letter, Proof, Way, announce, count_asked, event, letter, proof};
pub use sweep::{forget, sweep};
pub use told::{is_told, told_updates};
