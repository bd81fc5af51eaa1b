//! Making a member: the first, by the link that a first start prints, and everyone after.

use beffroi_domain::{Actor, Locale, MemberId};
use jiff::Timestamp;

use super::{InvitationKind, Role, find_by_email, grant_role, has_administrator, use_link};
use crate::{
    audit,
    ground::{Error, Refusal, Result, Tx, token},
    params,
};

/// In characters.
const LONGEST_NAME: usize = 80;
/// In bytes. Source: RFC 5321, 4.5.3.1.3, less the angle brackets.
const LONGEST_EMAIL: usize = 254;

/// A command: make a member.
#[derive(Clone, Debug)]
pub struct NewMember {
    /// As they are called.
    pub name: String,
    /// The address that they sign in with.
    pub email: String,
    /// The language of their console; the browser's where none is set.
    pub locale: Option<Locale>,
}

/// Makes the first administrator, who came by the one-time link `link`.
///
/// # Errors
/// `NotFound` when the link is none, was used, or somebody administers already; else as
/// [`create_member`].
pub async fn create_first_administrator(
    tx: &mut Tx,
    now: Timestamp,
    link: &str,
    new: NewMember,
) -> Result<MemberId> {
    let invitation = use_link(tx, now, link).await?;
    if invitation.kind != InvitationKind::First || has_administrator(tx).await? {
        return Err(Error::NotFound);
    }
    let id = MemberId(token::new_id(now));
    let actor = Actor::Member(id.0);
    insert(tx, now, actor, id, new).await?;
    grant_role(tx, now, actor, id, None, Role::Administrator).await?;
    Ok(id)
}

/// Makes a member, who may do nothing yet.
///
/// # Errors
/// `Refused` when the name is empty, or the address is none or somebody else's.
pub async fn create_member(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    new: NewMember,
) -> Result<MemberId> {
    let id = MemberId(token::new_id(now));
    insert(tx, now, actor, id, new).await?;
    Ok(id)
}

/// Sets the language of somebody's console; their browser's without one.
///
/// # Errors
/// A fault when the database is away.
pub async fn set_locale(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    member: MemberId,
    locale: Option<&Locale>,
) -> Result<()> {
    tx.exec(
        "UPDATE members SET locale = $2 WHERE id = $1",
        params![member, locale.map(Locale::as_str)],
    )
    .await?;
    audit::record(tx, now, actor, "member.locale.set", member.0, "").await
}

async fn insert(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    id: MemberId,
    new: NewMember,
) -> Result<()> {
    let name = check_name(&new.name)?;
    let email = check_email(&new.email)?;
    if find_by_email(tx, &email).await?.is_some() {
        let message =
            "a member signs in with this address already; choose another, or change theirs";
        return Err(Refusal::of("email", message)
            .told("refusal-email-taken")
            .into());
    }
    tx.exec(
        "INSERT INTO members (id, name, email, locale, created_at, removed_at)
         VALUES ($1, $2, $3, $4, $5, NULL)",
        params![
            id,
            name,
            email,
            new.locale.as_ref().map(Locale::as_str),
            now
        ],
    )
    .await?;
    audit::record(tx, now, actor, "member.create", id.0, "").await
}

fn check_name(name: &str) -> Result<String, Refusal> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        1..=LONGEST_NAME => Ok(name),
        _ => Err(Refusal::of("name", "write a name of at most 80 characters").told("refusal-name")),
    }
}

fn check_email(email: &str) -> Result<String, Refusal> {
    let email = email.trim().to_lowercase();
    let is_clean = |part: &str| {
        let is_bad = |c: char| c.is_whitespace() || c.is_control() || "<>,;:\"()[]\\@".contains(c);
        !part.is_empty() && !part.contains(is_bad)
    };
    let is_address = email
        .split_once('@')
        .is_some_and(|(who, host)| is_clean(who) && is_clean(host));
    match is_address && email.len() <= LONGEST_EMAIL {
        true => Ok(email),
        false => Err(
            Refusal::of("email", "write a mail address such as anna@example.com")
                .told("refusal-email"),
        ),
    }
}
