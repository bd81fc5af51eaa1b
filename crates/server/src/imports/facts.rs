//! What a source states of an incident, as facts of ours.
//!
//! Nothing is made up here: what was concluded is marked so, an end that nobody wrote down is
//! unknown, and what cannot be kept as a fact is said in a warning ([`Noted`]).
//! Read in order: [`facts`], [`window`], [`impact`].

use beffroi_domain::{
    ComponentId, ComponentStatus, Consequence, Figure, Impact, ImpactWindow, IncidentStatus,
    Locale, LocalizedText, Moment, Priority, Responsibility, UpdateStatus, WindowEnd,
};
use beffroi_readers::{
    Told,
    record::{self, ImportRecord, Inferred, Warning, WarningKind, When, WindowRecord},
};

use super::{align::bare, components::Book, moments::moment, naming, said};
use crate::{incidents::Facts, pages::Page};

/// Facts, and what had to be left out of them.
#[derive(Debug)]
pub(super) struct Noted {
    pub facts: Facts,
    pub warnings: Vec<Warning>,
}

/// The facts of an incident as they stand on `page`.
pub(super) fn facts(told: &Told, page: &Page, book: &Book) -> Noted {
    let record = &told.record;
    let status = status(told);
    let mut warnings = Vec::new();
    let windows = windows(told, status, page, book, &mut warnings);
    let facts = Facts {
        references: record.references.clone(),
        title: title(record, page),
        status,
        impact: impact(record, &windows),
        category: category(record, page),
        responsibility: record.responsibility.map(responsibility),
        priority: priority(record, &mut warnings),
        components: told
            .components
            .iter()
            .filter_map(|one| book.find(one))
            .collect(),
        windows,
        figures: figures(record, page),
        consequences: consequences(record, page),
        links: record.links.clone(),
    };
    Noted { facts, warnings }
}

/// Where it stands: as its source says of the whole, else as the newest update does.
pub(super) fn status(told: &Told) -> IncidentStatus {
    let newest = || {
        let said = said::oldest_first(&told.record.updates);
        said.iter().rev().find_map(|update| update.status)
    };
    match told.status.or_else(newest) {
        Some(UpdateStatus::Incident(status)) => status,
        _ => IncidentStatus::Investigating,
    }
}

/// The title per locale; one that no language was found for stands under the page's default.
pub(super) fn title(record: &ImportRecord, page: &Page) -> LocalizedText {
    if !record.title.is_empty() {
        return record.title.clone();
    }
    let reference = record.references.first().map_or("", String::as_str);
    let raw = Some(record.title_raw.trim())
        .filter(|raw| !raw.is_empty())
        .unwrap_or(reference);
    LocalizedText::single(page.default_locale().clone(), raw)
}

fn windows(
    told: &Told,
    status: IncidentStatus,
    page: &Page,
    book: &Book,
    warnings: &mut Vec<Warning>,
) -> Vec<ImpactWindow> {
    let record = &told.record;
    // When something was published is no time of impact: without anything better there is no window.
    let of_impact = |when: &Option<When>| {
        let when = when.as_ref()?;
        (!when.inferred.contains(&Inferred::Publication)).then(|| when.clone())
    };
    let whole = WindowRecord {
        start: of_impact(&record.started_at),
        end: of_impact(&record.ended_at),
        ..WindowRecord::default()
    };
    let stated = match record.windows.is_empty() {
        true => std::slice::from_ref(&whole),
        false => &record.windows,
    };
    warnings.extend(without_a_day(stated));
    let all = stated
        .iter()
        .filter_map(|one| window(told, one, status, page, book, warnings));
    let mut all: Vec<ImpactWindow> = all.collect();
    all.sort_by_key(|window| window.start.or(window.ended()).map(|moment| moment.at));
    all
}

/// One window; `None` where neither end has a day. An end that contradicts its start or the
/// incident's own status is unknown.
fn window(
    told: &Told,
    stated: &WindowRecord,
    status: IncidentStatus,
    page: &Page,
    book: &Book,
    warnings: &mut Vec<Warning>,
) -> Option<ImpactWindow> {
    let start = stated
        .start
        .as_ref()
        .and_then(|when| moment(when, &page.zone));
    let end = stated
        .end
        .as_ref()
        .and_then(|when| moment(when, &page.zone));
    let end = match end {
        Some(end) if start.is_some_and(|start| is_before(&end, &start, page)) => WindowEnd::Unknown,
        Some(end) => WindowEnd::At(end),
        None if is_ongoing(stated, status) => WindowEnd::Ongoing,
        None => WindowEnd::Unknown,
    };
    if start.is_none() && !matches!(end, WindowEnd::At(_)) {
        return None;
    }
    warnings.extend(ongoing_for_ever(stated, status));
    let degree = degree(&told.record, stated);
    Some(ImpactWindow {
        start,
        end,
        degree,
        components: components(told, stated, degree, book),
    })
}

/// A day at either end lasts to its own midnight.
fn is_before(end: &Moment, start: &Moment, page: &Page) -> bool {
    let end = end.latest(&page.zone).max(end.at);
    end < start.at
}

/// "Ongoing" is believed while the incident is open; without a word on its end an incident goes on
/// until somebody says that it is being watched.
fn is_ongoing(stated: &WindowRecord, status: IncidentStatus) -> bool {
    match status {
        IncidentStatus::Investigating | IncidentStatus::Identified => true,
        IncidentStatus::Monitoring => stated.ongoing,
        IncidentStatus::Resolved | IncidentStatus::Postmortem => false,
    }
}

