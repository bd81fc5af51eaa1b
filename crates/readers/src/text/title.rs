//! Titles: `INCIDENT PROCESSING | Panne / Outage / Guasto` as prefix, and one part per language.
//!
//! Separators also stand inside parts, so a cut counts where the parts are of different languages;
//! where their few words do not say so, the languages of the texts below do. What all parts share
//! (a product, a day) stands apart.

use std::sync::LazyLock;

use beffroi_domain::{LocalizedText, find};
use regex::Regex;

use crate::language::{self, Language};

/// A title taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Title {
    /// `INCIDENT PROCESSING`
    pub prefix: Option<String>,
    /// The part per locale.
    pub parts: LocalizedText,
    /// What belongs to every part.
    pub shared: Option<String>,
}

static PREFIX: LazyLock<Regex> = LazyLock::new(|| {
    // Before a bar any word in capitals is a prefix; before a dash it takes two.
    Regex::new(
        r"^(\p{Lu}[\p{Lu}\d/&-]+(?: [\p{Lu}\d/&-]+){0,5}\s*\||\p{Lu}[\p{Lu}\d-]+(?: [\p{Lu}\d-]*[\p{Lu}\d])+\s*(?:\s[-–—:]|:)\s)\s*(\S.*)$",
    )
    .expect("a literal pattern")
});
static SLASH: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\s+[/|]\s*|\s*[/|]\s+").expect("a literal pattern"));
/// What closes a prefix.
const PREFIX_ENDS: &[char] = &[' ', '\u{a0}', '|', '-', '–', '—', ':'];
static DASH: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\s+[-–—]\s+").expect("a literal pattern"));

/// Takes a title apart; `usual` is the language where its words tell nothing, `spoken` are the
/// languages of the texts below it.
#[must_use]
pub fn read(raw: &str, usual: Language, spoken: &[Language]) -> Title {
    let (prefix, rest) = match PREFIX.captures(raw) {
        Some(found) => (
            Some(found[1].trim_end_matches(PREFIX_ENDS).to_owned()),
            found.get(2).map_or("", |rest| rest.as_str()),
        ),
        None => (None, raw),
    };
    let rest = rest.trim();
    let (parts, shared) = by_slash(rest, spoken)
        .or_else(|| by_dash(rest, spoken))
        .unwrap_or_else(|| (whole(rest, usual), None));
    Title {
        prefix,
        parts,
        shared,
    }
}

fn whole(text: &str, usual: Language) -> LocalizedText {
    LocalizedText::single(language::whole(text).unwrap_or(usual).locale(), text)
}

fn by_slash(text: &str, spoken: &[Language]) -> Option<(LocalizedText, Option<String>)> {
    let mut parts: Vec<&str> = SLASH.split(text).collect();
    let (shared, first) = subject(&parts);
    *parts.first_mut()? = first;
    Some((assigned(&parts, spoken)?, shared))
}

/// "Module 4.2 – Panne": what speaks for no language before a dash belongs to every part.
fn subject<'a>(parts: &[&'a str]) -> (Option<String>, &'a str) {
    let first = parts.first().copied().unwrap_or_default();
    let Some(dash) = DASH.find(first) else {
        return (None, first);
    };
    let (head, tail) = (&first[..dash.start()], &first[dash.end()..]);
    let names_only = head.split_whitespace().all(|word| {
        word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            && !word.chars().any(|c| "éèàùçêîô".contains(c))
    });
    // Where each part has a dash of its own, it divides a thing from its part.
    let own = parts.iter().skip(1).any(|part| DASH.is_match(part));
    if names_only && !own && !tail.trim().is_empty() {
        (Some(head.to_owned()), tail)
    } else {
        (None, first)
    }
}

/// "Retard - 21 mai - Delay": a day between two languages belongs to both.
fn by_dash(text: &str, spoken: &[Language]) -> Option<(LocalizedText, Option<String>)> {
    let (days, parts): (Vec<&str>, Vec<&str>) = DASH.split(text).partition(|part| is_day(part));
    // A dash also stands between a thing and its part, so every part must speak for itself, unless
    // a day keeps two languages apart.
    let apart = spoken.len() > 1 && days.len() == 1;
    if !apart && parts.iter().any(|part| language::by_words(part).is_none()) {
        return None;
    }
    let shared = days.first().map(|day| (*day).to_owned());
    Some((assigned(&parts, spoken)?, shared))
}

fn is_day(part: &str) -> bool {
    find::days(part)
        .first()
        .is_some_and(|day| day.span == (0..part.len()))
}

/// Two or three parts of languages that differ; a part that tells nothing takes the next one free.
fn assigned(parts: &[&str], spoken: &[Language]) -> Option<LocalizedText> {
    if !(2..=3).contains(&parts.len()) || parts.iter().any(|part| part.trim().is_empty()) {
        return None;
    }
    let by_texts = (spoken.len() > 1)
        .then(|| likeliest(parts, spoken))
        .flatten();
    let languages = by_texts.or_else(|| in_turn(parts))?;
    let mut all = LocalizedText::new();
    for (part, language) in parts.iter().zip(languages) {
        all.set(language.locale(), part.trim());
    }
    Some(all)
}

