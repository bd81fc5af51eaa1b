//! Beffroi's server: everything that touches database, socket, clock or disk.
//!
//! Read in order: [`app`] (routes and workers), [`pages`], [`incidents`], [`public`]. The rungs of
//! the nouns and who may import whom stand in ARCHITECTURE.md.

pub mod api;
pub mod app;
pub mod articles;
pub mod audit;
pub mod cli;
pub mod commitments;
pub mod components;
pub mod config;
pub mod console;
pub mod copy;
pub mod deadlines;
pub mod declarations;
pub mod deliveries;
pub mod demo;
pub mod drafts;
pub mod duty;
pub mod echoes;
pub mod ground;
pub mod idempotency;
pub mod imports;
pub mod incidents;
pub mod ledger;
pub mod maintenances;
pub mod members;
pub mod notify;
pub mod outbox;
pub mod pages;
pub mod postmortems;
pub mod providers;
pub mod public;
pub mod reports;
pub mod search;
pub mod shelf;
pub mod story;
pub mod subscribers;
pub mod texts;
pub mod translations;
pub mod updates;
pub mod upstreams;
pub mod web;
