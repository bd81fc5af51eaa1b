//! Ninety days of one component: bars that differ in height and cut as well as in colour, and the
//! same days in a table for everyone.
//!
//! Quiet days are low and troubled ones tall, so that trouble is seen without colours; days without
//! data are dots. Not here: what counts as trouble (`domain::uptime`).

use std::fmt::Write as _;

use askama::{Template, filters::HtmlSafe};
use beffroi_domain::{
    ComponentStatus,
    uptime::{Day, DayState, Known, uptime_ppm},
};

use crate::web::Reader;

/// How many days are shown.
pub const DAYS: u16 = 90;
/// How wide a day is in the drawing, the gap behind it included.
const STEP: usize = 8;
const WIDE: usize = 6;
/// How tall the drawing is.
const TALL: usize = 32;

/// The days of one component.
#[derive(Clone, Debug, Template)]
#[template(path = "public/bars.html")]
pub struct Bars {
    /// Whose days they are.
    name: String,
    /// What the drawing shows, in a sentence.
    alt: String,
    /// Days that have something to say, each with its words.
    marked: Vec<Marked>,
    /// All quiet days in one path, and all days without data in another.
    quiet: String,
    no_data: String,
    /// "99.98% uptime · 2 days with disruption".
    summary: Vec<String>,
    table_title: String,
    table_label: String,
    heads: [String; 3],
    runs: Vec<Run>,
}

impl HtmlSafe for Bars {}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Marked {
    shape: &'static str,
    path: String,
    tip: String,
}

/// Days in a row of which the same is known.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Run {
    days: String,
    shape: Option<&'static str>,
    state: String,
    length: String,
}

/// What is said of days, where it depends on whose they are.
#[derive(Clone, Debug)]
pub struct Telling {
    /// All of them in a few words.
    pub summary: Vec<String>,
    /// The heading of how long.
    pub length: String,
    /// What a day is of which nothing is known.
    pub no_data: String,
}

/// The bars of a component called `name`.
#[must_use]
pub fn bars(reader: &Reader, name: &str, days: &[Day]) -> Bars {
    let telling = Telling {
        summary: summary(reader, days),
        length: reader.say("bars-length"),
        no_data: reader.say("bars-no-data"),
    };
    told(reader, name, days, telling)
}

/// The bars of whatever is called `name`, with words of their own.
#[must_use]
pub fn told(reader: &Reader, name: &str, days: &[Day], telling: Telling) -> Bars {
    let count = days.len().to_string();
    let Telling {
        summary,
        length,
        no_data,
    } = telling;
    let alt = [
        ("name", name),
        ("days", count.as_str()),
        ("summary", &reader.list(&summary)),
    ];
    Bars {
        name: name.to_owned(),
        alt: reader.words.tell("bars-alt", &alt),
        marked: marked(reader, days),
        quiet: path_of(days, |day| is_quiet(day).then_some(&[(20, 12)][..])),
        no_data: path_of(days, |day| {
            (day.state == DayState::NoData).then_some(&[(29, 3)][..])
        }),
        table_title: reader.say("bars-table"),
        table_label: reader.words.tell("bars-table-of", &[("name", name)]),
        heads: [reader.say("bars-day"), reader.say("bars-state"), length],
        runs: runs(reader, days, &no_data),
        summary,
    }
}

/// Where the pieces of a day's bar begin and how tall they are, from the top of the drawing.
fn pieces(status: ComponentStatus) -> &'static [(usize, usize)] {
    match status {
        ComponentStatus::Operational => &[(20, 12)],
        ComponentStatus::UnderMaintenance => &[(14, 5), (22, 10)],
        ComponentStatus::Unknown => &[(12, 3), (18, 3), (24, 3)],
        ComponentStatus::DegradedPerformance => &[(12, 20)],
        ComponentStatus::PartialOutage => &[(6, 5), (13, 5), (20, 5), (27, 5)],
        ComponentStatus::MajorOutage => &[(0, TALL)],
    }
}

fn is_quiet(day: &Day) -> bool {
    matches!(day.state, DayState::Known(known) if known.worst == ComponentStatus::Operational)
}

fn bar(path: &mut String, index: usize, pieces: &[(usize, usize)]) {
    let x = index * STEP + 1;
    for (top, tall) in pieces {
        let _ = write!(path, "M{x} {top}h{WIDE}v{tall}h-{WIDE}z");
    }
}

fn path_of<'a>(days: &[Day], drawn: impl Fn(&Day) -> Option<&'a [(usize, usize)]>) -> String {
    let mut path = String::new();
    for (index, day) in days.iter().enumerate() {
        if let Some(pieces) = drawn(day) {
            bar(&mut path, index, pieces);
        }
    }
    path
}

fn marked(reader: &Reader, days: &[Day]) -> Vec<Marked> {
    let mut all = Vec::new();
    for (index, day) in days.iter().enumerate().filter(|(_, day)| !is_quiet(day)) {
        let DayState::Known(known) = day.state else {
            continue;
        };
        let mut path = String::new();
        bar(&mut path, index, pieces(known.worst));
        let said = reader.words.forms().day(day.on);
        let state = reader.say(&format!("component-{}", known.worst));
        let length = length(reader, &known);
        let tip = match &length {
            Some(length) => reader.words.tell(
                "day-tip-length",
                &[("day", &said), ("state", &state), ("length", length)],
            ),
            None => reader
                .words
                .tell("day-tip", &[("day", &said), ("state", &state)]),
        };
        all.push(Marked {
            shape: known.worst.as_str(),
            path,
            tip,
        });
    }
    all
}

