//! What letters say of a provider in trouble: what is wrong at whom, what of ours it touches, and what waits here.

use beffroi_channels::Letter;

use super::{Heading, blank, button};
use crate::web::Words;

/// What a letter about a provider is about.
#[derive(Clone, Copy, Debug)]
pub struct Upstream<'a> {
    /// What the provider is called.
    pub provider: &'a str,
    /// `begun`, `more`, `again` or `over`.
    pub news: &'a str,
    /// Which of our components it touches, as a list.
    pub components: &'a str,
    /// Since when; of what is over, when that was seen.
    pub when: &'a str,
    /// What the provider calls it; may be empty.
    pub title: &'a str,
    /// The key of the sentence that says what became of it here.
    pub outcome: &'a str,
}

/// A provider is in trouble, or no longer; `address` leads to what waits here.
#[must_use]
pub fn upstream(
    words: &Words,
    heading: Heading<'_>,
    about: &Upstream<'_>,
    address: String,
) -> Letter {
    let values = [
        ("provider", about.provider),
        ("components", about.components),
        ("when", about.when),
        ("title", about.title),
    ];
    let said = |key: &str| words.tell(key, &values);
    let mut paragraphs = vec![said(&format!("letter-upstream-{}-text", about.news))];
    if !about.title.is_empty() {
        paragraphs.push(said("letter-upstream-says"));
    }
    paragraphs.push(words.say(about.outcome));
    Letter {
        subject: said(&format!("letter-upstream-{}-subject", about.news)),
        paragraphs,
        button: button(words.say("letter-upstream-button"), address),
        notes: vec![words.say("letter-upstream-note")],
        ..blank(words, heading)
    }
}
