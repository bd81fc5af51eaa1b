//! The map drawn: our components on the one side, what they hang on on the other, a line for each. The tables beside it say the same.

use askama::{Template, filters::HtmlSafe};

use super::said;
use crate::{components::Component, pages::Page, upstreams::Cause, web::Reader};

/// How high a row is, and how wide the whole.
const ROW: i64 = 44;
const WIDTH: i64 = 900;
/// Where names stand, and where lines begin and end.
const LEFT: i64 = 300;
const RIGHT: i64 = 540;
/// So many letters of a name are drawn.
const LETTERS: usize = 40;

/// The drawing.
#[derive(Clone, Debug, Template)]
#[template(path = "console/upstreams/graph.html")]
pub(super) struct Graph {
    label: String,
    width: i64,
    height: i64,
    ours: Vec<Node>,
    theirs: Vec<Node>,
    edges: Vec<Edge>,
}

impl HtmlSafe for Graph {}

#[derive(Clone, Debug)]
struct Node {
    x: i64,
    y: i64,
    shape: &'static str,
    name: String,
}

#[derive(Clone, Debug)]
struct Edge {
    path: String,
    degree: &'static str,
    /// Whether what it leads to is broken now.
    is_down: bool,
}

impl Graph {
    /// Of what these components hang on; nothing where nothing is drawn.
    pub(super) fn of(
        reader: &Reader,
        page: &Page,
        components: &[Component],
        causes: &[Cause],
    ) -> Option<Self> {
        let hangs = |one: &&Component| {
            let mut all = causes.iter();
            all.any(|cause| cause.degrees.iter().any(|(id, _)| *id == one.id))
        };
        let own: Vec<&Component> = components.iter().filter(hangs).collect();
        if own.is_empty() {
            return None;
        }
        let causes = beside(&own, causes);
        let rows = own.len().max(causes.len());
        let at = |row: usize, of: usize| place(row, of, rows);
        let ours = own.iter().enumerate().map(|(row, one)| Node {
            x: LEFT,
            y: at(row, own.len()),
            shape: one.status.as_str(),
            name: short(&reader.plain(&one.name).unwrap_or_default()),
        });
        let theirs = causes.iter().enumerate().map(|(row, cause)| Node {
            x: RIGHT,
            y: at(row, causes.len()),
            shape: said::state(reader, cause).status.0,
            name: short(&said::name(
                reader,
                &cause.provider,
                cause.part.as_ref(),
                &cause.line.target,
            )),
        });
        let mut edges = Vec::new();
        for (row, cause) in causes.iter().enumerate() {
            for (id, degree) in &cause.degrees {
                if let Some(from) = own.iter().position(|one| one.id == *id) {
                    edges.push(Edge {
                        path: path(at(from, own.len()), at(row, causes.len())),
                        degree: degree.as_str(),
                        is_down: cause.status.is_trouble() || !cause.open.is_empty(),
                    });
                }
            }
        }
        // What is broken is drawn over what is not.
        edges.sort_by_key(|one| one.is_down);
        Some(Self {
            label: reader.words.tell(
                "upstreams-graph-label",
                &[("page", page.name_in(reader.locale()))],
            ),
            width: WIDTH,
            height: i64::try_from(rows).unwrap_or(1) * ROW,
            ours: ours.collect(),
            theirs: theirs.collect(),
            edges,
        })
    }
}

/// What something hangs on, in the order of what hangs on it, so that few lines cross.
fn beside<'a>(own: &[&Component], causes: &'a [Cause]) -> Vec<&'a Cause> {
    let mut all: Vec<&Cause> = causes.iter().collect();
    all.sort_by_key(|cause| {
        let rows = cause.degrees.iter();
        let rows = rows.filter_map(|(id, _)| own.iter().position(|one| one.id == *id));
        let rows: Vec<usize> = rows.collect();
        // Their middle, in hundredths.
        100 * rows.iter().sum::<usize>() / rows.len().max(1)
    });
    all
}

/// The middle of a row; fewer rows are spread over the height of more.
fn place(row: usize, of: usize, rows: usize) -> i64 {
    let number = |count: usize| i64::try_from(count).unwrap_or(1);
    number(rows) * ROW * (2 * number(row) + 1) / (2 * number(of).max(1))
}

fn path(from: i64, to: i64) -> String {
    let (left, right, middle) = (LEFT + 16, RIGHT - 16, i64::midpoint(LEFT, RIGHT));
    format!("M{left} {from}C{middle} {from} {middle} {to} {right} {to}")
}

fn short(name: &str) -> String {
    match name.chars().count() > LETTERS {
        true => name.chars().take(LETTERS - 1).chain(['…']).collect(),
        false => name.to_owned(),
    }
}