/// How long it was broken that day; of planned work, how long that was.
fn length(reader: &Reader, known: &Known) -> Option<String> {
    let seconds = match known.worst {
        ComponentStatus::Operational => return None,
        ComponentStatus::UnderMaintenance => known.maintenance_seconds,
        _ => known.affected_seconds,
    };
    let said = reader.seconds(seconds);
    Some(if known.is_bound {
        reader.words.tell("length-at-most", &[("length", &said)])
    } else {
        said
    })
}

fn summary(reader: &Reader, days: &[Day]) -> Vec<String> {
    let known = || {
        days.iter().filter_map(|day| match day.state {
            DayState::Known(known) => Some(known),
            DayState::NoData => None,
        })
    };
    let Some(uptime) = uptime_ppm(days) else {
        return vec![reader.say("bars-no-data")];
    };
    let counted = |key: &str, is: fn(ComponentStatus) -> bool| {
        let count = known().filter(|day| is(day.worst)).count();
        let count = i64::try_from(count).ok().filter(|count| *count > 0)?;
        Some(reader.words.count(key, count, &[]))
    };
    let disturbed = counted("bars-disturbed", |status| {
        !matches!(
            status,
            ComponentStatus::Operational | ComponentStatus::UnderMaintenance
        )
    });
    let maintained = counted("bars-maintained", |status| {
        status == ComponentStatus::UnderMaintenance
    });
    let key = if known().any(|day| day.is_bound) {
        "bars-uptime-bound"
    } else {
        "bars-uptime"
    };
    let mut said = vec![
        reader
            .words
            .tell(key, &[("uptime", &reader.uptime(uptime))]),
    ];
    said.push(disturbed.unwrap_or_else(|| reader.say("bars-quiet")));
    said.extend(maintained);
    said
}

/// The days newest first, those in a row that say the same told once.
fn runs(reader: &Reader, days: &[Day], no_data: &str) -> Vec<Run> {
    let mut runs: Vec<(Day, Day)> = Vec::new();
    for day in days.iter().rev() {
        match runs.last_mut() {
            Some((first, _)) if is_same(first, day) => *first = *day,
            _ => runs.push((*day, *day)),
        }
    }
    runs.iter()
        .map(|(first, last)| run(reader, first, last, no_data))
        .collect()
}

/// Only days that say nothing in particular are joined.
fn is_same(one: &Day, other: &Day) -> bool {
    (is_quiet(one) && is_quiet(other))
        || (one.state == DayState::NoData && other.state == DayState::NoData)
}

fn run(reader: &Reader, first: &Day, last: &Day, no_data: &str) -> Run {
    let forms = reader.words.forms();
    let days = if first.on == last.on {
        forms.short_day(first.on)
    } else {
        let (from, to) = (forms.short_day(first.on), forms.short_day(last.on));
        reader
            .words
            .tell("day-range", &[("from", &from), ("to", &to)])
    };
    match last.state {
        DayState::NoData => Run {
            days,
            shape: None,
            state: no_data.to_owned(),
            length: reader.say("bars-length-none"),
        },
        DayState::Known(known) => Run {
            days,
            shape: Some(known.worst.as_str()),
            state: reader.say(&format!("component-{}", known.worst)),
            length: length(reader, &known).unwrap_or_else(|| reader.say("bars-length-none")),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::format::reader;
    use beffroi_domain::{
        uptime::{Trouble, days},
        window::Interval,
    };
    use jiff::tz::TimeZone;

    fn week(degree: ComponentStatus) -> Vec<Day> {
        let trouble = Trouble {
            interval: Interval {
                from: "2025-12-04T10:00:00Z".parse().unwrap(),
                to: "2025-12-04T16:00:00Z".parse().unwrap(),
            },
            degree,
            is_bound: false,
        };
        let since = "2025-11-30T00:00:00Z".parse().unwrap();
        let now = "2025-12-04T16:00:00Z".parse().unwrap();
        days(&[trouble], &[], since, now, &TimeZone::UTC, 7)
    }

    #[test]
    fn a_day_with_trouble_is_taller_than_a_quiet_one_and_has_its_words() {
        let bars = bars(
            &reader("en"),
            "Payment API",
            &week(ComponentStatus::PartialOutage),
        );

        let [marked] = &bars.marked[..] else {
            panic!("{:?}", bars.marked)
        };
        assert_eq!(marked.shape, "partial_outage");
        assert!(marked.path.starts_with("M49 6"), "{}", marked.path);
        assert_eq!(marked.tip, "4 Dec 2025: Partial outage, 6\u{a0}hours");
    }

    #[test]
    fn the_day_of_an_incident_is_never_drawn_quiet_whatever_its_degree() {
        for degree in ComponentStatus::ALL {
            let bars = bars(&reader("en"), "Payment API", &week(*degree));

            assert!(!bars.quiet.contains("M49 "), "{degree}");
            assert_eq!(bars.marked.len(), 1, "{degree}");
        }
    }

    #[test]
    fn days_before_there_was_data_are_dots_and_say_so() {
        let bars = bars(
            &reader("en"),
            "Payment API",
            &week(ComponentStatus::MajorOutage),
        );

        assert_eq!(bars.no_data.matches('M').count(), 2);
        assert_eq!(
            bars.runs
                .last()
                .map(|run| (run.days.as_str(), run.state.as_str())),
            Some(("28 Nov – 29 Nov", "No data"))
        );
    }

    #[test]
    fn the_table_holds_every_day_of_the_drawing() {
        let bars = bars(
            &reader("fr"),
            "API",
            &week(ComponentStatus::DegradedPerformance),
        );

        let states: Vec<&str> = bars.runs.iter().map(|run| run.state.as_str()).collect();
        assert_eq!(
            states,
            ["Service dégradé", "Opérationnel", "Pas de données"]
        );
    }
}
