//! The services of a page: components by group, each with how it is now and its last ninety days.
//!
//! Windows for which no component was named stand on a row of the whole service, and so do open
//! incidents that say nothing at all, so that no day of theirs is shown as a good one.

use std::collections::HashMap;

use askama::{Template, filters::HtmlSafe};
use beffroi_domain::{
    ComponentId, ComponentStatus, GroupId, ImpactWindow, Incident, WindowEnd,
    uptime::{self, Trouble},
    window::Interval,
};
use jiff::Timestamp;

use super::bars::{Bars, DAYS, bars};
use crate::{
    components::{Component, Group, Outage},
    incidents::WindowOf,
    maintenances::Worked,
    web::{Reader, format::Said},
};

/// The order of the key: from good to bad, then what is neither.
const LEGEND: [ComponentStatus; 6] = [
    ComponentStatus::Operational,
    ComponentStatus::DegradedPerformance,
    ComponentStatus::PartialOutage,
    ComponentStatus::MajorOutage,
    ComponentStatus::UnderMaintenance,
    ComponentStatus::Unknown,
];

/// What the section is put together from.
pub struct Past<'a> {
    /// Windows that touch the ninety days.
    pub windows: &'a [WindowOf],
    /// Planned work in them.
    pub worked: &'a [Worked],
    /// Times in them in which components were not operational by their own status.
    pub outages: &'a [Outage],
    /// Incidents that are not over.
    pub open: &'a [Incident],
    /// The first instant of which the page knows anything.
    pub since: Timestamp,
}

