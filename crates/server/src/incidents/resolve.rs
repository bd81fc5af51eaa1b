//! Resolving: it is over, and when it was.

use beffroi_domain::{Actor, IncidentId, IncidentStatus, LocalizedText, Moment};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    post_update::{self, PostUpdate},
    promise::Pledge,
    review::{self, Word},
    second::{self, Look},
    stand::{self, Version},
    tell::Told,
};
use crate::{
    audit,
    ground::{Refusal, RefusalKind, Result, Tx},
    translations::Drafted,
};

/// A checked command: it is over.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Resolve {
    /// Which incident.
    pub incident: IncidentId,
    /// What the writer saw.
    pub expected: Option<Version>,
    /// What is said; may be empty.
    pub text: LocalizedText,
    /// When it was over: all windows that go on end then. Now, where nothing is said.
    pub ended: Option<Moment>,
    /// Whether nobody is told; by default only what is told afterwards is quiet.
    pub is_quiet: Option<bool>,
    /// Whether it goes out while a language is missing that the page requires: readers see that the translation
    /// follows. Only where the page lets it.
    #[serde(default)]
    pub follows: bool,
    /// By when the next update is promised; else what the page's rule says.
    #[serde(default)]
    pub promise: Option<Timestamp>,
    /// What else is promised with it.
    #[serde(default)]
    pub also: Vec<Pledge>,
    /// Why it goes out without the second look that a page asks for; the bypass is logged.
    pub bypass: Option<String>,
    /// Why it goes out although the review holds it; the log keeps it.
    #[serde(default)]
    pub overrule: Option<String>,
    /// Which of it a machine drafted, and whether somebody has read that.
    #[serde(default)]
    pub machine: Drafted,
}

impl Resolve {
    /// The shortest: that it is over now; everything else may be set on it.
    #[must_use]
    pub fn of(incident: IncidentId, text: LocalizedText) -> Self {
        Self {
            incident,
            expected: None,
            text,
            ended: None,
            is_quiet: None,
            follows: false,
            promise: None,
            also: vec![],
            bypass: None,
            overrule: None,
            machine: Drafted::default(),
        }
    }
}

/// Resolves an incident: its windows end, its components are good again unless another incident says
/// otherwise.
///
/// # Errors
/// `Refused` as a conflict when it is over already, or somebody was faster; when it would end in the
/// future or before it began.
pub async fn resolve(tx: &mut Tx, now: Timestamp, actor: Actor, command: Resolve) -> Result<Told> {
    let look = Look::Alone(command.bypass.clone());
    go(tx, now, actor, command, &look).await
}

/// What [`resolve`] does, after a look of either kind.
pub(super) async fn go(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    command: Resolve,
    look: &Look,
) -> Result<Told> {
    let standing = stand::lock(tx, now, command.incident, command.expected).await?;
    if !standing.status.is_open() {
        let message = "this incident is over already; post an update to add a word";
        let refusal = Refusal::whole(message).being(RefusalKind::Conflict);
        return Err(refusal.told("refusal-resolved-already").into());
    }
    second::check(tx, now, actor, &standing, look).await?;
    let overrule = command.overrule;
    let update = PostUpdate {
        turned: command.ended,
        is_quiet: command.is_quiet,
        follows: command.follows,
        promise: command.promise,
        also: command.also,
        machine: command.machine,
        ..PostUpdate::of(command.incident, IncidentStatus::Resolved, command.text)
    };
    let mut told = post_update::say(tx, now, actor, &standing, &update).await?;
    stand::settle(tx, now, actor, &standing, "incident.resolve").await?;
    audit::record(tx, now, actor, "incident.resolve", told.incident.0, "").await?;
    let word = Word::said(told.update);
    told.found = review::hold(tx, now, actor, &standing, word, overrule.as_deref()).await?;
    Ok(told)
}
