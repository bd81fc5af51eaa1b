//! A member's password: chosen well enough, kept as a hash, and asked about.

use beffroi_domain::{Actor, MemberId};
use jiff::Timestamp;

use super::{Member, common};
use crate::{
    audit,
    ground::{Refusal, Result, Tx, token},
    params,
};

#[derive(sqlx_macros::FromRow)]
struct SecretRow {
    secret: String,
}

/// Refuses a password that whoever guesses would try early: one that many have, a pattern, or the
/// member's own name and address. Nothing is asked outside.
///
/// # Errors
/// `Refused` with what to do instead.
pub fn refuse_weak(password: &str, name: &str, email: &str) -> Result<(), Refusal> {
    match common::is_guessable(password, &[name, email, "beffroi"]) {
        false => Ok(()),
        true => Err(Refusal::of(
            "password",
            "this password is among the first that are guessed; choose another, such as four words that \
             do not belong together",
        )
        .told("refusal-password-common")),
    }
}

/// Gives a member another password, as `ground::password::hash` keeps it.
///
/// # Errors
/// A fault when the database is away.
pub async fn set_password(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    member: MemberId,
    kept: &str,
) -> Result<()> {
    tx.exec(
        "DELETE FROM credentials WHERE member_id = $1 AND kind = 'password'",
        params![member],
    )
    .await?;
    tx.exec(
        "INSERT INTO credentials
         (id, member_id, kind, handle, secret, name, created_at, used_at)
         VALUES ($1, $2, 'password', NULL, $3, '', $4, NULL)",
        params![token::new_id(now), member, kept, now],
    )
    .await?;
    audit::record(tx, now, actor, "member.password.set", member.0, "").await
}

/// The member who signs in with an address, and what is kept of their password.
///
/// # Errors
/// A fault when the database is away.
pub async fn find_password(tx: &mut Tx, email: &str) -> Result<Option<(Member, String)>> {
    let Some(member) = super::find_by_email(tx, email).await? else {
        return Ok(None);
    };
    let kept = password_of(tx, member.id).await?;
    Ok(kept.map(|kept| (member, kept)))
}

/// What is kept of a member's password, where they have one.
///
/// # Errors
/// A fault when the database is away.
pub async fn password_of(tx: &mut Tx, member: MemberId) -> Result<Option<String>> {
    let row: Option<SecretRow> = tx
        .find(
            "SELECT secret FROM credentials WHERE member_id = $1 AND kind = 'password'",
            params![member],
        )
        .await?;
    Ok(row.map(|row| row.secret))
}
