//! Correcting: a person sets right what was recorded. What a person set, no import changes.

use beffroi_domain::{Actor, IncidentId, LocalizedText, PageId, Responsibility, UpdateId};
use jiff::Timestamp;
use uuid::Uuid;

use super::facts::{self, fact};
use crate::{
    audit,
    ground::{Refusal, Result, Tx},
    pages, params,
    texts::{self, Key},
};

#[derive(sqlx::FromRow)]
struct PageRow {
    page_id: Uuid,
}

/// Sets the title in the locales given.
///
/// # Errors
/// `Refused` when no locale is given.
pub async fn correct_title(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    id: IncidentId,
    title: &LocalizedText,
) -> Result<()> {
    refuse_empty("title", title)?;
    let key = Key {
        root: id.0,
        owner: id.0,
        field: "title",
    };
    texts::write_all(tx, now, actor, key, title).await?;
    facts::hold(tx, id, fact::TITLE).await?;
    finish(tx, now, actor, id, "incident.title.correct").await
}

/// Sets an update's words in the locales given; the older words stay as versions.
///
/// # Errors
/// `Refused` when no locale is given.
pub async fn correct_update(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    id: IncidentId,
    update: UpdateId,
    text: &LocalizedText,
) -> Result<()> {
    refuse_empty("text", text)?;
    let key = Key {
        root: id.0,
        owner: update.0,
        field: "text",
    };
    texts::write_all(tx, now, actor, key, text).await?;
    finish(tx, now, actor, id, "incident.update.correct").await
}

/// Sets whose fault it was.
///
/// # Errors
/// A fault when the database is away.
pub async fn correct_responsibility(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    id: IncidentId,
    responsibility: Option<&Responsibility>,
) -> Result<()> {
    facts::write_responsibility(tx, id, responsibility).await?;
    facts::hold(tx, id, fact::RESPONSIBILITY).await?;
    finish(tx, now, actor, id, "incident.responsibility.correct").await
}

fn refuse_empty(field: &'static str, text: &LocalizedText) -> Result<(), Refusal> {
    if text.is_empty() {
        return Err(Refusal::of(field, "write it in at least one locale"));
    }
    Ok(())
}

async fn finish(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    id: IncidentId,
    action: &'static str,
) -> Result<()> {
    tx.exec(
        "UPDATE incidents SET updated_at = $2, version = version + 1 WHERE id = $1",
        params![id, now],
    )
    .await?;
    let rows: Vec<PageRow> = tx
        .list(
            "SELECT page_id FROM incident_pages WHERE incident_id = $1",
            params![id],
        )
        .await?;
    for row in rows {
        pages::bump_revision(tx, now, PageId(row.page_id)).await?;
    }
    audit::record(tx, now, actor, action, id.0, "").await
}
