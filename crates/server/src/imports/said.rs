//! What a source said, as updates of ours: oldest first, each with a status, a standard sentence
//! kept as the standard phrase.

use beffroi_domain::{
    IncidentStatus, LocalizedText, MaintenanceStatus, StandardPhrase, StatusChange, UpdateStatus,
};
use beffroi_readers::record::{ChangeRecord, ImportRecord, RecordKind, UpdateRecord};
use jiff::tz::TimeZone;

use super::moments::published;
use crate::updates::NewUpdate;

/// The updates in order of time, whichever way round their source has them.
///
/// Publication times decide where all are known; else the first and last time or status tell which
/// way the source goes. A source that gives no sign has its newest first, as status pages do.
pub(super) fn oldest_first(updates: &[UpdateRecord]) -> Vec<&UpdateRecord> {
    let mut ordered: Vec<&UpdateRecord> = updates.iter().collect();
    if is_newest_first(updates) {
        ordered.reverse();
    }
    if ordered.iter().all(|update| update.posted_at.is_some()) {
        ordered.sort_by_key(|update| update.posted_at);
    }
    ordered
}

fn is_newest_first(updates: &[UpdateRecord]) -> bool {
    let times: Vec<_> = updates
        .iter()
        .filter_map(|update| update.posted_at)
        .collect();
    if let (Some(first), Some(last)) = (times.first(), times.last())
        && first != last
    {
        return first > last;
    }
    let ranks: Vec<u8> = updates
        .iter()
        .filter_map(|update| update.status.map(rank))
        .collect();
    match (ranks.first(), ranks.last()) {
        (Some(first), Some(last)) => first >= last,
        _ => true,
    }
}

/// How far along a status is.
fn rank(status: UpdateStatus) -> u8 {
    match status {
        UpdateStatus::Incident(IncidentStatus::Investigating)
        | UpdateStatus::Maintenance(MaintenanceStatus::Scheduled) => 0,
        UpdateStatus::Incident(IncidentStatus::Identified)
        | UpdateStatus::Maintenance(MaintenanceStatus::InProgress) => 1,
        UpdateStatus::Incident(IncidentStatus::Monitoring)
        | UpdateStatus::Maintenance(MaintenanceStatus::Verifying) => 2,
        UpdateStatus::Incident(IncidentStatus::Resolved)
        | UpdateStatus::Maintenance(MaintenanceStatus::Completed) => 3,
        UpdateStatus::Incident(IncidentStatus::Postmortem) => 4,
    }
}

/// The updates as ours, oldest first. The words of a write-up are left to the post-mortem; its
/// update only says that it is out.
pub(super) fn updates(
    record: &ImportRecord,
    zone: &TimeZone,
    mut change: impl FnMut(&ChangeRecord) -> Option<StatusChange>,
) -> Vec<NewUpdate> {
    let mut before = first_status(record.kind);
    let mut all = Vec::with_capacity(record.updates.len());
    for update in oldest_first(&record.updates) {
        let status = update.status.unwrap_or(before);
        before = status;
        let standard = standard(update);
        let is_writeup = status == UpdateStatus::Incident(IncidentStatus::Postmortem);
        let text = match is_writeup || standard.is_some() {
            true => LocalizedText::new(),
            false => update.text.clone(),
        };
        all.push(NewUpdate {
            public_id: update.external_id.as_ref().and_then(|id| id.parse().ok()),
            status,
            text,
            standard,
            published: published(update, zone),
            changes: update.changes.iter().filter_map(&mut change).collect(),
        });
    }
    all
}

/// A status that its source lost is the one before; the first is the one with which telling begins.
fn first_status(kind: RecordKind) -> UpdateStatus {
    match kind {
        RecordKind::Incident => UpdateStatus::Incident(IncidentStatus::Investigating),
        RecordKind::Maintenance => UpdateStatus::Maintenance(MaintenanceStatus::Scheduled),
    }
}

fn standard(update: &UpdateRecord) -> Option<StandardPhrase> {
    if !update.standard_phrase {
        return None;
    }
    let mut texts = update.text.iter();
    match (texts.next(), texts.next()) {
        (Some((_, only)), None) => StandardPhrase::recognise(only),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use beffroi_domain::{Locale, Origin};

    use super::*;

    fn said(status: IncidentStatus, text: &str, posted: Option<&str>) -> UpdateRecord {
        UpdateRecord {
            status: Some(UpdateStatus::Incident(status)),
            text: LocalizedText::single(Locale::of("en"), text),
            posted_at: posted.map(|at| at.parse().unwrap()),
            ..UpdateRecord::default()
        }
    }

    fn texts(updates: &[UpdateRecord]) -> Vec<&str> {
        let ordered = oldest_first(updates);
        ordered
            .iter()
            .map(|update| update.text.iter().next().unwrap().1)
            .collect()
    }

    #[test]
    fn either_order_of_the_source_comes_out_oldest_first() {
        use IncidentStatus::{Investigating, Monitoring, Resolved};
        let newest_first = [said(Resolved, "b", None), said(Investigating, "a", None)];
        let oldest_first = [said(Investigating, "a", None), said(Resolved, "b", None)];
        let by_time = [
            said(Monitoring, "b", Some("2025-12-04T12:00:00Z")),
            said(Monitoring, "c", Some("2025-12-04T13:00:00Z")),
            said(Monitoring, "a", Some("2025-12-04T11:00:00Z")),
        ];
        let no_sign = [said(Monitoring, "b", None), said(Monitoring, "a", None)];

        assert_eq!(texts(&newest_first), ["a", "b"]);
        assert_eq!(texts(&oldest_first), ["a", "b"]);
        assert_eq!(texts(&by_time), ["a", "b", "c"]);
        assert_eq!(texts(&no_sign), ["a", "b"]);
    }

    #[test]
    fn the_standard_sentence_is_kept_as_the_phrase_and_not_as_words() {
        let mut update = said(
            IncidentStatus::Resolved,
            "This incident has been resolved.",
            None,
        );
        update.standard_phrase = true;
        let record = ImportRecord {
            updates: vec![update],
            ..ImportRecord::default()
        };

        let all = updates(&record, &TimeZone::UTC, |_| None);

        assert_eq!(all[0].standard, Some(StandardPhrase::Resolved));
        assert!(all[0].text.is_empty());
    }

    #[test]
    fn a_lost_status_is_the_one_before_and_a_lost_time_stays_unknown() {
        let mut lost = said(IncidentStatus::Resolved, "b", None);
        lost.status = None;
        let mut exact = said(
            IncidentStatus::Identified,
            "a",
            Some("2025-12-04T11:00:00Z"),
        );
        exact.posted_inferred = vec![beffroi_readers::record::Inferred::Zone];
        let record = ImportRecord {
            updates: vec![lost, exact],
            ..ImportRecord::default()
        };

        let all = updates(&record, &TimeZone::UTC, |_| None);

        assert_eq!(
            all[1].status,
            UpdateStatus::Incident(IncidentStatus::Identified)
        );
        assert_eq!(all[1].published, None);
        assert_eq!(all[0].published.unwrap().origin, Origin::Inferred);
    }
}
