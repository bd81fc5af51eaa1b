//! What stands around a possible clock time: whether it is one, a length, or a part of a number.
//!
//! Not here: the forms themselves, see [`super::clock`].

use regex::Captures;

use super::fold::fold;

/// Words before a clock time, folded.
const BEFORE: &[&str] = &[
    "a",
    "depuis",
    "vers",
    "des",
    "entre",
    "jusqu'a",
    "avant",
    "apres",
    "at",
    "since",
    "from",
    "between",
    "until",
    "till",
    "around",
    "before",
    "after",
    "by",
    "alle",
    "dalle",
    "tra",
    "fra",
    "le",
    "ore",
    "fino",
    "verso",
    "dopo",
    "prima",
    "matin",
    "hier",
    "aujourd'hui",
    "demain",
    "soir",
    "jour",
    "yesterday",
    "today",
    "tomorrow",
    "ieri",
    "oggi",
    "domani",
    "las",
];
/// Words before a clock time only where another one stands near, folded.
const BETWEEN: &[&str] = &["et", "and", "e", "to", "puis", "then", "ou", "or"];
/// Pairs of words before a bare hour in Italian, folded.
const ITALIAN: &[(&str, &str)] = &[
    ("prima", "delle"),
    ("intorno", "alle"),
    ("dopo", "le"),
    ("entro", "le"),
    ("verso", "le"),
];
/// "About", folded.
const ABOUT: &[&str] = &[
    "environ",
    "vers",
    "around",
    "about",
    "circa",
    "approximately",
    "verso",
    "autour",
    "~",
];
/// What makes "24h" a length, folded, before it.
const LENGTH_BEFORE: &[&str] = &[
    "sous",
    "pendant",
    "durant",
    "dans",
    "en",
    "within",
    "in",
    "for",
    "entro",
    "d'ici",
    "d'environ",
    "under",
    "over",
];
/// The text on both sides of a form.
pub(super) struct Around<'a> {
    pub(super) before: &'a str,
    pub(super) after: &'a str,
    /// Another clock time stands shortly before.
    pub(super) near: bool,
}

impl Around<'_> {
    /// No part of a longer number or word.
    pub(super) fn stands_alone(&self) -> bool {
        let mut before = self.before.chars().rev();
        let last = before.next();
        let last_but_one = before.next();
        let joined_before = last.is_some_and(char::is_alphanumeric)
            || (matches!(last, Some('.' | ',' | ':' | '/'))
                && last_but_one.is_some_and(|c| c.is_ascii_digit()));
        let mut after = self.after.chars();
        let next = after.next();
        let joined_after = next.is_some_and(|c| c.is_alphanumeric() || c == '%')
            || (matches!(next, Some('.' | ',' | ':' | '/'))
                && after.next().is_some_and(|c| c.is_ascii_digit()));
        !joined_before && !joined_after
    }

    /// A form that could be a number or a length, and its surroundings.
    pub(super) fn allows(&self, form: &Captures<'_>) -> bool {
        if form.name("word").is_some() {
            // "après-midi" is no noon.
            return !fold(self.before).trim_end_matches('-').ends_with("apres");
        }
        if form.name("h7").is_some() {
            return matches!(self.word_before().as_str(), "alle" | "dalle" | "ore")
                || self.follows_two(ITALIAN);
        }
        let hour_only =
            form.name("h1").is_some() || (form.name("h2").is_some() && form.name("m2").is_none());
        let doubtful = form.name("h4").is_some() || form.name("h6").is_some();
        if hour_only {
            return !self.is_length()
                && (self.follows_time_word()
                    || self.follows_day()
                    || self.opens_range()
                    || self.precedes_zone());
        }
        if doubtful {
            return self.follows_time_word() || self.precedes_zone();
        }
        true
    }

    fn word_before(&self) -> String {
        let folded = fold(self.before);
        let bare = folded.trim_end_matches([' ', '*', '_', '-', '(', ':', ',']);
        let word = bare.rsplit(' ').next().unwrap_or_default();
        if ABOUT[..1].contains(&word) || word == "about" || word == "circa" {
            let rest = bare[..bare.len() - word.len()].trim_end();
            return rest.rsplit(' ').next().unwrap_or_default().to_owned();
        }
        word.to_owned()
    }

    /// "prima delle 10", "dopo le 14": a bare hour takes both words.
    fn follows_two(&self, pairs: &[(&str, &str)]) -> bool {
        let folded = fold(self.before);
        let mut words = folded.trim_end().rsplit(' ');
        let (last, first) = (words.next(), words.next());
        pairs
            .iter()
            .any(|(one, two)| first == Some(*one) && last == Some(*two))
    }

    fn follows_time_word(&self) -> bool {
        let word = self.word_before();
        BEFORE.contains(&word.as_str()) || (self.near && BETWEEN.contains(&word.as_str()))
    }

    fn follows_day(&self) -> bool {
        let word = self.word_before();
        let word = word.trim_end_matches('.');
        let in_figures = |sign: char| {
            word.split(sign).count() >= 2
                && word.split(sign).all(|part| part.parse::<u16>().is_ok())
        };
        super::day::month_of(word).is_some()
            || ['/', '.', '-'].into_iter().any(in_figures)
            || self.follows_month_and_year(word)
            || self.follows_month_and_day()
            || (self.near && self.before.ends_with(['-', '–']))
    }

    /// "5 mars 2026 "
    fn follows_month_and_year(&self, year: &str) -> bool {
        let folded = fold(self.before);
        let before = folded
            .trim_end_matches([' ', '*', '_', '-', '(', ':', ','])
            .strip_suffix(year)
            .unwrap_or_default();
        let month = before.trim_end().rsplit(' ').next().unwrap_or_default();
        year.len() == 4
            && year.parse::<u16>().is_ok()
            && super::day::month_of(month.trim_end_matches([',', '.'])).is_some()
    }

    /// "April 14 – "
    fn follows_month_and_day(&self) -> bool {
        let folded = fold(self.before);
        let bare = folded.trim_end_matches([' ', '*', '_', '-', '(', ':', ',']);
        let mut words = bare.rsplit(' ');
        let day = words
            .next()
            .unwrap_or_default()
            .trim_end_matches(char::is_alphabetic);
        day.parse::<u8>().is_ok()
            && words
                .next()
                .is_some_and(|word| super::day::month_of(word).is_some())
    }

    fn opens_range(&self) -> bool {
        let after = fold(self.after);
        let word = self.word_before();
        let digit_follows = after
            .strip_prefix('-')
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        digit_follows || (matches!(word.as_str(), "de" | "da") && after.starts_with("a "))
    }

    fn is_length(&self) -> bool {
        let after = fold(self.after);
        LENGTH_BEFORE.contains(&self.word_before().as_str())
            || ["de decalage", "de retard", "de delai", "d'", "ouvre"]
                .iter()
                .any(|word| after.starts_with(word))
    }

    fn precedes_zone(&self) -> bool {
        super::zone::zones(self.after)
            .first()
            .is_some_and(|zone| zone.span.start <= 1)
    }

    pub(super) fn is_about(&self) -> bool {
        let before = fold(self.before);
        let word = before.rsplit([' ', '(']).next().unwrap_or_default();
        let after = fold(self.after);
        ABOUT.contains(&word)
            || after.starts_with("environ")
            || after.starts_with("circa")
            || before.ends_with('~')
    }
}
