//! By hand: a provider is followed, shown on pages, set right, or left.

use std::collections::BTreeMap;

use beffroi_domain::{Actor, ComponentStatus, Locale, PageId, ProviderId};
use beffroi_readers::watch::{Place, form};
use jiff::{Timestamp, tz::TimeZone};

use super::{store, take_in::turn, watch};
use crate::{
    audit,
    ground::{Refusal, Result, Tx, token},
    pages, params,
};

/// A checked command: follow this page from now on.
#[derive(Clone, Debug)]
pub struct Follow {
    /// Its name in addresses and commands: lower-case letters, digits and `-`, at most 40.
    pub slug: String,
    /// What it is called.
    pub name: String,
    /// One word of the catalogue's; may be empty.
    pub sector: String,
    /// Where its page is.
    pub place: Place,
    /// The word of its format; `None` where it is found out at first contact.
    pub form: Option<String>,
    /// The language of texts that do not say theirs.
    pub locale: Locale,
    /// The zone of times that name none.
    pub zone: TimeZone,
    /// Of pages without a format: selectors by name.
    pub selectors: BTreeMap<String, String>,
    /// Whether an empty list means that all is well.
    pub is_empty_clear: bool,
    /// On which pages of ours readers see it.
    pub pages: Vec<PageId>,
}

impl Follow {
    /// A page by its address alone: named after its host, in English, with times of UTC, and its format found out.
    #[must_use]
    pub fn at(url: &str) -> Self {
        Self {
            slug: slug_of(url),
            name: slug_of(url),
            sector: String::new(),
            place: Place::of(url),
            form: None,
            locale: Locale::of("en"),
            zone: TimeZone::UTC,
            selectors: BTreeMap::new(),
            is_empty_clear: false,
            pages: Vec::new(),
        }
    }
}

/// What is set right of a provider, by hand or because it was found out; `None` leaves it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settle {
    /// What it is called.
    pub name: Option<String>,
    /// Where its page is.
    pub place: Option<Place>,
    /// The word of its format.
    pub form: Option<String>,
    /// Selectors by name.
    pub selectors: Option<BTreeMap<String, String>>,
    /// Whether an empty list means that all is well.
    pub is_empty_clear: Option<bool>,
}

/// Follows a page from now on: nothing is known of it until the first look. One that was left is taken up again.
///
/// # Errors
/// `Refused` when the slug is malformed or followed already, the page is no address, or the format is none of ours.
pub async fn follow(tx: &mut Tx, now: Timestamp, actor: Actor, new: &Follow) -> Result<ProviderId> {
    check(new)?;
    let known = store::find_by_slug(tx, &new.slug).await?;
    let id = match known {
        Some(known) if known.left_at.is_none() => {
            let message = format!("{:?} is followed already; choose another name", new.slug);
            return Err(Refusal::of("slug", message)
                .told("refusal-provider-taken")
                .into());
        }
        Some(known) => again(tx, now, known.id, new).await?,
        None => insert(tx, now, new).await?,
    };
    for page in &new.pages {
        show(tx, now, actor, id, *page).await?;
    }
    audit::record(tx, now, actor, "provider.follow", id.0, &new.slug).await?;
    Ok(id)
}

async fn insert(tx: &mut Tx, now: Timestamp, new: &Follow) -> Result<ProviderId> {
    let id = ProviderId(token::new_id(now));
    tx.exec(
        "INSERT INTO providers
         (id, slug, public_id, name, sector, page_url, source_url, source_key, form, locale, zone, selectors,
          is_empty_clear, status, ground, status_since, due_at, failures, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'unknown', 'nothing', $14, $14, 0, $14, $14)",
        params![
            id,
            &new.slug,
            token::new_public_id().as_str(),
            &new.name,
            &new.sector,
            &new.place.page,
            new.place.source.as_deref(),
            new.place.key.as_deref(),
            new.form.as_deref(),
            new.locale.as_str(),
            new.zone.iana_name(),
            serde_json::to_string(&new.selectors)?,
            i64::from(new.is_empty_clear),
            now
        ],
    )
    .await?;
    // What is in no stretch was operational; until the first look, nobody can tell.
    turn(tx, now, id, None, ComponentStatus::Unknown).await?;
    Ok(id)
}

