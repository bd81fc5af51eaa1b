//! What was typed, as words: whatever else stood there is space.

use beffroi_domain::find::fold::fold;

use crate::{ground::mask, providers::SearchWords};

/// More words than these narrow nothing down.
const MOST: usize = 12;
/// The longest word of any language that we know is shorter.
const LONGEST: usize = 60;
/// From this length on, a word also stands for those that begin with it.
const BEGINNING: usize = 3;

/// The words to be found, all of them in one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    words: Vec<String>,
    /// What was typed, for references such as `TSR-1723`.
    typed: String,
}

impl Terms {
    /// The words of a question. Operators, quotes and signs are none.
    #[must_use]
    pub fn of(typed: &str) -> Self {
        let typed = mask::conceal(typed);
        let bare: String = typed.chars().filter(|letter| !is_mark(*letter)).collect();
        let words = bare
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .take(MOST)
            .map(|word| {
                word.chars()
                    .take(LONGEST)
                    .collect::<String>()
                    .to_lowercase()
            })
            .collect();
        Self {
            words,
            typed: typed.trim().to_lowercase(),
        }
    }

    /// True where there is nothing to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// True where one of the words stands for `word` of a text, accents and case aside.
    #[must_use]
    pub fn hits(&self, word: &str) -> Option<usize> {
        let word = fold(word);
        self.words.iter().position(|term| {
            let term = fold(term);
            word == term || (term.chars().count() >= BEGINNING && word.starts_with(&term))
        })
    }

    /// True where all words stand in a text, as the index of the database would find them.
    #[must_use]
    pub fn stand_in(&self, text: &str) -> bool {
        let bare: String = text.chars().filter(|letter| !is_mark(*letter)).collect();
        let text = fold(&bare);
        let is_inside = |letter: char| letter.is_alphanumeric();
        self.words.iter().all(|word| {
            let word = fold(word);
            let is_beginning = word.chars().count() >= BEGINNING;
            text.match_indices(&word).any(|(at, _)| {
                let after = text[at + word.len()..].chars().next();
                !text[..at].chars().next_back().is_some_and(is_inside)
                    && (is_beginning || !after.is_some_and(is_inside))
            })
        })
    }

    /// How many words there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// For FTS5: `"paiement" * AND "3"`.
    #[must_use]
    pub fn for_sqlite(&self) -> String {
        self.joined(" AND ", |word, is_beginning| {
            format!("\"{word}\"{}", if is_beginning { " *" } else { "" })
        })
    }

    /// For `to_tsquery`: `paiement:* & 3`.
    #[must_use]
    pub fn for_postgres(&self) -> String {
        self.joined(" & ", |word, is_beginning| {
            format!("'{word}'{}", if is_beginning { ":*" } else { "" })
        })
    }

    /// For the search in what providers told.
    #[must_use]
    pub fn for_providers(&self) -> SearchWords<'_> {
        SearchWords {
            for_sqlite: self.for_sqlite(),
            for_postgres: self.for_postgres(),
            stand_in: Box::new(|text| self.stand_in(text)),
        }
    }

    /// A pattern for `LIKE` that finds what was typed in a JSON list of references, in lower case.
    pub(super) fn as_reference(&self) -> String {
        let quoted = serde_json::Value::from(self.typed.as_str()).to_string();
        let escaped = quoted
            .replace('\\', "\\\\")
            .replace('%', "\\%")
            .replace('_', "\\_");
        format!("%{escaped}%")
    }

    fn joined(&self, with: &str, write: impl Fn(&str, bool) -> String) -> String {
        let words = self.words.iter();
        let all: Vec<String> = words
            .map(|word| write(word, word.chars().count() >= BEGINNING))
            .collect();
        all.join(with)
    }
}

/// An accent that stands as a character of its own.
fn is_mark(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_quotes_and_signs_are_space() {
        let terms = Terms::of("\"3-D\" AND (NEAR* OR) paiement:refusé; DROP \u{0}🦊");

        assert_eq!(
            terms.for_sqlite(),
            "\"3\" AND \"d\" AND \"and\" * AND \"near\" * AND \"or\" AND \"paiement\" * AND \
             \"refusé\" * AND \"drop\" *"
        );
        assert!(Terms::of("\"'*:&|!() 🦊").is_empty());
    }

    #[test]
    fn a_flood_is_cut() {
        let terms = Terms::of(&"mot ".repeat(5000));

        assert_eq!(terms.len(), MOST);
    }

    #[test]
    fn a_reference_is_found_as_it_was_typed_and_matches_nothing_else() {
        assert_eq!(Terms::of(" TSR-1723 ").as_reference(), "%\"tsr-1723\"%");
        assert_eq!(Terms::of("%_\\").as_reference(), "%\"\\%\\_\\\\\\\\\"%");
    }

    #[test]
    fn all_words_stand_in_a_text_or_none_is_found() {
        let terms = Terms::of("refus 3 réseau");

        assert!(terms.stand_in("Le re\u{301}seau, 3 fois\nREFUSÉ"));
        assert!(!terms.stand_in("Le réseau, 30 fois refusé"), "30 is not 3");
        assert!(
            !terms.stand_in("Le réseau, 3 fois, irrefusable"),
            "within a word"
        );
    }

    #[test]
    fn a_beginning_stands_for_the_word() {
        let terms = Terms::of("refus 3");

        assert_eq!(terms.hits("Refusés"), Some(0));
        assert_eq!(terms.hits("30"), None);
    }
}
