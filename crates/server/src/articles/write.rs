//! Writing an article: a new one, or what one says from now on, in all of its languages at once.

use beffroi_domain::{Actor, Locale, LocalizedText, PageId};
use jiff::Timestamp;

use super::{
    publish::refuse_lacking,
    shipped,
    store::{self, BODY, Row, TITLE},
};
use crate::{
    audit,
    ground::{Error, Refusal, RefusalKind, Result, Tx},
    pages::{self, Page},
    params, texts,
};

/// Letters of a name in addresses.
const SLUG: usize = 60;
/// Characters of a title, and of what stands below it.
const LONGEST: (usize, usize) = (120, 20_000);
/// Articles of a page: who wants more wants a site of its own.
const MOST: usize = 100;

/// A checked command: an article says this from now on; one of a new name is a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewArticle {
    /// On which page.
    pub page: PageId,
    /// What it is called in addresses.
    pub slug: String,
    /// What stands above it.
    pub title: LocalizedText,
    /// What it says.
    pub body: LocalizedText,
    /// Whether there may be none of that name yet.
    pub is_new: bool,
}

/// Writes an article. What readers see already is changed for them at once; it keeps every language that the page speaks.
///
/// # Errors
/// `Refused` for a name that cannot stand in an address, for what is too long, without any title, in languages of other pages, and
/// where readers would miss a language; `NotFound` without such a page.
pub async fn write_article(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    new: &NewArticle,
) -> Result<()> {
    let page = pages::find_by_id(tx, new.page).await?;
    let page = page.ok_or(Error::NotFound)?;
    check(&page, new)?;
    let row = row(tx, now, &page, new).await?;
    for (field, text) in [(TITLE, &new.title), (BODY, &new.body)] {
        put(tx, now, actor, (&page, &row, field), text).await?;
    }
    tx.exec(
        "UPDATE articles SET updated_at = $2 WHERE id = $1",
        params![row.id, now],
    )
    .await?;
    let written = store::find(tx, &page, &new.slug).await?;
    if written.is_published {
        refuse_lacking(&written, &page)?;
    }
    pages::bump_revision(tx, now, page.id).await?;
    audit::record(tx, now, actor, "article.write", row.id, &new.slug).await
}

/// The row that it is written in; made now where there is none.
async fn row(tx: &mut Tx, now: Timestamp, page: &Page, new: &NewArticle) -> Result<Row> {
    let ships = shipped::find(&new.slug).is_some();
    let row = store::row_of(tx, page.id, &new.slug).await?;
    if new.is_new && (ships || row.is_some()) {
        let message = "this page has an article of that name; choose another";
        return Err(Refusal::of("slug", message)
            .being(RefusalKind::Conflict)
            .told("refusal-article-taken")
            .into());
    }
    match row {
        Some(row) => Ok(row),
        None if ships => store::row_for(tx, now, page.id, &new.slug).await,
        None => add(tx, now, page, &new.slug).await,
    }
}

/// Makes one that the page did not have, behind all others.
async fn add(tx: &mut Tx, now: Timestamp, page: &Page, slug: &str) -> Result<Row> {
    let rows = store::rows_of(tx, page.id).await?;
    if rows.len() >= MOST {
        let message = format!("a page has at most {MOST} articles; take one away first");
        return Err(Refusal::whole(message)
            .being(RefusalKind::Conflict)
            .says("refusal-article-many", [("most", MOST.to_string())])
            .into());
    }
    let behind = rows.iter().map(|row| row.position).max().unwrap_or(0);
    let ships = i64::try_from(shipped::ALL.len()).unwrap_or(0);
    store::insert(tx, now, page.id, (slug, behind.max(ships) + 1, false)).await
}

/// A text in each language of the page; what is not written is taken away.
async fn put(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    (page, row, field): (&Page, &Row, &'static str),
    text: &LocalizedText,
) -> Result<()> {
    let before = texts::of(tx, row.id).await?.take(row.id, field);
    for locale in &page.locales {
        let said = text.get(locale).unwrap_or_default();
        if !said.is_empty() || before.get(locale).is_some() {
            texts::write(tx, now, actor, row.key(field), locale, said).await?;
        }
    }
    Ok(())
}

fn check(page: &Page, new: &NewArticle) -> Result<(), Refusal> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !(1..=SLUG).contains(&new.slug.len()) || !new.slug.chars().all(fits) {
        let message = format!("give it a name of at most {SLUG} small letters, digits and hyphens");
        return Err(
            Refusal::of("slug", message).says("refusal-article-slug", [("most", SLUG.to_string())])
        );
    }
    if new.title.is_empty() && !(new.body.is_empty() && shipped::find(&new.slug).is_some()) {
        let message = "write a title in at least one language";
        return Err(Refusal::of("title", message).told("refusal-article-title"));
    }
    for (field, text, most) in [
        ("title", &new.title, LONGEST.0),
        ("body", &new.body, LONGEST.1),
    ] {
        check_text(page, field, text, most)?;
    }
    Ok(())
}

fn check_text(
    page: &Page,
    field: &'static str,
    text: &LocalizedText,
    most: usize,
) -> Result<(), Refusal> {
    let is_foreign = |locale: &&Locale| !page.locales.contains(locale);
    if let Some(foreign) = text.locales().find(is_foreign) {
        let message = format!("the page does not speak {foreign}; leave that text out");
        return Err(Refusal::of(field, message)
            .says("refusal-locale-not-spoken", [("locale", foreign.as_str())]));
    }
    if text.iter().any(|(_, said)| said.chars().count() > most) {
        let message = format!("write at most {most} characters");
        return Err(
            Refusal::of(field, message).says("refusal-article-long", [("most", most.to_string())])
        );
    }
    Ok(())
}
