//! Texts: what is said, per locale, in versions that are never overwritten.
//!
//! Read in order: [`write`], [`of`]. Every title, update, section and row of a table keeps its words
//! here. Not here: names of pages and components, which are short and stand in their rows.

mod write;

use std::collections::HashMap;

use beffroi_domain::{Locale, LocalizedText};
use uuid::Uuid;

use crate::{
    ground::{Result, Tx, db::word},
    params,
};

pub use write::{Key, Written, write, write_all};

/// The newest texts of one noun, by owner and field.
#[derive(Debug, Default)]
pub struct Texts(HashMap<(Uuid, String), LocalizedText>);

impl Texts {
    /// Takes a text out; empty where there is none.
    #[must_use]
    pub fn take(&mut self, owner: Uuid, field: &str) -> LocalizedText {
        self.0
            .remove(&(owner, field.to_owned()))
            .unwrap_or_default()
    }
}

#[derive(sqlx::FromRow)]
struct TextRow {
    owner_id: Uuid,
    field: String,
    locale: String,
    body: String,
}

/// All newest texts whose root is `root`, in one query. An empty body is a text that was taken away.
///
/// # Errors
/// A fault when the database is away.
pub async fn of(tx: &mut Tx, root: Uuid) -> Result<Texts> {
    let rows: Vec<TextRow> = tx
        .list(
            "SELECT owner_id, field, locale, body FROM texts
             WHERE root_id = $1 ORDER BY owner_id, field, locale, version",
            params![root],
        )
        .await?;
    let mut texts = Texts::default();
    for row in rows {
        let locale: Locale = word(&row.locale)?;
        texts
            .0
            .entry((row.owner_id, row.field))
            .or_default()
            .set(locale, row.body);
    }
    Ok(texts)
}
