//! Words out: what is to be said, as values, becomes messages that a channel can carry; what comes back
//! becomes a verdict.
//!
//! Read in order: [`told`] (what a reader is told), [`outgoing`] (what leaves), [`verdict`] (what an answer
//! means), [`webhook`] (to somebody's own program), [`chat`] (cards in rooms), [`sms`] (short messages) and
//! [`push`] (to browsers); then [`letter`] and [`mail`] (by electronic mail), and [`bounce`] (what comes back of it).
//!
//! Deliberately absent: clock, database, network, and where the words come from. Whoever has them
//! passes them in.

pub mod bounce;
pub mod chat;
mod cut;
pub mod letter;
pub mod mail;
pub mod outgoing;
pub mod push;
#[cfg(test)]
mod sample;
pub mod sms;
pub mod told;
pub mod verdict;
pub mod webhook;

pub use letter::{Button, Letter, Thread};
pub use mail::{BadAddress, Cover, Mail};
pub use outgoing::{Call, Outgoing, To};
pub use told::{Fact, Labels, PageSaid, Part, Quoted, Text, Told, Tone};
pub use verdict::{Channel, Enhanced, Reason, Reply, Verdict, judge, judge_smtp};
