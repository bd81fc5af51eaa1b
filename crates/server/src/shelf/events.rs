//! Events: a browser left open hears that the page has changed.
//!
//! One line for each change, after the new page stands ready: `{"revision":12,"status":{…}}`, with the
//! state in words in the locale that was asked for. A reader who comes gets the line of now at once,
//! so that nothing is missed between two connections.

use std::{convert::Infallible, sync::Arc, time::Duration};

use axum::{
    extract::{Query, State as Of},
    http::{HeaderValue, header},
    response::{
        IntoResponse as _, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures_util::stream;
use tokio::sync::watch;

use super::{Shelf, board::Board};
use crate::{
    ground::{Error, Result, metrics::Open},
    web::address::Asked,
};

/// A line that says nothing, so that proxies and browsers keep the connection.
const BREATH: Duration = Duration::from_secs(15);

#[derive(serde::Deserialize)]
pub struct Wanted {
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

/// Answers `/events`.
///
/// # Errors
/// `NotFound` where no public page is asked for.
pub async fn events(
    Of(shelf): Of<Shelf>,
    Query(wanted): Query<Wanted>,
    axum::Extension(asked): axum::Extension<Asked>,
) -> Result<Response> {
    let listener = Listener {
        told: shelf.0.told.subscribe(),
        asked,
        locale: wanted.locale,
        last: None,
        _open: shelf.0.parts.metrics.stream(),
        shelf,
    };
    listener.board().ok_or(Error::NotFound)?;
    let lines = stream::unfold(listener, async |mut listener| {
        let line = listener.next().await?;
        Some((Ok::<_, Infallible>(line), listener))
    });
    let alive = KeepAlive::new().interval(BREATH);
    let mut response = Sse::new(lines).keep_alive(alive).into_response();
    let answered = response.headers_mut();
    answered.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answered.insert(
        header::ACCESS_CONTROL_ALLOW_ORIGIN,
        HeaderValue::from_static("*"),
    );
    // nginx would gather lines until its buffer is full.
    answered.insert("x-accel-buffering", HeaderValue::from_static("no"));
    Ok(response)
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
        let status = name
            .and_then(|name| board.ready.get(&name))
            .and_then(|doc| serde_json::from_slice::<serde_json::Value>(doc.body()).ok())
            .and_then(|json| json.get("status").cloned());
        let line = serde_json::json!({ "revision": board.rendered_revision, "status": status });
        Event::default()
            .event("change")
            .id(board.rendered_revision.to_string())
            .data(line.to_string())
    }
}
