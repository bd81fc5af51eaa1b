//! Facts as places in a text: `{start}`, `{components}`, so that no time is typed twice.
//!
//! What people write with braces and that is none of [`NAMES`] is text like any other. Not here: what
//! stands in a place (the server renders it in each language), nor `{{ name }}` of templates, which [`crate::template`] fills.

use std::collections::BTreeSet;

use crate::{Locale, LocalizedText};

/// The places that there are.
pub const NAMES: &[&str] = &[
    "start",
    "end",
    "duration",
    "components",
    "percent",
    "provider",
    "reference",
    "next",
    "now",
];

/// Fills the places of `text`, each in the language of its line. A place that has no value stays as it was written.
#[must_use]
pub fn fill(
    text: &LocalizedText,
    mut value: impl FnMut(&'static str, &Locale) -> Option<String>,
) -> LocalizedText {
    let filled = text.iter().map(|(locale, body)| {
        let mut line = String::with_capacity(body.len());
        each(body, |piece| match piece {
            Piece::Text(text) => line.push_str(text),
            Piece::Place(name, whole) => {
                line.push_str(value(name, locale).as_deref().unwrap_or(whole));
            }
        });
        (locale.clone(), line)
    });
    filled.collect()
}

/// The places of a text, each once.
#[must_use]
pub fn of(text: &LocalizedText) -> BTreeSet<&'static str> {
    text.iter().flat_map(|(_, body)| of_line(body)).collect()
}

/// The places of a text in one language, each once.
#[must_use]
pub fn of_line(body: &str) -> BTreeSet<&'static str> {
    let mut names = BTreeSet::new();
    each(body, |piece| {
        if let Piece::Place(name, _) = piece {
            names.insert(name);
        }
    });
    names
}

enum Piece<'a> {
    Text(&'a str),
    /// The name, and the place as it is written.
    Place(&'static str, &'a str),
}

fn each<'a>(body: &'a str, mut take: impl FnMut(Piece<'a>)) {
    let mut rest = body;
    while let Some(from) = rest.find('{') {
        let (before, at) = rest.split_at(from);
        match place(at) {
            Some((name, length)) => {
                take(Piece::Text(before));
                take(Piece::Place(name, &at[..length]));
                rest = &at[length..];
            }
            None => {
                // Two braces open a place of a template; neither opens one of ours.
                let braces = at.len() - at.trim_start_matches('{').len();
                take(Piece::Text(&rest[..from + braces]));
                rest = &at[braces..];
            }
        }
    }
    take(Piece::Text(rest));
}

/// The place that `text` begins with, and how long it is.
fn place(text: &str) -> Option<(&'static str, usize)> {
    let end = text.find('}')?;
    let inside = text[1..end].trim();
    let name = NAMES.iter().find(|name| **name == inside)?;
    Some((name, end + 1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn english(body: &str) -> LocalizedText {
        LocalizedText::single(Locale::of("en"), body)
    }

    #[test]
    fn each_language_is_filled_in_its_own() {
        let text: LocalizedText = [
            (Locale::of("fr"), "Début : {start}.".to_owned()),
            (Locale::of("en"), "Started: { start }, {end}.".to_owned()),
        ]
        .into_iter()
        .collect();

        let filled = fill(&text, |name, locale| {
            (name == "start").then(|| format!("12:08 ({locale})"))
        });

        assert_eq!(filled.get(&Locale::of("fr")), Some("Début : 12:08 (fr)."));
        assert_eq!(
            filled.get(&Locale::of("en")),
            Some("Started: 12:08 (en), {end}.")
        );
    }

    #[test]
    fn what_is_no_place_of_ours_stays() {
        let written = english("{{ start }} {{start}} {begin} {} { {start");

        let filled = fill(&written, |_, _| Some("!".to_owned()));

        assert_eq!(filled, written);
        assert_eq!(of(&english("{next} {{end}} {start}{next}")).len(), 2);
    }

    proptest! {
        #[test]
        fn a_text_that_nobody_fills_stays(body in "[nowext{} é]{1,40}") {
            let written = english(&body);
            prop_assert_eq!(fill(&written, |_, _| None), written);
        }
    }
}
