//! What readers see of providers: whether one is down right now, as far as anybody can tell, and all that it ever told.
//!
//! Read in order: [`routes`]; `stand` (how one is, and that nobody can tell where that is so), `why`; `list` (all of them) with `hits` (what words find), `show`
//! (one), `parts` and `days` (what we saw, day by day), `entry` (an incident in a few lines), `told` (one in full) with `posts`
//! and `changed`; for programs `feed` and `api`; `figures`.
//! Two lengths are never mixed: how long something was broken by what its text states, and how long it was spoken of. What we
//! saw ourselves is a third thing and says so. Nothing that a provider wrote is translated.
//! Not here: asking providers anything; what becomes of a reply (`crate::providers`).

mod api;
mod changed;
mod days;
mod entry;
mod feed;
mod figures;
mod hits;
mod list;
mod parts;
mod posts;
mod show;
mod stand;
mod told;
mod why;
mod windows;

use axum::{Router, routing::get};

use super::doors;
use crate::web::Site;

/// The routes of providers.
pub fn routes() -> Router<Site> {
    let mut routes = Router::new()
        .route("/providers", get(doors::same))
        .route("/providers/{slug}", get(doors::same))
        .route("/providers/{slug}/incidents/{id}", get(doors::same))
        .route("/{locale}/providers", get(list::show))
        .route("/{locale}/providers/{slug}", get(show::show))
        .route("/{locale}/providers/{slug}/incidents/{id}", get(told::show));
    for file in ["feed.atom", "feed.rss", "feed.json"] {
        let path = format!("/{{locale}}/providers/{{slug}}/{file}");
        routes = routes.route(&path, get(feed::show));
    }
    routes.merge(figures::routes()).merge(api::routes())
}
