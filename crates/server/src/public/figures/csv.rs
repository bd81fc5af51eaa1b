//! The figures as CSV: RFC 4180, headings in the reader's language, figures as programs write them.

use beffroi_domain::tally::{Bounds, Sum};

use super::measure::{Measures, Share};
use crate::web::{Reader, format::Said};

/// The tables that there are, by their names in addresses.
pub const NAMES: &[&str] = &["uptime", "months", "responsibility", "category", "times"];

/// A table by its name; `None` where there is none.
#[must_use]
pub fn table(reader: &Reader, name: &str, measures: &Measures) -> Option<String> {
    let rows = match name {
        "uptime" => uptime(reader, measures),
        "months" => months(reader, measures),
        "responsibility" => groups(
            reader,
            "figures-responsibility",
            &measures.by_responsibility,
        ),
        "category" => groups(reader, "figures-category", &measures.by_category),
        "times" => times(reader, measures),
        _ => return None,
    };
    Some(rows.iter().map(|row| line(row)).collect())
}

fn uptime(reader: &Reader, measures: &Measures) -> Vec<Vec<String>> {
    let mut head = vec![reader.say("figures-component")];
    head.extend(
        measures
            .months
            .iter()
            .map(|first| first.strftime("%Y-%m").to_string()),
    );
    head.push(reader.say("figures-all-months"));
    let mut rows = vec![head];
    for one in &measures.uptime {
        let mut row = vec![one.name.text.clone()];
        row.extend(one.months.iter().map(|month| percent(*month)));
        row.push(percent(one.whole));
        rows.push(row);
    }
    rows
}

fn months(reader: &Reader, measures: &Measures) -> Vec<Vec<String>> {
    let mut rows = vec![sum_head(reader, "figures-month")];
    for (first, sum) in measures.months.iter().zip(&measures.by_month) {
        rows.push(sum_row(first.strftime("%Y-%m").to_string(), sum));
    }
    rows
}

fn groups(reader: &Reader, key: &str, groups: &[(Said, Sum)]) -> Vec<Vec<String>> {
    let mut rows = vec![sum_head(reader, key)];
    rows.extend(
        groups
            .iter()
            .map(|(said, sum)| sum_row(said.text.clone(), sum)),
    );
    rows
}

fn sum_head(reader: &Reader, first: &str) -> Vec<String> {
    [
        first,
        "figures-incidents",
        "figures-minutes-least",
        "figures-minutes-most",
        "figures-unknown-impact",
    ]
    .map(|key| reader.say(key))
    .to_vec()
}

fn sum_row(first: String, sum: &Sum) -> Vec<String> {
    vec![
        first,
        sum.incidents.to_string(),
        minutes(sum.impact.low_seconds),
        minutes(sum.impact.high_seconds),
        sum.unknown.to_string(),
    ]
}

fn times(reader: &Reader, measures: &Measures) -> Vec<Vec<String>> {
    let head = [
        "figures-time",
        "figures-median-least",
        "figures-median-most",
        "figures-known-of",
        "figures-incidents",
    ];
    let mut rows = vec![head.map(|key| reader.say(key)).to_vec()];
    for time in &measures.times {
        let median = |side: fn(&Bounds) -> i64| {
            time.median
                .map(|median| minutes(side(&median)))
                .unwrap_or_default()
        };
        rows.push(vec![
            reader.say(&format!("figures-{}", time.key)),
            median(|bounds| bounds.low_seconds),
            median(|bounds| bounds.high_seconds),
            time.known.to_string(),
            time.of.to_string(),
        ]);
    }
    rows
}

/// "99.98": two places, never rounded up; empty without data.
fn percent(share: Option<Share>) -> String {
    share
        .map(|share| {
            let hundredths = share.ppm.clamp(0, 1_000_000) / 100;
            format!("{}.{:02}", hundredths / 100, hundredths % 100)
        })
        .unwrap_or_default()
}

fn minutes(seconds: i64) -> String {
    match seconds % 60 {
        0 => (seconds / 60).to_string(),
        rest => format!("{}.{:02}", seconds / 60, rest * 100 / 60),
    }
}

fn line(fields: &[String]) -> String {
    let fields: Vec<String> = fields.iter().map(|field| cell(field)).collect();
    format!("{}\r\n", fields.join(","))
}

/// What a person wrote may begin like a formula: a quote in front keeps it words in a spreadsheet.
fn cell(field: &str) -> String {
    let is_formula = field.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let field = if is_formula {
        format!("'{field}")
    } else {
        field.to_owned()
    };
    if field.contains([',', '"', '\n', '\r']) {
        return format!("\"{}\"", field.replace('"', "\"\""));
    }
    field
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_formula_stays_words() {
        assert_eq!(cell("=1+1"), "'=1+1");
        assert_eq!(cell("@SUM(A1,A2)"), "\"'@SUM(A1,A2)\"");
        assert_eq!(cell("-5"), "'-5");
        assert_eq!(
            cell("Paiement, \"en 3 fois\""),
            "\"Paiement, \"\"en 3 fois\"\"\""
        );
        assert_eq!(cell("API"), "API");
    }

    #[test]
    fn shares_and_minutes_are_never_rounded_up() {
        let share = |ppm| {
            Some(Share {
                ppm,
                is_bound: false,
            })
        };

        assert_eq!(percent(share(999_999)), "99.99");
        assert_eq!(percent(share(1_000_000)), "100.00");
        assert_eq!(percent(None), "");
        assert_eq!(
            (minutes(3600), minutes(90)),
            ("60".to_owned(), "1.50".to_owned())
        );
    }
}
