//! How a request ends that found nothing, or that we failed: in the reader's language, with ways on.
//!
//! A handler returns [`Error`]; its answer carries the error as a marker, and the rim that knows the
//! reader's language (`public`) puts a page in its place. A fault is logged here, once, with the
//! short id that the page shows. Not here: which page the reader was on.

use std::{any::Any, sync::Arc};

use askama::Template;
use axum::{
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};

use super::{Layout, Reader, address::logged, cache::Policy};
use crate::ground::{Error, RefusalKind, token};

/// The error that an answer stands for, until a page takes its place.
#[derive(Clone, Debug)]
pub struct Ended(pub Arc<Error>);

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let status = status_of(&self);
        let mut response = status.into_response();
        Policy::Never.write(response.headers_mut());
        response.extensions_mut().insert(Ended(Arc::new(self)));
        response
    }
}

/// The status of an answer that ends so.
#[must_use]
pub fn status_of(error: &Error) -> StatusCode {
    match error {
        Error::NotFound => StatusCode::NOT_FOUND,
        Error::Refused(refusal) => match refusal.kind {
            RefusalKind::Invalid | RefusalKind::Held => StatusCode::UNPROCESSABLE_ENTITY,
            RefusalKind::Forbidden => StatusCode::FORBIDDEN,
            RefusalKind::Conflict => StatusCode::CONFLICT,
            RefusalKind::TooMany => StatusCode::TOO_MANY_REQUESTS,
            RefusalKind::Away => StatusCode::SERVICE_UNAVAILABLE,
        },
        Error::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// A handler's panic as a fault: logged by its words, which the reader never sees.
#[must_use]
pub fn of_panic(panic: Box<dyn Any + Send>) -> Response {
    let words = panic
        .downcast_ref::<&str>()
        .map(|words| (*words).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_default();
    Error::Fault(anyhow::anyhow!("a handler panicked: {words}")).into_response()
}

/// The page of a request that did not end as it was meant to.
#[derive(Template)]
#[template(path = "web/error.html")]
pub struct EndedPage {
    layout: Layout,
    title: String,
    text: String,
    /// "Fault number" and the number.
    fault: Option<(String, String)>,
    /// What the ways on are called, and where they lead.
    ways_title: String,
    ways: Vec<(String, String)>,
}

impl EndedPage {
    /// Nothing is here.
    #[must_use]
    pub fn not_found(reader: &Reader, layout: Layout) -> Self {
        Self::of(reader, layout, "not-found")
    }

    /// We failed; `id` is in the log too.
    #[must_use]
    pub fn fault(reader: &Reader, layout: Layout, id: String) -> Self {
        let fault = Some((reader.say("fault-id"), id));
        Self {
            fault,
            ..Self::of(reader, layout, "fault")
        }
    }

    /// The address takes no such method.
    #[must_use]
    pub fn wrong_way(reader: &Reader, layout: Layout) -> Self {
        Self::of(reader, layout, "wrong-way")
    }

    /// There is no status page to show anything of.
    #[must_use]
    pub fn no_page(reader: &Reader, layout: Layout) -> Self {
        Self {
            ways: vec![],
            ..Self::of(reader, layout, "no-page")
        }
    }

    /// The host of the request is nobody's here.
    #[must_use]
    pub fn unknown_host(reader: &Reader, layout: Layout) -> Self {
        Self {
            ways: vec![],
            ..Self::of(reader, layout, "unknown-host")
        }
    }

    fn of(reader: &Reader, layout: Layout, key: &str) -> Self {
        let home = layout.home.clone();
        Self {
            title: reader.say(&format!("{key}-title")),
            text: reader.say(&format!("{key}-text")),
            fault: None,
            ways_title: reader.say("not-found-ways"),
            ways: vec![
                (home.clone(), reader.say("way-now")),
                (format!("{home}history"), reader.say("way-history")),
            ],
            layout,
        }
    }

    /// The page as an answer; never kept.
    #[must_use]
    pub fn answer(&self, status: StatusCode) -> Response {
        let html = self.render().unwrap_or_else(|_| self.title.clone());
        let mut response = (status, Html(html)).into_response();
        Policy::Never.write(response.headers_mut());
        response
    }
}

/// Writes a fault to the log under a new short id, which it returns. No personal data: the path
/// alone, without its query.
#[must_use]
pub fn log_fault(error: &Error, path: &str) -> String {
    let fault = token::fault_id();
    let path = logged(path);
    tracing::error!(fault, %path, error = %error, "a request ended in a fault");
    fault
}
