//! `/maintenances`: planned work, once or again and again; scheduled, moved, told of, taken step by step.
//!
//! Read in order: [`calls`], [`Planned`] (what is asked about), then the calls. Its tag is how many updates it has.

use beffroi_domain::{
    MaintenanceId, PageId, Recurrence, Update, maintenance::Step, window::Interval,
};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::{
    AFTER, LIMIT, PAGE,
    incident::{page_of, pages_of},
    look::{self, Part, PartRow, maintenance_named, tag_of, update},
    planned as command, said,
};
use crate::{
    api::{
        answer::{Answered, Reply, Wrong},
        ask::Ask,
        call::{Call, PATCH, POST, Param, Work, read as reads, write},
        extra::{stamp, texts},
        fields::Fields,
    },
    drafts::{Look, Version},
    ground::{Error, Result, Tx},
    maintenances::{self, Deed, Done, Overlap, Standing, Translate},
    members::Role,
    pages::{self, Page},
    params, work,
};

const LIST: &[Param] = &[
    PAGE,
    Param {
        name: "state",
        schema: r#"{"type": "string", "enum": ["to_come", "over", "all"]}"#,
        about: "Only those that are not over, or are.",
    },
    AFTER,
    LIMIT,
];

/// The calls that there are.
#[rustfmt::skip]
pub fn calls() -> Vec<Call> {
    const ALL: &str = "/maintenances";
    const ONE: &str = "/maintenances/{maintenance}";
    const STANDS: (u16, &str) = (200, "OwnMaintenance");
    const MADE: (u16, &str) = (201, "OwnMaintenance");
    let step = |path, id, summary, work: Work| write((POST, path), id, summary, Some("StepBody"), STANDS, work);
    vec![
        reads(ALL, "listMaintenances", "Planned work of a page, the one planned last first", "OwnMaintenances", LIST, work!(list)),
        reads(ONE, "readMaintenance", "One maintenance; its ETag is what If-Match takes", "OwnMaintenance", &[], work!(read)),
        write((POST, ALL), "scheduleMaintenance", "Plans work, once or again and again", Some("ScheduleBody"), MADE, work!(schedule)),
        write((PATCH, ONE), "moveMaintenance", "Moves it, or has the clock do otherwise; what is not named stays", Some("MoveBody"), STANDS, work!(reschedule)),
        write((POST, "/maintenances/{maintenance}/updates"), "tellMaintenance", "Says something on it", Some("SayBody"), MADE, work!(say)),
        step("/maintenances/{maintenance}/begin", "beginMaintenance", "It has begun, or goes on after a check that failed", work!(begin)),
        step("/maintenances/{maintenance}/verify", "verifyMaintenance", "It is done and being checked", work!(verify)),
        step("/maintenances/{maintenance}/complete", "completeMaintenance", "It is over", work!(complete)),
        step("/maintenances/{maintenance}/cancel", "cancelMaintenance", "It is called off; of work that comes again, all that is to come", work!(cancel)),
        write((POST, "/maintenances/{maintenance}/translations"), "translateMaintenance", "Says words on it that are out in one language more; the readers of that language are told, once", Some("TranslateIncident"), STANDS, work!(translate)),
        write((POST, "/maintenances/{maintenance}/take-out"), "takeOutMaintenance", "Takes one of its times out of work that comes again: it becomes a maintenance of its own, which is the answer", Some("TakeOutBody"), MADE, work!(take_out)),
    ]
}

/// A maintenance that a caller may look at, and its pages.
pub struct Planned {
    /// The maintenance.
    pub standing: Standing,
    pages: Vec<Page>,
}

impl Planned {
    /// The maintenance that the address names, for a caller whose key is good for `role` on each of its pages, and who
    /// saw all that was said on it.
    async fn load(tx: &mut Tx, ask: &Ask, role: Role) -> Result<Self, Wrong> {
        let id = maintenance_named(tx, ask, role).await?;
        let planned = Self::of(tx, ask, id, role).await?;
        let seen = look::expected(ask)?;
        if seen.is_some_and(|seen| seen != planned.version()) {
            let message = "somebody else said something meanwhile; read it, then send yours again";
            return Err(Wrong::MovedOn(message.to_owned()));
        }
        Ok(planned)
    }

    /// The maintenance that a body names.
    ///
    /// # Errors
    /// `NotFound` where there is none, or none for this key.
    pub async fn named(tx: &mut Tx, ask: &Ask, named: &str, role: Role) -> Result<Self> {
        let id = look::maintenance_called(tx, ask, named, role).await?;
        Self::of(tx, ask, id, role).await
    }

