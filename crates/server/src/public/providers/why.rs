//! Why nobody can tell how a provider is, in words for readers.
//!
//! A reason is noted as a sentence in English, and by one word for its kind. What we have words for is said in the reader's language;
//! any other is shown as it was noted, and carries its language.

use crate::{providers::Word, web::Reader};

/// A reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// The sentence.
    pub text: String,
    /// Its language, where that is not the reader's.
    pub lang: Option<&'static str>,
}

/// How reasons begin that readers are told in their own language, and the keys of their words.
const KNOWN: &[(&str, &str)] = &[
    (
        "a web page came where data was asked for",
        "providers-why-web-page",
    ),
    ("an empty answer came", "providers-why-empty"),
    ("it is no JSON", "providers-why-unread"),
];

/// A reason as it was noted, and the word for its kind.
#[must_use]
pub fn of(reader: &Reader, noted: &str, word: Option<&str>) -> Why {
    let known = KNOWN.iter().find(|(begins, _)| noted.starts_with(begins));
    let of_kind = || Word::ALL.into_iter().find(|one| Some(one.as_str()) == word);
    match known {
        Some((_, key)) => own(reader, key),
        None if let Some(word) = of_kind() => {
            let key = format!("providers-why-{}", word.as_str());
            own(reader, &key)
        }
        None => Why {
            text: sentence(noted),
            lang: (reader.locale().language() != "en").then_some("en"),
        },
    }
}

/// A reason of our own.
#[must_use]
pub fn own(reader: &Reader, key: &str) -> Why {
    Why {
        text: reader.say(key),
        lang: None,
    }
}

/// With a capital letter in front and a full stop at its end.
fn sentence(noted: &str) -> String {
    let mut letters = noted.trim().trim_end_matches('.').chars();
    let first = letters.next().map(char::to_uppercase);
    let mut text: String = first.into_iter().flatten().collect();
    text.extend(letters);
    text.push('.');
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::format::reader;

    #[test]
    fn a_reason_that_we_know_is_told_in_the_readers_language() {
        let noted = "it is no JSON: expected value at line 1 column 1";

        let why = of(&reader("fr"), noted, None);

        assert_eq!(why.text, reader("fr").say("providers-why-unread"));
        assert_eq!(why.lang, None);
    }

    #[test]
    fn of_any_other_its_kind_is_told_and_not_what_is_for_the_operator_alone() {
        let noted = "its address is not on the public internet; open its network under [calls]";

        let why = of(&reader("en"), noted, Some("unreachable"));

        assert_eq!(why.text, "Nobody answered at its address.");
    }

    #[test]
    fn any_other_is_shown_as_it_was_noted_with_its_language() {
        let why = of(&reader("it"), "the host has no address", None);

        assert_eq!(why.text, "The host has no address.");
        assert_eq!(why.lang, Some("en"));
        assert_eq!(
            of(&reader("en"), "the host has no address", None).lang,
            None
        );
    }
}
