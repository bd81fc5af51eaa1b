//! Scheduling: work is planned, once or again and again, and readers are told.

use beffroi_domain::{
    Actor, ComponentId, Impact, LocalizedText, MaintenanceId, MaintenanceStatus, Moment, PageId,
    PublicId, Recurrence, StandardPhrase, UpdateStatus, maintenance::ByClock, window::Interval,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    NewMaintenance, Overlap, bypass, clock,
    languages::{self, Ready, Spoken},
    overlap,
    record::{check, freshen, insert},
    review::{self, Word},
    standing, tell,
};
use crate::{
    audit, components,
    drafts::Look,
    ground::{Found, Refusal, Result, Tx},
    pages::Visibility,
    params,
    updates::NewUpdate,
};

/// A checked command: plan work.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Schedule {
    /// The pages it stands on, at least one.
    pub pages: Vec<PageId>,
    /// What it is called.
    pub title: LocalizedText,
    /// What readers are to know; empty for the standard sentence.
    pub text: LocalizedText,
    /// What readers are told to expect.
    pub impact: Impact,
    /// What is worked on.
    pub components: Vec<ComponentId>,
    /// When; the first time, where it comes again.
    pub planned: Interval,
    /// How it comes again.
    pub recurrence: Option<Recurrence>,
    /// What the clock does; both, where it comes again.
    pub by_clock: ByClock,
    /// So many minutes before each time, readers are reminded.
    pub remind_minutes: Option<i64>,
    /// True where nobody is told now.
    pub is_quiet: bool,
    /// Whether it goes out while a language is missing that a page requires: readers see that the translation follows. Only
    /// where the page lets it.
    #[serde(default)]
    pub follows: bool,
    /// Why it goes out although the review holds it; kept for the team.
    #[serde(default)]
    pub overrule: Option<String>,
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Scheduled {
    /// The maintenance.
    pub id: MaintenanceId,
    /// Its id in addresses on the first page.
    pub public_id: PublicId,
    /// Other work on the same components at the same time: a warning, no hindrance.
    pub overlaps: Vec<Overlap>,
    /// What the review found in its words.
    pub found: Vec<Found>,
}

/// Five minutes to two weeks.
const REMINDERS: std::ops::RangeInclusive<i64> = 5..=20_160;

/// Plans work and tells readers of it.
///
/// # Errors
/// `Refused` when it stands on no page, has no title, is over already or before it begins, works on what
/// is on none of its pages, or comes again by a rule that does not fit; as held where the review holds its words; as forbidden where a page asks for a second look.
pub async fn schedule(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    new: Schedule,
) -> Result<Scheduled> {
    go(tx, now, actor, new, &Look::Alone(None)).await
}

pub(super) async fn go(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    new: Schedule,
    look: &Look,
) -> Result<Scheduled> {
    check_times(now, new.planned, new.recurrence.as_ref())?;
    check_reminder(new.remind_minutes)?;
    check_components(tx, &new.pages, &new.components).await?;
    let mut whole = as_record(now, &new);
    let (title, text) = words(tx, now, &new).await?;
    whole.title.clone_from(&title.text);
    for update in &mut whole.updates {
        update.text.clone_from(&text.text);
    }
    check(&whole)?;
    let id = insert(tx, now, actor, &whole).await?;
    let by_clock = match &new.recurrence {
        Some(_) => ByClock::BOTH,
        None => new.by_clock,
    };
    set_clock(tx, id, by_clock, new.remind_minutes).await?;
    let standing = standing::load(tx, id).await?;
    bypass::check_look(tx, now, actor, &standing, look).await?;
    if let Some(update) = standing.maintenance.updates.last() {
        let owner = (update.id.0, "text");
        languages::note_due(tx, now, &standing, owner, &text).await?;
    }
    languages::note_due(tx, now, &standing, (id.0, "title"), &title).await?;
    clock::plan(tx, now, &standing).await?;
    if !new.is_quiet {
        tell::last_update(tx, now, &standing).await?;
    }
    freshen(tx, now, id).await?;
    audit::record(tx, now, actor, "maintenance.schedule", id.0, "").await?;
    let word = Word {
        title: Some(&title.text),
        ..Word::overruled(new.overrule.as_deref())
    };
    let found = review::hold(tx, now, actor, &standing, word).await?;
    Ok(Scheduled {
        id,
        public_id: standing.maintenance.public_id.clone(),
        overlaps: overlap::with_others(tx, now, &standing).await?,
        found,
    })
}

