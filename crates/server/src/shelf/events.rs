//! Events: a browser left open hears that the page has changed.
//!
//! One line for each change, after the new page stands ready: `{"revision":12,"status":{…}}`, with the
//! state in words in the locale that was asked for. A reader who comes gets the line of now at once,
//! so that nothing is missed between two connections. A page without a board is left to `behind`,
//! where the gate was passed first.

use std::{convert::Infallible, sync::Arc, time::Duration};

use axum::{
    extract::{Query, Request, State as Of},
    http::{HeaderValue, StatusCode, Uri, header},
    middleware::Next,
    response::{
        IntoResponse as _, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use bytes::Bytes;
use futures_util::{Stream, stream};
use tokio::sync::watch;

use super::{Shelf, board::Board};
use crate::{
    ground::{Error, metrics::Open},
    web::address::Asked,
};

/// A line that says nothing, so that proxies and browsers keep the connection.
const BREATH: Duration = Duration::from_secs(15);

/// When to come again while the database is away.
const RETRY_SECONDS: &str = "5";

#[derive(Default, serde::Deserialize)]
struct Wanted {
    locale: Option<String>,
}

/// Whom to tell what.
struct Listener {
    shelf: Shelf,
    told: watch::Receiver<u64>,
    asked: Asked,
    locale: Option<String>,
    last: Option<i64>,
    _open: Open,
}

/// Answers `/events` of a public page; everything else goes on to the gate. Whoever is kept out there
/// finds nothing: a form is of no use to a stream.
pub async fn events(Of(shelf): Of<Shelf>, request: Request, next: Next) -> Response {
    let asked: Asked = request.extensions().get().cloned().unwrap_or_default();
    let listener = Listener {
        told: shelf.0.told.subscribe(),
        asked,
        locale: locale(request.uri()),
        last: None,
        _open: shelf.0.parts.metrics.stream(),
        shelf,
    };
    if listener.board().is_none() {
        drop(listener);
        let response = next.run(request).await;
        return match response.status() {
            StatusCode::UNAUTHORIZED => Error::NotFound.into_response(),
            // The gate could not ask the database, and has said so in the log. The browser comes again.
            StatusCode::INTERNAL_SERVER_ERROR => later(),
            _ => response,
        };
    }
    let lines = stream::unfold(listener, async |mut listener| {
        let line = listener.next().await?;
        Some((line, listener))
    });
    let mut response = streamed(lines);
    response.headers_mut().insert(
        header::ACCESS_CONTROL_ALLOW_ORIGIN,
        HeaderValue::from_static("*"),
    );
    response
}

/// Not now: a page for people is of no use to a stream.
fn later() -> Response {
    let headers = [
        (header::RETRY_AFTER, RETRY_SECONDS),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (StatusCode::SERVICE_UNAVAILABLE, headers).into_response()
}

/// The locale that a stream is asked for in.
pub(super) fn locale(uri: &Uri) -> Option<String> {
    let Query(wanted) = Query::<Wanted>::try_from_uri(uri).unwrap_or_default();
    wanted.locale
}

/// An answer that nobody keeps and no proxy gathers.
pub(super) fn streamed(lines: impl Stream<Item = Event> + Send + 'static) -> Response {
    let lines = futures_util::StreamExt::map(lines, Ok::<_, Infallible>);
    let alive = KeepAlive::new().interval(BREATH);
    let mut response = Sse::new(lines).keep_alive(alive).into_response();
    let answered = response.headers_mut();
    answered.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // nginx would gather lines until its buffer is full.
    answered.insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

/// A line: the revision, and the state as `/api/v2/status.json` tells it.
pub(super) fn line(revision: i64, status: Option<&Bytes>) -> Event {
    let status = status
        .and_then(|json| serde_json::from_slice::<serde_json::Value>(json).ok())
        .and_then(|json| json.get("status").cloned());
    let line = serde_json::json!({ "revision": revision, "status": status });
    Event::default()
        .event("change")
        .id(revision.to_string())
        .data(line.to_string())
}

impl Listener {
    fn board(&self) -> Option<Arc<Board>> {
        let boards = self.shelf.0.boards.load();
        boards
            .find(self.shelf.0.parts.site.front(), &self.asked)
            .cloned()
    }

    /// The next line; `None` when the program stops or the page is gone.
    async fn next(&mut self) -> Option<Event> {
        loop {
            self.told.borrow_and_update();
            let board = self.board()?;
            // Before the new page stands ready there is nothing to say.
            let revision = board.rendered_revision;
            if revision > 0 && self.last != Some(revision) {
                self.last = Some(revision);
                return Some(self.line(&board));
            }
            self.told.changed().await.ok()?;
            if self.shelf.is_closing() {
                return None;
            }
        }
    }

    fn line(&self, board: &Board) -> Event {
        let locale = self.locale.as_deref();
        let spoken = board
            .stand
            .locales
            .iter()
            .find(|one| Some(one.as_str()) == locale);
        let locale = spoken.or(board.stand.locales.first());
        let name = locale.map(|locale| format!("/api/v2/status.json?locale={locale}"));
        let doc = name.and_then(|name| board.ready.get(&name));
        line(board.rendered_revision, doc.map(|doc| doc.body()))
    }
}
