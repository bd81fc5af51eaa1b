//! One article.

use askama::Template;
use axum::{extract::Path, response::Response};

use super::told;
use crate::{
    ground::{Error, Result},
    public::visit::Visit,
    web::{
        Layout, answer,
        format::{Prose, Said},
        layout::Place,
    },
};

/// One article.
#[derive(Template)]
#[template(path = "public/help/one.html")]
struct ArticlePage {
    layout: Layout,
    title: Said,
    text: Prose,
    /// Back to all, and what else there is.
    ways_title: String,
    ways: Vec<(String, Said)>,
    home: (String, String),
    report: Option<(String, String)>,
}

/// Answers `/{locale}/help/{slug}`.
///
/// # Errors
/// `NotFound` where readers see no such article; a fault when the database is away.
pub(super) async fn show(
    Path((_, slug)): Path<(String, String)>,
    mut visit: Visit,
) -> Result<Response> {
    let all = told::all(&mut visit).await?;
    let article = all.iter().find(|one| one.slug == slug);
    let article = article.ok_or(Error::NotFound)?;
    let reader = &visit.reader;
    let text = reader.prose(&article.body, 2).ok_or(Error::NotFound)?;
    let title = article.title.clone();
    let others = all.iter().filter(|one| one.slug != slug);
    answer::page(&ArticlePage {
        layout: visit.layout(&title.text, Place::Elsewhere),
        text,
        title,
        ways_title: reader.say("help-others"),
        ways: others
            .map(|one| {
                let address = reader.path(&format!("help/{}", one.slug));
                (address, one.title.clone())
            })
            .collect(),
        home: (reader.path("help"), reader.say("help-title")),
        report: visit
            .has_desk
            .then(|| (reader.path("report"), reader.say("report-way"))),
    })
}
