//! Words out: what is to be said, as values, becomes messages that a channel can carry.
//!
//! Read in order: [`letter`] (what is said), [`mail`] (a letter by electronic mail).
//!
//! Deliberately absent: clock, database, network, and where the words come from. Whoever has them
//! passes them in.

pub mod letter;
pub mod mail;

pub use letter::{Button, Letter};
pub use mail::{BadAddress, Cover, Mail};
