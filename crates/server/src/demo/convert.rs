//! From the sample to the commands of the nouns: values in, values out.
//!
//! Read in order: `Scene` (what a conversion needs to know), `incident`, `maintenance`,
//! `postmortem`. Not here: the database.

use std::collections::{BTreeMap, BTreeSet};

use beffroi_domain::{
    Action, ComponentId, ComponentStatus, Consequence, Entry, Figure, ImpactWindow, Locale,
    LocalizedText, Moment, PageId, Priority, Recurrence, Responsibility, UpdateStatus, WindowEnd,
};
use jiff::{Timestamp, tz::TimeZone};

use super::{
    follow::Follow,
    sample::{self, Sample, Words},
    stable,
    when::Calendar,
};
use crate::{
    incidents::{Facts, NewIncident},
    maintenances::NewMaintenance,
    pages::Visibility,
    postmortems::NewPostmortem,
    updates::NewUpdate,
};

/// What the stories play among.
pub(super) struct Scene<'a> {
    pub(super) sample: &'a Sample,
    pub(super) page: PageId,
    /// By key.
    pub(super) components: &'a BTreeMap<String, ComponentId>,
    /// The start of the demo.
    pub(super) now: Timestamp,
    pub(super) zone: &'a TimeZone,
}

impl Scene<'_> {
    fn calendar(&self, incident: &sample::Incident) -> Calendar<'_> {
        Calendar::of(self.now, self.zone, incident.ago, incident.weekday)
    }

    /// The component with this key; none where somebody took it away since the first start.
    fn component(&self, key: &String) -> Option<ComponentId> {
        self.components.get(key).copied()
    }

    /// Components as the page shows them.
    fn in_order(&self) -> impl Iterator<Item = ComponentId> {
        let grouped = self
            .sample
            .page
            .groups
            .iter()
            .flat_map(|group| &group.components);
        grouped
            .chain(&self.sample.page.components)
            .filter_map(|from| self.component(&from.key))
    }
}

/// Words as they stand, without times in them.
pub(super) fn words(words: &Words) -> LocalizedText {
    let all = [("fr", &words.fr), ("en", &words.en), ("it", &words.it)];
    all.into_iter()
        .filter_map(|(tag, text)| Some((Locale::of(tag), text.clone()?)))
        .collect()
}

/// Words with their times filled in.
pub(super) fn prose(said: &Words, calendar: &Calendar<'_>) -> LocalizedText {
    words(said)
        .iter()
        .map(|(locale, text)| (locale.clone(), calendar.prose(text, locale)))
        .collect()
}

/// An incident as a command. `occurrence` counts from 1 how often a live scenario has begun;
/// `seq` is its place among incidents of one date or of none.
pub(super) fn incident(
    scene: &Scene<'_>,
    from: &sample::Incident,
    occurrence: usize,
    seq: i64,
) -> NewIncident {
    let calendar = scene.calendar(from);
    let windows: Vec<ImpactWindow> = from
        .windows
        .iter()
        .map(|window| impact_window(scene, &calendar, window))
        .collect();
    let key = occurrence_key(&from.key, occurrence);
    let facts = Facts {
        references: references(&from.references, occurrence),
        title: prose(&from.title, &calendar),
        status: from.status,
        impact: from.impact,
        category: words(&scene.sample.page.category[&from.category]),
        responsibility: Some(responsibility(from)),
        priority: from.priority.and_then(|one| Priority::try_from(one).ok()),
        components: affected(scene, from, &windows),
        figures: from
            .figures
            .iter()
            .map(|one| figure(one, &calendar))
            .collect(),
        consequences: consequences(from, &calendar),
        links: Vec::new(),
        windows,
    };
    NewIncident {
        public_id: Some(stable::public_id(&key)),
        pages: vec![(scene.page, Visibility::Public)],
        updates: updates(&key, from, &calendar, &facts),
        facts,
        seq,
    }
}

/// The key of the first occurrence is the story's own, so that its address never changes.
pub(super) fn occurrence_key(key: &str, occurrence: usize) -> String {
    if occurrence > 1 {
        format!("{key}#{occurrence}")
    } else {
        key.to_owned()
    }
}

/// A later occurrence has later references: `INC-2431`, then `INC-2436`.
fn references(first: &[String], occurrence: usize) -> Vec<String> {
    let later = |reference: &String| {
        let (scheme, number) = reference.split_once('-')?;
        let number: usize = number.parse().ok()?;
        Some(format!("{scheme}-{}", number + 5 * (occurrence - 1)))
    };
    first
        .iter()
        .map(|reference| later(reference).unwrap_or_else(|| reference.clone()))
        .collect()
}

fn responsibility(from: &sample::Incident) -> Responsibility {
    match from.responsibility {
        sample::Responsibility::Own => Responsibility::Own,
        sample::Responsibility::Unconfirmed => Responsibility::Unconfirmed,
        sample::Responsibility::External => Responsibility::External {
            provider: from.provider.clone(),
        },
    }
}

