//! One update, read: header block off, languages apart, standard phrase recognised.

use std::collections::BTreeSet;

use beffroi_domain::{
    IncidentStatus, LocalizedText, StandardPhrase, UpdateStatus, find, find::fold,
};
use jiff::Timestamp;

use super::{
    header::{self, Header},
    raw::RawUpdate,
    writeup,
};
use crate::language::{self, Language, Part};

/// One update, read but not dated.
#[derive(Clone, Debug, Default)]
pub struct Update {
    /// What the state is.
    pub status: Option<UpdateStatus>,
    /// True where the words had to tell it.
    pub status_inferred: bool,
    /// When it was published.
    pub posted_at: Option<Timestamp>,
    /// The frame's words for that.
    pub stamp: Option<String>,
    /// Its header block.
    pub header: Option<Header>,
    /// What it says, per language, in the order of the text.
    pub parts: Vec<Part>,
    /// The tool's own sentence.
    pub standard: Option<StandardPhrase>,
    /// Pieces of a page's frame that stood in the text.
    pub chrome: Vec<String>,
    /// References anywhere in it.
    pub references: Vec<String>,
    /// Links anywhere in it.
    pub links: Vec<String>,
}

impl Update {
    /// Its texts per locale.
    #[must_use]
    pub fn text(&self) -> LocalizedText {
        self.parts
            .iter()
            .map(|part| (part.language.locale(), part.text.clone()))
            .collect()
    }

    /// The first language it says something in, if any.
    #[must_use]
    pub fn first(&self) -> Option<&Part> {
        self.parts.first()
    }

    /// True for a write-up.
    #[must_use]
    pub fn is_postmortem(&self) -> bool {
        self.status == Some(UpdateStatus::Incident(IncidentStatus::Postmortem))
    }

    /// True where the tool, not a person, wrote it.
    #[must_use]
    pub fn is_standard(&self) -> bool {
        self.standard.is_some()
    }
}

/// Reads one update; `usual` is the language of words that tell nothing.
#[must_use]
pub fn read(raw: &RawUpdate, usual: Language) -> Update {
    let standard = StandardPhrase::recognise(&raw.text);
    let (header, begin) =
        header::read(&raw.text).map_or((None, 0), |(header, end)| (Some(header), end));
    let split = match standard {
        Some(_) => language::Split {
            parts: vec![Part {
                language: Language::En,
                text: raw.text.trim().to_owned(),
                marked: false,
            }],
            chrome: Vec::new(),
        },
        None => language::split(&raw.text[begin..], usual),
    };
    let own = header.iter().flat_map(|header| header.references.clone());
    let found = find::references(&raw.text)
        .into_iter()
        .map(|found| found.value);
    let references = once(own.chain(found));
    let mut update = Update {
        status: raw.status,
        posted_at: raw.posted_at,
        stamp: raw.stamp.clone(),
        header,
        parts: split.parts,
        standard,
        chrome: split.chrome,
        references,
        links: once(find::links(&raw.text).into_iter().map(|found| found.value)),
        ..Update::default()
    };
    if update.status.is_none() {
        update.status = told(&update).map(UpdateStatus::Incident);
        update.status_inferred = update.status.is_some();
    }
    update
}

/// Each value once, in the order of the first mention.
pub fn once(values: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    values.filter(|value| seen.insert(value.clone())).collect()
}

const WATCHING: &[&str] = &[
    "surveill",
    "monitor",
    "retour a la normale",
    "reprend",
    "resuming",
    "ripres",
    "revient",
];
const OVER: &[&str] = &[
    "resolu",
    "resolved",
    "risolt",
    "est termine",
    "is over",
    "est clos",
    "is closed",
];
const KNOWN: &[&str] = &[
    "identifi",
    "cause",
    "correctif",
    "action est en cours",
    "a fix",
    "partenaire",
    "prestataire",
];

/// What the words say the state is, where the frame lost it.
fn told(update: &Update) -> Option<IncidentStatus> {
    let first = update.first()?;
    if writeup::is_writeup(&first.text) {
        return Some(IncidentStatus::Postmortem);
    }
    if let Some(phrase) = update.standard {
        return phrase_status(phrase);
    }
    let folded = fold(&first.text);
    let has = |words: &[&str]| find::fold::has_any(&folded, words);
    Some(match () {
        () if has(WATCHING) => IncidentStatus::Monitoring,
        () if has(OVER) || has_ended(update) => IncidentStatus::Resolved,
        () if has(KNOWN) => IncidentStatus::Identified,
        () => IncidentStatus::Investigating,
    })
}

/// True where its header block states an end.
fn has_ended(update: &Update) -> bool {
    update
        .header
        .as_ref()
        .is_some_and(|header| header.end.is_some() && !header.ongoing)
}

fn phrase_status(phrase: StandardPhrase) -> Option<IncidentStatus> {
    match phrase {
        StandardPhrase::Investigating | StandardPhrase::StillInvestigating => {
            Some(IncidentStatus::Investigating)
        }
        StandardPhrase::Identified | StandardPhrase::StillFixing => {
            Some(IncidentStatus::Identified)
        }
        StandardPhrase::Monitoring | StandardPhrase::StillMonitoring => {
            Some(IncidentStatus::Monitoring)
        }
        StandardPhrase::Resolved => Some(IncidentStatus::Resolved),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Update {
        read(
            &RawUpdate {
                text: text.to_owned(),
                ..RawUpdate::default()
            },
            Language::Fr,
        )
    }

    #[test]
    fn the_tools_own_sentence_is_recognised_only_alone() {
        assert!(read_text("This incident has been resolved.").is_standard());
        let marked = read_text("FR Cet incident est résolu. EN This incident has been resolved.");
        assert!(!marked.is_standard());
        assert_eq!(marked.parts.len(), 2);
    }

    #[test]
    fn a_lost_status_is_told_by_the_words_and_says_so() {
        let update = read_text("Le service reprend, nous surveillons la reprise.");

        assert_eq!(
            update.status,
            Some(UpdateStatus::Incident(IncidentStatus::Monitoring))
        );
        assert!(update.status_inferred);
    }
}
