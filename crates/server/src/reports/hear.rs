//! Hearing: its author says something more, on the page or by mail.

use beffroi_domain::{Actor, Locale, ReportId};
use jiff::Timestamp;
use uuid::Uuid;

use super::{EntryKind, News, State, clock, desk_of, store, tell::tell, text};
use crate::{
    audit,
    ground::{Result, Tx, token},
    params,
};

/// What came of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// It is written down.
    Kept {
        /// The entry.
        entry: Uuid,
        /// Whether a number was taken out of it.
        is_masked: bool,
    },
    /// The same mail was heard before.
    Again,
}

/// Writes down what its author says. It is our turn from then on; a closed case is open again.
///
/// # Errors
/// `Refused` without a text; `NotFound` without the case.
pub async fn hear(
    tx: &mut Tx,
    now: Timestamp,
    id: ReportId,
    words: &str,
    mail: Option<&str>,
) -> Result<Heard> {
    let standing = store::lock(tx, id).await?;
    if let Some(mail) = mail
        && store::has_mail(tx, id, mail).await?
    {
        return Ok(Heard::Again);
    }
    let words = text::needed("words", words, text::BODY)?;
    let said = (EntryKind::TheySaid, &standing.locale, words.text.as_str());
    let entry = insert_entry(tx, now, Actor::System, id, said, mail).await?;
    tx.exec(
        "UPDATE reports SET state = 'open', closed_at = NULL, waits_since = COALESCE(waits_since, $2), changed_at = $2,
                            is_masked = CASE WHEN $3 = 1 THEN 1 ELSE is_masked END WHERE id = $1",
        params![id, now, i64::from(words.is_masked)],
    )
    .await?;
    if standing.state == State::Closed {
        insert_entry(
            tx,
            now,
            Actor::System,
            id,
            (EntryKind::Reopened, &standing.locale, ""),
            None,
        )
        .await?;
    }
    if !standing.is_waiting {
        let rules = desk_of(tx, standing.page).await?.rules;
        clock::start(tx, id, &rules, now).await?;
    }
    tell(tx, now, (id, standing.page), News::Said, Some(entry)).await?;
    audit::record(tx, now, Actor::System, "report.hear", id.0, "").await?;
    Ok(Heard::Kept {
        entry,
        is_masked: words.is_masked,
    })
}

pub(super) async fn insert_entry(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    report: ReportId,
    (kind, locale, body): (EntryKind, &Locale, &str),
    mail: Option<&str>,
) -> Result<Uuid> {
    let id = token::new_id(now);
    tx.exec(
        "INSERT INTO report_entries (id, report_id, kind, at, by_kind, by_id, locale, body, mail_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            id,
            report,
            kind.as_str(),
            now,
            actor.kind(),
            actor.id(),
            locale.as_str(),
            body,
            mail
        ],
    )
    .await?;
    Ok(id)
}
