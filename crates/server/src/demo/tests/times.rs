//! Times agree with one another at whatever hour of whatever day the demo is started.

use std::collections::BTreeMap;

use beffroi_domain::{
    ComponentId, ComponentStatus, EntryKind, Incident, IncidentId, IncidentStatus, PageId,
    UpdateStatus, WindowEnd, length,
};
use jiff::{Timestamp, tz::TimeZone};
use uuid::Uuid;

use super::{components, incidents, sample};
use crate::demo::{
    convert::{self, Scene},
    sample::{self as data, Sample},
};

/// Ordinary hours, midnights, and the days on which the clocks change.
const STARTS: &[&str] = &[
    "2026-11-22T09:41:17Z",
    "2027-01-01T00:00:00Z",
    "2027-03-28T00:59:59Z",
    "2027-03-28T01:00:00Z",
    "2027-03-29T22:30:00Z",
    "2027-10-31T00:30:00Z",
    "2027-10-31T01:30:00Z",
    "2028-02-29T23:15:00Z",
    "2030-07-14T12:00:00Z",
];

fn paris() -> TimeZone {
    TimeZone::get("Europe/Paris").unwrap()
}

fn starts() -> impl Iterator<Item = Timestamp> {
    STARTS.iter().map(|start| start.parse().unwrap())
}

