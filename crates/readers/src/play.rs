//! Playing an incident back: each of its statements reviewed as if we had been there, with what was
//! known and said before it and nothing of what came later.
//!
//! Read in order: [`review`], [`Play`], the pieces of a record as the review wants them.
//!
//! Not here: the review itself, which is the domain's.

use std::collections::BTreeMap;

use beffroi_domain::{
    ComponentStatus, EntryKind, ImpactWindow, IncidentStatus, Locale, LocalizedText, Moment,
    Origin, Precision, Responsibility as Fault, Section, UpdateStatus, WindowEnd,
    review::{self, Draft, Entry, Finding, Known, Rules, Said},
};
use jiff::{Timestamp, tz::TimeZone};

use crate::record::{
    HeaderRecord, ImportRecord, PostmortemRecord, Responsibility, UpdateRecord, When, WhenPrecision,
};

/// What is wrong with each statement of an incident, in the order in which they went out; the number is the
/// statement's place in the record.
#[must_use]
pub fn review(record: &ImportRecord) -> Vec<(usize, Finding)> {
    let zone = zone_of(record);
    let required: Vec<Locale> = spoken(record);
    let rules = Rules {
        zone: &zone,
        required: &required,
        hosts: &[],
        people: &[],
    };
    let mut play = Play::default();
    let mut all = Vec::new();
    for at in oldest_first(&record.updates) {
        let found = play.step(record, &record.updates[at], &rules);
        all.extend(found.into_iter().map(|finding| (at, finding)));
    }
    all
}

/// The languages of the page, as far as the record tells: those of the title in which something is said
/// too.
fn spoken(record: &ImportRecord) -> Vec<Locale> {
    let says = |locale: &&Locale| {
        let mut updates = record.updates.iter();
        updates.any(|update| !update.standard_phrase && update.text.get(locale).is_some())
    };
    record.title.locales().filter(says).cloned().collect()
}

/// The order in which they went out: by their times where all have one, else as the first state tells.
fn oldest_first(updates: &[UpdateRecord]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..updates.len()).collect();
    let times: Option<Vec<Timestamp>> = updates.iter().map(|update| update.posted_at).collect();
    match times {
        Some(times) => order.sort_by_key(|at| times[*at]),
        None if updates.first().is_some_and(is_late) => order.reverse(),
        None => {}
    }
    order
}

fn is_late(update: &UpdateRecord) -> bool {
    !matches!(
        status_of(update),
        Some(IncidentStatus::Investigating | IncidentStatus::Identified)
    ) || update.status_inferred
}

fn status_of(update: &UpdateRecord) -> Option<IncidentStatus> {
    match update.status {
        Some(UpdateStatus::Incident(status)) if !update.status_inferred => Some(status),
        _ => None,
    }
}

/// What is known and was said so far.
#[derive(Default)]
struct Play {
    windows: Vec<ImpactWindow>,
    said: Vec<(Option<IncidentStatus>, LocalizedText, Option<Timestamp>)>,
}

impl Play {
    fn step(
        &mut self,
        record: &ImportRecord,
        update: &UpdateRecord,
        rules: &Rules<'_>,
    ) -> Vec<Finding> {
        let mut all = Vec::new();
        if let Some(header) = &update.header {
            all.extend(self.header(header, update, record, rules));
            self.windows = window_of(header).into_iter().collect();
        }
        if update.standard_phrase {
            return all;
        }
        let writeup = record
            .postmortem
            .as_ref()
            .filter(|_| status_of(update) == Some(IncidentStatus::Postmortem));
        let text = writeup.map_or_else(|| update.text.clone(), words_of);
        let entries = writeup.map(entries_of).unwrap_or_default();
        all.extend(self.review(record, update, &text, &entries, rules));
        self.said.push((status_of(update), text, update.posted_at));
        all
    }

    /// The facts typed above a text, against those that were typed before.
    fn header(
        &self,
        header: &HeaderRecord,
        update: &UpdateRecord,
        record: &ImportRecord,
        rules: &Rules<'_>,
    ) -> Vec<Finding> {
        let lines = [
            (EntryKind::Start, &header.start, &header.start_raw),
            (EntryKind::End, &header.end, &header.end_raw),
        ];
        let entries: Vec<Entry> = lines
            .into_iter()
            .filter_map(|(kind, when, raw)| {
                Some(Entry {
                    locale: rules.required.first()?.clone(),
                    kinds: vec![kind],
                    when: plain(when.as_ref()?),
                    words: raw.clone().unwrap_or_default(),
                })
            })
            .collect();
        let found = self.review(record, update, &LocalizedText::new(), &entries, rules);
        let of_facts = |finding: &Finding| {
            !matches!(
                finding.kind,
                review::Kind::LanguageMissing | review::Kind::WindowOpen
            )
        };
        found.into_iter().filter(of_facts).collect()
    }

