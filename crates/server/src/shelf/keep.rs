//! Documents that are rendered when somebody asks: once, however many ask at once, and kept within a
//! bound of memory for as long as the page's state is the same.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::{Request, State as Of},
    http::{Method, StatusCode},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use beffroi_domain::PageId;
use http_body_util::BodyExt as _;
use quick_cache::{Weighter, sync::Cache};

use super::{Shelf, State, board, doc::Doc};
use crate::{
    ground::clock::stopwatch,
    web::{address::Asked, answer::Ready},
};

/// How many documents are reckoned with; more fit while they are small.
const DOCUMENTS: usize = 1000;

/// What a kept document is found by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    page: PageId,
    is_under: bool,
    name: String,
    state: State,
}

/// What a document takes of the bound.
#[derive(Clone, Debug)]
pub struct Weight;

impl Weighter<Key, Arc<Doc>> for Weight {
    fn weight(&self, key: &Key, doc: &Arc<Doc>) -> u64 {
        doc.bytes() + key.name.len() as u64
    }
}

/// Kept documents.
pub type Kept = Cache<Key, Arc<Doc>, Weight>;

/// Nothing kept yet, and room for `bytes`.
#[must_use]
pub fn empty(bytes: u64) -> Kept {
    Cache::with_weighter(DOCUMENTS, bytes, Weight)
}

/// Gives what is ready or kept, and keeps what is rendered now; a layer around the public routes.
pub async fn keep(Of(shelf): Of<Shelf>, mut request: Request, next: Next) -> Response {
    let Some(key) = shelf.key(&request) else {
        return next.run(request).await;
    };
    let asked = request.headers().clone();
    match shelf.0.kept.get_value_or_guard_async(&key).await {
        Ok(doc) => {
            shelf.0.parts.metrics.kept();
            shelf.given(&doc, &key, &asked)
        }
        Err(guard) => {
            shelf.0.parts.metrics.missed();
            let began = stopwatch();
            // A document has a body, also when only its head is asked for now.
            *request.method_mut() = Method::GET;
            match document(next.run(request).await).await {
                Ok(doc) => {
                    shelf.0.parts.metrics.rendered(began.elapsed());
                    let doc = Arc::new(doc);
                    // Refused only when somebody cleared the shelf meanwhile; the answer is good.
                    let _ = guard.insert(doc.clone());
                    shelf.given(&doc, &key, &asked)
                }
                Err(response) => response,
            }
        }
    }
}

/// An answer as a document, where it is one; else the answer.
pub(super) async fn document(response: Response) -> Result<Doc, Response> {
    let is_document =
        response.status() == StatusCode::OK && response.extensions().get::<Ready>().is_some();
    if !is_document {
        return Err(response);
    }
    let (parts, body) = response.into_parts();
    match body.collect().await {
        Ok(body) => Ok(Doc::new(parts.headers, body.to_bytes())),
        Err(_) => Err(StatusCode::INTERNAL_SERVER_ERROR.into_response()),
    }
}

/// Whether a document says something else each minute that is no new revision: how long ago providers were looked at, and how soon
/// reports are answered.
fn is_of_this_minute(path: &str) -> bool {
    let mut parts = path.trim_start_matches('/').split('/');
    let (first, second) = (parts.next(), parts.next());
    let is_counted = matches!(second, Some("help" | "promises")) && parts.next().is_none();
    first == Some("providers") || second == Some("providers") || is_counted
}

impl Shelf {
    fn key(&self, request: &Request) -> Option<Key> {
        if request.method() != Method::GET && request.method() != Method::HEAD {
            return None;
        }
        // What is asked for was noted, and the prefix taken off, before routing.
        let asked = request.extensions().get::<Asked>()?;
        let (uri, path) = (request.uri(), request.uri().path());
        let boards = self.0.boards.load();
        let board = boards.find(self.0.parts.site.front(), asked)?;
        let first = path.trim_start_matches('/').split('/').next()?;
        let is_document = board
            .stand
            .locales
            .iter()
            .any(|locale| locale.as_str() == first)
            || first == "api"
            || (path.contains('.') && first != "assets");
        let name = board::name(path, uri.query()).filter(|_| is_document)?;
        let state = match is_of_this_minute(path) {
            true => self.of_this_minute(board.state),
            false => board.state,
        };
        Some(Key {
            page: board.stand.page,
            is_under: board.stand.is_under,
            name,
            state,
        })
    }

    fn of_this_minute(&self, state: State) -> State {
        State {
            tick: self.now().as_second().div_euclid(60),
            ..state
        }
    }

    fn given(&self, doc: &Arc<Doc>, key: &Key, asked: &axum::http::HeaderMap) -> Response {
        match self.away_since() {
            None => doc.answer(asked).map(Body::new),
            Some(_) => self
                .marked(doc, key.page, key.is_under, &key.name)
                .answer(asked)
                .map(Body::new),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted_or_said_of_providers_is_kept_for_a_minute() {
        assert!(is_of_this_minute("/fr/providers"));
        assert!(is_of_this_minute("/providers/orgelpfeife/badge.svg"));
        assert!(is_of_this_minute("/fr/help"));
        assert!(is_of_this_minute("/fr/promises"));
        assert!(!is_of_this_minute("/fr/help/how-we-inform"));
        assert!(!is_of_this_minute("/fr/incidents/providers"));
        assert!(!is_of_this_minute("/fr/"));
    }
}
