//! The write-up of an imported incident: the one that its source has in parts, or the words of the
//! update that brought it.

use beffroi_domain::{Actor, IncidentId, IncidentStatus, Section, UpdateStatus};
use beffroi_readers::{Told, record::UpdateRecord};
use jiff::Timestamp;

use super::{moments::published, writeup::writeup};
use crate::{
    ground::{Result, Tx},
    pages::Page,
    postmortems::{self, NewPostmortem},
};

/// Records the write-up, if the source has one; true when readers see something new.
pub(super) async fn record(
    tx: &mut Tx,
    now: Timestamp,
    page: &Page,
    incident: IncidentId,
    told: &Told,
) -> Result<bool> {
    match of(told, page) {
        Some(new) => postmortems::record(tx, now, Actor::Import, incident, &new).await,
        None => Ok(false),
    }
}

fn of(told: &Told, page: &Page) -> Option<NewPostmortem> {
    let brought = told
        .record
        .updates
        .iter()
        .filter(|update| brings_writeup(update));
    let brought = brought.max_by_key(|update| !update.text.is_empty());
    let published = brought.and_then(|update| published(update, &page.zone));
    if let Some(in_parts) = &told.record.postmortem {
        let parts = writeup(in_parts, &page.locales, &page.zone);
        return Some(NewPostmortem {
            sections: parts.sections,
            timeline: parts.timeline,
            actions: parts.actions,
            published,
        });
    }
    let words = brought
        .map(|update| update.text.clone())
        .filter(|words| !words.is_empty())?;
    Some(NewPostmortem {
        sections: [(Section::Overview, words)].into_iter().collect(),
        timeline: Vec::new(),
        actions: Vec::new(),
        published,
    })
}

fn brings_writeup(update: &UpdateRecord) -> bool {
    update.status == Some(UpdateStatus::Incident(IncidentStatus::Postmortem))
}
