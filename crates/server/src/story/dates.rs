//! Instants as Statuspage writes them, and what stands where it demands one that nobody knows.
//!
//! Read in order: [`stamp`], [`Stand`], [`Dates`], [`said_at`]. Times are told in the zone of the page,
//! so that a day which is all that is known is still seen to be that day.

use beffroi_domain::{
    Incident, IncidentStatus, Maintenance, Moment, Precision, Update, UpdateStatus,
    window::Interval,
};
use jiff::{Timestamp, tz::TimeZone};

use super::facts::first_start;

/// Only the day is known; this is its beginning in the zone of the page.
pub const DAY: &str = "day";
/// When it was first spoken of, where its start is not known.
pub const PUBLICATION: &str = "publication";
/// Its start, where nobody knows when it was first spoken of.
pub const START: &str = "start";
/// Its end, where neither is known.
pub const END: &str = "end";
/// When the statement before it was published; the one after it where there is none.
pub const NEIGHBOUR: &str = "neighbour";
/// Nothing is known of the time: the first instant of which the page knows anything.
pub const PAGE: &str = "page";
/// When our record was made.
pub const RECORD: &str = "record";

/// RFC 3339 with three digits behind the second, in `zone`: `Z` for UTC, else an offset.
#[must_use]
pub fn stamp(zone: &TimeZone, at: Timestamp) -> String {
    let local = at.to_zoned(zone.clone());
    // An offset of the years before standard time has seconds, which RFC 3339 cannot say.
    if is_utc(zone) || local.offset().seconds() % 60 != 0 {
        return at.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string();
    }
    local.strftime("%Y-%m-%dT%H:%M:%S%.3f%:z").to_string()
}

/// The name of a zone as Statuspage writes it.
#[must_use]
pub fn zone_name(zone: &TimeZone) -> &str {
    if is_utc(zone) {
        return "Etc/UTC";
    }
    zone.iana_name().unwrap_or("Etc/UTC")
}

fn is_utc(zone: &TimeZone) -> bool {
    matches!(
        zone.iana_name(),
        None | Some("UTC" | "Etc/UTC" | "Etc/UCT" | "UCT" | "Zulu" | "Etc/Zulu")
    )
}

/// An instant; `instead` where it is not quite what its field says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stand {
    /// The instant.
    pub at: Timestamp,
    /// What it is instead.
    pub instead: Option<&'static str>,
}

impl Stand {
    /// A known moment.
    #[must_use]
    pub fn known(moment: Moment) -> Self {
        Self {
            at: moment.at,
            instead: (moment.precision == Precision::Day).then_some(DAY),
        }
    }

    /// Another instant in the place of one that is not known.
    #[must_use]
    pub fn instead(at: Timestamp, what: &'static str) -> Self {
        Self {
            at,
            instead: Some(what),
        }
    }

    /// The same, where the other field says less of itself.
    fn or(self, what: &'static str) -> Self {
        Self {
            instead: self.instead.or(Some(what)),
            ..self
        }
    }
}

/// The instants of an incident that Statuspage demands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dates {
    /// `created_at`: first spoken of.
    pub created: Stand,
    /// `updated_at`: last changed or spoken of.
    pub updated: Stand,
    /// `started_at`: first broken.
    pub started: Stand,
}

impl Dates {
    /// Those of an incident on a page that knows of nothing before `since`.
    #[must_use]
    pub fn of(incident: &Incident, since: Timestamp) -> Self {
        let said = first_said(&incident.updates).map(Stand::known);
        let start = first_start(incident);
        let end = incident
            .windows
            .iter()
            .filter_map(beffroi_domain::ImpactWindow::ended)
            .max_by_key(|end| end.at);
        let created = said
            .or_else(|| start.map(|start| Stand::instead(start.at, START)))
            .or_else(|| end.map(|end| Stand::instead(end.at, END)))
            .unwrap_or(Stand::instead(since, PAGE));
        let started = start.map_or_else(|| created.or(PUBLICATION), Stand::known);
        let record = (incident.created_at, incident.updated_at);
        Self {
            created,
            updated: updated(&incident.updates, created, record),
            started,
        }
    }
}

/// The last word; a change to the record after it was made, where that came later.
#[must_use]
pub fn updated(updates: &[Update], created: Stand, record: (Timestamp, Timestamp)) -> Stand {
    let said = updates
        .iter()
        .filter_map(|update| update.published)
        .max_by_key(|at| at.at);
    let said = said.map_or(created, Stand::known);
    let (made, changed) = record;
    if changed > made && changed > said.at {
        return Stand {
            at: changed,
            instead: None,
        };
    }
    if said.at < created.at { created } else { said }
}

/// The first known publication.
#[must_use]
pub fn first_said(updates: &[Update]) -> Option<Moment> {
    updates
        .iter()
        .filter_map(|update| update.published)
        .min_by_key(|at| at.at)
}

/// When each of `updates` was published, oldest first; where that is not known, what stands next to it.
#[must_use]
pub fn said_at(updates: &[Update], created: Stand) -> Vec<Stand> {
    let known = |update: &Update| update.published;
    (0..updates.len())
        .map(|at| {
            if let Some(published) = known(&updates[at]) {
                return Stand::known(published);
            }
            let before = updates[..at].iter().rev().find_map(known);
            let beside = before.or_else(|| updates[at..].iter().find_map(known));
            beside.map_or(created, |one| Stand::instead(one.at, NEIGHBOUR))
        })
        .collect()
}

/// When it was last told to stand so; `None` where it never was or nobody knows when.
#[must_use]
pub fn told_at(updates: &[Update], status: IncidentStatus) -> Option<Moment> {
    updates
        .iter()
        .rev()
        .find(|update| update.status == UpdateStatus::Incident(status))
        .and_then(|update| update.published)
}

/// When a maintenance was first spoken of; never after its planned start where nobody knows.
#[must_use]
pub fn of_work(maintenance: &Maintenance) -> Stand {
    if let Some(said) = first_said(&maintenance.updates) {
        return Stand::known(said);
    }
    if maintenance.scheduled_start_at < maintenance.created_at {
        return Stand::instead(maintenance.scheduled_start_at, START);
    }
    Stand::instead(maintenance.created_at, RECORD)
}

/// The time of a maintenance that is told: of work that comes again the one under way or next to come.
#[must_use]
pub fn time_at(maintenance: &Maintenance, now: Timestamp) -> Interval {
    let again = maintenance.recurrence.as_ref();
    let next = again.and_then(|_| maintenance.times_from(now).next());
    next.unwrap_or_else(|| maintenance.planned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_told_in_the_zone_of_the_page_with_three_digits() {
        let at: Timestamp = "2026-07-30T09:07:05.1239Z".parse().unwrap();

        let in_zone = |name| stamp(&TimeZone::get(name).unwrap(), at);

        assert_eq!(in_zone("Etc/UTC"), "2026-07-30T09:07:05.123Z");
        assert_eq!(in_zone("Europe/Paris"), "2026-07-30T11:07:05.123+02:00");
        assert_eq!(in_zone("America/Chicago"), "2026-07-30T04:07:05.123-05:00");
        assert_eq!(stamp(&TimeZone::UTC, at), "2026-07-30T09:07:05.123Z");
        assert_eq!(zone_name(&TimeZone::UTC), "Etc/UTC");
    }

    #[test]
    fn an_offset_with_seconds_is_told_in_utc() {
        let at: Timestamp = "1880-01-01T00:00:00Z".parse().unwrap();

        let told = stamp(&TimeZone::get("Europe/Paris").unwrap(), at);

        assert_eq!(told, "1880-01-01T00:00:00.000Z");
    }
}
