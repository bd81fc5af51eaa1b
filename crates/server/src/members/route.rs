//! Where a member is reached on duty: addresses beside the one that they sign in with.
//!
//! Read in order: [`Route`], [`add_route`], [`ask_route`] (a link goes there), [`confirm_route`], [`addresses_of`]. An
//! address counts once somebody who reads there has said so, so that nobody is written to who never asked for it.

use std::collections::BTreeSet;

use beffroi_domain::{Actor, MemberId};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::Member;
use crate::{
    audit,
    ground::{Error, Refusal, RefusalKind, Result, Tx, seal, token},
    outbox::{self, Letter},
    params,
    web::{
        Site,
        letters::{self, Heading},
        words,
    },
};

/// How many addresses somebody can have.
const MOST: usize = 5;
/// How many links somebody can have sent in an hour, wherever they go.
const LINKS: i64 = 10;
/// How long a link is good.
const LASTS: SignedDuration = SignedDuration::from_hours(24 * 7);
/// The kind of the letter that carries one.
const LETTER: &str = "route";

/// An address at which a member is reached on duty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// Its row.
    pub id: Uuid,
    /// Whose.
    pub member: MemberId,
    /// The address.
    pub address: String,
    /// Whether whoever reads there has said so.
    pub is_confirmed: bool,
}

#[derive(sqlx_macros::FromRow)]
struct RouteRow {
    id: Uuid,
    member_id: Uuid,
    address: String,
    confirmed_at: Option<i64>,
}

/// Adds a mail address at the end, which counts once it is confirmed.
///
/// # Errors
/// `Refused` for what is no mail address, is on the list already, or is one too many.
pub async fn add_route(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    member: MemberId,
    address: &str,
) -> Result<Uuid> {
    let address = address.trim();
    let before = list_routes(tx, member).await?;
    check(address, &before)?;
    let id = token::new_id(now);
    tx.exec(
        "INSERT INTO contact_routes (id, member_id, kind, address, position, created_at)
         VALUES ($1, $2, 'email', $3, $4, $5)",
        params![id, member, address, place(before.len()), now],
    )
    .await?;
    audit::record(tx, now, actor, "member.route.add", member.0, "").await?;
    Ok(id)
}

fn check(address: &str, before: &[Route]) -> Result<(), Refusal> {
    if !beffroi_channels::mail::is_address(address) {
        let message = "write a mail address such as anna@example.com";
        return Err(Refusal::of("address", message).told("refusal-email"));
    }
    let is_here = |one: &Route| one.address.eq_ignore_ascii_case(address);
    if before.iter().any(is_here) {
        let message = "this address is on your list already; write another";
        return Err(Refusal::of("address", message).told("refusal-route-twice"));
    }
    if before.len() >= MOST {
        let message = "five addresses are the most; remove one first";
        return Err(Refusal::of("address", message).told("refusal-route-many"));
    }
    Ok(())
}

/// Sends a link to an address that is not confirmed yet, in the member's language; an earlier one ends.
///
/// # Errors
/// `NotFound` when it is none of theirs, or confirmed, or no relay is set; `Refused` after too many links.
pub async fn ask_route(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    site: &Site,
    member: &Member,
    id: Uuid,
) -> Result<()> {
    if !site.has_mail {
        return Err(Error::NotFound);
    }
    let since = now - SignedDuration::from_hours(1);
    if outbox::count_asked(tx, LETTER, member.id.0, since).await? >= LINKS {
        let message = "many links were sent already; wait an hour before you have more sent";
        return Err(Refusal::whole(message)
            .being(RefusalKind::TooMany)
            .told("refusal-route-links")
            .into());
    }
    let secret = token::new_secret();
    let asked = tx
        .exec(
            "UPDATE contact_routes SET token_hash = $3, ends_at = $4
             WHERE id = $1 AND member_id = $2 AND confirmed_at IS NULL",
            params![id, member.id, seal::digest(&secret), now + LASTS],
        )
        .await?;
    if asked == 0 {
        return Err(Error::NotFound);
    }
    let route = find(tx, id).await?;
    write(tx, now, site, member, &route, &secret).await?;
    audit::record(tx, now, actor, "member.route.ask", member.id.0, "").await
}

async fn write(
    tx: &mut Tx,
    now: Timestamp,
    site: &Site,
    member: &Member,
    route: &Route,
    secret: &str,
) -> Result<()> {
    let heading = Heading {
        host: site.host(),
        name: &member.name,
    };
    let address = format!("{}/console/confirm?key={secret}", site.public_url);
    let words = words::first_of(&member.locale);
    let says = letters::route(words, heading, address, LASTS.as_hours() / 24);
    let letter = Letter {
        key: &format!("route:{}", seal::digest(secret)),
        kind: LETTER,
        to: &route.address,
        subject: Some(member.id.0),
        says: &says,
        expires_at: Some(now + LASTS),
    };
    outbox::letter(tx, now, &letter).await?;
    Ok(())
}

