//! Which update of a newer version, or of another source, is which of those that we know.
//!
//! In order, by the best sum of likenesses: the same id, the same words, the same minute, nearly
//! the same words. Nothing is paired on its status alone.

use std::collections::BTreeSet;

use beffroi_domain::{IncidentStatus, UpdateStatus};
use beffroi_readers::record::UpdateRecord;

/// How much of the words must be shared to count as nearly the same, in tenths.
const NEARLY: usize = 6;

/// For each of `new`, its place in `known`. Both in one order of time. With `ids_tell`, both have
/// their ids from one source, so that different ids are different updates.
pub(super) fn align(
    known: &[&UpdateRecord],
    new: &[&UpdateRecord],
    ids_tell: bool,
) -> Vec<Option<usize>> {
    let likeness: Vec<Vec<u32>> = known
        .iter()
        .map(|known| {
            new.iter()
                .map(|new| likeness(known, new, ids_tell))
                .collect()
        })
        .collect();
    let mut best = vec![vec![0_u32; new.len() + 1]; known.len() + 1];
    for i in (0..known.len()).rev() {
        for j in (0..new.len()).rev() {
            let paired = match likeness[i][j] {
                0 => 0,
                like => like + best[i + 1][j + 1],
            };
            best[i][j] = paired.max(best[i + 1][j]).max(best[i][j + 1]);
        }
    }
    trace(&likeness, &best, known.len(), new.len())
}

fn trace(likeness: &[Vec<u32>], best: &[Vec<u32>], known: usize, new: usize) -> Vec<Option<usize>> {
    let mut partner = vec![None; new];
    let (mut i, mut j) = (0, 0);
    while i < known && j < new {
        let like = likeness[i][j];
        if like > 0 && best[i][j] == like + best[i + 1][j + 1] {
            partner[j] = Some(i);
            (i, j) = (i + 1, j + 1);
        } else if best[i][j] == best[i + 1][j] {
            i += 1;
        } else {
            j += 1;
        }
    }
    partner
}

/// How alike two updates are; 0 when they cannot be one.
fn likeness(known: &UpdateRecord, new: &UpdateRecord, ids_tell: bool) -> u32 {
    match (&known.external_id, &new.external_id) {
        (Some(known), Some(new)) if known == new => return 16,
        (Some(_), Some(_)) if ids_tell => return 0,
        _ => {}
    }
    let minutes = |update: &UpdateRecord| update.posted_at.map(|at| at.as_second() / 60);
    let time = match (minutes(known), minutes(new)) {
        (Some(known), Some(new)) if known == new => Some(true),
        (Some(_), Some(_)) => Some(false),
        _ => None,
    };
    match (time, words_alike(known, new)) {
        (Some(true), words) => 6 + words,
        (Some(false), words) if words < 8 => 0,
        (_, words) => words,
    }
}

fn words_alike(known: &UpdateRecord, new: &UpdateRecord) -> u32 {
    let is_writeup = |update: &UpdateRecord| {
        update.status == Some(UpdateStatus::Incident(IncidentStatus::Postmortem))
    };
    if is_writeup(known) && is_writeup(new) {
        return 8;
    }
    let same_in_a_language = known.text.iter().any(|(locale, text)| {
        new.text
            .get(locale)
            .is_some_and(|other| bare(text) == bare(other))
    });
    if same_in_a_language {
        return 8;
    }
    let (left, right) = (words_of(known), words_of(new));
    let (left, right): (BTreeSet<_>, BTreeSet<_>) =
        (left.split(' ').collect(), right.split(' ').collect());
    let shared = left.intersection(&right).count();
    let all = left.union(&right).count();
    if shared * 10 >= all * NEARLY { 4 } else { 0 }
}

/// All words of an update, in every language, lower case, without signs.
pub(super) fn words_of(update: &UpdateRecord) -> String {
    bare(
        &update
            .text
            .iter()
            .map(|(_, text)| text)
            .collect::<Vec<_>>()
            .join(" "),
    )
}

/// A text's words alone: lower case, one space between, no signs.
pub(super) fn bare(text: &str) -> String {
    let words = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use beffroi_domain::{Locale, LocalizedText};

    use super::*;

    fn said(text: &str, posted: Option<&str>) -> UpdateRecord {
        UpdateRecord {
            text: LocalizedText::single(Locale::of("fr"), text),
            posted_at: posted.map(|at| at.parse().unwrap()),
            ..UpdateRecord::default()
        }
    }

    fn aligned(known: &[UpdateRecord], new: &[UpdateRecord]) -> Vec<Option<usize>> {
        align(
            &known.iter().collect::<Vec<_>>(),
            &new.iter().collect::<Vec<_>>(),
            true,
        )
    }

    #[test]
    fn what_is_new_at_the_end_is_new_and_the_rest_is_known() {
        let known = [
            said("Un incident est en cours", None),
            said("Nous corrigeons", None),
        ];
        let new = [known[0].clone(), known[1].clone(), said("C'est fini", None)];

        assert_eq!(aligned(&known, &new), [Some(0), Some(1), None]);
    }

    #[test]
    fn a_corrected_typo_and_other_signs_are_the_same_update() {
        let known = [said(
            "Le traffic est entièrement rétabli depuis 14h, merci",
            None,
        )];
        let new = [said(
            "Le trafic est entièrement rétabli depuis **14h**. Merci",
            None,
        )];

        assert_eq!(aligned(&known, &new), [Some(0)]);
    }

    #[test]
    fn two_updates_with_equal_words_keep_their_order() {
        let known = [
            said("La reprise est estimée à 17h", None),
            said("Toujours rien", None),
        ];
        let new = [known[0].clone(), known[0].clone(), known[1].clone()];

        let partners = aligned(&known, &new);

        assert_eq!(partners[2], Some(1));
        assert_eq!(partners.iter().flatten().count(), 2);
    }

    #[test]
    fn a_minute_pairs_words_of_another_source() {
        let known = [said("Un incident", Some("2024-12-17T13:30:00Z"))];
        let new = [
            said("An incident", Some("2024-12-17T13:30:20Z")),
            said("Autre chose", None),
        ];

        assert_eq!(aligned(&known, &new), [Some(0), None]);
    }

    #[test]
    fn different_ids_are_different_updates_whatever_they_say() {
        let mut known = said("We are continuing to work on a fix", None);
        known.external_id = Some("a".to_owned());
        let mut new = known.clone();
        new.external_id = Some("b".to_owned());

        assert_eq!(aligned(&[known], &[new]), [None]);
    }
}
