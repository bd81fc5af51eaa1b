//! One binary for all integration tests, mirroring the nouns.

mod config;
mod health;
mod imports;
mod incidents;
mod maintenances;
mod pages;
mod postmortems;
mod schema;
mod support;
