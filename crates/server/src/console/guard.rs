//! Which requests come in to the console at all, and what its answers tell a browser.

use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderName, HeaderValue, Method, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use tower::ServiceExt as _;

use crate::{
    ground::{Error, Refusal, Result},
    pages,
    web::{
        Site,
        address::{Asked, is_from_here},
        cache::Policy,
        headers::insist_on_tls,
    },
};

/// The console's own address, and who answers elsewhere.
#[derive(Clone)]
pub(super) struct Home {
    site: Site,
    elsewhere: Router,
}

impl Home {
    pub(super) fn new(site: Site, elsewhere: Router) -> Self {
        Self { site, elsewhere }
    }
}

/// Lets in what is for the installation's own address; on hosts of pages and below `/p/` there is no
/// console, and the public page says so in its own words.
pub(super) async fn at_home(State(home): State<Home>, request: Request, next: Next) -> Response {
    let asked: Asked = request.extensions().get().cloned().unwrap_or_default();
    match is_home(&home.site, &asked).await {
        Ok(true) => next.run(request).await,
        Ok(false) => home.elsewhere.oneshot(request).await.into_response(),
        Err(error) => error.into_response(),
    }
}

async fn is_home(site: &Site, asked: &Asked) -> Result<bool> {
    let mut tx = site.db.snapshot().await?;
    let all = pages::list(&mut tx).await?;
    Ok(pages::is_own_address(&all, site.front(), asked))
}

/// Lets in what changes something only where our own page asked for it, by what browsers say of that.
pub(super) async fn from_here(request: Request, next: Next) -> Response {
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD);
    let asked: Asked = request.extensions().get().cloned().unwrap_or_default();
    match is_safe || is_from_here(request.headers(), &asked) {
        true => next.run(request).await,
        false => Error::from(
            Refusal::forbidden("this form did not come from the console; open the page anew")
                .told("refusal-elsewhere"),
        )
        .into_response(),
    }
}

/// Nobody keeps what the console says, lists it, or is told of its addresses.
pub(super) async fn keep_in(State(site): State<Site>, mut response: Response) -> Response {
    let headers = response.headers_mut();
    Policy::Never.write(headers);
    for (name, value) in [
        // Our own forms must still say where they come from, which `no-referrer` would hide.
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("x-robots-tag"), "noindex"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    insist_on_tls(&mut response, &site.public_url);
    response
}
