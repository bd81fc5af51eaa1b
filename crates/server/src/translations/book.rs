//! The phrasebook as a page has it: the shipped phrases, in its words or in ours, then its own.

use std::{collections::BTreeMap, sync::LazyLock};

use beffroi_domain::{ComponentId, IncidentStatus, LocalizedText};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    ground::{
        Result, Tx,
        db::{instant, word},
    },
    pages::Page,
    params,
};

/// A sentence that is ready, with places for facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// What it is called in files, calls and commands.
    pub key: String,
    /// The state that it goes with; any where there is none.
    pub status: Option<IncidentStatus>,
    /// The components that it is for; any where there are none.
    pub components: Vec<ComponentId>,
    /// What it says.
    pub text: LocalizedText,
    /// Whose it is.
    pub origin: PhraseOrigin,
    /// Whether it is offered no more.
    pub is_hidden: bool,
    /// When the page changed it last.
    pub updated_at: Option<Timestamp>,
}

/// Whose a phrase is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PhraseOrigin {
    /// As it ships.
    Shipped,
    /// Shipped, and said in other words by the page.
    Changed,
    /// The page's own.
    Own,
}

impl PhraseOrigin {
    /// The word in calls.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Shipped => "shipped",
            Self::Changed => "changed",
            Self::Own => "own",
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    phrase: Vec<Shipped>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shipped {
    key: String,
    status: Option<IncidentStatus>,
    text: LocalizedText,
}

/// What ships, in its order.
static SHIPPED: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("phrasebook.toml"))
        .expect("the phrasebook is part of the program, and a test reads it");
    let phrases = file.phrase.into_iter().map(|one| Phrase {
        key: one.key,
        status: one.status,
        components: vec![],
        text: one.text,
        origin: PhraseOrigin::Shipped,
        is_hidden: false,
        updated_at: None,
    });
    phrases.collect()
});

/// Whether a phrase of this key ships.
pub(super) fn is_shipped(key: &str) -> bool {
    SHIPPED.iter().any(|one| one.key == key)
}

#[derive(sqlx_macros::FromRow)]
struct PhraseRow {
    key: String,
    status: Option<String>,
    components: String,
    text: String,
    is_hidden: i64,
    updated_at: i64,
}

/// All phrases of a page, in the languages that it speaks: the shipped ones in their order, then its own by key.
///
/// # Errors
/// A fault when the database is away.
pub async fn phrases_of(tx: &mut Tx, page: &Page) -> Result<Vec<Phrase>> {
    let rows: Vec<PhraseRow> = tx
        .list(
            "SELECT key, status, components, text, is_hidden, updated_at FROM phrases
             WHERE page_id = $1 ORDER BY key",
            params![page.id],
        )
        .await?;
    let mut own = BTreeMap::new();
    for row in rows {
        let phrase = phrase(row)?;
        own.insert(phrase.key.clone(), phrase);
    }
    let mut all: Vec<Phrase> = Vec::with_capacity(SHIPPED.len() + own.len());
    for shipped in SHIPPED.iter() {
        all.push(own.remove(&shipped.key).unwrap_or_else(|| shipped.clone()));
    }
    all.extend(own.into_values());
    for one in &mut all {
        let text = one.text.iter();
        let spoken = text.filter(|(locale, _)| page.locales.contains(locale));
        one.text = spoken
            .map(|(locale, text)| (locale.clone(), text.to_owned()))
            .collect();
    }
    Ok(all)
}

fn phrase(row: PhraseRow) -> Result<Phrase> {
    Ok(Phrase {
        origin: match is_shipped(&row.key) {
            true => PhraseOrigin::Changed,
            false => PhraseOrigin::Own,
        },
        key: row.key,
        status: row.status.as_deref().map(word).transpose()?,
        components: serde_json::from_str(&row.components)?,
        text: serde_json::from_str(&row.text)?,
        is_hidden: row.is_hidden != 0,
        updated_at: Some(instant(row.updated_at)?),
    })
}

/// Those to choose from while an incident stands at `status` and touches these components: first those of that state, then
/// those of any state.
#[must_use]
pub fn offered<'a>(
    all: &'a [Phrase],
    status: IncidentStatus,
    touched: &[ComponentId],
) -> Vec<&'a Phrase> {
    let is_for = |one: &&Phrase| {
        let is_of_parts =
            one.components.is_empty() || one.components.iter().any(|id| touched.contains(id));
        let is_of_state = one.status.is_none_or(|own| own == status);
        !one.is_hidden && !one.text.is_empty() && is_of_parts && is_of_state
    };
    let mut offered: Vec<&Phrase> = all.iter().filter(is_for).collect();
    offered.sort_by_key(|one| one.status.is_none());
    offered
}
