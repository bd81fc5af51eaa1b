//! Texts with places to fill in: `{{ component }}`.
//!
//! Not here: what may be filled in, which whoever writes the text decides.

use std::collections::BTreeSet;

use crate::LocalizedText;

/// A text with what could be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// The text; a place that nobody filled stands as it was written.
    pub text: LocalizedText,
    /// The names of places that nobody filled, each once.
    pub open: BTreeSet<String>,
}

/// Fills the places of `text`, each in the language of its line: `value` is asked for a name in a locale,
/// and where it has none in that, it may give another.
#[must_use]
pub fn fill<'a>(
    text: &LocalizedText,
    value: impl Fn(&str, &crate::Locale) -> Option<&'a str>,
) -> Filled {
    let mut open = BTreeSet::new();
    let filled = text.iter().map(|(locale, body)| {
        let line = fill_one(body, |name| value(name, locale), &mut open);
        (locale.clone(), line)
    });
    let text = filled.collect();
    Filled { text, open }
}

/// The names of all places of a text, each once.
#[must_use]
pub fn places(text: &LocalizedText) -> BTreeSet<String> {
    fill(text, |_, _| None).open
}

fn fill_one<'a>(
    body: &str,
    value: impl Fn(&str) -> Option<&'a str>,
    open: &mut BTreeSet<String>,
) -> String {
    let mut filled = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(from) = rest.find("{{") {
        let Some(length) = rest[from..].find("}}") else {
            break;
        };
        let whole = &rest[from..from + length + 2];
        let name = whole[2..length].trim();
        filled.push_str(&rest[..from]);
        match value(name).filter(|_| is_name(name)) {
            Some(value) => filled.push_str(value),
            None => {
                filled.push_str(whole);
                if is_name(name) {
                    open.insert(name.to_owned());
                }
            }
        }
        rest = &rest[from + length + 2..];
    }
    filled.push_str(rest);
    filled
}

fn is_name(name: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    (1..=40).contains(&name.chars().count()) && name.chars().all(fits)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Locale;

    fn text(fr: &str, en: &str) -> LocalizedText {
        [
            (Locale::of("fr"), fr.to_owned()),
            (Locale::of("en"), en.to_owned()),
        ]
        .into_iter()
        .collect()
    }

    #[test]
    fn each_language_is_filled_in_its_own() {
        let written = text("{{ part }} est en panne chez {{who}}.", "{{part}} is down.");

        let filled = fill(&written, |name, locale| match (name, locale.as_str()) {
            ("part", "fr") => Some("Le paiement"),
            ("part", _) => Some("Payment"),
            _ => None,
        });

        let wanted = text("Le paiement est en panne chez {{who}}.", "Payment is down.");
        assert_eq!(filled.text, wanted);
        assert_eq!(filled.open.into_iter().collect::<Vec<_>>(), ["who"]);
    }

    #[test]
    fn what_is_no_place_stays_as_it_is() {
        let written = text("{{}} {{ a b }} {x} {{ n", "}} {{");

        let filled = fill(&written, |_, _| Some("!"));

        assert_eq!(filled.text, written);
        assert!(filled.open.is_empty());
    }

    proptest! {
        #[test]
        fn a_text_that_nobody_fills_stays(body in "[a{} ]{1,40}") {
            let written = text(&body, "x");
            prop_assert_eq!(fill(&written, |_, _| None).text, written);
        }
    }
}
