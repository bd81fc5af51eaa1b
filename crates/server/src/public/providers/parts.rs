//! The components of a provider by group or region, each with how it is now and ninety days of what we saw.
//!
//! Of a page with very many, only those get days that had any trouble; the others are a list that opens.

use std::collections::HashSet;

use askama::{Template, filters::HtmlSafe};
use beffroi_domain::{ComponentStatus, ProviderPartId};
use jiff::Timestamp;

use super::{
    super::bars::{self, Bars, DAYS},
    days::{self, Watched},
    stand::Stand,
};
use crate::{
    providers::{Part, Provider, Span},
    web::{Reader, format::Said},
};

/// More components than these are not all drawn.
const DRAWN: usize = 40;

/// The section.
#[derive(Clone, Debug, Template)]
#[template(path = "public/providers/parts.html")]
pub struct Parts {
    title: String,
    how: String,
    groups: Vec<Gathering>,
    gone: Option<(String, Vec<Said>)>,
}

impl HtmlSafe for Parts {}

/// What is not drawn is called, and how it is: a shape and a word.
type Undrawn = (Said, &'static str, String);

#[derive(Clone, Debug, Default)]
struct Gathering {
    name: Option<String>,
    rows: Vec<Row>,
    /// Those that are not drawn: "12 more, all operational", and which.
    rest: Option<(String, Vec<Undrawn>)>,
}

#[derive(Clone, Debug)]
struct Row {
    name: Said,
    region: Option<String>,
    shape: &'static str,
    word: String,
    /// Its own word, where ours is another.
    raw: Option<String>,
    bars: Option<Bars>,
}

/// What the section is put together from.
#[derive(Clone, Copy)]
pub struct Board<'a> {
    /// Whose.
    pub provider: &'a Provider,
    /// How it is.
    pub stand: &'a Stand,
    /// Since when nobody looked although somebody should have.
    pub unlooked: Option<Timestamp>,
    /// Its components.
    pub parts: &'a [Part],
    /// Stretches that touch the ninety days.
    pub spans: &'a [Span],
}

impl Board<'_> {
    fn watched(&self, part: Option<&Part>) -> Watched<'_> {
        Watched {
            part: part.map(|part| part.id),
            since: part.map_or(self.provider.created_at, |part| part.created_at),
            unlooked: self.unlooked,
            spans: self.spans,
        }
    }

    /// How a part is: where nobody can tell of the whole, nobody can of a part.
    fn status(&self, part: &Part) -> ComponentStatus {
        match self.stand.why {
            Some(_) if self.stand.status == ComponentStatus::Unknown => ComponentStatus::Unknown,
            _ => part.status,
        }
    }
}

/// Ninety days of the provider as a whole.
#[must_use]
pub fn whole(reader: &Reader, board: &Board<'_>) -> Bars {
    drawn(reader, &board.provider.name, &board.watched(None))
}

fn drawn(reader: &Reader, name: &str, watched: &Watched<'_>) -> Bars {
    let days = days::days(reader, watched, DAYS);
    let telling = days::telling(reader, &days);
    bars::told(reader, name, &days, telling)
}

/// The components; `None` where the source has none.
#[must_use]
pub fn parts(reader: &Reader, board: &Board<'_>) -> Option<Parts> {
    let there = || {
        let all = board.parts.iter();
        all.filter(|part| !part.is_group && part.gone_at.is_none())
    };
    let is_many = there().count() > DRAWN;
    // That nobody could tell is said of all of them at once, and is no trouble of one.
    let trouble = board.spans.iter();
    let trouble = trouble.filter(|span| span.status != ComponentStatus::Unknown);
    let troubled: HashSet<ProviderPartId> = trouble.filter_map(|span| span.part).collect();
    let mut groups: Vec<Gathering> = Vec::new();
    for part in there() {
        let heading = part.group.clone().or_else(|| part.region.clone());
        let place = groups.iter().position(|group| group.name == heading);
        let place = place.unwrap_or_else(|| {
            groups.push(Gathering {
                name: heading,
                ..Gathering::default()
            });
            groups.len() - 1
        });
        let group = &mut groups[place];
        let is_drawn = !is_many || troubled.contains(&part.id);
        add(reader, board, part, group, is_drawn);
    }
    for group in &mut groups {
        say_rest(reader, group);
    }
    (!groups.is_empty()).then(|| Parts {
        title: reader.say("providers-parts"),
        how: reader
            .words
            .tell("providers-parts-how", &[("days", &DAYS.to_string())]),
        gone: gone(reader, board.parts),
        groups,
    })
}

fn add(reader: &Reader, board: &Board<'_>, part: &Part, group: &mut Gathering, is_drawn: bool) {
    let Some(name) = reader.quoted(&part.name) else {
        return;
    };
    let status = board.status(part);
    let word = reader.say(&format!("component-{status}"));
    if !is_drawn {
        let rest = group.rest.get_or_insert_default();
        rest.1.push((name, status.as_str(), word));
        return;
    }
    let region = part.region.clone();
    group.rows.push(Row {
        bars: Some(drawn(reader, &name.text, &board.watched(Some(part)))),
        region: region.filter(|region| group.name.as_ref() != Some(region) && name.text != *region),
        shape: status.as_str(),
        raw: part.status_raw.clone().filter(|raw| is_other(raw, status)),
        name,
        word,
    });
}

/// Whether the source says it in another word than ours.
fn is_other(raw: &str, status: ComponentStatus) -> bool {
    let bare = raw.to_lowercase().replace([' ', '-'], "_");
    bare != status.as_str()
}

fn say_rest(reader: &Reader, group: &mut Gathering) {
    if let Some((said, all)) = &mut group.rest {
        let count = i64::try_from(all.len()).unwrap_or(i64::MAX);
        *said = reader.words.count("providers-parts-rest", count, &[]);
    }
}

/// What the source once listed and lists no more.
fn gone(reader: &Reader, parts: &[Part]) -> Option<(String, Vec<Said>)> {
    let gone = parts.iter().filter(|part| part.gone_at.is_some());
    let names: Vec<Said> = gone.filter_map(|part| reader.quoted(&part.name)).collect();
    let count = i64::try_from(names.len()).ok().filter(|count| *count > 0)?;
    Some((
        reader.words.count("providers-parts-gone", count, &[]),
        names,
    ))
}
