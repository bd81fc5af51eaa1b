//! How findings are printed: a table for people, lines of JSON for programs.

use std::fmt::{self, Write as _};

use beffroi_domain::{
    Locale, LocalizedText,
    review::{Finding, Quote},
};
use beffroi_readers::record::ImportRecord;
use serde::Serialize;

use crate::web::words::Words;

/// A finding as programs read it.
#[derive(Debug, Serialize)]
pub(super) struct Line<'a> {
    kind: &'static str,
    blocking: bool,
    quotes: Vec<&'a str>,
    message: String,
    remedy: String,
    /// Where the quotes stand, in their order.
    places: Vec<Place<'a>>,
}

#[derive(Debug, Serialize)]
struct Place<'a> {
    locale: Option<&'a Locale>,
    /// Bytes of the text; absent for what was said before, the title and facts.
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<usize>,
}

pub(super) fn line<'a>(finding: &'a Finding, words: &Words) -> Line<'a> {
    let advice = words.finding(finding);
    let place = |quote: &'a Quote| Place {
        locale: quote.locale.as_ref(),
        start: quote.span.as_ref().map(|span| span.start),
        end: quote.span.as_ref().map(|span| span.end),
    };
    Line {
        kind: finding.kind.as_str(),
        blocking: finding.is_blocking(),
        quotes: finding
            .quotes
            .iter()
            .map(|quote| quote.words.as_str())
            .collect(),
        message: advice.wrong,
        remedy: advice.remedy,
        places: finding.quotes.iter().map(place).collect(),
    }
}

/// A finding in a history, with the statement that it stands in.
#[derive(Debug, Serialize)]
pub(super) struct Played<'a> {
    source: &'a str,
    ordinal: u32,
    /// The statement's place in the record, from 0.
    update: usize,
    #[serde(flatten)]
    line: Line<'a>,
}

impl<'a> Played<'a> {
    pub(super) fn of(
        record: &'a ImportRecord,
        update: usize,
        finding: &'a Finding,
        words: &Words,
    ) -> Self {
        Self {
            source: &record.source,
            ordinal: record.ordinal,
            update,
            line: line(finding, words),
        }
    }
}

impl fmt::Display for Played<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            source,
            ordinal,
            update,
            line,
        } = self;
        let name = source.rsplit('/').next().unwrap_or(source);
        let holds = if line.blocking { "!" } else { " " };
        writeln!(
            out,
            "{name} {ordinal}.{update} {holds} {:<20} {}",
            line.kind, line.message
        )
    }
}

/// All findings: whether it holds the text, where it stands, what is wrong, and below it what to do.
pub(super) fn table(text: &LocalizedText, found: &[Finding], words: &Words) -> String {
    if found.is_empty() {
        return "Nothing was found.\n".to_owned();
    }
    let mut out = String::new();
    let mut row = |holds: &str, place: &str, kind: &str, said: &str| {
        // Writing into a string does not fail.
        let _ = writeln!(out, "{holds:<5}  {place:<8}  {kind:<20}  {said}");
    };
    row("HOLDS", "PLACE", "KIND", "WHAT IS WRONG, WHAT TO DO");
    for finding in found {
        let advice = words.finding(finding);
        let holds = if finding.is_blocking() { "yes" } else { "" };
        let place = finding.quotes.iter().find_map(|quote| place(text, quote));
        row(
            holds,
            &place.unwrap_or_default(),
            finding.kind.as_str(),
            &advice.wrong,
        );
        row("", "", "", &advice.remedy);
    }
    let held = found.iter().filter(|one| one.is_blocking()).count();
    let _ = match held {
        0 => writeln!(out, "Nothing holds it back."),
        held => writeln!(out, "{held} of {} hold it back.", found.len()),
    };
    out
}

/// `fr:3`: the language and the line.
fn place(text: &LocalizedText, quote: &Quote) -> Option<String> {
    let locale = quote.locale.as_ref()?;
    let span = quote.span.as_ref()?;
    let before = text.get(locale)?.get(..span.start)?;
    Some(format!("{locale}:{}", before.matches('\n').count() + 1))
}