fn ongoing_for_ever(stated: &WindowRecord, status: IncidentStatus) -> Option<Warning> {
    let is_over = !status.is_open();
    (stated.ongoing && stated.end.is_none() && is_over).then(|| Warning {
        kind: WarningKind::StatusAgainstText,
        message: "It is told to be over and its header still says \"ongoing\"; \
                  the end is kept as unknown."
            .to_owned(),
        quotes: vec![status.as_str().to_owned(), "ongoing".to_owned()],
    })
}

/// Clock times without any day: no instant, so no fact, but not passed over in silence.
fn without_a_day(stated: &[WindowRecord]) -> Option<Warning> {
    let edges = stated
        .iter()
        .flat_map(|one| [&one.start, &one.end])
        .flatten();
    let clock = |when: &When| when.time_only.filter(|_| when.local.is_none());
    let mut quotes: Vec<String> = edges
        .filter_map(clock)
        .map(|time| time.strftime("%H:%M").to_string())
        .collect();
    let mut seen = std::collections::BTreeSet::new();
    quotes.retain(|time| seen.insert(time.clone()));
    (!quotes.is_empty()).then(|| Warning {
        kind: WarningKind::Other,
        message: "Clock times without any day; they are not kept as start or end.".to_owned(),
        quotes,
    })
}

/// How bad, where somebody says so; else unknown, never a guess.
fn degree(record: &ImportRecord, stated: &WindowRecord) -> ComponentStatus {
    let level = || {
        record
            .impact_level
            .as_deref()
            .and_then(|word| word.parse::<Impact>().ok())
    };
    let of_level = || {
        level()
            .filter(|level| *level != Impact::None)
            .map(Impact::degree)
    };
    stated
        .degree
        .or_else(of_level)
        .unwrap_or(ComponentStatus::Unknown)
}

/// The components of a window; those of the whole incident where the window names none.
fn components(
    told: &Told,
    stated: &WindowRecord,
    degree: ComponentStatus,
    book: &Book,
) -> Vec<(ComponentId, ComponentStatus)> {
    let mut ids: Vec<ComponentId> = match stated.component_ids.len() == stated.components.len() {
        true => stated
            .component_ids
            .iter()
            .filter_map(|id| book.by_id(id))
            .collect(),
        false => Vec::new(),
    };
    ids.extend(
        stated
            .components
            .iter()
            .filter_map(|name| book.by_name(name)),
    );
    if stated.components.is_empty() {
        ids.extend(told.components.iter().filter_map(|one| book.find(one)));
    }
    let mut seen = Vec::new();
    ids.retain(|id| {
        !seen.contains(id) && {
            seen.push(*id);
            true
        }
    });
    ids.into_iter().map(|id| (id, degree)).collect()
}

/// The impact that its source states; else that of the worst degree stated; else minor, the least
/// that is told as trouble at all.
fn impact(record: &ImportRecord, windows: &[ImpactWindow]) -> Impact {
    let stated = record
        .impact_level
        .as_deref()
        .and_then(|word| word.parse().ok());
    let worst = windows.iter().map(|window| window.degree).max();
    let of_degree = worst
        .map(ComponentStatus::impact)
        .filter(|impact| *impact != Impact::None);
    stated.or(of_degree).unwrap_or(Impact::Minor)
}

fn category(record: &ImportRecord, page: &Page) -> LocalizedText {
    naming::value(record.category.as_deref().unwrap_or_default(), page)
}

fn responsibility(stated: record::Responsibility) -> Responsibility {
    match stated {
        record::Responsibility::Own => Responsibility::Own,
        record::Responsibility::External => Responsibility::External { provider: None },
        record::Responsibility::Unconfirmed => Responsibility::Unconfirmed,
    }
}

fn priority(record: &ImportRecord, warnings: &mut Vec<Warning>) -> Option<Priority> {
    let stated = record.priority.as_deref()?;
    let number = stated
        .trim()
        .trim_start_matches(['P', 'p'])
        .parse::<u8>()
        .ok();
    let priority = number.and_then(|number| Priority::try_from(number).ok());
    if priority.is_none() {
        warnings.push(Warning {
            kind: WarningKind::Other,
            message: "The priority is none of P1 to P9; it is left out.".to_owned(),
            quotes: vec![stated.to_owned()],
        });
    }
    priority
}

fn figures(record: &ImportRecord, page: &Page) -> Vec<Figure> {
    let figure = |stated: &record::ImpactRecord| Figure {
        low_milli: milli(stated.low),
        high_milli: milli(stated.high),
        unit: stated.unit,
        of: LocalizedText::single(language_of(&stated.of, record, page), stated.of.trim()),
        from: None,
        until: None,
    };
    record.impact.iter().map(figure).collect()
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "clamped to what an i64 holds"
)]
fn milli(value: f64) -> i64 {
    (value * 1000.0).round().clamp(0.0, 9e15) as i64
}

/// The language of a few words taken from a text: that of the text which has them.
fn language_of(words: &str, record: &ImportRecord, page: &Page) -> Locale {
    let wanted = bare(words);
    let said = record.updates.iter().flat_map(|update| update.text.iter());
    let written = record
        .postmortem
        .iter()
        .flat_map(|postmortem| &postmortem.sections);
    let written = written.flat_map(|(locale, all)| all.values().map(move |text| (locale, &**text)));
    let mut texts = said.chain(written);
    let found = texts.find(|(_, text)| !wanted.is_empty() && bare(text).contains(&wanted));
    found.map_or_else(
        || page.default_locale().clone(),
        |(locale, _)| locale.clone(),
    )
}

fn consequences(record: &ImportRecord, page: &Page) -> Vec<Consequence> {
    let consequence = |stated: &record::ConsequenceRecord| Consequence {
        text: stated.text.clone(),
        end: stated
            .end
            .as_ref()
            .and_then(|when| moment(when, &page.zone)),
    };
    record.consequences.iter().map(consequence).collect()
}
