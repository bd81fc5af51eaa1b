//! Whoever asked to be told, for those who administer the page: looked for, looked at, resumed and removed; brought from a
//! list and written into one; and forgotten.
//!
//! Read in order: [`routes`], `list`, `one`, `bring` (a list is taken in), `forget` (one person, everywhere). Of an address that
//! is a secret by itself only the host is shown. Not here: what they are told.

mod bring;
mod forget;
mod list;
mod one;

use axum::{Router, routing::get};

use crate::{
    ground::{Error, Result, Tx},
    members::{Role, SignedIn},
    pages::{self, Page},
    web::Site,
};

const ADDRESS: &str = "/console/subscribers";

/// The routes of whoever asked to be told.
pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route(ADDRESS, get(list::pages))
        .route("/console/subscribers/{slug}", get(list::show))
        .route("/console/subscribers/{slug}/list.csv", get(list::export))
        .route(
            "/console/subscribers/{slug}/import",
            get(bring::ask).post(bring::bring),
        )
        .route(
            "/console/subscribers/{slug}/forget",
            get(forget::ask).post(forget::forget),
        )
        .route("/console/subscribers/{slug}/{id}", get(one::show))
        .route(
            "/console/subscribers/{slug}/{id}/resume",
            axum::routing::post(one::resume),
        )
        .route(
            "/console/subscribers/{slug}/{id}/remove",
            get(one::ask_remove).post(one::remove),
        )
}

/// The page under `slug`, for whoever administers it: addresses are nobody else's business.
async fn page_of(tx: &mut Tx, signed_in: &SignedIn, slug: &str) -> Result<Page> {
    let page = pages::find_by_slug(tx, slug).await?;
    let page = page.ok_or(Error::NotFound)?;
    signed_in.on(tx, page.id, Role::Administrator).await?;
    Ok(page)
}
