//! The articles that ship, out of the locale files; in the languages of a page, with their places left open.

use beffroi_domain::LocalizedText;

use super::PLACES;
use crate::{pages::Page, web::words};

/// One that ships: what it is called in addresses, and the keys of its title and of its words.
pub(super) struct Shipped {
    pub(super) slug: &'static str,
    title: &'static str,
    body: &'static str,
    /// Whether it is about the form for reports, and nothing else.
    needs_desk: bool,
}

/// In the order in which they stand.
pub(super) const ALL: &[Shipped] = &[
    Shipped {
        slug: "report-a-problem",
        title: "help-article-report-title",
        body: "help-article-report",
        needs_desk: true,
    },
    Shipped {
        slug: "how-we-inform",
        title: "help-article-inform-title",
        body: "help-article-inform",
        needs_desk: false,
    },
    Shipped {
        slug: "what-we-promise",
        title: "help-article-promise-title",
        body: "help-article-promise",
        needs_desk: false,
    },
];

/// The one that ships under this name.
pub(super) fn find(slug: &str) -> Option<&'static Shipped> {
    ALL.iter().find(|one| one.slug == slug)
}

/// Whether what ships under this name says nothing where reports are not taken.
pub(super) fn needs_desk(slug: &str) -> bool {
    find(slug).is_some_and(|one| one.needs_desk)
}

impl Shipped {
    /// Its title, in each language of a page that we have words in.
    pub(super) fn title(&self, page: &Page) -> LocalizedText {
        said(page, self.title, &[])
    }

    /// What it says, with places as whoever changes it reads them.
    pub(super) fn body(&self, page: &Page) -> LocalizedText {
        let places: Vec<(&str, String)> = PLACES
            .iter()
            .map(|name| (*name, format!("{{{name}}}")))
            .collect();
        let places: Vec<(&str, &str)> = places
            .iter()
            .map(|(name, place)| (*name, place.as_str()))
            .collect();
        said(page, self.body, &places)
    }
}

fn said(page: &Page, key: &str, values: &[(&str, &str)]) -> LocalizedText {
    let spoken = words::spoken(&page.locales).into_iter();
    spoken
        .filter_map(|locale| {
            let text = words::find(&locale)?.tell(key, values);
            Some((locale, text))
        })
        .collect()
}
