//! Imports: sources in, a page out; again, nothing; newer, only what is new.

mod command;
pub mod desk;
mod pages;
mod seeds;
mod taking;
mod together;
mod versions;
mod web;
