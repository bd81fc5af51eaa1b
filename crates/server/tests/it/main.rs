//! One binary for all integration tests, mirroring the nouns.

#![expect(clippy::unwrap_used, reason = "in a test, what cannot be is a failure")]

mod api;
mod audit;
mod choice;
mod components;
mod config;
mod console_door;
mod copy;
mod declarations;
mod events;
mod figures;
mod frames;
mod health;
mod imports;
mod incidents;
mod limits;
mod live;
mod logs;
mod mail;
mod maintenances;
mod maintenances_clock;
mod maintenances_verbs;
mod members;
mod metrics;
mod outbox;
mod pages;
mod pages_command;
mod postmortems;
mod public;
mod public_api;
mod public_api_embed;
mod public_api_shape;
mod public_api_times;
mod public_calendars;
mod public_cards;
mod public_doors;
mod public_feeds;
mod public_incident;
mod public_pages;
mod public_private;
mod schema;
mod search;
mod shelf;
mod support;
