//! What people wrote, in the reader's language or, marked, in another.

use askama::{Template, filters::HtmlSafe};
use beffroi_domain::{Locale, LocalizedText, text::Resolved};

use super::Reader;
use crate::{
    ground::markdown::{self, SafeHtml},
    web::words,
};

/// A line of text: a title, a name.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "web/format/said.html")]
pub struct Said {
    /// The text.
    pub text: String,
    /// Its `lang`, where that is not the reader's.
    pub lang: Option<String>,
    /// "Translation follows …" in the reader's language, where the text is in another.
    pub note: Option<String>,
}

impl HtmlSafe for Said {}

impl Said {
    /// The text as HTML.
    fn html(&self) -> SafeHtml {
        SafeHtml::of_words(&self.text).whole_words()
    }
}

/// A text of several lines, out of Markdown.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "web/format/prose.html")]
pub struct Prose {
    /// The text, made safe.
    pub html: SafeHtml,
    /// Its `lang`, where that is not the reader's.
    pub lang: Option<String>,
    /// "Translation follows …" in the reader's language, where the text is in another.
    pub note: Option<String>,
}

impl HtmlSafe for Prose {}

impl Reader {
    /// A line of text; `None` where it exists in no language.
    #[must_use]
    pub fn said(&self, text: &LocalizedText) -> Option<Said> {
        let resolved = text.resolve(self.locale(), &self.fallback)?;
        Some(Said {
            text: resolved.text.to_owned(),
            lang: self.lang(&resolved),
            note: self.note(&resolved),
        })
    }

    /// The text alone, for a list in a sentence or an attribute that cannot carry a `lang`.
    #[must_use]
    pub fn plain(&self, text: &LocalizedText) -> Option<String> {
        Some(text.resolve(self.locale(), &self.fallback)?.text.to_owned())
    }

    /// A text out of Markdown, its highest heading `<h{top}>`; `None` where it exists in no language.
    #[must_use]
    pub fn prose(&self, text: &LocalizedText, top: u8) -> Option<Prose> {
        let resolved = text.resolve(self.locale(), &self.fallback)?;
        Some(Prose {
            html: markdown::render(resolved.text, top)
                .named_addresses()
                .whole_words(),
            lang: self.lang(&resolved),
            note: self.note(&resolved),
        })
    }

    /// A line that others wrote and that nobody translates: in another language it says in which, and promises nothing.
    #[must_use]
    pub fn quoted(&self, text: &LocalizedText) -> Option<Said> {
        let resolved = text.resolve(self.locale(), &self.fallback)?;
        Some(Said {
            text: resolved.text.to_owned(),
            lang: self.lang(&resolved),
            note: resolved
                .is_fallback
                .then(|| self.only_in(resolved.locale.as_str())),
        })
    }

    /// The same of a text out of Markdown, its highest heading `<h{top}>`.
    #[must_use]
    pub fn quoted_prose(&self, text: &LocalizedText, top: u8) -> Option<Prose> {
        let resolved = text.resolve(self.locale(), &self.fallback)?;
        Some(Prose {
            html: markdown::render(resolved.text, top)
                .named_addresses()
                .whole_words(),
            lang: self.lang(&resolved),
            note: resolved
                .is_fallback
                .then(|| self.only_in(resolved.locale.as_str())),
        })
    }

    /// That a text stands in the language of this tag and in no other.
    #[must_use]
    pub fn only_in(&self, tag: &str) -> String {
        let language = tag
            .parse()
            .map_or_else(|_| tag.to_owned(), |tag| own_name(&tag));
        self.words
            .tell("providers-only-in", &[("language", &language)])
    }

    /// A sentence of our own as a text.
    #[must_use]
    pub fn own(&self, key: &str) -> Prose {
        Prose {
            html: markdown::render(&self.say(key), 6),
            lang: None,
            note: None,
        }
    }

    fn lang(&self, resolved: &Resolved<'_>) -> Option<String> {
        (resolved.locale != self.locale()).then(|| resolved.locale.to_string())
    }

    fn note(&self, resolved: &Resolved<'_>) -> Option<String> {
        resolved.is_fallback.then(|| {
            let language = own_name(resolved.locale);
            self.words
                .tell("translation-follows", &[("language", &language)])
        })
    }
}

/// A language's name in itself; its tag where we do not know that.
#[must_use]
pub fn own_name(locale: &Locale) -> String {
    if let Some(words) = words::find(locale) {
        return words.say("language-name");
    }
    let known = OTHERS.iter().find(|(tag, _)| *tag == locale.language());
    known.map_or_else(|| locale.to_string(), |(_, name)| (*name).to_owned())
}

/// Languages that providers write in and that we have no words in.
const OTHERS: &[(&str, &str)] = &[
    ("de", "Deutsch"),
    ("es", "Español"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("nl", "Nederlands"),
    ("pl", "Polski"),
    ("pt", "Português"),
    ("sv", "Svenska"),
    ("tr", "Türkçe"),
    ("zh", "中文"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::format::reader;

    fn french() -> LocalizedText {
        LocalizedText::single(Locale::of("fr"), "Les paiements <b>échouent</b>.")
    }

    #[test]
    fn a_fallback_is_marked_with_its_language_and_says_that_the_translation_follows() {
        let html = reader("it").prose(&french(), 3).unwrap().to_string();

        assert!(html.contains("lang=\"fr\""), "{html}");
        assert!(html.contains("Français"), "{html}");
    }

    #[test]
    fn the_readers_own_language_is_not_marked() {
        let prose = reader("fr").prose(&french(), 3).unwrap();

        assert_eq!((prose.lang, prose.note), (None, None));
    }

    #[test]
    fn a_title_is_escaped() {
        let html = reader("en").said(&french()).unwrap().to_string();

        assert!(html.contains("&#60;b&#62;"), "{html}");
    }

    #[test]
    fn a_language_that_we_have_no_words_in_is_named_in_itself_or_by_its_tag() {
        let note = |tag| {
            let text = LocalizedText::single(Locale::of(tag), "Störung");
            reader("en").said(&text).unwrap().note.unwrap()
        };

        assert!(note("de").contains("Deutsch"), "{}", note("de"));
        assert!(note("fi").contains("fi"), "{}", note("fi"));
    }

    #[test]
    fn what_others_wrote_says_its_language_and_promises_no_translation() {
        let said = reader("it").quoted(&french()).unwrap();

        assert_eq!(said.lang.as_deref(), Some("fr"));
        let note = said.note.unwrap();
        assert!(note.contains("Français"), "{note}");
        assert_ne!(Some(note), reader("it").said(&french()).unwrap().note);
    }
}
