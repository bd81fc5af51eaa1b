//! The same incident from two sources: whether two records tell of one, and the one they make.
//!
//! Read in order: [`same_incident`], [`merge`]. Titles repeat for years, so a title alone is never
//! a match: a shared reference is, or texts that are the same word by word, or a title with a start
//! within minutes.
//!
//! Deliberately absent: which records are compared; the caller has them all.

use std::{collections::BTreeSet, fmt};

use beffroi_domain::find::fold;

use crate::record::{ImportRecord, Local, UpdateRecord, Warning, WarningKind, When, WhenPrecision};

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

/// One record of two: what either knows, the richer where both do, and a note of what was merged.
///
/// Statuses and references come from whichever states them; publication times likewise. Updates
/// are matched by their texts and stay in the order of the record that has more of them.
#[must_use]
pub fn merge(a: &ImportRecord, b: &ImportRecord) -> ImportRecord {
    let (base, other) = if b.updates.len() > a.updates.len() {
        (b, a)
    } else {
        (a, b)
    };
    let mut one = base.clone();
    union(&mut one.references, &other.references);
    union(&mut one.components, &other.components);
    union(&mut one.links, &other.links);
    for (locale, text) in other.title.iter() {
        if one.title.get(locale).is_none() {
            one.title.set(locale.clone(), text);
        }
    }
    one.provider = one.provider.or_else(|| other.provider.clone());
    one.category_prefix = one
        .category_prefix
        .or_else(|| other.category_prefix.clone());
    one.category = one.category.or_else(|| other.category.clone());
    one.responsibility = one.responsibility.or(other.responsibility);
    one.priority = one.priority.or_else(|| other.priority.clone());
    one.external_id = one.external_id.or_else(|| other.external_id.clone());
    one.impact_level = one.impact_level.or_else(|| other.impact_level.clone());
    one.url = one.url.or_else(|| other.url.clone());
    one.started_at = richer(one.started_at, other.started_at.as_ref());
    one.ended_at = richer(one.ended_at, other.ended_at.as_ref());
    one.postmortem = one.postmortem.or_else(|| other.postmortem.clone());
    for (mine, theirs) in [(&mut one.windows, &other.windows)] {
        if mine.len() < theirs.len() {
            mine.clone_from(theirs);
        }
    }
    if one.impact.len() < other.impact.len() {
        one.impact.clone_from(&other.impact);
    }
    if one.consequences.len() < other.consequences.len() {
        one.consequences.clone_from(&other.consequences);
    }
    let matched = updates(&mut one.updates, &other.updates);
    one.confidence = base.confidence.max(other.confidence);
    note(&mut one, base, other, matched);
    one
}

fn union(mine: &mut Vec<String>, theirs: &[String]) {
    for value in theirs {
        if !mine.contains(value) {
            mine.push(value.clone());
        }
    }
}

/// The instant that leaves less open.
fn richer(mine: Option<When>, theirs: Option<&When>) -> Option<When> {
    let open = |when: &When| {
        (
            when.local.is_none(),
            when.precision == WhenPrecision::Day,
            when.inferred.len(),
        )
    };
    match (mine, theirs) {
        (Some(mine), Some(theirs)) if open(theirs) < open(&mine) => Some(theirs.clone()),
        (None, theirs) => theirs.cloned(),
        (mine, _) => mine,
    }
}

/// Takes over what the other's updates know; gives how many matched.
fn updates(mine: &mut [UpdateRecord], theirs: &[UpdateRecord]) -> usize {
    let mut free: Vec<Option<(&UpdateRecord, String)>> = theirs
        .iter()
        .map(|update| Some((update, spoken(update))))
        .collect();
    let mut matched = 0;
    for update in mine {
        let own = spoken(update);
        let found = free.iter_mut().find(|slot| {
            slot.as_ref()
                .is_some_and(|(other, text)| alike(&own, text) || both_postmortem(update, other))
        });
        if let Some((other, _)) = found.and_then(Option::take) {
            take_over(update, other);
            matched += 1;
        }
    }
    matched
}

/// The same text, or one that the other begins with: sources cut.
fn alike(a: &str, b: &str) -> bool {
    !a.is_empty()
        && !b.is_empty()
        && (a == b || (a.len().min(b.len()) >= TELLING && (a.starts_with(b) || b.starts_with(a))))
}

fn both_postmortem(a: &UpdateRecord, b: &UpdateRecord) -> bool {
    let is = |update: &UpdateRecord| {
        update
            .status
            .is_some_and(|status| status.as_str() == "postmortem")
    };
    is(a) && is(b)
}

fn take_over(mine: &mut UpdateRecord, other: &UpdateRecord) {
    if mine.status.is_none()
        || (mine.status_inferred && !other.status_inferred && other.status.is_some())
    {
        mine.status = other.status;
        mine.status_inferred = other.status_inferred;
    }
    mine.posted_at = mine.posted_at.or(other.posted_at);
    mine.external_id = mine
        .external_id
        .take()
        .or_else(|| other.external_id.clone());
    if mine.header.is_none() {
        mine.header.clone_from(&other.header);
    }
    if mine.changes.is_empty() {
        mine.changes.clone_from(&other.changes);
    }
    for (locale, text) in other.text.iter() {
        if mine.text.get(locale).is_none() {
            mine.text.set(locale.clone(), text);
        }
    }
}

fn note(one: &mut ImportRecord, base: &ImportRecord, other: &ImportRecord, matched: usize) {
    for warning in &other.warnings {
        if !one.warnings.contains(warning) {
            one.warnings.push(warning.clone());
        }
    }
    let message = format!(
        "Merged with record {} of {}: {matched} of {} updates are the same.",
        other.ordinal,
        other.source,
        other.updates.len().max(base.updates.len()),
    );
    one.warnings.push(Warning {
        kind: WarningKind::Other,
        message,
        quotes: vec![base.title_raw.clone(), other.title_raw.clone()],
    });
}

#[cfg(test)]
mod tests {
    use beffroi_domain::{IncidentStatus, Locale, LocalizedText, UpdateStatus};

    use super::*;

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

    #[test]
    fn the_merged_record_knows_what_either_knew() {
        let mut a = record("a", "OPS-1", "2024-12-17T14:16", &[LONG, "Fini."]);
        a.updates[0].status = Some(UpdateStatus::Incident(IncidentStatus::Identified));
        let mut b = record("b", "", "2024-12-17", &[LONG]);
        b.updates[0].posted_at = Some("2024-12-17T13:30:00Z".parse().unwrap());

        let one = merge(&b, &a);

        assert_eq!(one.references, ["OPS-1"]);
        assert_eq!(one.updates.len(), 2);
        assert!(one.updates[0].posted_at.is_some() && one.updates[0].status.is_some());
        assert!(
            one.warnings
                .iter()
                .any(|warning| warning.message.starts_with("Merged"))
        );
    }
}
