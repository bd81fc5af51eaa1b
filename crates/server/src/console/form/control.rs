//! What one types into or chooses from.

use beffroi_domain::{ComponentId, ComponentStatus, Locale, LocalizedText};
use uuid::Uuid;

use super::{Rough, Typed, tongue_name};
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
        /// What all but the first are folded in under.
        folded: Option<String>,
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
        /// What they are folded in under as long as nothing is typed.
        folded: Option<String>,
    },
    /// How bad each component is.
    Parts {
        /// Components by group.
        gatherings: Vec<Gathering>,
        /// Whether the list is folded in, and what it is called then.
        folded: Option<String>,
        /// Whether each is ticked first, and how badly is said of what is ticked.
        is_ticked: bool,
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
    /// What a machine drafted of it, or the press that has it drafted.
    pub rough: Option<Rough>,
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
    /// What it is folded in under, where it is: how many it has, or how many are chosen.
    pub folded: Option<String>,
    /// Its components; those that are chosen first.
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
    /// Whether it is chosen.
    pub is_chosen: bool,
}

impl Gathering {
    /// Whether one of them is chosen.
    pub(super) fn is_open(&self) -> bool {
        self.parts.iter().any(|part| part.is_chosen)
    }
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
            rough: None,
        };
        Self::Words {
            rows,
            tongues: locales.iter().map(tongue).collect(),
            folded: None,
        }
    }

    /// A text in one language, the writer's own where it is among `locales`; the others folded in as long as
    /// nothing stands in them.
    #[must_use]
    pub fn words_first(
        reader: &Reader,
        rows: u8,
        locales: &[Locale],
        text: &LocalizedText,
    ) -> Self {
        let mut locales = locales.to_vec();
        let own = reader.locale().language();
        locales.sort_by_key(|one| one.language() != own);
        let others: Vec<String> = locales.iter().skip(1).map(tongue_name).collect();
        let words = Self::words(rows, &locales, text);
        if others.is_empty() {
            return words;
        }
        let others = reader.list(&others);
        let label = reader
            .words
            .tell("form-words-fold", &[("languages", &others)]);
        words.folded(label)
    }

    /// A day and a clock time, as they were typed.
    #[must_use]
    pub fn time(reader: &Reader, name: &str, typed: &Typed) -> Self {
        Self::Time {
            date: typed.get(&format!("{name}-date")).to_owned(),
            clock: typed.get(&format!("{name}-time")).to_owned(),
            labels: (reader.say("form-date"), reader.say("form-time")),
            folded: None,
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
        let chosen = typed.parts();
        let part = |one: &Component| part(reader, degrees, one, typed, &chosen);
        let of_group = |group: Option<&Group>| Gathering {
            name: group.and_then(|group| reader.plain(&group.name)),
            folded: None,
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
            is_ticked: false,
        }
    }

    /// The same where one ticks what is affected: what is ticked stands first, and where there are many, groups
    /// of which none is are folded in.
    #[must_use]
    pub fn ticked(self, reader: &Reader) -> Self {
        let Self::Parts { mut gatherings, .. } = self else {
            return self;
        };
        let all: usize = gatherings.iter().map(|one| one.parts.len()).sum();
        let is_several = gatherings.len() > 1;
        for one in &mut gatherings {
            one.parts.sort_by_key(|part| !part.is_chosen);
            let alike = one
                .parts
                .iter_mut()
                .filter_map(|part| part.degrees.first_mut());
            alike.for_each(|none| none.label = reader.say("form-part-alike"));
            if all > FEW {
                one.folded = Some(folded(reader, one, is_several));
            }
        }
        Self::Parts {
            gatherings,
            folded: None,
            is_ticked: true,
        }
    }

    /// The same, folded in as long as nothing was chosen.
    #[must_use]
    pub fn folded(mut self, label: String) -> Self {
        if let Self::Parts { folded, .. } | Self::Time { folded, .. } | Self::Words { folded, .. } =
            &mut self
        {
            *folded = Some(label);
        }
        self
    }

    /// Whether anything was chosen or typed, so that it is not folded in.
    pub(super) fn is_open(&self) -> bool {
        match self {
            Self::Parts { gatherings, .. } => gatherings.iter().any(Gathering::is_open),
            Self::Words { tongues, .. } => tongues.iter().skip(1).any(|one| !one.value.is_empty()),
            Self::Time { date, clock, .. } => !date.is_empty() || !clock.is_empty(),
            _ => false,
        }
    }
}

/// So many components are seen at once.
const FEW: usize = 6;

/// What a group is folded in under.
fn folded(reader: &Reader, gathering: &Gathering, is_several: bool) -> String {
    let count = |all: usize| i64::try_from(all).unwrap_or(i64::MAX);
    let chosen = gathering.parts.iter().filter(|part| part.is_chosen).count();
    let said = match chosen {
        0 => reader
            .words
            .count("form-parts-all", count(gathering.parts.len()), &[]),
        some => reader.words.count("form-parts-chosen", count(some), &[]),
    };
    let others = || is_several.then(|| reader.say("form-parts-others"));
    match gathering.name.clone().or_else(others) {
        Some(name) => format!("{name} · {said}"),
        None => said,
    }
}

fn part(
    reader: &Reader,
    degrees: &[ComponentStatus],
    one: &Component,
    typed: &Typed,
    chosen: &[(ComponentId, ComponentStatus)],
) -> Part {
    let word = typed.get(&format!("part-{}", one.id));
    let may_be_well = degrees.contains(&ComponentStatus::Operational);
    let none = reader.say(match may_be_well {
        true => "form-part-same",
        false => "form-part-not",
    });
    let mut options = vec![Pick::of("", none, word.is_empty())];
    options.extend(degrees.iter().map(|degree| {
        let label = reader.say(&format!("component-{degree}"));
        Pick::of(degree.as_str(), label, degree.as_str() == word)
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
        is_chosen: chosen.iter().any(|(id, _)| *id == one.id),
    }
}
