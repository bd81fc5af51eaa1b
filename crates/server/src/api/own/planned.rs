//! What a body says is to be done to planned work: the same where it is done at once and where its words are only reviewed.
//!
//! Read in order: the commands, then [`deed`] (what a review is asked about).

use beffroi_domain::{
    Impact, Recurrence,
    maintenance::{ByClock, Step},
    recurrence::{BadRule, Rule},
    window::Interval,
};
use jiff::tz::TimeZone;

use super::{command::IMPACTS, incident::pages_of, maintenance::Planned, said};
use crate::{
    api::{answer::Wrong, ask::Ask, fields::Fields},
    ground::{Refusal, Result, Tx},
    maintenances::{Deed, Reschedule, Say, Schedule, TakeStep},
    members::Role,
    pages::Page,
};

/// What may be done to planned work, as a review is asked about it.
const DEEDS: &[&str] = &[
    "schedule", "move", "tell", "begin", "verify", "complete", "cancel",
];

/// What is to be planned.
///
/// # Errors
/// `Refused` at the field at fault.
pub async fn schedule(tx: &mut Tx, ask: &Ask, fields: &Fields, on: &[Page]) -> Result<Schedule> {
    let pages: Vec<&Page> = on.iter().collect();
    let start = fields.instant("scheduled_start_at")?;
    let end = fields.instant("scheduled_end_at")?;
    Ok(Schedule {
        pages: pages.iter().map(|page| page.id).collect(),
        title: said::text(fields, "title", &pages)?,
        text: said::text(fields, "text", &pages)?,
        impact: fields.word("impact", IMPACTS)?.unwrap_or(Impact::None),
        components: said::ids(tx, fields, "components", &pages)
            .await?
            .unwrap_or_default(),
        planned: Interval {
            from: Fields::needed("scheduled_start_at", start)?,
            to: Fields::needed("scheduled_end_at", end)?,
        },
        recurrence: recurrence(fields, &pages, None)?,
        by_clock: by_clock(fields)?.unwrap_or_default(),
        remind_minutes: fields.number("remind_minutes", 0, i64::MAX)?,
        is_quiet: fields.flag("is_quiet")?.unwrap_or(false),
        follows: said::follows(fields)?,
        overrule: ask.overrule(fields)?,
    })
}

/// To when it is to be moved.
///
/// # Errors
/// `Refused` at the field at fault.
pub fn reschedule(ask: &Ask, fields: &Fields, planned: &Planned) -> Result<Reschedule, Refusal> {
    let one = &planned.standing.maintenance;
    let start = fields.instant("scheduled_start_at")?;
    let end = fields.instant("scheduled_end_at")?;
    let remind_minutes = fields.number("remind_minutes", 0, i64::MAX)?;
    Ok(Reschedule {
        maintenance: one.id,
        seen: Some(one.updates.len()),
        planned: Interval {
            from: start.unwrap_or(one.scheduled_start_at),
            to: end.unwrap_or(one.scheduled_end_at),
        },
        recurrence: recurrence(fields, &planned.pages(), one.recurrence.as_ref())?,
        by_clock: by_clock(fields)?.unwrap_or(one.by_clock),
        remind_minutes: match fields.has("remind_minutes") {
            true => remind_minutes,
            false => one.remind_minutes,
        },
        text: said::text(fields, "text", &planned.pages())?,
        is_quiet: fields.flag("is_quiet")?.unwrap_or(false),
        follows: said::follows(fields)?,
        overrule: ask.overrule(fields)?,
    })
}

/// What is to be said.
///
/// # Errors
/// `Refused` at the field at fault.
pub fn say(ask: &Ask, fields: &Fields, planned: &Planned) -> Result<Say, Refusal> {
    Ok(Say {
        maintenance: planned.standing.id(),
        seen: Some(planned.standing.maintenance.updates.len()),
        text: said::text(fields, "text", &planned.pages())?,
        is_quiet: fields.flag("is_quiet")?.unwrap_or(false),
        follows: said::follows(fields)?,
        overrule: ask.overrule(fields)?,
    })
}

/// Which step is to be taken.
///
/// # Errors
/// `Refused` at the field at fault.
pub fn step(
    ask: &Ask,
    fields: &Fields,
    planned: &Planned,
    step: Step,
) -> Result<TakeStep, Refusal> {
    Ok(TakeStep {
        maintenance: planned.standing.id(),
        step,
        at: fields.instant("at")?,
        text: said::text(fields, "text", &planned.pages())?,
        is_quiet: fields.flag("is_quiet")?.unwrap_or(false),
        follows: said::follows(fields)?,
        overrule: ask.overrule(fields)?,
    })
}

/// What a review is asked about, where that is planned work.
///
/// # Errors
/// `NotFound` where there is no such work; `Refused` at the field at fault.
pub async fn deed(tx: &mut Tx, ask: &Ask) -> Result<Option<Deed>, Wrong> {
    let word = ask.body.text("deed", 20)?.unwrap_or_default();
    if !DEEDS.contains(&word.as_str()) {
        return Ok(None);
    }
    let fields = Fields::needed("command", ask.body.nested("command")?)?;
    if word == "schedule" {
        let on = pages_of(tx, ask, &fields, Role::Responder).await?;
        return Ok(Some(Deed::Schedule(schedule(tx, ask, &fields, &on).await?)));
    }
    let named = ask.body.text("maintenance", 64)?;
    let named = Fields::needed("maintenance", named)?;
    let planned = Planned::named(tx, ask, &named, Role::Responder).await?;
    let take = match word.as_str() {
        "move" => return Ok(Some(Deed::Move(reschedule(ask, &fields, &planned)?))),
        "begin" => Step::Begin,
        "verify" => Step::Verify,
        "complete" => Step::Complete,
        "cancel" => Step::Cancel,
        _ => return Ok(Some(Deed::Say(say(ask, &fields, &planned)?))),
    };
    Ok(Some(Deed::Step(step(ask, &fields, &planned, take)?)))
}

fn by_clock(fields: &Fields) -> Result<Option<ByClock>, Refusal> {
    fields.word("by_clock", &["nothing", "begin", "complete", "both"])
}

/// How it comes again: a rule of iCalendar, on the wall of the first page unless another zone is named.
fn recurrence(
    fields: &Fields,
    pages: &[&Page],
    before: Option<&Recurrence>,
) -> Result<Option<Recurrence>, Refusal> {
    let Some(said) = fields.nested("recurrence")? else {
        return Ok(None);
    };
    let wrong = |why: String| Refusal::of("recurrence", why);
    let rule = Fields::needed("rule", said.text("rule", 255)?)?;
    let zone = match said.text("zone", 64)? {
        Some(name) => {
            TimeZone::get(&name).map_err(|_| wrong(format!("there is no zone {name:?}")))?
        }
        None => pages
            .first()
            .map_or(TimeZone::UTC, |page| page.zone.clone()),
    };
    let rule: Rule = rule.parse().map_err(|bad: BadRule| wrong(bad.0))?;
    // Under another rule the times that were taken out are none of it any more.
    let same = before.filter(|before| before.rule == rule && before.zone == zone);
    Ok(Some(Recurrence {
        rule,
        except: same.map(|before| before.except.clone()).unwrap_or_default(),
        zone,
    }))
}
