//! Making a page.

use beffroi_domain::{Actor, Locale, LocalizedText, PageId, PublicId};
use jiff::{Timestamp, tz::TimeZone};

use crate::{
    audit,
    ground::{Refusal, Result, Tx, token},
    params,
};

/// A checked command: make a page.
#[derive(Clone, Debug)]
pub struct NewPage {
    /// Its name in addresses and commands: lower-case letters, digits and `-`, at most 40.
    pub slug: String,
    /// Kept from an import; else made.
    pub public_id: Option<PublicId>,
    /// Its name per locale.
    pub name: LocalizedText,
    /// The locales it speaks, the default first.
    pub locales: Vec<Locale>,
    /// The zone that its times are told in, by its IANA name.
    pub zone: TimeZone,
    /// The first instant of which the page knows anything.
    pub since: Timestamp,
}

/// Makes a page.
///
/// # Errors
/// `Refused` when the slug is taken or malformed, the zone has no IANA name, or no locale is given.
pub async fn create(tx: &mut Tx, now: Timestamp, actor: Actor, new: NewPage) -> Result<PageId> {
    check(&new)?;
    if super::find_by_slug(tx, &new.slug).await?.is_some() {
        let message = format!(
            "the page {:?} exists already; choose another slug",
            new.slug
        );
        return Err(Refusal::of("slug", message).into());
    }
    let id = PageId(token::new_id(now));
    let public_id = new.public_id.unwrap_or_else(token::new_public_id);
    tx.exec(
        "INSERT INTO pages
         (id, public_id, slug, name, locales, zone, since_at, revision, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $8)",
        params![
            id,
            public_id.as_str(),
            new.slug,
            serde_json::to_string(&new.name)?,
            serde_json::to_string(&new.locales)?,
            new.zone.iana_name(),
            new.since,
            now
        ],
    )
    .await?;
    tx.exec(
        "INSERT INTO page_gates (page_id, link_key, password_hash, door)
         VALUES ($1, $2, NULL, 'silent')",
        params![id, token::new_secret()],
    )
    .await?;
    audit::record(tx, now, actor, "page.create", id.0, public_id.as_str()).await?;
    Ok(id)
}

fn check(new: &NewPage) -> Result<(), Refusal> {
    let slug_fits = (1..=40).contains(&new.slug.len())
        && new
            .slug
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !new.slug.starts_with('-');
    if !slug_fits {
        let message = "1 to 40 lower-case letters, digits and \"-\", such as \"my-page\"";
        return Err(Refusal::of("slug", message));
    }
    if new.locales.is_empty() {
        return Err(Refusal::of(
            "locales",
            "name at least one locale, the default first",
        ));
    }
    if new.zone.iana_name().is_none() {
        return Err(Refusal::of("zone", "name a zone such as \"Europe/Paris\""));
    }
    Ok(())
}
