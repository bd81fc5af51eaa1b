//! One-time links: the one that makes the first administrator, an invitation, and a recovery. Whoever has
//! one chooses a password with it, once; nothing is kept but its hash.

use beffroi_domain::{Actor, MemberId};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

pub use super::grant::has_administrator;
use crate::{
    audit,
    ground::{Error, Result, Tx, db, seal, token},
    params,
};

/// How long the link of a start is good; the next start prints another.
const FIRST: SignedDuration = SignedDuration::from_hours(24);
/// How long an invitation is good.
const INVITE: SignedDuration = SignedDuration::from_hours(24 * 7);
/// How long a recovery is good.
const RECOVER: SignedDuration = SignedDuration::from_hours(1);

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvitationKind {
    /// Makes the first administrator.
    First,
    /// Lets a new member in.
    Invite,
    /// Lets a member in who has lost what they sign in with.
    Recover,
}

/// A link that is still good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Its row.
    pub id: Uuid,
    /// What it is for.
    pub kind: InvitationKind,
    /// Whom it lets in; nobody yet for the first.
    pub member: Option<MemberId>,
    /// Until when it is good.
    pub ends_at: Timestamp,
}

#[derive(sqlx_macros::FromRow)]
struct InvitationRow {
    id: Uuid,
    kind: String,
    member_id: Option<Uuid>,
    ends_at: i64,
}

impl InvitationKind {
    fn as_str(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Invite => "invite",
            Self::Recover => "recover",
        }
    }

    /// How long a link of this kind is good.
    #[must_use]
    pub fn lasts(self) -> SignedDuration {
        match self {
            Self::First => FIRST,
            Self::Invite => INVITE,
            Self::Recover => RECOVER,
        }
    }
}

/// The secret of a new link that makes the first administrator, where there is none; earlier ones end.
///
/// # Errors
/// A fault when the database is away.
pub async fn make_first_link(tx: &mut Tx, now: Timestamp, actor: Actor) -> Result<Option<String>> {
    if has_administrator(tx).await? {
        return Ok(None);
    }
    tx.exec("DELETE FROM invitations WHERE kind = 'first'", params![])
        .await?;
    insert(tx, now, actor, InvitationKind::First, None)
        .await
        .map(Some)
}

/// The secret of a new link that lets a member in; earlier ones of theirs end.
///
/// # Errors
/// A fault when the database is away.
pub async fn make_link(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    kind: InvitationKind,
    member: MemberId,
) -> Result<String> {
    tx.exec(
        "DELETE FROM invitations WHERE member_id = $1",
        params![member],
    )
    .await?;
    insert(tx, now, actor, kind, Some(member)).await
}

/// What a link is for, while it is good; asking does not use it.
///
/// # Errors
/// `NotFound` for what is no link, was used, or has ended; all alike.
pub async fn find_invitation(tx: &mut Tx, now: Timestamp, secret: &str) -> Result<Invitation> {
    let row: InvitationRow = tx
        .load(
            "SELECT id, kind, member_id, ends_at FROM invitations
             WHERE token_hash = $1 AND used_at IS NULL AND ends_at > $2",
            params![seal::digest(secret), now],
        )
        .await?;
    let kinds = [
        InvitationKind::First,
        InvitationKind::Invite,
        InvitationKind::Recover,
    ];
    Ok(Invitation {
        id: row.id,
        kind: kinds
            .into_iter()
            .find(|kind| kind.as_str() == row.kind)
            .ok_or(Error::NotFound)?,
        member: row.member_id.map(MemberId),
        ends_at: db::instant(row.ends_at)?,
    })
}

/// Uses a link up; of two who try at one time, one comes in.
///
/// # Errors
/// As [`find_invitation`].
pub async fn use_link(tx: &mut Tx, now: Timestamp, secret: &str) -> Result<Invitation> {
    let invitation = find_invitation(tx, now, secret).await?;
    let used = tx
        .exec(
            "UPDATE invitations SET used_at = $2 WHERE id = $1 AND used_at IS NULL",
            params![invitation.id, now],
        )
        .await?;
    match used {
        0 => Err(Error::NotFound),
        _ => Ok(invitation),
    }
}

async fn insert(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    kind: InvitationKind,
    member: Option<MemberId>,
) -> Result<String> {
    let (id, secret) = (token::new_id(now), token::new_secret());
    tx.exec(
        "INSERT INTO invitations (id, kind, member_id, token_hash, created_at, ends_at, used_at)
         VALUES ($1, $2, $3, $4, $5, $6, NULL)",
        params![
            id,
            kind.as_str(),
            member.map(|member| member.0),
            seal::digest(&secret),
            now,
            now + kind.lasts()
        ],
    )
    .await?;
    let object = member.map_or(id, |member| member.0);
    audit::record(tx, now, actor, "member.link.make", object, kind.as_str()).await?;
    Ok(secret)
}
