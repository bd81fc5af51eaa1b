//! What the screens about people and keys share: whom they speak to, what was done, what they ask, and what is shown once.

use askama::Template;
use beffroi_domain::PageId;
use jiff::tz::TimeZone;

use super::{
    form::{Form, Pick, Wrong},
    frame::Frame,
};
use crate::{
    ground::{Result, Tx},
    members::{Grant, Role, SignedIn},
    pages::{self, Page},
    web::{Address, Reader, Site, Words, words},
};

/// Whom a screen speaks to, and the pages that there are.
pub(super) struct Desk {
    pub reader: Reader,
    pub pages: Vec<Page>,
}

impl Desk {
    /// The words of the member, in the zone of the page at the root.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub(super) async fn of(tx: &mut Tx, site: &Site, signed_in: &SignedIn) -> Result<Self> {
        let pages = pages::list(tx).await?;
        let zone = pages
            .first()
            .map_or(TimeZone::UTC, |page| page.zone.clone());
        let reader = Reader {
            words: words::first_of([&signed_in.locale]),
            zone,
            fallback: vec![],
            now: site.clock.now(),
            address: Address::default(),
        };
        Ok(Self { reader, pages })
    }

    pub(super) fn words(&self) -> &'static Words {
        self.reader.words
    }

    /// What a page is called; "all pages" without one.
    pub(super) fn page_name(&self, page: Option<PageId>) -> String {
        let Some(id) = page else {
            return self.reader.say("all-pages");
        };
        let found = self.pages.iter().find(|page| page.id == id);
        found.map_or_else(String::new, |page| {
            page.name_in(self.reader.locale()).to_owned()
        })
    }

    /// "Publisher on all pages".
    pub(super) fn role_said(&self, grant: &Grant) -> String {
        let role = self.reader.say(&format!("role-{}", grant.role.as_str()));
        let page = self.page_name(grant.page);
        self.words()
            .tell("role-on", &[("role", &role), ("page", &page)])
    }

    /// Every page that can be chosen, all of them first.
    pub(super) fn page_picks(&self, chosen: &str) -> Vec<Pick> {
        let all = Pick::of("all", self.page_name(None), chosen == "all");
        let each = self.pages.iter().map(|page| {
            let id = page.id.to_string();
            let is_chosen = id == chosen;
            Pick::of(id, self.page_name(Some(page.id)), is_chosen)
        });
        [all].into_iter().chain(each).collect()
    }

    /// Every role that can be chosen.
    pub(super) fn role_picks(&self, chosen: &str) -> Vec<Pick> {
        Role::ALL
            .into_iter()
            .map(|role| {
                let word = role.as_str();
                let label = self.reader.say(&format!("role-{word}-may"));
                Pick::of(word, label, word == chosen)
            })
            .collect()
    }

    /// The page that was chosen; `Some(None)` for all of them, `None` for what is no page.
    pub(super) fn chosen_page(&self, chosen: &str) -> Option<Option<PageId>> {
        if chosen == "all" {
            return Some(None);
        }
        let found = self.pages.iter().find(|page| page.id.to_string() == chosen);
        found.map(|page| Some(page.id))
    }
}

/// What was just done, as the address says it after a deed.
#[derive(serde::Deserialize)]
pub(super) struct Done {
    done: Option<String>,
}

impl Done {
    /// It in words: what each word of the address is called in the locale files.
    pub(super) fn said(&self, signed_in: &SignedIn, known: &[(&str, &str)]) -> Option<String> {
        let word = self.done.as_deref()?;
        let (_, key) = known.iter().find(|(one, _)| *one == word)?;
        Some(Frame::words_of(signed_in).say(key))
    }
}

/// Something that is shown this one time: a link, a key, codes.
#[derive(Template)]
#[template(path = "console/once.html")]
pub(super) struct ShownOnce {
    pub frame: Frame,
    pub title: String,
    pub lead: String,
    pub values: Vec<String>,
    pub back: (String, String),
}

/// A question before what cannot be taken back.
#[derive(Template)]
#[template(path = "console/ask.html")]
pub(super) struct Question {
    pub frame: Frame,
    pub title: String,
    pub lead: String,
    pub wrong: Option<Wrong>,
    pub form: Form,
    pub back: (String, String),
}
