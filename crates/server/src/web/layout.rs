//! The frame of every page: head, mark, languages, ways on, footer.
//!
//! A page is a struct with a `layout: Layout`, and its template extends `web/layout.html`.
//! Addresses are paths, but for those that must be absolute; see [`super::address`].

use beffroi_domain::Locale;

use super::{Reader, Words, assets, format::Said};

/// Where the frame leaves room for the sentence that a page may be old.
pub const STALE_MARK: &str = "<!--stale-->";

/// What the frame prints.
#[derive(Clone, Debug)]
pub struct Layout {
    /// `lang` of the page.
    pub lang: String,
    /// What the browser's tab says.
    pub title: String,
    /// The name of the page that readers came to; `None` where there is none.
    pub site: Option<Said>,
    /// The address of the overview in this locale.
    pub home: String,
    /// "Skip to the content".
    pub skip: String,
    /// The ways through the page.
    pub ways: Ways,
    /// The same page in other languages.
    pub tongues: Vec<Tongue>,
    /// What "Languages" is in this language.
    pub tongues_label: String,
    /// `rel=alternate` and `x-default`: language and address.
    pub alternates: Vec<(String, String)>,
    /// `rel=canonical`.
    pub canonical: Option<String>,
    /// The operator's documents that have words: address and name.
    pub documents: Vec<(String, String)>,
    /// "Times are those of …".
    pub zone_note: Option<String>,
    /// What the footer is called, and what the page is made with.
    pub footer_label: String,
    /// "Made with".
    pub made_with: String,
    /// What a time that was concluded means; printed where the page has one.
    pub concluded: Option<(String, String)>,
    /// Where a reader reports a problem, and what that is called; where the page's desk is open.
    pub report: Option<(String, String)>,
    /// Where the help centre is, and what it is called; where it has an article.
    pub help: Option<(String, String)>,
    /// How to follow what the page tells of, where that changes.
    pub follow: Option<Follow>,
    /// What others show of it; `None` for what nobody shares.
    pub card: Option<Card>,
    /// The locale by which a script writes dates.
    pub format: String,
    /// Where a browser left open hears of changes, and what it says after one.
    pub live: Option<(String, String)>,
    /// "In brackets: yours, in", which a script completes and shows.
    pub own_zone: String,
    /// The style sheet.
    pub style: String,
    /// The script.
    pub script: String,
    /// The icon.
    pub icon: String,
    /// What stands on a home screen, where somebody may want that.
    pub manifest: Option<String>,
}

/// What others show of a page when somebody shares its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// What it is called, without the name of the whole.
    pub title: String,
    /// What it says, in a sentence, which also stands in for the picture where that cannot be seen.
    pub words: String,
    /// The absolute address of the picture.
    pub picture: String,
}

/// The ways to follow what a page tells of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Follow {
    /// "Follow this incident".
    pub title: String,
    /// Where somebody asks to be told of it, and what that is called.
    pub told: (String, String),
    /// Each way.
    pub ways: Vec<Way>,
}

/// One way to follow: a feed or a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// Its media type.
    pub kind: &'static str,
    /// "Atom".
    pub name: String,
    /// Where it is.
    pub address: String,
}

/// The ways through the page.
#[derive(Clone, Debug)]
pub struct Ways {
    /// What they are called together.
    pub label: String,
    /// Address, name, and whether the reader is there.
    pub links: Vec<(String, String, bool)>,
}

/// The same page in another language.
#[derive(Clone, Debug)]
pub struct Tongue {
    /// Its `lang`.
    pub lang: String,
    /// Its name in itself.
    pub name: String,
    /// Where it is.
    pub address: String,
    /// True for the language of this page.
    pub is_current: bool,
}

/// Where in the page the reader is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The overview.
    Now,
    /// The history, and what stands in it.
    History,
    /// The figures.
    Figures,
    /// Whom the service depends on.
    Providers,
    /// The search.
    Search,
    /// Anywhere else.
    Elsewhere,
}

