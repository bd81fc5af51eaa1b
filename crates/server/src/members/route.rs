//! Where a member is reached on duty: addresses beside the one that they sign in with.

use beffroi_domain::{Actor, MemberId};
use jiff::Timestamp;
use uuid::Uuid;

use super::Member;
use crate::{
    audit,
    ground::{Error, Refusal, Result, Tx, token},
    params,
};

/// An address at which a member is reached on duty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// Its row.
    pub id: Uuid,
    /// The address.
    pub address: String,
}

#[derive(sqlx::FromRow)]
struct RouteRow {
    id: Uuid,
    address: String,
}

/// Adds a mail address at which a member is reached on duty.
///
/// # Errors
/// `Refused` for what is no mail address.
pub async fn add_route(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    member: MemberId,
    address: &str,
) -> Result<()> {
    let address = address.trim();
    if !beffroi_channels::mail::is_address(address) {
        return Err(
            Refusal::of("address", "write a mail address such as anna@example.com")
                .told("refusal-email")
                .into(),
        );
    }
    let id = token::new_id(now);
    tx.exec(
        "INSERT INTO contact_routes (id, member_id, kind, address, created_at)
         VALUES ($1, $2, 'email', $3, $4) ON CONFLICT (member_id, kind, address) DO NOTHING",
        params![id, member, address, now],
    )
    .await?;
    audit::record(tx, now, actor, "member.route.add", member.0, "").await
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

/// The addresses that a member added, in the order in which they did.
///
/// # Errors
/// A fault when the database is away.
pub async fn list_routes(tx: &mut Tx, member: MemberId) -> Result<Vec<Route>> {
    let rows: Vec<RouteRow> = tx
        .list(
            "SELECT id, address FROM contact_routes WHERE member_id = $1 ORDER BY created_at, id",
            params![member],
        )
        .await?;
    let route = |row: RouteRow| Route {
        id: row.id,
        address: row.address,
    };
    Ok(rows.into_iter().map(route).collect())
}

/// Where to reach a member on duty: what they added, else the address that they sign in with.
///
/// # Errors
/// A fault when the database is away.
pub async fn addresses_of(tx: &mut Tx, member: &Member) -> Result<Vec<String>> {
    let routes = list_routes(tx, member.id).await?;
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