fn in_turn(parts: &[&str]) -> Option<Vec<Language>> {
    let told: Vec<Option<Language>> = parts.iter().map(|part| language::whole(part)).collect();
    let mut free = Language::ALL
        .into_iter()
        .filter(|language| !told.contains(&Some(*language)));
    let mut all: Vec<Language> = Vec::new();
    for told in &told {
        let language = told.or_else(|| free.next())?;
        if all.contains(&language) {
            return None;
        }
        all.push(language);
    }
    Some(all)
}

/// Letter patterns mislead over two words: the order of languages that the words bear out best,
/// and among equals the languages of the texts, then French, English, Italian. None where two parts plainly speak one language, or one
/// of two is a single word, as in "lent / indisponible".
fn likeliest(parts: &[&str], spoken: &[Language]) -> Option<Vec<Language>> {
    let plain: Vec<Language> = parts
        .iter()
        .filter_map(|part| language::by_words(part))
        .collect();
    let twice = plain
        .iter()
        .enumerate()
        .any(|(at, language)| plain[..at].contains(language));
    let single = parts.len() == 2 && parts.iter().any(|part| part.split_whitespace().count() < 2);
    if twice || single {
        return None;
    }
    let weights: Vec<[i32; 3]> = parts.iter().map(|part| language::evidence(part)).collect();
    let mut best: Option<(i32, &[usize])> = None;
    for order in &ORDERS {
        let order = &order[..parts.len()];
        let weight = order
            .iter()
            .zip(&weights)
            .map(|(at, of)| 8 * of[*at] + i32::from(spoken.contains(&Language::ALL[*at])))
            .sum();
        if best.is_none_or(|(most, _)| weight > most) {
            best = Some((weight, order));
        }
    }
    let (_, order) = best?;
    Some(order.iter().map(|at| Language::ALL[*at]).collect())
}

/// The orders of three languages, the usual ones first.
const ORDERS: [[usize; 3]; 6] = [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [2, 0, 1],
    [1, 2, 0],
    [2, 1, 0],
];

#[cfg(test)]
mod tests {
    use beffroi_domain::Locale;

    use super::*;

    fn parts(raw: &str) -> Vec<(String, String)> {
        read(raw, Language::Fr, &[])
            .parts
            .iter()
            .map(|(locale, text)| (locale.to_string(), text.to_owned()))
            .collect()
    }

    #[test]
    fn prefix_and_languages_are_taken_apart() {
        let title = read(
            "INCIDENT CARDS P1 | Panne des cartes / Card outage / Guasto delle carte",
            Language::Fr,
            &[],
        );

        assert_eq!(title.prefix.as_deref(), Some("INCIDENT CARDS P1"));
        assert_eq!(
            title.parts.get(&Locale::of("it")),
            Some("Guasto delle carte")
        );
        assert_eq!(title.parts.get(&Locale::of("en")), Some("Card outage"));
    }

    #[test]
    fn a_prefix_may_end_in_a_dash() {
        let title = read(
            "INCIDENT CARDS - Erreurs sur les cartes VISA",
            Language::Fr,
            &[],
        );

        assert_eq!(title.prefix.as_deref(), Some("INCIDENT CARDS"));
        assert_eq!(
            title.parts.get(&Locale::of("fr")),
            Some("Erreurs sur les cartes VISA")
        );
    }

    #[test]
    fn what_all_parts_share_stands_apart() {
        let module = read(
            "Module 4.2 – Problème de carte / Problema della carta / Card issue",
            Language::Fr,
            &[],
        );
        let day = read(
            "Retard de paiement - 3 juin - Delay in payment",
            Language::Fr,
            &[],
        );

        assert_eq!(module.shared.as_deref(), Some("Module 4.2"));
        assert_eq!(
            module.parts.get(&Locale::of("fr")),
            Some("Problème de carte")
        );
        assert_eq!(day.shared.as_deref(), Some("3 juin"));
        assert_eq!(day.parts.get(&Locale::of("en")), Some("Delay in payment"));
    }

    #[test]
    fn separators_inside_a_title_are_none() {
        for raw in [
            "Retard reversement 9-10 mai",
            "Panne sur le réseau Alpha - Beta",
            "Portail lent / indisponible",
        ] {
            assert_eq!(parts(raw), [("fr".to_owned(), raw.to_owned())]);
        }
    }

    #[test]
    fn texts_in_several_languages_divide_a_title_that_says_little() {
        for (raw, prefix, english) in [
            (
                "NOTICE | Bornes Omega muettes / Omega kiosks silent",
                Some("NOTICE"),
                "Omega kiosks silent",
            ),
            (
                "The kiosks are silent / Les bornes sont muettes",
                None,
                "The kiosks are silent",
            ),
            (
                "Envois tardifs - 3 juin - Late mailings",
                None,
                "Late mailings",
            ),
            (
                "INCIDENT E-SHOP | Délais – envois / Delays – mailings",
                Some("INCIDENT E-SHOP"),
                "Delays – mailings",
            ),
        ] {
            let title = read(raw, Language::Fr, &[Language::Fr, Language::En]);

            assert_eq!(title.prefix.as_deref(), prefix, "{raw}");
            assert_eq!(title.parts.get(&Locale::of("en")), Some(english), "{raw}");
        }
        let one = read(
            "Portail lent / indisponible",
            Language::Fr,
            &[Language::Fr, Language::En],
        );
        assert_eq!(one.parts.iter().count(), 1);
    }
}
