//! One more press: what stands in for the proof where no script runs, where a form was open for too long, and where a field was
//! filled in that nobody sees. All that was written is kept.

use askama::Template;
use axum::{http::StatusCode, response::Response};

use super::{ask::Sheet, proof::Seals, typed::Typed};
use crate::{
    ground::Result,
    public::subscribe::screen,
    web::{Layout, Reader},
};

/// The page that asks once more.
#[derive(Template)]
#[template(path = "public/report/again.html")]
struct AgainPage {
    layout: Layout,
    title: String,
    lead: String,
    why: String,
    action: String,
    /// Names and values, as they were written.
    kept: Vec<(String, String)>,
    ticket: String,
    /// What was written in most letters, to be read once more.
    words: Option<(String, String)>,
    /// That files were chosen and are not sent.
    files: Option<String>,
    submit: String,
    edit: String,
}

/// Asks for one more press.
///
/// # Errors
/// A fault when it cannot be printed.
pub(super) fn page(
    reader: &Reader,
    layout: Layout,
    sheet: &Sheet,
    typed: &Typed,
) -> Result<Response> {
    let say = |key: &str| reader.say(key);
    let (seals, shown) = (Seals::of(&sheet.desk), typed.get("ticket"));
    // Whoever presses too soon gets in with the next press.
    let is_young = seals.is_fresh(shown, reader.now) && !seals.is_ripe(shown, reader.now);
    let words = typed.get("words");
    let title = say("report-again-title");
    let page = AgainPage {
        layout,
        lead: say(match is_young {
            true => "report-again-soon",
            false => "report-again-lead",
        }),
        why: say("report-again-why"),
        action: reader.path(&format!("report{}", sheet.query())),
        kept: typed.told(),
        ticket: match is_young {
            true => shown.to_owned(),
            false => seals.ticket(reader.now),
        },
        words: (!words.is_empty()).then(|| (say("report-words-written"), words.to_owned())),
        files: typed.has_files().then(|| say("files-later")),
        submit: say("report-submit"),
        edit: say("report-edit"),
        title,
    };
    screen::own(&page, StatusCode::OK)
}
