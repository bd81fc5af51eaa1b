//! One binary for all integration tests, mirroring the nouns.

mod config;
mod health;
mod imports;
mod incidents;
mod maintenances;
mod pages;
mod postmortems;
mod public;
mod public_doors;
mod public_incident;
mod schema;
mod support;
