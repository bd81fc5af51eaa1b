//! Languages of what is said on planned work: facts filled into its words, what pages require, what follows.
//!
//! Read in order: [`Spoken`], [`ready`], [`note_due`]. The rules stand in `translations`.

use beffroi_domain::{ComponentId, Locale, LocalizedText, PageId, places, window::Interval};
use jiff::Timestamp;
use uuid::Uuid;

use super::Standing;
use crate::{
    components,
    ground::{Error, Result, Tx},
    pages::{self, Page},
    translations::{self, TextKey, WorkFacts},
};

/// The work that words are about, as the deed leaves it.
#[derive(Clone, Copy)]
pub(super) struct Spoken<'a> {
    pub(super) pages: &'a [PageId],
    pub(super) planned: Interval,
    pub(super) on: &'a [ComponentId],
}

/// Words that may go out.
pub(super) struct Ready {
    /// With its places filled.
    pub(super) text: LocalizedText,
    /// Languages that pages require, and that follow.
    pub(super) follows: Vec<Locale>,
}

/// Fills the places of a text and lets it pass.
///
/// # Errors
/// `Refused` where a page requires a language that it lacks, unless the page lets it follow and the writer says so.
pub(super) async fn ready(
    tx: &mut Tx,
    now: Timestamp,
    spoken: Spoken<'_>,
    (field, text): (&'static str, &LocalizedText),
    follows: bool,
) -> Result<Ready> {
    let on = pages_of(tx, spoken.pages).await?;
    let on: Vec<&Page> = on.iter().collect();
    let follows = translations::pass(tx, &on, field, text, follows).await?;
    let text = filled(tx, now, spoken, text).await?;
    Ok(Ready { text, follows })
}

/// Fills the places of a text with what is planned.
///
/// # Errors
/// A fault when the database is away.
pub(super) async fn filled(
    tx: &mut Tx,
    now: Timestamp,
    spoken: Spoken<'_>,
    text: &LocalizedText,
) -> Result<LocalizedText> {
    if places::of(text).is_empty() {
        return Ok(text.clone());
    }
    let on = pages_of(tx, spoken.pages).await?;
    let page = on.first().ok_or(Error::NotFound)?;
    let mut components = Vec::new();
    for id in spoken.pages {
        components.extend(components::of_page(tx, *id).await?);
    }
    let facts = WorkFacts {
        page,
        planned: spoken.planned,
        on: spoken.on,
        components: &components,
        now,
    };
    Ok(translations::fill_work(text, &facts))
}

async fn pages_of(tx: &mut Tx, ids: &[PageId]) -> Result<Vec<Page>> {
    let mut all = Vec::with_capacity(ids.len());
    for id in ids {
        let page = pages::find_by_id(tx, *id).await?;
        all.push(page.ok_or(Error::NotFound)?);
    }
    Ok(all)
}

/// The time that words of now are about: the one under way or next to come.
pub(super) fn time_of(standing: &Standing, now: Timestamp) -> Interval {
    let maintenance = &standing.maintenance;
    let next = maintenance.times_from(now).next();
    let next = next.filter(|_| standing.is_series());
    next.unwrap_or_else(|| maintenance.planned())
}

/// Notes what follows of a text that is out; `owner` is its update, or the work itself for a title.
pub(super) async fn note_due(
    tx: &mut Tx,
    now: Timestamp,
    standing: &Standing,
    (owner, field): (Uuid, &'static str),
    ready: &Ready,
) -> Result<()> {
    let Some(source) = ready.text.locales().next() else {
        return Ok(());
    };
    let key = TextKey {
        root: standing.id().0,
        owner,
        field,
    };
    translations::due(tx, now, key, source, &ready.follows).await
}
