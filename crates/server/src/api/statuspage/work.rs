//! Planned work by Statuspage's calls, over the verbs of `maintenances`.
//!
//! Beyond them: `recurrence`, a rule by which it comes again, and the status `cancelled`, which calls it off. Where a page
//! asks for a second look, only a key with the scope `bypass` publishes, and that is logged.

use beffroi_domain::{
    Impact, LocalizedText, Maintenance, MaintenanceId, PublicId, Recurrence,
    maintenance::{ByClock, Step},
    recurrence::Rule,
    window::Interval,
};

use super::{
    deed::{Said, bypass},
    tell::Teller,
};
use crate::{
    api::{answer::Wrong, ask::Ask, fields::Fields},
    drafts::Look,
    ground::{Error, Refusal, Result, Tx},
    maintenances::{self, Deed, Done, Reschedule, Say, Schedule, TakeStep},
};

/// Statuses of a maintenance.
pub const STATUSES: &[&str] = &["scheduled", "in_progress", "verifying", "completed"];
/// What it may be told to be next.
const NEXT: &[&str] = &[
    "scheduled",
    "in_progress",
    "verifying",
    "completed",
    "cancelled",
];
/// How long before its time readers are reminded, where that is asked for.
const REMIND_MINUTES: i64 = 60;

/// Whether a body plans work instead of telling of an incident.
///
/// # Errors
/// `Refused` where its times are none.
pub fn is_meant(fields: &Fields) -> Result<bool, Refusal> {
    let status = fields.text("status", 100)?;
    let is_status = |status: &str| STATUSES.contains(&status);
    Ok(fields.instant("scheduled_for")?.is_some() || status.as_deref().is_some_and(is_status))
}

/// Plans work; its public id comes back.
///
/// # Errors
/// `Refused` at the field at fault.
pub async fn schedule(
    tx: &mut Tx,
    ask: &Ask,
    teller: &Teller,
    fields: &Fields,
    said: &Said,
) -> Result<PublicId, Wrong> {
    let status: Option<String> = fields.word("status", STATUSES)?;
    if status.is_some_and(|status| status != "scheduled") {
        let message = "planned work begins as scheduled; take its steps one by one";
        return Err(Refusal::of("status", message).into());
    }
    let planned = Interval {
        from: Fields::needed("scheduled_for", fields.instant("scheduled_for")?)?,
        to: Fields::needed("scheduled_until", fields.instant("scheduled_until")?)?,
    };
    let new = Schedule {
        pages: vec![teller.page.id],
        title: Fields::needed("name", said.name.clone())?,
        text: said.text.clone(),
        impact: said.impact.unwrap_or(Impact::None),
        components: said.components.iter().map(|(id, _)| *id).collect(),
        planned,
        recurrence: recurrence(fields, teller)?,
        by_clock: by_clock(fields, ByClock::default())?,
        remind_minutes: remind(fields)?.flatten(),
        is_quiet: said.is_quiet.unwrap_or(false),
        follows: true,
        overrule: ask.overrule(fields)?,
    };
    let done = act(tx, ask, Deed::Schedule(new)).await?;
    let made = maintenances::load(tx, done.id).await?;
    Ok(made.maintenance.public_id)
}

/// Moves planned work, takes its next step, or says something on it.
///
/// # Errors
/// `NotFound` where there is none; `Refused` at the field at fault.
pub async fn change(
    tx: &mut Tx,
    ask: &Ask,
    teller: &Teller,
    id: &str,
    fields: &Fields,
    said: &Said,
) -> Result<(), Wrong> {
    let found = maintenances::find_by_public_id(tx, teller.page.id, id).await?;
    let one = found.ok_or(Error::NotFound)?;
    let is_renamed = |name: &&LocalizedText| {
        let mut pairs = name.iter();
        pairs.any(|(locale, text)| one.title.get(locale) != Some(text))
    };
    if said.name.as_ref().filter(is_renamed).is_some() {
        let message = "planned work keeps its name; call it off and plan it anew";
        return Err(Refusal::of("name", message).into());
    }
    let status: Option<String> = fields.word("status", NEXT)?;
    let moved = reschedule(tx, ask, teller, &one, fields, said).await?;
    let step = status.and_then(|status| step(&status, one.status_at(ask.now).as_str()));
    let text = match moved {
        Some(_) => LocalizedText::new(),
        None => said.text.clone(),
    };
    let is_quiet = said.is_quiet.unwrap_or(false);
    let maintenance = moved.unwrap_or(one.id);
    if let Some(step) = step {
        let take = TakeStep {
            maintenance,
            step,
            at: None,
            text,
            is_quiet,
            follows: true,
            overrule: ask.overrule(fields)?,
        };
        act(tx, ask, Deed::Step(take)).await?;
    } else if !text.is_empty() {
        let say = Say {
            maintenance,
            seen: None,
            text,
            is_quiet,
            follows: true,
            overrule: ask.overrule(fields)?,
        };
        act(tx, ask, Deed::Say(say)).await?;
    }
    Ok(())
}