/// The address that a link is for, while it is good; asking does not use it.
///
/// # Errors
/// `NotFound` for what is no link, was used, or has ended; all alike.
pub async fn find_route(tx: &mut Tx, now: Timestamp, secret: &str) -> Result<Route> {
    let row: RouteRow = tx
        .load(
            "SELECT id, member_id, address, confirmed_at FROM contact_routes
             WHERE token_hash = $1 AND ends_at > $2",
            params![seal::digest(secret), now],
        )
        .await?;
    Ok(row.read())
}

/// Whoever has the link reads there: from now on the address counts. The link is used up.
///
/// # Errors
/// As [`find_route`].
pub async fn confirm_route(tx: &mut Tx, now: Timestamp, secret: &str) -> Result<Route> {
    let route = find_route(tx, now, secret).await?;
    tx.exec(
        "UPDATE contact_routes SET confirmed_at = $2, token_hash = NULL, ends_at = NULL
         WHERE id = $1",
        params![route.id, now],
    )
    .await?;
    let (actor, member) = (Actor::Member(route.member.0), route.member.0);
    audit::record(tx, now, actor, "member.route.confirm", member, "").await?;
    Ok(route)
}

/// Moves an address one place up; the first stays where it is.
///
/// # Errors
/// `NotFound` when it is none of theirs.
pub async fn raise_route(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    member: MemberId,
    id: Uuid,
) -> Result<()> {
    let mut routes = list_routes(tx, member).await?;
    let here = routes.iter().position(|route| route.id == id);
    let here = here.ok_or(Error::NotFound)?;
    routes.swap(here, here.saturating_sub(1));
    for (index, route) in routes.iter().enumerate() {
        tx.exec(
            "UPDATE contact_routes SET position = $2 WHERE id = $1",
            params![route.id, place(index)],
        )
        .await?;
    }
    audit::record(tx, now, actor, "member.route.order", member.0, "").await
}

/// The place after so many others.
fn place(before: usize) -> i64 {
    i64::try_from(before).unwrap_or(i64::MAX)
}

/// Takes an address of a member's away.
///
/// # Errors
/// `NotFound` when it is none of theirs.
pub async fn remove_route(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    member: MemberId,
    id: Uuid,
) -> Result<()> {
    let gone = tx
        .exec(
            "DELETE FROM contact_routes WHERE id = $1 AND member_id = $2",
            params![id, member],
        )
        .await?;
    if gone == 0 {
        return Err(Error::NotFound);
    }
    audit::record(tx, now, actor, "member.route.remove", member.0, "").await
}

/// The addresses that a member added, in their order, confirmed or not.
///
/// # Errors
/// A fault when the database is away.
pub async fn list_routes(tx: &mut Tx, member: MemberId) -> Result<Vec<Route>> {
    let rows: Vec<RouteRow> = tx
        .list(
            "SELECT id, member_id, address, confirmed_at FROM contact_routes
             WHERE member_id = $1 ORDER BY position, created_at, id",
            params![member],
        )
        .await?;
    Ok(rows.into_iter().map(RouteRow::read).collect())
}

/// Who has an address of their own for duty, confirmed; all others are reached where they sign in.
///
/// # Errors
/// A fault when the database is away.
pub async fn members_with_routes(tx: &mut Tx) -> Result<BTreeSet<MemberId>> {
    let rows: Vec<(Uuid,)> = tx
        .list(
            "SELECT DISTINCT member_id FROM contact_routes WHERE confirmed_at IS NOT NULL",
            params![],
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| MemberId(id)).collect())
}

/// Where to reach a member on duty: what they confirmed, in their order, else the address that they sign in with.
///
/// # Errors
/// A fault when the database is away.
pub async fn addresses_of(tx: &mut Tx, member: &Member) -> Result<Vec<String>> {
    let mut routes = list_routes(tx, member.id).await?;
    routes.retain(|route| route.is_confirmed);
    if routes.is_empty() {
        return Ok(member.email.iter().cloned().collect());
    }
    Ok(routes.into_iter().map(|route| route.address).collect())
}

/// Forgets every address of a member's.
pub(super) async fn forget_routes(tx: &mut Tx, member: MemberId) -> Result<()> {
    tx.exec(
        "DELETE FROM contact_routes WHERE member_id = $1",
        params![member],
    )
    .await?;
    Ok(())
}

async fn find(tx: &mut Tx, id: Uuid) -> Result<Route> {
    let row: RouteRow = tx
        .load(
            "SELECT id, member_id, address, confirmed_at FROM contact_routes WHERE id = $1",
            params![id],
        )
        .await?;
    Ok(row.read())
}

impl RouteRow {
    fn read(self) -> Route {
        Route {
            id: self.id,
            member: MemberId(self.member_id),
            address: self.address,
            is_confirmed: self.confirmed_at.is_some(),
        }
    }
}
