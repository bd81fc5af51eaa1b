//! The gate: which requests come in at all.
//!
//! Read in order: [`guard`], `keys` (what a request shows), `enter` (a password is tried),
//! `door` (what is said to whoever stays outside). A host that is nobody's here is refused
//! before anything is looked at. Style sheets, scripts and the icon say nothing of any page, and come in
//! always. Nothing that a private page answers is kept by anybody, the shelf included.

mod door;
mod enter;
mod keys;

use std::sync::Arc;

use self::door::Why;
use super::{ended, subscribe};
use crate::{
    ground::{Result, Tx, tries::Tries},
    pages::{self, Access, Choice, Page},
    subscribers,
    web::{
        Address, Site, address::Asked, answer::Ready, assets, cache::Policy, headers::insist_on_tls,
    },
};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, Uri, header},
    middleware::Next,
    response::Response,
};
use beffroi_domain::PageId;

/// Tries of a password in ten minutes: from one address, and at one page.
const TRIES: (usize, usize) = (10, 200);

/// What the gate knows from one request to the next.
#[derive(Clone)]
pub struct Guard {
    site: Site,
    tries: Arc<Tries<PageId>>,
}

impl Guard {
    /// Before the first request.
    #[must_use]
    pub fn new(site: Site) -> Self {
        Self {
            site,
            tries: Arc::new(Tries::of(TRIES.0, TRIES.1)),
        }
    }
}

/// A private page that somebody asks for.
struct Private {
    page: Page,
    address: Address,
    gate: pages::Gate,
}

/// What a request shows of itself, apart from its body.
struct Shown {
    headers: HeaderMap,
    uri: Uri,
}

impl Shown {
    fn of(request: &Request) -> Self {
        Self {
            headers: request.headers().clone(),
            uri: request.uri().clone(),
        }
    }
}

/// What a request stands before.
enum Sight {
    UnknownHost,
    NoPage,
    Open(Address),
    Shut(Box<Private>),
}

/// Lets a request in, or answers it.
pub async fn guard(State(guard): State<Guard>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if path.starts_with("/assets/") || [assets::WORKER, "/favicon.ico"].contains(&path) {
        return next.run(request).await;
    }
    let asked = request.extensions().get().cloned().unwrap_or_default();
    match look(&guard.site, &asked).await {
        Ok(Sight::NoPage) => next.run(request).await,
        Ok(Sight::UnknownHost) => ended::unknown_host(&guard.site, request.headers(), path),
        Ok(Sight::Open(address)) => {
            let mut response = next.run(request).await;
            insist_on_tls(&mut response, &address.origin);
            response
        }
        Ok(Sight::Shut(private)) => {
            let mut response = before(&guard, &private, request, next).await;
            keep_in(&mut response);
            insist_on_tls(&mut response, &private.address.origin);
            response
        }
        Err(error) => ended::fault_before(&guard.site, request.headers(), path, &error),
    }
}

async fn look(site: &Site, asked: &Asked) -> Result<Sight> {
    let mut tx: Tx = site.db.snapshot().await?;
    let all = pages::list(&mut tx).await?;
    let page = match pages::choose(&all, site.front(), asked) {
        Choice::UnknownHost => return Ok(Sight::UnknownHost),
        Choice::NoPage => return Ok(Sight::NoPage),
        Choice::Page(page) => page,
    };
    let address = pages::stand(&all, site.front(), asked, page);
    if page.access == Access::Public {
        return Ok(Sight::Open(address));
    }
    Ok(Sight::Shut(Box::new(Private {
        gate: pages::gate_of(&mut tx, page.id).await?,
        page: page.clone(),
        address,
    })))
}

/// Somebody stands before a private page.
async fn before(guard: &Guard, private: &Private, request: Request, next: Next) -> Response {
    let now = guard.site.clock.now();
    let is_admitted = keys::is_admitted(private, request.headers(), now);
    let is_reading = matches!(*request.method(), Method::GET | Method::HEAD);
    if let Some(key) = keys::key_in(request.uri()).filter(|_| is_reading) {
        return match private.gate.opened_by(key, now) {
            Some(until) => keys::lead_in(private, request.uri(), now, Some(until)),
            None if is_admitted => keys::lead_on(private, request.uri()),
            None => door::answer(guard, private, &Shown::of(&request), Why::StaleLink),
        };
    }
    if is_admitted || is_leave(guard, private, request.uri()).await {
        return next.run(request).await;
    }
    match *request.method() {
        Method::POST => enter::try_password(guard, private, request, now).await,
        _ => door::answer(guard, private, &Shown::of(&request), Why::Closed),
    }
}

/// Whether somebody wants to hear no more: mail programs say so for them, and know no password.
async fn is_leave(guard: &Guard, private: &Private, uri: &Uri) -> bool {
    let short = uri.path().strip_prefix("/s/");
    if !uri.path().ends_with("/leave") && short.is_none() {
        return false;
    }
    let Ok(mut tx) = guard.site.db.snapshot().await else {
        return false;
    };
    let bell = subscribers::find_bell(&mut tx, private.page.id).await;
    let bell = bell.ok().flatten();
    let Some(bell) = bell else {
        return false;
    };
    match short {
        // It leads to the way out and shows nothing.
        Some(link) => {
            let found = subscribers::phone::find_link(&mut tx, &bell, link).await;
            found.ok().flatten().is_some()
        }
        None => subscribe::is_leave(uri.path(), &bell),
    }
}

/// Nobody keeps the answer, no other origin reads, holds or frames it, nobody is told where the reader came from, and no
/// search engine lists it.
fn keep_in(response: &mut Response) {
    response.extensions_mut().remove::<Ready>();
    let headers = response.headers_mut();
    for name in [
        header::ACCESS_CONTROL_ALLOW_ORIGIN,
        header::ETAG,
        header::LAST_MODIFIED,
        // A badge that others may hold and frame says so there; none of a private page does.
        header::CONTENT_SECURITY_POLICY,
    ] {
        headers.remove(name);
    }
    Policy::Never.write(headers);
    let no_referrer = HeaderValue::from_static("no-referrer");
    headers
        .entry(header::REFERRER_POLICY)
        .or_insert(no_referrer);
    headers.insert(
        HeaderName::from_static("x-robots-tag"),
        HeaderValue::from_static("noindex"),
    );
    headers.insert(
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("same-origin"),
    );
}
