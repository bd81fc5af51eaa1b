//! The API of programs that manage pages: Statuspage's paths below `/v1/pages`, and our own beside them.
//!
//! A rim: an incident of Statuspage is an incident or a maintenance of ours, with components, and texts in a language of
//! the page, so no noun could tell it alone. Read in order: [`routes`], `call` (one table, from which routes and OpenAPI are
//! made), `ask` (what is asked), `answer`, `rate`; then `statuspage` (their form), `own` (ours) and `openapi`.
//! Each call begins one transaction, runs verbs of nouns and commits. Not here: what strangers read (`public::api`).

mod answer;
mod ask;
mod call;
mod extra;
mod fields;
mod form;
mod found;
mod gate;
mod openapi;
mod own;
mod rate;
mod statuspage;

use axum::{Router, extract::Request, middleware, routing::get};
use tower::{ServiceExt as _, util::MapRequest};
use tower_http::catch_panic::CatchPanicLayer;

use crate::web::{Site, error::of_panic, headers};

/// What the API needs.
#[derive(Clone)]
pub struct Parts {
    site: Site,
    rate: rate::Rate,
}

/// All calls that there are.
fn calls() -> Vec<call::Call> {
    let mut all = statuspage::calls();
    all.extend(own::calls());
    all
}

/// What answers below `/v1`.
pub type Api = MapRequest<Router, fn(Request) -> Request>;

/// The routes below `/v1`, for callers with a key; each key may make so many calls a minute.
pub fn routes(site: Site, calls_a_minute: usize) -> Api {
    let parts = Parts {
        site,
        rate: rate::Rate::new(calls_a_minute),
    };
    let kept = call::routes(&calls(), &parts)
        .fallback(gate::nothing_here)
        .method_not_allowed_fallback(gate::wrong_method)
        .layer(middleware::from_fn_with_state(parts.clone(), gate::guard));
    let open = Router::new()
        .route("/v1/openapi.json", get(openapi::document))
        .route("/v1", get(openapi::page))
        .route("/v1/", get(openapi::page))
        .with_state(parts);
    let all = kept
        .merge(open)
        .layer(CatchPanicLayer::custom(of_panic))
        .layer(middleware::map_response(headers::harden));
    all.map_request(call::without_suffix)
}
