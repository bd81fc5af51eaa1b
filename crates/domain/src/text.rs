//! Localized text: one statement in several languages, and what a reader gets when theirs is missing.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Locale;

/// A map from locale to text. Empty texts are not kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LocalizedText(BTreeMap<Locale, String>);

/// What a reader of one locale is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resolved<'a> {
    /// The locale that `text` is written in: the block's own `lang`.
    pub locale: &'a Locale,
    /// The text, never empty.
    pub text: &'a str,
    /// True when the reader asked for another locale: say that the translation follows.
    pub is_fallback: bool,
}

impl LocalizedText {
    /// No text in any locale.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// One text in one locale.
    #[must_use]
    pub fn single(locale: Locale, text: impl Into<String>) -> Self {
        let mut one = Self::new();
        one.set(locale, text);
        one
    }

    /// Sets the text of a locale; an empty or blank text removes it.
    pub fn set(&mut self, locale: Locale, text: impl Into<String>) {
        let text = text.into();
        if text.trim().is_empty() {
            self.0.remove(&locale);
        } else {
            self.0.insert(locale, text);
        }
    }

    /// The text in exactly this locale.
    #[must_use]
    pub fn get(&self, locale: &Locale) -> Option<&str> {
        self.0.get(locale).map(String::as_str)
    }

    /// True when no locale has a text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The locales that have a text, in the order of their tags.
    pub fn locales(&self) -> impl Iterator<Item = &Locale> {
        self.0.keys()
    }

    /// Locales and texts, in the order of the tags.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&Locale, &str)> {
        self.0.iter().map(|(locale, text)| (locale, text.as_str()))
    }

    /// The text for a reader of `wanted`: theirs, else the same language of another region, else
    /// the first of `fallback` that has one, else any.
    #[must_use]
    pub fn resolve<'a>(&'a self, wanted: &Locale, fallback: &[Locale]) -> Option<Resolved<'a>> {
        let (locale, text) = self
            .entry(wanted)
            .or_else(|| self.same_language(wanted))
            .or_else(|| fallback.iter().find_map(|locale| self.entry(locale)))
            .or_else(|| self.0.iter().next())?;
        Some(Resolved {
            locale,
            text,
            is_fallback: locale.language() != wanted.language(),
        })
    }

    fn entry(&self, locale: &Locale) -> Option<(&Locale, &String)> {
        self.0.get_key_value(locale)
    }

    fn same_language(&self, wanted: &Locale) -> Option<(&Locale, &String)> {
        self.0
            .iter()
            .find(|(locale, _)| locale.language() == wanted.language())
    }
}

impl FromIterator<(Locale, String)> for LocalizedText {
    fn from_iter<I: IntoIterator<Item = (Locale, String)>>(pairs: I) -> Self {
        let mut all = Self::new();
        for (locale, text) in pairs {
            all.set(locale, text);
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn greeting() -> LocalizedText {
        [
            (Locale::of("fr"), "Bonjour".to_owned()),
            (Locale::of("en"), "Hello".to_owned()),
        ]
        .into_iter()
        .collect()
    }

    #[test]
    fn a_reader_gets_their_own_language() {
        let text = greeting();

        let got = text
            .resolve(&Locale::of("fr"), &[Locale::of("en")])
            .unwrap();

        assert_eq!((got.text, got.is_fallback), ("Bonjour", false));
    }

    #[test]
    fn a_missing_language_falls_back_as_declared_and_says_so() {
        let text = greeting();

        let got = text
            .resolve(&Locale::of("it"), &[Locale::of("de"), Locale::of("fr")])
            .unwrap();

        assert_eq!(
            (got.text, got.locale.as_str(), got.is_fallback),
            ("Bonjour", "fr", true)
        );
    }

    #[test]
    fn another_region_of_the_same_language_is_no_fallback() {
        let text = greeting();

        let got = text
            .resolve(&Locale::of("fr-ch"), &[Locale::of("en")])
            .unwrap();

        assert_eq!((got.text, got.is_fallback), ("Bonjour", false));
    }

    #[test]
    fn a_blank_text_is_no_text() {
        assert!(LocalizedText::single(Locale::of("it"), "  \n").is_empty());
        assert_eq!(LocalizedText::new().resolve(&Locale::of("it"), &[]), None);
    }
}
