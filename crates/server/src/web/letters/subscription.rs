//! What somebody is written who asked to be told, or for whom somebody asked.

use beffroi_channels::Letter;

use super::button;
use crate::web::Words;

/// What it is about.
#[derive(Clone, Debug)]
pub struct About<'a> {
    /// What the page is called.
    pub page: &'a str,
    /// Where it is told: a mail address, or the host of an address that nobody else is to know.
    pub place: &'a str,
    /// Whether what is told there is signed.
    pub signs: bool,
    /// Where it is changed and ended: a page with buttons.
    pub address: String,
}

/// Was it you who asked?
#[must_use]
pub fn confirm(words: &Words, about: About<'_>) -> Letter {
    letter(
        words,
        about,
        "confirm",
        vec![words.say("subscription-confirm-unasked")],
    )
}

/// You hear this already.
#[must_use]
pub fn known(words: &Words, about: About<'_>) -> Letter {
    letter(
        words,
        about,
        "known",
        vec![words.say("subscription-known-unasked")],
    )
}

/// To its owner: it is told from now on.
#[must_use]
pub fn ready(words: &Words, about: About<'_>) -> Letter {
    let secret = about.signs.then(|| words.say("subscription-ready-secret"));
    let unasked = words.say("subscription-ready-unasked");
    let notes = secret.into_iter().chain([unasked]).collect();
    letter(words, about, "ready", notes)
}

/// To its owner: it is not told any more.
#[must_use]
pub fn paused(words: &Words, about: About<'_>) -> Letter {
    letter(
        words,
        about,
        "paused",
        vec![words.say("subscription-paused-after")],
    )
}

fn letter(words: &Words, about: About<'_>, what: &str, notes: Vec<String>) -> Letter {
    let values = &[("page", about.page), ("place", about.place)];
    let part = |part: &str| words.tell(&format!("subscription-{what}-{part}"), values);
    Letter {
        locale: words.locale().clone(),
        subject: part("subject"),
        greeting: words.say("letter-hello-nobody"),
        paragraphs: vec![part("text")],
        button: button(part("button"), about.address.clone()),
        notes,
        signature: about.page.to_owned(),
        thread: None,
    }
}
