//! Updates out of their rows.

use beffroi_domain::{StandardPhrase, Update, UpdateId};
use uuid::Uuid;

use crate::{
    ground::{
        Result, Tx,
        db::{moment, word},
    },
    params,
    texts::Texts,
};

#[derive(sqlx_macros::FromRow)]
struct UpdateRow {
    id: Uuid,
    public_id: String,
    status: String,
    standard: Option<String>,
    published_at: Option<i64>,
    published_precision: Option<String>,
    published_origin: Option<String>,
    changes: String,
}

/// The updates on an incident or a maintenance, oldest first, with their words out of `texts`.
///
/// # Errors
/// A fault when the database is away.
pub async fn of(tx: &mut Tx, owner: Uuid, texts: &mut Texts) -> Result<Vec<Update>> {
    let rows: Vec<UpdateRow> = tx
        .list(
            "SELECT id, public_id, status, standard, published_at, published_precision,
                    published_origin, changes
             FROM updates WHERE owner_id = $1 ORDER BY position",
            params![owner],
        )
        .await?;
    rows.into_iter().map(|row| update(row, texts)).collect()
}

fn update(row: UpdateRow, texts: &mut Texts) -> Result<Update> {
    Ok(Update {
        id: UpdateId(row.id),
        public_id: word(&row.public_id)?,
        status: word(&row.status)?,
        text: texts.take(row.id, "text"),
        standard: row.standard.as_deref().and_then(StandardPhrase::from_key),
        published: moment(
            row.published_at,
            row.published_precision.as_deref(),
            row.published_origin.as_deref(),
        )?,
        changes: serde_json::from_str(&row.changes)?,
        corrections: texts.take_corrections(row.id, "text"),
        stale: vec![],
        by_machine: vec![],
    })
}
