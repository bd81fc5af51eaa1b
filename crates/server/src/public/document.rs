//! The operator's own pages: legal notice, privacy notice, accessibility statement.
//!
//! What has no words in any locale is not there.

use askama::Template;
use axum::response::Response;

use super::visit::{Visit, split};
use crate::{
    ground::{Error, Result},
    pages::Document,
    web::{Layout, answer, format::Prose, layout::Place},
};

/// One document.
#[derive(Template)]
#[template(path = "public/document.html")]
pub struct DocumentPage {
    layout: Layout,
    title: String,
    text: Prose,
}

/// Answers `/{locale}/legal`, `/privacy` and `/accessibility`.
///
/// # Errors
/// `NotFound` where the operator has not filled it.
pub async fn show(uri: axum::http::Uri, visit: Visit) -> Result<Response> {
    let (_, name) = split(uri.path());
    let document = Document::from_name(name).ok_or(Error::NotFound)?;
    let reader = &visit.reader;
    let text = visit
        .documents
        .iter()
        .find(|(one, _)| *one == document)
        .and_then(|(_, text)| reader.prose(text, 2))
        .ok_or(Error::NotFound)?;
    let title = reader.say(&format!("footer-{name}"));
    let layout = visit.layout(&title, Place::Elsewhere);
    answer::page(&DocumentPage {
        layout,
        title,
        text,
    })
}
