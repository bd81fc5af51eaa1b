//! Setting what a page is called, where it stands, who may read it, and since when it knows anything.

use beffroi_domain::{Actor, Locale, LocalizedText, PageId};
use jiff::{Timestamp, tz::TimeZone};

use super::{Access, Page};
use crate::{
    audit,
    ground::{Error, Refusal, Result, Tx},
    params,
    web::address::is_loopback,
};

/// Gives a page its own host names, the first of which stands in absolute addresses; none is fine.
///
/// # Errors
/// `Refused` for what is no host name, and for a host of another page.
pub async fn set_hosts(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: PageId,
    hosts: &[String],
) -> Result<()> {
    let mut hosts: Vec<String> = hosts.iter().map(|host| host.to_ascii_lowercase()).collect();
    let mut seen = std::collections::HashSet::new();
    hosts.retain(|host| seen.insert(host.clone()));
    hosts.iter().try_for_each(|host| check_host(host))?;
    for other in super::list(tx).await? {
        let taken = hosts.iter().find(|host| other.hosts.contains(host));
        if let Some(host) = taken.filter(|_| other.id != page) {
            let message = format!(
                "{host} belongs to the page {:?}; take it from there first",
                other.slug
            );
            return Err(Refusal::of("hosts", message).into());
        }
    }
    tx.exec(
        "UPDATE pages SET hosts = $2 WHERE id = $1",
        params![page, serde_json::to_string(&hosts)?],
    )
    .await?;
    finish(tx, now, actor, page, "page.hosts.set").await
}

/// Opens a page to everyone, or shuts it but for those who have a link or the password.
///
/// # Errors
/// A fault when the database is away.
pub async fn set_access(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: PageId,
    access: Access,
) -> Result<()> {
    tx.exec(
        "UPDATE pages SET access = $2 WHERE id = $1",
        params![page, access.as_str()],
    )
    .await?;
    finish(tx, now, actor, page, "page.access.set").await
}

/// Names a page anew; locales that `name` does not have keep theirs.
///
/// # Errors
/// `Refused` when a locale is none of the page's, or its name is empty.
pub async fn set_name(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: &Page,
    name: &LocalizedText,
) -> Result<()> {
    let mut whole = page.name.clone();
    for (locale, text) in name.iter() {
        check_name(page, locale, text)?;
        whole.set(locale.clone(), text.trim());
    }
    tx.exec(
        "UPDATE pages SET name = $2 WHERE id = $1",
        params![page.id, serde_json::to_string(&whole)?],
    )
    .await?;
    finish(tx, now, actor, page.id, "page.name.set").await
}

/// Says which locales a page speaks, the default first. Words in others stay and are not shown.
///
/// # Errors
/// `Refused` when there is none.
pub async fn set_locales(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: PageId,
    locales: &[Locale],
) -> Result<()> {
    let mut spoken: Vec<&Locale> = Vec::new();
    for locale in locales {
        if !spoken.contains(&locale) {
            spoken.push(locale);
        }
    }
    if spoken.is_empty() {
        let message = "name at least one locale, the default first";
        return Err(Refusal::of("locales", message)
            .told("refusal-page-locales")
            .into());
    }
    tx.exec(
        "UPDATE pages SET locales = $2 WHERE id = $1",
        params![page, serde_json::to_string(&spoken)?],
    )
    .await?;
    finish(tx, now, actor, page, "page.locales.set").await
}

/// Says in which zone a page tells its times.
///
/// # Errors
/// `Refused` when the zone has no name to keep.
pub async fn set_zone(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: PageId,
    zone: &TimeZone,
) -> Result<()> {
    let Some(name) = zone.iana_name() else {
        let message = "name a zone such as \"Europe/Paris\"";
        return Err(Refusal::of("zone", message)
            .told("refusal-page-zone")
            .into());
    };
    tx.exec(
        "UPDATE pages SET zone = $2 WHERE id = $1",
        params![page, name],
    )
    .await?;
    finish(tx, now, actor, page, "page.zone.set").await
}

/// Says that a page knows of things from an earlier instant on. A later one would leave out what is
/// there, and is refused.
///
/// # Errors
/// `Refused` when `since` is later than what is set.
pub async fn lower_since(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: PageId,
    since: Timestamp,
) -> Result<()> {
    let lowered = tx
        .exec(
            "UPDATE pages SET since_at = $2 WHERE id = $1 AND since_at >= $2",
            params![page, since],
        )
        .await?;
    if lowered == 0 {
        let page = super::find_by_id(tx, page).await?.ok_or(Error::NotFound)?;
        let message = format!(
            "the page knows of things since {}; name an earlier day",
            page.since.to_zoned(page.zone).date()
        );
        return Err(Refusal::of("since", message).into());
    }
    finish(tx, now, actor, page, "page.since.lower").await
}

pub(super) async fn finish(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: PageId,
    action: &'static str,
) -> Result<()> {
    super::bump_revision(tx, now, page).await?;
    audit::record(tx, now, actor, action, page.0, "").await
}

fn check_name(page: &Page, locale: &beffroi_domain::Locale, text: &str) -> Result<(), Refusal> {
    if !page.locales.contains(locale) {
        let spoken: Vec<&str> = page.locales.iter().map(|locale| locale.as_str()).collect();
        let message = format!(
            "the page does not speak {locale}; it speaks {}",
            spoken.join(", ")
        );
        return Err(Refusal::of("name", message));
    }
    if text.trim().is_empty() {
        return Err(Refusal::of("name", "write a name behind the locale"));
    }
    Ok(())
}

/// A name that browsers send, lower-case: letters, digits, `-` and dots, without a port.
fn check_host(host: &str) -> Result<(), Refusal> {
    let fits = |label: &str| {
        let letters = label
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        letters
            && (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let is_name = host.len() <= 253 && host.split('.').all(fits);
    if !is_name || is_loopback(host) {
        let message = format!(
            "{host:?}: write a name such as status.example.com, without a scheme, a port or a path"
        );
        return Err(Refusal::of("hosts", message));
    }
    Ok(())
}
