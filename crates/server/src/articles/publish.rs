//! Letting readers see an article, and taking it from them: one set in all languages of the page, or nothing.

use beffroi_domain::Actor;
use jiff::Timestamp;

use super::{
    Article,
    store::{self, Row},
};
use crate::{
    audit,
    ground::{Refusal, Result, Tx},
    pages::{self, Page},
    params,
    web::format::own_name,
};

/// Lets readers see an article.
///
/// # Errors
/// `Refused` while it lacks a language that the page speaks, and says which; `NotFound` where the page has no such article.
pub async fn publish(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: &Page,
    slug: &str,
) -> Result<()> {
    let article = store::find(tx, page, slug).await?;
    refuse_lacking(&article, page)?;
    let row = store::row_for(tx, now, page.id, slug).await?;
    set(tx, now, page, &row, true).await?;
    audit::record(tx, now, actor, "article.publish", row.id, slug).await
}

/// Takes an article from readers; its words stay.
///
/// # Errors
/// `NotFound` where the page has no such article.
pub async fn withdraw(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: &Page,
    slug: &str,
) -> Result<()> {
    let row = store::row_for(tx, now, page.id, slug).await?;
    set(tx, now, page, &row, false).await?;
    audit::record(tx, now, actor, "article.withdraw", row.id, slug).await
}

async fn set(
    tx: &mut Tx,
    now: Timestamp,
    page: &Page,
    row: &Row,
    is_published: bool,
) -> Result<()> {
    tx.exec(
        "UPDATE articles SET is_published = $2, updated_at = $3 WHERE id = $1",
        params![row.id, i64::from(is_published), now],
    )
    .await?;
    pages::bump_revision(tx, now, page.id).await
}

/// Refused where readers of a language would miss it.
pub(super) fn refuse_lacking(article: &Article, page: &Page) -> Result<(), Refusal> {
    let lacks = article.lacks(page);
    let Some(first) = lacks.first() else {
        return Ok(());
    };
    let tags: Vec<&str> = lacks.iter().map(|one| one.as_str()).collect();
    let names: Vec<String> = lacks.iter().map(own_name).collect();
    let message = format!(
        "it has no title or no words in {}; write both, then publish it",
        tags.join(", ")
    );
    let field = match article.title.get(first) {
        None => "title",
        Some(_) => "body",
    };
    Err(Refusal::of(field, message)
        .says("refusal-article-lacks", [("languages", names.join(", "))]))
}
