//! Cards: the picture that others show when somebody shares an address of the page.
//!
//! Read in order: [`page`] and [`incident`] (who asks), [`Card`] (what is on it), `letters` (words as
//! outlines, broken into lines), `picture` (SVG made PNG). The state stands there as shape and words.
//! Not here: where a page names its card (`web::layout`).

mod letters;
mod picture;

use axum::{extract::Path, response::Response};
use beffroi_domain::{ComponentStatus, Incident, Moment};

use super::{
    days, facts,
    moved::{self, At},
    overview::to_come,
    state::{current, state},
    visit::Visit,
};
use crate::{
    ground::Result,
    incidents, maintenances,
    web::{Reader, answer},
};

/// What is on a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The name of the page.
    pub site: String,
    /// The shape of the state.
    pub shape: &'static str,
    /// The state in words: "Resolved", "Major impact".
    pub words: Option<String>,
    /// The largest: the state of the page in one sentence, or the title of the incident.
    pub title: String,
    /// The times, one a line.
    pub times: Vec<String>,
}

/// Answers `/{locale}/card.png`.
///
/// # Errors
/// A fault when the database is away.
pub async fn page(mut visit: Visit) -> Result<Response> {
    let (components, names) = visit.components().await?;
    let (id, now) = (visit.page.id, visit.reader.now);
    let open = incidents::open_on(&mut visit.tx, id).await?;
    let planned = to_come(maintenances::planned(&mut visit.tx, id).await?, now);
    let reader = &visit.reader;
    let degrees = current(&components, &open, &planned, now);
    let state = state(reader, &names, &components, &degrees, &open);
    let when = reader.when(&Moment::exact(visit.page.updated_at)).text;
    let card = Card {
        site: visit.page.name_in(reader.locale()).to_owned(),
        shape: state.shape,
        words: None,
        title: state.sentence,
        times: vec![reader.words.tell("card-changed", &[("when", &when)])],
    };
    Ok(answer::data("image/png", picture::png(&card)?))
}

/// Answers `/{locale}/incidents/{id}/card.png`.
///
/// # Errors
/// `NotFound` where no public incident of the page has this id; a fault when the database is away.
pub async fn incident(Path((_, id)): Path<(String, String)>, mut visit: Visit) -> Result<Response> {
    let incident = match moved::at(&mut visit, &id, &format!("incidents/{id}/card.png")).await? {
        At::Incident(incident) => *incident,
        At::Moved(answer) => return Ok(answer),
    };
    let site = visit.page.name_in(visit.reader.locale());
    let card = of_incident(&visit.reader, site, &incident);
    Ok(answer::data("image/png", picture::png(&card)?))
}

/// The card of an incident.
#[must_use]
pub fn of_incident(reader: &Reader, site: &str, incident: &Incident) -> Card {
    let entry = days::incident_entry(reader, incident);
    let is_open = incident.status.is_open();
    Card {
        site: site.to_owned(),
        shape: if is_open {
            entry.shape
        } else {
            ComponentStatus::Operational.as_str()
        },
        words: Some(words(reader, incident)),
        title: entry.title.text,
        times: times(reader, incident),
    }
}

/// "Resolved · Major impact".
#[must_use]
pub fn words(reader: &Reader, incident: &Incident) -> String {
    let status = days::incident_entry(reader, incident).status;
    let impact = reader.say(&format!("impact-{}", incident.impact));
    let values = [("status", status.as_str()), ("impact", impact.as_str())];
    reader.words.tell("card-words", &values)
}

/// From the first start to the last end, as far as they are known, and how long it was broken.
fn times(reader: &Reader, incident: &Incident) -> Vec<String> {
    let start = facts::first_start(incident);
    let end = facts::last_end(incident);
    let stretch = reader.stretch(start.as_ref(), &end);
    let text = |side: &std::result::Result<crate::web::format::When, String>| match side {
        Ok(when) => when.text.clone(),
        Err(words) => words.clone(),
    };
    let (from, to) = (text(&stretch.from), text(&stretch.to));
    let values = [("from", from.as_str()), ("to", to.as_str())];
    let mut lines = Vec::new();
    if !incident.windows.is_empty() {
        lines.push(reader.words.tell("day-range", &values));
    }
    lines.extend(days::incident_entry(reader, incident).length);
    lines
}
