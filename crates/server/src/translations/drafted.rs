//! What a machine drafted: which texts of a command, whether a person has read them, and where one stands that is out.
//!
//! Read in order: [`Drafted`] (of a command), [`MachineRule`] (of a page), [`note_machine`] and [`by_machine_of`] (of what is out).

use std::str::FromStr;

use beffroi_domain::{Locale, LocalizedText};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::TextKey;
use crate::{
    ground::{Refusal, Result, Tx, db::word},
    params,
};

/// Which of the texts of a command a machine drafted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Drafted(pub Vec<DraftedText>);

/// A text that a machine drafted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftedText {
    /// `title` or `text`.
    pub field: TextField,
    /// In which language.
    pub locale: Locale,
    /// Whether a person says that they have read it, or has changed it.
    pub is_read: bool,
}

/// Which text of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextField {
    /// What an incident is called.
    Title,
    /// What is said.
    Text,
}

impl TextField {
    /// The word in forms, tables and calls.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Text => "text",
        }
    }
}

impl Drafted {
    /// Whether none is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Those of one field that `text` has, in order, and whether each was read.
    pub fn of<'a>(
        &'a self,
        field: TextField,
        text: &'a LocalizedText,
    ) -> impl Iterator<Item = (&'a Locale, bool)> {
        let of_field = self.0.iter().filter(move |one| one.field == field);
        let there = of_field.filter(|one| text.get(&one.locale).is_some());
        there.map(|one| (&one.locale, one.is_read))
    }

    /// `text` without what nobody has read.
    #[must_use]
    pub fn without_unread(&self, field: TextField, text: &LocalizedText) -> LocalizedText {
        let unread: Vec<&Locale> = self
            .of(field, text)
            .filter_map(|(locale, is_read)| (!is_read).then_some(locale))
            .collect();
        let read = text.iter().filter(|(locale, _)| !unread.contains(locale));
        read.map(|(locale, body)| (locale.clone(), body.to_owned()))
            .collect()
    }

    /// A person says that they have read all of it.
    pub fn read(&mut self) {
        for one in &mut self.0 {
            one.is_read = true;
        }
    }
}

/// What a page does with a machine's draft that nobody has read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MachineRule {
    /// It is held until somebody has looked.
    #[default]
    Look,
    /// It may go out, and readers see that it was translated automatically.
    Publish,
}

impl MachineRule {
    /// Both.
    pub const ALL: &[Self] = &[Self::Look, Self::Publish];

    /// The word in tables, files and calls.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Look => "look",
            Self::Publish => "publish",
        }
    }
}

impl std::fmt::Display for MachineRule {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.as_str())
    }
}

impl FromStr for MachineRule {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Self, Refusal> {
        let found = Self::ALL.iter().find(|one| one.as_str() == text).copied();
        found.ok_or_else(|| {
            Refusal::of("machine", "write look or publish").told("refusal-gate-machine")
        })
    }
}

/// Remembers that what a text says in a language is a machine's, and whether a person had read it.
///
/// # Errors
/// A fault when the database is away.
pub async fn note_machine(tx: &mut Tx, key: TextKey, locale: &Locale, is_read: bool) -> Result<()> {
    tx.exec(
        "INSERT INTO translation_origins (root_id, owner_id, field, locale, origin, is_read)
         VALUES ($1, $2, $3, $4, 'machine', $5)
         ON CONFLICT (owner_id, field, locale) DO UPDATE SET origin = 'machine', is_read = $5",
        params![
            key.root,
            key.owner,
            key.field,
            locale.as_str(),
            i64::from(is_read)
        ],
    )
    .await?;
    Ok(())
}

/// Forgets it: a person wrote it anew.
///
/// # Errors
/// A fault when the database is away.
pub async fn note_person(tx: &mut Tx, key: TextKey, locale: &Locale) -> Result<()> {
    tx.exec(
        "DELETE FROM translation_origins WHERE owner_id = $1 AND field = $2 AND locale = $3",
        params![key.owner, key.field, locale.as_str()],
    )
    .await?;
    Ok(())
}

/// Where what stands is a machine's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByMachine {
    /// The row that the text belongs to; the incident itself for its title.
    pub owner: Uuid,
    /// In which language.
    pub locale: Locale,
    /// Whether a person had read it before it went out.
    pub is_read: bool,
}

#[derive(sqlx_macros::FromRow)]
struct OriginRow {
    owner_id: Uuid,
    locale: String,
    is_read: i64,
}

/// Which texts of an incident are a machine's.
///
/// # Errors
/// A fault when the database is away.
pub async fn by_machine_of(tx: &mut Tx, root: Uuid) -> Result<Vec<ByMachine>> {
    let rows: Vec<OriginRow> = tx
        .list(
            "SELECT owner_id, locale, is_read FROM translation_origins
             WHERE root_id = $1 AND origin = 'machine' ORDER BY owner_id, locale",
            params![root],
        )
        .await?;
    let one = |row: OriginRow| {
        Ok(ByMachine {
            owner: row.owner_id,
            locale: word(&row.locale)?,
            is_read: row.is_read != 0,
        })
    };
    rows.into_iter().map(one).collect()
}
