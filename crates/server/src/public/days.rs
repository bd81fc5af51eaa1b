//! Incidents and maintenances day by day, as the overview's last fifteen days and the history show
//! them.
//!
//! An incident stands on the day that it is dated: its first start, else its first publication.

use std::collections::BTreeMap;

use askama::{Template, filters::HtmlSafe};
use beffroi_domain::{
    Incident, IncidentStatus, Length, Maintenance, MaintenanceStatus, Moment, lengths,
};
use jiff::{Timestamp, ToSpan as _, civil::Date};

use super::facts::first_start;
use crate::{
    maintenances::Occurrence,
    web::{
        Reader,
        format::{Said, When},
    },
};

/// One calendar day.
#[derive(Clone, Debug, Template)]
#[template(path = "public/day.html")]
pub struct Day {
    /// Its fragment: `d2025-12-04`.
    pub id: String,
    /// "Thursday 4 December 2025".
    pub name: String,
    /// For machines.
    pub datetime: String,
    /// "Nothing to report", where there is nothing.
    pub quiet: Option<String>,
    /// What stands on it, newest first.
    pub entries: Vec<Entry>,
    /// Which heading the day has.
    pub level: u8,
}

impl HtmlSafe for Day {}

/// One incident or maintenance, in a few lines.
#[derive(Clone, Debug, Template)]
#[template(path = "public/entry.html")]
pub struct Entry {
    /// Its shape.
    pub shape: &'static str,
    /// Where it is told in full.
    pub address: String,
    /// What it is called.
    pub title: Said,
    /// "translation follows", where the title is in another language.
    pub follows: Option<String>,
    /// "Resolved".
    pub status: String,
    /// "Impact: 24 minutes".
    pub length: Option<String>,
    /// Where no day stands above it, when it was published last.
    pub when: Option<When>,
}

impl HtmlSafe for Entry {}

/// When an incident is dated; `None` where nobody wrote down any date.
#[must_use]
pub fn dated_at(incident: &Incident) -> Option<Timestamp> {
    let said = || {
        incident
            .updates
            .iter()
            .filter_map(|update| update.published)
    };
    first_start(incident)
        .or_else(|| said().min_by_key(|published| published.at))
        .map(|moment: Moment| moment.at)
}

/// An incident in a few lines.
#[must_use]
pub fn incident_entry(reader: &Reader, incident: &Incident) -> Entry {
    let title = title(reader, &incident.title, incident.public_id.as_str());
    let length = lengths(incident, reader.now, &reader.zone).impact;
    let length = (length != Length::Unknown).then(|| {
        reader
            .words
            .tell("entry-length", &[("length", &reader.length(&length))])
    });
    let worst = incident.windows.iter().map(|window| window.degree).max();
    let shape = worst
        .filter(|degree| degree.is_trouble())
        .unwrap_or(incident.impact.degree());
    Entry {
        // An incident is never good: without any degree nobody can tell how bad it was.
        shape: if shape.is_trouble() {
            shape.as_str()
        } else {
            "unknown"
        },
        address: reader.path(&format!("incidents/{}", incident.public_id)),
        follows: title
            .note
            .is_some()
            .then(|| reader.say("translation-follows-short")),
        status: status(reader, incident.status),
        title,
        length,
        when: None,
    }
}

/// Where an incident stands. That its write-up is out says also that it is over.
fn status(reader: &Reader, status: IncidentStatus) -> String {
    match status {
        IncidentStatus::Postmortem => reader.say("incident-closed-postmortem"),
        other => reader.say(&format!("incident-{other}")),
    }
}

/// A maintenance in a few lines, as it stands now.
#[must_use]
pub fn maintenance_entry(reader: &Reader, maintenance: &Maintenance) -> Entry {
    entry_of(reader, maintenance, maintenance.status_at(reader.now))
}

/// Work that was called off stands as completed in tables, and readers are told which.
#[must_use]
pub fn word_of(maintenance: &Maintenance, status: MaintenanceStatus) -> &'static str {
    match maintenance.cancelled_at {
        Some(_) if status == MaintenanceStatus::Completed => "cancelled",
        _ => status.as_str(),
    }
}

fn entry_of(reader: &Reader, maintenance: &Maintenance, status: MaintenanceStatus) -> Entry {
    let title = title(reader, &maintenance.title, maintenance.public_id.as_str());
    Entry {
        shape: "under_maintenance",
        address: reader.path(&format!("maintenances/{}", maintenance.public_id)),
        follows: title
            .note
            .is_some()
            .then(|| reader.say("translation-follows-short")),
        status: reader.say(&format!("maintenance-{}", word_of(maintenance, status))),
        title,
        length: None,
        when: None,
    }
}

/// A title; the id where nobody gave one.
#[must_use]
pub fn title(reader: &Reader, title: &beffroi_domain::LocalizedText, id: &str) -> Said {
    reader.said(title).unwrap_or_else(|| Said {
        text: id.to_owned(),
        lang: None,
        note: None,
    })
}

/// The days that have something, newest first.
#[must_use]
pub fn busy(
    reader: &Reader,
    incidents: &[Incident],
    maintained: &[Occurrence],
    level: u8,
) -> Vec<Day> {
    let days = by_day(reader, incidents, maintained);
    days.into_iter()
        .rev()
        .map(|(on, entries)| day(reader, on, entries, level))
        .collect()
}

/// The last `count` days, each of them, newest first.
#[must_use]
pub fn last(
    reader: &Reader,
    incidents: &[Incident],
    maintained: &[Occurrence],
    count: u16,
) -> Vec<Day> {
    let mut days = by_day(reader, incidents, maintained);
    let today = reader.date(reader.now);
    (0..i64::from(count))
        .filter_map(|ago| today.checked_sub(ago.days()).ok())
        .map(|on| {
            let mut shown = day(reader, on, days.remove(&on).unwrap_or_default(), 3);
            if on == today {
                let name = shown.name;
                shown.name = reader.words.tell(
                    "day-tip",
                    &[("day", &reader.say("day-today")), ("state", &name)],
                );
            }
            shown
        })
        .collect()
}

fn by_day(
    reader: &Reader,
    incidents: &[Incident],
    maintained: &[Occurrence],
) -> BTreeMap<Date, Vec<Entry>> {
    let mut days: BTreeMap<Date, Vec<Entry>> = BTreeMap::new();
    for incident in incidents {
        if let Some(at) = dated_at(incident) {
            days.entry(reader.date(at))
                .or_default()
                .push(incident_entry(reader, incident));
        }
    }
    for one in maintained.iter().rev() {
        let status = one.status(reader.now);
        days.entry(reader.date(one.planned.from))
            .or_default()
            .push(entry_of(reader, &one.maintenance, status));
    }
    days
}

fn day(reader: &Reader, on: Date, entries: Vec<Entry>, level: u8) -> Day {
    Day {
        id: format!("d{on}"),
        name: reader.words.forms().weekday(on),
        datetime: on.to_string(),
        quiet: entries.is_empty().then(|| reader.say("day-quiet")),
        entries,
        level,
    }
}
