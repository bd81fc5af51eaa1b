//! The demo's facts agree with one another, and are of every kind that a history knows.

use std::collections::BTreeSet;

use beffroi_domain::{ComponentStatus, FigureUnit, IncidentStatus, PublicId, Section};

use super::{components, incidents, sample};
use crate::demo::{
    sample::{self as data, End},
    stable,
    when::When,
};

#[test]
fn there_are_at_least_forty_six_incidents_over_two_years() {
    let sample = sample();

    let oldest = sample.incidents.iter().map(|one| one.ago).max().unwrap();
    let newest = sample.incidents.iter().map(|one| one.ago).min().unwrap();

    assert!(sample.incidents.len() >= 46, "{}", sample.incidents.len());
    assert!(oldest - newest >= 700, "{newest} to {oldest} days ago");
    assert!(sample.page.page.since_ago > oldest + 7);
}

#[test]
fn they_stand_newest_first() {
    let sample = sample();

    let ages: Vec<_> = sample.incidents.iter().map(|one| one.ago).collect();

    assert!(ages.is_sorted(), "{ages:?}");
}

#[test]
fn they_are_of_every_kind_that_a_history_knows() {
    let sample = sample();
    let count = |is: &dyn Fn(&data::Incident) -> bool| {
        sample.incidents.iter().filter(|one| is(one)).count()
    };
    let by_day = |one: &data::Incident| {
        one.windows
            .iter()
            .any(|window| matches!(window.start, When::Day(_)))
    };
    let is_undated = |one: &data::Incident| {
        one.windows.is_empty() && one.updates.iter().all(|said| said.at.is_none())
    };

    assert!(count(&|one| one.windows.len() > 1) >= 4, "recurrences");
    assert!(count(&|one| one.responsibility == data::Responsibility::External) >= 8);
    assert!(count(&|one| one.responsibility == data::Responsibility::Unconfirmed) >= 2);
    assert!(count(&|one| one.figures.iter().any(|figure| figure.low != figure.high)) >= 8);
    assert!(
        count(&|one| one.figures.len() > 1) >= 3,
        "figures that change"
    );
    assert!(count(&by_day) >= 3, "known by the day");
    assert!(count(&is_undated) >= 2, "undated");
    assert!(
        count(&|one| !is_undated(one) && one.updates.iter().any(|said| said.at.is_none())) >= 2
    );
    assert!(count(&|one| !one.consequences.is_empty()) >= 6);
    assert!(count(&|one| one.retroactive) >= 2);
    assert!(count(&|one| one.updates.iter().any(|said| said.standard.is_some())) >= 2);
    assert!(count(&|one| one.references.len() == 2) >= 1);
    assert!(count(&|one| one.references.is_empty()) >= 2);
    assert!(sample.postmortems.len() >= 6);
}

#[test]
fn a_provider_is_named_where_and_only_where_another_company_is_responsible() {
    for incident in incidents(&sample()) {
        let is_external = incident.responsibility == data::Responsibility::External;
        assert_eq!(incident.provider.is_some(), is_external, "{}", incident.key);
    }
}

#[test]
fn every_key_and_every_public_id_is_there_once() {
    let sample = sample();
    let mut seen: BTreeSet<PublicId> = BTreeSet::new();
    let mut add = |key: String| assert!(seen.insert(stable::public_id(&key)), "{key}");

    add(sample.page.page.slug.clone());
    for incident in incidents(&sample) {
        add(incident.key.clone());
        // One more than were said, and one again: a later start adds them.
        (1..=incident.updates.len() + 2).for_each(|place| add(format!("{}/{place}", incident.key)));
    }
    for maintenance in &sample.maintenances {
        add(maintenance.key.clone());
        (1..=maintenance.updates.len())
            .for_each(|place| add(format!("{}/{place}", maintenance.key)));
    }
    sample
        .page
        .groups
        .iter()
        .for_each(|group| add(format!("group/{}", group.key)));
    components(&sample)
        .keys()
        .for_each(|key| add(format!("component/{key}")));
}

#[test]
fn public_ids_never_change() {
    assert_eq!(stable::public_id("ratelia-down").as_str(), "cjx2gv0cmhxs");
    assert_eq!(stable::public_id("migration-lock").as_str(), "50qr0d1036tq");
}

#[test]
fn references_are_each_used_once_and_grow_with_time() {
    let sample = sample();

    let numbers: Vec<u32> = sample
        .incidents
        .iter()
        .flat_map(|one| one.references.iter().rev())
        .map(|reference| reference.strip_prefix("INC-").unwrap().parse().unwrap())
        .collect();

    assert!(
        numbers.windows(2).all(|pair| pair[0] > pair[1]),
        "{numbers:?}"
    );
}

#[test]
fn every_named_component_category_and_written_up_incident_exists() {
    let sample = sample();
    let known = components(&sample);
    let windows = |one: &data::Incident| {
        one.windows
            .iter()
            .flat_map(|window| window.components.keys().cloned())
            .collect::<Vec<_>>()
    };

    for incident in incidents(&sample) {
        assert!(
            sample.page.category.contains_key(&incident.category),
            "{}",
            incident.key
        );
        for key in windows(incident).iter().chain(&incident.components) {
            assert!(known.contains_key(key), "{}: {key}", incident.key);
        }
    }
    for key in sample.maintenances.iter().flat_map(|one| &one.components) {
        assert!(known.contains_key(key), "{key}");
    }
    for write_up in &sample.postmortems {
        assert!(
            sample
                .incidents
                .iter()
                .any(|one| one.key == write_up.incident)
        );
    }
}

