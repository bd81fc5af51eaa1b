//! Members: who may come in, and what they may do. For those who administer all pages.
//!
//! Read in order: [`routes`], `list` (everyone, and inviting), `link` (how a one-time link leaves), `one` (a member's roles, leaving).

mod link;
mod list;
mod one;

use axum::{
    Router,
    routing::{get, post},
};

use crate::web::Site;

/// The routes of the members.
pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route("/console/members", get(list::show).post(list::invite))
        .route("/console/members/{id}", get(one::show))
        .route("/console/members/{id}/roles", post(one::grant))
        .route("/console/members/{id}/roles/take", post(one::take))
        .route("/console/members/{id}/link", post(link::another))
        .route(
            "/console/members/{id}/factors",
            get(one::ask_factors).post(one::take_factors),
        )
        .route(
            "/console/members/{id}/remove",
            get(one::ask_remove).post(one::remove),
        )
        .route(
            "/console/members/{id}/forget",
            get(one::ask_forget).post(one::forget),
        )
}
