//! Correcting: a person sets right what was recorded. What a person set, no import changes.

use beffroi_domain::{Actor, IncidentId, LocalizedText, Responsibility, UpdateId};
use jiff::Timestamp;

use super::{
    facts::{self, fact},
    second::{self, Look},
    stand::{self, Standing},
};
use crate::{
    audit,
    ground::{Refusal, Result, Tx},
    texts::{self, Key},
};

/// Sets the title in the locales given.
///
/// # Errors
/// `Refused` when no locale is given, and where a page asks for a second look.
pub async fn correct_title(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    id: IncidentId,
    title: &LocalizedText,
) -> Result<()> {
    refuse_empty("title", title)?;
    let standing = stand::lock(tx, now, id, None).await?;
    second::check(tx, now, actor, &standing, &Look::Alone(None)).await?;
    let key = Key {
        root: id.0,
        owner: id.0,
        field: "title",
    };
    texts::write_all(tx, now, actor, key, title).await?;
    facts::hold(tx, id, fact::TITLE).await?;
    finish(tx, now, actor, &standing, "incident.title.correct").await
}

/// Sets an update's words in the locales given; the older words stay as versions.
///
/// # Errors
/// `Refused` when no locale is given, and where a page asks for a second look.
pub async fn correct_update(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    id: IncidentId,
    update: UpdateId,
    text: &LocalizedText,
) -> Result<()> {
    refuse_empty("text", text)?;
    let standing = stand::lock(tx, now, id, None).await?;
    second::check(tx, now, actor, &standing, &Look::Alone(None)).await?;
    let key = Key {
        root: id.0,
        owner: update.0,
        field: "text",
    };
    texts::write_all(tx, now, actor, key, text).await?;
    finish(tx, now, actor, &standing, "incident.update.correct").await
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
    let standing = stand::lock(tx, now, id, None).await?;
    facts::write_responsibility(tx, id, responsibility).await?;
    facts::hold(tx, id, fact::RESPONSIBILITY).await?;
    finish(tx, now, actor, &standing, "incident.responsibility.correct").await
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
    standing: &Standing,
    action: &'static str,
) -> Result<()> {
    stand::settle(tx, now, actor, standing, action).await?;
    audit::record(tx, now, actor, action, standing.id.0, "").await
}
