//! What the operator's monitoring reads, on a listener of its own.
//!
//! Read in order: [`count`], [`serve_metrics`], `text` (what is printed), `process`. Not here: the counters
//! themselves; they are `ground::metrics`, so that every room may bump them.

mod accept;
mod process;
mod text;

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, header},
    middleware::Next,
    response::{IntoResponse, Response},
    routing::get,
};
use hyper::{body::Incoming, server::conn::http1};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Semaphore,
};
use tower::ServiceExt;

use self::{
    process::Process,
    text::{Facts, Reading},
};
use super::App;
use crate::{
    ground::{Metrics, Result, clock::stopwatch, metrics::Route},
    outbox::{self, Way},
    pages, providers, reports,
};

/// Whoever asks, asks once: monitoring needs no more connections than this.
const CONNECTIONS: usize = 32;
/// What a reading may take, from the connection on.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long the database is waited for before it counts as away.
const DATABASE_PATIENCE: Duration = Duration::from_secs(2);

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

/// Serves `/metrics`, and nothing else, until it is dropped.
pub async fn serve_metrics(app: App, listener: TcpListener) {
    let routes = Router::new().route("/metrics", get(show)).with_state(app);
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    while let Ok(taken) = room.clone().acquire_owned().await {
        match listener.accept().await {
            Ok((stream, _)) => {
                let served = connection(routes.clone(), stream);
                tokio::spawn(async move {
                    let _ = tokio::time::timeout(PATIENCE, served).await;
                    drop(taken);
                });
            }
            Err(error) => {
                tracing::warn!(%error, "a connection for metrics could not be accepted");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
}

/// One question, one answer.
async fn connection(routes: Router, stream: TcpStream) {
    let service = hyper::service::service_fn(move |request: Request<Incoming>| {
        routes.clone().oneshot(request.map(Body::new))
    });
    let served = http1::Builder::new()
        .timer(TokioTimer::new())
        .keep_alive(false)
        .serve_connection(TokioIo::new(stream), service);
    if let Err(error) = served.await {
        tracing::debug!(%error, "a connection for metrics ended early");
    }
}

async fn show(State(app): State<App>, headers: HeaderMap) -> Response {
    let reading = read(&app).await;
    let form = accept::form(&headers);
    match text::print(reading, form) {
        Ok(body) => (
            [
                (header::CONTENT_TYPE, form.content_type()),
                (header::CACHE_CONTROL, "no-store"),
                (header::VARY, "accept"),
            ],
            body,
        )
            .into_response(),
        Err(error) => {
            tracing::error!(%error, "metrics could not be printed");
            axum::http::StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

async fn read(app: &App) -> Reading {
    let facts = tokio::time::timeout(DATABASE_PATIENCE, facts(app)).await;
    Reading {
        totals: app.metrics.totals(),
        process: Process::read(),
        database: app.db.kind(),
        facts: facts.ok().and_then(Result::ok),
    }
}

/// What the database tells.
async fn facts(app: &App) -> Result<Facts> {
    let mut tx = app.db.snapshot().await?;
    let pages = pages::list(&mut tx).await?;
    let letters = outbox::backlog(&mut tx, Way::Letter).await?;
    let away = letters
        .away
        .map(|(since, _)| app.clock.now().duration_since(since));
    let mailbox = match &app.settings.imap {
        Some(_) => reports::mailbox_away(&mut tx).await?,
        None => None,
    };
    let mailbox = mailbox.map(|since| app.clock.now().duration_since(since));
    let states = providers::count_states(&mut tx).await?;
    let oldest = providers::oldest_look(&mut tx).await?;
    Ok(Facts {
        unknown_words: providers::count_oddities(&mut tx).await?,
        providers: states,
        oldest_look_seconds: oldest
            .map_or(0, |at| app.clock.now().duration_since(at).as_secs().max(0)),
        revisions: pages
            .into_iter()
            .map(|page| (page.slug, page.revision))
            .collect(),
        letters: [("waiting", letters.waiting), ("dead", letters.dead)],
        relay_away_seconds: away.map_or(0, |away| away.as_secs().max(1)),
        mailbox_away_seconds: mailbox.map_or(0, |away| away.as_secs().max(1)),
    })
}
