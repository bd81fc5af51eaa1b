//! The overview: is it me or them, since when, when do I hear more; then everything else.
//!
//! Read in order: [`show`] (asks the database), [`build`] (puts the page together, no I/O).

use askama::Template;
use axum::response::Response;
use beffroi_domain::{Incident, Maintenance, MaintenanceStatus};

use super::{
    days::{self, Day},
    facts::{self, Depth, Facts},
    feeds,
    services::{Past, Services, past_days, services},
    state::{State, current, state},
    updates::{self, Updates},
    visit::{Names, Visit},
};
use crate::{
    components::{self, Component, Group, Outage, groups_of_page},
    ground::Result,
    incidents::{self, WindowOf},
    maintenances::{self, Occurrence, Worked},
    web::{Layout, Reader, answer, format::Said, layout::Place},
};

/// How many days are told one by one.
const LAST_DAYS: u16 = 15;

/// The overview.
#[derive(Template)]
#[template(path = "public/overview.html")]
pub struct OverviewPage {
    layout: Layout,
    state: State,
    ongoing_title: String,
    ongoing: Vec<Ongoing>,
    planned_title: String,
    planned: Vec<Planned>,
    services: Services,
    days_title: String,
    days: Vec<Day>,
    history: (String, String),
}

/// An incident that is not over, in full.
struct Ongoing {
    id: String,
    shape: &'static str,
    address: String,
    title: Said,
    status: String,
    facts: Facts,
    updates: Updates,
}

/// A maintenance that is not over.
struct Planned {
    address: String,
    title: Said,
    status: String,
    facts: Facts,
    /// What was said last.
    said: Option<crate::web::format::Prose>,
}

/// What the overview is put together from.
pub struct Picture {
    /// The components of the page, in order.
    pub components: Vec<Component>,
    /// What these are called, and those that it had once.
    pub names: Names,
    /// Their groups, in order.
    pub groups: Vec<Group>,
    /// Incidents that are not over, newest first.
    pub open: Vec<Incident>,
    /// Maintenances that are not over, the next one first.
    pub planned: Vec<Maintenance>,
    /// Windows of the last ninety days.
    pub windows: Vec<WindowOf>,
    /// Planned work of the last ninety days.
    pub worked: Vec<Worked>,
    /// Times of the last ninety days in which components were not operational by their own status.
    pub outages: Vec<Outage>,
    /// Incidents of the last fifteen days, newest first.
    pub recent: Vec<Incident>,
    /// Maintenances of the last fifteen days, each as often as it was planned.
    pub maintained: Vec<Occurrence>,
    /// The first instant of which the page knows anything.
    pub since: jiff::Timestamp,
}

/// Answers `/{locale}/`.
///
/// # Errors
/// A fault when the database is away.
pub async fn show(mut visit: Visit) -> Result<Response> {
    let picture = look(&mut visit).await?;
    let title = visit.reader.say("nav-now");
    let mut layout = visit.layout(&title, Place::Now);
    if let Some(site) = &layout.site {
        layout.title = visit
            .reader
            .words
            .tell("title-status", &[("site", &site.text)]);
    }
    let layout = layout
        .following(feeds::follow::page(&visit.reader))
        .live(&visit.reader);
    answer::page(&build(&visit.reader, layout, &picture))
}

async fn look(visit: &mut Visit) -> Result<Picture> {
    let (page, now) = (visit.page.id, visit.reader.now);
    let (components, names) = visit.components().await?;
    let tx = &mut visit.tx;
    let from = past_days(now);
    let recent = first_day(&visit.reader);
    let after = jiff::Timestamp::MAX;
    Ok(Picture {
        groups: groups_of_page(tx, page).await?,
        open: incidents::open_on(tx, page).await?,
        planned: to_come(maintenances::planned(tx, page).await?, now),
        windows: incidents::windows_since(tx, page, from).await?,
        worked: maintenances::worked_since(tx, page, from, now).await?,
        outages: components::outages_since(tx, page, from).await?,
        recent: incidents::between(tx, page, recent, after).await?,
        maintained: maintenances::occurrences(tx, page, recent, now).await?,
        since: visit.page.since,
        components,
        names,
    })
}

