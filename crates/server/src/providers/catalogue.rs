//! The catalogue: providers that a European payment company depends on, and where each says how it stands. A hint, never a fact.
//!
//! Read in order: [`Listed`], [`all`], [`find`], [`search`]. Not here: what a page answers, which counts more.

use std::sync::LazyLock;

use beffroi_domain::Locale;
use beffroi_readers::watch::{Place, form};
use jiff::tz::TimeZone;
use serde::Deserialize;

use super::Follow;

static TEXT: &str = include_str!("catalogue.toml");
static ALL: LazyLock<Vec<Listed>> = LazyLock::new(|| {
    let file: File = toml::from_str(TEXT).expect("a test reads the catalogue");
    file.provider
});

#[derive(Deserialize)]
struct File {
    provider: Vec<Listed>,
}

/// What the catalogue says of a provider.
#[derive(Clone, Debug, Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Listed {
    /// Its name for programs.
    pub slug: String,
    /// Its name for people.
    pub name: String,
    /// What it does, in one word.
    pub sector: String,
    /// The official page; empty where none was found.
    pub page: String,
    /// Where programs read, where that is another address.
    pub source: Option<String>,
    /// The feed, where the format is one.
    pub feed: Option<String>,
    /// The format that is expected, `unknown` without one.
    pub format: String,
    /// Regions that the page tells apart, where known.
    pub regions: Vec<String>,
    /// Other names that people search for.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What an empty list means, where known: `clear` or `broken`.
    pub meaning: Option<String>,
    /// What a reader should know.
    pub note: Option<String>,
    /// Where the entry comes from, and the day of which that speaks.
    pub found_in: String,
    /// See `found_in`.
    pub found_on: String,
    /// Whether the page was ever reached.
    pub verified: bool,
}

/// All of it, by slug.
#[must_use]
pub fn all() -> &'static [Listed] {
    &ALL
}

/// The entry of this slug.
#[must_use]
pub fn find(slug: &str) -> Option<&'static Listed> {
    ALL.iter().find(|one| one.slug == slug)
}

/// The entries that each of these words fits: in the name, the slug, an alias, the sector or the page's address.
#[must_use]
pub fn search(words: &str) -> Vec<&'static Listed> {
    let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    let fits = |one: &&Listed| {
        let text = format!(
            "{} {} {} {} {}",
            one.name,
            one.slug,
            one.aliases.join(" "),
            one.sector,
            one.page
        );
        let text = text.to_lowercase();
        words.iter().all(|word| text.contains(word))
    };
    ALL.iter().filter(fits).collect()
}

impl Listed {
    /// What following it means; its format is not taken on trust.
    #[must_use]
    pub fn follow(&self) -> Follow {
        Follow {
            slug: self.slug.clone(),
            name: self.name.clone(),
            sector: self.sector.clone(),
            place: Place {
                source: self.source.clone().or_else(|| self.feed.clone()),
                ..Place::of(&self.page)
            },
            form: None,
            locale: Locale::of("en"),
            zone: TimeZone::UTC,
            selectors: std::collections::BTreeMap::new(),
            is_empty_clear: self.meaning.as_deref() == Some("clear"),
            pages: Vec::new(),
        }
    }

    /// The format that is expected, where we read it and it needs nothing that the catalogue does not say.
    #[must_use]
    pub fn expected_form(&self) -> Option<&'static str> {
        form(&self.format)
            .map(|form| form.word)
            .filter(|word| *word != "html")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_can_be_followed_but_those_without_a_page() {
        assert!(all().len() >= 150);
        assert!(
            all().is_sorted_by(|one, other| one.slug < other.slug),
            "by slug, each once"
        );
        for one in all() {
            let follow = one.follow();
            assert!(
                one.page.is_empty() || super::super::follow::check(&follow).is_ok(),
                "{}",
                one.slug
            );
            assert!(
                one.page.is_empty() || one.page.starts_with("https://"),
                "{}",
                one.slug
            );
            assert!(!one.page.is_empty() || one.note.is_some(), "{}", one.slug);
        }
    }

    #[test]
    fn a_search_finds_by_name_alias_and_sector() {
        let slugs = |words: &str| -> Vec<&str> {
            search(words)
                .into_iter()
                .map(|one| one.slug.as_str())
                .collect()
        };

        assert_eq!(slugs("magento"), ["adobe-commerce"]);
        assert!(slugs("SMS 8x8").contains(&"8x8"));
        assert!(slugs("no such company").is_empty());
        assert_eq!(slugs("").len(), all().len());
    }
}
