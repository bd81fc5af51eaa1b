//! Feeds and calendars: the page for programs that read on their own and tell somebody.
//!
//! Read in order: [`routes`]; `ask` (who asks for what), `gather` (what was spoken of last), `item`
//! and `body` (an entry, whatever the format), then a file for each format: `rss`, `atom`, `json`; `calendar` and `event`
//! for iCalendar; `follow` (the ways to all of them on a page).
//! A time that nobody stated stands in none of them. Not here: telling anybody (feeds are asked for),
//! and the JSON of Statuspage.

mod ask;
mod atom;
mod body;
mod calendar;
mod event;
pub mod follow;
mod gather;
mod item;
mod json;
mod rss;

pub use ask::print;
pub use body::Body;
pub use item::{Category, Feed, Item, Published, Source};

use axum::{Router, routing::get};

use crate::web::Site;

/// The routes of feeds and calendars.
pub fn routes() -> Router<Site> {
    let mut routes = Router::new()
        .route("/history.rss", get(ask::root))
        .route("/history.atom", get(ask::root))
        .route("/{locale}/history.rss", get(ask::page))
        .route("/{locale}/history.atom", get(ask::page))
        .route("/{locale}/feed.json", get(ask::page))
        .route("/{locale}/calendar.ics", get(calendar::whole))
        .route("/{locale}/maintenances.ics", get(calendar::planned))
        .route(
            "/{locale}/incidents/{id}/calendar.ics",
            get(calendar::incident),
        )
        .route(
            "/{locale}/maintenances/{id}/calendar.ics",
            get(calendar::maintenance),
        );
    for name in ["feed.rss", "feed.atom", "feed.json"] {
        routes = routes
            .route(
                &format!("/{{locale}}/components/{{id}}/{name}"),
                get(ask::component),
            )
            .route(
                &format!("/{{locale}}/incidents/{{id}}/{name}"),
                get(ask::incident),
            );
    }
    routes
}
