//! Passkeys: keys that a device keeps and uses only for its owner's finger, face or PIN. One is enough to come in,
//! without a name or a password. We keep the public half.
//!
//! Read in order: [`Party`], [`ask_new_passkey`] and [`add_passkey`], [`ask_for_passkey`] and [`use_passkey`].

use anyhow::anyhow;
use beffroi_domain::{Actor, MemberId};
use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Url, Webauthn, WebauthnBuilder, WebauthnError,
};

use super::{ceremony, clear_up, recovery};
use crate::{
    audit,
    ground::{Error, Refusal, Result, Tx, seal, token},
    members::{Member, end_sessions, find_by_id},
    params,
};

/// Kinds of ceremonies.
const ADD: &str = "add";
const ENTER: &str = "enter";
/// In characters.
const LONGEST_NAME: usize = 80;

/// Who we are to a passkey, which answers to one host and no other.
#[derive(Debug)]
pub struct Party(Webauthn);

/// A command: take on what a browser made.
#[derive(Clone, Copy, Debug)]
pub struct NewPasskey<'a> {
    /// Whose it is.
    pub member: MemberId,
    /// The session that was asked to make it.
    pub session: Uuid,
    /// What they call it.
    pub name: &'a str,
    /// What their browser answered.
    pub answer: &'a str,
}

#[derive(sqlx_macros::FromRow)]
struct PasskeyRow {
    id: Uuid,
    member_id: Uuid,
    secret: String,
}

impl Party {
    /// By the address that the installation is known by; `None` where browsers have no passkeys: at a number instead
    /// of a name, or without https, but on one's own machine.
    #[must_use]
    pub fn of(public_url: &str) -> Option<Self> {
        let url = Url::parse(public_url).ok()?;
        let host = url.domain()?;
        if url.scheme() != "https" && host != "localhost" {
            return None;
        }
        let builder = WebauthnBuilder::new(host, &url).ok()?;
        builder.rp_name(host).build().ok().map(Self)
    }
}

/// What the browser of a session is to make a new passkey of, as `navigator.credentials.create` takes it, with bytes
/// in Base64.
///
/// # Errors
/// A fault when the database is away.
pub async fn ask_new_passkey(
    tx: &mut Tx,
    now: Timestamp,
    party: &Party,
    session: Uuid,
    member: &Member,
) -> Result<Value> {
    let known = list(tx, member.id).await?;
    let known = known.iter().map(|passkey| passkey.cred_id().clone());
    let account = member.email.as_deref().unwrap_or(&member.name);
    let asked = party.0.start_passkey_registration(
        member.id.0,
        account,
        &member.name,
        Some(known.collect()),
    );
    let (options, state) = asked.map_err(|why| anyhow!("{why}"))?;
    ceremony::keep(tx, now, ADD, &session.to_string(), &state).await?;
    let mut options = serde_json::to_value(options)?["publicKey"].take();
    // Kept with the name on the device, so that nobody has to type one.
    options["authenticatorSelection"]["residentKey"] = "required".into();
    options["authenticatorSelection"]["requireResidentKey"] = true.into();
    Ok(options)
}

/// Takes on the passkey that a browser made. The recovery codes, where it is the first factor; nobody sees them
/// again.
///
/// # Errors
/// `Refused` when it has no name, was not asked for, took too long, or is somebody's already.
pub async fn add_passkey(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    party: &Party,
    new: NewPasskey<'_>,
) -> Result<Vec<String>> {
    let (name, member) = (check_name(new.name)?, new.member);
    let state: Option<PasskeyRegistration> =
        ceremony::take(tx, now, ADD, &new.session.to_string()).await?;
    let answer: RegisterPublicKeyCredential =
        serde_json::from_str(new.answer).map_err(|_| not_good())?;
    let made = party
        .0
        .finish_passkey_registration(&answer, &state.ok_or_else(not_good)?)
        .map_err(|why| refused(&why))?;
    let handle = seal::hex(made.cred_id());
    if find(tx, &handle).await?.is_some() {
        return Err(not_good().into());
    }
    tx.exec(
        "INSERT INTO credentials
         (id, member_id, kind, handle, secret, name, created_at, used_at)
         VALUES ($1, $2, 'passkey', $3, $4, $5, $6, NULL)",
        params![
            token::new_id(now),
            member,
            handle,
            serde_json::to_string(&made)?,
            name,
            now
        ],
    )
    .await?;
    audit::record(tx, now, actor, "member.passkey.add", member.0, "").await?;
    recovery::begin(tx, now, actor, member).await
}

/// What a stranger's browser is to sign, as `navigator.credentials.get` takes it, with bytes in Base64; `cookie` is
/// what only that browser has.
///
/// # Errors
/// A fault when the database is away.
pub async fn ask_for_passkey(
    tx: &mut Tx,
    now: Timestamp,
    party: &Party,
    cookie: &str,
) -> Result<Value> {
    let asked = party.0.start_discoverable_authentication();
    let (options, state) = asked.map_err(|why| anyhow!("{why}"))?;
    ceremony::keep(tx, now, ENTER, &seal::digest(cookie), &state).await?;
    Ok(serde_json::to_value(options)?["publicKey"].take())
}

