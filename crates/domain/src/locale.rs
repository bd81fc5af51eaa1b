//! Locales: which language a text is in.
//!
//! Not here: negotiation with a browser (the server's `web`), names of languages (Fluent files).

use std::{fmt, str::FromStr, sync::Arc};

use serde::{Deserialize, Serialize};

/// A language tag such as `fr` or `pt-br`, in lower case.
///
/// At most 16 characters: letters and digits in parts of 2 to 8, joined by `-`. A subset of
/// BCP 47 that is enough to name a directory, a Fluent file and an HTML `lang`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Locale(Arc<str>);

/// A text that is no language tag.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a language tag such as \"fr\" or \"pt-br\"")]
pub struct BadLocale(pub String);

impl Locale {
    /// French, English and Italian ship with Beffroi.
    ///
    /// # Panics
    /// Never for a literal that is a language tag; meant for constants and tests.
    #[must_use]
    pub fn of(tag: &'static str) -> Self {
        tag.parse().expect("a literal language tag")
    }

    /// The tag as it stands in URLs and in `lang`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language alone: `pt` of `pt-br`.
    #[must_use]
    pub fn language(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }
}

impl FromStr for Locale {
    type Err = BadLocale;

    fn from_str(tag: &str) -> Result<Self, BadLocale> {
        let lower = tag.trim().replace('_', "-").to_ascii_lowercase();
        let first_is_language = lower.split('-').next().is_some_and(|part| {
            matches!(part.len(), 2 | 3) && part.bytes().all(|b| b.is_ascii_alphabetic())
        });
        let parts_fit = lower.split('-').all(|part| {
            (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        });
        if first_is_language && parts_fit && lower.len() <= 16 {
            Ok(Self(lower.into()))
        } else {
            Err(BadLocale(tag.to_owned()))
        }
    }
}

impl TryFrom<String> for Locale {
    type Error = BadLocale;

    fn try_from(tag: String) -> Result<Self, BadLocale> {
        tag.parse()
    }
}

impl From<Locale> for String {
    fn from(locale: Locale) -> Self {
        locale.0.as_ref().to_owned()
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl AsRef<str> for Locale {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_folded_to_one_spelling() {
        assert_eq!("pt_BR".parse::<Locale>().unwrap().as_str(), "pt-br");
        assert_eq!(Locale::of("pt-br").language(), "pt");
    }

    #[test]
    fn what_is_no_tag_is_refused_with_what_was_typed() {
        for bad in [
            "",
            "f",
            "fr/..",
            "1a",
            "français",
            "a-very-long-language-tag",
        ] {
            assert_eq!(
                bad.parse::<Locale>().unwrap_err(),
                BadLocale(bad.to_owned())
            );
        }
    }
}