async fn again(tx: &mut Tx, now: Timestamp, id: ProviderId, new: &Follow) -> Result<ProviderId> {
    tx.exec(
        "UPDATE providers SET left_at = NULL, due_at = $2, failures = 0, lease = NULL, updated_at = $2 WHERE id = $1",
        params![id, now],
    )
    .await?;
    let settle = Settle {
        name: Some(new.name.clone()),
        place: Some(new.place.clone()),
        form: new.form.clone(),
        selectors: Some(new.selectors.clone()),
        is_empty_clear: Some(new.is_empty_clear),
    };
    write(tx, now, id, &settle).await?;
    Ok(id)
}

/// Sets right what is known of a provider; it is looked at again at once.
///
/// # Errors
/// `Refused` when the format is none of ours or the page is no address; `NotFound` without it.
pub async fn settle(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    id: ProviderId,
    settle: &Settle,
) -> Result<()> {
    check_form(settle.form.as_deref())?;
    if let Some(place) = &settle.place {
        check_page(&place.page)?;
    }
    store::load(tx, id).await?;
    write(tx, now, id, settle).await?;
    bump(tx, now, id).await?;
    let digest = settle.form.as_deref().unwrap_or_default();
    audit::record(tx, now, actor, "provider.settle", id.0, digest).await?;
    Ok(())
}

/// What is asked of it is made anew at the next look: another place has other addresses.
async fn write(tx: &mut Tx, now: Timestamp, id: ProviderId, settle: &Settle) -> Result<()> {
    let known = store::load(tx, id).await?;
    let place = settle.place.as_ref().unwrap_or(&known.place);
    let form = settle.form.as_deref().or(known.form.as_deref());
    let is_elsewhere = *place != known.place || form != known.form.as_deref();
    let selectors = settle.selectors.as_ref().unwrap_or(&known.selectors);
    tx.exec(
        "UPDATE providers SET name = $2, page_url = $3, source_url = $4, source_key = $5, form = $6, selectors = $7,
                              is_empty_clear = $8, due_at = $9, updated_at = $9 WHERE id = $1",
        params![
            id,
            settle.name.as_deref().unwrap_or(&known.name),
            &place.page,
            place.source.as_deref(),
            place.key.as_deref(),
            form,
            serde_json::to_string(selectors)?,
            i64::from(settle.is_empty_clear.unwrap_or(known.is_empty_clear)),
            now
        ],
    )
    .await?;
    if is_elsewhere {
        watch::forget_asks(tx, id).await?;
    } else if settle.selectors.is_some() || settle.is_empty_clear.is_some() {
        watch::ask_anew(tx, id).await?;
    }
    Ok(())
}

/// Follows it no more. What was seen stays, and readers find it still; how it is, nobody can tell from now on.
///
/// # Errors
/// `NotFound` without it.
pub async fn leave(tx: &mut Tx, now: Timestamp, actor: Actor, id: ProviderId) -> Result<()> {
    store::load(tx, id).await?;
    super::blind(tx, now, id, "it is followed no more").await?;
    tx.exec(
        "UPDATE providers SET left_at = $2, lease = NULL, updated_at = $2 WHERE id = $1 AND left_at IS NULL",
        params![id, now],
    )
    .await?;
    bump(tx, now, id).await?;
    audit::record(tx, now, actor, "provider.leave", id.0, "").await?;
    Ok(())
}

/// Nobody looks at it before `until`.
///
/// # Errors
/// A fault when the database is away.
pub async fn rest_until(tx: &mut Tx, id: ProviderId, until: Timestamp) -> Result<()> {
    tx.exec(
        "UPDATE providers SET due_at = $2 WHERE id = $1",
        params![id, until],
    )
    .await?;
    Ok(())
}

/// Readers of a page see it from now on; shown twice is fine.
///
/// # Errors
/// A fault when the database is away.
pub async fn show(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    id: ProviderId,
    page: PageId,
) -> Result<()> {
    tx.exec(
        "INSERT INTO provider_pages (provider_id, page_id) VALUES ($1, $2) ON CONFLICT (provider_id, page_id) DO NOTHING",
        params![id, page],
    )
    .await?;
    pages::bump_revision(tx, now, page).await?;
    audit::record(tx, now, actor, "provider.show", id.0, &page.to_string()).await?;
    Ok(())
}

