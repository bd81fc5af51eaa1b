//! What the operator's monitoring reads.
//!
//! Read in order: [`count`]. Not here: the counters themselves; they are `ground::metrics`, so that every
//! room may bump them.

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};

use crate::ground::{Metrics, clock::stopwatch, metrics::Route};

/// Counts what the router answers. What is answered before the router counts for itself.
pub(super) async fn count(
    State(metrics): State<Metrics>,
    request: Request,
    next: Next,
) -> Response {
    let route = Route::of(request.uri().path());
    let began = stopwatch();
    let response = next.run(request).await;
    metrics.hit(route, response.status().as_u16(), began.elapsed());
    response
}
