//! One report, read but not dated: title, updates, write-ups per language.

use beffroi_domain::{IncidentStatus, find};

use super::{
    raw::RawReport,
    title::{self, Title},
    update::{self, Update, once},
    writeup::{self, Writeup},
};
use crate::language::{self, Language};

/// A report, read.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Whose page it is.
    pub provider: Option<String>,
    /// The title as it stands.
    pub title_raw: String,
    /// The title taken apart.
    pub title: Title,
    /// Its updates, in the order of the source.
    pub updates: Vec<Update>,
    /// The write-up per language, in the order of the text.
    pub writeups: Vec<(Language, Writeup)>,
    /// Components that the page's frame names.
    pub components: Vec<String>,
    /// Sentences that an aggregator added.
    pub frame: Vec<String>,
    /// True where the updates stand oldest first.
    pub oldest_first: bool,
}

impl Report {
    /// The updates that are no write-up, oldest first.
    pub fn spoken(&self) -> impl Iterator<Item = &Update> {
        let mut all: Vec<&Update> = self
            .updates
            .iter()
            .filter(|update| !update.is_postmortem())
            .collect();
        if !self.oldest_first {
            all.reverse();
        }
        all.into_iter()
    }

    /// The write-up in the report's first language.
    #[must_use]
    pub fn writeup(&self) -> Option<&Writeup> {
        self.writeups.first().map(|(_, writeup)| writeup)
    }

    /// The text of the write-up in the report's first language, as typed.
    #[must_use]
    pub fn writeup_text(&self) -> Option<&str> {
        self.updates
            .iter()
            .find(|update| update.is_postmortem())?
            .first()
            .map(|part| part.text.as_str())
    }

    /// References anywhere in it, each once. The header's and the write-up's own come first.
    #[must_use]
    pub fn references(&self) -> Vec<String> {
        let title = find::references(&self.title_raw)
            .into_iter()
            .map(|found| found.value);
        once(
            title.chain(
                self.updates
                    .iter()
                    .flat_map(|update| update.references.clone()),
            ),
        )
    }

    /// Links anywhere in it, each once.
    #[must_use]
    pub fn links(&self) -> Vec<String> {
        once(self.updates.iter().flat_map(|update| update.links.clone()))
    }
}

/// Reads a report. `usual` is the language of words that tell nothing.
#[must_use]
pub fn read(raw: &RawReport) -> Report {
    let usual = usual(raw);
    let updates: Vec<Update> = raw
        .updates
        .iter()
        .map(|raw| update::read(raw, usual))
        .collect();
    let writeups = updates
        .iter()
        .filter(|update| update.is_postmortem())
        .flat_map(|update| update.parts.iter())
        .map(|part| (part.language, writeup::read(&part.text)))
        .collect();
    let mut report = Report {
        provider: raw.provider.clone(),
        title_raw: raw.title.clone(),
        title: title::read(&raw.title, usual, &spoken(&updates)),
        updates,
        writeups,
        components: raw.components.clone(),
        frame: raw.frame.clone(),
        oldest_first: raw.oldest_first,
    };
    settle_postmortem(&mut report);
    report
}

/// The languages that somebody typed.
fn spoken(updates: &[Update]) -> Vec<Language> {
    let typed = updates.iter().filter(|update| !update.is_standard());
    let heard: Vec<Language> = typed
        .flat_map(|update| update.parts.iter().map(|part| part.language))
        .collect();
    let mut all = Language::ALL.to_vec();
    all.retain(|language| heard.contains(language));
    all
}

/// The language of most of the words, so that a doubtful sentence follows its neighbours.
fn usual(raw: &RawReport) -> Language {
    let longest = raw
        .updates
        .iter()
        .map(|update| update.text.as_str())
        .max_by_key(|text| text.len());
    longest.and_then(language::whole).unwrap_or(Language::Fr)
}

/// Words that look like a write-up count as one only where no frame says otherwise.
fn settle_postmortem(report: &mut Report) {
    let mut seen = false;
    for update in &mut report.updates {
        if update.is_postmortem() && update.status_inferred && std::mem::replace(&mut seen, true) {
            update.status = Some(beffroi_domain::UpdateStatus::Incident(
                IncidentStatus::Resolved,
            ));
        }
    }
}
