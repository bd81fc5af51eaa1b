//! What programs read: the public API of Statuspage, so that its readers work by a change of host,
//! and our own facts beside it under one key, `beffroi`.
//!
//! Read in order: [`routes`], `board` (what is loaded), `shape` (what is printed, in its order),
//! `tell` (from one to the other), then `component`, `incident`, `maintenance`, `status`, `history`;
//! `when` says what stands where nobody knows the time, `extra` what Statuspage has no place for.
//! Not here: feeds and calendars; keys, limits, and writing.
//!
//! Source: replies recorded from real pages, told in docs/api.md.

pub mod answer;
mod board;
mod component;
pub mod extra;
mod handle;
mod history;
mod incident;
mod maintenance;
pub mod shape;
mod status;
mod tell;

use axum::{
    Router, middleware,
    routing::{any, get},
};

pub use board::Board;
pub use status::verdict;

use crate::web::Site;

/// The routes of the API. What has no route below `/api/` ends here too, in JSON.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/api/v2/summary.json", get(handle::summary))
        .route("/api/v2/status.json", get(handle::status))
        .route("/api/v2/components.json", get(handle::components))
        .route("/api/v2/incidents.json", get(handle::incidents))
        .route("/api/v2/incidents/unresolved.json", get(handle::unresolved))
        .route(
            "/api/v2/scheduled-maintenances.json",
            get(handle::maintenances),
        )
        .route(
            "/api/v2/scheduled-maintenances/upcoming.json",
            get(handle::upcoming),
        )
        .route(
            "/api/v2/scheduled-maintenances/active.json",
            get(handle::active),
        )
        .route("/history.json", get(handle::history))
        .route("/api/{*rest}", any(answer::nothing_here))
        .layer(middleware::from_fn(answer::in_json))
}
