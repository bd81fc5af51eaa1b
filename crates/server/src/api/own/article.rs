//! `/help`: the articles of a page's help centre.

use beffroi_domain::LocalizedText;
use serde_json::{Value, json};

use super::{
    PAGE,
    incident::{page_named, page_of},
    look::whole,
    said,
};
use crate::{
    api::{
        answer::{Answered, Reply},
        ask::Ask,
        call::{Call, POST, PUT, read as reads, write},
        extra::{stamp, texts},
    },
    articles::{self, Article, NewArticle},
    ground::{Error, Result, Tx},
    members::Role,
    pages::Page,
    work,
};

/// The calls that there are.
#[rustfmt::skip]
pub fn calls() -> Vec<Call> {
    const ALL: &str = "/help";
    const ONE: &str = "/help/{article}";
    const RESET: &str = "/help/{article}/reset";
    vec![
        reads(ALL, "listArticles", "The help centre of a page, in the order in which readers see it: what ships, what the page says in other words or withdrew, and what is its own", "OwnArticles", &[PAGE], work!(list)),
        write((PUT, ONE), "setArticle", "Writes an article, publishes or withdraws it; one is published in all languages of the page or not at all", Some("ArticleBody"), (200, "OwnArticle"), work!(set)),
        write((POST, RESET), "resetArticle", "Takes back what the page made of an article: one that ships says what it shipped with, one of its own is gone", Some("ResetArticle"), (204, ""), work!(reset)),
    ]
}

/// All articles of a page, those included that readers do not see.
///
/// # Errors
/// `NotFound` where there is no such page.
pub async fn list(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let page = page_of(&mut tx, &ask, ask.query("page"), Role::Reader).await?;
    let all = articles::articles_of(&mut tx, &page).await?;
    Reply::ok(&whole(all.iter().map(|one| told(&page, one)).collect()))
}

/// Writes an article; what is not said of one that is there stays.
///
/// # Errors
/// `Refused` at the field at fault, and while a language is missing that readers would miss.
pub async fn set(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let page = page_named(&mut tx, &ask, Role::Publisher).await?;
    let slug = ask.path("article").to_owned();
    let before = find(&mut tx, &page, &slug).await?;
    let (now, actor) = (ask.now, ask.caller.actor());
    let is_published = ask.body.flag("is_published")?;
    let has_words = ask.body.has("title") || ask.body.has("body");
    if is_published == Some(false) && before.is_some() {
        articles::withdraw(&mut tx, now, actor, &page, &slug).await?;
    }
    if has_words || before.is_none() {
        let old = before.as_ref();
        let new = NewArticle {
            page: page.id,
            slug: slug.clone(),
            title: text(&ask, "title", &page, old.map(|one| &one.title))?,
            body: text(&ask, "body", &page, old.map(|one| &one.body))?,
            is_new: false,
        };
        articles::write_article(&mut tx, now, actor, &new).await?;
    }
    if is_published == Some(true) {
        articles::publish(&mut tx, now, actor, &page, &slug).await?;
    }
    let after = articles::find(&mut tx, &page, &slug).await?;
    let reply = Reply::ok(&told(&page, &after))?;
    ask.done(tx, reply).await
}

/// Takes back what a page made of an article.
///
/// # Errors
/// `NotFound` where it made nothing of any.
pub async fn reset(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let page = page_named(&mut tx, &ask, Role::Publisher).await?;
    let slug = ask.path("article");
    articles::remove(&mut tx, ask.now, ask.caller.actor(), &page, slug).await?;
    ask.done(tx, Reply::nothing()).await
}

fn text(
    ask: &Ask,
    field: &'static str,
    page: &Page,
    before: Option<&LocalizedText>,
) -> Result<LocalizedText> {
    match ask.body.has(field) {
        true => Ok(said::text(&ask.body, field, &[page])?),
        false => Ok(before.cloned().unwrap_or_default()),
    }
}

async fn find(tx: &mut Tx, page: &Page, slug: &str) -> Result<Option<Article>> {
    match articles::find(tx, page, slug).await {
        Ok(found) => Ok(Some(found)),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

fn told(page: &Page, one: &Article) -> Value {
    json!({
        "slug": one.slug,
        "page": page.public_id,
        "title": texts(&one.title),
        "body": texts(&one.body),
        "origin": one.origin.as_str(),
        "is_published": one.is_published,
        "lacks": one.lacks(page),
        "updated_at": one.updated_at.map(stamp),
    })
}
