//! Is it this? What is known to be broken, each with a way to say "me too".

use beffroi_domain::Incident;

use crate::{
    public::days,
    web::{
        Reader,
        format::{Said, When},
    },
};

/// What is known, above the form.
pub(super) struct Known {
    pub(super) title: String,
    pub(super) lead: String,
    pub(super) all: Vec<One>,
    /// "It is something else."
    pub(super) else_title: String,
}

/// One incident that is not over.
pub(super) struct One {
    pub(super) shape: &'static str,
    pub(super) title: Said,
    pub(super) address: String,
    pub(super) status: String,
    /// "Since", and when; nothing where nobody wrote that down.
    pub(super) since: Option<(String, When)>,
    /// Where one says "me too", what that is called, and what it is about.
    pub(super) too: (String, String, String),
}

/// What is known, for a reader; nothing where all is well.
pub(super) fn known(reader: &Reader, open: &[Incident]) -> Option<Known> {
    (!open.is_empty()).then(|| Known {
        title: reader.say("report-known"),
        lead: reader.say("report-known-lead"),
        all: open.iter().map(|incident| one(reader, incident)).collect(),
        else_title: reader.say("report-else"),
    })
}

fn one(reader: &Reader, incident: &Incident) -> One {
    let entry = days::incident_entry(reader, incident);
    let said = || {
        let all = incident.updates.iter();
        all.filter_map(|update| update.published)
            .min_by_key(|one| one.at)
    };
    let since = incident.first_start().or_else(said);
    let label = reader
        .words
        .tell("report-too-label", &[("title", &entry.title.text)]);
    One {
        shape: entry.shape,
        address: entry.address,
        status: entry.status,
        since: since.map(|at| (reader.say("report-known-since"), reader.when(&at))),
        too: (way(reader, incident), reader.say("report-too"), label),
        title: entry.title,
    }
}

/// Where somebody says "me too".
pub(in crate::public) fn way(reader: &Reader, incident: &Incident) -> String {
    reader.path(&format!("report?about={}", incident.public_id))
}