/// What a page says of itself to be framed.
#[derive(Clone, Debug)]
pub struct Framed<'a> {
    /// The page that readers came to.
    pub site: Option<Said>,
    /// Its locales, the default first.
    pub locales: &'a [Locale],
    /// The address below the locale, such as `incidents/abc`; `None` where the page exists in one
    /// language only or not at all, so that the languages lead to the overview.
    pub rest: Option<&'a str>,
    /// The documents that have words, by their names in addresses.
    pub documents: &'a [&'a str],
    /// What else it has.
    pub has: Has,
}

/// What a page may have or not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Has {
    /// Whether it shows any provider.
    pub providers: bool,
    /// Whether readers can report something.
    pub desk: bool,
    /// Whether there is an article of help.
    pub help: bool,
}

impl Layout {
    /// The frame of a page called `title`.
    #[must_use]
    pub fn of(reader: &Reader, title: &str, place: Place, framed: &Framed<'_>) -> Self {
        let words = reader.words;
        let lang = words.locale().to_string();
        let home = reader.path("");
        let site = framed.site.as_ref().map(|site| site.text.as_str());
        Self {
            title: site.map_or_else(
                || title.to_owned(),
                |site| words.tell("title-of", &[("page", title), ("site", site)]),
            ),
            skip: words.say("skip"),
            ways: ways(words, &home, place, framed.has.providers),
            tongues: tongues(reader, framed),
            tongues_label: words.say("languages-label"),
            alternates: alternates(reader, framed),
            canonical: framed.rest.map(|rest| reader.absolute(rest)),
            documents: documents(words, &home, framed.documents),
            zone_note: framed.site.is_some().then(|| reader.zone_note()),
            footer_label: words.say("footer-label"),
            made_with: words.say("made-with"),
            concluded: None,
            report: framed
                .has
                .desk
                .then(|| (format!("{home}report"), words.say("report-way"))),
            help: framed
                .has
                .help
                .then(|| (format!("{home}help"), words.say("help-way"))),
            follow: None,
            card: card(reader, title, framed),
            format: words.say("format-locale"),
            own_zone: words.say("own-zone"),
            live: None,
            style: assets::address("page.css"),
            script: assets::address("page.js"),
            icon: assets::address("favicon.svg"),
            manifest: None,
            site: framed.site.clone(),
            home,
            lang,
        }
    }

    /// Where somebody asks to be told of what the page tells of.
    #[must_use]
    pub fn told(&self) -> Option<&(String, String)> {
        self.follow.as_ref().map(|follow| &follow.told)
    }

    /// Shows the ways to follow what the page tells of.
    #[must_use]
    pub fn following(mut self, follow: Follow) -> Self {
        self.follow = Some(follow);
        self
    }

    /// Says on the card what the page itself says; `below` is where its picture is, in the locale.
    #[must_use]
    pub fn sharing(mut self, reader: &Reader, words: &str, below: &str) -> Self {
        if let Some(card) = &mut self.card {
            words.clone_into(&mut card.words);
            card.picture = reader.absolute(&format!("{below}card.png"));
        }
        self
    }

    /// Keeps the page as it is now in a browser left open, where a script may run.
    #[must_use]
    pub fn live(mut self, reader: &Reader) -> Self {
        let events = format!("events?locale={}", reader.locale());
        let changed = reader.say("live-changed");
        self.live = Some((reader.address.path(&events), changed));
        self
    }

    /// Prints what "concluded" means below a page that holds `html` with such a mark.
    #[must_use]
    pub fn explaining(mut self, reader: &Reader, has_concluded: bool) -> Self {
        self.concluded =
            has_concluded.then(|| (reader.say("concluded-title"), reader.say("concluded-note")));
        self
    }
}

/// The card of the whole page, which stands for each page of it that has none of its own.
fn card(reader: &Reader, title: &str, framed: &Framed<'_>) -> Option<Card> {
    let site = framed.site.as_ref().filter(|_| framed.rest.is_some())?;
    Some(Card {
        title: title.to_owned(),
        words: reader.words.tell("title-status", &[("site", &site.text)]),
        picture: reader.absolute("card.png"),
    })
}

