//! What strangers read: the overview, an incident, a maintenance, the history, the operator's words.
//!
//! Read in order: [`routes`], `visit` (who looks at what), `overview`, `incident`; the parts that
//! pages share: `state`, `facts`, `windows`, `updates`, `services` and `bars`, `days`, `postmortem`;
//! then `doors` (addresses without a locale) and `ended` (not found, our fault).
//! Each page is loaded first and then put together by a pure function, so that it can be rendered
//! without a request. Not here: feeds and the JSON of programs; anything that changes something.

mod bars;
mod days;
mod document;
mod doors;
mod ended;
mod facts;
mod history;
mod incident;
mod maintenance;
mod overview;
mod postmortem;
mod services;
mod state;
mod updates;
mod visit;
mod windows;

use axum::{Router, middleware, routing::get};

use crate::web::{Site, assets, headers};

/// The routes of the public pages and their assets. What has no route is answered here too, in the
/// reader's language.
pub fn routes(site: Site) -> Router {
    Router::new()
        .route("/", get(doors::start))
        .route("/incidents/{id}", get(doors::old))
        .route("/{locale}", get(doors::bare))
        .route("/{locale}/", get(overview::show))
        .route("/{locale}/incidents/{id}", get(incident::show))
        .route("/{locale}/maintenances/{id}", get(maintenance::show))
        .route("/{locale}/history", get(history::latest))
        .route("/{locale}/history/{month}", get(history::month))
        .route("/{locale}/legal", get(document::show))
        .route("/{locale}/privacy", get(document::show))
        .route("/{locale}/accessibility", get(document::show))
        .merge(assets::routes())
        .fallback(ended::nothing_here)
        .layer(middleware::from_fn_with_state(
            site.clone(),
            ended::in_words,
        ))
        .layer(middleware::map_response(headers::harden))
        .with_state(site)
}
