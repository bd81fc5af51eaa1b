//! A letter: what one person is told, in one language, before it has a form.

use beffroi_domain::Locale;
use serde::{Deserialize, Serialize};

/// What a letter says. All words are ready to be read; nothing in it is HTML.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// The language of all of it.
    pub locale: Locale,
    /// The subject, one line.
    pub subject: String,
    /// How the person is addressed.
    pub greeting: String,
    /// What is said, a paragraph each.
    pub paragraphs: Vec<String>,
    /// The one thing that can be done, where there is one.
    pub button: Option<Button>,
    /// What follows below the button, a paragraph each.
    pub notes: Vec<String>,
    /// Who writes.
    pub signature: String,
    /// What ties it to others and takes an answer, where it can be answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thread: Option<Thread>,
}

/// A conversation by mail that a letter belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thread {
    /// The id that all of its letters refer to, without its brackets.
    pub root: String,
    /// Where an answer goes.
    pub reply_to: String,
    /// The line above which whoever answers writes; it stands at the head of the letter.
    pub mark: String,
}

/// The one thing that a letter asks for. It leads to a page with a button of its own: opening an address
/// changes nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Button {
    /// What it does.
    pub label: String,
    /// Where it leads, absolute.
    pub address: String,
}
