//! Posting an update: what is known now, and which components turned better or worse with it.

use beffroi_domain::{
    Actor, ComponentId, ComponentStatus, IncidentId, IncidentStatus, LocalizedText, Moment,
    StatusChange, announcement::Occasion, lifecycle,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    promise::Pledge,
    refuse,
    review::{self, Word},
    second::{self, Look},
    stand::{self, Standing, Version},
    tell::{self, Statement, Told},
    window,
};
use crate::{
    audit,
    ground::{Refusal, Result, Tx},
    outbox,
    translations::Drafted,
    updates,
};

/// What the outbox calls it that an incident is over, for whoever stands higher.
pub const RESOLVED: &str = "incident.resolved";

/// A checked command: tell readers something new.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PostUpdate {
    /// Of which incident.
    pub incident: IncidentId,
    /// What the writer saw.
    pub expected: Option<Version>,
    /// Where the incident stands with it. Resolved ends all windows that go on.
    pub status: IncidentStatus,
    /// What is said; may be empty, then only the status is told.
    pub text: LocalizedText,
    /// Components that turned.
    pub components: Vec<(ComponentId, ComponentStatus)>,
    /// When they turned, or when it was over; when it was published, where nothing is said.
    pub turned: Option<Moment>,
    /// When it was published, where that was elsewhere and before; else now.
    pub published: Option<Moment>,
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

impl PostUpdate {
    /// The shortest: a statement; everything else may be set on it.
    #[must_use]
    pub fn of(incident: IncidentId, status: IncidentStatus, text: LocalizedText) -> Self {
        Self {
            incident,
            expected: None,
            status,
            text,
            components: vec![],
            turned: None,
            published: None,
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

/// Posts an update.
///
/// # Errors
/// `Refused` when the incident is over and this would open it again (that is [`super::reopen`]), for
/// times that cannot be, for components and locales that are none of its pages'; as a conflict when
/// somebody was faster.
pub async fn post_update(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    command: PostUpdate,
) -> Result<Told> {
    let look = Look::Alone(command.bypass.clone());
    go(tx, now, actor, command, &look).await
}

/// What [`post_update`] does, after a look of either kind.
pub(super) async fn go(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    command: PostUpdate,
    look: &Look,
) -> Result<Told> {
    let standing = stand::lock(tx, now, command.incident, command.expected).await?;
    second::check(tx, now, actor, &standing, look).await?;
    let mut told = say(tx, now, actor, &standing, &command).await?;
    stand::settle(tx, now, actor, &standing, "incident.update.post").await?;
    let digest = command.status.as_str();
    audit::record(
        tx,
        now,
        actor,
        "incident.update.post",
        standing.id.0,
        digest,
    )
    .await?;
    let (word, overrule) = (Word::said(told.update), command.overrule.as_deref());
    told.found = review::hold(tx, now, actor, &standing, word, overrule).await?;
    Ok(told)
}

/// What [`post_update`] does to an incident that is locked already.
pub(super) async fn say(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    standing: &Standing,
    command: &PostUpdate,
) -> Result<Told> {
    standing.check_locales("text", &command.text)?;
    let is_newest = updates::is_newest(tx, standing.id.0, command.published).await?;
    if is_newest {
        lifecycle::check_next(standing.status, command.status).map_err(refuse::not_next)?;
    } else {
        check_late(command)?;
    }
    let changes = turns(tx, now, standing, command, is_newest).await?;
    let statement = Statement {
        status: command.status,
        text: &command.text,
        published: command.published,
        changes,
        occasion: Occasion::Update,
        is_quiet: command.is_quiet.unwrap_or(standing.is_afterwards),
        follows: command.follows,
        machine: &command.machine,
        before: Some(standing.status),
        promise: command.promise,
        also: &command.also,
    };
    let told = tell::say(tx, now, actor, standing, statement).await?;
    if is_newest && !command.status.is_open() && standing.status.is_open() {
        tell_over(tx, now, &told).await?;
    }
    Ok(told)
}

/// That it is over, by whichever last word, for whoever waits for that.
async fn tell_over(tx: &mut Tx, now: Timestamp, told: &Told) -> Result<()> {
    let event = outbox::Event {
        key: &format!("{RESOLVED}:{}", told.update),
        kind: RESOLVED,
        subject: Some(told.incident.0),
        page: None,
        body: &serde_json::Value::Null,
    };
    outbox::event(tx, now, &event).await?;
    Ok(())
}

/// What turned with it: those that are named, and on the last word all that still goes on.
async fn turns(
    tx: &mut Tx,
    now: Timestamp,
    standing: &Standing,
    command: &PostUpdate,
    is_newest: bool,
) -> Result<Vec<StatusChange>> {
    let at = command
        .turned
        .or(command.published)
        .unwrap_or(Moment::exact(now));
    window::check_turned(now, at)?;
    let mut changes = Vec::new();
    if !command.components.is_empty() {
        changes = window::turn(tx, now, standing, at, &command.components).await?;
    }
    if is_newest && !command.status.is_open() && standing.status.is_open() {
        let ended = window::end_all(tx, now, standing, at).await?;
        changes.extend(ended);
    }
    Ok(joined(changes))
}

/// One change for each component, from how it was to how it is.
fn joined(changes: Vec<StatusChange>) -> Vec<StatusChange> {
    let mut all: Vec<StatusChange> = Vec::with_capacity(changes.len());
    for change in changes {
        match all.iter_mut().find(|one| one.component == change.component) {
            Some(known) => known.new = change.new,
            None => all.push(change),
        }
    }
    all.retain(|change| change.old != change.new);
    all
}

/// A word between older words tells and turns nothing.
fn check_late(command: &PostUpdate) -> Result<(), Refusal> {
    if !command.components.is_empty() {
        let message = "newer updates stand already; add or correct a period instead of a component";
        return Err(Refusal::of("components", message).told("refusal-late-components"));
    }
    if command.status == IncidentStatus::Postmortem {
        return Err(refuse::not_next(lifecycle::NotNext::IsWriteUp));
    }
    Ok(())
}
