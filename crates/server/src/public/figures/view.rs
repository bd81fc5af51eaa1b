//! The figures as a page: drawings that say the same as the tables beside them.

use std::fmt::Write as _;

use askama::Template;
use beffroi_domain::tally::{Bounds, Sum};

use super::measure::{Measures, Share, Time, Uptime};
use crate::web::{Layout, Reader, format::Said};

/// A month's share of a drawing that is 720 wide.
const STEP: i64 = 60;
/// How tall the columns may be, in a drawing that is 160 tall.
const TALL: i64 = 150;
const FLOOR: i64 = 158;

/// The figures.
#[derive(Template)]
#[template(path = "public/figures.html")]
pub struct FiguresPage {
    layout: Layout,
    title: String,
    lead: String,
    undated: Option<String>,
    csv_label: String,
    csv_home: String,
    uptime: Strips,
    count: Columns,
    impact: Columns,
    months_table: Vec<SumRow>,
    months_title: String,
    month_head: String,
    sum_heads: [String; 2],
    responsibility: Shares,
    category: Shares,
    times: Times,
    table_label: String,
    /// The way to what was promised.
    promises: (String, String),
}

/// The months of each component.
struct Strips {
    title: String,
    note: String,
    none: String,
    legend_label: String,
    /// Shape and word.
    legend: Vec<(&'static str, String)>,
    heads: [String; 2],
    rows: Vec<Strip>,
}

struct Strip {
    name: Said,
    whole: String,
    alt: String,
    bars: Vec<Bar>,
    /// Month and uptime.
    table: Vec<(String, String)>,
    caption: String,
}

struct Bar {
    shape: &'static str,
    path: String,
    tip: String,
}

/// A drawing of twelve columns.
struct Columns {
    id: &'static str,
    title: String,
    alt: String,
    /// What is certain.
    solid: String,
    /// What may have been more.
    open: String,
    open_note: Option<String>,
    /// Month, and what its column says.
    labels: Vec<(String, String)>,
}

struct SumRow {
    name: Said,
    incidents: String,
    impact: String,
    unknown: Option<String>,
    /// How wide its bar is, of 100.
    width: usize,
}

/// Incidents by something, the most frequent first.
struct Shares {
    name: &'static str,
    title: String,
    head: String,
    rows: Vec<SumRow>,
}

struct Times {
    title: String,
    note: String,
    heads: [String; 3],
    /// Name, what it means, median, over how many.
    rows: Vec<(String, String, String, String)>,
}

/// Puts the page together.
#[must_use]
pub fn build(reader: &Reader, layout: Layout, measures: &Measures) -> FiguresPage {
    let say = |key: &str| reader.say(key);
    let month = |at: Option<&jiff::civil::Date>| {
        at.map(|first| reader.words.forms().month(*first))
            .unwrap_or_default()
    };
    let (first, last) = (
        month(measures.months.first()),
        month(measures.months.last()),
    );
    let undated = i64::try_from(measures.undated).unwrap_or(i64::MAX);
    FiguresPage {
        title: say("figures-title"),
        lead: reader
            .words
            .tell("figures-lead", &[("first", &first), ("last", &last)]),
        undated: (undated > 0).then(|| reader.words.count("figures-undated", undated, &[])),
        csv_label: say("figures-csv"),
        csv_home: reader.path("figures/"),
        uptime: strips(reader, measures),
        count: count(reader, measures),
        impact: impact(reader, measures),
        months_title: say("figures-by-month"),
        months_table: measures
            .months
            .iter()
            .zip(&measures.by_month)
            .map(|(first, one)| sum_row(reader, own(reader.words.forms().month(*first)), one, 0))
            .collect(),
        month_head: say("figures-month"),
        sum_heads: [say("figures-incidents"), say("figures-impact")],
        responsibility: shares(reader, "responsibility", &measures.by_responsibility),
        category: shares(reader, "category", &measures.by_category),
        times: times(reader, &measures.times),
        table_label: say("figures-table"),
        promises: (reader.path("promises"), say("promises-title")),
        layout,
    }
}

fn own(text: String) -> Said {
    Said {
        text,
        lang: None,
        note: None,
    }
}

fn strips(reader: &Reader, measures: &Measures) -> Strips {
    let legend = [
        ("operational", "figures-whole"),
        ("degraded_performance", "figures-nearly"),
        ("partial_outage", "figures-mostly"),
        ("major_outage", "figures-below"),
    ];
    Strips {
        title: reader.say("figures-uptime"),
        note: reader.say("figures-uptime-note"),
        none: reader.say("services-none"),
        legend_label: reader.say("legend-label"),
        legend: legend.map(|(shape, key)| (shape, reader.say(key))).to_vec(),
        heads: [
            reader.say("figures-month"),
            reader.say("figures-uptime-head"),
        ],
        rows: measures
            .uptime
            .iter()
            .map(|one| strip(reader, measures, one))
            .collect(),
    }
}

fn strip(reader: &Reader, measures: &Measures, uptime: &Uptime) -> Strip {
    let months = || measures.months.iter().zip(&uptime.months);
    let said = |month: &Option<Share>| share(reader, *month);
    let bars = months().enumerate().map(|(index, (first, month))| {
        let (shape, pieces) = pieces(*month);
        let name = reader.words.forms().month(*first);
        Bar {
            shape,
            path: path(index, pieces),
            tip: reader
                .words
                .tell("day-tip", &[("day", &name), ("state", &said(month))]),
        }
    });
    Strip {
        whole: said(&uptime.whole),
        alt: reader.words.tell(
            "figures-strip-alt",
            &[
                ("name", &uptime.name.text),
                ("uptime", &said(&uptime.whole)),
            ],
        ),
        bars: bars.collect(),
        table: months()
            .map(|(first, month)| (reader.words.forms().month(*first), said(month)))
            .collect(),
        caption: reader
            .words
            .tell("bars-table-of", &[("name", &uptime.name.text)]),
        name: uptime.name.clone(),
    }
}

fn share(reader: &Reader, share: Option<Share>) -> String {
    match share {
        None => reader.say("bars-no-data"),
        Some(Share { ppm, is_bound }) => {
            let uptime = reader.uptime(ppm);
            if is_bound {
                return reader.words.tell("figures-at-least", &[("value", &uptime)]);
            }
            uptime
        }
    }
}

/// The shape of a month, and where the pieces of its bar begin and how tall they are.
fn pieces(share: Option<Share>) -> (&'static str, &'static [(i64, i64)]) {
    match share.map(|share| share.ppm) {
        None => ("none", &[(29, 3)]),
        Some(1_000_000..) => ("quiet", &[(20, 12)]),
        Some(999_000..) => ("degraded_performance", &[(12, 20)]),
        Some(990_000..) => ("partial_outage", &[(6, 5), (13, 5), (20, 5), (27, 5)]),
        Some(_) => ("major_outage", &[(0, 32)]),
    }
}

fn path(index: usize, pieces: &[(i64, i64)]) -> String {
    let x = i64::try_from(index).unwrap_or(0) * STEP + 2;
    pieces.iter().fold(String::new(), |mut path, (top, tall)| {
        let _ = write!(path, "M{x} {top}h{wide}v{tall}h-{wide}z", wide = STEP - 4);
        path
    })
}

fn count(reader: &Reader, measures: &Measures) -> Columns {
    let values = || measures.by_month.iter().map(|one| as_i64(one.incidents));
    let most = values().max().unwrap_or(0).max(1);
    let total = as_i64(measures.total.incidents);
    let forms = reader.words.forms();
    Columns {
        id: "count",
        title: reader.say("figures-count-title"),
        alt: reader.words.count("figures-count-alt", total, &[]),
        solid: values()
            .enumerate()
            .map(|(index, value)| column(index, 0, value * TALL / most))
            .collect(),
        open: String::new(),
        open_note: None,
        labels: measures
            .months
            .iter()
            .zip(values())
            .map(|(first, value)| (forms.short_month(*first), forms.number(value)))
            .collect(),
    }
}

fn impact(reader: &Reader, measures: &Measures) -> Columns {
    let sums = || measures.by_month.iter().map(|one| one.impact);
    let most = sums().map(|one| one.high_seconds).max().unwrap_or(0).max(1);
    let scaled = |seconds: i64| seconds.saturating_mul(TALL) / most;
    let is_open = sums().any(|one| one.is_open());
    Columns {
        id: "impact",
        title: reader.say("figures-impact-title"),
        alt: reader.words.tell(
            "figures-impact-alt",
            &[
                ("total", &reader.length(&measures.total.impact.length())),
                ("most", &reader.seconds(most)),
            ],
        ),
        solid: sums()
            .enumerate()
            .map(|(index, one)| column(index, 0, scaled(one.low_seconds)))
            .collect(),
        open: sums()
            .enumerate()
            .map(|(index, one)| column(index, scaled(one.low_seconds), scaled(one.high_seconds)))
            .collect(),
        open_note: is_open.then(|| reader.say("figures-open-note")),
        labels: measures
            .months
            .iter()
            .zip(sums())
            .map(|(first, one)| {
                let hours = (one.high_seconds + 1800) / 3600;
                let hours = match hours {
                    0 if one.high_seconds > 0 => reader.say("figures-under-an-hour"),
                    hours => reader.words.forms().number(hours),
                };
                (reader.words.forms().short_month(*first), hours)
            })
            .collect(),
    }
}

/// A column from one height to another; what is there at all is seen.
fn column(index: usize, from: i64, to: i64) -> String {
    if to <= from {
        return String::new();
    }
    let x = as_i64(index) * STEP + 10;
    let tall = (to - from).max(2);
    format!(
        "M{x} {top}h{wide}v{tall}h-{wide}z",
        top = FLOOR - from - tall,
        wide = STEP - 20
    )
}

fn shares(reader: &Reader, name: &'static str, groups: &[(Said, Sum)]) -> Shares {
    let most = groups
        .iter()
        .map(|(_, sum)| sum.incidents)
        .max()
        .unwrap_or(0);
    Shares {
        name,
        title: reader.say(&format!("figures-by-{name}")),
        head: reader.say(&format!("figures-{name}")),
        rows: groups
            .iter()
            .map(|(said, sum)| sum_row(reader, said.clone(), sum, most))
            .collect(),
    }
}

fn sum_row(reader: &Reader, name: Said, sum: &Sum, most: usize) -> SumRow {
    let unknown = as_i64(sum.unknown);
    let is_nothing = sum.impact == Bounds::default();
    SumRow {
        name,
        incidents: reader.words.forms().number(as_i64(sum.incidents)),
        impact: if is_nothing {
            reader.say("bars-length-none")
        } else {
            reader.length(&sum.impact.length())
        },
        unknown: (unknown > 0).then(|| reader.words.count("figures-unknown", unknown, &[])),
        width: (sum.incidents * 100).checked_div(most).unwrap_or(0),
    }
}

fn times(reader: &Reader, times: &[Time]) -> Times {
    let row = |time: &Time| {
        let known = reader.words.forms().number(as_i64(time.known));
        let median = time.median.map(|median| reader.length(&median.length()));
        (
            reader.say(&format!("figures-{}", time.key)),
            reader.say(&format!("figures-{}-note", time.key)),
            median.unwrap_or_else(|| reader.say("figures-not-known")),
            reader
                .words
                .count("figures-over", as_i64(time.of), &[("known", &known)]),
        )
    };
    Times {
        title: reader.say("figures-times"),
        note: reader.say("figures-times-note"),
        heads: ["figures-time", "figures-median", "figures-known-of"].map(|key| reader.say(key)),
        rows: times.iter().map(row).collect(),
    }
}

fn as_i64(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
