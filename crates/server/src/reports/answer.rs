//! Answering its author, and notes among us.

use beffroi_domain::{Actor, Locale, ReportId};
use jiff::Timestamp;
use uuid::Uuid;

use super::{EntryKind, News, affected, clock, hear::insert_entry, store, tell::tell, text};
use crate::{
    audit,
    ground::{Result, Tx},
    pages, params,
};

/// A checked command: answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Which case.
    pub report: ReportId,
    /// In which language; that of its author where it is not said.
    pub locale: Option<Locale>,
    /// What.
    pub words: String,
}

/// The same for whoever was not told exactly these words; nothing for whoever was.
///
/// # Errors
/// As [`answer`].
pub async fn answer_once(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    new: &Answer,
) -> Result<Option<Uuid>> {
    let standing = store::lock(tx, new.report).await?;
    let locale = new.locale.as_ref().unwrap_or(&standing.locale);
    let words = affected::personal(tx, new.report, locale, &new.words).await?;
    let said: Option<(Uuid,)> = tx
        .find(
            "SELECT id FROM report_entries WHERE report_id = $1 AND kind = 'we_said' AND body = $2",
            params![new.report, words.trim()],
        )
        .await?;
    match said {
        Some(_) => Ok(None),
        None => Ok(Some(answer(tx, now, actor, new).await?)),
    }
}

/// Answers, with the author's own figure where the text has a place for it. It is its author's turn from then on; the first answer ends the clock.
///
/// # Errors
/// `Refused` without a text; `NotFound` without the case.
pub async fn answer(tx: &mut Tx, now: Timestamp, actor: Actor, new: &Answer) -> Result<Uuid> {
    let standing = store::lock(tx, new.report).await?;
    let locale = new.locale.as_ref().unwrap_or(&standing.locale);
    let words = affected::personal(tx, new.report, locale, &new.words).await?;
    let words = text::needed("words", &words, text::BODY)?;
    let said = (EntryKind::WeSaid, locale, words.text.as_str());
    let entry = insert_entry(tx, now, actor, new.report, said, None).await?;
    tx.exec(
        "UPDATE reports SET answered_at = COALESCE(answered_at, $2), waits_since = NULL, escalated_at = NULL, changed_at = $2
         WHERE id = $1",
        params![new.report, now],
    )
    .await?;
    clock::stop(tx, new.report).await?;
    if standing.incident.is_some() {
        // Readers are told how many were answered.
        pages::bump_revision(tx, now, standing.page).await?;
    }
    let case = (new.report, standing.page);
    tell(tx, now, case, News::Answered, Some(entry)).await?;
    audit::record(tx, now, actor, "report.answer", new.report.0, "").await?;
    Ok(entry)
}

/// Writes a note that its author never sees.
///
/// # Errors
/// `Refused` without a text; `NotFound` without the case.
pub async fn note(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    id: ReportId,
    words: &str,
) -> Result<Uuid> {
    let standing = store::lock(tx, id).await?;
    let words = text::needed("words", words, text::BODY)?;
    let said = (EntryKind::Note, &standing.locale, words.text.as_str());
    let entry = insert_entry(tx, now, actor, id, said, None).await?;
    tx.exec(
        "UPDATE reports SET changed_at = $2 WHERE id = $1",
        params![id, now],
    )
    .await?;
    audit::record(tx, now, actor, "report.note", id.0, "").await?;
    Ok(entry)
}
