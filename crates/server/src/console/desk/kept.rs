//! A session that ended in the middle of a text: nothing is lost. What was typed comes back on a page that says
//! how to sign in beside it and send it again. Nothing is kept here; the page itself holds it.

use askama::Template;
use axum::{
    body::{Body, to_bytes},
    extract::{FromRequest as _, Request},
    http::{HeaderMap, Method, StatusCode},
    middleware::Next,
    response::{IntoResponse as _, Response},
};

use super::{answer, preview::Preview};
use crate::{
    console::{form::Typed, frame::Frame},
    ground::Error,
    members::NoSession,
    web::Words,
};

/// What a form may send, in bytes.
const MOST: usize = 512 * 1024;

#[derive(Template)]
#[template(path = "console/desk/kept.html")]
struct KeptPage {
    frame: Frame,
    title: String,
    lead: String,
    steps: Vec<String>,
    sign_in: String,
    again: String,
    action: String,
    deed: String,
    /// What goes along unseen.
    hidden: Vec<(String, String)>,
    /// What was written, to be seen.
    texts: Vec<(String, String)>,
    what: String,
}

/// Lets a form on; where nobody is signed in any more and it held words, they come back.
pub async fn keep(request: Request, next: Next) -> Response {
    if *request.method() != Method::POST {
        return next.run(request).await;
    }
    if answer::is_live(request.headers()) {
        return keep_live(request, next).await;
    }
    let (parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, MOST).await else {
        return Error::NotFound.into_response();
    };
    let (headers, place) = (parts.headers.clone(), parts.uri.path().to_owned());
    let again = Request::from_parts(parts.clone(), Body::from(bytes.clone()));
    let response = next.run(again).await;
    if response.extensions().get::<NoSession>().is_none() {
        return response;
    }
    let request = Request::from_parts(parts, Body::from(bytes));
    match Typed::from_request(request, &()).await {
        Ok(typed) => page(&headers, place, &typed).unwrap_or(response),
        Err(_) => response,
    }
}

/// A preview that follows while somebody writes says that nothing more can be sent as it is.
async fn keep_live(request: Request, next: Next) -> Response {
    let headers = request.headers().clone();
    let response = next.run(request).await;
    let is_preview = headers.get("hx-target").is_some_and(|one| one == "preview");
    if !is_preview || response.extensions().get::<NoSession>().is_none() {
        return response;
    }
    let words = Frame::words(&headers, None);
    let told = Preview::alone(words, words.say("kept-live"));
    answer::fragment(&told).unwrap_or(response)
}

fn page(headers: &HeaderMap, action: String, typed: &Typed) -> Option<Response> {
    let words = Frame::words(headers, None);
    let is_text =
        |name: &str| name.starts_with("text-") || name.starts_with("title-") || name == "body";
    let (texts, hidden): (Vec<_>, Vec<_>) = typed
        .pairs()
        .iter()
        .cloned()
        .partition(|(name, _)| is_text(name));
    if texts.iter().all(|(_, text)| text.trim().is_empty()) {
        return None;
    }
    let title = words.say("kept-title");
    let page = KeptPage {
        frame: Frame::outside(words, &title, None),
        lead: words.say("kept-lead"),
        steps: steps(words),
        sign_in: words.say("kept-sign-in"),
        again: words.say("kept-again"),
        deed: typed.get("deed").to_owned(),
        hidden: hidden
            .into_iter()
            .filter(|(name, _)| name != "deed")
            .collect(),
        texts: texts
            .into_iter()
            .filter(|(_, text)| !text.trim().is_empty())
            .collect(),
        what: words.say("kept-what"),
        action,
        title,
    };
    answer::page(&page, StatusCode::UNAUTHORIZED).ok()
}

fn steps(words: &Words) -> Vec<String> {
    vec![words.say("kept-first"), words.say("kept-second")]
}
