//! What a reader is told: an announcement in one language, before it has the form of a channel.
//!
//! Made once for an announcement and a language, and shared by all who read that language; what is a
//! reader's own stands in [`To`](crate::To). Words, lists and times are ready to be read, since whoever
//! formats them knows the reader's language and zone; what a program reads beside them (statuses, ids,
//! instants) keeps the one spelling of our tables.
//! Not here: markup. Only [`Text::markdown`] has any.

use beffroi_domain::{
    ComponentStatus, Impact, Locale,
    announcement::{Occasion, Topic},
    status,
};
use jiff::Timestamp;

/// An announcement in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What makes it one and the same, in every language.
    pub key: String,
    /// The language of its words.
    pub locale: Locale,
    /// What it is about.
    pub topic: Topic,
    /// Why it is told now.
    pub occasion: Occasion,
    /// When it was said.
    pub at: Timestamp,
    /// On which page.
    pub page: PageSaid,
    /// The public id of the incident, maintenance, post-mortem or component.
    pub subject: String,
    /// The provider's own numbers.
    pub references: Vec<String>,
    /// Of what kind it is, in words: "Incident", "Planned work" …; the same for all that is told of one thing.
    pub kind: String,
    /// Why it is told now, in words: "New incident", "Correction" …
    pub heading: String,
    /// Its title, as somebody wrote it.
    pub title: String,
    /// The status after it, as in tables: `investigating`, `in_progress` …
    pub status: String,
    /// How much readers feel; a maintenance has none.
    pub impact: Option<Impact>,
    /// The components that it touches, one by one, for programs.
    pub parts: Vec<Part>,
    /// What is known, in words: status, impact, components, since when …
    pub facts: Vec<Fact>,
    /// What was said.
    pub text: Text,
    /// What readers are promised next, as a sentence.
    pub promise: Option<String>,
    /// Where it stands, absolute.
    pub address: String,
    /// What stands on buttons and links.
    pub labels: Labels,
    /// Whose words these are, where they are not the page's own.
    pub quoted: Option<Quoted>,
}

/// Another company's words, and what is ours around them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// Its name in the page's addresses.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What became of it on its page, in one word for programs.
    pub turn: &'static str,
    /// The language of the title, which is the company's own.
    pub title_locale: Locale,
    /// The way to its official page: what stands on it, and where it leads.
    pub official: Option<(String, String)>,
    /// When it published the last of what is told, as far as it says.
    pub posted_at: Option<Timestamp>,
    /// When we saw it so.
    pub seen_at: Timestamp,
    /// Each statement behind a line of ours that says who wrote it and when, the oldest first; together they are the text.
    pub posts: Vec<(String, Text)>,
}

/// The page that speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageSaid {
    /// Its public id.
    pub id: String,
    /// Its name in the reader's language.
    pub name: String,
    /// Where it stands, absolute.
    pub address: String,
}

/// A component that is touched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its public id.
    pub id: String,
    /// Its name in the reader's language.
    pub name: String,
    /// Its status after it.
    pub status: ComponentStatus,
}

/// Something known, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is: "Since", "Affected" …
    pub label: String,
    /// What is known of it.
    pub says: String,
}

/// What was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Its language; another than the reader's where it is not there in theirs yet.
    pub locale: Locale,
    /// As it was written.
    pub markdown: String,
    /// Without markup; an empty line stands between paragraphs.
    pub plain: String,
}

/// What stands on buttons and links, in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labels {
    /// To where it stands on the page.
    pub open: String,
    /// To what was cut off for lack of room.
    pub rest: String,
    /// To what one asked to hear.
    pub manage: String,
    /// To hear no more of it.
    pub leave: String,
}

/// How grave it is, for whatever has a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Over.
    Over,
    /// Planned.
    Planned,
    /// Nothing that readers feel, or nobody said how much.
    Calm,
    /// Slow or flaky.
    Minor,
    /// Broken for some.
    Major,
    /// Broken for nearly all.
    Critical,
}

impl Told {
    /// How grave it is after it.
    #[must_use]
    pub fn tone(&self) -> Tone {
        match (self.status.as_str(), self.topic, self.impact) {
            (word, ..) if word == "operational" || status::is_over(word) => Tone::Over,
            (_, Topic::Maintenance, _) => Tone::Planned,
            (_, _, Some(Impact::Critical)) => Tone::Critical,
            (_, _, Some(Impact::Major)) => Tone::Major,
            (_, _, Some(Impact::Minor)) => Tone::Minor,
            _ => Tone::Calm,
        }
    }

    /// The way to the official page of whoever is quoted: what stands on it, and where it leads.
    pub(crate) fn official(&self) -> Option<(&str, &str)> {
        let (label, url) = self.quoted.as_ref()?.official.as_ref()?;
        Some((label, url))
    }

    /// It in one line, for what shows no more: "Pinatelle · New incident · Payments are slow".
    pub(crate) fn line(&self) -> String {
        format!("{} · {} · {}", self.page.name, self.heading, self.title)
    }
}

impl Tone {
    /// Its colour, as red, green and blue. A word always stands beside it: nobody has to see it.
    #[must_use]
    pub fn colour(self) -> u32 {
        match self {
            Self::Over => 0x2e_7d32,
            Self::Planned => 0x15_65c0,
            Self::Calm => 0x5f_6b7a,
            Self::Minor => 0xb2_8704,
            Self::Major => 0xd8_5a00,
            Self::Critical => 0xb7_1c1c,
        }
    }

    /// Its colour as web pages write it: `#2e7d32`.
    #[must_use]
    pub fn hex(self) -> String {
        format!("#{:06x}", self.colour())
    }
}