/// Does a deed for a key that may say that nobody looked at it.
async fn act(tx: &mut Tx, ask: &Ask, deed: Deed) -> Result<Done> {
    let look = Look::Alone(bypass(ask));
    maintenances::act(tx, ask.now, ask.caller.actor(), deed, &look).await
}

/// The rule that is named, on the clocks of the page.
fn recurrence(fields: &Fields, teller: &Teller) -> Result<Option<Recurrence>, Refusal> {
    let Some(text) = fields.text("recurrence", 500)? else {
        return Ok(None);
    };
    let rule = text.parse::<Rule>().map_err(|bad| {
        Refusal::of("recurrence", bad.to_string()).says("refusal-work-rule", [("rule", text)])
    })?;
    Ok(Some(Recurrence {
        rule,
        except: vec![],
        zone: teller.page.zone.clone(),
    }))
}

/// The step that leads to a status; none where it stands so already.
fn step(wanted: &str, stands: &str) -> Option<Step> {
    match wanted {
        same if same == stands => None,
        "in_progress" => Some(Step::Begin),
        "verifying" => Some(Step::Verify),
        "completed" => Some(Step::Complete),
        "cancelled" => Some(Step::Cancel),
        _ => None,
    }
}

/// Where its time, its rule, or what the clock does, was another before: which maintenance it is now.
async fn reschedule(
    tx: &mut Tx,
    ask: &Ask,
    teller: &Teller,
    one: &Maintenance,
    fields: &Fields,
    said: &Said,
) -> Result<Option<MaintenanceId>, Wrong> {
    let again = recurrence(fields, teller)?;
    let planned = Interval {
        from: fields
            .instant("scheduled_for")?
            .unwrap_or(one.scheduled_start_at),
        to: fields
            .instant("scheduled_until")?
            .unwrap_or(one.scheduled_end_at),
    };
    let by_clock = by_clock(fields, one.by_clock)?;
    let remind_minutes = remind(fields)?.unwrap_or(one.remind_minutes);
    let before = (one.planned(), one.by_clock, one.remind_minutes);
    let is_same = again.is_none() || again == one.recurrence;
    if (planned, by_clock, remind_minutes) == before && is_same {
        return Ok(None);
    }
    let new = Reschedule {
        maintenance: one.id,
        seen: None,
        planned,
        recurrence: again,
        by_clock,
        remind_minutes,
        text: said.text.clone(),
        is_quiet: said.is_quiet.unwrap_or(false),
        follows: true,
        overrule: ask.overrule(fields)?,
    };
    let done = act(tx, ask, Deed::Move(new)).await?;
    Ok(Some(done.id))
}

/// What the clock does, by either of the names that it has.
fn by_clock(fields: &Fields, before: ByClock) -> Result<ByClock, Refusal> {
    let both = fields.flag("scheduled_auto_transition")?;
    let begins = fields.flag("scheduled_auto_in_progress")?.or(both);
    let completes = fields.flag("scheduled_auto_completed")?.or(both);
    Ok(ByClock {
        begins: begins.unwrap_or(before.begins),
        completes: completes.unwrap_or(before.completes),
    })
}

/// `None` where nothing is said of it.
fn remind(fields: &Fields) -> Result<Option<Option<i64>>, Refusal> {
    let asked = fields.flag("scheduled_remind_prior")?;
    Ok(asked.map(|is_asked| is_asked.then_some(REMIND_MINUTES)))
}
