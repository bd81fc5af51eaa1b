//! Which of a page's locales a reader gets: what their browser asks for, else the page's default.
//!
//! Source: RFC 9110, 12.5.4 (`Accept-Language`), and RFC 4647, 3.4 (lookup): `pt-BR` is served by
//! `pt`, and `fr` by `fr-ch` where that is all there is.

use axum::http::{HeaderMap, header::ACCEPT_LANGUAGE};
use beffroi_domain::Locale;

/// More ranges than a browser sends; the rest is not read.
const RANGES: usize = 32;

/// The locale of `offered` that fits `headers` best; the first where none fits.
///
/// # Panics
/// When nothing is offered; a page always has a locale.
#[must_use]
pub fn locale<'a>(headers: &HeaderMap, offered: &'a [Locale]) -> &'a Locale {
    headers
        .get(ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| best(value, offered))
        .unwrap_or_else(|| offered.first().expect("a page has a locale"))
}

fn best<'a>(accept: &str, offered: &'a [Locale]) -> Option<&'a Locale> {
    let mut ranges: Vec<(u16, &str)> = accept.split(',').take(RANGES).filter_map(range).collect();
    // Stable: of two that are wanted alike, the first one wins.
    ranges.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    let refused: Vec<&str> = ranges
        .iter()
        .filter(|(weight, _)| *weight == 0)
        .map(|(_, tag)| *tag)
        .collect();
    ranges
        .iter()
        .filter(|(weight, _)| *weight > 0)
        .find_map(|(_, tag)| served(tag, offered, &refused))
}

fn range(part: &str) -> Option<(u16, &str)> {
    let mut pieces = part.split(';');
    let tag = pieces.next()?.trim();
    let weight = pieces.find_map(|piece| piece.trim().strip_prefix("q="));
    let weight = match weight {
        Some(text) => thousandths(text.trim())?,
        None => 1000,
    };
    (!tag.is_empty()).then_some((weight, tag))
}

/// A weight such as `0.8`, in thousandths; `None` for what is none.
///
/// Source: RFC 9110, 12.4.2.
#[must_use]
pub fn thousandths(text: &str) -> Option<u16> {
    let weight: f32 = text.parse().ok()?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 1000 by the test before"
    )]
    (0.0..=1.0)
        .contains(&weight)
        .then(|| (weight * 1000.0).round() as u16)
}

fn served<'a>(tag: &str, offered: &'a [Locale], refused: &[&str]) -> Option<&'a Locale> {
    let allowed = |locale: &&Locale| {
        !refused
            .iter()
            .any(|no| no.eq_ignore_ascii_case(locale.as_str()))
    };
    if tag == "*" {
        return offered.iter().find(allowed);
    }
    let wanted: Locale = tag.parse().ok()?;
    offered
        .iter()
        .find(|locale| **locale == wanted)
        .or_else(|| {
            offered
                .iter()
                .find(|locale| locale.as_str() == wanted.language())
        })
        .or_else(|| {
            offered
                .iter()
                .find(|locale| locale.language() == wanted.language())
        })
        .filter(allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offered() -> Vec<Locale> {
        vec![Locale::of("fr"), Locale::of("en"), Locale::of("it")]
    }

    fn asked(accept: &str) -> String {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_LANGUAGE, accept.parse().unwrap());
        locale(&headers, &offered()).to_string()
    }

    #[test]
    fn the_weight_decides_and_not_the_place() {
        assert_eq!(asked("fr;q=0.4, it;q=0.9, en;q=0.5"), "it");
        assert_eq!(asked("de, en;q=0.7, fr;q=0.8"), "fr");
    }

    #[test]
    fn of_equals_the_first_wins() {
        assert_eq!(asked("en, it"), "en");
    }

    #[test]
    fn a_region_is_served_by_its_language() {
        assert_eq!(asked("it-CH"), "it");
        assert_eq!(asked("en_GB"), "en");
        let swiss = [Locale::of("en"), Locale::of("fr-ch")];
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_LANGUAGE, "fr".parse().unwrap());
        assert_eq!(locale(&headers, &swiss).as_str(), "fr-ch");
    }

    #[test]
    fn what_is_refused_is_not_served() {
        assert_eq!(asked("fr;q=0, *"), "en");
        assert_eq!(asked("fr;q=0, fr-CA, it;q=0.1"), "it");
    }

    #[test]
    fn garbage_and_silence_get_the_default_of_the_page() {
        for accept in [
            "",
            ",,,",
            ";;;",
            "q=1",
            "fr;q=many",
            "en;q=7",
            "1, 2",
            "../../etc",
            "xx",
        ] {
            assert_eq!(asked(accept), "fr", "{accept:?}");
        }
        assert_eq!(locale(&HeaderMap::new(), &offered()).as_str(), "fr");
    }

    #[test]
    fn a_flood_of_ranges_is_cut() {
        let flood = format!("{}it", "de,".repeat(5000));

        assert_eq!(asked(&flood), "fr");
    }
}
