//! One incident: its facts, its windows, what was said, and the write-up.

use askama::Template;
use axum::{extract::Path, response::Response};
use beffroi_domain::{Incident, Postmortem};

use super::{
    card, days,
    facts::{self, Depth, Facts},
    feeds,
    moved::{self, At},
    overview::has_concluded,
    postmortem::{self, Writeup},
    report,
    updates::{self, Corrected, Updates},
    visit::{Names, Visit},
    windows::{self, Windows},
};
use crate::{
    ground::Result,
    postmortems, reports,
    story::promises::{self, Promised},
    web::{Layout, Reader, answer, format::Said, layout::Place},
};

/// One incident.
#[derive(Template)]
#[template(path = "public/incident.html")]
pub struct IncidentPage {
    layout: Layout,
    /// The shape of where it stands: good once it is over.
    stands: &'static str,
    title: Said,
    /// How the title was set right.
    corrected: Vec<Corrected>,
    status: String,
    /// The shape and the word of what readers felt.
    impact: (&'static str, String),
    read_writeup: Option<String>,
    facts: Facts,
    windows: Option<Windows>,
    updates_title: String,
    updates: Updates,
    promised: Option<Promised>,
    answered: Option<String>,
    /// Where somebody says "me too", while it is not over and the desk is open.
    too: Option<(String, String)>,
    writeup: Option<Writeup>,
}

/// Answers `/{locale}/incidents/{id}`.
///
/// # Errors
/// `NotFound` where no public incident of the page has this id; a fault when the database is away.
pub async fn show(Path((_, id)): Path<(String, String)>, mut visit: Visit) -> Result<Response> {
    let incident = match moved::at(&mut visit, &id, &format!("incidents/{id}")).await? {
        At::Incident(incident) => *incident,
        At::Moved(answer) => return Ok(answer),
    };
    let writeup = postmortems::of_incident(&mut visit.tx, incident.id).await?;
    let answered = reports::count_answered(&mut visit.tx, visit.page.id, incident.id).await?;
    let (_, names) = visit.components().await?;
    let title = days::title(&visit.reader, &incident.title, incident.public_id.as_str());
    let layout = visit
        .layout(&title.text, Place::History)
        .following(feeds::follow::incident(
            &visit.reader,
            &id,
            incident.status.is_open(),
        ))
        .live(&visit.reader);
    answer::page(&build(
        &visit.reader,
        layout,
        &names,
        &incident,
        (writeup.as_ref(), answered),
    ))
}

/// Puts the page together.
#[must_use]
pub fn build(
    reader: &Reader,
    layout: Layout,
    names: &Names,
    incident: &Incident,
    (writeup, answered): (Option<&Postmortem>, i64),
) -> IncidentPage {
    let entry = days::incident_entry(reader, incident);
    let mut updates = updates::line(reader, names, &incident.updates, &entry.address, 3);
    updates.promise = updates::promise(reader, incident);
    updates.read_writeup = writeup.map(|_| reader.say("postmortem-read"));
    let concluded = has_concluded(incident) || writeup.is_some_and(postmortem::has_concluded);
    IncidentPage {
        stands: if incident.status.is_open() {
            entry.shape
        } else {
            "operational"
        },
        title: entry.title,
        corrected: updates::corrected(reader, &incident.title, &incident.corrections),
        status: entry.status,
        impact: (
            entry.shape,
            reader.say(&format!("impact-{}", incident.impact)),
        ),
        read_writeup: writeup.map(|_| reader.say("postmortem-read")),
        facts: facts::of_incident(reader, names, incident, Depth::Whole),
        windows: windows::several(reader, names, incident),
        updates_title: reader.say("updates-title"),
        updates,
        promised: promises::over(reader, incident, promises::today),
        too: (incident.status.is_open() && layout.report.is_some())
            .then(|| (report::way(reader, incident), reader.say("report-too"))),
        answered: (answered > 0).then(|| reader.words.count("case-own-answered", answered, &[])),
        writeup: writeup.map(|writeup| postmortem::writeup(reader, writeup)),
        layout: layout.explaining(reader, concluded).sharing(
            reader,
            &card::words(reader, incident),
            &format!("incidents/{}/", incident.public_id),
        ),
    }
}
