//! Who may come in to a private page: its password, its links, what its door says.

use beffroi_domain::{Actor, PageId};
use jiff::{SignedDuration, Timestamp};

use super::{
    gate::{Door, gate_of},
    set::finish,
};
use crate::{
    audit,
    ground::{Refusal, Result, Tx, token},
    params,
};

/// The longest that a link may open a page.
const LONGEST: SignedDuration = SignedDuration::from_hours(24 * 366);

/// Gives a page another password, as `ground::password::hash` keeps it, or takes it away. Who has come
/// in must come in anew.
///
/// # Errors
/// A fault when the database is away.
pub async fn set_password(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: PageId,
    kept: Option<&str>,
) -> Result<()> {
    tx.exec(
        "UPDATE page_gates SET password_hash = $2 WHERE page_id = $1",
        params![page, kept],
    )
    .await?;
    finish(tx, now, actor, page, "page.password.set").await
}

/// Says whether the door bears the page's name.
///
/// # Errors
/// A fault when the database is away.
pub async fn set_door(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: PageId,
    door: Door,
) -> Result<()> {
    tx.exec(
        "UPDATE page_gates SET door = $2 WHERE page_id = $1",
        params![page, door.as_str()],
    )
    .await?;
    finish(tx, now, actor, page, "page.door.set").await
}

/// Gives a page another key: no link that was made until now opens it any more, and whoever has come in
/// must come in anew.
///
/// # Errors
/// A fault when the database is away.
pub async fn end_links(tx: &mut Tx, now: Timestamp, actor: Actor, page: PageId) -> Result<()> {
    tx.exec(
        "UPDATE page_gates SET link_key = $2 WHERE page_id = $1",
        params![page, token::new_secret()],
    )
    .await?;
    finish(tx, now, actor, page, "page.links.end").await
}

/// The key of a new link that opens the page until then. It is not kept anywhere.
///
/// # Errors
/// `Refused` when `until` is past or more than a year ahead.
pub async fn make_link(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: PageId,
    until: Timestamp,
) -> Result<String> {
    let lasts = until.duration_since(now);
    if !lasts.is_positive() || lasts > LONGEST {
        let message = "a link opens a page for a while: name a time ahead, at most a year from now";
        return Err(Refusal::of("until", message).into());
    }
    let link = gate_of(tx, page).await?.link(until);
    audit::record(tx, now, actor, "page.link.make", page.0, "").await?;
    Ok(link)
}
