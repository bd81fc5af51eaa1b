//! Each figure: what it is called, what it means, what it comes to, and on how many incidents that rests.

use crate::{
    providers::{Figures, Middle},
    web::{Reader, format::own_name},
};

/// A figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// How many incidents.
    Incidents,
    /// How long broken, by what they state.
    Broken,
    /// How long seen broken, by us.
    Seen,
    /// The middle of the times to the first post.
    FirstWord,
    /// The middle of the times to recovery.
    Resolution,
    /// How many have a write-up.
    Writeups,
    /// In which languages.
    Languages,
    /// How long ago the last was over.
    Since,
}

/// What a figure comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The figure; "not known" where it is not.
    pub text: String,
    /// What it rests on.
    pub rests: Option<String>,
}

impl Row {
    /// In the order in which they are told.
    pub const EACH: [Self; 8] = [
        Self::Incidents,
        Self::Broken,
        Self::Seen,
        Self::FirstWord,
        Self::Resolution,
        Self::Writeups,
        Self::Languages,
        Self::Since,
    ];
    /// Those that are told of a component.
    pub const OF_PARTS: [Self; 4] = [Self::Incidents, Self::Broken, Self::Seen, Self::Since];

    fn word(self) -> &'static str {
        match self {
            Self::Incidents => "incidents",
            Self::Broken => "broken",
            Self::Seen => "seen",
            Self::FirstWord => "first-word",
            Self::Resolution => "resolution",
            Self::Writeups => "writeups",
            Self::Languages => "languages",
            Self::Since => "since",
        }
    }

    /// What it is called, and what it means.
    #[must_use]
    pub fn said(self, reader: &Reader) -> (String, String) {
        let key = format!("providers-figure-{}", self.word());
        (reader.say(&key), reader.say(&format!("{key}-note")))
    }

    /// What it comes to.
    #[must_use]
    pub fn cell(self, reader: &Reader, figures: &Figures) -> Cell {
        match self {
            Self::Incidents => alone(reader.words.forms().number(count(figures.incidents))),
            Self::Broken => match figures.broken_known {
                0 => not_known(reader, figures.incidents),
                known => Cell {
                    text: reader.seconds(figures.broken_seconds),
                    rests: Some(of(reader, known, figures.incidents)),
                },
            },
            Self::Seen => seen(reader, figures),
            Self::FirstWord => middle(reader, figures.first_word, figures.incidents),
            Self::Resolution => middle(reader, figures.resolution, figures.over),
            Self::Writeups => match figures.over {
                0 => not_known(reader, 0),
                over => alone(of(reader, figures.writeups, over)),
            },
            Self::Languages => languages(reader, figures),
            Self::Since => since(reader, figures),
        }
    }
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn alone(text: String) -> Cell {
    Cell { text, rests: None }
}

/// "3 of 7 incidents".
fn of(reader: &Reader, known: usize, all: usize) -> String {
    let known = reader.words.forms().number(count(known));
    let values = [("known", known.as_str())];
    reader.words.count("figures-over", count(all), &values)
}

fn not_known(reader: &Reader, all: usize) -> Cell {
    Cell {
        text: reader.say("figures-not-known"),
        rests: (all > 0).then(|| of(reader, 0, all)),
    }
}

fn middle(reader: &Reader, middle: Middle, all: usize) -> Cell {
    match middle.seconds {
        None => not_known(reader, all),
        Some(seconds) => Cell {
            text: reader.seconds(seconds),
            rests: Some(of(reader, middle.known, all)),
        },
    }
}

fn seen(reader: &Reader, figures: &Figures) -> Cell {
    let Some(sight) = figures.sight.filter(|sight| sight.watched_seconds > 0) else {
        return not_known(reader, 0);
    };
    let watched = reader.seconds(sight.watched_seconds);
    let values = [("watched", watched.as_str())];
    Cell {
        text: match sight.broken_seconds {
            0 => reader.say("providers-never"),
            seconds => reader.seconds(seconds),
        },
        rests: Some(match sight.dark_seconds {
            0 => reader.words.tell("providers-rests-watched", &values),
            dark => {
                let dark = reader.seconds(dark);
                let values = [("watched", watched.as_str()), ("dark", dark.as_str())];
                reader.words.tell("providers-rests-dark", &values)
            }
        }),
    }
}

fn languages(reader: &Reader, figures: &Figures) -> Cell {
    if figures.languages.is_empty() {
        return not_known(reader, figures.incidents);
    }
    let each = figures.languages.iter().map(|(locale, known)| {
        let (language, known) = (own_name(locale), of(reader, *known, figures.incidents));
        let values = [("language", language.as_str()), ("known", known.as_str())];
        reader.words.tell("providers-language-of", &values)
    });
    let each: Vec<String> = each.collect();
    alone(reader.list(&each))
}

fn since(reader: &Reader, figures: &Figures) -> Cell {
    let Some(last) = figures.last_at else {
        return alone(reader.say("providers-since-none"));
    };
    if last >= reader.now {
        return alone(reader.say("providers-since-now"));
    }
    let days = reader.now.duration_since(last).as_hours() / 24;
    Cell {
        text: reader.words.count("providers-since-days", days, &[]),
        rests: Some(reader.words.forms().day(reader.date(last))),
    }
}