fn impact_window(
    scene: &Scene<'_>,
    calendar: &Calendar<'_>,
    window: &sample::Window,
) -> ImpactWindow {
    let components: Vec<_> = window
        .components
        .iter()
        .filter_map(|(key, degree)| Some((scene.component(key)?, *degree)))
        .collect();
    ImpactWindow {
        start: Some(calendar.moment(window.start)),
        end: match window.end {
            sample::End::At(when) => WindowEnd::At(calendar.moment(when)),
            sample::End::Ongoing => WindowEnd::Ongoing,
            sample::End::Unknown => WindowEnd::Unknown,
        },
        degree: worst(components.iter().map(|(_, degree)| *degree)),
        components,
    }
}

fn worst(degrees: impl Iterator<Item = ComponentStatus>) -> ComponentStatus {
    degrees.max().unwrap_or(ComponentStatus::Unknown)
}

/// Components with a window, and those named without one, in the order of the page.
fn affected(
    scene: &Scene<'_>,
    from: &sample::Incident,
    windows: &[ImpactWindow],
) -> Vec<ComponentId> {
    let broken = windows.iter().flat_map(|window| &window.components);
    let named = from
        .components
        .iter()
        .filter_map(|key| scene.component(key));
    let all: BTreeSet<ComponentId> = broken
        .map(|(component, _)| *component)
        .chain(named)
        .collect();
    scene
        .in_order()
        .filter(|component| all.contains(component))
        .collect()
}

fn figure(from: &sample::Figure, calendar: &Calendar<'_>) -> Figure {
    let (low, high) = from.bounds();
    Figure {
        low_milli: low * 1000,
        high_milli: high * 1000,
        unit: from.unit,
        of: prose(&from.of, calendar),
        from: None,
        until: None,
    }
}

fn consequences(from: &sample::Incident, calendar: &Calendar<'_>) -> Vec<Consequence> {
    from.consequences
        .iter()
        .map(|one| Consequence {
            text: prose(&one.text, calendar),
            end: one.end.map(|end| calendar.moment(end)),
        })
        .collect()
}

fn updates(
    key: &str,
    from: &sample::Incident,
    calendar: &Calendar<'_>,
    facts: &Facts,
) -> Vec<NewUpdate> {
    let mut follow = Follow::new(facts, calendar);
    (1..)
        .zip(&from.updates)
        .map(|(place, update)| {
            let published = update.at.map(|at| published(calendar, at));
            // What was told afterwards, or nobody knows when, changed nothing while it was said.
            let told = published.filter(|_| !from.retroactive);
            NewUpdate {
                public_id: Some(stable::public_id(&format!("{key}/{place}"))),
                status: UpdateStatus::Incident(update.status),
                text: prose(&update.text, calendar),
                standard: update.standard,
                published,
                changes: told.map_or_else(Vec::new, |told| follow.to(update.status, told.at)),
            }
        })
        .collect()
}

/// A publication is known to the second: it was our own machine that published.
fn published(calendar: &Calendar<'_>, at: super::when::When) -> Moment {
    Moment::exact(calendar.moment(at).at)
}

/// A maintenance as a command. `occurrence` counts from 1.
pub(super) fn maintenance(
    scene: &Scene<'_>,
    from: &sample::Maintenance,
    occurrence: usize,
) -> NewMaintenance {
    let calendar = Calendar::of(scene.now, scene.zone, from.ago, from.weekday);
    let key = occurrence_key(&from.key, occurrence);
    let updates = (1..).zip(&from.updates).map(|(place, update)| NewUpdate {
        public_id: Some(stable::public_id(&format!("{key}/{place}"))),
        status: UpdateStatus::Maintenance(update.status),
        text: prose(&update.text, &calendar),
        standard: update.standard,
        published: update.at.map(|at| published(&calendar, at)),
        changes: Vec::new(),
    });
    NewMaintenance {
        public_id: Some(stable::public_id(&key)),
        pages: vec![(scene.page, Visibility::Public)],
        title: prose(&from.title, &calendar),
        status: from.status,
        impact: from.impact,
        components: from
            .components
            .iter()
            .filter_map(|key| scene.component(key))
            .collect(),
        scheduled_start_at: calendar.moment(from.start).at,
        scheduled_end_at: calendar.moment(from.end).at,
        recurrence: from.again.clone().map(|rule| Recurrence {
            rule,
            except: Vec::new(),
            zone: scene.zone.clone(),
        }),
        started_at: from.began.map(|at| calendar.moment(at).at),
        completed_at: from.completed.map(|at| calendar.moment(at).at),
        updates: updates.collect(),
    }
}

/// A write-up as a command; its times count from the first day of `about`.
pub(super) fn postmortem(
    scene: &Scene<'_>,
    from: &sample::Postmortem,
    about: &sample::Incident,
) -> NewPostmortem {
    let calendar = scene.calendar(about);
    let entry = |entry: &sample::Entry| Entry {
        at: Some(calendar.moment(entry.at)),
        until: entry.until.map(|until| calendar.moment(until)),
        written: None,
        kind: entry.kind,
        text: prose(&entry.text, &calendar),
    };
    let action = |action: &sample::Action| Action {
        symptom: prose(&action.symptom, &calendar),
        action: prose(&action.action, &calendar),
    };
    NewPostmortem {
        sections: from
            .sections
            .iter()
            .map(|(section, said)| (*section, prose(said, &calendar)))
            .collect(),
        timeline: from.entries.iter().map(entry).collect(),
        actions: from.actions.iter().map(action).collect(),
        published: Some(published(&calendar, from.published)),
    }
}
