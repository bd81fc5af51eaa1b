//! The sample as it stands in `data/`: one struct per table, and nothing that is not listed here.
//!
//! Words are per locale (`title.fr`, `title.en`, `title.it`). Times are `When`; days before today are
//! `ago`, moved back to a `weekday` where the story needs one. Prose may name clock times as `{14:08}`.

use std::collections::BTreeMap;

use beffroi_domain::{
    ComponentStatus, EntryKind, FigureUnit, Impact, IncidentStatus, MaintenanceStatus, Section,
    StandardPhrase, recurrence::Rule,
};
use jiff::civil::Weekday;
use serde::{Deserialize, Deserializer, de};

use super::when::When;

/// Everything, read.
pub(super) struct Sample {
    pub(super) page: PageFile,
    /// What is live, one scenario at a time.
    pub(super) live: Vec<Live>,
    /// What is over, newest first.
    pub(super) incidents: Vec<Incident>,
    pub(super) maintenances: Vec<Maintenance>,
    pub(super) postmortems: Vec<Postmortem>,
}

/// One sentence in the languages that have it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) fr: Option<String>,
    pub(super) en: Option<String>,
    pub(super) it: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PageFile {
    pub(super) page: Page,
    pub(super) category: BTreeMap<String, Words>,
    #[serde(rename = "group")]
    pub(super) groups: Vec<Group>,
    #[serde(rename = "component")]
    pub(super) components: Vec<Component>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Page {
    pub(super) slug: String,
    pub(super) since_ago: i64,
    pub(super) zone: String,
    pub(super) locales: Vec<String>,
    pub(super) name: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {
    pub(super) key: String,
    pub(super) name: Words,
    #[serde(rename = "component")]
    pub(super) components: Vec<Component>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Component {
    pub(super) key: String,
    /// Days before today on which it began, where not with the page.
    pub(super) since_ago: Option<i64>,
    pub(super) name: Words,
    pub(super) description: Words,
}

/// A scenario that is live while the demo is looked at.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Live {
    pub(super) incident: Incident,
    /// How long it will have lasted at least, once a later start closes it.
    pub(super) lasts_minutes: i64,
    /// What is said when it goes on at a later start of the same day.
    pub(super) still: Words,
    /// What is said when it is over.
    pub(super) closing: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Incident {
    pub(super) key: String,
    #[serde(default)]
    pub(super) references: Vec<String>,
    #[serde(default)]
    pub(super) ago: i64,
    #[serde(default, deserialize_with = "weekday")]
    pub(super) weekday: Option<Weekday>,
    /// True where it was published after it was over.
    #[serde(default)]
    pub(super) retroactive: bool,
    /// The languages that it was written in, where not in all: a declared gap, which tests hold the
    /// words against.
    #[cfg_attr(not(test), expect(dead_code, reason = "read by tests only"))]
    pub(super) languages: Option<Vec<String>>,
    pub(super) category: String,
    pub(super) responsibility: Responsibility,
    pub(super) provider: Option<String>,
    pub(super) priority: Option<u8>,
    pub(super) impact: Impact,
    #[serde(default = "resolved")]
    pub(super) status: IncidentStatus,
    /// Components named without a window.
    #[serde(default)]
    pub(super) components: Vec<String>,
    pub(super) title: Words,
    #[serde(default, rename = "window")]
    pub(super) windows: Vec<Window>,
    #[serde(default, rename = "figure")]
    pub(super) figures: Vec<Figure>,
    #[serde(default, rename = "consequence")]
    pub(super) consequences: Vec<Consequence>,
    #[serde(rename = "update")]
    pub(super) updates: Vec<Update>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Responsibility {
    Own,
    External,
    Unconfirmed,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Window {
    pub(super) start: When,
    pub(super) end: End,
    pub(super) components: BTreeMap<String, ComponentStatus>,
}

/// A [`When`], `"ongoing"` or `"unknown"`.
#[derive(Clone, Copy, Deserialize)]
#[serde(try_from = "String")]
pub(super) enum End {
    At(When),
    Ongoing,
    Unknown,
}

impl TryFrom<String> for End {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        match text.as_str() {
            "ongoing" => Ok(Self::Ongoing),
            "unknown" => Ok(Self::Unknown),
            _ => When::try_from(text).map(Self::At),
        }
    }
}

/// `low` alone is one number, `high` alone means "up to".
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Figure {
    pub(super) low: Option<i64>,
    pub(super) high: Option<i64>,
    pub(super) unit: FigureUnit,
    pub(super) of: Words,
}

impl Figure {
    /// Least and most, in units.
    pub(super) fn bounds(&self) -> (i64, i64) {
        let low = self.low.unwrap_or(0);
        (low, self.high.unwrap_or(low))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Consequence {
    pub(super) end: Option<When>,
    pub(super) text: Words,
}

/// One statement: `text`, or a `standard` sentence. Without `at`, nobody kept when.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Update<S = IncidentStatus> {
    pub(super) at: Option<When>,
    pub(super) status: S,
    pub(super) standard: Option<StandardPhrase>,
    #[serde(default)]
    pub(super) text: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Maintenance {
    pub(super) key: String,
    pub(super) ago: i64,
    #[serde(default, deserialize_with = "weekday")]
    pub(super) weekday: Option<Weekday>,
    /// How it comes again, from its first day on.
    pub(super) again: Option<Rule>,
    pub(super) status: MaintenanceStatus,
    pub(super) impact: Impact,
    pub(super) components: Vec<String>,
    pub(super) start: When,
    pub(super) end: When,
    pub(super) began: Option<When>,
    pub(super) completed: Option<When>,
    pub(super) title: Words,
    #[serde(rename = "update")]
    pub(super) updates: Vec<Update<MaintenanceStatus>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Postmortem {
    /// The key of its incident, whose days its times count from.
    pub(super) incident: String,
    pub(super) published: When,
    #[serde(rename = "section")]
    pub(super) sections: BTreeMap<Section, Words>,
    #[serde(rename = "entry")]
    pub(super) entries: Vec<Entry>,
    #[serde(rename = "action")]
    pub(super) actions: Vec<Action>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    pub(super) at: When,
    pub(super) until: Option<When>,
    pub(super) kind: EntryKind,
    pub(super) text: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Action {
    pub(super) symptom: Words,
    pub(super) action: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    live: Vec<Live>,
    #[serde(default, rename = "incident")]
    incidents: Vec<Incident>,
    #[serde(default, rename = "maintenance")]
    maintenances: Vec<Maintenance>,
    #[serde(default, rename = "postmortem")]
    postmortems: Vec<Postmortem>,
}

const PAGE: &str = include_str!("data/page.toml");

const FILES: &[&str] = &[
    include_str!("data/live.toml"),
    include_str!("data/incidents-01.toml"),
    include_str!("data/incidents-02.toml"),
    include_str!("data/incidents-03.toml"),
    include_str!("data/incidents-04.toml"),
    include_str!("data/incidents-05.toml"),
    include_str!("data/incidents-06.toml"),
    include_str!("data/incidents-07.toml"),
    include_str!("data/maintenances.toml"),
    include_str!("data/postmortems-01.toml"),
    include_str!("data/postmortems-02.toml"),
];

/// Legal notice, privacy notice and accessibility statement: name, locale, Markdown.
pub(super) const DOCUMENTS: &[(&str, &str, &str)] = &[
    ("legal", "fr", include_str!("data/legal/fr/legal-notice.md")),
    ("legal", "en", include_str!("data/legal/en/legal-notice.md")),
    ("legal", "it", include_str!("data/legal/it/legal-notice.md")),
    ("privacy", "fr", include_str!("data/legal/fr/privacy.md")),
    ("privacy", "en", include_str!("data/legal/en/privacy.md")),
    ("privacy", "it", include_str!("data/legal/it/privacy.md")),
    (
        "accessibility",
        "fr",
        include_str!("data/legal/fr/accessibility.md"),
    ),
    (
        "accessibility",
        "en",
        include_str!("data/legal/en/accessibility.md"),
    ),
    (
        "accessibility",
        "it",
        include_str!("data/legal/it/accessibility.md"),
    ),
];

impl Sample {
    /// Reads what is built in.
    ///
    /// # Errors
    /// When a file is malformed, which a test excludes.
    pub(super) fn read() -> Result<Self, toml::de::Error> {
        let mut sample = Self {
            page: toml::from_str(PAGE)?,
            live: Vec::new(),
            incidents: Vec::new(),
            maintenances: Vec::new(),
            postmortems: Vec::new(),
        };
        for text in FILES {
            let file: File = toml::from_str(text)?;
            sample.live.extend(file.live);
            sample.incidents.extend(file.incidents);
            sample.maintenances.extend(file.maintenances);
            sample.postmortems.extend(file.postmortems);
        }
        Ok(sample)
    }
}

fn resolved() -> IncidentStatus {
    IncidentStatus::Resolved
}

pub(super) fn weekday<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Weekday>, D::Error> {
    let name = String::deserialize(from)?;
    let day = match name.as_str() {
        "monday" => Weekday::Monday,
        "tuesday" => Weekday::Tuesday,
        "wednesday" => Weekday::Wednesday,
        "thursday" => Weekday::Thursday,
        "friday" => Weekday::Friday,
        "saturday" => Weekday::Saturday,
        "sunday" => Weekday::Sunday,
        _ => return Err(de::Error::custom(format!("{name:?} is no day of the week"))),
    };
    Ok(Some(day))
}
