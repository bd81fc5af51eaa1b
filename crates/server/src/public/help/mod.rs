//! The help centre: articles, the words in them, and how soon a person answers.
//!
//! Read in order: [`routes`], `told` (articles as a reader is told them), `front` (all of them, and what was looked for), `one`, then
//! `answers` (what is promised for personal answers, and how that was kept), which the form for reports and the page of promises
//! show too. Not here: what articles say.

pub(super) mod answers;
mod front;
mod one;
mod told;

use axum::{Router, routing::get};

use super::doors;
use crate::web::{Reader, Site};

/// The routes of the help centre.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/help", get(doors::same))
        .route("/help/{slug}", get(doors::same))
        .route("/{locale}/help", get(front::show))
        .route("/{locale}/help/{slug}", get(one::show))
}

pub(super) use told::addresses;

/// Where the help centre is, from the form for reports.
pub(super) fn way_to_how(reader: &Reader) -> (String, String) {
    (reader.path("help"), reader.say("help-way-report"))
}

/// The same from the page of a case.
pub(super) fn way_of_case(reader: &Reader) -> (String, String) {
    (reader.path("help"), reader.say("help-way-case"))
}