fn ways(words: &Words, home: &str, place: Place, has_providers: bool) -> Ways {
    let way = |rest: &str, key: &str, there: Place| {
        (format!("{home}{rest}"), words.say(key), place == there)
    };
    let providers = has_providers.then(|| way("providers", "nav-providers", Place::Providers));
    let mut links = vec![
        way("", "nav-now", Place::Now),
        way("history", "nav-history", Place::History),
        way("figures", "nav-figures", Place::Figures),
    ];
    links.extend(providers);
    links.push(way("search", "nav-search", Place::Search));
    Ways {
        label: words.say("nav-label"),
        links,
    }
}

fn tongues(reader: &Reader, framed: &Framed<'_>) -> Vec<Tongue> {
    framed
        .locales
        .iter()
        .filter_map(|locale| {
            let other = super::words::find(locale)?;
            Some(Tongue {
                lang: locale.to_string(),
                name: other.say("language-name"),
                address: reader
                    .address
                    .path_in(locale, framed.rest.unwrap_or_default()),
                is_current: other.locale() == reader.locale(),
            })
        })
        .collect()
}

/// `x-default` is the address that negotiates. The operator's documents have none: there it is the
/// default language.
fn alternates(reader: &Reader, framed: &Framed<'_>) -> Vec<(String, String)> {
    let Some(rest) = framed.rest else {
        return vec![];
    };
    let in_locale =
        |locale: &Locale| (locale.to_string(), reader.address.absolute_in(locale, rest));
    let mut all: Vec<_> = framed.locales.iter().map(in_locale).collect();
    let (first, _) = rest.split_once('/').unwrap_or((rest, ""));
    let default = match first {
        "" | "incidents" | "maintenances" | "history" | "providers" | "help" => {
            Some(reader.address.absolute(rest))
        }
        _ => framed.locales.first().map(|locale| in_locale(locale).1),
    };
    all.extend(default.map(|address| ("x-default".to_owned(), address)));
    all
}

fn documents(words: &Words, home: &str, names: &[&str]) -> Vec<(String, String)> {
    names
        .iter()
        .map(|name| {
            (
                format!("{home}{name}"),
                words.say(&format!("footer-{name}")),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::format::reader;

    fn framed<'a>(locales: &'a [Locale], rest: Option<&'a str>) -> Framed<'a> {
        Framed {
            site: Some(Said {
                text: "Pinatelle".to_owned(),
                lang: None,
                note: None,
            }),
            locales,
            rest,
            documents: &["legal"],
            has: Has::default(),
        }
    }

    #[test]
    fn a_page_names_its_other_languages_and_where_it_negotiates() {
        let locales = [Locale::of("fr"), Locale::of("en")];

        let layout = Layout::of(
            &reader("en"),
            "Late payouts",
            Place::History,
            &framed(&locales, Some("incidents/abc")),
        );

        assert_eq!(
            layout.alternates,
            [
                (
                    "fr".to_owned(),
                    "https://status.example/fr/incidents/abc".to_owned()
                ),
                (
                    "en".to_owned(),
                    "https://status.example/en/incidents/abc".to_owned()
                ),
                (
                    "x-default".to_owned(),
                    "https://status.example/incidents/abc".to_owned()
                ),
            ]
        );
        assert_eq!(layout.tongues[0].address, "/fr/incidents/abc");
        assert_eq!(layout.title, "Late payouts – Pinatelle");
    }

    #[test]
    fn what_is_not_there_has_no_other_languages_but_ways_to_them() {
        let locales = [Locale::of("fr"), Locale::of("en")];

        let layout = Layout::of(
            &reader("fr"),
            "Rien ici",
            Place::Elsewhere,
            &framed(&locales, None),
        );

        assert!(layout.alternates.is_empty() && layout.canonical.is_none());
        assert_eq!(layout.tongues[1].address, "/en/");
    }
}
