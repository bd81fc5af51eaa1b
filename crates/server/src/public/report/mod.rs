//! Reporting that something is broken for oneself: the form, and the page of one's case; without an account and without scripts.
//!
//! Read in order: [`routes`], `ask` (the form, and what becomes of it), `known` (is it this?), `fields` (what it asks), `typed`
//! (what was written there), `proof` (what a program has to spend on each), `again` (one more press in its stead), `case` (the
//! page of a case), `told` (what stands there), `upload` (forms that carry files).
//! A GET only shows. What somebody wrote is never lost: whatever cannot be taken comes back as it was. Not here: what becomes of a
//! case, and which words may be kept.

mod again;
mod ask;
mod case;
mod fields;
mod known;
mod proof;
mod told;
mod typed;
mod upload;

use std::{net::IpAddr, sync::Arc};

use axum::{
    Extension, Router,
    extract::DefaultBodyLimit,
    http::{StatusCode, request::Parts},
    routing::get,
};
use beffroi_domain::PageId;
use jiff::Timestamp;

pub(super) use known::way;

use super::{doors, help::answers::Counts};
use crate::{
    ground::{
        Error, Refusal, RefusalKind, Result,
        tries::{self, Tries},
    },
    web::{
        Site,
        address::{self, Asked, Client},
        error::log_fault,
    },
};

/// What a form may send, in bytes: the longest text of all, each of its letters written in twelve.
const FORM_BYTES: usize = 256 * 1024;
/// Taken in ten minutes: from one network, and at one door of a page.
const TRIES: (usize, usize) = (20, 5_000);
/// Doors that the networks of a page are spread over. Each remembers its own tries, so that none has many to look through
/// when thousands report in a minute; and together they turn nobody away who is not one of very many.
const DOORS: u8 = 64;

/// What is remembered from one form to the next.
struct Keeper {
    limits: Tries<(PageId, u8)>,
    spent: proof::Spent,
    /// How soon reports are answered, as the form tells it.
    counts: Counts,
}

/// The routes of whoever reports something.
pub fn routes() -> Router<Site> {
    let keeper = Arc::new(Keeper {
        limits: Tries::of(TRIES.0, TRIES.1),
        spent: proof::Spent::default(),
        counts: Counts::default(),
    });
    Router::new()
        .route("/report", get(doors::same))
        .route("/{locale}/report", get(ask::show).post(ask::submit))
        .route(
            "/{locale}/cases/{reference}/{key}",
            get(case::show).post(case::submit),
        )
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .layer(Extension(keeper))
}

impl Keeper {
    /// Counts a form that is about to be taken; refused where there were too many.
    fn count(&self, page: PageId, client: Option<IpAddr>, now: Timestamp) -> Result<(), Refusal> {
        let octets = match tries::network(client) {
            IpAddr::V4(address) => address.octets().to_vec(),
            IpAddr::V6(address) => address.octets().to_vec(),
        };
        let door = octets.iter().fold(0, |mix, one| mix ^ one) % DOORS;
        match self.limits.take(&(page, door), client, now) {
            true => Ok(()),
            false => Err(too_many()),
        }
    }
}

/// Whose form it is, for limits.
fn client(parts: &Parts) -> Option<IpAddr> {
    parts.extensions.get().map(|Client(client)| *client)
}

/// Refused where a form was none of ours, by what browsers say of where it stood.
fn check_from_here(parts: &Parts) -> Result<(), Refusal> {
    let nothing = Asked::default();
    let asked = parts.extensions.get().unwrap_or(&nothing);
    if address::is_from_here(&parts.headers, asked) {
        return Ok(());
    }
    let message = "this form did not come from this page; send it from here";
    Err(Refusal::whole(message)
        .being(RefusalKind::Forbidden)
        .told("refusal-report-elsewhere"))
}

/// What whoever sends too much in ten minutes is told.
fn too_many() -> Refusal {
    let message = "too much was sent from your network; wait ten minutes, then send it again";
    Refusal::whole(message)
        .being(RefusalKind::TooMany)
        .told("refusal-report-many")
}

/// What whoever sent it may mend or wait for. A fault of ours is logged, and their words come back all the same; only what is not
/// there stays an error.
fn comes_back(error: Error, path: &str) -> Result<Refusal> {
    match error {
        Error::Refused(refusal) => Ok(refusal),
        Error::NotFound => Err(Error::NotFound),
        fault => {
            let number = log_fault(&fault, path);
            let message = "it cannot be written down just now; send it again in a moment";
            Ok(Refusal::whole(message)
                .being(RefusalKind::Away)
                .says("refusal-report-away", [("number", number)]))
        }
    }
}

/// The status of a form that comes back.
fn status(refusals: &[Refusal]) -> StatusCode {
    match refusals.first().map(|one| one.kind) {
        None => StatusCode::OK,
        Some(RefusalKind::TooMany) => StatusCode::TOO_MANY_REQUESTS,
        Some(RefusalKind::Away) => StatusCode::SERVICE_UNAVAILABLE,
        Some(RefusalKind::Forbidden) => StatusCode::FORBIDDEN,
        Some(RefusalKind::Conflict) => StatusCode::CONFLICT,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    }
}
