//! The frame of every screen of the console: the mark, the ways, whose session it is, the languages.
//!
//! A screen is a struct with a `frame: Frame`, and its template extends `console/layout.html`.

use axum::http::HeaderMap;
use beffroi_domain::Locale;

use crate::{
    ground::{Result, Tx},
    members::{Role, SignedIn},
    pages,
    web::{Site, Words, assets, negotiate, words},
};

/// The ways through the console: address, key of the name, and the role on all pages that it takes.
const WAYS: &[(&str, &str, Option<Role>)] = &[
    ("/console/", "console-way-desk", None),
    ("/console/cases", "cases-title", None),
    ("/console/duty", "duty-title", None),
    ("/console/maintenances", "works-title", None),
    ("/console/providers", "watch-title", None),
    ("/console/tickets", "tickets-title", None),
    ("/console/upstreams", "upstreams-title", None),
    ("/console/pages", "setup-title", None),
    ("/console/subscribers", "subscribers-title", None),
    ("/console/audit", "audit-title", Some(Role::Administrator)),
    (
        "/console/members",
        "console-way-members",
        Some(Role::Administrator),
    ),
    (
        "/console/letters",
        "letters-title",
        Some(Role::Administrator),
    ),
    (
        "/console/keys",
        "console-way-keys",
        Some(Role::Administrator),
    ),
];

/// What the frame prints.
#[derive(Clone, Debug)]
pub struct Frame {
    /// `lang` of the screen.
    pub lang: String,
    /// What the browser's tab says.
    pub title: String,
    /// Whose console it is: the name of the page at the root.
    pub site: String,
    /// "Skip to the content".
    pub skip: String,
    /// The locale by which a script writes dates.
    pub format: String,
    /// What the ways are called together.
    pub ways_label: String,
    /// Address, name, and whether the member is there.
    pub ways: Vec<(String, String, bool)>,
    /// Whose session it is, where there is one.
    pub own: Option<Own>,
    /// What "Languages" is in this language.
    pub tongues_label: String,
    /// Each language: tag, name in itself, whether it is this one.
    pub tongues: Vec<(String, String, bool)>,
    /// Where a stranger's language is chosen, before its tag; a member's is kept with them.
    pub tongue_address: String,
    /// What was just done, said once.
    pub done: Option<String>,
    /// The style sheets.
    pub styles: Vec<String>,
    /// The scripts.
    pub scripts: Vec<String>,
    /// The icon.
    pub icon: String,
}

/// Whose session it is.
#[derive(Clone, Debug)]
pub struct Own {
    /// Their name.
    pub name: String,
    /// "Sign out".
    pub sign_out: String,
}

impl Frame {
    /// The frame of a member's screen called `title`, under the name of the page at the root.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn of(tx: &mut Tx, site: &Site, signed_in: &SignedIn, title: &str) -> Result<Self> {
        let all = pages::list(tx).await?;
        let root = match &site.page {
            Some(slug) => all.iter().find(|page| page.slug == *slug),
            None => all.first(),
        };
        let mut frame = Self::inside(site, signed_in, title);
        if let Some(page) = root {
            let words = words::first_of([&signed_in.locale]);
            page.name_in(words.locale()).clone_into(&mut frame.site);
            let parts = [("page", title), ("site", frame.site.as_str())];
            frame.title = words.tell("title-of", &parts);
        }
        Ok(frame)
    }

    /// The same where there is no picture of the database to ask.
    #[must_use]
    pub fn inside(_: &Site, signed_in: &SignedIn, title: &str) -> Self {
        let words = words::first_of([&signed_in.locale]);
        let may = |role: Option<Role>| role.is_none() || signed_in.role_everywhere() >= role;
        let ways = WAYS.iter().filter(|(_, _, role)| may(*role));
        Self {
            ways: ways
                .map(|(address, key, _)| ((*address).to_owned(), words.say(key), false))
                .collect(),
            scripts: vec![assets::address("htmx.js")],
            own: Some(Own {
                name: signed_in.member.name.clone(),
                sign_out: words.say("console-sign-out"),
            }),
            ..Self::outside(words, title, None)
        }
    }

    /// The frame of what strangers see; `here` is where its languages lead, without the tag.
    #[must_use]
    pub fn outside(words: &Words, title: &str, here: Option<&str>) -> Self {
        Self {
            lang: words.locale().to_string(),
            title: words.tell("title-of", &[("page", title), ("site", "Beffroi")]),
            site: "Beffroi".to_owned(),
            skip: words.say("skip"),
            format: words.say("format-locale"),
            ways_label: words.say("console-ways"),
            ways: vec![],
            own: None,
            tongues_label: words.say("languages-label"),
            tongues: tongues(words),
            tongue_address: here.unwrap_or("/console/sign-in?locale=").to_owned(),
            done: None,
            styles: [
                "page.css",
                "console.css",
                "desk.css",
                "works.css",
                "editor.css",
                "phrases.css",
                "memory.css",
                "upstreams.css",
                "cases.css",
            ]
            .map(assets::address)
            .to_vec(),
            scripts: vec![],
            icon: assets::address("favicon.svg"),
        }
    }

    /// Marks the way that the screen stands at.
    #[must_use]
    pub fn at(mut self, address: &str) -> Self {
        for way in &mut self.ways {
            way.2 = way.0 == address;
        }
        self
    }

    /// Says what was just done.
    #[must_use]
    pub fn saying(mut self, done: Option<String>) -> Self {
        self.done = done;
        self
    }

    /// The words of a member.
    #[must_use]
    pub fn words_of(signed_in: &SignedIn) -> &'static Words {
        words::first_of([&signed_in.locale])
    }

    /// The words for whoever asks: a member's own language, else what the browser asks for.
    #[must_use]
    pub fn words(headers: &HeaderMap, signed_in: Option<&SignedIn>) -> &'static Words {
        let ours = ours();
        let locale = signed_in.map_or_else(
            || negotiate::locale(headers, &ours).clone(),
            |signed_in| signed_in.locale.clone(),
        );
        words::first_of([&locale])
    }
}

/// The languages that the console speaks.
#[must_use]
pub fn ours() -> Vec<Locale> {
    words::all().map(|words| words.locale().clone()).collect()
}

fn tongues(current: &Words) -> Vec<(String, String, bool)> {
    words::all()
        .map(|words| {
            let is_current = words.locale() == current.locale();
            (
                words.locale().to_string(),
                words.say("language-name"),
                is_current,
            )
        })
        .collect()
}
