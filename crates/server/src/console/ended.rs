//! Requests to the console that did not end as they were meant to, in the member's language.

use askama::Template;
use axum::{
    extract::{Request, State},
    http::{HeaderMap, StatusCode},
    middleware::Next,
    response::{Html, IntoResponse as _, Response},
};

use super::frame::Frame;
use crate::{
    ground::Error,
    members::SignedIn,
    web::{
        Site, Words,
        error::{Ended, log_fault, status_of},
    },
};

#[derive(Template)]
#[template(path = "console/ended.html")]
struct EndedPage {
    frame: Frame,
    title: String,
    text: String,
    fault: Option<(String, String)>,
    back: (String, String),
}

/// Answers whatever has no other answer.
pub(super) async fn nothing_here() -> Error {
    Error::NotFound
}

/// Puts a page in the place of an answer that stands for an error.
pub(super) async fn in_words(State(site): State<Site>, request: Request, next: Next) -> Response {
    let headers = request.headers().clone();
    let path = request.uri().path().to_owned();
    let signed_in = request.extensions().get::<SignedIn>().cloned();
    let response = next.run(request).await;
    let ended = response.extensions().get::<Ended>().cloned();
    let error = match (&ended, response.status()) {
        (Some(Ended(error)), _) => error.as_ref(),
        (None, StatusCode::METHOD_NOT_ALLOWED) => &Error::NotFound,
        _ => return response,
    };
    told(&site, &headers, &path, signed_in.as_ref(), error)
}

fn told(
    site: &Site,
    headers: &HeaderMap,
    path: &str,
    signed_in: Option<&SignedIn>,
    error: &Error,
) -> Response {
    let words = Frame::words(headers, signed_in);
    let (title, text, fault) = said(words, path, error);
    let frame = match signed_in {
        Some(signed_in) => Frame::inside(site, signed_in, &title),
        None => Frame::outside(words, &title, None),
    };
    let page = EndedPage {
        frame,
        text,
        fault,
        back: ("/console/".to_owned(), words.say("console-back")),
        title,
    };
    let html = page.render().unwrap_or_else(|_| page.title.clone());
    (status_of(error), Html(html)).into_response()
}

/// Title, text, and the number of a fault.
fn said(words: &Words, path: &str, error: &Error) -> (String, String, Option<(String, String)>) {
    match error {
        Error::NotFound => (
            words.say("not-found-title"),
            words.say("console-not-found"),
            None,
        ),
        Error::Refused(refusal) => (words.say("console-refused"), words.refused(refusal), None),
        Error::Fault(_) => {
            let id = log_fault(error, path);
            let fault = Some((words.say("fault-id"), id));
            (words.say("fault-title"), words.say("console-fault"), fault)
        }
    }
}