    fn review(
        &self,
        record: &ImportRecord,
        update: &UpdateRecord,
        text: &LocalizedText,
        entries: &[Entry],
        rules: &Rules<'_>,
    ) -> Vec<Finding> {
        let said: Vec<Said<'_>> = self
            .said
            .iter()
            .map(|(status, text, at)| Said {
                status: *status,
                text,
                at: *at,
            })
            .collect();
        let fault = fault_of(record);
        let draft = Draft {
            status: status_of(update),
            title: Some(&record.title),
            text,
            entries,
            written: update.posted_at,
        };
        let known = Known {
            windows: &self.windows,
            responsibility: fault.as_ref(),
            said: &said,
            commitments: &[],
        };
        review::review(&draft, &known, rules)
    }
}

fn zone_of(record: &ImportRecord) -> TimeZone {
    let headers = record
        .updates
        .iter()
        .filter_map(|update| update.header.as_ref()?.start.as_ref());
    let whens = [&record.started_at, &record.ended_at];
    let mut names = whens
        .into_iter()
        .flatten()
        .chain(headers)
        .filter_map(|when| when.zone.as_deref());
    names
        .find_map(|name| TimeZone::get(name).ok())
        .unwrap_or(TimeZone::UTC)
}

fn fault_of(record: &ImportRecord) -> Option<Fault> {
    Some(match record.responsibility? {
        Responsibility::Own => Fault::Own,
        Responsibility::External => Fault::External { provider: None },
        Responsibility::Unconfirmed => Fault::Unconfirmed,
    })
}

fn window_of(header: &HeaderRecord) -> Option<ImpactWindow> {
    let end = match (&header.end, header.ongoing) {
        (Some(end), _) => moment(end).map_or(WindowEnd::Unknown, WindowEnd::At),
        (None, true) => WindowEnd::Ongoing,
        (None, false) => WindowEnd::Unknown,
    };
    Some(ImpactWindow {
        start: Some(moment(header.start.as_ref()?)?),
        end,
        degree: ComponentStatus::PartialOutage,
        components: Vec::new(),
    })
}

fn moment(when: &When) -> Option<Moment> {
    let zone = TimeZone::get(when.zone.as_deref().unwrap_or("UTC")).ok()?;
    let local = when.local?;
    let at = match when.utc {
        Some(at) => at,
        None => local.earliest().to_zoned(zone).ok()?.timestamp(),
    };
    Some(Moment {
        at,
        precision: match when.precision {
            WhenPrecision::Day => Precision::Day,
            WhenPrecision::Minute => Precision::Minute,
            WhenPrecision::Exact => Precision::Exact,
        },
        origin: Origin::Stated,
    })
}

/// An instant as the review wants it.
fn plain(when: &When) -> review::When {
    let clock = when
        .local
        .filter(|_| when.precision != WhenPrecision::Day)
        .map(|local| local.earliest().time());
    review::When {
        date: when.local.map(crate::record::Local::date),
        time: clock.or(when.time_only),
        approximate: when.approximate,
    }
}

/// The time of a line: `2025-03-27T16:11`, `2025-03-27`, `T16:11:00`, or the first of two.
fn of_line(local: &str) -> review::When {
    let first = local.split('/').next().unwrap_or_default();
    let (day, clock) = first.split_once('T').unwrap_or((first, ""));
    review::When {
        date: day.parse().ok(),
        time: clock.parse().ok(),
        approximate: false,
    }
}

/// All sections of a write-up and what will be done, one text per language.
fn words_of(writeup: &PostmortemRecord) -> LocalizedText {
    let mut text = LocalizedText::new();
    for (locale, sections) in &writeup.sections {
        let actions = writeup.actions.get(locale).into_iter().flatten();
        let told = joined(sections);
        let lines = std::iter::once(told.as_str()).chain(actions.map(|row| row.action.as_str()));
        let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
        text.set(locale.clone(), lines.join("\n"));
    }
    text
}

fn joined(sections: &BTreeMap<Section, String>) -> String {
    let told = [
        Section::Impact,
        Section::Overview,
        Section::Context,
        Section::RootCause,
        Section::Recovery,
    ];
    let all: Vec<&str> = told
        .iter()
        .filter_map(|section| sections.get(section).map(String::as_str))
        .collect();
    all.join("\n\n")
}

fn entries_of(writeup: &PostmortemRecord) -> Vec<Entry> {
    let mut all = Vec::new();
    for (locale, lines) in &writeup.timeline {
        all.extend(lines.iter().filter_map(|line| {
            Some(Entry {
                locale: locale.clone(),
                kinds: line.marks.clone(),
                when: of_line(line.local.as_ref()?),
                words: format!("{} {}", line.when, line.text),
            })
        }));
    }
    all
}
