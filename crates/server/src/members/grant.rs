//! What a member may do: one role on each page, or one on all of them.

use beffroi_domain::{Actor, MemberId, PageId};
use jiff::Timestamp;

use super::Role;
use crate::{
    audit,
    ground::{Error, Refusal, RefusalKind, Result, Tx, token},
    params,
};

#[derive(sqlx_macros::FromRow)]
struct CountRow {
    count: i64,
}

/// Gives a member a role on a page, or on all without one; in the place of the role they had there.
///
/// Before anybody administers, any role can be given: the first administrator comes in by a link of their own.
///
/// # Errors
/// `NotFound` when there is no such member; `Refused` when nobody would administer any more.
pub async fn grant_role(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    member: MemberId,
    page: Option<PageId>,
    role: Role,
) -> Result<()> {
    let there: CountRow = tx
        .load(
            "SELECT COUNT(*) AS count FROM members WHERE id = $1 AND removed_at IS NULL",
            params![member],
        )
        .await?;
    if there.count == 0 {
        return Err(Error::NotFound);
    }
    let had_administrator = has_administrator(tx).await?;
    take(tx, member, page).await?;
    tx.exec(
        "INSERT INTO member_roles (id, member_id, page_id, role, granted_at)
         VALUES ($1, $2, $3, $4, $5)",
        params![
            token::new_id(now),
            member,
            page.map(|page| page.0),
            role.as_str(),
            now
        ],
    )
    .await?;
    if had_administrator {
        refuse_nobody(tx).await?;
    }
    let digest = digest(page, Some(role));
    audit::record(tx, now, actor, "member.role.grant", member.0, &digest).await
}

/// Takes a member's role on a page, or the one on all.
///
/// # Errors
/// `Refused` when nobody would administer any more.
pub async fn revoke_role(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    member: MemberId,
    page: Option<PageId>,
) -> Result<()> {
    take(tx, member, page).await?;
    refuse_nobody(tx).await?;
    let digest = digest(page, None);
    audit::record(tx, now, actor, "member.role.revoke", member.0, &digest).await
}

async fn take(tx: &mut Tx, member: MemberId, page: Option<PageId>) -> Result<()> {
    let everywhere = "DELETE FROM member_roles WHERE member_id = $1 AND page_id IS NULL";
    let there = "DELETE FROM member_roles WHERE member_id = $1 AND page_id = $2";
    match page {
        None => tx.exec(everywhere, params![member]).await?,
        Some(page) => tx.exec(there, params![member, page]).await?,
    };
    Ok(())
}

/// Somebody must be left who administers all pages: nobody else can let anybody in.
///
/// # Errors
/// `Refused` when nobody is left.
pub(super) async fn refuse_nobody(tx: &mut Tx) -> Result<()> {
    match has_administrator(tx).await? {
        true => Ok(()),
        false => Err(Refusal::whole(
            "this is the last administrator of all pages; make another member one first",
        )
        .being(RefusalKind::Conflict)
        .told("refusal-last-administrator")
        .into()),
    }
}

/// Whether somebody administers all pages.
///
/// # Errors
/// A fault when the database is away.
pub async fn has_administrator(tx: &mut Tx) -> Result<bool> {
    let row: CountRow = tx
        .load(
            "SELECT COUNT(*) AS count FROM member_roles r JOIN members m ON m.id = r.member_id
             WHERE r.page_id IS NULL AND r.role = 'administrator' AND m.removed_at IS NULL",
            params![],
        )
        .await?;
    Ok(row.count > 0)
}

fn digest(page: Option<PageId>, role: Option<Role>) -> String {
    let page = page.map_or_else(|| "all".to_owned(), |page| page.to_string());
    role.map_or(page.clone(), |role| format!("{} {page}", role.as_str()))
}
