//! Saying something on planned work, without a step.

use beffroi_domain::{Actor, LocalizedText, MaintenanceId, StandardPhrase};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    bypass,
    record::freshen,
    review, standing,
    tell::{self, Word},
};
use crate::{
    audit,
    drafts::Look,
    ground::{Found, Refusal, Result, Tx},
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
    /// Whether it goes out while a language is missing that a page requires: readers see that the translation follows. Only
    /// where the page lets it.
    #[serde(default)]
    pub follows: bool,
    /// Why it goes out although the review holds it; kept for the team.
    #[serde(default)]
    pub overrule: Option<String>,
}

/// Says something on a maintenance; its status stays.
///
/// # Errors
/// `Refused` when there are no words, or somebody spoke since; as held where the review holds them; as forbidden where a page asks for a second look.
pub async fn say(tx: &mut Tx, now: Timestamp, actor: Actor, said: Say) -> Result<()> {
    go(tx, now, actor, said, &Look::Alone(None)).await?;
    Ok(())
}

pub(super) async fn go(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    said: Say,
    look: &Look,
) -> Result<Vec<Found>> {
    if said.text.is_empty() {
        let message = "write something in at least one language";
        return Err(Refusal::of("text", message)
            .told("refusal-work-no-words")
            .into());
    }
    let standing = standing::lock(tx, now, said.maintenance).await?;
    standing.check_seen(said.seen)?;
    bypass::check_look(tx, now, actor, &standing, look).await?;
    let word = Word {
        status: standing.maintenance.status,
        text: said.text,
        // Words are there, so this is never said.
        standard: StandardPhrase::MaintenanceScheduled,
        changes: vec![],
        is_quiet: said.is_quiet,
        follows: said.follows,
    };
    let after = tell::say(tx, now, actor, &standing, word).await?;
    freshen(tx, now, said.maintenance).await?;
    audit::record(tx, now, actor, "maintenance.update", said.maintenance.0, "").await?;
    let word = review::Word::overruled(said.overrule.as_deref());
    review::hold(tx, now, actor, &after, word).await
}
