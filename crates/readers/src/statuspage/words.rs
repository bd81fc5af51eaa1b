//! What people typed into Statuspage's fields, told apart by language and cleared of HTML.
//!
//! Deliberately absent: how languages are told apart ([`crate::language`]) and how titles, header
//! blocks and write-ups are read ([`crate::text`]).

use beffroi_domain::{Locale, LocalizedText};

use super::html;
use crate::{
    door::ReadOptions,
    language::{self, Language},
    text,
};

/// Reads words in the languages that the caller expects.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    options: &'a ReadOptions,
}

impl<'a> Words<'a> {
    /// Words in the languages of `options`.
    pub fn new(options: &'a ReadOptions) -> Self {
        Self { options }
    }

    /// A component's name per locale: "API de Paiement | Payment API" is one with two names, and
    /// "Cards" one with a name for all.
    pub fn name(&self, raw: &str) -> LocalizedText {
        let parts = text::title_parts(raw, self.usual());
        if parts.locales().count() > 1 {
            return self.relabel(&parts);
        }
        self.single(raw.trim())
    }

    /// A description per locale.
    pub fn prose(&self, raw: &str) -> LocalizedText {
        let text = html::text_of(raw);
        let split = language::split(&text, self.usual());
        if split.parts.len() > 1 {
            let parts = split.parts.into_iter();
            let parts = parts.map(|part| (part.language.locale(), part.text));
            return self.relabel(&parts.collect());
        }
        self.single(&text)
    }

    /// Texts under the tags that the caller uses: `fr-ca` where that is the page's French. Words
    /// that speak for no language that we know stand under the default.
    pub fn relabel(&self, text: &LocalizedText) -> LocalizedText {
        let is_alone = text.locales().count() == 1;
        let default = &self.options.default_locale;
        let is_foreign = Language::of(default).is_none();
        text.iter()
            .map(|(locale, words)| {
                let told = is_alone && is_foreign && language::by_words(words).is_none();
                let locale = if told {
                    default.clone()
                } else {
                    self.tag(locale)
                };
                (locale, words.to_owned())
            })
            .collect()
    }

    fn tag(&self, locale: &Locale) -> Locale {
        let default = &self.options.default_locale;
        let known = std::iter::once(default).chain(&self.options.locales);
        let same = known
            .into_iter()
            .find(|known| known.language() == locale.language());
        same.unwrap_or(locale).clone()
    }

    fn usual(&self) -> Language {
        Language::of(&self.options.default_locale).unwrap_or(Language::En)
    }

    /// A text under the default locale.
    pub fn single(&self, text: &str) -> LocalizedText {
        LocalizedText::single(self.options.default_locale.clone(), text)
    }
}