/// Title and text, filled and let pass.
async fn words(tx: &mut Tx, now: Timestamp, new: &Schedule) -> Result<(Ready, Ready)> {
    let spoken = Spoken {
        pages: &new.pages,
        planned: new.planned,
        on: &new.components,
    };
    let title = languages::ready(tx, now, spoken, ("title", &new.title), new.follows).await?;
    let text = languages::ready(tx, now, spoken, ("text", &new.text), new.follows).await?;
    Ok((title, text))
}

/// What the clock does, and when readers are reminded.
pub(super) async fn set_clock(
    tx: &mut Tx,
    id: MaintenanceId,
    by_clock: ByClock,
    remind_minutes: Option<i64>,
) -> Result<()> {
    tx.exec(
        "UPDATE maintenances SET by_clock = $2, remind_minutes = $3 WHERE id = $1",
        params![id, by_clock.as_str(), remind_minutes],
    )
    .await?;
    Ok(())
}

/// Refuses a time that is upside down or over, and one that runs into its own next time.
pub(super) fn check_times(
    now: Timestamp,
    planned: Interval,
    recurrence: Option<&Recurrence>,
) -> Result<(), Refusal> {
    if planned.to <= planned.from {
        let message = "it is planned to end before it begins; set the end after the start";
        return Err(Refusal::of("scheduled_end_at", message).told("refusal-work-upside-down"));
    }
    if recurrence.is_none() && planned.to <= now {
        return Err(over_already());
    }
    let Some(again) = recurrence else {
        return Ok(());
    };
    let mut times = again.times(planned);
    if let (Some(first), Some(second)) = (times.next(), times.next())
        && second.from < first.to
    {
        let message = "it would come again before it is over; make it shorter or rarer";
        return Err(Refusal::of("recurrence", message).told("refusal-work-into-itself"));
    }
    Ok(())
}

pub(super) fn over_already() -> Refusal {
    let message = "it would be over already; set an end that is to come";
    Refusal::of("scheduled_end_at", message).told("refusal-work-over")
}

pub(super) fn check_reminder(minutes: Option<i64>) -> Result<(), Refusal> {
    if minutes.is_some_and(|minutes| !REMINDERS.contains(&minutes)) {
        let message = "remind 5 minutes to 14 days (20160 minutes) before, or not at all";
        return Err(Refusal::of("remind_minutes", message).told("refusal-work-reminder"));
    }
    Ok(())
}

async fn check_components(tx: &mut Tx, pages: &[PageId], wanted: &[ComponentId]) -> Result<()> {
    let mut known = std::collections::HashSet::new();
    for page in pages {
        known.extend(components::ids_of_page(tx, *page).await?);
    }
    if wanted.iter().any(|id| !known.contains(id)) {
        let message = "a component is on none of these pages; choose among theirs";
        return Err(Refusal::of("components", message)
            .told("refusal-work-component")
            .into());
    }
    Ok(())
}

fn as_record(now: Timestamp, new: &Schedule) -> NewMaintenance {
    let said = NewUpdate {
        public_id: None,
        status: UpdateStatus::Maintenance(MaintenanceStatus::Scheduled),
        text: new.text.clone(),
        standard: new
            .text
            .is_empty()
            .then_some(StandardPhrase::MaintenanceScheduled),
        published: Some(Moment::exact(now)),
        changes: vec![],
    };
    NewMaintenance {
        public_id: None,
        pages: new
            .pages
            .iter()
            .map(|page| (*page, Visibility::Public))
            .collect(),
        title: new.title.clone(),
        status: MaintenanceStatus::Scheduled,
        impact: new.impact,
        components: new.components.clone(),
        scheduled_start_at: new.planned.from,
        scheduled_end_at: new.planned.to,
        recurrence: new.recurrence.clone(),
        started_at: None,
        completed_at: None,
        updates: vec![said],
    }
}
