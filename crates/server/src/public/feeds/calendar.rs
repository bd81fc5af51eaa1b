//! Calendars: planned work and incidents, for the calendars of people and of their tools.
//!
//! Work that comes again stands there time by time and in UTC, as the page itself tells it: programs
//! differ in what they make of a rule and of a zone, and a time that is there cannot be misread. A
//! calendar reaches a year back and a year ahead. Not here: invitations; nobody has to answer.

use axum::{extract::Path, http::Uri, response::Response};
use beffroi_domain::{Incident, Maintenance};
use icalendar::{Calendar, Event, Property};
use jiff::{SignedDuration, Timestamp};

use super::{
    super::{
        moved::{self, At},
        visit::{Names, Visit, split},
    },
    event::{Source, text},
    item::authority,
};
use crate::{
    audit,
    ground::{Error, Result},
    incidents, maintenances,
    web::answer,
};

/// How far a calendar reaches, both ways.
const REACH: SignedDuration = SignedDuration::from_hours(366 * 24);

/// What a calendar is made of, each with its sequence number.
#[derive(Default)]
struct Gathered {
    incidents: Vec<(Incident, i64)>,
    times: Vec<(maintenances::Occurrence, i64)>,
}

/// Answers `/{locale}/calendar.ics`: incidents and planned work.
///
/// # Errors
/// A fault when the database is away.
pub async fn whole(uri: Uri, mut visit: Visit) -> Result<Response> {
    let mut found = Gathered::default();
    let from = back(visit.reader.now);
    let recent = incidents::between(&mut visit.tx, visit.page.id, from, Timestamp::MAX).await?;
    for incident in recent {
        found.add_incident(&mut visit, incident).await?;
    }
    found.add_planned(&mut visit).await?;
    let title = named(&visit, "calendar-title");
    answer(&uri, visit, &title, &found).await
}

/// Answers `/{locale}/maintenances.ics`: planned work alone.
///
/// # Errors
/// A fault when the database is away.
pub async fn planned(uri: Uri, mut visit: Visit) -> Result<Response> {
    let mut found = Gathered::default();
    found.add_planned(&mut visit).await?;
    let title = named(&visit, "calendar-maintenances");
    answer(&uri, visit, &title, &found).await
}

/// Answers `/{locale}/incidents/{id}/calendar.ics`.
///
/// # Errors
/// `NotFound` where no public incident of the page has this id; a fault when the database is away.
pub async fn incident(
    Path((_, id)): Path<(String, String)>,
    uri: Uri,
    mut visit: Visit,
) -> Result<Response> {
    let incident = match moved::at(&mut visit, &id, &format!("incidents/{id}/calendar.ics")).await?
    {
        At::Incident(incident) => *incident,
        At::Moved(answer) => return Ok(answer),
    };
    let title = visit.reader.plain(&incident.title).unwrap_or(id);
    let mut found = Gathered::default();
    found.add_incident(&mut visit, incident).await?;
    answer(&uri, visit, &title, &found).await
}

/// Answers `/{locale}/maintenances/{id}/calendar.ics`.
///
/// # Errors
/// `NotFound` where no public maintenance of the page has this id; a fault when the database is away.
pub async fn maintenance(
    Path((_, id)): Path<(String, String)>,
    uri: Uri,
    mut visit: Visit,
) -> Result<Response> {
    let maintenance: Maintenance =
        maintenances::find_by_public_id(&mut visit.tx, visit.page.id, &id)
            .await?
            .ok_or(Error::NotFound)?;
    let title = visit.reader.plain(&maintenance.title).unwrap_or(id);
    let sequence = audit::revision_of(&mut visit.tx, maintenance.id.0).await?;
    let is_again = maintenance.recurrence.is_some();
    let (from, to) = (back(visit.reader.now), ahead(visit.reader.now));
    let is_near = |one: &maintenances::Occurrence| one.planned.to > from && one.planned.from < to;
    let mut found = Gathered::default();
    for time in maintenances::times_of(maintenance, to) {
        if !is_again || is_near(&time) {
            found.times.push((time, sequence));
        }
    }
    answer(&uri, visit, &title, &found).await
}

impl Gathered {
    async fn add_incident(&mut self, visit: &mut Visit, incident: Incident) -> Result<()> {
        let sequence = audit::revision_of(&mut visit.tx, incident.id.0).await?;
        self.incidents.push((incident, sequence));
        Ok(())
    }

    async fn add_planned(&mut self, visit: &mut Visit) -> Result<()> {
        let (from, to) = (back(visit.reader.now), ahead(visit.reader.now));
        let times = maintenances::occurrences(&mut visit.tx, visit.page.id, from, to).await?;
        let mut known = std::collections::HashMap::new();
        for time in times {
            let id = time.maintenance.id;
            let sequence = match known.get(&id) {
                Some(sequence) => *sequence,
                None => audit::revision_of(&mut visit.tx, id.0).await?,
            };
            known.insert(id, sequence);
            self.times.push((time, sequence));
        }
        Ok(())
    }
}

fn back(now: Timestamp) -> Timestamp {
    now.checked_sub(REACH).unwrap_or(Timestamp::MIN)
}

fn ahead(now: Timestamp) -> Timestamp {
    now.checked_add(REACH).unwrap_or(Timestamp::MAX)
}

fn named(visit: &Visit, key: &str) -> String {
    let site = visit.page.name_in(visit.reader.locale());
    visit.reader.words.tell(key, &[("site", site)])
}

async fn answer(uri: &Uri, mut visit: Visit, title: &str, found: &Gathered) -> Result<Response> {
    let (_, names) = visit.components().await?;
    let (_, rest) = split(uri.path());
    let calendar = build(&visit, &names, title, rest, found);
    let body = calendar.to_string();
    Ok(answer::data("text/calendar; charset=utf-8", body))
}

fn build(visit: &Visit, names: &Names, title: &str, rest: &str, found: &Gathered) -> Calendar {
    let source = Source {
        reader: &visit.reader,
        page: &visit.page.public_id,
        host: authority(&visit.reader.address.origin),
        names,
    };
    let mut calendar = head(title, &visit.reader.absolute(rest));
    let incidents = found.incidents.iter();
    let events: Vec<Event> = incidents
        .flat_map(|(one, sequence)| source.of_incident(one, *sequence))
        .chain(found.times.iter().map(|(time, sequence)| {
            source.of_maintenance(&time.maintenance, time.planned, *sequence)
        }))
        .collect();
    calendar.extend(events);
    calendar
}

fn head(title: &str, address: &str) -> Calendar {
    let mut calendar = Calendar::empty();
    let typed = |key: &str, kind: &str, value: &str| {
        let mut property = Property::new(key, value);
        property.add_parameter("VALUE", kind);
        property.done()
    };
    calendar
        .append_property(("VERSION", "2.0"))
        .append_property(("PRODID", "-//Beffroi//Status page//EN"))
        .append_property(("CALSCALE", "GREGORIAN"))
        .append_property(("METHOD", "PUBLISH"))
        .append_property(typed("SOURCE", "URI", address))
        .append_property(typed("REFRESH-INTERVAL", "DURATION", "PT1H"))
        .append_property(("X-PUBLISHED-TTL", "PT1H"))
        .name(&text(title));
    calendar
}
