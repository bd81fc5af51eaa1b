//! What one types into or chooses from.

use beffroi_domain::{ComponentStatus, Locale, LocalizedText};
use uuid::Uuid;

use super::{Typed, tongue_name};
use crate::{
    components::{Component, Group},
    web::Reader,
};

/// A control, with what stands in it.
#[derive(Clone, Debug)]
pub enum Control {
    /// One line; `kind` is the type of the input.
    Line {
        /// What stands in it.
        value: String,
        /// `text`, `url` …; `numeric` for figures that nobody counts up, `code` for what is no prose.
        kind: &'static str,
        /// What a browser may put in by itself, as `autocomplete` names it.
        fills: &'static str,
    },
    /// Several lines.
    Text {
        /// What stands in it.
        value: String,
        /// How high it is.
        rows: u8,
    },
    /// The same in each language, side by side where there is room.
    Words {
        /// How high each is; one is a line.
        rows: u8,
        /// One for each language.
        tongues: Vec<Tongue>,
    },
    /// One of several, all of them seen.
    Choice(Vec<Pick>),
    /// Any of several.
    Several(Vec<Pick>),
    /// One of many.
    List(Vec<Pick>),
    /// Yes or no; the label stands beside it.
    Check {
        /// Whether it is yes.
        is_on: bool,
    },
    /// A day and a clock time, either of which may be left out.
    Time {
        /// `2026-03-04`.
        date: String,
        /// `12:08`.
        clock: String,
        /// What the two are called.
        labels: (String, String),
    },
    /// How bad each component is.
    Parts {
        /// Components by group.
        gatherings: Vec<Gathering>,
        /// Whether the list is folded in, and what it is called then.
        folded: Option<String>,
    },
}

/// A text in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tongue {
    /// Its tag, which ends the name of the field.
    pub tag: String,
    /// Its name in itself.
    pub name: String,
    /// What stands in it.
    pub value: String,
}

/// One that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pick {
    /// What is sent.
    pub word: String,
    /// What it is called.
    pub label: String,
    /// More of it.
    pub hint: Option<String>,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

impl Pick {
    /// One without a hint.
    #[must_use]
    pub fn of(word: impl Into<String>, label: String, is_chosen: bool) -> Self {
        Self {
            word: word.into(),
            label,
            hint: None,
            is_chosen,
        }
    }
}

/// Components of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gathering {
    /// What the group is called; none for those of no group.
    pub name: Option<String>,
    /// Its components.
    pub parts: Vec<Part>,
}

/// A component and how bad it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Which.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// How it is now, where it is not well: shape and word.
    pub now: Option<(&'static str, String)>,
    /// What can be said of it, the first of which says nothing.
    pub degrees: Vec<Pick>,
}

impl Control {
    /// A line of text.
    #[must_use]
    pub fn line(value: &str) -> Self {
        Self::input("text", "off", value)
    }

    /// A line of a kind.
    #[must_use]
    pub fn input(kind: &'static str, fills: &'static str, value: &str) -> Self {
        Self::Line {
            value: value.to_owned(),
            kind,
            fills,
        }
    }

    /// A password, which never comes back.
    #[must_use]
    pub fn password(fills: &'static str) -> Self {
        Self::input("password", fills, "")
    }

    /// A text in each of `locales`.
    #[must_use]
    pub fn words(rows: u8, locales: &[Locale], text: &LocalizedText) -> Self {
        let tongue = |locale: &Locale| Tongue {
            tag: locale.to_string(),
            name: tongue_name(locale),
            value: text.get(locale).unwrap_or_default().to_owned(),
        };
        Self::Words {
            rows,
            tongues: locales.iter().map(tongue).collect(),
        }
    }

    /// A day and a clock time, as they were typed.
    #[must_use]
    pub fn time(reader: &Reader, name: &str, typed: &Typed) -> Self {
        Self::Time {
            date: typed.get(&format!("{name}-date")).to_owned(),
            clock: typed.get(&format!("{name}-time")).to_owned(),
            labels: (reader.say("form-date"), reader.say("form-time")),
        }
    }

    /// How bad each component is, from `degrees`; what was typed stands.
    #[must_use]
    pub fn parts(
        reader: &Reader,
        components: &[Component],
        groups: &[Group],
        degrees: &[ComponentStatus],
        typed: &Typed,
    ) -> Self {
        let part = |one: &Component| {
            let chosen = typed.get(&format!("part-{}", one.id));
            let mut options = vec![Pick::of(
                "",
                reader.say("form-part-same"),
                chosen.is_empty(),
            )];
            options.extend(degrees.iter().map(|degree| {
                let label = reader.say(&format!("component-{degree}"));
                Pick::of(degree.as_str(), label, degree.as_str() == chosen)
            }));
            let is_well = one.status == ComponentStatus::Operational;
            let now = (
                one.status.as_str(),
                reader.say(&format!("component-{}", one.status)),
            );
            Part {
                id: one.id.0,
                now: (!is_well).then_some(now),
                name: reader.plain(&one.name).unwrap_or_default(),
                degrees: options,
            }
        };
        let of_group = |group: Option<&Group>| Gathering {
            name: group.and_then(|group| reader.plain(&group.name)),
            parts: components
                .iter()
                .filter(|one| one.group == group.map(|group| group.id))
                .map(part)
                .collect(),
        };
        let known = groups.iter().map(Some).chain([None]);
        let mut gatherings: Vec<Gathering> = known.map(of_group).collect();
        gatherings.retain(|one| !one.parts.is_empty());
        Self::Parts {
            gatherings,
            folded: None,
        }
    }

    /// The same, folded in as long as nothing was chosen.
    #[must_use]
    pub fn folded(self, label: String) -> Self {
        match self {
            Self::Parts { gatherings, .. } => Self::Parts {
                gatherings,
                folded: Some(label),
            },
            other => other,
        }
    }

    /// Whether anything was chosen, so that it is not folded in.
    pub(super) fn is_open(&self) -> bool {
        let Self::Parts { gatherings, .. } = self else {
            return false;
        };
        let mut parts = gatherings.iter().flat_map(|one| &one.parts);
        parts.any(|part| part.degrees.iter().skip(1).any(|degree| degree.is_chosen))
    }
}
