//! Events behind a gate: what a reader of a private page hears, who was let in on the way here.
//!
//! A private page has no board and nothing of it is kept, so its state is asked for anew, in the reader's
//! name. One line is told, and at the next change the stream ends: the browser comes again by itself,
//! through the gate, which so stands before every line.

use std::time::Duration;

use axum::{
    body::Body,
    extract::{Request, State as Of},
    http::{HeaderMap, StatusCode, header},
    response::{Response, sse::Event},
};
use beffroi_domain::PageId;
use bytes::Bytes;
use futures_util::stream;
use http_body_util::BodyExt as _;
use tokio::sync::watch;
use tower::ServiceExt as _;

use super::{
    Shelf,
    events::{line, locale, streamed},
};
use crate::{
    ground::{Error, Result, metrics::Open},
    pages::{self, Access, Choice, Page},
    web::{address::Asked, words},
};

/// How soon a browser comes again when the stream has ended.
const AGAIN: Duration = Duration::from_millis(100);

/// Who waits for a page to become another.
struct Guest {
    shelf: Shelf,
    told: watch::Receiver<u64>,
    asked: Asked,
    page: PageId,
    revision: i64,
    _open: Open,
}

/// Answers `/events` of a private page; meant to stand behind the gate.
///
/// # Errors
/// `NotFound` where no private page is asked for.
pub async fn private_events(Of(shelf): Of<Shelf>, request: Request) -> Result<Response> {
    let asked: Asked = request.extensions().get().cloned().unwrap_or_default();
    let told = shelf.0.told.subscribe();
    // Before its state is asked for: what changes meanwhile is a reason to come again.
    let page = shelf.private_page(&asked).ok_or(Error::NotFound)?;
    let wanted = locale(request.uri());
    let status = shelf.status(&page, wanted, request.headers()).await;
    let first = line(page.revision, status.as_ref()).retry(AGAIN);
    let guest = Guest {
        told,
        asked,
        page: page.id,
        revision: page.revision,
        _open: shelf.0.parts.metrics.stream(),
        shelf,
    };
    Ok(streamed(stream::unfold(
        (guest, Some(first)),
        async |(mut guest, first): (Guest, Option<Event>)| match first {
            Some(line) => Some((line, (guest, None))),
            None => {
                guest.until_it_is_another().await;
                None
            }
        },
    )))
}

impl Guest {
    /// Over when the page changes, is gone or is open to all; or when the program stops.
    async fn until_it_is_another(&mut self) {
        loop {
            self.told.borrow_and_update();
            let page = self.shelf.private_page(&self.asked);
            let is_same = page.is_some_and(|page| (page.id, page.revision) == self.known());
            if !is_same || self.shelf.is_closing() || self.told.changed().await.is_err() {
                return;
            }
        }
    }

    fn known(&self) -> (PageId, i64) {
        (self.page, self.revision)
    }
}

impl Shelf {
    fn private_page(&self, asked: &Asked) -> Option<Page> {
        let boards = self.0.boards.load();
        match pages::choose(&boards.pages, self.0.parts.site.front(), asked) {
            Choice::Page(page) if page.access == Access::Private => Some(page.clone()),
            _ => None,
        }
    }

    /// The state of a page as a reader gets it who shows what this one shows.
    async fn status(
        &self,
        page: &Page,
        wanted: Option<String>,
        shown: &HeaderMap,
    ) -> Option<Bytes> {
        let spoken = words::spoken(&page.locales);
        let named = spoken
            .iter()
            .find(|one| Some(one.as_str()) == wanted.as_deref());
        let locale = named.or(spoken.first())?;
        let path = format!("/p/{}/api/v2/status.json?locale={locale}", page.slug);
        let mut request = Request::get(path).body(Body::empty()).ok()?;
        for name in [header::COOKIE, header::AUTHORIZATION] {
            for value in shown.get_all(&name) {
                request.headers_mut().append(name.clone(), value.clone());
            }
        }
        let Ok(response) = self.0.router.clone().oneshot(request).await;
        if response.status() != StatusCode::OK {
            return None;
        }
        let body = response.into_body().collect().await.ok()?;
        Some(body.to_bytes())
    }
}
