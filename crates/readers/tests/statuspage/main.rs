//! The readers of Statuspage's material, from the outside: everything goes through the one door.

mod common;
mod feeds;
mod fixtures;
mod impact;
mod json;
mod properties;
mod sample;
