//! From a report to a record.

use std::collections::BTreeMap;

use beffroi_domain::UpdateStatus;
use jiff::civil::Date;

use super::{
    calendar::{Calendar, Scope},
    claims::{self, Claims},
    dated, diary,
    doubts::{self, Slip},
    facts::{self, Facts},
    figures, header,
    header::Header,
    report::Report,
    update::{Update, once},
    years,
};
use crate::record::{
    ActionRecord, HeaderRecord, ImportRecord, PostmortemRecord, RecordKind, UpdateRecord, When,
};

/// Where a report stands.
pub struct Place<'a> {
    /// File name or URL.
    pub source: &'a str,
    /// 1, 2, 3 … within it.
    pub ordinal: u32,
    /// The document's zone.
    pub calendar: &'a Calendar,
    /// A day of the report with its year.
    pub anchor: Option<Date>,
}

/// Builds the record of one report. `slip` is what its place on the page says against its date.
#[must_use]
pub fn build(report: &Report, place: &Place<'_>, slip: Option<&Slip>) -> ImportRecord {
    let Place {
        calendar, anchor, ..
    } = *place;
    let scope = Scope { calendar, anchor };
    let days = diary::days(report, &scope, calendar.zone());
    let claims = Claims::of(report, &scope, &days);
    let facts = facts::decide(report, &claims, &scope, &days);
    let mut record = record(report, place, &scope, &facts);
    header_facts(report, &mut record);
    writeups(report, &scope, &mut record);
    record.confidence = confidence(&record);
    record.warnings = doubts::raise(&doubts::Case {
        report,
        record: &record,
        claims: &claims,
        facts: &facts,
        calendar,
        anchor,
        slip,
    });
    record
}

fn record(report: &Report, place: &Place<'_>, scope: &Scope<'_>, facts: &Facts) -> ImportRecord {
    ImportRecord {
        source: place.source.to_owned(),
        ordinal: place.ordinal,
        provider: report.provider.clone(),
        title_raw: report.title_raw.clone(),
        title: report.title.parts.clone(),
        title_shared: report.title.shared.clone(),
        category_prefix: report.title.prefix.clone(),
        references: report.references(),
        started_at: facts.start.as_ref().map(|claim| claim.when.clone()),
        ended_at: facts.end.as_ref().map(|claim| claim.when.clone()),
        windows: facts.windows.clone(),
        components: components(report),
        impact: figures::impact(report),
        updates: report
            .updates
            .iter()
            .map(|update| update_record(update, scope))
            .collect(),
        links: report.links(),
        kind: kind(report),
        ..ImportRecord::default()
    }
}

/// A maintenance where every status is one of a maintenance.
fn kind(report: &Report) -> RecordKind {
    let mut statuses = report
        .updates
        .iter()
        .filter_map(|update| update.status)
        .peekable();
    let any = statuses.peek().is_some();
    if any && statuses.all(|status| matches!(status, UpdateStatus::Maintenance(_))) {
        RecordKind::Maintenance
    } else {
        RecordKind::Incident
    }
}

/// The newest header that says it counts.
fn header_facts(report: &Report, record: &mut ImportRecord) {
    for header in report.spoken().filter_map(|update| update.header.as_ref()) {
        record.category = header.category.clone().or(record.category.take());
        record.priority = header.priority.clone().or(record.priority.take());
        record.responsibility = header
            .responsibility_raw
            .as_deref()
            .map(header::responsibility)
            .or(record.responsibility);
    }
}

fn components(report: &Report) -> Vec<String> {
    let framed = report.components.iter().cloned();
    let service = report
        .writeup()
        .and_then(|writeup| writeup.section(beffroi_domain::Section::Service));
    let named = service
        .into_iter()
        .flat_map(|text| text.split(['\n', '.']))
        .map(|name| name.trim().to_owned());
    once(framed.chain(named.filter(|name| !name.is_empty() && name.len() <= 80)))
}

fn update_record(update: &Update, scope: &Scope<'_>) -> UpdateRecord {
    UpdateRecord {
        status: update.status,
        posted_at: update.posted_at,
        text: update.text(),
        standard_phrase: update.is_standard(),
        header: update
            .header
            .as_ref()
            .map(|header| header_record(header, scope)),
        status_inferred: update.status_inferred,
        ..UpdateRecord::default()
    }
}

fn header_record(header: &Header, scope: &Scope<'_>) -> HeaderRecord {
    let when = |stated: &Option<beffroi_domain::find::Stated>| -> Option<When> {
        scope.when(stated.as_ref()?, super::calendar::Near::default())
    };
    HeaderRecord {
        raw: header.raw.clone(),
        references: header.references.clone(),
        start_raw: header.start_raw.clone(),
        start: when(&header.start),
        end_raw: header.end_raw.clone(),
        end: when(&header.end),
        ongoing: header.ongoing,
        category: header.category.clone(),
        responsibility_raw: header.responsibility_raw.clone(),
        priority: header.priority.clone(),
    }
}

fn writeups(report: &Report, scope: &Scope<'_>, record: &mut ImportRecord) {
    if report.writeups.is_empty() {
        return;
    }
    let text = report.writeup_text().unwrap_or_default();
    let day = years::header_day(report)
        .or_else(|| claims::only_day(text, scope))
        .or_else(|| stamped_day(report, scope));
    let mut postmortem = PostmortemRecord::default();
    for (at, (language, writeup)) in report.writeups.iter().enumerate() {
        let locale = language.locale();
        let lines = dated::lines(&writeup.timeline, scope, day);
        if at == 0 {
            record.consequences = figures::consequences(&lines, &locale);
        }
        let sections: BTreeMap<_, _> = writeup.sections.iter().cloned().collect();
        let entries = lines.iter().map(dated::Dated::record).collect();
        let actions = writeup.actions.iter().map(|row| ActionRecord {
            symptom: row.symptom.clone(),
            action: row.action.clone(),
        });
        postmortem.sections.insert(locale.clone(), sections);
        postmortem.timeline.insert(locale.clone(), entries);
        postmortem.actions.insert(locale, actions.collect());
    }
    record.postmortem = Some(postmortem);
}

/// The day of the first publication, where the frame has times.
fn stamped_day(report: &Report, scope: &Scope<'_>) -> Option<Date> {
    let first = report
        .spoken()
        .filter_map(|update| update.posted_at)
        .min()?;
    Some(first.to_zoned(scope.calendar.zone().clone()).date())
}

/// Stated counts full, concluded counts half, missing counts nothing.
fn confidence(record: &ImportRecord) -> f64 {
    let instant = |when: &Option<When>| match when {
        Some(when) if when.local.is_none() => 0.4,
        Some(when)
            if when
                .inferred
                .iter()
                .any(|what| *what != crate::record::Inferred::Zone) =>
        {
            0.7
        }
        Some(_) => 1.0,
        None => 0.0,
    };
    let statuses = record
        .updates
        .iter()
        .filter(|update| update.status.is_some() && !update.status_inferred)
        .count();
    let told = if record.updates.is_empty() {
        0.0
    } else {
        f64::from(u32::try_from(statuses).unwrap_or(u32::MAX))
            / f64::from(u32::try_from(record.updates.len()).unwrap_or(u32::MAX))
    };
    let referenced = if record.references.is_empty() {
        0.5
    } else {
        1.0
    };
    let sum = instant(&record.started_at) + instant(&record.ended_at) + told + referenced;
    (sum / 4.0 * 100.0).round() / 100.0
}
