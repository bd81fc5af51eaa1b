//! The catalogue on the screen: entries that fit some words, and one that was chosen.

use crate::{
    console::form::{Control, Field, Form, Typed, Weight},
    providers::{
        Follow,
        catalogue::{self, Listed},
    },
    web::Words,
};

use super::FOLLOW;

/// How many a screen shows.
const MOST: usize = 30;

/// What was looked for, and what fits.
pub(super) struct Catalogue {
    pub title: String,
    pub form: Form,
    pub said: Option<String>,
    pub rows: Vec<Row>,
}

pub(super) struct Row {
    pub address: String,
    pub name: String,
    pub about: String,
    pub unverified: Option<String>,
    pub note: Option<String>,
}

impl Catalogue {
    /// What fits `wanted`; nothing where nothing is looked for.
    pub(super) fn of(words: &Words, wanted: &str) -> Self {
        let count = |many: usize| i64::try_from(many).unwrap_or(i64::MAX);
        let all = count(catalogue::all().len());
        let search = Field::of(
            "q",
            words.say("watch-search"),
            Control::input("search", "off", wanted),
        )
        .hinted(words.count("watch-search-hint", all, &[]));
        let mut form = Form::to("catalogue", FOLLOW)
            .asking([search])
            .doing(words.say("watch-search-do"), Weight::Quiet);
        form.asks = true;
        let found = match wanted.trim().is_empty() {
            true => vec![],
            false => catalogue::search(wanted),
        };
        Self {
            title: words.say("watch-catalogue"),
            form,
            said: (!wanted.trim().is_empty())
                .then(|| words.count("watch-search-found", count(found.len()), &[])),
            rows: found
                .into_iter()
                .take(MOST)
                .map(|one| row(words, one))
                .collect(),
        }
    }
}

fn row(words: &Words, one: &Listed) -> Row {
    let host = beffroi_readers::watch::host_of(&one.page);
    Row {
        address: format!("{FOLLOW}?from={}", one.slug),
        name: one.name.clone(),
        about: match host.is_empty() {
            true => words.say("watch-search-pageless"),
            false => host,
        },
        unverified: (!one.verified).then(|| words.say("watch-unverified")),
        note: one.note.clone(),
    }
}

/// The form filled in with what the catalogue says of one; empty where it has none such.
pub(super) fn typed(slug: &str) -> Typed {
    let mut typed = Typed::default();
    if let Some(one) = catalogue::find(slug) {
        typed.set("from", one.slug.clone());
        typed.set("page", one.page.clone());
        typed.set("name", one.name.clone());
        typed.set("slug", one.slug.clone());
        if one.meaning.as_deref() == Some("clear") {
            typed.set("empty", "on");
        }
    }
    typed
}

/// What the catalogue says of the one that was chosen, as long as the page is still the same.
pub(super) fn chosen(typed: &Typed, page: &str) -> Option<Follow> {
    let one = catalogue::find(typed.get("from"))?.follow();
    (one.place.page == page).then_some(one)
}
