//! The console: what the team sees, and where it tells readers what is wrong.
//!
//! Read in order: [`routes`], `guard` (which requests come in at all), `door` (sign-in, one-time links), `frame`
//! (what every screen has around it), `answer` (how deeds end), `ended` (what was not there, refused, or broke), `heard` (whom a deed would tell), `form`
//! (the kit that forms are made of), `screen`, `waits` (a draft); then the rooms: `desk` (incidents), `works` (maintenance), `setup` (pages
//! and services), `account` (one's own), `members`, `keys`, `audit`, `duty`, `letters`, `subscribers`, `announcements` (what was told, and how far it is), `providers` (others' status pages), `tickets` (what is taken up with them), `cases` (what readers report), `upstreams` (what we depend on). It stands at the installation's own
//! address alone, never on a host of a page nor below `/p/`. Not here: what deeds do; those are the nouns'
//! verbs. Every handler begins and commits.

mod account;
mod announcements;
mod answer;
mod audit;
mod cases;
mod desk;
mod door;
mod duty;
mod ended;
mod form;
mod frame;
mod guard;
mod heard;
mod keys;
mod letters;
mod members;
mod providers;
mod screen;
mod setup;
mod subscribers;
mod tickets;
mod upstreams;
mod waits;
mod works;

use std::sync::Arc;

use axum::{
    Extension, Router, middleware,
    response::Redirect,
    routing::{any, get, post},
};
use tower_http::catch_panic::CatchPanicLayer;

use crate::{
    members as people,
    web::{Site, error::of_panic},
};

/// The routes of the console. A request that is not for the installation's own address goes on to
/// `elsewhere`, as if there were no console.
pub fn routes(site: Site, through: door::Through, elsewhere: Router) -> Router {
    let told = || middleware::from_fn_with_state(site.clone(), ended::in_words);
    let inside = desk::routes()
        .merge(works::routes())
        .merge(setup::routes())
        .merge(account::routes())
        .merge(members::routes())
        .merge(keys::routes())
        .route("/console/sign-out", post(door::sign_out))
        .route("/console/language", post(door::set_language))
        .merge(audit::routes())
        .merge(duty::routes())
        .merge(letters::routes())
        .merge(subscribers::routes())
        .merge(announcements::routes())
        .merge(providers::routes())
        .merge(tickets::routes())
        .merge(cases::routes())
        .merge(upstreams::routes())
        .route("/console/{*rest}", any(ended::nothing_here))
        .layer(middleware::from_fn(account::insist))
        .layer(told())
        .layer(middleware::from_fn_with_state(
            site.clone(),
            people::recognize,
        ))
        .layer(middleware::from_fn(desk::keep));
    Router::new()
        .route("/console", get(async || Redirect::permanent("/console/")))
        .merge(inside)
        .merge(door::routes())
        .layer(Extension(Arc::<door::Limits>::default()))
        .layer(Extension(through))
        .layer(CatchPanicLayer::custom(of_panic))
        .layer(middleware::from_fn(guard::from_here))
        .layer(told())
        .layer(middleware::map_response_with_state(
            site.clone(),
            guard::keep_in,
        ))
        .layer(middleware::from_fn_with_state(
            guard::Home::new(site.clone(), elsewhere),
            guard::at_home,
        ))
        .with_state(site)
}
