//! The help centre of a page in the console: its articles in their order, and the editor of one.
//!
//! Read in order: [`routes`], `list`, `one` (the editor, and what becomes of what was typed), `look` (the article as readers will see
//! it). Not here: what an article may say, and when readers see it; those are verbs of `articles`.

mod list;
mod look;
mod one;

use axum::{
    Router,
    routing::{get, post},
};

use super::thing::Around;
use crate::{
    articles::{Article, ArticleOrigin, Facts},
    ground::{Result, Tx},
    reports,
    web::{Reader, Site, format::own_name},
};

/// Where it stands below a page.
const PLACE: &str = "help";

/// The routes of articles.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/console/pages/{slug}/help", get(list::show))
        .route(
            "/console/pages/{slug}/help/new",
            get(one::ask_new).post(one::make),
        )
        .route(
            "/console/pages/{slug}/help/{article}",
            get(one::ask).post(one::store),
        )
        .route(
            "/console/pages/{slug}/help/{article}/move",
            post(list::shift),
        )
}

/// What the articles of a page can be told.
async fn facts(tx: &mut Tx, around: &Around<'_>) -> Result<Facts> {
    let desk = reports::find_desk(tx, around.page.id).await?;
    let open = desk.filter(|desk| desk.rules.is_open);
    Ok(Facts {
        page: around.page.id,
        answer_within: open.map(|desk| desk.rules.answer_within),
    })
}

/// What is to be known of an article: whether readers see it, whose words it has, and which languages it lacks.
fn about(around: &Around<'_>, article: &Article) -> Vec<String> {
    let reader: &Reader = &around.reader;
    let state = match article.is_published {
        true => "help-state-shown",
        false => "help-state-draft",
    };
    let origin = match article.origin {
        ArticleOrigin::Shipped => "help-origin-shipped",
        ArticleOrigin::Changed => "help-origin-changed",
        ArticleOrigin::Own => "help-origin-own",
    };
    let mut all = vec![reader.say(state), reader.say(origin)];
    let lacks: Vec<String> = article.lacks(&around.page).iter().map(own_name).collect();
    if !lacks.is_empty() {
        let languages = reader.list(&lacks);
        let values = [("languages", languages.as_str())];
        all.push(reader.words.tell("help-lacks", &values));
    }
    all
}
