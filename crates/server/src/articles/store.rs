//! Rows of articles, put together with what ships.

use beffroi_domain::{LocalizedText, PageId};
use jiff::Timestamp;
use uuid::Uuid;

use super::{
    Article, ArticleOrigin,
    shipped::{self, Shipped},
};
use crate::{
    ground::{Error, Result, Tx, db::instant, token},
    pages::Page,
    params,
    texts::{self, Key},
};

/// Where the words of an article are kept.
pub(super) const TITLE: &str = "title";
pub(super) const BODY: &str = "body";

#[derive(Clone, Debug, sqlx_macros::FromRow)]
pub(super) struct Row {
    pub(super) id: Uuid,
    pub(super) slug: String,
    pub(super) position: i64,
    pub(super) is_published: i64,
    updated_at: i64,
}

impl Row {
    /// Where one of its texts is kept.
    pub(super) fn key(&self, field: &'static str) -> Key {
        Key {
            root: self.id,
            owner: self.id,
            field,
        }
    }
}

/// All articles of a page, in the order in which readers see them; those that ship have their places, until the page orders them
/// otherwise.
///
/// # Errors
/// A fault when the database is away.
pub async fn articles_of(tx: &mut Tx, page: &Page) -> Result<Vec<Article>> {
    let rows = rows_of(tx, page.id).await?;
    let mut all = Vec::with_capacity(rows.len() + shipped::ALL.len());
    for row in &rows {
        all.push((row.position, article(tx, page, row).await?));
    }
    for (place, one) in (1..).zip(shipped::ALL) {
        if !rows.iter().any(|row| row.slug == one.slug) {
            all.push((place, as_shipped(page, one, None)));
        }
    }
    all.sort_by(|one, other| (one.0, &one.1.slug).cmp(&(other.0, &other.1.slug)));
    Ok(all.into_iter().map(|(_, article)| article).collect())
}

/// The article of this name.
///
/// # Errors
/// `NotFound` where the page has none.
pub async fn find(tx: &mut Tx, page: &Page, slug: &str) -> Result<Article> {
    match row_of(tx, page.id, slug).await? {
        Some(row) => article(tx, page, &row).await,
        None => {
            let one = shipped::find(slug).ok_or(Error::NotFound)?;
            Ok(as_shipped(page, one, None))
        }
    }
}

/// Whether readers of a page find any article, without a look at their words.
///
/// # Errors
/// A fault when the database is away.
pub async fn is_any_on(tx: &mut Tx, page: PageId, has_desk: bool) -> Result<bool> {
    let rows = rows_of(tx, page).await?;
    let is_of_use = |slug: &str| has_desk || !shipped::needs_desk(slug);
    let is_there = |row: &Row| row.is_published == 1 && is_of_use(&row.slug);
    let is_untouched = |one: &&Shipped| !rows.iter().any(|row| row.slug == one.slug);
    let mut untouched = shipped::ALL.iter().filter(is_untouched);
    Ok(rows.iter().any(is_there) || untouched.any(|one| is_of_use(one.slug)))
}

/// The rows of a page.
pub(super) async fn rows_of(tx: &mut Tx, page: PageId) -> Result<Vec<Row>> {
    tx.list(
        "SELECT id, slug, position, is_published, updated_at FROM articles
         WHERE page_id = $1 ORDER BY position, slug",
        params![page],
    )
    .await
}

/// The row of an article, where it has one.
pub(super) async fn row_of(tx: &mut Tx, page: PageId, slug: &str) -> Result<Option<Row>> {
    tx.find(
        "SELECT id, slug, position, is_published, updated_at FROM articles
         WHERE page_id = $1 AND slug = $2",
        params![page, slug],
    )
    .await
}

/// The row of an article; made now for one that ships and was never changed.
///
/// # Errors
/// `NotFound` where the page has no such article.
pub(super) async fn row_for(tx: &mut Tx, now: Timestamp, page: PageId, slug: &str) -> Result<Row> {
    if let Some(row) = row_of(tx, page, slug).await? {
        return Ok(row);
    }
    let place = shipped::ALL.iter().position(|one| one.slug == slug);
    let place = place.ok_or(Error::NotFound)? + 1;
    let position = i64::try_from(place).unwrap_or(i64::MAX);
    insert(tx, now, page, (slug, position, true)).await
}

/// Makes the row of an article.
pub(super) async fn insert(
    tx: &mut Tx,
    now: Timestamp,
    page: PageId,
    (slug, position, is_published): (&str, i64, bool),
) -> Result<Row> {
    tx.exec(
        "INSERT INTO articles (id, page_id, slug, position, is_published, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $6) ON CONFLICT (page_id, slug) DO NOTHING",
        params![
            token::new_id(now),
            page,
            slug,
            position,
            i64::from(is_published),
            now
        ],
    )
    .await?;
    row_of(tx, page, slug).await?.ok_or(Error::NotFound)
}

async fn article(tx: &mut Tx, page: &Page, row: &Row) -> Result<Article> {
    let mut texts = texts::of(tx, row.id).await?;
    let (title, body) = (texts.take(row.id, TITLE), texts.take(row.id, BODY));
    let ships = shipped::find(&row.slug);
    if let Some(one) = ships.filter(|_| title.is_empty() && body.is_empty()) {
        return Ok(as_shipped(page, one, Some(row)));
    }
    Ok(Article {
        page: page.id,
        slug: row.slug.clone(),
        title: of_page(page, &title),
        body: of_page(page, &body),
        origin: match ships {
            Some(_) => ArticleOrigin::Changed,
            None => ArticleOrigin::Own,
        },
        is_published: row.is_published == 1,
        updated_at: Some(instant(row.updated_at)?),
    })
}

/// A language that the page does not speak any more is not read.
fn of_page(page: &Page, text: &LocalizedText) -> LocalizedText {
    let spoken = text
        .iter()
        .filter(|(locale, _)| page.locales.contains(locale));
    spoken
        .map(|(locale, said)| (locale.clone(), said.to_owned()))
        .collect()
}

fn as_shipped(page: &Page, one: &Shipped, row: Option<&Row>) -> Article {
    Article {
        page: page.id,
        slug: one.slug.to_owned(),
        title: one.title(page),
        body: one.body(page),
        origin: ArticleOrigin::Shipped,
        is_published: row.is_none_or(|row| row.is_published == 1),
        updated_at: None,
    }
}
