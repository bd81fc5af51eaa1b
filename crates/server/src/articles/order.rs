//! The order in which readers see articles.

use beffroi_domain::Actor;
use jiff::Timestamp;

use super::store;
use crate::{
    audit,
    ground::{Result, Tx},
    pages::{self, Page},
    params,
};

/// Puts articles in this order.
///
/// # Errors
/// `NotFound` where the page has none of one of these names.
pub async fn order(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: &Page,
    slugs: &[&str],
) -> Result<()> {
    for (position, slug) in (1_i64..).zip(slugs) {
        let row = store::row_for(tx, now, page.id, slug).await?;
        tx.exec(
            "UPDATE articles SET position = $2 WHERE id = $1",
            params![row.id, position],
        )
        .await?;
    }
    pages::bump_revision(tx, now, page.id).await?;
    audit::record(tx, now, actor, "article.order", page.id.0, &slugs.join(" ")).await
}
