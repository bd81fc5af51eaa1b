//! Titles: `INCIDENT PROCESSING | Panne / Outage / Guasto` as prefix, and one part per language.
//!
//! Separators also stand inside parts, so a cut counts only where the parts are of different
//! languages. What all parts share (a product, a day) stands apart.

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
    Regex::new(r"^(\p{Lu}[\p{Lu}\d]+(?: [\p{Lu}\d]+)+)\s*(?:\||\s[-–—:]\s)\s*(\S.*)$")
        .expect("a literal pattern")
});
static SLASH: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\s+[/|]\s*|\s*[/|]\s+").expect("a literal pattern"));
static DASH: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\s+[-–—]\s+").expect("a literal pattern"));

/// Takes a title apart; `usual` is the language where its words tell nothing.
#[must_use]
pub fn read(raw: &str, usual: Language) -> Title {
    let (prefix, rest) = match PREFIX.captures(raw) {
        Some(found) => (
            Some(found[1].to_owned()),
            found.get(2).map_or("", |rest| rest.as_str()),
        ),
        None => (None, raw),
    };
    let rest = rest.trim();
    let (parts, shared) = by_slash(rest)
        .or_else(|| by_dash(rest))
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

fn by_slash(text: &str) -> Option<(LocalizedText, Option<String>)> {
    let mut parts: Vec<&str> = SLASH.split(text).collect();
    let (shared, first) = subject(parts.first()?);
    parts[0] = first;
    Some((assigned(&parts)?, shared))
}

/// "Module 4.2 – Panne": what speaks for no language before a dash belongs to every part.
fn subject(first: &str) -> (Option<String>, &str) {
    let Some(dash) = DASH.find(first) else {
        return (None, first);
    };
    let (head, tail) = (&first[..dash.start()], &first[dash.end()..]);
    let names_only = head.split_whitespace().all(|word| {
        word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            && !word.chars().any(|c| "éèàùçêîô".contains(c))
    });
    if names_only && language::whole(tail).is_some() {
        (Some(head.to_owned()), tail)
    } else {
        (None, first)
    }
}

/// "Retard - 21 mai - Delay": a day between two languages belongs to both.
fn by_dash(text: &str) -> Option<(LocalizedText, Option<String>)> {
    let (days, parts): (Vec<&str>, Vec<&str>) = DASH.split(text).partition(|part| is_day(part));
    // A dash also stands between a thing and its part, so every part must speak for itself.
    if parts.iter().any(|part| language::by_words(part).is_none()) {
        return None;
    }
    let shared = days.first().map(|day| (*day).to_owned());
    Some((assigned(&parts)?, shared))
}

fn is_day(part: &str) -> bool {
    find::days(part)
        .first()
        .is_some_and(|day| day.span == (0..part.len()))
}

/// Two or three parts of languages that differ; a part that tells nothing takes the next one free.
fn assigned(parts: &[&str]) -> Option<LocalizedText> {
    if !(2..=3).contains(&parts.len()) || parts.iter().any(|part| part.trim().is_empty()) {
        return None;
    }
    let told: Vec<Option<Language>> = parts.iter().map(|part| language::whole(part)).collect();
    let mut free: Vec<Language> = Language::ALL
        .into_iter()
        .filter(|language| !told.contains(&Some(*language)))
        .collect();
    let mut seen = Vec::new();
    let mut all = LocalizedText::new();
    for (part, told) in parts.iter().zip(told) {
        let language = match told {
            Some(language) if seen.contains(&language) => return None,
            Some(language) => language,
            None if free.is_empty() => return None,
            None => free.remove(0),
        };
        seen.push(language);
        all.set(language.locale(), part.trim());
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use beffroi_domain::Locale;

    use super::*;

    fn parts(raw: &str) -> Vec<(String, String)> {
        read(raw, Language::Fr)
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
        let title = read("INCIDENT CARDS - Erreurs sur les cartes VISA", Language::Fr);

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
        );
        let day = read(
            "Retard de paiement - 3 juin - Delay in payment",
            Language::Fr,
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
}
