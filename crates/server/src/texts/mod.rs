//! Texts: what is said, per locale, in versions that are never overwritten.
//!
//! Read in order: [`write`], [`of`]. Every title, update, section and row of a table keeps its words
//! here. Not here: names of pages and components, which are short and stand in their rows.

mod write;

use std::collections::HashMap;

use beffroi_domain::{Correction, Locale, LocalizedText};
use uuid::Uuid;

use crate::{
    ground::{
        Result, Tx,
        db::{instant, word},
    },
    params,
};

pub use write::{Key, Written, write, write_all};

/// The newest texts of one noun, by owner and field, and how they came to be what they are.
#[derive(Debug, Default)]
pub struct Texts {
    newest: HashMap<(Uuid, String), LocalizedText>,
    corrections: HashMap<(Uuid, String), Vec<Correction>>,
}

impl Texts {
    /// Takes a text out; empty where there is none.
    #[must_use]
    pub fn take(&mut self, owner: Uuid, field: &str) -> LocalizedText {
        self.newest
            .remove(&(owner, field.to_owned()))
            .unwrap_or_default()
    }

    /// Takes out how a person set a text right, oldest first.
    #[must_use]
    pub fn take_corrections(&mut self, owner: Uuid, field: &str) -> Vec<Correction> {
        let mut all = self
            .corrections
            .remove(&(owner, field.to_owned()))
            .unwrap_or_default();
        all.sort_by_key(|one| one.at);
        all
    }
}

#[derive(sqlx_macros::FromRow)]
struct TextRow {
    owner_id: Uuid,
    field: String,
    locale: String,
    body: String,
    actor_kind: String,
    written_at: i64,
}

/// All newest texts whose root is `root`, in one query. An empty body is a text that was taken away.
///
/// # Errors
/// A fault when the database is away.
pub async fn of(tx: &mut Tx, root: Uuid) -> Result<Texts> {
    let rows: Vec<TextRow> = tx
        .list(
            "SELECT owner_id, field, locale, body, actor_kind, written_at FROM texts
             WHERE root_id = $1 ORDER BY owner_id, field, locale, version",
            params![root],
        )
        .await?;
    let mut texts = Texts::default();
    for row in rows {
        texts.add(row)?;
    }
    Ok(texts)
}

impl Texts {
    /// Takes the next version in. One that a person or a program in their name wrote over an older one is a
    /// correction; the first in a language is a translation, and what an import reads anew is neither.
    fn add(&mut self, row: TextRow) -> Result<()> {
        let locale: Locale = word(&row.locale)?;
        let key = (row.owner_id, row.field);
        let newest = self.newest.entry(key.clone()).or_default();
        let is_by_hand = matches!(row.actor_kind.as_str(), "member" | "token");
        if let Some(before) = newest.get(&locale).filter(|_| is_by_hand) {
            self.corrections.entry(key).or_default().push(Correction {
                locale: locale.clone(),
                at: instant(row.written_at)?,
                before: before.to_owned(),
                after: row.body.clone(),
            });
        }
        newest.set(locale, row.body);
        Ok(())
    }
}
