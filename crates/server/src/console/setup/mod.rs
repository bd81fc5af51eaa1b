//! Pages and what they are made of, in the console.
//!
//! Read in order: [`routes`], `list`, `sheet` (a form of a whole page), then each: `page` (make one, change one), `promises` (what it
//! promises by itself), `desk` (how it takes reports); `thing` (what stands on a page: made, changed, moved, taken away), `listed` (all of one kind), then each such
//! thing: `parts` (services in their order), `part`, `group`, `templates`, `phrases`; `articles` (the help centre). What a file keeps says so. Not here: what they are for (`desk`).

mod articles;
mod bell;
mod desk;
mod group;
mod list;
mod listed;
mod page;
mod part;
mod parts;
mod phrases;
mod promises;
mod review;
mod sheet;
mod templates;
mod thing;

use axum::{Router, routing::get};
use beffroi_domain::{Locale, LocalizedText};
use uuid::Uuid;

use super::{
    form::{Form, Typed, Wrong},
    frame::Frame,
};
use crate::{
    components::{Component, Group},
    declarations,
    ground::{Error, Result, Tx},
    incidents::Template,
    members::{Role, SignedIn},
    pages::{self, Page},
    web::{Site, Words},
};

/// The routes of pages and what they are made of.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/console/pages", get(list::show))
        .route("/console/pages/new", get(page::ask_new).post(page::make))
        .route("/console/pages/{slug}/parts", get(parts::show))
        .merge(sheet::routes::<page::Whole>())
        .merge(sheet::routes::<promises::Promises>())
        .merge(sheet::routes::<desk::Desk>())
        .merge(thing::ordered_routes::<Component>())
        .merge(thing::ordered_routes::<Group>())
        .merge(listed::routes::<Template>())
        .merge(listed::routes::<phrases::OfPage>())
        .merge(articles::routes())
}

/// A page with one form.
#[derive(askama::Template)]
#[template(path = "console/setup/form.html")]
struct FormPage {
    frame: Frame,
    back: (String, String),
    wrong: Option<Wrong>,
    done: Option<String>,
    title: String,
    kept: Option<String>,
    form: Form,
}

/// What the address may say.
#[derive(serde::Deserialize)]
struct Asked {
    done: Option<String>,
}

/// The page under `slug`, for a member who has `role` on it.
///
/// # Errors
/// `NotFound` where there is none for them; `Refused` where their role is too low.
async fn page_of(tx: &mut Tx, signed_in: &SignedIn, slug: &str, role: Role) -> Result<Page> {
    let page = pages::find_by_slug(tx, slug).await?;
    let page = page.ok_or(Error::NotFound)?;
    signed_in.on(tx, page.id, role).await?;
    Ok(page)
}

/// Says that a file keeps this and wins over what is changed here.
async fn kept(tx: &mut Tx, words: &Words, page: &Page, object: Uuid) -> Result<Option<String>> {
    let all = declarations::kept_of_page(tx, page.id).await?;
    let kept = all.iter().find(|one| one.object == object);
    Ok(kept.map(|one| words.tell("setup-kept", &[("file", &one.file)])))
}

/// What was typed in each language, the empty ones included: a blank takes the words away.
fn typed_words(typed: &Typed, name: &str, locales: &[Locale]) -> Vec<(Locale, String)> {
    let said = |locale: &Locale| {
        let text = typed.get(&format!("{name}-{locale}")).trim().to_owned();
        (locale.clone(), text)
    };
    locales.iter().map(said).collect()
}

/// A text as if it had been typed.
fn put_words(typed: &mut Typed, name: &str, text: &LocalizedText) {
    for (locale, said) in text.iter() {
        typed.set(&format!("{name}-{locale}"), said);
    }
}
