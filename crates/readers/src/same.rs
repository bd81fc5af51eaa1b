//! The same incident from two sources: whether two records tell of one.
//!
//! Read in order: [`same_incident`]. Titles repeat for years, so a title alone is never
//! a match: a shared reference is, or texts that are the same word by word, or a title with a start
//! within minutes.
//!
//! Deliberately absent: which records are compared, and what they make together; the caller has
//! them all and keeps each source's own.

use std::{collections::BTreeSet, fmt};

use beffroi_domain::find::fold;

use crate::record::{ImportRecord, Local, UpdateRecord};

/// Why two records are one incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match {
    /// Both name this reference.
    Reference(String),
    /// So many updates say the same word by word, the tool's own sentences not counted.
    Texts(usize),
    /// Equal titles, and starts so many minutes apart.
    TitleAndStart {
        /// The title.
        title: String,
        /// Minutes between the starts.
        minutes: i64,
    },
}

impl fmt::Display for Match {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reference(reference) => write!(out, "both name {reference}"),
            Self::Texts(1) => write!(out, "one update says the same word by word"),
            Self::Texts(count) => write!(out, "{count} updates say the same word by word"),
            Self::TitleAndStart { title, minutes } => {
                write!(
                    out,
                    "both are called {title:?} and start within {minutes} minutes"
                )
            }
        }
    }
}

/// How far apart the starts of two records of one incident can be, in minutes.
const NEAR_MINUTES: i64 = 15;
/// The shortest text that can be nobody else's, in characters, folded.
const TELLING: usize = 60;

/// Whether two records of different sources tell of one incident, and why.
///
/// Records of one source never match: that source keeps them apart. Where both know their starts,
/// starts on different days contradict a match by texts; two references that differ contradict any.
#[must_use]
pub fn same_incident(a: &ImportRecord, b: &ImportRecord) -> Option<Match> {
    if a.source == b.source || a.kind != b.kind {
        return None;
    }
    if let Some(shared) = a
        .references
        .iter()
        .find(|reference| b.references.contains(reference))
    {
        return Some(Match::Reference(shared.clone()));
    }
    if !a.references.is_empty() && !b.references.is_empty() {
        return None;
    }
    let apart = minutes_apart(a, b);
    let texts = shared_texts(a, b);
    if texts > 0 && apart.is_none_or(|minutes| minutes <= 24 * 60) && days_agree(a, b) {
        return Some(Match::Texts(texts));
    }
    let title = fold(&a.title_raw);
    let near = apart.filter(|minutes| *minutes <= NEAR_MINUTES)?;
    (title == fold(&b.title_raw)).then(|| Match::TitleAndStart {
        title: a.title_raw.clone(),
        minutes: near,
    })
}

/// Minutes between two starts, both known to the minute.
fn minutes_apart(a: &ImportRecord, b: &ImportRecord) -> Option<i64> {
    let exact = |record: &ImportRecord| match record.started_at.as_ref()?.local? {
        Local::Clock(clock) => Some(clock),
        Local::Day(_) => None,
    };
    Some((exact(a)?.duration_until(exact(b)?).as_secs() / 60).abs())
}

fn days_agree(a: &ImportRecord, b: &ImportRecord) -> bool {
    let day = |record: &ImportRecord| record.started_at.as_ref()?.local.map(Local::date);
    match (day(a), day(b)) {
        (Some(a), Some(b)) => a.until(b).is_ok_and(|span| span.get_days().abs() <= 1),
        _ => true,
    }
}

/// Texts of both that are the same when folded, are long enough to be telling, and state a fact.
///
/// Providers reuse their phrases, so the texts of one record that tell nothing but phrases can
/// agree with those of another incident: two of three must agree, or all there are.
fn shared_texts(a: &ImportRecord, b: &ImportRecord) -> usize {
    let (a, b) = (telling(a), telling(b));
    let shared = a.intersection(&b).count();
    let least = a.len().min(b.len());
    if least > 0 && shared * 3 >= least * 2 && shared >= least.min(2) {
        shared
    } else {
        0
    }
}

fn telling(record: &ImportRecord) -> BTreeSet<String> {
    record
        .updates
        .iter()
        .filter(|update| !update.standard_phrase)
        .map(spoken)
        .filter(|text| text.chars().count() >= TELLING)
        .collect()
}

/// All that an update says, letters and digits only: bullets and bold differ between sources.
fn spoken(update: &UpdateRecord) -> String {
    let all: Vec<&str> = update.text.iter().map(|(_, text)| text).collect();
    fold(&all.join(" "))
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}

#[cfg(test)]
mod tests {
    use beffroi_domain::{Locale, LocalizedText};

    use super::*;
    use crate::record::When;

    const LONG: &str =
        "Les paiements par carte sont refusés dans tous les magasins du sud depuis ce matin.";

    fn update(text: &str) -> UpdateRecord {
        UpdateRecord {
            text: LocalizedText::single(Locale::of("fr"), text),
            ..UpdateRecord::default()
        }
    }

    fn record(source: &str, reference: &str, start: &str, texts: &[&str]) -> ImportRecord {
        ImportRecord {
            source: source.into(),
            title_raw: "Panne des cartes".into(),
            references: Some(reference.to_owned())
                .filter(|reference| !reference.is_empty())
                .into_iter()
                .collect(),
            started_at: Some(When {
                local: start.to_owned().try_into().ok(),
                ..When::default()
            }),
            updates: texts.iter().map(|text| update(text)).collect(),
            ..ImportRecord::default()
        }
    }

    #[test]
    fn a_shared_reference_is_a_match_and_another_one_is_none() {
        let a = record("a", "OPS-1", "2024-12-17T14:16", &[]);

        assert_eq!(
            same_incident(&a, &record("b", "OPS-1", "2024-12-17", &[])),
            Some(Match::Reference("OPS-1".into()))
        );
        assert_eq!(
            same_incident(&a, &record("b", "OPS-2", "2024-12-17T14:16", &[LONG])),
            None
        );
    }

    #[test]
    fn the_same_words_are_a_match_whatever_their_dress() {
        let a = record("a", "OPS-1", "2024-12-17T14:16", &[LONG]);
        let b = record(
            "b",
            "",
            "2024-12-17T14:40",
            &[&format!("**{}**", LONG.replace(' ', "\n"))],
        );

        assert_eq!(same_incident(&a, &b), Some(Match::Texts(1)));
    }

    #[test]
    fn a_title_needs_a_start_beside_it() {
        let a = record("a", "", "2024-12-17T14:16", &[]);

        assert!(matches!(
            same_incident(&a, &record("b", "", "2024-12-17T14:17", &[])),
            Some(Match::TitleAndStart { minutes: 1, .. })
        ));
        assert_eq!(
            same_incident(&a, &record("b", "", "2024-12-18T14:17", &[])),
            None
        );
        assert_eq!(
            same_incident(&a, &record("a", "", "2024-12-17T14:16", &[])),
            None,
            "one source keeps them apart"
        );
    }

    #[test]
    fn phrases_that_are_used_again_on_another_day_are_no_match() {
        let a = record("a", "", "2024-12-17T14:16", &[LONG]);
        let b = record("b", "", "2025-02-26T12:10", &[LONG]);

        assert_eq!(same_incident(&a, &b), None);
    }
}