/// The member whose passkey signed what the browser with that cookie was asked to sign.
///
/// # Errors
/// `Refused` when it is nobody's, was not asked for, or took too long; all alike.
pub async fn use_passkey(
    tx: &mut Tx,
    now: Timestamp,
    party: &Party,
    cookie: &str,
    answer: &str,
) -> Result<MemberId> {
    let state: Option<DiscoverableAuthentication> =
        ceremony::take(tx, now, ENTER, &seal::digest(cookie)).await?;
    let answer: PublicKeyCredential = serde_json::from_str(answer).map_err(|_| not_good())?;
    let (owner, handle) = party
        .0
        .identify_discoverable_authentication(&answer)
        .map_err(|why| refused(&why))?;
    let found = find(tx, &seal::hex(handle)).await?;
    let row = found
        .filter(|row| row.member_id == owner)
        .ok_or_else(not_good)?;
    let member = find_by_id(tx, MemberId(owner)).await?;
    let member = member.filter(|member| member.removed_at.is_none());
    let member = member.ok_or_else(not_good)?;
    let mut passkey: Passkey = serde_json::from_str(&row.secret)?;
    let signed = party
        .0
        .finish_discoverable_authentication_v2(&answer, state.ok_or_else(not_good)?, &passkey)
        .map_err(|why| refused(&why))?;
    // Counts how often it was used, where it counts: a copy of it would be noticed.
    passkey.update_credential(&signed);
    tx.exec(
        "UPDATE credentials SET secret = $2, used_at = $3 WHERE id = $1",
        params![row.id, serde_json::to_string(&passkey)?, now],
    )
    .await?;
    let actor = Actor::Member(owner);
    audit::record(tx, now, actor, "member.passkey.use", owner, "").await?;
    Ok(member.id)
}

/// Calls a passkey something else.
///
/// # Errors
/// `NotFound` when they have no such passkey; `Refused` for no name.
pub async fn rename_passkey(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    member: MemberId,
    passkey: Uuid,
    name: &str,
) -> Result<()> {
    let name = check_name(name)?;
    let named = tx
        .exec(
            "UPDATE credentials SET name = $3
             WHERE id = $1 AND member_id = $2 AND kind = 'passkey'",
            params![passkey, member, name],
        )
        .await?;
    if named == 0 {
        return Err(Error::NotFound);
    }
    audit::record(tx, now, actor, "member.passkey.rename", member.0, "").await
}

/// Takes a passkey of a member's away; their other sessions end.
///
/// # Errors
/// `NotFound` when they have no such passkey.
pub async fn remove_passkey(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    member: MemberId,
    passkey: Uuid,
    but: Uuid,
) -> Result<()> {
    let gone = tx
        .exec(
            "DELETE FROM credentials WHERE id = $1 AND member_id = $2 AND kind = 'passkey'",
            params![passkey, member],
        )
        .await?;
    if gone == 0 {
        return Err(Error::NotFound);
    }
    clear_up(tx, member).await?;
    end_sessions(tx, now, actor, member, Some(but)).await?;
    audit::record(tx, now, actor, "member.passkey.remove", member.0, "").await
}

async fn list(tx: &mut Tx, member: MemberId) -> Result<Vec<Passkey>> {
    let rows: Vec<PasskeyRow> = tx
        .list(
            "SELECT id, member_id, secret FROM credentials WHERE member_id = $1 AND kind = 'passkey'",
            params![member],
        )
        .await?;
    let read = |row: PasskeyRow| Ok(serde_json::from_str(&row.secret)?);
    rows.into_iter().map(read).collect()
}

async fn find(tx: &mut Tx, handle: &str) -> Result<Option<PasskeyRow>> {
    tx.find(
        "SELECT id, member_id, secret FROM credentials WHERE kind = 'passkey' AND handle = $1",
        params![handle],
    )
    .await
}

fn check_name(name: &str) -> Result<&str, Refusal> {
    let name = name.trim();
    match name.chars().count() {
        1..=LONGEST_NAME => Ok(name),
        _ => Err(
            Refusal::of("name", "say what device it is on, in at most 80 characters")
                .told("refusal-passkey-name"),
        ),
    }
}

/// Why, for whoever looks into the log at level `debug`; whoever asks learns nothing of it.
fn refused(why: &WebauthnError) -> Refusal {
    tracing::debug!(%why, "a passkey was refused");
    not_good()
}

fn not_good() -> Refusal {
    Refusal::whole(
        "this passkey is not known here, or it took too long; try again, or come in another way",
    )
    .told("refusal-passkey")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_are_of_a_host_by_https_or_of_ones_own_machine() {
        for known in ["https://status.example.com", "http://localhost:8080"] {
            assert!(Party::of(known).is_some(), "{known}");
        }
        for bad in [
            "http://status.example.com",
            "https://192.0.2.1",
            "http://127.0.0.1:8080",
            "x",
        ] {
            assert!(Party::of(bad).is_none(), "{bad}");
        }
    }
}