/// What is under way or to come, the next one first; a rule that has run out is neither.
#[must_use]
pub fn to_come(mut planned: Vec<Maintenance>, now: jiff::Timestamp) -> Vec<Maintenance> {
    planned.retain(|one| one.status_at(now) != MaintenanceStatus::Completed);
    let begins = |one: &Maintenance| {
        let next = one.times_from(now).next();
        next.map_or(one.scheduled_start_at, |time| time.from)
    };
    planned.sort_by_cached_key(begins);
    planned
}

/// The beginning of the first of the last days, with a day to spare for the zone.
fn first_day(reader: &Reader) -> jiff::Timestamp {
    let hours = i64::from(LAST_DAYS + 1) * 24;
    reader
        .now
        .checked_sub(jiff::SignedDuration::from_hours(hours))
        .unwrap_or(jiff::Timestamp::MIN)
}

/// Puts the page together.
#[must_use]
pub fn build(reader: &Reader, layout: Layout, picture: &Picture) -> OverviewPage {
    let names = &picture.names;
    let now = current(
        &picture.components,
        &picture.open,
        &picture.planned,
        reader.now,
    );
    let past = Past {
        windows: &picture.windows,
        worked: &picture.worked,
        outages: &picture.outages,
        open: &picture.open,
        since: picture.since,
    };
    let ongoing: Vec<Ongoing> = picture
        .open
        .iter()
        .map(|incident| ongoing(reader, names, incident))
        .collect();
    let count = i64::try_from(ongoing.len()).unwrap_or(i64::MAX);
    let has_concluded = picture.open.iter().any(has_concluded);
    let state = state(reader, names, &picture.components, &now, &picture.open);
    OverviewPage {
        ongoing_title: reader.words.count("ongoing-title", count, &[]),
        ongoing,
        planned_title: reader.say("planned-title"),
        planned: picture
            .planned
            .iter()
            .map(|one| planned(reader, names, one))
            .collect(),
        services: services(reader, &picture.groups, &picture.components, &now, &past),
        days_title: reader.words.count("days-title", i64::from(LAST_DAYS), &[]),
        days: days::last(reader, &picture.recent, &picture.maintained, LAST_DAYS),
        history: (
            format!("{}history", layout.home),
            reader.say("full-history"),
        ),
        layout: layout
            .explaining(reader, has_concluded)
            .sharing(reader, &state.sentence, ""),
        state,
    }
}

fn ongoing(reader: &Reader, names: &Names, incident: &Incident) -> Ongoing {
    let entry = days::incident_entry(reader, incident);
    let mut updates = updates::line(reader, names, &incident.updates, &entry.address, 4);
    updates.promise = updates::promise(reader, incident);
    Ongoing {
        id: incident.public_id.to_string(),
        shape: entry.shape,
        address: entry.address,
        title: entry.title,
        status: entry.status,
        facts: facts::of_incident(reader, names, incident, Depth::Short),
        updates,
    }
}

fn planned(reader: &Reader, names: &Names, maintenance: &Maintenance) -> Planned {
    let entry = days::maintenance_entry(reader, maintenance);
    let line = updates::line(reader, names, &maintenance.updates, &entry.address, 4);
    Planned {
        address: entry.address,
        title: entry.title,
        status: entry.status,
        facts: facts::of_maintenance(reader, names, maintenance),
        said: line.stops.into_iter().find_map(|stop| stop.body),
    }
}

/// True where an instant of the incident was concluded and not stated.
#[must_use]
pub fn has_concluded(incident: &Incident) -> bool {
    let concluded =
        |moment: beffroi_domain::Moment| moment.origin == beffroi_domain::Origin::Inferred;
    let windows = &incident.windows;
    windows
        .iter()
        .filter_map(|window| window.start)
        .any(concluded)
        || windows
            .iter()
            .filter_map(beffroi_domain::ImpactWindow::ended)
            .any(concluded)
        || incident
            .updates
            .iter()
            .filter_map(|update| update.published)
            .any(concluded)
}
