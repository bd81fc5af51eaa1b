//! How an incident is said to stand: still going on, over, broken again; a part of it or all; somebody else's.
//!
//! Read in order: [`sentence_with`], the phrases (folded), [`sentence_with_share`], [`talking_with`].
//!
//! Not here: whether it is true. Histories are read with these words, and drafts are reviewed with them.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use super::{fold, fold::has_any, sentence_at, sentences, shares};

/// It goes on.
pub const STILL: &[&str] = &[
    "toujours en cours",
    "still ongoing",
    "ancora in corso",
    "still in progress",
];
/// Work on it goes on: as much, below a state that says that it is over.
pub const STILL_AT_WORK: &[&str] = &[
    "nous continuons de travailler",
    "nous continuons a travailler",
    "we continue to work",
    "we are continuing to work",
    "continuiamo a lavorare",
    "stiamo continuando a lavorare",
];
/// It is being mended.
pub const RESOLVING: &[&str] = &[
    "en cours de resolution",
    "being resolved",
    "in corso di risoluzione",
];
/// It works.
pub const NORMAL: &[&str] = &[
    "normalement",
    "retabli",
    "resolu",
    "retour a la normale",
    "n'est plus impacte",
    "normally",
    "restored",
    "resolved",
    "normalmente",
    "ripristinat",
];
/// It broke again.
pub const AGAIN: &[&str] = &[
    "recrudescence",
    "resurgence",
    "a nouveau perturbe",
    "de nouveau perturbe",
    "nouvelle interruption",
    "nouvelle perturbation",
    "again unavailable",
    "again experiencing",
    "new outage",
    "recurrence",
    "reoccur",
    "di nuovo",
    "aumento dei problemi",
];
/// A part is touched.
pub const PART: &[&str] = &[
    "certains",
    "certaines",
    "une partie",
    "partiel",
    "pas tous concernes",
    "some ",
];
/// All is touched.
pub const WHOLE: &[&str] = &[
    "totale",
    "l'integralite",
    "aucun paiement",
    "aucune transaction",
    "total interruption",
    "total outage",
    "all transactions",
    "interruzione totale",
];
/// Nothing passes.
pub const NONE_PASSES: &[&str] = &[
    "n'aboutissent pas",
    "ne passent pas",
    "are not completed",
    "non vengono completate",
    "toutes les transactions",
    "every ",
];

/// The bytes of the first sentence with one of the folded phrases.
#[must_use]
pub fn sentence_with(text: &str, phrases: &[&str]) -> Option<Range<usize>> {
    // Most texts have none of them: one folding says so.
    if !has_any(&fold(text), phrases) {
        return None;
    }
    let mut all = sentences(text).into_iter();
    all.find(|span| has_any(&fold(&text[span.clone()]), phrases))
}

/// Above this share, in percent, nearly all is touched.
const NEARLY_ALL: f64 = 90.0;

/// The bytes of the sentence that gives a share of what is touched, and not of nearly all.
#[must_use]
pub fn sentence_with_share(text: &str) -> Option<Range<usize>> {
    let mut all = shares(text).into_iter();
    let share = all.find(|found| found.value.high <= NEARLY_ALL)?;
    sentence_at(text, share.span.start)
}

static TALKING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:échanger|échangeons|contact|contact direct|talking|working|in contatto) (?:avec|with|con)(?: the| les équipes| le)? (\p{Lu}\p{L}+)").expect("a literal pattern")
});

/// Whom somebody is in touch with about it, and the bytes of the sentence that says so.
#[must_use]
pub fn talking_with(text: &str) -> Option<(&str, Range<usize>)> {
    let who = TALKING.captures(text)?.get(1)?;
    Some((who.as_str(), sentence_at(text, who.start())?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_is_told_that_says_how_it_stands() {
        let text = "Bonjour. Certains paiements échouent. Environ 20 % sont touchés.";

        let part = sentence_with(text, PART).map(|span| &text[span]);
        let share = sentence_with_share(text).map(|span| &text[span]);

        assert_eq!(part, Some("Certains paiements échouent."));
        assert_eq!(share, Some("Environ 20 % sont touchés."));
        assert_eq!(sentence_with(text, WHOLE), None);
        assert_eq!(sentence_with_share("Près de 95 % des paiements."), None);
    }

    #[test]
    fn who_is_talked_with_is_named() {
        let text = "We are looking. We are in contact with the Acme teams.";

        let (who, span) = talking_with(text).unwrap();

        assert_eq!(
            (who, &text[span]),
            ("Acme", "We are in contact with the Acme teams.")
        );
        assert_eq!(talking_with("We are in contact with our bank."), None);
    }
}
