//! The stories as they stand in `data/providers.toml`.
//!
//! Days and clock times count from the day of the first start; minutes from the beginning of each incident, or from the start.

use beffroi_domain::ComponentStatus;
use jiff::civil::{Time, Weekday};
use serde::Deserialize;

use super::super::sample::weekday;

const FILE: &str = include_str!("../data/providers.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "provider")]
    providers: Vec<Story>,
}

/// A provider and what happened to it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Story {
    pub(super) slug: String,
    pub(super) name: String,
    pub(super) sector: String,
    pub(super) page: String,
    pub(super) form: String,
    pub(super) locale: String,
    #[serde(rename = "part")]
    pub(super) parts: Vec<Part>,
    #[serde(default, rename = "notice")]
    pub(super) notices: Vec<Notice>,
    /// When nobody could tell.
    #[serde(default, rename = "dark")]
    pub(super) darks: Vec<Dark>,
}

/// A component.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Part {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) group: Option<String>,
    /// Where it runs, where its form tells that apart.
    #[serde(default)]
    pub(super) regions: Vec<String>,
}

/// An incident or planned work.
#[derive(Deserialize)]
pub(super) struct Notice {
    pub(super) key: String,
    /// True for planned work.
    #[serde(default)]
    pub(super) planned: bool,
    #[serde(flatten)]
    pub(super) when: When,
    /// How long planned work is planned to take.
    #[serde(default)]
    pub(super) minutes: i64,
    pub(super) degree: ComponentStatus,
    pub(super) parts: Vec<String>,
    /// Where it is, of what runs in several places.
    #[serde(default)]
    pub(super) regions: Vec<String>,
    pub(super) title: String,
    #[serde(rename = "post")]
    pub(super) posts: Vec<Post>,
    /// Words that it changed afterwards.
    #[serde(default, rename = "change")]
    pub(super) changes: Vec<Change>,
    /// So many minutes after its beginning its page has it no more.
    pub(super) taken_back: Option<i64>,
}

/// When something began: a clock time so many days ago, or minutes before the start.
#[derive(Clone, Copy, Deserialize)]
#[serde(untagged)]
pub(super) enum When {
    /// A day before the first start, negative after it, and a clock time.
    Day {
        ago: i64,
        at: Time,
        #[serde(default, deserialize_with = "weekday")]
        weekday: Option<Weekday>,
    },
    /// Minutes from the first start, negative before it.
    Now { from_now: i64 },
}

/// One statement.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Post {
    /// Minutes after the beginning.
    pub(super) after: i64,
    pub(super) status: String,
    pub(super) text: String,
}

/// Words changed after they were published.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Change {
    /// Minutes after the beginning.
    pub(super) after: i64,
    /// Which post, from 0; the title where it is none.
    pub(super) post: Option<usize>,
    pub(super) text: String,
}

/// A time in which nobody could tell.
#[derive(Deserialize)]
pub(super) struct Dark {
    #[serde(flatten)]
    pub(super) when: When,
    /// How long.
    pub(super) minutes: i64,
    pub(super) why: String,
}

/// All of them.
pub(super) fn read() -> Result<Vec<Story>, toml::de::Error> {
    toml::from_str::<File>(FILE).map(|file| file.providers)
}
