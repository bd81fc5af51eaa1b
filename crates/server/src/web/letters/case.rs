//! What whoever reported something is written about their case, and what the team is told of it.

use beffroi_channels::{Letter, Thread};

use super::{Heading, blank, button};
use crate::web::Words;

/// What a letter to the author of a case says.
#[derive(Clone, Copy, Debug)]
pub enum Said<'a> {
    /// It came. By when somebody answers, and whether a number was taken out of it.
    Opened {
        /// By when, in words; nothing where nothing is promised.
        by: Option<&'a str>,
        /// Whether a number of a card or an account was taken out.
        is_masked: bool,
        /// The incident that it belongs to, where its author said so.
        incident: Option<&'a str>,
    },
    /// Somebody answers, in these words.
    Answered(&'a str),
    /// It is about this incident.
    Linked(&'a str),
    /// Does it work again? With the incident that is over, where it belongs to one.
    Asked(Option<&'a str>),
    /// It was closed.
    Closed,
}

/// A case, as its author knows it.
#[derive(Clone, Debug)]
pub struct Case<'a> {
    /// What it is called.
    pub reference: &'a str,
    /// What the page is called.
    pub page: &'a str,
    /// Where its author sees it: a page with buttons.
    pub address: String,
    /// What takes an answer by mail, where something does.
    pub thread: Option<Thread>,
}

/// A letter to the author of a case.
#[must_use]
pub fn case(words: &Words, about: Case<'_>, said: Said<'_>) -> Letter {
    let named = [("reference", about.reference), ("page", about.page)];
    let part = |key: &str| words.tell(&format!("case-letter-{}-{key}", said.key()), &named);
    let mut notes = vec![words.tell("case-letter-reference", &named)];
    notes.extend(
        about
            .thread
            .as_ref()
            .map(|_| words.say("case-letter-reply")),
    );
    Letter {
        locale: words.locale().clone(),
        subject: format!("[{}] {}", about.reference, part("subject")),
        greeting: words.say("letter-hello-nobody"),
        paragraphs: paragraphs(words, said, &named),
        button: button(part("button"), about.address),
        notes,
        signature: about.page.to_owned(),
        thread: about.thread,
    }
}

fn paragraphs(words: &Words, said: Said<'_>, named: &[(&str, &str)]) -> Vec<String> {
    let titled = |key: &str, title: &str| words.tell(key, &[("title", title)]);
    match said {
        Said::Opened {
            by,
            is_masked,
            incident,
        } => {
            let mut all = vec![words.tell("case-letter-opened-text", named)];
            all.extend(incident.map(|title| titled("case-letter-linked-text", title)));
            all.extend(by.map(|by| words.tell("case-letter-opened-by", &[("by", by)])));
            all.extend(is_masked.then(|| words.say("case-letter-masked")));
            all
        }
        // A paragraph of its writer is one of the letter.
        Said::Answered(body) => {
            let all = body.split("\n\n").map(str::trim);
            all.filter(|text| !text.is_empty())
                .map(str::to_owned)
                .collect()
        }
        Said::Linked(title) => vec![titled("case-letter-linked-text", title)],
        Said::Asked(Some(title)) => vec![
            titled("case-letter-asked-over", title),
            words.say("case-letter-asked-text"),
        ],
        Said::Asked(None) => vec![words.say("case-letter-asked-text")],
        Said::Closed => vec![words.say("case-letter-closed-text")],
    }
}

impl Said<'_> {
    fn key(self) -> &'static str {
        match self {
            Self::Opened { .. } => "opened",
            Self::Answered(_) => "answered",
            Self::Linked(_) => "linked",
            Self::Asked(_) => "asked",
            Self::Closed => "closed",
        }
    }
}

/// What the team is told of a case whose author waits.
#[derive(Clone, Copy, Debug)]
pub struct Waiting<'a> {
    /// What it is called.
    pub reference: &'a str,
    /// For how long, in words.
    pub waits: &'a str,
    /// Whether it is long overdue.
    pub is_late: bool,
}

/// To whoever answers for the page: somebody waits; `address` leads to the case.
#[must_use]
pub fn case_waits(
    words: &Words,
    heading: Heading<'_>,
    about: Waiting<'_>,
    address: String,
) -> Letter {
    let values = [("reference", about.reference), ("length", about.waits)];
    let key = if about.is_late { "late" } else { "soon" };
    let part = |part: &str| words.tell(&format!("case-letter-{key}-{part}"), &values);
    Letter {
        subject: part("subject"),
        paragraphs: vec![part("text")],
        button: button(words.say("case-letter-waits-button"), address),
        ..blank(words, heading)
    }
}

/// More reports than usual.
#[derive(Clone, Copy, Debug)]
pub struct TooMany<'a> {
    /// Of which component; nothing where their authors named none.
    pub component: Option<&'a str>,
    /// What the page is called.
    pub page: &'a str,
    /// How many came in the last hour.
    pub reports: i64,
    /// How many are usual in one, in words.
    pub usual: &'a str,
    /// Since when it happens, by the earliest of them, in words.
    pub since: &'a str,
}

/// To whoever is responsible for the page: customers report more than usual; `address` leads to the inbox.
#[must_use]
pub fn case_spike(
    words: &Words,
    heading: Heading<'_>,
    about: TooMany<'_>,
    address: String,
) -> Letter {
    let values = [
        ("component", about.component.unwrap_or(about.page)),
        ("usual", about.usual),
        ("since", about.since),
    ];
    Letter {
        subject: words.tell("case-letter-spike-subject", &values),
        paragraphs: vec![
            words.count("case-letter-spike-text", about.reports, &values),
            words.say("case-letter-spike-next"),
        ],
        button: button(words.say("case-letter-spike-button"), address),
        ..blank(words, heading)
    }
}