#[test]
fn figures_are_shares_or_counts_that_can_be() {
    for incident in incidents(&sample()) {
        for figure in &incident.figures {
            let (low, high) = figure.bounds();
            assert!((0..=high).contains(&low) && high > 0, "{}", incident.key);
            assert!(
                figure.unit != FigureUnit::Percent || high <= 100,
                "{}",
                incident.key
            );
        }
    }
}

#[test]
fn a_number_in_a_figure_is_said_in_an_update_or_is_the_whole() {
    for incident in incidents(&sample()) {
        let french: String = incident
            .updates
            .iter()
            .filter_map(|update| update.text.fr.as_deref())
            .collect();
        let bare = french.replace('\u{202f}', "");
        for figure in &incident.figures {
            let (low, high) = figure.bounds();
            let said =
                |number: i64| [0, 100].contains(&number) || bare.contains(&number.to_string());
            assert!(said(low) && said(high), "{}: {low} to {high}", incident.key);
        }
    }
}

/// Clock times in prose that are no fact must be a promise: after the update that makes it.
#[test]
fn a_clock_time_in_prose_is_a_fact_or_a_promise() {
    for incident in incidents(&sample()) {
        let mut facts: Vec<When> = incident
            .windows
            .iter()
            .flat_map(|one| [Some(one.start), at(one.end)])
            .flatten()
            .collect();
        facts.extend(incident.consequences.iter().filter_map(|one| one.end));
        let known: Vec<_> = facts.iter().filter_map(|when| clock(*when)).collect();
        for update in incident
            .updates
            .iter()
            .filter(|update| update.text.fr.is_some())
        {
            let said_at = update.at.and_then(clock);
            for time in placeholders(update.text.fr.as_deref().unwrap()) {
                let is_promise = said_at.as_ref().is_some_and(|said_at| *said_at <= time);
                let is_morning_after = time == "10:30";
                assert!(
                    known.contains(&time) || is_promise || is_morning_after,
                    "{}: {time}",
                    incident.key
                );
            }
        }
    }
}

fn at(end: End) -> Option<When> {
    match end {
        End::At(when) => Some(when),
        End::Ongoing | End::Unknown => None,
    }
}

fn clock(when: When) -> Option<String> {
    match when {
        When::Clock(_, time) => Some(time.strftime("%H:%M").to_string()),
        When::Day(_) | When::Minutes(_) => None,
    }
}

fn placeholders(text: &str) -> Vec<String> {
    let each = text
        .split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}'));
    each.map(|(inside, _)| inside.to_owned())
        .filter(|inside| !inside.ends_with('m'))
        .collect()
}

#[test]
fn no_time_is_in_the_hour_that_the_clocks_skip() {
    let sample = sample();
    let updates = sample
        .incidents
        .iter()
        .flat_map(|one| &one.updates)
        .filter_map(|one| one.at);
    let windows = sample.incidents.iter().flat_map(|one| &one.windows);
    let windows = windows
        .flat_map(|one| [Some(one.start), at(one.end)])
        .flatten();
    let planned = sample
        .maintenances
        .iter()
        .flat_map(|one| [one.start, one.end]);

    let skipped: Vec<_> = updates
        .chain(windows)
        .chain(planned)
        .filter(|when| matches!(when, When::Clock(_, time) if time.hour() == 2))
        .collect();

    assert_eq!(skipped, []);
}

#[test]
fn only_the_first_scenario_is_live_and_everything_else_is_over() {
    let sample = sample();

    for incident in &sample.incidents {
        assert_eq!(
            incident.status,
            IncidentStatus::Resolved,
            "{}",
            incident.key
        );
        assert!(
            incident
                .windows
                .iter()
                .all(|one| !matches!(one.end, End::Ongoing))
        );
        let last = incident.updates.last().unwrap();
        assert_eq!(last.status, IncidentStatus::Resolved, "{}", incident.key);
    }
    for live in &sample.live {
        let degrees: BTreeSet<_> = live
            .incident
            .windows
            .iter()
            .flat_map(|one| one.components.values())
            .collect();
        assert!(live.incident.status.is_open());
        assert!(degrees.contains(&ComponentStatus::MajorOutage) && degrees.len() == 2);
        assert_eq!(live.incident.updates.len(), 3);
    }
}

#[test]
fn a_write_up_has_its_sections_its_marks_and_its_times_in_order() {
    use beffroi_domain::EntryKind::{Detection, End, Start};
    let sample = sample();
    let needed = [
        Section::Service,
        Section::Impact,
        Section::Overview,
        Section::Context,
        Section::RootCause,
        Section::Recovery,
    ];

    for write_up in &sample.postmortems {
        let key = &write_up.incident;
        let kinds: Vec<_> = write_up.entries.iter().map(|entry| entry.kind).collect();
        assert!(
            needed
                .iter()
                .all(|section| write_up.sections.contains_key(section)),
            "{key}"
        );
        assert!(
            [Start, Detection, End]
                .iter()
                .all(|kind| kinds.contains(kind)),
            "{key}"
        );
        assert!((8..=14).contains(&write_up.entries.len()), "{key}");
        assert!((2..=4).contains(&write_up.actions.len()), "{key}");
    }
}
