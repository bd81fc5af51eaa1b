//! A saved history becomes a provider's archive: what every reader of ours tells, as [`Notice`]s.
//!
//! Read in order: [`notice`], [`says_more`]. Not here: reading ([`crate::read`]), and which of the known ones it is
//! ([`crate::same_incident`]).

use beffroi_domain::UpdateStatus;

use super::Notice;
use crate::{
    door::Told,
    record::{ImportRecord, UpdateRecord},
};

/// What a source tells, known by its own id; where it has none, by its reference, else by its title and its first time, which
/// stay as they are when more is said.
#[must_use]
pub fn notice(mut told: Told) -> Notice {
    if told.record.external_id.is_none() {
        told.record.external_id = Some(id_of(&told.record));
    }
    if told.status.is_none() {
        told.status = last_word(&told.record.updates);
    }
    Notice {
        severity_raw: told.record.impact_level.clone(),
        status_raw: told.status.map(|status| status.as_str().to_owned()),
        told,
        ..Notice::default()
    }
}

/// Where it stands by what was said: the newest word where all have their times; without times the order is anybody's
/// guess, and a word that it is over counts.
fn last_word(updates: &[UpdateRecord]) -> Option<UpdateStatus> {
    if updates.iter().all(|update| update.posted_at.is_some()) {
        let said = updates.iter().filter(|update| update.status.is_some());
        return said.max_by_key(|update| update.posted_at)?.status;
    }
    let mut said = updates.iter().filter_map(|update| update.status);
    said.clone()
        .find(|status| status.is_over())
        .or_else(|| said.next())
}

fn id_of(record: &ImportRecord) -> String {
    if let Some(reference) = record.references.first() {
        return format!("reference:{reference}");
    }
    let stated = record.started_at.as_ref().and_then(|when| when.local);
    let first = record
        .updates
        .iter()
        .filter_map(|update| update.posted_at)
        .min();
    let when = match (stated, first) {
        (Some(local), _) => String::from(local),
        (None, Some(at)) => at.to_string(),
        // A source that dates nothing at all tells its incidents apart by their order alone.
        (None, None) => format!("#{}", record.ordinal),
    };
    format!("{when} {}", record.title_raw)
}

/// Whether a record of an incident that is known says more than what is known of it: more statements, or the write-up.
#[must_use]
pub fn says_more(new: &ImportRecord, known: &ImportRecord) -> bool {
    let size = |record: &ImportRecord| {
        let timed = record
            .updates
            .iter()
            .filter(|update| update.posted_at.is_some())
            .count();
        (record.postmortem.is_some(), record.updates.len(), timed)
    };
    size(new) > size(known)
}
