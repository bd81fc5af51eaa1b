//! Boards: what stands ready for each public page, at each address that it has.

use std::{collections::HashMap, sync::Arc};

use axum::http::{HeaderMap, Method, Response, Uri};
use beffroi_domain::{Locale, PageId};
use bytes::Bytes;
use http_body_util::Full;
use serde::{Deserialize, Serialize};

use super::{Shelf, State, doc::Doc};
use crate::{
    pages::{self, Access, Choice, Page},
    web::{
        address::{Asked, Front},
        answer, negotiate,
    },
};

/// A page at one of its addresses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stand {
    /// The page.
    pub page: PageId,
    /// Its name in addresses.
    pub slug: String,
    /// The host that leads to it here, if one does.
    pub host: Option<String>,
    /// True at `/p/slug/…`; else it is at the root of its host.
    pub is_under: bool,
    /// True where readers are expected, so that documents are made before anybody asks.
    pub is_main: bool,
    /// The locales that it is read in, the default first.
    pub locales: Vec<Locale>,
    /// The zone that its times are told in.
    pub zone: String,
}

impl Stand {
    /// What its paths begin with.
    #[must_use]
    pub fn prefix(&self) -> String {
        match self.is_under {
            true => format!("/p/{}", self.slug),
            false => String::new(),
        }
    }
}

/// What stands ready for a page at one address, by path and query.
#[derive(Clone, Debug)]
pub struct Board {
    /// Which page, where.
    pub stand: Stand,
    /// What the documents rest on.
    pub state: State,
    /// True once everything that everybody asks for was rendered in this state.
    pub is_rendered: bool,
    /// The revision that every document shows, or a later one; 0 before all were rendered once.
    pub rendered_revision: i64,
    /// What each document rested on when it was rendered last, also where there was none to keep.
    pub rested_on: HashMap<String, State>,
    /// The documents.
    pub ready: HashMap<String, Arc<Doc>>,
}

/// All boards, and the pages to choose from.
#[derive(Clone, Debug, Default)]
pub struct Boards {
    /// All pages, the oldest first; those that are not public have no board.
    pub pages: Arc<[Page]>,
    /// What stands ready.
    pub all: Vec<Arc<Board>>,
}

impl Boards {
    /// True when any document stands ready.
    #[must_use]
    pub fn is_filled(&self) -> bool {
        self.all.iter().any(|board| !board.ready.is_empty())
    }

    /// The board that a request asks for.
    #[must_use]
    pub fn find(&self, front: Front<'_>, asked: &Asked) -> Option<&Arc<Board>> {
        let Choice::Page(page) = pages::choose(&self.pages, front, asked) else {
            return None;
        };
        let is_under = asked.under.is_some();
        let is_it =
            |board: &&Arc<Board>| board.stand.page == page.id && board.stand.is_under == is_under;
        self.all.iter().find(is_it)
    }

    /// The board of this stand.
    #[must_use]
    pub fn of(&self, stand: &Stand) -> Option<&Arc<Board>> {
        self.all.iter().find(|board| board.stand == *stand)
    }

    /// True where a private page of these is new or another than here, or gone from them.
    #[must_use]
    pub fn is_other_behind(&self, pages: &[Page]) -> bool {
        let known = |page: &&Page| page.access == Access::Private;
        let state = |page: &Page| (page.id, page.revision);
        let here = self.pages.iter().filter(known).map(state);
        !here.eq(pages.iter().filter(known).map(state))
    }

    /// The same pages with other boards.
    #[must_use]
    pub fn with_all(&self, all: Vec<Arc<Board>>) -> Self {
        Self {
            pages: self.pages.clone(),
            all,
        }
    }

    /// Puts a board in the place of the one at the same address.
    #[must_use]
    pub fn with(&self, board: Board) -> Self {
        let is_other = |one: &&Arc<Board>| {
            one.stand.page != board.stand.page || one.stand.is_under != board.stand.is_under
        };
        let mut all: Vec<_> = self.all.iter().filter(is_other).cloned().collect();
        all.push(Arc::new(board));
        self.with_all(all)
    }
}

/// The name of a document on its board: the path, and of the query only what documents depend on.
/// `None` where the answer is for one reader: there is another parameter.
#[must_use]
pub fn name(path: &str, query: Option<&str>) -> Option<String> {
    let Some(query) = query.filter(|query| !query.is_empty()) else {
        return Some(path.to_owned());
    };
    let mut asked: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty()).collect();
    let is_known = |pair: &&str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let is_plain = value
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-');
        matches!(name, "locale" | "page") && is_plain && value.len() <= 16
    };
    if !asked.iter().all(is_known) {
        return None;
    }
    asked.sort_unstable();
    Some(format!("{path}?{}", asked.join("&")))
}

impl Shelf {
    /// The answer to a request for a document that stands ready, and to `/`; without the database,
    /// and without waiting. `None` for everything else.
    #[must_use]
    pub fn ready(
        &self,
        method: &Method,
        uri: &Uri,
        headers: &HeaderMap,
        is_by_proxy: bool,
    ) -> Option<Response<Full<Bytes>>> {
        if method != Method::GET && method != Method::HEAD {
            return None;
        }
        let (asked, path) = Asked::of(uri, headers, is_by_proxy);
        let boards = self.0.boards.load();
        let board = boards.find(self.0.parts.site.front(), &asked)?;
        if path == "/" {
            return Some(lead(board, headers));
        }
        let doc = match uri.query() {
            None => board.ready.get(path)?,
            query => board.ready.get(&name(path, query)?)?,
        };
        Some(doc.answer(headers))
    }
}

/// `/` leads to the page in the reader's language.
fn lead(board: &Board, headers: &HeaderMap) -> Response<Full<Bytes>> {
    let locale = negotiate::locale(headers, &board.stand.locales);
    answer::lead(&format!("{}/{locale}/", board.stand.prefix()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_documents_depend_on_is_in_their_name() {
        assert_eq!(name("/fr/", None).as_deref(), Some("/fr/"));
        assert_eq!(name("/fr/", Some("")).as_deref(), Some("/fr/"));
        assert_eq!(
            name("/api", Some("page=2&locale=it")).as_deref(),
            Some("/api?locale=it&page=2")
        );
        assert_eq!(name("/fr/search", Some("q=refund")), None);
        assert_eq!(name("/api", Some("locale=%2e%2e")), None);
    }
}
