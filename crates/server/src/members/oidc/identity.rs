//! Accounts at a provider, linked to members here: what is kept is who vouches and whom they mean.

use beffroi_domain::{Actor, MemberId};
use jiff::Timestamp;
use uuid::Uuid;

use super::{Identity, ProviderSettings, Stop};
use crate::{
    audit,
    ground::{Error, Result, Tx, db, token},
    params,
};

/// An account at a provider, linked to a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkedIdentity {
    /// Its row.
    pub id: Uuid,
    /// What the provider is known by.
    pub name: String,
    /// When it was linked.
    pub created_at: Timestamp,
    /// When it was last signed in with.
    pub used_at: Option<Timestamp>,
}

#[derive(sqlx_macros::FromRow)]
struct LinkedRow {
    id: Uuid,
    handle: String,
    name: String,
    created_at: i64,
    used_at: Option<i64>,
}

#[derive(sqlx_macros::FromRow)]
struct MemberRow {
    member_id: Uuid,
}

#[derive(sqlx_macros::FromRow)]
struct CountRow {
    count: i64,
}

/// Links an account at the provider to a member; twice is once.
///
/// # Errors
/// `Refused` when the account is somebody else's here, or the member has another one there.
pub async fn link_identity(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    member: MemberId,
    provider: &ProviderSettings,
    identity: &Identity,
) -> Result<()> {
    match owner(tx, identity).await? {
        Some(owner) if owner == member => return Ok(()),
        Some(_) => return Err(Stop::Taken.refusal(&provider.name).into()),
        None => {}
    }
    let start = format!("{} ", identity.issuer);
    let all = rows(tx, member).await?;
    if all.iter().any(|row| row.handle.starts_with(&start)) {
        return Err(Stop::Another.refusal(&provider.name).into());
    }
    tx.exec(
        "INSERT INTO credentials
         (id, member_id, kind, handle, secret, name, created_at, used_at)
         VALUES ($1, $2, 'oidc', $3, '', $4, $5, NULL)",
        params![
            token::new_id(now),
            member,
            handle(identity),
            &*provider.name,
            now
        ],
    )
    .await?;
    audit::record(tx, now, actor, "member.oidc.link", member.0, "").await
}

/// Unlinks an account of a member's, who needs something else to sign in with.
///
/// # Errors
/// `NotFound` when it is none of theirs; `Refused` when nothing else is left.
pub async fn unlink_identity(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    member: MemberId,
    id: Uuid,
) -> Result<()> {
    let all = rows(tx, member).await?;
    let row = all.into_iter().find(|row| row.id == id);
    let name = row.ok_or(Error::NotFound)?.name;
    tx.exec("DELETE FROM credentials WHERE id = $1", params![id])
        .await?;
    let left: CountRow = tx
        .load(
            "SELECT COUNT(*) AS count FROM credentials
             WHERE member_id = $1 AND kind IN ('password', 'passkey', 'oidc')",
            params![member],
        )
        .await?;
    if left.count == 0 {
        return Err(Stop::Last.refusal(&name).into());
    }
    audit::record(tx, now, actor, "member.oidc.unlink", member.0, "").await
}

/// The accounts that are linked to a member, in the order in which they were.
///
/// # Errors
/// A fault when the database is away.
pub async fn list_identities(tx: &mut Tx, member: MemberId) -> Result<Vec<LinkedIdentity>> {
    let linked = |row: LinkedRow| {
        Ok(LinkedIdentity {
            id: row.id,
            name: row.name,
            created_at: db::instant(row.created_at)?,
            used_at: row.used_at.map(db::instant).transpose()?,
        })
    };
    rows(tx, member).await?.into_iter().map(linked).collect()
}

/// The member whom an account is linked to; notes that it is used.
pub(super) async fn recognized(
    tx: &mut Tx,
    now: Timestamp,
    identity: &Identity,
) -> Result<Option<MemberId>> {
    tx.exec(
        "UPDATE credentials SET used_at = $2 WHERE kind = 'oidc' AND handle = $1",
        params![handle(identity), now],
    )
    .await?;
    owner(tx, identity).await
}

async fn owner(tx: &mut Tx, identity: &Identity) -> Result<Option<MemberId>> {
    let row: Option<MemberRow> = tx
        .find(
            "SELECT member_id FROM credentials WHERE kind = 'oidc' AND handle = $1",
            params![handle(identity)],
        )
        .await?;
    Ok(row.map(|row| MemberId(row.member_id)))
}

async fn rows(tx: &mut Tx, member: MemberId) -> Result<Vec<LinkedRow>> {
    tx.list(
        "SELECT id, handle, name, created_at, used_at FROM credentials
         WHERE member_id = $1 AND kind = 'oidc' ORDER BY created_at, id",
        params![member],
    )
    .await
}

/// No issuer has a space in it.
fn handle(identity: &Identity) -> String {
    format!("{} {}", identity.issuer, identity.subject)
}
