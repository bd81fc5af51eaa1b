//! The widget: one script for every page elsewhere, with its words in every language of ours.
//!
//! The script has one address and one text until the page changes; which language it speaks is
//! decided where it runs (`?locale=`, else the language of the page around it).

use std::collections::BTreeMap;

use axum::response::Response;
use serde::Serialize;

use super::{
    super::visit::{Program, Visit, offered},
    embeddable,
};
use crate::{
    ground::Result,
    web::{answer, words},
};

/// A function that takes what [`Told`] says.
const SCRIPT: &str = include_str!("widget.js");

/// What the script is told.
#[derive(Serialize)]
struct Told {
    /// What each address of the page begins with.
    origin: String,
    /// The locale for readers of no language of ours.
    default: String,
    locales: BTreeMap<String, Words>,
}

/// What the widget says in one language, beside what the API tells it.
#[derive(Serialize)]
struct Words {
    /// What the widget is called.
    label: String,
    /// What it says until it knows.
    waiting: String,
    /// What it says when nobody answers.
    away: String,
}

/// Answers `/widget.js`.
///
/// # Errors
/// A fault when it cannot be printed.
pub async fn script(Program(visit): Program) -> Result<Response> {
    let told = serde_json::to_string(&told(&visit))?;
    let script = format!("{}({told});\n", SCRIPT.trim_end());
    Ok(embeddable(answer::data(
        "text/javascript; charset=utf-8",
        script,
    )))
}

fn told(visit: &Visit) -> Told {
    let spoken = offered(&visit.page);
    let locales = spoken.iter().filter_map(|locale| {
        let words = words::find(locale)?;
        let name = visit.page.name_in(locale);
        let said = Words {
            label: words.tell("widget-label", &[("name", name)]),
            waiting: words.say("widget-waiting"),
            away: words.say("widget-away"),
        };
        Some((locale.to_string(), said))
    });
    Told {
        origin: visit.reader.address.origin.clone(),
        default: spoken.first().map(ToString::to_string).unwrap_or_default(),
        locales: locales.collect(),
    }
}
