//! To somebody's own program: our event, or Statuspage's payload for receivers that were built for it.
//!
//! Read in order: [`event`] (what we say, in JSON), [`case`] (what a help desk is told), [`statuspage`] (what Statuspage would say), [`sign`]
//! (both signed as Standard Webhooks asks; a receiver of Statuspage's ignores headers that it does not know).
//! Not here: the challenge that an address answers before it hears anything.

mod case;
pub mod event;
pub mod sign;
pub mod statuspage;
#[cfg(test)]
mod tests;

pub use case::{CaseNews, case};
pub use event::event;
pub use sign::{BadSecret, Secret, Stamp};
pub use statuspage::payload;
