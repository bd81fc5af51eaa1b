//! The desk: where somebody who was woken tells readers what is wrong, and when it is over.
//!
//! Read in order: [`routes`], `scene` (what is there), `home`, `declare`, `ready` (templates), `screen` (the desk of one
//! incident), `say` (each further word), `one_form` (a screen with one form), `preview` (what readers will see), `review` (what is wrong with it), `memory` (what was said before), `machine` (what a service drafts), `window`,
//! `correct`, `facts`, `merge` (a duplicate), `promise` (what readers are promised), `pledge` (what a text promises), `drafts` (what waits for a second look), `languages` and `translations` (what is missing in one), `phrases`, `team` (what stays among us), `tickets` (taken up with providers), `cases` (what readers report of it), `kept` (a session that ended in the middle of a text).
//! Every form works without a script; one that was refused comes back with what was typed. Not here:
//! what is done (`incidents`), who may (`members`), the frame of the console.

mod cases;
mod correct;
mod declare;
mod declare_form;
mod drafts;
mod facts;
mod home;
mod kept;
pub(super) mod languages;
mod machine;
mod memory;
mod merge;
mod one_form;
mod phrases;
mod pledge;
mod preview;
pub(super) mod promise;
mod ready;
pub(super) mod review;
pub(super) mod say;
pub(super) mod scene;
mod screen;
mod team;
mod tickets;
mod translations;
mod window;

use axum::{
    Router,
    routing::{get, post},
};

use super::answer;
use crate::web::Site;

pub use kept::keep;

/// The routes of the desk.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/console/", get(home::show))
        .route(
            "/console/incidents/new",
            get(declare::ask).post(declare::submit),
        )
        .route("/console/incidents/{id}", get(screen::show))
        .route("/console/incidents/{id}/told", get(screen::told))
        .route("/console/incidents/{id}/updates", post(say::submit))
        .route(
            "/console/incidents/{id}/updates/{text}",
            get(correct::ask).post(correct::submit),
        )
        .route(
            "/console/incidents/{id}/facts",
            get(facts::ask).post(facts::submit),
        )
        .route(
            "/console/incidents/{id}/merge",
            get(merge::ask).post(merge::submit),
        )
        .route("/console/translations", get(translations::show))
        .route(
            "/console/incidents/{id}/translations",
            post(translations::submit),
        )
        .route(
            "/console/incidents/{id}/promises/new",
            get(promise::ask_new).post(promise::add),
        )
        .route(
            "/console/incidents/{id}/promises/{promise}",
            get(promise::ask).post(promise::change),
        )
        .route(
            "/console/incidents/{id}/promises/{promise}/keep",
            post(promise::keep),
        )
        .route("/console/incidents/{id}/log", post(team::write))
        .route("/console/incidents/{id}/roles", post(team::assign))
        .route("/console/drafts/{id}", get(drafts::show).post(drafts::act))
        .route(
            "/console/incidents/{id}/windows/new",
            get(window::ask_new).post(window::add),
        )
        .route(
            "/console/incidents/{id}/windows/{window}",
            get(window::ask).post(window::correct),
        )
        .route(
            "/console/incidents/{id}/windows/{window}/end",
            post(window::end),
        )
}
