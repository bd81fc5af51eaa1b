//! Requests that did not end as they were meant to, in the reader's language, with ways on.
//!
//! The one place where a fault of a public page is logged. Also when the database is away a page is
//! shown, without the name of the page, in the language that the address or the browser asks for.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{Extensions, HeaderMap, StatusCode, header::ALLOW},
    middleware::Next,
    response::Response,
};
use beffroi_domain::{Locale, LocalizedText};
use jiff::tz::TimeZone;

use super::visit::{self, find_page, offered, split};
use crate::{
    articles,
    ground::{Error, Result},
    pages::{self, Document, Page},
    providers,
    web::{
        Address, Layout, Reader, Site,
        error::{Ended, EndedPage, log_fault},
        layout::{Framed, Has, Place},
        negotiate, words,
    },
};

/// Puts a page in the place of an answer that stands for an error.
pub async fn in_words(State(site): State<Site>, request: Request, next: Next) -> Response {
    let headers = request.headers().clone();
    let path = request.uri().path().to_owned();
    let asked = request.extensions().clone();
    let response = next.run(request).await;
    match response.extensions().get::<Ended>() {
        Some(Ended(error)) => told(&site, &asked, &headers, &path, &error.clone()).await,
        None if response.status() == StatusCode::METHOD_NOT_ALLOWED => {
            wrong_way(&site, &headers, &path, response.headers())
        }
        None => response,
    }
}

/// The page for a method that an address does not take: 405, and which it does take.
fn wrong_way(site: &Site, headers: &HeaderMap, path: &str, said: &HeaderMap) -> Response {
    let (reader, layout) = bare_frame(site, headers, path, "wrong-way-title");
    let page = EndedPage::wrong_way(&reader, layout);
    let mut response = page.answer(StatusCode::METHOD_NOT_ALLOWED);
    if let Some(allowed) = said.get(ALLOW) {
        response.headers_mut().insert(ALLOW, allowed.clone());
    }
    response
}

/// Answers whatever has no other answer.
pub async fn nothing_here() -> Error {
    Error::NotFound
}

/// The page for a host that is nobody's here: 421.
pub fn unknown_host(site: &Site, headers: &HeaderMap, path: &str) -> Response {
    let (reader, layout) = bare_frame(site, headers, path, "unknown-host-title");
    EndedPage::unknown_host(&reader, layout).answer(StatusCode::MISDIRECTED_REQUEST)
}

/// The page for a fault before anything is known of pages.
pub fn fault_before(site: &Site, headers: &HeaderMap, path: &str, error: &Error) -> Response {
    let (reader, layout) = bare_frame(site, headers, path, "fault-title");
    let id = log_fault(error, path);
    EndedPage::fault(&reader, layout, id).answer(StatusCode::INTERNAL_SERVER_ERROR)
}

async fn told(
    site: &Site,
    asked: &Extensions,
    headers: &HeaderMap,
    path: &str,
    error: &Arc<Error>,
) -> Response {
    // A fault here is of the same cause as the one that brought us here, which is logged below.
    let about = about(site, asked).await.unwrap_or_default();
    let is_fault = matches!(**error, Error::Fault(_));
    let (reader, layout) = frame(site, headers, path, about.as_ref(), is_fault);
    if is_fault {
        let id = log_fault(error, path);
        return EndedPage::fault(&reader, layout, id).answer(StatusCode::INTERNAL_SERVER_ERROR);
    }
    if about.is_none() {
        return EndedPage::no_page(&reader, layout).answer(StatusCode::NOT_FOUND);
    }
    EndedPage::not_found(&reader, layout).answer(StatusCode::NOT_FOUND)
}

type About = (Page, Address, Vec<(Document, LocalizedText)>, Has);

async fn about(site: &Site, asked: &Extensions) -> Result<Option<About>> {
    let mut tx = site.db.snapshot().await?;
    let Some((page, address)) = find_page(&mut tx, site, asked).await? else {
        return Ok(None);
    };
    let documents = pages::documents(&mut tx, page.id).await?;
    let desk = visit::is_desk_open(&mut tx, page.id).await?;
    let has = Has {
        providers: providers::is_any_on(&mut tx, page.id).await?,
        desk,
        help: articles::is_any_on(&mut tx, page.id, desk).await?,
    };
    Ok(Some((page, address, documents, has)))
}

/// The reader and the frame: the locale of the address where it is one, else a negotiated one.
fn frame(
    site: &Site,
    headers: &HeaderMap,
    path: &str,
    about: Option<&About>,
    is_fault: bool,
) -> (Reader, Layout) {
    let key = match (is_fault, about) {
        (true, _) => "fault-title",
        (false, None) => "no-page-title",
        (false, Some(_)) => "not-found-title",
    };
    let Some((page, address, documents, has)) = about else {
        return bare_frame(site, headers, path, key);
    };
    let locale = wanted(headers, path, &offered(page));
    let reader = visit::reader(site, page, &locale, address.clone());
    let title = reader.say(key);
    let shown = (documents.as_slice(), *has);
    let layout = visit::layout(&reader, &title, Place::Elsewhere, page, shown, None);
    (reader, layout)
}

/// The frame where nothing is known of any page.
fn bare_frame(site: &Site, headers: &HeaderMap, path: &str, key: &str) -> (Reader, Layout) {
    plain_frame(site, headers, path, Address::default(), key, &[])
}

/// The frame of a page of which nothing may be told, with the way to all our languages.
pub fn frame_of_nobody(
    site: &Site,
    headers: &HeaderMap,
    path: &str,
    address: &Address,
    key: &str,
) -> (Reader, Layout) {
    plain_frame(site, headers, path, address.clone(), key, &all_locales())
}

fn plain_frame(
    site: &Site,
    headers: &HeaderMap,
    path: &str,
    address: Address,
    key: &str,
    locales: &[Locale],
) -> (Reader, Layout) {
    let reader = Reader {
        words: words::first_of([&wanted(headers, path, &all_locales())]),
        zone: TimeZone::UTC,
        fallback: vec![],
        now: site.clock.now(),
        address,
    };
    let framed = Framed {
        site: None,
        locales,
        rest: None,
        documents: &[],
        has: Has::default(),
    };
    let layout = Layout::of(&reader, &reader.say(key), Place::Elsewhere, &framed);
    (reader, layout)
}

fn all_locales() -> Vec<Locale> {
    words::all().map(|words| words.locale().clone()).collect()
}

fn wanted(headers: &HeaderMap, path: &str, all: &[Locale]) -> Locale {
    let (first, _) = split(path);
    let named = all.iter().find(|locale| locale.as_str() == first);
    named
        .unwrap_or_else(|| negotiate::locale(headers, all))
        .clone()
}
