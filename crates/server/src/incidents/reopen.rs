//! Reopening: the trouble is back. It adds a window; those that were stay as they are.

use beffroi_domain::{
    Actor, ComponentId, ComponentStatus, ImpactWindow, IncidentId, IncidentStatus, LocalizedText,
    Moment, WindowEnd, announcement::Occasion,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    affect,
    promise::Pledge,
    review::{self, Word},
    second::{self, Look},
    stand::{self, Version},
    tell::{self, Statement, Told},
    window,
};
use crate::{
    audit,
    ground::{Refusal, RefusalKind, Result, Tx},
    translations::Drafted,
};

/// A checked command: it is broken again.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Reopen {
    /// Which incident.
    pub incident: IncidentId,
    /// What the writer saw.
    pub expected: Option<Version>,
    /// Where it stands now.
    pub status: IncidentStatus,
    /// What is said; may be empty.
    pub text: LocalizedText,
    /// What is broken and how badly; nothing where nobody can tell.
    pub components: Vec<(ComponentId, ComponentStatus)>,
    /// Since when; now, where nothing is said.
    pub since: Option<Moment>,
    /// Whether nobody is told.
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

impl Reopen {
    /// The shortest: that it is broken again since now; everything else may be set on it.
    #[must_use]
    pub fn of(incident: IncidentId, status: IncidentStatus, text: LocalizedText) -> Self {
        Self {
            incident,
            expected: None,
            status,
            text,
            components: vec![],
            since: None,
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

/// Opens an incident again with a window of its own.
///
/// # Errors
/// `Refused` as a conflict when it is open, or somebody was faster; for times that cannot be, for
/// components and locales that are none of its pages'.
pub async fn reopen(tx: &mut Tx, now: Timestamp, actor: Actor, command: Reopen) -> Result<Told> {
    let look = Look::Alone(command.bypass.clone());
    go(tx, now, actor, command, &look).await
}

/// What [`reopen`] does, after a look of either kind.
pub(super) async fn go(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    command: Reopen,
    look: &Look,
) -> Result<Told> {
    let mut standing = stand::lock(tx, now, command.incident, command.expected).await?;
    check(&standing, &command)?;
    second::check(tx, now, actor, &standing, look).await?;
    let stood = standing.status;
    standing.status = command.status;
    let window = new_window(tx, now, &command).await?;
    window::check_times(now, &window)?;
    stand::set_status(tx, standing.id, command.status).await?;
    let changes = window::open_with(tx, now, &standing, &window).await?;
    let named = command.components.iter().map(|part| part.0);
    affect::check_components(&standing, tx, named.clone()).await?;
    affect::name_components(tx, standing.id, named).await?;
    let statement = Statement {
        status: command.status,
        text: &command.text,
        published: None,
        changes,
        occasion: Occasion::Update,
        is_quiet: command.is_quiet.unwrap_or(false),
        follows: command.follows,
        machine: &command.machine,
        before: Some(stood),
        promise: command.promise,
        also: &command.also,
    };
    let mut told = tell::say(tx, now, actor, &standing, statement).await?;
    stand::settle(tx, now, actor, &standing, "incident.reopen").await?;
    let digest = command.status.as_str();
    audit::record(tx, now, actor, "incident.reopen", standing.id.0, digest).await?;
    let (word, overrule) = (Word::said(told.update), command.overrule.as_deref());
    told.found = review::hold(tx, now, actor, &standing, word, overrule).await?;
    Ok(told)
}

fn check(standing: &stand::Standing, command: &Reopen) -> Result<(), Refusal> {
    standing.check_locales("text", &command.text)?;
    if standing.status.is_open() {
        let message = "this incident is open; post an update, or add a period to it";
        let refusal = Refusal::whole(message).being(RefusalKind::Conflict);
        return Err(refusal.told("refusal-open-already"));
    }
    if !command.status.is_open() {
        let message = "what is reopened is being investigated, identified or watched";
        return Err(Refusal::of("status", message).told("refusal-reopen-status"));
    }
    Ok(())
}

/// Where no component is named it is as bad as the incident was.
async fn new_window(tx: &mut Tx, now: Timestamp, command: &Reopen) -> Result<ImpactWindow> {
    let is_broken = |part: &&(ComponentId, ComponentStatus)| part.1.is_trouble();
    let components: Vec<_> = command
        .components
        .iter()
        .filter(is_broken)
        .copied()
        .collect();
    let worst = components.iter().map(|part| part.1).max();
    let degree = match worst {
        Some(degree) => degree,
        None => affect::impact_of(tx, command.incident).await?.degree(),
    };
    Ok(ImpactWindow {
        start: Some(command.since.unwrap_or(Moment::exact(now))),
        end: WindowEnd::Ongoing,
        degree,
        components,
    })
}