    async fn of(tx: &mut Tx, ask: &Ask, id: MaintenanceId, role: Role) -> Result<Self> {
        let standing = maintenances::load(tx, id).await?;
        let mut on = Vec::with_capacity(standing.pages.len());
        for stands in &standing.pages {
            ask.caller.on(tx, stands.page, role).await?;
            let page = pages::find_by_id(tx, stands.page).await?;
            on.push(page.ok_or(Error::NotFound)?);
        }
        let pages = on;
        Ok(Self { standing, pages })
    }

    fn version(&self) -> Version {
        let count = self.standing.maintenance.updates.len();
        Version(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// The pages that it stands on.
    #[must_use]
    pub fn pages(&self) -> Vec<&Page> {
        self.pages.iter().collect()
    }

    fn told(&self, now: Timestamp) -> Value {
        let one = &self.standing.maintenance;
        let places = self.standing.pages.iter().zip(&self.pages);
        let places = places.map(|(stands, page)| {
            json!({ "id": page.public_id, "slug": page.slug, "public_id": stands.public_id })
        });
        let next = one.times_from(now).next();
        json!({
            "id": one.id,
            "pages": places.collect::<Vec<_>>(),
            "title": texts(&one.title),
            "status": one.status_at(now),
            "impact": one.impact,
            "components": one.components,
            "scheduled_start_at": stamp(one.scheduled_start_at),
            "scheduled_end_at": stamp(one.scheduled_end_at),
            "recurrence": one.recurrence.as_ref().map(again),
            "next": next.map(time),
            "started_at": one.started_at.map(stamp),
            "completed_at": one.completed_at.map(stamp),
            "cancelled_at": one.cancelled_at.map(stamp),
            "by_clock": one.by_clock.as_str(),
            "remind_minutes": one.remind_minutes,
            "updates": one.updates.iter().rev().map(update).collect::<Vec<_>>(),
            "overlaps": [],
            "created_at": stamp(one.created_at),
            "updated_at": stamp(one.updated_at),
        })
    }
}

fn time(time: Interval) -> Value {
    json!({ "from": stamp(time.from), "to": stamp(time.to) })
}

fn again(again: &Recurrence) -> Value {
    json!({
        "rule": again.rule.to_string(),
        "zone": again.zone.iana_name(),
        "except": again.except.iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}

/// Planned work of a page, from a cursor on.
///
/// # Errors
/// `NotFound` where there is no such page.
pub async fn list(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let page = page_of(&mut tx, &ask, ask.query("page"), Role::Reader).await?;
    let state = match ask.query("state") {
        Some(state @ ("to_come" | "over")) => Some(state),
        _ => None,
    };
    let part = Part::of(&ask)?;
    let (rows, next) = part.cut(rows(&mut tx, page.id, state, &part).await?)?;
    let mut items = Vec::with_capacity(rows.len());
    for row in rows {
        // One that stands on a page that the key is not for is told by its own page only.
        if let Ok(one) = Planned::of(&mut tx, &ask, MaintenanceId(row.id), Role::Reader).await {
            items.push(one.told(ask.now));
        }
    }
    Reply::ok(&json!({ "items": items, "next": next }))
}

async fn rows(tx: &mut Tx, page: PageId, state: Option<&str>, part: &Part) -> Result<Vec<PartRow>> {
    tx.list(
        "SELECT m.id, m.scheduled_start_at AS at
         FROM maintenances m JOIN maintenance_pages p ON p.maintenance_id = m.id
         WHERE p.page_id = $1 AND p.visibility = 'public'
           AND (m.scheduled_start_at < $2 OR (m.scheduled_start_at = $2 AND m.id < $3))
           AND ($4 IS NULL OR ($4 = 'to_come' AND m.status <> 'completed')
             OR ($4 = 'over' AND m.status = 'completed'))
         ORDER BY m.scheduled_start_at DESC, m.id DESC LIMIT $5",
        params![page, part.at, part.id, state, part.most()],
    )
    .await
}

/// One maintenance, with its tag.
///
/// # Errors
/// `NotFound` where there is none.
pub async fn read(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let id = maintenance_named(&mut tx, &ask, Role::Reader).await?;
    let one = Planned::of(&mut tx, &ask, id, Role::Reader).await?;
    Ok(Reply::ok(&one.told(ask.now))?.tagged(&tag_of(one.version())))
}

/// Plans work; what else is done on the same components then stands under `overlaps`, as a warning.
///
/// # Errors
/// `Refused` at the field at fault.
pub async fn schedule(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let fields = &ask.body;
    let on = pages_of(&mut tx, &ask, fields, Role::Publisher).await?;
    let new = command::schedule(&mut tx, &ask, fields, &on).await?;
    let made = act(&mut tx, &ask, Deed::Schedule(new)).await?;
    done(tx, &ask, made.id, &made.overlaps, true).await
}

/// Moves planned work.
///
/// # Errors
/// `NotFound` where there is none; `Refused` at the field at fault.
pub async fn reschedule(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let planned = Planned::load(&mut tx, &ask, Role::Publisher).await?;
    let new = command::reschedule(&ask, &ask.body, &planned)?;
    let moved = act(&mut tx, &ask, Deed::Move(new)).await?;
    done(tx, &ask, moved.id, &moved.overlaps, false).await
}

/// Says something on it.
///
/// # Errors
/// `NotFound` where there is none; `Refused` at the field at fault.
pub async fn say(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let planned = Planned::load(&mut tx, &ask, Role::Publisher).await?;
    let said = command::say(&ask, &ask.body, &planned)?;
    let maintenance = said.maintenance;
    act(&mut tx, &ask, Deed::Say(said)).await?;
    done(tx, &ask, maintenance, &[], true).await
}

/// It has begun.
///
/// # Errors
/// As [`step`].
pub async fn begin(ask: Ask) -> Answered {
    step(ask, Step::Begin).await
}

/// It is being checked.
///
/// # Errors
/// As [`step`].
pub async fn verify(ask: Ask) -> Answered {
    step(ask, Step::Verify).await
}

/// It is over.
///
/// # Errors
/// As [`step`].
pub async fn complete(ask: Ask) -> Answered {
    step(ask, Step::Complete).await
}

/// It is called off.
///
/// # Errors
/// As [`step`].
pub async fn cancel(ask: Ask) -> Answered {
    step(ask, Step::Cancel).await
}

/// Takes a step; of work that comes again, the answer is the one of its times that took it.
///
/// # Errors
/// `NotFound` where there is none; `Refused` where the step does not follow on where it stands.
async fn step(ask: Ask, step: Step) -> Answered {
    let mut tx = ask.begin().await?;
    let planned = Planned::load(&mut tx, &ask, Role::Publisher).await?;
    let take = command::step(&ask, &ask.body, &planned, step)?;
    let taken = act(&mut tx, &ask, Deed::Step(take)).await?;
    done(tx, &ask, taken.id, &[], false).await
}

/// Says words that are out in one language more.
///
/// # Errors
/// `NotFound` where there is none, or no such update; `Refused` at the field at fault.
pub async fn translate(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let planned = Planned::load(&mut tx, &ask, Role::Publisher).await?;
    let named = ask.body.text("update", 64)?;
    let find = |named: String| {
        let mut updates = planned.standing.maintenance.updates.iter();
        let is_it = |one: &&Update| one.id.to_string() == named || one.public_id.as_str() == named;
        updates.find(is_it).map(|one| one.id).ok_or(Error::NotFound)
    };
    let command = Translate {
        maintenance: planned.standing.id(),
        update: named.map(find).transpose()?,
        text: said::text(&ask.body, "text", &planned.pages())?,
        is_quiet: ask.body.flag("is_quiet")?.unwrap_or(false),
        bypass: said::bypass(&ask)?,
        overrule: ask.overrule(&ask.body)?,
    };
    let id = command.maintenance;
    maintenances::translate(&mut tx, ask.now, ask.caller.actor(), command).await?;
    done(tx, &ask, id, &[], false).await
}

/// Takes one of its times out.
///
/// # Errors
/// `NotFound` where there is none; `Refused` where it is not planned for that time.
pub async fn take_out(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let planned = Planned::load(&mut tx, &ask, Role::Publisher).await?;
    let about = Fields::needed("about", ask.body.instant("about")?)?;
    let (actor, series) = (ask.caller.actor(), planned.standing.id());
    let id = maintenances::take_out(&mut tx, ask.now, actor, series, about).await?;
    done(tx, &ask, id, &[], true).await
}

async fn done(
    mut tx: Tx,
    ask: &Ask,
    id: MaintenanceId,
    overlaps: &[Overlap],
    is_made: bool,
) -> Answered {
    let planned = Planned::of(&mut tx, ask, id, Role::Reader).await?;
    let mut told = planned.told(ask.now);
    told["overlaps"] = overlaps.iter().map(overlap).collect();
    let reply = match is_made {
        true => Reply::created(&told)?,
        false => Reply::ok(&told)?,
    };
    ask.done(tx, reply.tagged(&tag_of(planned.version()))).await
}

fn overlap(one: &Overlap) -> Value {
    json!({
        "id": one.maintenance,
        "title": texts(&one.title),
        "components": one.components,
        "time": time(one.time),
    })
}

/// Does a deed; where a page asks for a second look, only for a reason, which is logged.
async fn act(tx: &mut Tx, ask: &Ask, deed: Deed) -> Result<Done> {
    let look = Look::Alone(said::bypass(ask)?);
    maintenances::act(tx, ask.now, ask.caller.actor(), deed, &look).await
}
