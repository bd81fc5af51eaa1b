//! Masking: what looks like a time or figure and is none, blotted out before the search.

use std::{borrow::Cow, sync::LazyLock};

use regex::Regex;

/// Addresses, mail addresses, references and version numbers of three parts.
static NOISE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.\w+|(?-u:\b)[A-Z]{2,6}-\d+(?-u:\b)|(?-u:\b)\d+(?:\.\d+){2,}(?-u:\b)",
    )
    .expect("a literal pattern")
});

/// The text with addresses, references and versions blotted out; every byte keeps its place.
///
/// A date of three parts with dots stays: `13.03.2024` is no version.
#[must_use]
pub fn mask(text: &str) -> Cow<'_, str> {
    if !has_digit(text) && !text.contains("//") && !text.contains("www") && !text.contains('@') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for noise in NOISE
        .find_iter(text)
        .filter(|noise| !is_dotted_date(noise.as_str()))
    {
        out.push_str(&text[out.len()..noise.start()]);
        out.extend(std::iter::repeat_n('#', noise.len()));
    }
    out.push_str(&text[out.len()..]);
    Cow::Owned(out)
}

/// True where a search for numbers can find anything: most sentences have none.
pub(super) fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

fn is_dotted_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    parts.len() == 3 && parts[2].len() == 4 && parts.iter().all(|part| part.parse::<u16>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_versions_are_blotted_out_in_place() {
        let text = "à 14h08 voir https://a.example/2024-05-01#12h30 en 4.14.2 (INC-12)";

        let masked = mask(text);

        assert_eq!(masked.len(), text.len());
        assert!(masked.contains("14h08"));
        assert!(!masked.contains("12h30") && !masked.contains("4.14") && !masked.contains("12)"));
    }

    #[test]
    fn a_dotted_date_stays() {
        assert_eq!(mask("le 13.03.2024"), "le 13.03.2024");
    }
}
