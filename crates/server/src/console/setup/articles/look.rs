//! The preview: an article in each language, as readers will see it. Links lead to the page itself.

use askama::{Template, filters::HtmlSafe};
use beffroi_domain::{Locale, LocalizedText};

use super::super::{
    super::form::{Typed, tongue_name},
    thing::Around,
};
use crate::{
    articles::Facts,
    ground::markdown::{self, SafeHtml},
    web::{Reader, words},
};

/// What stands beside the form.
#[derive(Clone, Debug, Template)]
#[template(path = "console/setup/articles/look.html")]
pub(super) struct Look {
    title: String,
    /// Where nothing is written in any language.
    none: Option<String>,
    tongues: Vec<Tongue>,
}

impl HtmlSafe for Look {}

/// The article in one language.
#[derive(Clone, Debug)]
struct Tongue {
    lang: String,
    name: String,
    id: String,
    /// That something is missing.
    lacks: Option<String>,
    title: String,
    html: SafeHtml,
    /// That nothing of it is left.
    silent: Option<String>,
}

impl Look {
    /// What was typed, as readers of each language will see it.
    pub(super) fn of(around: &Around<'_>, facts: &Facts, typed: &Typed) -> Self {
        let (reader, page) = (&around.reader, &around.page);
        let title = typed.words("title", &page.locales);
        let body = typed.words("body", &page.locales);
        let is_empty = title.is_empty() && body.is_empty();
        let mut tongues = words::spoken(&page.locales);
        tongues.retain(|locale| !is_empty && page.locales.contains(locale));
        let tongue = |locale: &Locale| tongue(around, facts, locale, (&title, &body));
        Self {
            title: reader.say("help-preview"),
            none: is_empty.then(|| reader.say("help-preview-none")),
            tongues: tongues.iter().map(tongue).collect(),
        }
    }
}

fn tongue(
    around: &Around<'_>,
    facts: &Facts,
    locale: &Locale,
    (title, body): (&LocalizedText, &LocalizedText),
) -> Tongue {
    let say = |key: &str| around.reader.say(key);
    let theirs = Reader {
        words: words::first_of([locale]),
        ..around.reader.clone()
    };
    let (title, body) = (title.get(locale), body.get(locale));
    let filled = facts.fill(&theirs, &around.page, body.unwrap_or_default());
    let is_silent = body.is_some() && markdown::words(&filled).is_empty();
    Tongue {
        lang: locale.to_string(),
        name: tongue_name(locale),
        id: format!("preview-{locale}"),
        lacks: (title.is_none() || body.is_none()).then(|| say("help-preview-missing")),
        title: title.unwrap_or_default().to_owned(),
        html: markdown::render(&filled, 5).named_addresses().whole_words(),
        silent: is_silent.then(|| say("help-preview-silent")),
    }
}
