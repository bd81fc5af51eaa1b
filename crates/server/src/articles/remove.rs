//! Taking an article away: one of the page's own is gone, one that ships says again what it ships with.

use beffroi_domain::Actor;
use jiff::Timestamp;

use super::store;
use crate::{
    audit,
    ground::{Error, Result, Tx},
    pages::{self, Page},
    params,
};

/// Takes back what a page made of an article. Its texts stay, as all that was said; nothing leads to them.
///
/// # Errors
/// `NotFound` where the page has no such article, or never changed it.
pub async fn remove(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: &Page,
    slug: &str,
) -> Result<()> {
    let row = store::row_of(tx, page.id, slug).await?;
    let row = row.ok_or(Error::NotFound)?;
    tx.exec("DELETE FROM articles WHERE id = $1", params![row.id])
        .await?;
    pages::bump_revision(tx, now, page.id).await?;
    audit::record(tx, now, actor, "article.remove", row.id, slug).await
}
