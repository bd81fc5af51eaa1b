//! Languages in one text field: who typed French, English and Italian one after the other, and
//! where one ends and the next begins.
//!
//! Read in order: [`Language`]; [`split`] (the whole way); `marker` (FR, banners, "In italiano:");
//! `unmarked` (where nothing marks the change); `identify`, `words` (evidence); `chrome` (what
//! belongs to no text).
//!
//! Deliberately absent: any language but these three. A text in a fourth is left in one piece and
//! identified by `identify::whole`, or not at all.

mod chrome;
mod identify;
mod marker;
mod unmarked;
mod words;

use beffroi_domain::Locale;

pub(crate) use identify::sum as evidence;
pub use identify::{by_words, whole};

/// A language that a text can fall apart into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// French.
    Fr,
    /// English.
    En,
    /// Italian.
    It,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Fr, Self::En, Self::It];

    /// Its tag.
    #[must_use]
    pub fn locale(self) -> Locale {
        match self {
            Self::Fr => Locale::of("fr"),
            Self::En => Locale::of("en"),
            Self::It => Locale::of("it"),
        }
    }

    /// The language of a tag, where it is one of these.
    #[must_use]
    pub fn of(locale: &Locale) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|language| language.locale().language() == locale.language())
    }

    fn index(self) -> usize {
        match self {
            Self::Fr => 0,
            Self::En => 1,
            Self::It => 2,
        }
    }
}

/// A text fallen apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Split {
    /// Each language once, in the order of its first words.
    pub parts: Vec<Part>,
    /// What a page's frame left in the text, verbatim.
    pub chrome: Vec<String>,
}

/// What a text says in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its language.
    pub language: Language,
    /// Its words, without markers.
    pub text: String,
    /// True where a marker says so; false where the words do.
    pub marked: bool,
}

/// Splits a text by its languages.
///
/// `usual` is the language of a piece whose words tell nothing.
#[must_use]
pub fn split(text: &str, usual: Language) -> Split {
    let (text, chrome) = chrome::remove(text);
    let mut parts: Vec<Part> = Vec::new();
    for piece in marker::pieces(&text) {
        for (language, words) in unmarked::split(piece.text, piece.claimed, usual) {
            add(&mut parts, language, words, piece.claimed == Some(language));
        }
    }
    Split { parts, chrome }
}

/// Where in a text the first marker of a language begins.
#[must_use]
pub fn first_marker(text: &str) -> Option<usize> {
    marker::first(text)
}

fn add(parts: &mut Vec<Part>, language: Language, words: &str, marked: bool) {
    let words = words.trim();
    if words.is_empty() {
        return;
    }
    match parts.iter_mut().find(|part| part.language == language) {
        Some(part) => {
            part.text.push(' ');
            part.text.push_str(words);
        }
        None => parts.push(Part {
            language,
            text: words.to_owned(),
            marked,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<(Language, String)> {
        split(text, Language::En)
            .parts
            .into_iter()
            .map(|part| (part.language, part.text))
            .collect()
    }

    fn want(parts: &[(Language, &str)]) -> Vec<(Language, String)> {
        parts
            .iter()
            .map(|(language, text)| (*language, (*text).to_owned()))
            .collect()
    }

    #[test]
    fn inline_codes_split_in_any_order_and_without_stops() {
        let got = parts(
            "FR Les cartes sont refusées IT Le carte sono rifiutate. EN : Cards are being declined",
        );

        assert_eq!(
            got,
            want(&[
                (Language::Fr, "Les cartes sont refusées"),
                (Language::It, "Le carte sono rifiutate."),
                (Language::En, "Cards are being declined"),
            ])
        );
    }

    #[test]
    fn a_code_that_is_a_word_is_no_marker() {
        let got =
            parts("EN Our IT teams are looking into it. FR Incident EN COURS sur les cartes.");

        assert_eq!(
            got,
            want(&[
                (Language::En, "Our IT teams are looking into it."),
                (Language::Fr, "Incident EN COURS sur les cartes."),
            ])
        );
    }

    #[test]
    fn banners_and_notices_are_in_no_text() {
        let got = parts(
            "# _English version below / Versione Italiana in calce_ # Bilan **Contexte** Une panne du réseau. ==========ENGLISH VERSION========== # Review **Context** A network failure. ====== ITALIA ====== # Esame **Contesto** Un guasto della rete.",
        );

        assert_eq!(
            got,
            want(&[
                (Language::Fr, "# Bilan **Contexte** Une panne du réseau."),
                (Language::En, "# Review **Context** A network failure."),
                (Language::It, "# Esame **Contesto** Un guasto della rete."),
            ])
        );
    }

    #[test]
    fn rows_of_dashes_split_with_and_without_a_name() {
        for row in [
            "-------- In Italian:",
            "------------ In italiano",
            "—------- **In Italiano :**",
            "---------",
        ] {
            let got = parts(&format!(
                "Le service est rétabli. {row} Il servizio è stato ripristinato."
            ));

            assert_eq!(
                got,
                want(&[
                    (Language::Fr, "Le service est rétabli."),
                    (Language::It, "Il servizio è stato ripristinato."),
                ]),
                "{row}"
            );
        }
    }

    #[test]
    fn names_without_a_row_split_too() {
        let got = parts(
            "Merci pour votre patience. L'équipe English version We are working on the repair. In italiano : Stiamo lavorando.",
        );

        assert_eq!(
            got,
            want(&[
                (Language::Fr, "Merci pour votre patience. L'équipe"),
                (Language::En, "We are working on the repair."),
                (Language::It, "Stiamo lavorando."),
            ])
        );
    }

    #[test]
    fn nothing_but_words_tells_the_change() {
        let cases = [
            (
                "La panne est finie depuis 9h12. The outage has been over since 9:12.",
                "La panne est finie depuis 9h12.",
                "The outage has been over since 9:12.",
            ),
            (
                "Nous suivons cela ces prochains jours Hello, We will follow this.",
                "Nous suivons cela ces prochains jours",
                "Hello, We will follow this.",
            ),
            (
                "Toutes nos excuses. L'équipe Acmepay Since the 4th, some cards are declined.",
                "Toutes nos excuses. L'équipe Acmepay",
                "Since the 4th, some cards are declined.",
            ),
            (
                "Le réseau est rétabli\nNous le surveillons.\n\nThe network is back\nWe are watching it.",
                "Le réseau est rétabli\nNous le surveillons.",
                "The network is back\nWe are watching it.",
            ),
        ];
        for (text, french, english) in cases {
            assert_eq!(
                parts(text),
                want(&[(Language::Fr, french), (Language::En, english)]),
                "{text}"
            );
        }
    }

    #[test]
    fn borrowed_words_do_not_split_a_text() {
        let text = "Nous avons fait un rollback de la release et la status page est à jour. Le monitoring continue.";

        assert_eq!(parts(text), want(&[(Language::Fr, text)]));
    }

    #[test]
    fn the_frame_of_a_page_is_in_no_text() {
        let got = split(
            "All cards are declined. Posted 2 minutes ago. Jun 01, 2023 - 10:48 CEST",
            Language::Fr,
        );

        assert_eq!(got.parts[0].text, "All cards are declined.");
        assert_eq!(got.chrome.len(), 1);
    }
}
