//! What a look changed is told on, in one transaction: doing it twice tells it once.

use beffroi_domain::{PageId, ProviderId, ProviderIncidentId, Turn};
use jiff::Timestamp;
use serde::Deserialize;
use uuid::Uuid;

use super::{RECENT, frozen, news::Word};
use crate::{
    ground::{Result, Tx},
    outbox,
    providers::{self, Change, Provider},
    subscribers,
};

/// What stands in the event of a look: which entries changed how, and in which version they stood then. Events of a program that
/// wrote none are left alone.
#[derive(Deserialize)]
struct Looked {
    provider: ProviderId,
    #[serde(default)]
    first: bool,
    #[serde(default)]
    entries: Vec<serde_json::Value>,
}

/// Has those told who asked for a provider of what a look at `at` changed; `body` is that of its event. How many words that were.
///
/// # Errors
/// A fault when the database is away.
pub async fn tell(tx: &mut Tx, now: Timestamp, at: Timestamp, body: &str) -> Result<usize> {
    let Ok(looked) = serde_json::from_str::<Looked>(body) else {
        return Ok(0);
    };
    // What the first look found may have stood there for years.
    if looked.first || looked.entries.is_empty() || at < now - RECENT {
        return Ok(0);
    }
    let pages = pages_with_hearers(tx, looked.provider).await?;
    if pages.is_empty() {
        return Ok(0);
    }
    let provider = providers::load(tx, looked.provider).await?;
    if provider.left_at.is_some() {
        return Ok(0);
    }
    let mut told = 0;
    for entry in looked.entries {
        let Ok((id, change, version)) = serde_json::from_value::<(Uuid, String, i64)>(entry) else {
            continue;
        };
        if let Some(change) = Change::of(&change) {
            let changed = (ProviderIncidentId(id), change, version);
            told += one(tx, (now, at), &provider, &pages, changed).await?;
        }
    }
    Ok(told)
}

/// The pages that show a provider, and where somebody asked for it: of what nobody hears, nothing is kept.
async fn pages_with_hearers(tx: &mut Tx, provider: ProviderId) -> Result<Vec<PageId>> {
    let mut pages = Vec::new();
    for page in providers::pages_of(tx, provider).await? {
        if subscribers::has_hearer_of(tx, page, provider).await? {
            pages.push(page);
        }
    }
    Ok(pages)
}

async fn one(
    tx: &mut Tx,
    (now, at): (Timestamp, Timestamp),
    provider: &Provider,
    pages: &[PageId],
    (id, change, version): (ProviderIncidentId, Change, i64),
) -> Result<usize> {
    let entry = providers::entry(tx, id).await?;
    let versions = providers::versions_of(tx, id).await?;
    // It may have been read anew meanwhile, and then its versions are others.
    let Some(place) = versions.iter().position(|one| one.version == version) else {
        return Ok(0);
    };
    let (stood, before) = (&versions[place], &versions[place + 1..]);
    let mut told = 0;
    for page in pages {
        // What this look itself had told says nothing of before, where it is reacted to once more.
        let own = frozen::key(id, stood.seen_at, Turn::New, true);
        let own = (change == Change::Reopened).then_some(own.as_str());
        let is_told = outbox::is_told(tx, *page, id.0, own).await?;
        let word = Word::of((now, at), change, stood, before, is_told);
        if let Some(word) = word {
            let said = frozen::announcement(*page, provider, &entry, stood, &word);
            told += usize::from(outbox::announce(tx, now, &said).await?);
        }
    }
    Ok(told)
}
