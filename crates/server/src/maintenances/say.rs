//! Saying something on planned work, without a step.

use beffroi_domain::{Actor, LocalizedText, MaintenanceId, StandardPhrase};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    draft,
    record::freshen,
    standing,
    tell::{self, Word},
};
use crate::{
    audit,
    drafts::Look,
    ground::{Refusal, Result, Tx},
};

/// A checked command: say something.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Say {
    /// On which maintenance.
    pub maintenance: MaintenanceId,
    /// How many updates its writer saw: where there are more, somebody else spoke meanwhile.
    pub seen: Option<usize>,
    /// Markdown per locale.
    pub text: LocalizedText,
    /// True where nobody is told.
    pub is_quiet: bool,
}

/// Says something on a maintenance; its status stays.
///
/// # Errors
/// `Refused` when there are no words, or somebody spoke since; as forbidden where a page asks for a second look.
pub async fn say(tx: &mut Tx, now: Timestamp, actor: Actor, said: Say) -> Result<()> {
    go(tx, now, actor, said, &Look::Alone(None)).await
}

pub(super) async fn go(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    said: Say,
    look: &Look,
) -> Result<()> {
    if said.text.is_empty() {
        let message = "write something in at least one language";
        return Err(Refusal::of("text", message)
            .told("refusal-work-no-words")
            .into());
    }
    let standing = standing::lock(tx, now, said.maintenance).await?;
    standing.check_seen(said.seen)?;
    draft::check_look(tx, now, actor, &standing, look).await?;
    let word = Word {
        status: standing.maintenance.status,
        text: said.text,
        // Words are there, so this is never said.
        standard: StandardPhrase::MaintenanceScheduled,
        changes: vec![],
        is_quiet: said.is_quiet,
    };
    tell::say(tx, now, actor, &standing, word).await?;
    freshen(tx, now, said.maintenance).await?;
    audit::record(tx, now, actor, "maintenance.update", said.maintenance.0, "").await
}
