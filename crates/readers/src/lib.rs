//! Words in: other people's status pages, feeds and reports become values.
//!
//! Read in order: [`door`] (every source comes in here), [`record`] (what every reader hands
//! over), [`detect`] (which format it is), [`statuspage`] (Statuspage's JSON and feeds), [`text`]
//! (reports as people copy them), [`language`] (French, English and Italian in one field),
//! [`watch`] (other people's status pages as they stand now), [`robots`] (what they ask programs to leave alone),
//! [`mail`] (an answer by mail), [`files`] (what comes with one).
//!
//! Deliberately absent: network, disk, clock, database. Bytes come in, [`ImportRecord`]s go out.

pub mod detect;
pub mod door;
pub mod files;
pub mod language;
pub mod mail;
pub mod play;
pub mod record;
pub mod robots;
pub mod same;
pub mod statuspage;
pub mod text;
pub mod watch;

pub use detect::{Format, detect};
pub use door::{
    ComponentFacts, ComponentRef, Each, Item, PageFacts, ReadOptions, Summary, Told, read,
};
pub use record::{ImportRecord, Place, ReadError};
pub use same::{Match, same_incident};
