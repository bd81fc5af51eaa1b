//! Names and values that a source types once for several languages, told apart.
//!
//! "API de Paiement | Payment API" is one component with two names; "Production - Terminaux de
//! paiement / Payment terminals" is one category in two languages; "Production - Oney" is the same
//! in all.

use beffroi_domain::{Locale, LocalizedText};
use beffroi_readers::language;

use crate::pages::Page;

/// Signs that stand between a name in one language and the same in another.
const BETWEEN: [&str; 2] = [" | ", " / "];

/// A component's name per locale; one that is not told apart stands under the page's default.
pub(super) fn name(raw: &str, page: &Page) -> LocalizedText {
    let whole = || LocalizedText::single(page.default_locale().clone(), raw.trim());
    apart(raw, page).unwrap_or_else(whole)
}

/// A value of a header block per locale; one that is the same for all languages stands in each of
/// the page's.
pub(super) fn value(raw: &str, page: &Page) -> LocalizedText {
    let raw = raw.trim();
    let same = || {
        page.locales
            .iter()
            .map(|locale| (locale.clone(), raw.to_owned()))
            .collect()
    };
    match raw.rsplit_once(" - ") {
        Some((shared, rest)) => match apart(rest, page) {
            Some(parts) => parts
                .iter()
                .map(|(locale, part)| (locale.clone(), format!("{shared} - {part}")))
                .collect(),
            None => same(),
        },
        None => apart(raw, page).unwrap_or_else(same),
    }
}

/// The parts of a name, whole first.
pub(super) fn parts(raw: &str) -> Vec<&str> {
    let mut all = vec![raw.trim()];
    for sign in BETWEEN {
        if raw.contains(sign) {
            all.extend(
                raw.split(sign)
                    .map(str::trim)
                    .filter(|part| !part.is_empty()),
            );
        }
    }
    all
}

/// The parts per language, where each part is of another; one part at most may tell nothing and
/// takes the first of the page's locales that is left.
fn apart(raw: &str, page: &Page) -> Option<LocalizedText> {
    let sign = BETWEEN.into_iter().find(|sign| raw.contains(sign))?;
    let parts: Vec<&str> = raw
        .split(sign)
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let mut found: Vec<Option<Locale>> = parts
        .iter()
        .map(|part| language::whole(part).map(language::Language::locale))
        .collect();
    let silent = found.iter().filter(|locale| locale.is_none()).count();
    if parts.len() < 2 || silent > 1 {
        return None;
    }
    let left = page
        .locales
        .iter()
        .find(|locale| !found.contains(&Some((*locale).clone())));
    if let (Some(place), Some(left)) = (found.iter().position(Option::is_none), left) {
        found[place] = Some(left.clone());
    }
    let locales: Option<Vec<Locale>> = found.into_iter().collect();
    let locales = locales?;
    let named: LocalizedText = locales
        .iter()
        .cloned()
        .zip(parts.iter().map(|part| (*part).to_owned()))
        .collect();
    (named.locales().count() == parts.len()).then_some(named)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::imports::tests::page;

    fn shown(text: &LocalizedText) -> String {
        let parts = text.iter().map(|(locale, part)| format!("{locale}={part}"));
        parts.collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn two_names_with_a_bar_between_are_one_component() {
        let name = name("API de Paiement | Payment API", &page());

        assert_eq!(shown(&name), "en=Payment API; fr=API de Paiement");
    }

    #[test]
    fn a_slash_inside_one_language_cuts_nothing() {
        assert_eq!(
            shown(&name("Visa / Mastercard", &page())),
            "fr=Visa / Mastercard"
        );
    }

    #[test]
    fn a_value_keeps_what_its_languages_share() {
        let value = value(
            "Production - Terminaux de paiement / Payment terminals",
            &page(),
        );

        assert_eq!(
            shown(&value),
            "en=Production - Payment terminals; fr=Production - Terminaux de paiement"
        );
    }

    #[test]
    fn a_value_of_no_language_is_the_same_in_all() {
        assert_eq!(
            shown(&value("Production - Oney", &page())),
            "en=Production - Oney; fr=Production - Oney; it=Production - Oney"
        );
    }
}
