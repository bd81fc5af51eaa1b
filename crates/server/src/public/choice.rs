//! Choosing from the history: a form of five questions, without a script, and what answers to them.
//!
//! Read in order: [`Asked`] (what the address says), [`Form`] (what is asked), [`wanted`]. A value
//! that the page does not know is told and left out; the other answers stay.

use askama::{Template, filters::HtmlSafe};
use beffroi_domain::LocalizedText;
use jiff::civil::Date;

use super::visit::Visit;
use crate::{
    components::Component,
    ground::Result,
    incidents::{self, Wanted},
    web::{Reader, query::Query},
};

/// The names of the questions, in their order.
pub const NAMES: [&str; 5] = [
    "component",
    "responsibility",
    "priority",
    "category",
    "year",
];
const RESPONSIBILITIES: [&str; 4] = ["own", "external", "unconfirmed", "unsaid"];

/// What can be chosen from.
pub struct Known {
    components: Vec<Component>,
    categories: Vec<LocalizedText>,
    priorities: Vec<u8>,
    /// Newest first.
    years: Vec<i16>,
}

/// The form.
#[derive(Clone, Debug, Template)]
#[template(path = "public/choice.html")]
pub struct Form {
    title: String,
    action: String,
    is_open: bool,
    fields: Vec<Field>,
    submit: String,
    /// The way back to everything, while something is chosen.
    reset: Option<String>,
}

impl HtmlSafe for Form {}

#[derive(Clone, Debug)]
struct Field {
    name: &'static str,
    label: String,
    /// What stands for no choice, in the label's gender.
    any: String,
    options: Vec<Choice>,
}

#[derive(Clone, Debug)]
struct Choice {
    value: String,
    label: String,
    lang: Option<String>,
    is_chosen: bool,
}

/// Loads what can be chosen from; `years` are those that have something.
///
/// # Errors
/// A fault when the database is away.
pub async fn known(visit: &mut Visit, years: Vec<i16>) -> Result<Known> {
    let (components, _) = visit.components().await?;
    let first = visit.page.locales.first().cloned();
    Ok(Known {
        components,
        categories: incidents::kinds_of_service(&mut visit.tx, visit.page.id, first.as_ref())
            .await?,
        priorities: incidents::priorities(&mut visit.tx, visit.page.id).await?,
        years,
    })
}

/// The form, with what was chosen in it.
#[must_use]
pub fn form(reader: &Reader, known: &Known, asked: &Query) -> Form {
    let mut fields: Vec<Field> = NAMES
        .into_iter()
        .map(|name| field(reader, known, asked, name))
        .collect();
    fields.retain(|field| !field.options.is_empty());
    Form {
        title: reader.say("choice-title"),
        action: reader.path("history"),
        is_open: !asked.only(&NAMES).is_empty(),
        fields,
        submit: reader.say("choice-submit"),
        reset: (!asked.only(&NAMES).is_empty()).then(|| reader.say("choice-reset")),
    }
}

fn field(reader: &Reader, known: &Known, asked: &Query, name: &'static str) -> Field {
    let chosen = asked.get(name);
    let mut options = options(reader, known, name);
    for option in &mut options {
        option.is_chosen = chosen == Some(option.value.as_str());
    }
    // A category that was chosen in another language is the same one here.
    let other = chosen.filter(|_| name == "category").and_then(|chosen| {
        let same = |text: &&LocalizedText| text.iter().any(|(_, body)| body == chosen);
        reader.plain(known.categories.iter().find(same)?)
    });
    if let Some(other) = other {
        for option in &mut options {
            option.is_chosen = option.value == other;
        }
    }
    Field {
        name,
        label: reader.say(&format!("choice-{name}")),
        any: reader.say(&format!("choice-any-{name}")),
        options,
    }
}

fn options(reader: &Reader, known: &Known, name: &str) -> Vec<Choice> {
    let choice = |value: &str, label: String| Choice {
        value: value.to_owned(),
        label,
        lang: None,
        is_chosen: false,
    };
    match name {
        "component" => known
            .components
            .iter()
            .filter_map(|one| {
                let said = reader.said(&one.name)?;
                Some(Choice {
                    lang: said.lang,
                    ..choice(one.public_id.as_str(), said.text)
                })
            })
            .collect(),
        "responsibility" => RESPONSIBILITIES
            .iter()
            .map(|word| match *word {
                "unsaid" => choice(word, reader.say("figures-unsaid")),
                word => choice(word, reader.say(&format!("responsibility-{word}"))),
            })
            .collect(),
        "priority" => known
            .priorities
            .iter()
            .map(|number| choice(&number.to_string(), format!("P{number}")))
            .collect(),
        "category" => categories(reader, known),
        _ => known
            .years
            .iter()
            .map(|year| choice(&year.to_string(), year.to_string()))
            .collect(),
    }
}

fn categories(reader: &Reader, known: &Known) -> Vec<Choice> {
    let mut all: Vec<Choice> = known
        .categories
        .iter()
        .filter_map(|text| reader.said(text))
        .map(|said| Choice {
            value: said.text.clone(),
            label: said.text,
            lang: said.lang,
            is_chosen: false,
        })
        .collect();
    all.sort_by(|one, other| one.label.cmp(&other.label));
    all.dedup_by(|one, other| one.label == other.label);
    all
}

/// What is asked for, and what was left out because the page does not know it, in words.
#[must_use]
pub fn wanted(reader: &Reader, known: &Known, asked: &Query) -> (Wanted, Vec<String>) {
    let mut wanted = Wanted::default();
    let mut unknown = Vec::new();
    for name in NAMES {
        let Some(value) = asked.get(name) else {
            continue;
        };
        if !take(&mut wanted, reader, known, name, value) {
            let label = reader.say(&format!("choice-{name}"));
            let values = [("name", label.as_str()), ("value", value)];
            unknown.push(reader.words.tell("choice-unknown", &values));
        }
    }
    (wanted, unknown)
}

/// True where the page knows the value.
fn take(wanted: &mut Wanted, reader: &Reader, known: &Known, name: &str, value: &str) -> bool {
    match name {
        "component" => {
            let mut all = known.components.iter();
            wanted.component = all
                .find(|one| one.public_id.as_str() == value)
                .map(|one| one.id);
            wanted.component.is_some()
        }
        "responsibility" => {
            let word = RESPONSIBILITIES.iter().find(|word| **word == value);
            wanted.responsibility = word.map(|word| (*word).to_owned());
            word.is_some()
        }
        "priority" => {
            let number = value.parse().ok();
            wanted.priority = number.filter(|number| (1..=5).contains(number));
            wanted.priority.is_some()
        }
        "category" => {
            let is_there = |text: &LocalizedText| text.iter().any(|(_, body)| body == value);
            let found = known.categories.iter().any(is_there);
            wanted.category = found.then(|| value.to_owned());
            found
        }
        _ => {
            wanted.between = year(reader, value);
            wanted.between.is_some()
        }
    }
}

/// The first instant of a year of four digits, and the first after it.
#[must_use]
pub fn year(reader: &Reader, text: &str) -> Option<(jiff::Timestamp, jiff::Timestamp)> {
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let year: i16 = text.parse().ok().filter(|year| is_year && *year > 0)?;
    let begin = |year| {
        let first = Date::new(year, 1, 1).ok()?;
        Some(first.to_zoned(reader.zone.clone()).ok()?.timestamp())
    };
    Some((begin(year)?, begin(year.checked_add(1)?)?))
}
