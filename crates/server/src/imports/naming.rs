//! Names and values that a source types once for several languages, told apart.
//!
//! "API de Paiement | Payment API" is one component with two names; "Production - Terminaux de
//! paiement / Payment terminals" is one category in two languages; "Production - Oney" is the same
//! in all.

use beffroi_domain::{Locale, LocalizedText, Section};
use beffroi_readers::{ComponentFacts, ComponentRef, Told, language};

use super::align::bare;
use crate::pages::Page;

/// Signs that stand between a name in one language and the same in another.
const BETWEEN: [&str; 2] = [" | ", " / "];

/// The longest words of a write-up that are taken for a component's name.
const NAME_WORDS: usize = 3;

/// The names of a component that `told` names; none where it only describes what was affected.
///
/// Where a write-up says which service it is about, short words are a name ("Facturation", with its
/// twin in the other languages) and longer ones a description, which stays in the write-up.
pub(super) fn component(named: &ComponentRef, told: &Told, page: &Page) -> LocalizedText {
    let services = match named.external_id {
        Some(_) => Vec::new(),
        None => services(told),
    };
    let wanted = bare(&named.name);
    if services.iter().any(|(_, text)| bare(text) == wanted) && is_name(&named.name) {
        let names = services.iter().filter(|(_, text)| is_name(text));
        return names
            .map(|(locale, text)| ((*locale).clone(), clean(text)))
            .collect();
    }
    let is_described = services
        .iter()
        .any(|(_, text)| bare(text).contains(&wanted));
    match is_described && !is_name(&named.name) {
        true => LocalizedText::new(),
        false => name(&named.name, page),
    }
}

/// The name of a component that its source describes: told apart by the reader, else here.
pub(super) fn described(facts: &ComponentFacts, page: &Page) -> LocalizedText {
    match facts.name.locales().count() {
        0 => name(&facts.name_raw, page),
        1 => apart(&facts.name_raw, page).unwrap_or_else(|| facts.name.clone()),
        _ => facts.name.clone(),
    }
}

/// What the write-up says in each language of the service that it is about.
fn services(told: &Told) -> Vec<(&Locale, &str)> {
    let sections = told
        .record
        .postmortem
        .iter()
        .flat_map(|told| &told.sections);
    sections
        .filter_map(|(locale, all)| Some((locale, all.get(&Section::Service)?.as_str())))
        .collect()
}

fn clean(text: &str) -> String {
    text.trim().trim_end_matches('.').trim_end().to_owned()
}

fn is_name(text: &str) -> bool {
    let has_sign = text.contains(|c: char| c.is_ascii_digit() || "()\\,;:".contains(c));
    !has_sign && (1..=NAME_WORDS).contains(&text.split_whitespace().count())
}

/// A name as it is looked up by: without signs, case and plurals.
pub(super) fn key(name: &str) -> String {
    let singular = |word: &str| match word.len() > 3 {
        true => word.trim_end_matches('s').to_owned(),
        false => word.to_owned(),
    };
    bare(name)
        .split(' ')
        .map(singular)
        .collect::<Vec<_>>()
        .join(" ")
}

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

/// The parts per language, where each part is of another. A slash also stands between names of one
/// language, so both sides must tell theirs in two words or more; beside a bar one part may tell
/// nothing and takes the first of the page's locales that is left.
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
    let is_bar = sign == BETWEEN[0];
    let in_words = |part: &&str| is_bar || part.contains(' ');
    if parts.len() < 2 || silent > usize::from(is_bar) || !parts.iter().all(in_words) {
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

    fn told_about(services: &[(&'static str, &str)]) -> Told {
        let section =
            |text: &str| std::collections::BTreeMap::from([(Section::Service, text.to_owned())]);
        let sections = services
            .iter()
            .map(|(tag, text)| (Locale::of(tag), section(text)))
            .collect();
        let mut told = Told::default();
        told.record.postmortem = Some(beffroi_readers::record::PostmortemRecord {
            sections,
            ..Default::default()
        });
        told
    }

    fn named(name: &str) -> ComponentRef {
        ComponentRef {
            external_id: None,
            name: name.to_owned(),
        }
    }

    #[test]
    fn short_words_of_a_write_up_name_a_component_in_every_language() {
        let told = told_about(&[("fr", "Facturation."), ("en", "Invoicing")]);

        let names = component(&named("Facturation"), &told, &page());

        assert_eq!(shown(&names), "en=Invoicing; fr=Facturation");
    }

    #[test]
    fn a_description_in_a_write_up_is_no_component() {
        for description in [
            "Paiements en magasin le 2 octobre",
            "Terminaux (PAX)",
            "Tout, ou presque",
        ] {
            let told = told_about(&[("fr", &format!("{description} et la suite."))]);

            assert!(
                component(&named(description), &told, &page()).is_empty(),
                "{description}"
            );
        }
    }

    #[test]
    fn a_listed_component_may_be_called_anything() {
        let told = told_about(&[("fr", "Autre chose")]);

        let names = component(&named("Point of sale in 27 countries, all"), &told, &page());

        assert_eq!(shown(&names), "fr=Point of sale in 27 countries, all");
    }

    #[test]
    fn a_plural_is_the_same_component() {
        assert_eq!(key("Demandes de paiements"), key("Demande de paiement"));
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
