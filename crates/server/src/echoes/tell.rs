//! What a look changed is told on, in one transaction: doing it twice tells it once.

use beffroi_domain::{PageId, ProviderId, ProviderIncidentId};
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

/// Has those told who asked for a provider of what a look at `at` changed; `body` is that of its event.
///
/// # Errors
/// A fault when the database is away.
pub async fn tell(tx: &mut Tx, now: Timestamp, at: Timestamp, body: &str) -> Result<()> {
    let Ok(looked) = serde_json::from_str::<Looked>(body) else {
        return Ok(());
    };
    // What the first look found may have stood there for years.
    if looked.first || looked.entries.is_empty() || at < now - RECENT {
        return Ok(());
    }
    let pages = pages_with_hearers(tx, looked.provider).await?;
    if pages.is_empty() {
        return Ok(());
    }
    let provider = providers::load(tx, looked.provider).await?;
    if provider.left_at.is_some() {
        return Ok(());
    }
    for entry in looked.entries {
        let Ok((id, change, version)) = serde_json::from_value::<(Uuid, String, i64)>(entry) else {
            continue;
        };
        if let Some(change) = Change::of(&change) {
            let changed = (ProviderIncidentId(id), change, version);
            one(tx, (now, at), &provider, &pages, changed).await?;
        }
    }
    Ok(())
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
) -> Result<()> {
    let entry = providers::entry(tx, id).await?;
    let versions = providers::versions_of(tx, id).await?;
    // It may have been read anew meanwhile, and then its versions are others.
    let Some(place) = versions.iter().position(|one| one.version == version) else {
        return Ok(());
    };
    let (stood, before) = (&versions[place], &versions[place + 1..]);
    for page in pages {
        let is_told = outbox::is_told(tx, *page, id.0).await?;
        let word = Word::of((now, at), change, stood, before, is_told);
        if let Some(word) = word {
            let said = frozen::announcement(*page, provider, &entry, stood, &word);
            outbox::announce(tx, now, &said).await?;
        }
    }
    Ok(())
}
