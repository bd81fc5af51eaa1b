//! The phrasebook changed, and put together: what a page says in other words, hides or adds; and the text that several
//! phrases make.

use beffroi_domain::{Actor, ComponentId, IncidentStatus, LocalizedText, PageId, places};
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{Phrase, book::is_shipped};
use crate::{
    audit, components,
    ground::{Error, Refusal, Result, Tx},
    pages, params,
};

/// A checked command: a phrase of a page says this from now on; one of a new key is added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPhrase {
    /// On which page.
    pub page: PageId,
    /// What it is called in files, calls and commands.
    pub key: String,
    /// The state that it goes with; any where there is none.
    pub status: Option<IncidentStatus>,
    /// The components that it is for; any where there are none.
    pub components: Vec<ComponentId>,
    /// What it says.
    pub text: LocalizedText,
    /// Whether it is offered no more.
    pub is_hidden: bool,
}

/// What an object of the phrasebook is known by where ids are kept.
#[must_use]
pub fn object_of(page: PageId, key: &str) -> Uuid {
    let digest = Sha256::new()
        .chain_update(page.0.as_bytes())
        .chain_update(key.as_bytes())
        .finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// Says a phrase in a page's own words, hides it, or adds one.
///
/// # Errors
/// `Refused` for a key that cannot be typed, an empty text, languages and components of other pages, and places that
/// there are not; `NotFound` without such a page.
pub async fn set_phrase(tx: &mut Tx, now: Timestamp, actor: Actor, new: NewPhrase) -> Result<()> {
    check(tx, &new).await?;
    tx.exec(
        "INSERT INTO phrases (page_id, key, status, components, text, is_hidden, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (page_id, key) DO UPDATE
         SET status = $3, components = $4, text = $5, is_hidden = $6, updated_at = $7",
        params![
            new.page,
            new.key.as_str(),
            new.status.map(IncidentStatus::as_str),
            serde_json::to_string(&new.components)?,
            serde_json::to_string(&new.text)?,
            i64::from(new.is_hidden),
            now
        ],
    )
    .await?;
    let object = object_of(new.page, &new.key);
    audit::record(tx, now, actor, "phrase.set", object, &new.key).await
}

/// Takes back what a page changed: a shipped phrase says what it shipped with, one of the page's own is gone. What was
/// written with it stays.
///
/// # Errors
/// `NotFound` where the page changed no such phrase.
pub async fn reset_phrase(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: PageId,
    key: &str,
) -> Result<()> {
    let gone = tx
        .exec(
            "DELETE FROM phrases WHERE page_id = $1 AND key = $2",
            params![page, key],
        )
        .await?;
    if gone == 0 {
        return Err(Error::NotFound);
    }
    audit::record(tx, now, actor, "phrase.reset", object_of(page, key), key).await
}

async fn check(tx: &mut Tx, new: &NewPhrase) -> Result<()> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !(1..=40).contains(&new.key.len()) || !new.key.chars().all(fits) {
        let message = "give it a key of at most 40 small letters, digits and hyphens";
        return Err(Refusal::of("key", message)
            .told("refusal-phrase-key")
            .into());
    }
    if new.text.is_empty() && !(new.is_hidden && is_shipped(&new.key)) {
        let message = "write it in at least one language";
        return Err(Refusal::of("text", message)
            .told("refusal-phrase-text")
            .into());
    }
    let page = pages::find_by_id(tx, new.page).await?;
    let page = page.ok_or(Error::NotFound)?;
    if let Some(foreign) = new.text.locales().find(|one| !page.locales.contains(one)) {
        let message = format!("the page does not speak {foreign}; leave that text out");
        return Err(Refusal::of("text", message)
            .says("refusal-locale-not-spoken", [("locale", foreign.as_str())])
            .into());
    }
    if let Some(unknown) = unknown_place(&new.text) {
        let known = places::NAMES.join(", ");
        let message = format!("{{{unknown}}} is no place; there are {known}");
        return Err(Refusal::of("text", message)
            .says(
                "refusal-phrase-place",
                [("place", unknown), ("known", known)],
            )
            .into());
    }
    let own = components::ids_of_page(tx, new.page).await?;
    if new.components.iter().any(|id| !own.contains(id)) {
        let message = "this component is on another page; leave it out";
        return Err(Refusal::of("components", message)
            .told("refusal-component-elsewhere")
            .into());
    }
    Ok(())
}

/// What stands in braces and is no place.
fn unknown_place(text: &LocalizedText) -> Option<String> {
    let filled = places::fill(text, |_, _| Some(String::new()));
    filled.iter().find_map(|(_, body)| {
        let (_, rest) = body.split_once('{')?;
        let name = rest.split_once('}').map_or(rest, |(name, _)| name);
        Some(name.trim_matches('{').trim().chars().take(40).collect())
    })
}

/// The text that some phrases make, in the order given, in each language that all of them have; and the state that they
/// go with, where one of them has one.
///
/// # Errors
/// `Refused` for a key that there is not, or that the page hides.
pub fn compose(
    all: &[Phrase],
    keys: &[String],
) -> Result<(LocalizedText, Option<IncidentStatus>), Refusal> {
    let mut text: Option<LocalizedText> = None;
    let mut status = None;
    for key in keys {
        let found = all.iter().find(|one| one.key == *key && !one.is_hidden);
        let phrase = found.ok_or_else(|| {
            let message = format!("the phrasebook of this page has no phrase {key:?}");
            Refusal::of("phrase", message).says("refusal-phrase-unknown", [("key", key.as_str())])
        })?;
        status = status.or(phrase.status);
        text = Some(match text {
            None => phrase.text.clone(),
            Some(before) => joined(&before, &phrase.text),
        });
    }
    Ok((text.unwrap_or_default(), status))
}

fn joined(before: &LocalizedText, after: &LocalizedText) -> LocalizedText {
    let both = before.iter().filter_map(|(locale, first)| {
        let second = after.get(locale)?;
        Some((locale.clone(), format!("{first} {second}")))
    });
    both.collect()
}
