//! Languages of what is said: facts filled into a text as the deed leaves them, and what follows in a language that is
//! missing. The rules stand in `translations`.

use beffroi_domain::{Incident, Locale, LocalizedText, Moment, places};
use jiff::Timestamp;

use super::{load, stand::Standing, tell::Told};
use crate::{
    components::{self, Component},
    ground::{Refusal, RefusalKind, Result, Tx},
    pages::Page,
    texts::Key,
    translations::{self, Facts, TextKey},
};

/// Fills the places of a text with the facts as they stand after the deed. `next` is when readers hear more, `at` when
/// it is said.
///
/// # Errors
/// A fault when the database is away.
pub(super) async fn filled(
    tx: &mut Tx,
    standing: &Standing,
    text: &LocalizedText,
    (next, at): (Option<Moment>, Timestamp),
) -> Result<LocalizedText> {
    if places::of(text).is_empty() {
        return Ok(text.clone());
    }
    let seen = standing.places.iter().find(|place| place.is_public);
    let Some(place) = seen.or(standing.places.first()) else {
        return Ok(text.clone());
    };
    let mut incident: Incident = load::load(tx, place.page.id, standing.id).await?;
    let mut named: Vec<Component> = Vec::new();
    for other in &standing.places {
        named.extend(components::of_page(tx, other.page.id).await?);
        if other.page.id != place.page.id {
            // What one page alone may name of an incident on several is told on all of them.
            let there = load::load(tx, other.page.id, standing.id).await?;
            incident.components.extend(there.components);
        }
    }
    let facts = Facts {
        page: &place.page,
        incident: &incident,
        components: &named,
        next,
        now: at,
    };
    Ok(translations::fill(text, &facts))
}

/// Lets a text pass: the languages that a page requires and that follow later.
///
/// # Errors
/// `Refused` where a page holds what is not in all of its languages, and where nobody said that the translation follows.
pub(super) async fn pass(
    tx: &mut Tx,
    standing: &Standing,
    field: &'static str,
    text: &LocalizedText,
    follows: bool,
) -> Result<Vec<Locale>> {
    let pages: Vec<&Page> = standing.places.iter().map(|place| &place.page).collect();
    translations::pass(tx, &pages, field, text, follows).await
}

/// Notes what follows of a text that is out.
pub(super) async fn note_due(
    tx: &mut Tx,
    now: Timestamp,
    key: Key,
    text: &LocalizedText,
    follows: &[Locale],
) -> Result<()> {
    let Some(source) = text.locales().next() else {
        return Ok(());
    };
    translations::due(tx, now, text_key(key), source, follows).await
}

/// A text as `translations` knows it.
pub(super) fn text_key(key: Key) -> TextKey {
    TextKey {
        root: key.root,
        owner: key.owner,
        field: key.field,
    }
}

/// Why a translation cannot be added: it is there.
pub(super) fn there_already(locale: &Locale) -> Refusal {
    let message = format!("it is there in {locale} already; set that text right instead");
    Refusal::of("text", message)
        .being(RefusalKind::Conflict)
        .says("refusal-translated-already", [("locale", locale.as_str())])
}

/// Nothing that is said with phrases alone goes out with a place that nobody knows what to fill with.
///
/// # Errors
/// `Refused` where one is left in the statement that a deed has just made; `NotFound` where that is not on the page.
pub async fn refuse_unfilled(tx: &mut Tx, page: &Page, told: &Told) -> Result<()> {
    let incident = load::load(tx, page.id, told.incident).await?;
    let said = incident.updates.iter().find(|one| one.id == told.update);
    let open = said.map(|one| places::of(&one.text)).unwrap_or_default();
    if open.is_empty() {
        return Ok(());
    }
    let open: Vec<String> = open.iter().map(|one| format!("{{{one}}}")).collect();
    let open = open.join(", ");
    let message = format!(
        "nobody knows yet what to put for {open}; choose other phrases, or set that fact first"
    );
    Err(Refusal::of("phrase", message)
        .says("refusal-phrase-unfilled", [("places", open)])
        .into())
}
