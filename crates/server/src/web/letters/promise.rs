//! What letters say of a promise that falls due, or is late.

use beffroi_channels::Letter;

use super::{Heading, blank, button};
use crate::web::Words;

/// What a letter about a promise is about.
#[derive(Clone, Copy, Debug)]
pub struct Promised<'a> {
    /// The incident's title in the person's language.
    pub title: &'a str,
    /// "Next update".
    pub what: &'a str,
    /// "by 14:00 CET".
    pub by: &'a str,
}

/// How far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It falls due soon.
    Reminder,
    /// It is late.
    Late,
    /// It is late still.
    Decide,
}

impl Stage {
    /// What kind of letter that is, for counting and for the log.
    #[must_use]
    pub fn kind(self) -> &'static str {
        match self {
            Self::Reminder => "promise-reminder",
            Self::Late => "promise-late",
            Self::Decide => "promise-decide",
        }
    }
}

/// A promise falls due, or is late; `address` leads to the desk of its incident.
#[must_use]
pub fn promise(
    words: &Words,
    heading: Heading<'_>,
    stage: Stage,
    about: &Promised<'_>,
    address: String,
) -> Letter {
    let values = [
        ("title", about.title),
        ("what", about.what),
        ("by", about.by),
    ];
    let (subject, text) = match stage {
        Stage::Reminder => (
            words.tell("letter-promise-soon-subject", &values),
            words.tell("letter-promise-soon-text", &values),
        ),
        Stage::Late => (
            words.tell("letter-promise-late-subject", &values),
            words.tell("letter-promise-late-text", &values),
        ),
        Stage::Decide => (
            words.tell("letter-promise-decide-subject", &values),
            words.tell("letter-promise-decide-text", &values),
        ),
    };
    Letter {
        subject,
        paragraphs: vec![text],
        button: button(words.say("letter-promise-button"), address),
        notes: vec![words.say("letter-promise-note")],
        ..blank(words, heading)
    }
}
