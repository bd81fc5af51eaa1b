//! Telling: one statement goes out, and the incident stands where its newest statement says.

use beffroi_domain::{
    Actor, IncidentId, IncidentStatus, Locale, LocalizedText, Moment, StatusChange, UpdateId,
    UpdateStatus, announcement::Occasion, lifecycle,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    announce, drafted, facts, languages,
    promise::{self, Pledge},
    rows,
    stand::{self, Standing, Version},
};
use crate::{
    ground::{Found, Refusal, Result, Tx, db::word},
    params,
    texts::Key,
    translations::{self, Drafted, TextField},
    updates::{self, NewUpdate},
};

/// What became of a deed that tells readers something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The incident.
    pub incident: IncidentId,
    /// The statement.
    pub update: UpdateId,
    /// The version that stands now: what the next writer has seen.
    pub version: Version,
    /// Locales of its pages in which nothing was said; readers see another, marked as such.
    pub missing: Vec<Locale>,
    /// Whether those who asked for it are told.
    pub is_announced: bool,
    /// What the review found in it.
    #[serde(skip)]
    pub found: Vec<Found>,
}

/// A statement as it goes out.
pub(super) struct Statement<'a> {
    pub status: IncidentStatus,
    pub text: &'a LocalizedText,
    /// Now, unless it was said elsewhere before.
    pub published: Option<Moment>,
    pub changes: Vec<StatusChange>,
    pub occasion: Occasion,
    pub is_quiet: bool,
    /// Whether it goes out while a language is missing that a page requires.
    pub follows: bool,
    /// Which of it a machine drafted.
    pub machine: &'a Drafted,
    /// Where the incident stood before; nowhere before the first.
    pub before: Option<IncidentStatus>,
    /// By when the writer promises the next update.
    pub promise: Option<Timestamp>,
    /// What else the writer promises.
    pub also: &'a [Pledge],
}

#[derive(sqlx_macros::FromRow)]
struct SaidRow {
    status: String,
}

/// Puts a statement in its place, derives where the incident stands, and has it announced.
///
/// # Errors
/// `Refused` when it was said in the future, or before later words that it would contradict.
pub(super) async fn say(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    standing: &Standing,
    statement: Statement<'_>,
) -> Result<Told> {
    check_published(now, statement.published)?;
    let at = statement.published.map_or(now, |published| published.at);
    let next = promise::next(tx, now, standing, &statement).await?;
    let text = languages::filled(tx, standing, statement.text, (next, at)).await?;
    let missing = standing.missing(&text);
    let follows = languages::pass(tx, standing, "text", &text, statement.follows).await?;
    let whose = (&text, statement.machine);
    drafted::hold(tx, standing, (TextField::Text, &text), statement.machine).await?;
    let update = NewUpdate {
        public_id: None,
        status: UpdateStatus::Incident(statement.status),
        text: text.clone(),
        standard: None,
        published: Some(statement.published.unwrap_or(Moment::exact(now))),
        changes: statement.changes.clone(),
    };
    let posted = updates::post(tx, now, actor, standing.id.0, &update).await?;
    let key = Key {
        root: standing.id.0,
        owner: posted.id.0,
        field: "text",
    };
    languages::note_due(tx, now, key, &text, &follows).await?;
    drafted::note(tx, now, actor, standing, (key, TextField::Text), whose).await?;
    // What nobody has read is not offered as what was said.
    let said = statement.machine.without_unread(TextField::Text, &text);
    translations::remember(tx, now, &standing.public_pages(), &said).await?;
    derive_status(tx, standing.id).await?;
    rows::order_windows(tx, standing.id).await?;
    facts::write_dates(tx, standing.id).await?;
    let said = (posted.id, posted.is_newest);
    promise::told(tx, now, actor, standing, said, &statement).await?;
    if !statement.is_quiet {
        announce::announce(tx, now, standing, posted.id, statement.occasion).await?;
    }
    Ok(Told {
        incident: standing.id,
        update: posted.id,
        version: standing.version,
        missing,
        is_announced: !statement.is_quiet,
        found: vec![],
    })
}

/// The state that readers see is the one that the updates say, and never set beside them.
async fn derive_status(tx: &mut Tx, id: IncidentId) -> Result<()> {
    let said: Vec<SaidRow> = tx
        .list(
            "SELECT status FROM updates WHERE owner_id = $1 ORDER BY position",
            params![id],
        )
        .await?;
    let said: Result<Vec<IncidentStatus>> = said.iter().map(|row| word(&row.status)).collect();
    if let Some(status) = lifecycle::stands(said?) {
        stand::set_status(tx, id, status).await?;
    }
    Ok(())
}

fn check_published(now: Timestamp, published: Option<Moment>) -> Result<(), Refusal> {
    if published.is_some_and(|moment| moment.at > now) {
        let message = "nothing can have been published in the future; leave the time out for now";
        return Err(Refusal::of("published", message).told("refusal-published-to-come"));
    }
    Ok(())
}
