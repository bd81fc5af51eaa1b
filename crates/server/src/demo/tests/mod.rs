//! The demo's data, held against itself: its words, its facts, and what they become.
//!
//! Read in order: `words` (every text, in each language), `facts` (keys, kinds, figures),
//! `times` (at any hour of any day), `when`, `start` (a first start and later ones, over a database).

mod facts;
mod start;
mod times;
mod when;
mod words;

use std::collections::BTreeMap;

use beffroi_domain::ComponentId;
use uuid::Uuid;

use super::sample::{self, Sample, Words};

fn sample() -> Sample {
    Sample::read().unwrap()
}

/// All incidents, live ones first.
fn incidents(sample: &Sample) -> Vec<&sample::Incident> {
    let live = sample.live.iter().map(|live| &live.incident);
    live.chain(&sample.incidents).collect()
}

/// The languages that a story was written in.
fn languages(incident: &sample::Incident) -> Vec<String> {
    incident
        .languages
        .clone()
        .unwrap_or_else(|| ["fr", "en", "it"].map(str::to_owned).to_vec())
}

/// Everything that an incident says, with the place where it stands.
fn said(incident: &sample::Incident) -> Vec<(String, &Words)> {
    let key = &incident.key;
    let mut all = vec![(format!("{key}: title"), &incident.title)];
    for (place, update) in (1..).zip(&incident.updates) {
        if update.standard.is_none() {
            all.push((format!("{key}: update {place}"), &update.text));
        }
    }
    all.extend(
        incident
            .figures
            .iter()
            .map(|one| (format!("{key}: figure"), &one.of)),
    );
    let consequences = incident.consequences.iter();
    all.extend(consequences.map(|one| (format!("{key}: consequence"), &one.text)));
    all
}

/// Everything that a write-up says.
fn written(write_up: &sample::Postmortem) -> Vec<(String, &Words)> {
    let key = &write_up.incident;
    let sections = write_up.sections.iter();
    let mut all: Vec<_> = sections
        .map(|(section, said)| (format!("{key}: {}", section.as_str()), said))
        .collect();
    for (place, entry) in (1..).zip(&write_up.entries) {
        all.push((format!("{key}: entry {place}"), &entry.text));
    }
    for (place, row) in (1..).zip(&write_up.actions) {
        all.push((format!("{key}: symptom {place}"), &row.symptom));
        all.push((format!("{key}: action {place}"), &row.action));
    }
    all
}

/// Everything else on the page that is in all languages.
fn around(sample: &Sample) -> Vec<(String, &Words)> {
    let mut all = vec![("page".to_owned(), &sample.page.page.name)];
    all.extend(
        sample
            .page
            .category
            .iter()
            .map(|(key, one)| (key.clone(), one)),
    );
    let grouped = sample
        .page
        .groups
        .iter()
        .flat_map(|group| &group.components);
    all.extend(
        sample
            .page
            .groups
            .iter()
            .map(|one| (one.key.clone(), &one.name)),
    );
    for component in grouped.chain(&sample.page.components) {
        all.push((component.key.clone(), &component.name));
        all.push((component.key.clone(), &component.description));
    }
    for maintenance in &sample.maintenances {
        all.push((maintenance.key.clone(), &maintenance.title));
        let updates = maintenance
            .updates
            .iter()
            .filter(|one| one.standard.is_none());
        all.extend(updates.map(|one| (maintenance.key.clone(), &one.text)));
    }
    for live in &sample.live {
        all.push((format!("{}: still", live.incident.key), &live.still));
        all.push((format!("{}: closing", live.incident.key), &live.closing));
    }
    all
}

/// Every component by key, each under an id of its own.
fn components(sample: &Sample) -> BTreeMap<String, ComponentId> {
    let grouped = sample
        .page
        .groups
        .iter()
        .flat_map(|group| &group.components);
    (1..)
        .zip(grouped.chain(&sample.page.components))
        .map(|(number, one)| (one.key.clone(), ComponentId(Uuid::from_u128(number))))
        .collect()
}
