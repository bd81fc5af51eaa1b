//! Over in one language, and still to come or under way in another.
//!
//! Read in order: [`between`], what is under way, what is still to be done.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use super::{Finding, Kind, Quote, between::Told};
use crate::find::{self, fold, fold::has_any};

/// Trouble that is said to go on, in folded words.
static UNDER_WAY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"ongoing (?:\w+ )?(?:difficult|issue|incident|disruption|problem|outage)",
        r"|currently (?:experienc|having|facing|observ)",
        r"|(?:incident|probleme|difficultes?|perturbations?|panne|interruption) (?:\w+ )?en cours",
        r"|(?:rencontrons|observons|constatons) actuellement",
        r"|(?:incidente|problema|difficolta|guasto|interruzione) (?:\w+ )?in corso",
        r"|stiamo (?:attualmente )?(?:riscontrando|osservando)",
    ))
    .expect("a literal pattern")
});
const OVER: &[&str] = &[
    "termine",
    "est resolu",
    "a ete resolu",
    "est clos",
    "is over",
    "is resolved",
    "been resolved",
    "is closed",
    "e terminato",
    "e risolto",
    "stato risolto",
];
const TO_DO: &[&str] = &[
    "is to be ",
    "are to be ",
    "still to be ",
    "remains to be ",
    "reste a ",
    "restent a ",
    "a realiser",
    "a effectuer",
    "da effettuare",
    "da realizzare",
    "resta da ",
];
const AHEAD: &[&str] = &[
    "sera ",
    "seront ",
    "devra",
    "va etre",
    "vont etre",
    "prevu",
    "a venir",
    "will ",
    "going to",
    "planned",
    "sara ",
    "saranno ",
    "verra ",
    "verranno ",
    "dovra",
    "previst",
];
const DONE: &[&str] = &[
    "realise",
    "effectue",
    "deploye",
    "mis en place",
    "mise en place effectuee",
    "done",
    "performed",
    "completed",
    "effettuat",
    "realizzat",
    "completat",
];

/// A line of a text.
#[derive(Clone)]
struct Line<'a> {
    told: Told<'a>,
    span: Range<usize>,
}

impl Line<'_> {
    /// Its sentences, folded, one a line.
    fn folded(&self) -> String {
        let line = &self.told.text[self.span.clone()];
        let sentences = find::sentences(line).into_iter();
        let sentences: Vec<String> = sentences.map(|span| fold(&line[span])).collect();
        sentences.join("\n")
    }

    /// Its sentence that does, else all of it.
    fn quote(&self, does: impl Fn(&str) -> bool) -> Quote {
        let line = &self.told.text[self.span.clone()];
        let sentences = find::sentences(line).into_iter();
        let own = sentences
            .map(|span| self.span.start + span.start..self.span.start + span.end)
            .find(|span| does(&fold(&self.told.text[span.clone()])));
        let span = own.unwrap_or_else(|| self.span.clone());
        Quote::here(self.told.locale, self.told.text, span)
    }
}

/// Where two texts that should say one thing tell of two times: line by line where both have as
/// many, else as a whole.
pub(super) fn between(one: &Told<'_>, two: &Told<'_>) -> Option<Finding> {
    let (mut first, mut second) = (lines(one), lines(two));
    if first.len() != second.len() {
        (first, second) = (vec![whole(one)], vec![whole(two)]);
    }
    first.iter().zip(&second).find_map(|(one, two)| {
        let (a, b) = (one.folded(), two.folded());
        let found = [
            (under_way(&a, &b), one, two),
            (under_way(&b, &a), two, one),
            (to_do(&a, &b), one, two),
            (to_do(&b, &a), two, one),
        ];
        let (_, open, over) = found.into_iter().find(|(differs, ..)| *differs)?;
        let is_open = |words: &str| UNDER_WAY.is_match(words) || has_any(words, TO_DO);
        let is_over = |words: &str| has_any(words, OVER) || has_any(words, DONE);
        let quotes = vec![open.quote(is_open), over.quote(is_over)];
        Some(Finding::new(Kind::TenseDiffers, quotes))
    })
}

/// Before "is over" these words mean that it is not.
const NOT_YET: &[&str] = &[
    "une fois",
    "lorsque",
    "quand ",
    "des que",
    "once ",
    "when ",
    "as soon as",
    "una volta",
    "quando",
    "non appena",
];

/// Trouble goes on here, and is only told as over there.
fn under_way(here: &str, there: &str) -> bool {
    let is_over = || {
        let mut sentences = there.lines();
        sentences.any(|one| has_any(one, OVER) && !has_any(one, NOT_YET))
    };
    UNDER_WAY.is_match(here) && !UNDER_WAY.is_match(there) && is_over()
}

/// Still to be done here, and only told as done there.
fn to_do(here: &str, there: &str) -> bool {
    has_any(here, TO_DO) && has_any(there, DONE) && !has_any(there, TO_DO) && !has_any(there, AHEAD)
}

fn whole<'a>(told: &Told<'a>) -> Line<'a> {
    Line {
        told: *told,
        span: 0..told.text.len(),
    }
}

fn lines<'a>(told: &Told<'a>) -> Vec<Line<'a>> {
    let mut at = 0;
    let mut all = Vec::new();
    for line in told.text.split('\n') {
        if !line.trim().is_empty() {
            all.push(Line {
                told: *told,
                span: at..at + line.len(),
            });
        }
        at += line.len() + 1;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Locale;

    fn differs(french: &str, english: &str) -> bool {
        let (fr, en) = (Locale::of("fr"), Locale::of("en"));
        let told = |locale, text| Told { locale, text };
        between(&told(&fr, french), &told(&en, english)).is_some()
    }

    #[test]
    fn what_is_over_is_not_under_way() {
        let french = "Nous avons constaté des lenteurs. L’incident est terminé.";

        assert!(differs(
            french,
            "We are currently facing delays. The incident is over."
        ));
        assert!(!differs(
            french,
            "We have seen delays. The incident is over."
        ));
        assert!(!differs(
            "Les demandes seront renvoyées une fois l’incident terminé.",
            "We have identified ongoing difficulties."
        ));
    }

    #[test]
    fn what_is_done_is_not_to_be_done() {
        let english = "A check of all servers is to be performed.\nAlerts added.";

        assert!(differs(
            "Contrôle de tous les serveurs effectué.\nAlertes ajoutées.",
            english
        ));
        assert!(!differs(
            "Contrôle de tous les serveurs à effectuer.\nAlertes ajoutées.",
            english
        ));
        assert!(!differs(
            "Contrôle de tous les serveurs.\nAlertes ajoutées.",
            english
        ));
    }
}
