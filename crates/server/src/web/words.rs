//! Words: what the interface itself says, per locale, out of Fluent files.
//!
//! A locale is added by adding `locales/TAG.ftl`, what readers are told, and beside it
//! `console.TAG.ftl`, `letters.TAG.ftl`, `refusals.TAG.ftl` and `subscribe.TAG.ftl`; a key stands in one of them. The first
//! names its own language (`language-name`) and the locale by which dates and numbers are written
//! (`format-locale`).
//! Not here: what people wrote; that is `LocalizedText`.

use std::{collections::BTreeMap, sync::LazyLock};

use beffroi_domain::Locale;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use rust_embed::RustEmbed;
use unic_langid::LanguageIdentifier;

use super::format::Forms;
use crate::ground::Refusal;

#[derive(RustEmbed)]
#[folder = "locales/"]
struct Files;

static ALL: LazyLock<BTreeMap<Locale, Words>> = LazyLock::new(|| {
    tags()
        .map(|tag| {
            let words = Words::load(&tag);
            (words.locale.clone(), words)
        })
        .collect()
});

/// The tags of our locales: those of files without a part in front.
fn tags() -> impl Iterator<Item = String> {
    let tag = |name: &str| name.strip_suffix(".ftl").map(str::to_owned);
    Files::iter()
        .filter_map(move |name| tag(&name))
        .filter(|tag| !tag.contains('.'))
}

/// The files of a locale, in the order of their names.
fn files(tag: &str) -> impl Iterator<Item = (String, String)> {
    let own = format!("{tag}.ftl");
    let part = format!(".{own}");
    Files::iter()
        .filter(move |name| **name == own || name.ends_with(&part))
        .filter_map(|name| {
            let file = Files::get(&name)?;
            let text = String::from_utf8_lossy(&file.data).into_owned();
            Some((name.into_owned(), text))
        })
}

/// The words of one locale, with the forms of its dates, numbers and lists.
pub struct Words {
    locale: Locale,
    bundle: FluentBundle<FluentResource>,
    forms: Forms,
}

/// All locales that we have words in, in the order of their tags.
pub fn all() -> impl Iterator<Item = &'static Words> {
    ALL.values()
}

/// The words of a locale; those of its language where the region has none of its own.
#[must_use]
pub fn find(locale: &Locale) -> Option<&'static Words> {
    ALL.get(locale)
        .or_else(|| all().find(|words| words.locale.as_str() == locale.language()))
}

/// Those of a page's locales that we have words in; all of ours where there are none.
#[must_use]
pub fn spoken(locales: &[Locale]) -> Vec<Locale> {
    let spoken = locales.iter().filter(|locale| find(locale).is_some());
    let spoken: Vec<Locale> = spoken.cloned().collect();
    if spoken.is_empty() {
        all().map(|words| words.locale().clone()).collect()
    } else {
        spoken
    }
}

/// The words of the first of `locales` that has any; else English.
///
/// # Panics
/// Never: `locales/en.ftl` is part of the program.
#[must_use]
pub fn first_of<'a>(locales: impl IntoIterator<Item = &'a Locale>) -> &'static Words {
    locales
        .into_iter()
        .find_map(find)
        .or_else(|| find(&Locale::of("en")))
        .expect("locales/en.ftl is part of the program")
}

impl Words {
    /// # Panics
    /// When a file of ours is no Fluent, or two have one key; a test reads them all.
    fn load(tag: &str) -> Self {
        let language: LanguageIdentifier = tag.parse().expect("a file named by a language tag");
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // The marks around values would end up in attributes and titles.
        bundle.set_use_isolating(false);
        for (name, text) in files(tag) {
            let resource = FluentResource::try_new(text)
                .unwrap_or_else(|(_, errors)| panic!("locales/{name} is no Fluent: {errors:?}"));
            bundle
                .add_resource(resource)
                .unwrap_or_else(|errors| panic!("locales/{name} has a key twice: {errors:?}"));
        }
        let by = pattern(&bundle, "format-locale", None).unwrap_or_else(|| tag.to_owned());
        Self {
            locale: tag.parse().expect("a file named by a language tag"),
            bundle,
            forms: Forms::of(&by),
        }
    }

    /// Which locale this is, as in addresses and `lang`.
    #[must_use]
    pub fn locale(&self) -> &Locale {
        &self.locale
    }

    /// How dates, numbers and lists are written.
    #[must_use]
    pub fn forms(&self) -> &Forms {
        &self.forms
    }

    /// What stands under `key`. A key that is missing is said as it is, which a test forbids.
    #[must_use]
    pub fn say(&self, key: &str) -> String {
        pattern(&self.bundle, key, None).unwrap_or_else(|| key.to_owned())
    }

    /// As [`Words::say`], with values put in.
    #[must_use]
    pub fn tell(&self, key: &str, values: &[(&str, &str)]) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in values {
            args.set(*name, *value);
        }
        pattern(&self.bundle, key, Some(&args)).unwrap_or_else(|| key.to_owned())
    }

    /// A refusal in this language; in English where it has no key.
    #[must_use]
    pub fn refused(&self, refusal: &Refusal) -> String {
        let Some(key) = refusal.key else {
            return refusal.message.clone();
        };
        let values = refusal.values.iter();
        let values: Vec<(&str, &str)> = values
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        self.tell(key, &values)
    }

    /// As [`Words::tell`], with a number that decides the plural: `$count` decides, `$n` is how the
    /// number is written.
    #[must_use]
    pub fn count(&self, key: &str, count: i64, values: &[(&str, &str)]) -> String {
        let mut args = FluentArgs::new();
        args.set("count", FluentValue::from(count));
        args.set("n", self.forms.number(count));
        for (name, value) in values {
            args.set(*name, *value);
        }
        pattern(&self.bundle, key, Some(&args)).unwrap_or_else(|| key.to_owned())
    }
}

fn pattern(
    bundle: &FluentBundle<FluentResource>,
    key: &str,
    args: Option<&FluentArgs<'_>>,
) -> Option<String> {
    let pattern = bundle.get_message(key)?.value()?;
    let mut errors = Vec::new();
    let said = bundle
        .format_pattern(pattern, args, &mut errors)
        .into_owned();
    debug_assert!(errors.is_empty(), "{key}: {errors:?}");
    Some(said)
}

#[cfg(test)]
mod tests;
