//! Fields that several forms of planned work have: when, what the clock does, reminders, impact.

use beffroi_domain::Impact;

use super::super::form::{Control, Field, Pick, Typed};
use crate::web::Reader;

/// Minutes before, and the words for them.
const REMINDERS: &[(&str, &str)] = &[
    ("", "none"),
    ("15", "15m"),
    ("60", "1h"),
    ("1440", "1d"),
    ("2880", "2d"),
    ("10080", "7d"),
];

pub(super) fn time_fields(reader: &Reader, typed: &Typed) -> Vec<Field> {
    let time = |name: &'static str, label: &str| {
        Field::of(name, reader.say(label), Control::time(reader, name, typed))
    };
    let hint = reader
        .words
        .tell("works-start-hint", &[("zone", &reader.zone_note())]);
    vec![
        time("scheduled_start_at", "works-start").hinted(hint),
        time("scheduled_end_at", "works-end"),
    ]
}

pub(super) fn clock_fields(reader: &Reader, typed: &Typed) -> Vec<Field> {
    let by_clock = typed.get("by_clock");
    let way = |way: &str| {
        Pick::of(
            way,
            reader.say(&format!("works-clock-{way}")),
            way == by_clock,
        )
    };
    let ways = ["both", "begin", "complete", "nothing"].map(way).to_vec();
    vec![
        Field::of("by_clock", reader.say("works-clock"), Control::List(ways)),
        remind_field(reader, typed),
    ]
}

pub(super) fn remind_field(reader: &Reader, typed: &Typed) -> Field {
    let minutes = typed.get("remind_minutes");
    let remind = |(word, key): &(&str, &str)| {
        Pick::of(
            *word,
            reader.say(&format!("works-remind-{key}")),
            *word == minutes,
        )
    };
    let control = Control::List(REMINDERS.iter().map(remind).collect());
    Field::of("remind_minutes", reader.say("works-remind"), control)
}

pub(super) fn impact(reader: &Reader, typed: &Typed) -> Field {
    let chosen = typed.get("impact");
    let pick = |one: &Impact| {
        let label = reader.say(&format!("impact-{one}"));
        Pick::of(one.as_str(), label, one.as_str() == chosen)
    };
    Field::of(
        "impact",
        reader.say("works-impact"),
        Control::List(Impact::ALL.iter().map(pick).collect()),
    )
}

pub(super) fn quiet(reader: &Reader, typed: &Typed) -> Field {
    let is_on = typed.is_on("quiet");
    Field::of("quiet", reader.say("works-quiet"), Control::Check { is_on })
}