/// Calls `with` with every incident as a command, for every start.
fn each_start(sample: &Sample, with: impl Fn(&Scene<'_>, &data::Incident)) {
    let (components, zone) = (components(sample), paris());
    for now in starts() {
        let page = PageId(Uuid::from_u128(1));
        let scene = Scene {
            sample,
            page,
            components: &components,
            now,
            zone: &zone,
        };
        for incident in incidents(sample) {
            with(&scene, incident);
        }
    }
}

#[test]
fn no_window_is_upside_down_and_windows_of_one_incident_follow_one_another() {
    let sample = sample();

    each_start(&sample, |scene, from| {
        let new = convert::incident(scene, from, 1, 1);
        let spans: Vec<_> = new
            .facts
            .windows
            .iter()
            .map(|window| window.longest(scene.now, scene.zone).unwrap())
            .collect();
        for (window, span) in new.facts.windows.iter().zip(&spans) {
            assert!(span.from < span.to, "{} {}", from.key, scene.now);
            assert!(
                window.is_ongoing() || span.from < scene.now,
                "{} {}",
                from.key,
                scene.now
            );
        }
        assert!(
            spans.windows(2).all(|pair| pair[0].to < pair[1].from),
            "{}",
            from.key
        );
    });
}

#[test]
fn updates_follow_one_another_after_the_start_and_before_now() {
    let sample = sample();

    each_start(&sample, |scene, from| {
        let new = convert::incident(scene, from, 1, 1);
        let start = new.facts.windows.first().and_then(|window| window.start);
        let times: Vec<_> = new
            .updates
            .iter()
            .filter_map(|update| update.published)
            .map(|at| at.at)
            .collect();
        assert!(
            times.windows(2).all(|pair| pair[0] < pair[1]),
            "{} {}",
            from.key,
            scene.now
        );
        for at in &times {
            assert!(
                start.is_none_or(|start| start.at <= *at),
                "{} {}",
                from.key,
                scene.now
            );
            assert!(*at <= scene.now, "{} {}", from.key, scene.now);
        }
        for end in new.facts.consequences.iter().filter_map(|one| one.end) {
            assert!(end.at <= scene.now, "{} {}", from.key, scene.now);
        }
    });
}

#[test]
fn what_is_retroactive_was_published_when_it_was_over() {
    let sample = sample();

    each_start(&sample, |scene, from| {
        let new = convert::incident(scene, from, 1, 1);
        let ended = new
            .facts
            .windows
            .iter()
            .filter_map(|one| one.ended())
            .map(|at| at.at)
            .max();
        let first = new
            .updates
            .iter()
            .filter_map(|one| one.published)
            .map(|at| at.at)
            .min();
        if let (Some(ended), Some(first), true) = (ended, first, from.retroactive) {
            assert!(ended < first, "{}", from.key);
        }
    });
}

#[test]
fn a_consequence_outlasts_the_window_that_it_came_of() {
    let sample = sample();

    each_start(&sample, |scene, from| {
        let new = convert::incident(scene, from, 1, 1);
        let ended = new
            .facts
            .windows
            .iter()
            .filter_map(|one| one.ended())
            .map(|at| at.at)
            .min();
        for end in new.facts.consequences.iter().filter_map(|one| one.end) {
            assert!(
                ended.is_none_or(|ended| ended < end.latest(scene.zone)),
                "{}",
                from.key
            );
        }
    });
}

#[test]
fn the_three_lengths_can_be_told_of_every_incident() {
    let sample = sample();

    each_start(&sample, |scene, from| {
        let new = convert::incident(scene, from, 1, 1);
        let incident = whole(scene.now, new);
        let lengths = length::lengths(&incident, scene.now, scene.zone);
        let has_end = incident
            .windows
            .iter()
            .any(|one| one.end != WindowEnd::Unknown);
        assert_eq!(
            lengths.impact != length::Length::Unknown,
            has_end,
            "{}",
            from.key
        );
    });
}

fn whole(now: Timestamp, new: crate::incidents::NewIncident) -> Incident {
    let facts = new.facts;
    Incident {
        id: IncidentId(Uuid::from_u128(1)),
        public_id: new.public_id.unwrap(),
        references: facts.references,
        title: facts.title,
        status: facts.status,
        impact: facts.impact,
        category: facts.category,
        responsibility: facts.responsibility,
        priority: facts.priority,
        components: facts.components,
        windows: facts.windows,
        figures: facts.figures,
        consequences: facts.consequences,
        updates: vec![],
        commitments: vec![],
        links: facts.links,
        is_retroactive: false,
        notice: None,
        corrections: vec![],
        stale: vec![],
        by_machine: vec![],
        created_at: now,
        updated_at: now,
    }
}

#[test]
fn what_an_update_changes_starts_well_and_ends_well() {
    let sample = sample();

    each_start(&sample, |scene, from| {
        let new = convert::incident(scene, from, 1, 1);
        let mut now: BTreeMap<ComponentId, ComponentStatus> = BTreeMap::new();
        for change in new.updates.iter().flat_map(|update| &update.changes) {
            let before = now.insert(change.component, change.new);
            assert_eq!(
                before.unwrap_or(ComponentStatus::Operational),
                change.old,
                "{}",
                from.key
            );
        }
        let over = from.status == IncidentStatus::Resolved;
        let broken = now.values().any(|one| *one != ComponentStatus::Operational);
        assert_eq!(broken, !over, "{} {}", from.key, scene.now);
    });
}

#[test]
fn a_timeline_agrees_with_the_windows_and_was_published_afterwards() {
    let sample = sample();

    each_start(&sample, |scene, from| {
        let Some(write_up) = sample
            .postmortems
            .iter()
            .find(|one| one.incident == from.key)
        else {
            return;
        };
        let new = convert::postmortem(scene, write_up, from);
        let incident = convert::incident(scene, from, 1, 1);
        let times: Vec<_> = new
            .timeline
            .iter()
            .map(|entry| entry.at.unwrap().at)
            .collect();
        assert!(times.is_sorted(), "{}", from.key);
        assert!(
            new.published.unwrap().at > *times.last().unwrap(),
            "{}",
            from.key
        );
        assert!(new.published.unwrap().at < scene.now, "{}", from.key);
        let marked = |kind| {
            new.timeline
                .iter()
                .find(|entry| entry.kind == kind)
                .unwrap()
                .at
        };
        let windows = &incident.facts.windows;
        assert_eq!(marked(EntryKind::Start), windows[0].start, "{}", from.key);
        assert_eq!(
            marked(EntryKind::End),
            windows.last().unwrap().ended(),
            "{}",
            from.key
        );
        for window in windows {
            assert!(times.contains(&window.start.unwrap().at), "{}", from.key);
            assert!(times.contains(&window.ended().unwrap().at), "{}", from.key);
        }
    });
}

#[test]
fn planned_work_is_ahead_and_done_work_is_behind() {
    let sample = sample();
    let (components, zone) = (components(&sample), paris());

    for now in starts() {
        let page = PageId(Uuid::from_u128(1));
        let scene = Scene {
            sample: &sample,
            page,
            components: &components,
            now,
            zone: &zone,
        };
        for from in &sample.maintenances {
            let new = convert::maintenance(&scene, from, 1);
            assert!(
                new.scheduled_start_at < new.scheduled_end_at,
                "{}",
                from.key
            );
            assert_eq!(
                new.scheduled_start_at > now,
                from.ago < 0,
                "{} {now}",
                from.key
            );
            let is_done = from.ago > 0 && from.again.is_none();
            assert_eq!(new.completed_at.is_some(), is_done, "{}", from.key);
            assert!(
                new.started_at < new.completed_at || !is_done,
                "{}",
                from.key
            );
            let said: Vec<_> = new.updates.iter().filter_map(|one| one.published).collect();
            assert!(said.iter().all(|at| at.at < now), "{} {now}", from.key);
            let last = new.updates.last().map(|one| one.status);
            assert_eq!(
                last,
                Some(UpdateStatus::Maintenance(new.status)),
                "{}",
                from.key
            );
        }
    }
}
