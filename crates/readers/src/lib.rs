//! Words in: other people's status pages, feeds and reports become values.
//!
//! Read in order: [`record`] (what every reader hands over).
//!
//! Deliberately absent: network, disk, clock, database. Bytes come in, [`ImportRecord`]s go out.

pub mod record;

pub use record::{ImportRecord, ReadError};