/// Readers of a page see it no more; hidden twice is fine.
///
/// # Errors
/// A fault when the database is away.
pub async fn hide(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    id: ProviderId,
    page: PageId,
) -> Result<()> {
    tx.exec(
        "DELETE FROM provider_pages WHERE provider_id = $1 AND page_id = $2",
        params![id, page],
    )
    .await?;
    pages::bump_revision(tx, now, page).await?;
    audit::record(tx, now, actor, "provider.hide", id.0, &page.to_string()).await?;
    Ok(())
}

/// Readers of these pages see it from now on, and of no others.
///
/// # Errors
/// A fault when the database is away.
pub async fn show_on(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    id: ProviderId,
    wanted: &[PageId],
) -> Result<()> {
    let shown = store::pages_of(tx, id).await?;
    for page in wanted.iter().filter(|page| !shown.contains(page)) {
        show(tx, now, actor, id, *page).await?;
    }
    for page in shown.iter().filter(|page| !wanted.contains(page)) {
        hide(tx, now, actor, id, *page).await?;
    }
    Ok(())
}

/// All pages that show it say something else now.
pub(super) async fn bump(tx: &mut Tx, now: Timestamp, id: ProviderId) -> Result<()> {
    for page in store::pages_of(tx, id).await? {
        pages::bump_revision(tx, now, page).await?;
    }
    Ok(())
}

/// A name for addresses out of what something is called, or of its host: `status.my-bank.example` is `my-bank`.
#[must_use]
pub fn slug_of(name: &str) -> String {
    let host = name
        .split_once("://")
        .map(|(_, rest)| rest.split(['/', ':']).next().unwrap_or(rest));
    let name = match host {
        None => name.to_owned(),
        Some(host) => {
            let parts: Vec<&str> = host.split('.').collect();
            let kept = parts.split_last().map_or(&parts[..], |(_, kept)| kept);
            let is_plain = |part: &&&str| !["www", "status", "statuspage"].contains(*part);
            let last = kept.iter().rev().find(is_plain);
            last.map_or_else(|| host.to_owned(), |part| (*part).to_owned())
        }
    };
    let mut slug = String::new();
    for letter in name.to_lowercase().chars() {
        match letter {
            'a'..='z' | '0'..='9' => slug.push(letter),
            _ if slug.ends_with('-') || slug.is_empty() => {}
            _ => slug.push('-'),
        }
    }
    slug.truncate(40);
    slug.trim_end_matches('-').to_owned()
}

pub(super) fn check(new: &Follow) -> Result<(), Refusal> {
    let is_letter = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    let fits = (1..=40).contains(&new.slug.len())
        && new.slug.bytes().all(is_letter)
        && !new.slug.starts_with('-');
    if !fits {
        let message = "1 to 40 lower-case letters, digits and \"-\", such as \"my-bank\"";
        return Err(Refusal::of("slug", message).told("refusal-provider-slug"));
    }
    if new.name.trim().is_empty() {
        return Err(Refusal::of("name", "say what it is called").told("refusal-provider-name"));
    }
    check_page(&new.place.page)?;
    check_form(new.form.as_deref())
}

/// Whether it can be the address of a page.
///
/// # Errors
/// `Refused` at `page` where it cannot.
pub fn check_page(page: &str) -> Result<(), Refusal> {
    let is_address = page
        .parse::<reqwest::Url>()
        .is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    match is_address {
        true => Ok(()),
        false => {
            let message =
                "write the address of its status page, such as https://status.example.com";
            Err(Refusal::of("page", message).told("refusal-provider-page"))
        }
    }
}

fn check_form(word: Option<&str>) -> Result<(), Refusal> {
    match word.is_none_or(|word| form(word).is_some()) {
        true => Ok(()),
        false => {
            let message = "this is no format that we read; leave it out, and it is found out";
            Err(Refusal::of("form", message).told("refusal-provider-form"))
        }
    }
}
