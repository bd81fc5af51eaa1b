//! Logs: for people or for programs, without personal data: no addresses, no queries, no headers.

use std::io::IsTerminal as _;

use axum::{extract::Request, middleware::Next, response::Response};
use tracing_subscriber::EnvFilter;

use crate::{
    config::{Log, LogFormat},
    ground::clock::stopwatch,
};

/// Starts logging to standard error. A second start in one process changes nothing.
pub fn start(log: &Log) {
    let filter = EnvFilter::new(&log.level);
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    let _already_started = match log.format {
        LogFormat::Text => lines.with_target(false).try_init(),
        LogFormat::Json => lines
            .json()
            .flatten_event(true)
            .with_current_span(false)
            .try_init(),
    };
}

/// One line a request: method, path without its query, status, milliseconds.
pub(super) async fn log_request(request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let began = stopwatch();
    let response = next.run(request).await;
    let ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    tracing::info!(%method, path, status = response.status().as_u16(), ms, "answered");
    response
}