/// The section.
#[derive(Clone, Debug, Template)]
#[template(path = "public/services.html")]
pub struct Services {
    title: String,
    none: String,
    legend_label: String,
    /// Shape and word.
    legend: Vec<(&'static str, String)>,
    groups: Vec<Gathering>,
    how: String,
    note: String,
}

impl HtmlSafe for Services {}

#[derive(Clone, Debug)]
struct Gathering {
    name: Option<Said>,
    /// What is said where components stand outside any group beside others that do not.
    other: Option<String>,
    rows: Vec<Row>,
}

#[derive(Clone, Debug)]
struct Row {
    name: Said,
    description: Option<Said>,
    /// Shape and word; `None` for the whole service, which has no status of its own.
    status: Option<(&'static str, String)>,
    /// `None` for one whose days are not to be shown.
    bars: Option<Bars>,
}

/// The services, their state and their days.
#[must_use]
pub fn services(
    reader: &Reader,
    groups: &[Group],
    components: &[Component],
    now: &HashMap<ComponentId, ComponentStatus>,
    past: &Past<'_>,
) -> Services {
    let rows_of = |group: Option<GroupId>| -> Vec<Row> {
        let members = components.iter().filter(|one| one.group == group);
        members
            .filter_map(|one| row(reader, one, now, past))
            .collect()
    };
    let mut gathered: Vec<Gathering> = whole(reader, past)
        .map(|row| Gathering {
            name: None,
            other: None,
            rows: vec![row],
        })
        .into_iter()
        .collect();
    gathered.extend(groups.iter().map(|group| Gathering {
        name: reader.said(&group.name),
        other: None,
        rows: rows_of(Some(group.id)),
    }));
    let other = (!groups.is_empty()).then(|| reader.say("services-other"));
    gathered.push(Gathering {
        name: None,
        other,
        rows: rows_of(None),
    });
    gathered.retain(|group| !group.rows.is_empty());
    Services {
        title: reader.say("services-title"),
        none: reader.say("services-none"),
        legend_label: reader.say("legend-label"),
        legend: LEGEND
            .iter()
            .map(|status| (status.as_str(), reader.say(&format!("component-{status}"))))
            .collect(),
        how: reader
            .words
            .tell("bars-how", &[("days", &DAYS.to_string())]),
        note: reader.say("uptime-note"),
        groups: gathered,
    }
}

fn row(
    reader: &Reader,
    component: &Component,
    now: &HashMap<ComponentId, ComponentStatus>,
    past: &Past<'_>,
) -> Option<Row> {
    let name = reader.said(&component.name)?;
    let status = now.get(&component.id).copied().unwrap_or(component.status);
    if component.only_show_if_degraded && status == ComponentStatus::Operational {
        return None;
    }
    let mut troubles: Vec<Trouble> = past
        .windows
        .iter()
        .filter_map(|of| {
            let (_, degree) = of
                .window
                .components
                .iter()
                .find(|(id, _)| *id == component.id)?;
            trouble(reader, &of.window, *degree)
        })
        .collect();
    troubles.extend(
        past.open
            .iter()
            .filter_map(|open| uncovered(open, component.id, reader.now)),
    );
    let (work, out) = by_own_status(past.outages, component.id, reader.now);
    troubles.extend(out);
    let mut worked: Vec<Interval> = past
        .worked
        .iter()
        .filter(|worked| worked.components.contains(&component.id))
        .map(|worked| worked.interval)
        .collect();
    worked.extend(work);
    let days = uptime::days(
        &troubles,
        &worked,
        component.since,
        reader.now,
        &reader.zone,
        DAYS,
    );
    Some(Row {
        description: reader.said(&component.description),
        status: Some((status.as_str(), reader.say(&format!("component-{status}")))),
        bars: component.showcase.then(|| bars(reader, &name.text, &days)),
        name,
    })
}

/// Planned work and trouble of one component by its own status, up to `now`.
#[must_use]
pub fn by_own_status(
    outages: &[Outage],
    component: ComponentId,
    now: Timestamp,
) -> (Vec<Interval>, Vec<Trouble>) {
    let own = || outages.iter().filter(|one| one.component == component);
    let work = own().filter(|one| one.is_work());
    let out = own().filter(|one| !one.is_work()).map(|one| Trouble {
        interval: one.interval(now),
        degree: one.degree,
        is_bound: false,
    });
    (work.map(|one| one.interval(now)).collect(), out.collect())
}

/// An open incident that names a component and says nowhere when it broke covers it all the same,
/// from the first word on, and nobody can tell how badly.
fn uncovered(open: &Incident, component: ComponentId, now: Timestamp) -> Option<Trouble> {
    let is_named = open.components.contains(&component);
    let has_window = open.windows.iter().any(|window| {
        window.start.is_some() && window.components.iter().any(|(id, _)| *id == component)
    });
    if !is_named || has_window {
        return None;
    }
    Some(untold(open, now))
}

/// From the first word on until now, and nobody can tell how bad it is.
fn untold(open: &Incident, now: Timestamp) -> Trouble {
    let said = open
        .updates
        .iter()
        .filter_map(|update| update.published)
        .map(|moment| moment.at);
    let from = said.min().unwrap_or(open.created_at).min(now);
    Trouble {
        interval: Interval { from, to: now },
        degree: ComponentStatus::Unknown,
        is_bound: true,
    }
}

/// The trouble of a window. Where nobody wrote down its start, its end is known to have been in
/// trouble all the same.
#[must_use]
pub fn trouble(reader: &Reader, window: &ImpactWindow, degree: ComponentStatus) -> Option<Trouble> {
    Trouble::of(window, degree, reader.now, &reader.zone).or_else(|| {
        let (from, to) = match window.end {
            WindowEnd::At(end) => (end.earliest(), end.latest(&reader.zone)),
            WindowEnd::Ongoing => (reader.now, reader.now),
            WindowEnd::Unknown => return None,
        };
        Some(Trouble {
            interval: Interval { from, to },
            degree,
            is_bound: true,
        })
    })
}

/// The row of windows without a component; `None` where there are none.
fn whole(reader: &Reader, past: &Past<'_>) -> Option<Row> {
    let nameless = past
        .open
        .iter()
        .filter(|open| open.components.is_empty() && open.windows.is_empty());
    let troubles: Vec<Trouble> = past
        .windows
        .iter()
        .filter(|of| of.window.components.is_empty())
        .filter_map(|of| trouble(reader, &of.window, of.window.degree))
        .chain(nameless.map(|open| untold(open, reader.now)))
        .collect();
    let from = past_days(reader.now);
    if !troubles.iter().any(|trouble| trouble.interval.to >= from) {
        return None;
    }
    let days = uptime::days(&troubles, &[], past.since, reader.now, &reader.zone, DAYS);
    let said = |key| Said {
        text: reader.say(key),
        lang: None,
        note: None,
    };
    Some(Row {
        name: said("services-whole"),
        description: Some(said("services-whole-note")),
        status: None,
        bars: Some(bars(reader, &reader.say("services-whole"), &days)),
    })
}

/// The instant before which nothing is drawn.
#[must_use]
pub fn past_days(now: Timestamp) -> Timestamp {
    let hours = i64::from(DAYS) * 24;
    now.checked_sub(jiff::SignedDuration::from_hours(hours))
        .unwrap_or(Timestamp::MIN)
}
