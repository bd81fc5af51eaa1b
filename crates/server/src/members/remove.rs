//! Taking a member out: they cannot come in any more; and forgetting who they were.

use beffroi_domain::{Actor, MemberId};
use jiff::Timestamp;

use super::{find_by_id, grant, route};
use crate::{
    audit,
    ground::{Error, Refusal, RefusalKind, Result, Tx},
    outbox, params,
};

/// Takes a member out at once: sessions, roles, what they sign in with, open links, and the API tokens
/// that they made. Their name stays beside what they did, until they are forgotten.
///
/// # Errors
/// `NotFound` when there is no such member; `Refused` when nobody would administer any more.
pub async fn remove_member(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    member: MemberId,
) -> Result<()> {
    find_by_id(tx, member)
        .await?
        .filter(|member| member.removed_at.is_none())
        .ok_or(Error::NotFound)?;
    for sql in [
        "DELETE FROM sessions WHERE member_id = $1",
        "DELETE FROM credentials WHERE member_id = $1",
        "DELETE FROM member_roles WHERE member_id = $1",
        "DELETE FROM invitations WHERE member_id = $1",
    ] {
        tx.exec(sql, params![member]).await?;
    }
    tx.exec(
        "UPDATE members SET removed_at = $2, email = NULL WHERE id = $1",
        params![member, now],
    )
    .await?;
    tx.exec(
        "UPDATE api_tokens SET revoked_at = $2 WHERE made_by = $1 AND revoked_at IS NULL",
        params![member, now],
    )
    .await?;
    grant::refuse_nobody(tx).await?;
    audit::record(tx, now, actor, "member.remove", member.0, "").await
}

/// Forgets who somebody was. What they did stays, by somebody without a name.
///
/// # Errors
/// `NotFound` when there is no such member; `Refused` while they are one.
pub async fn forget_member(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    member: MemberId,
) -> Result<()> {
    let known = find_by_id(tx, member).await?.ok_or(Error::NotFound)?;
    if known.removed_at.is_none() {
        return Err(
            Refusal::whole("remove the member first; then they can be forgotten")
                .being(RefusalKind::Conflict)
                .told("refusal-forget-first-remove")
                .into(),
        );
    }
    tx.exec(
        "UPDATE members SET name = '', email = NULL, locale = NULL WHERE id = $1",
        params![member],
    )
    .await?;
    route::forget_routes(tx, member).await?;
    outbox::forget(tx, now, member.0).await?;
    audit::record(tx, now, actor, "member.forget", member.0, "").await
}
