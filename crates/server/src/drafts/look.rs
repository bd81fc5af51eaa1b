//! The second look: on a page that asks for one, nothing goes out by one person alone, save in an emergency,
//! which its noun logs.

use beffroi_domain::{Actor, PageId};

use crate::{
    ground::{Refusal, RefusalKind, Result, Tx},
    params,
};

/// How a deed was looked at before it goes out.
#[derive(Clone, Debug)]
pub enum Look {
    /// A second person approved it.
    Approved,
    /// By its writer alone, who may say why there is no time for more.
    Alone(Option<String>),
}

#[derive(sqlx_macros::FromRow)]
struct CountRow {
    count: i64,
}

/// Whether a page asks for a second look.
///
/// # Errors
/// A fault when the database is away.
pub async fn is_look_asked(tx: &mut Tx, page: PageId) -> Result<bool> {
    let row: CountRow = tx
        .load(
            "SELECT COUNT(*) AS count FROM second_looks WHERE page_id = $1",
            params![page],
        )
        .await?;
    Ok(row.count > 0)
}

/// Has a page ask for a second look, or no longer; whoever sets its rules records it.
///
/// # Errors
/// A fault when the database is away.
pub async fn set_look_asked(tx: &mut Tx, page: PageId, is_asked: bool) -> Result<()> {
    let sql = match is_asked {
        true => "INSERT INTO second_looks (page_id) VALUES ($1) ON CONFLICT (page_id) DO NOTHING",
        false => "DELETE FROM second_looks WHERE page_id = $1",
    };
    tx.exec(sql, params![page]).await?;
    Ok(())
}

/// Lets a deed pass that goes out at once on these pages: none asks for a second look, or somebody says why there is
/// no time for it. That reason comes back, to be logged.
///
/// # Errors
/// `Refused` as forbidden where a page asks for a second look and no reason is given.
pub async fn pass<'a>(
    tx: &mut Tx,
    actor: Actor,
    pages: &[PageId],
    look: &'a Look,
) -> Result<Option<&'a str>> {
    let Look::Alone(bypass) = look else {
        return Ok(None);
    };
    let mut is_asked = false;
    for page in pages {
        is_asked |= is_look_asked(tx, *page).await?;
    }
    if matches!(actor, Actor::System | Actor::Import) || !is_asked {
        return Ok(None);
    }
    let reason = bypass.as_deref().map(str::trim);
    let reason = reason.filter(|reason| !reason.is_empty());
    reason.map(Some).ok_or_else(|| needed().into())
}

fn needed() -> Refusal {
    Refusal::whole(
        "this page asks for a second look: save a draft and have it approved, or bypass it with a reason",
    )
    .being(RefusalKind::Forbidden)
    .told("refusal-needs-approval")
}
