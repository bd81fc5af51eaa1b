//! Rows of members and of what they may do.

use beffroi_domain::{Locale, MemberId, PageId};
use jiff::Timestamp;
use uuid::Uuid;

use super::Role;
use crate::{
    ground::{Result, Tx, db},
    params,
};

/// A person who may sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Pseudonymous; the only thing of them in audit rows.
    pub id: MemberId,
    /// As they are called; empty once they are forgotten.
    pub name: String,
    /// The address that they sign in with, in small letters; none once they are removed.
    pub email: Option<String>,
    /// The language of their console; the browser's where none is set.
    pub locale: Option<Locale>,
    /// When they were invited.
    pub created_at: Timestamp,
    /// When they were removed; then they cannot sign in.
    pub removed_at: Option<Timestamp>,
}

/// A role on one page, or on all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The page; all where there is none.
    pub page: Option<PageId>,
    /// What it lets do.
    pub role: Role,
}

#[derive(sqlx_macros::FromRow)]
struct MemberRow {
    id: Uuid,
    name: String,
    email: Option<String>,
    locale: Option<String>,
    created_at: i64,
    removed_at: Option<i64>,
}

#[derive(sqlx_macros::FromRow)]
struct CountRow {
    count: i64,
}

#[derive(sqlx_macros::FromRow)]
struct GrantRow {
    page_id: Option<Uuid>,
    role: String,
}

/// All members, by name; also those who were removed.
///
/// # Errors
/// A fault when the database is away.
pub async fn list(tx: &mut Tx) -> Result<Vec<Member>> {
    let rows = tx
        .list("SELECT * FROM members ORDER BY name, id", params![])
        .await?;
    rows.into_iter().map(member).collect()
}

/// The member with this id.
///
/// # Errors
/// A fault when the database is away.
pub async fn find_by_id(tx: &mut Tx, id: MemberId) -> Result<Option<Member>> {
    let row = tx
        .find("SELECT * FROM members WHERE id = $1", params![id])
        .await?;
    row.map(member).transpose()
}

/// The member who signs in with this address.
///
/// # Errors
/// A fault when the database is away.
pub async fn find_by_email(tx: &mut Tx, email: &str) -> Result<Option<Member>> {
    let row = tx
        .find(
            "SELECT * FROM members WHERE email = $1 AND removed_at IS NULL",
            params![email.trim().to_lowercase()],
        )
        .await?;
    row.map(member).transpose()
}

/// Whether somebody ever came in: has something to sign in with.
///
/// # Errors
/// A fault when the database is away.
pub async fn has_come(tx: &mut Tx, member: MemberId) -> Result<bool> {
    let row: CountRow = tx
        .load(
            "SELECT COUNT(*) AS count FROM credentials WHERE member_id = $1",
            params![member],
        )
        .await?;
    Ok(row.count > 0)
}

/// What somebody may do; nothing once they are removed.
///
/// # Errors
/// A fault when the database is away.
pub async fn roles_of(tx: &mut Tx, member: MemberId) -> Result<Vec<Grant>> {
    let rows: Vec<GrantRow> = tx
        .list(
            "SELECT r.page_id, r.role FROM member_roles r
             JOIN members m ON m.id = r.member_id
             WHERE r.member_id = $1 AND m.removed_at IS NULL ORDER BY r.granted_at, r.id",
            params![member],
        )
        .await?;
    let grant = |row: GrantRow| {
        Ok(Grant {
            page: row.page_id.map(PageId),
            role: row.role.parse()?,
        })
    };
    rows.into_iter().map(grant).collect()
}

fn member(row: MemberRow) -> Result<Member> {
    Ok(Member {
        id: MemberId(row.id),
        name: row.name,
        email: row.email,
        locale: row.locale.as_deref().map(db::word).transpose()?,
        created_at: db::instant(row.created_at)?,
        removed_at: row.removed_at.map(db::instant).transpose()?,
    })
}
