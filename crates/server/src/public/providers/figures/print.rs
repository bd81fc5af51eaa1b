//! Figures for programs: one line for each provider, component and period. What is not known is empty, and null in JSON.

use std::collections::BTreeMap;

use axum::response::Response;
use serde::Serialize;

use super::{super::super::api::answer, Archive, Span};
use crate::{
    ground::Result,
    providers::Figures,
    web::{self, Reader},
};

/// One line.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    provider: String,
    name: String,
    /// `null` for the provider as a whole.
    component: Option<String>,
    period: &'static str,
    incidents: usize,
    over: usize,
    broken_seconds: Option<i64>,
    broken_known: usize,
    seen_broken_seconds: Option<i64>,
    watched_seconds: Option<i64>,
    unknown_seconds: Option<i64>,
    first_word_median_seconds: Option<i64>,
    first_word_known: usize,
    resolution_median_seconds: Option<i64>,
    resolution_known: usize,
    postmortems: usize,
    languages: BTreeMap<String, usize>,
    last_over_at: Option<jiff::Timestamp>,
}

/// All lines of a provider: the whole over each period, and its components too.
#[must_use]
pub fn of_one(reader: &Reader, archive: &Archive) -> Vec<Line> {
    let wholes = Span::EACH.map(|span| whole(reader, archive, span));
    let there = archive.parts.iter();
    let there = there.filter(|part| !part.is_group && part.gone_at.is_none());
    let parts = there.flat_map(|part| {
        Span::EACH.map(|span| {
            let figures = archive.of_part(part, span, reader.now);
            let name = reader.plain(&part.name);
            let name = name.unwrap_or_else(|| part.external_id.clone());
            line(archive, Some(name), span, figures)
        })
    });
    wholes.into_iter().chain(parts).collect()
}

/// The line of a provider as a whole.
#[must_use]
pub fn whole(reader: &Reader, archive: &Archive, span: Span) -> Line {
    line(archive, None, span, archive.whole(span, reader.now))
}

fn line(archive: &Archive, component: Option<String>, span: Span, figures: Figures) -> Line {
    let languages = figures.languages.iter();
    Line {
        provider: archive.provider.slug.clone(),
        name: archive.provider.name.clone(),
        component,
        period: span.word(),
        incidents: figures.incidents,
        over: figures.over,
        broken_seconds: (figures.broken_known > 0).then_some(figures.broken_seconds),
        broken_known: figures.broken_known,
        seen_broken_seconds: figures.sight.map(|sight| sight.broken_seconds),
        watched_seconds: figures.sight.map(|sight| sight.watched_seconds),
        unknown_seconds: figures.sight.map(|sight| sight.dark_seconds),
        first_word_median_seconds: figures.first_word.seconds,
        first_word_known: figures.first_word.known,
        resolution_median_seconds: figures.resolution.seconds,
        resolution_known: figures.resolution.known,
        postmortems: figures.writeups,
        languages: languages
            .map(|(locale, count)| (locale.to_string(), *count))
            .collect(),
        last_over_at: figures.last_at,
    }
}

/// The lines as JSON.
///
/// # Errors
/// A fault when they cannot be printed.
pub fn json(lines: &[Line]) -> Result<Response> {
    answer::json(&serde_json::json!({ "figures": lines }))
}

/// The lines as CSV; the names of the columns are those of the JSON.
///
/// Source: RFC 4180.
///
/// # Errors
/// A fault when they cannot be printed.
pub fn csv(lines: &[Line]) -> Result<Response> {
    let mut text = String::new();
    for (number, line) in lines.iter().enumerate() {
        let value = serde_json::to_value(line)?;
        let fields: Vec<(&String, &serde_json::Value)> =
            value.as_object().into_iter().flatten().collect();
        if number == 0 {
            let heads: Vec<String> = fields.iter().map(|(name, _)| (*name).clone()).collect();
            text.push_str(&heads.join(","));
            text.push_str("\r\n");
        }
        let cells: Vec<String> = fields.iter().map(|(_, value)| cell(value)).collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    Ok(web::answer::data("text/csv; charset=utf-8", text))
}

/// A value as a field: `en:3 fr:2` for what has several. What a sheet would take for a formula is quoted as text.
fn cell(value: &serde_json::Value) -> String {
    let text = match value {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Object(all) => {
            let each: Vec<String> = all
                .iter()
                .map(|(name, one)| format!("{name}:{one}"))
                .collect();
            each.join(" ")
        }
        other => other.to_string(),
    };
    let is_formula = text.starts_with(['=', '+', '-', '@']);
    let text = if is_formula { format!("'{text}") } else { text };
    if text.contains([',', '"', '\n', '\r']) {
        return format!("\"{}\"", text.replace('"', "\"\""));
    }
    text
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_not_known_is_empty_and_no_name_becomes_a_formula() {
        assert_eq!(cell(&json!(null)), "");
        assert_eq!(cell(&json!({"en": 3, "fr": 2})), "en:3 fr:2");
        assert_eq!(cell(&json!("A, \"B\"")), "\"A, \"\"B\"\"\"");
        assert_eq!(cell(&json!("=1+1")), "'=1+1");
    }
}
