//! What an incident did to each merchant: a table that the team gives, and the figure that an answer says of its author's own.
//!
//! An answer may have the place `{payments}`: it becomes "12 payments" in the language of the case. A paragraph that has the place is
//! left out where the table has no figure for the author, so that one text does for all of them and nobody reads another's.

use std::collections::BTreeMap;

use beffroi_domain::{Actor, IncidentId, Locale, PageId, ReportId};
use jiff::Timestamp;

use super::link::check_incident;
use crate::{
    audit,
    ground::{Refusal, Result, Tx},
    params,
    web::words,
};

/// The place of the figure in an answer.
pub const PLACE: &str = "{payments}";
/// The most merchants of one table.
pub const MOST: usize = 100_000;

/// One line of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Affected {
    /// The merchant's name or number, as they give it in reports too.
    pub merchant: String,
    /// How many of their payments.
    pub payments: i64,
}

/// Reads a table: a line for each merchant, their name or number, a comma or a semicolon or a tab, and how many payments. A first
/// line without a number is a heading.
///
/// # Errors
/// `Refused` at `table` for the first line that is none, with its number.
pub fn read_table(text: &str) -> Result<Vec<Affected>, Refusal> {
    let mut all = Vec::new();
    let lines = (1..).zip(text.lines());
    for (number, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
        let last = line.rfind([',', ';', '\t']);
        let read = last.and_then(|at| {
            let payments = line[at + 1..].trim().trim_matches('"').parse().ok();
            let merchant = line[..at].trim().trim_matches('"').replace("\"\"", "\"");
            payments.map(|payments| Affected { merchant, payments })
        });
        match read {
            Some(one) if one.payments >= 0 && !key(&one.merchant).is_empty() => all.push(one),
            None if number == 1 => {}
            _ => {
                let message = format!(
                    "line {number}: write a merchant, a comma and a number, such as Atelier Brume,12"
                );
                let refusal = Refusal::of("table", message);
                return Err(refusal.says("refusal-affected-line", [("line", number.to_string())]));
            }
        }
    }
    Ok(all)
}

/// Gives the table of an incident, in place of the one before; how many merchants it has.
///
/// # Errors
/// `Refused` at `incident` where the page has none such, at `table` where it is longer than [`MOST`].
pub async fn set_affected(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    (page, incident): (PageId, IncidentId),
    all: &[Affected],
) -> Result<usize> {
    check_incident(tx, page, incident).await?;
    if all.len() > MOST {
        let message = format!("a table has {MOST} merchants at most");
        let refusal = Refusal::of("table", message);
        return Err(refusal
            .says("refusal-affected-many", [("most", MOST.to_string())])
            .into());
    }
    let mut sums: BTreeMap<String, i64> = BTreeMap::new();
    for one in all {
        let sum = sums.entry(key(&one.merchant)).or_default();
        *sum = sum.saturating_add(one.payments);
    }
    tx.exec(
        "DELETE FROM report_affected WHERE incident_id = $1",
        params![incident],
    )
    .await?;
    for (merchant, payments) in &sums {
        tx.exec(
            "INSERT INTO report_affected (incident_id, merchant, payments) VALUES ($1, $2, $3)",
            params![incident, merchant, *payments],
        )
        .await?;
    }
    let count = sums.len().to_string();
    audit::record(tx, now, actor, "report.affected", incident.0, &count).await?;
    Ok(sums.len())
}

/// How many merchants the table of an incident has.
///
/// # Errors
/// A fault when the database is away.
pub async fn count_affected(tx: &mut Tx, incident: IncidentId) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM report_affected WHERE incident_id = $1";
    let (count,): (i64,) = tx.load(sql, params![incident]).await?;
    Ok(count)
}

/// What an answer says to the author of this case.
pub(super) async fn personal(
    tx: &mut Tx,
    id: ReportId,
    locale: &Locale,
    text: &str,
) -> Result<String> {
    if !text.contains(PLACE) {
        return Ok(text.to_owned());
    }
    let row: Option<(String, Option<uuid::Uuid>)> = tx
        .find(
            "SELECT merchant, incident_id FROM reports WHERE id = $1",
            params![id],
        )
        .await?;
    let figure: Option<(i64,)> = match row {
        Some((merchant, Some(incident))) => {
            let sql = "SELECT payments FROM report_affected WHERE incident_id = $1 AND merchant = $2 AND payments > 0";
            tx.find(sql, params![incident, key(&merchant)]).await?
        }
        _ => None,
    };
    Ok(filled(text, locale, figure.map(|(payments,)| payments)))
}

/// The text with the figure in its place; without one, without the paragraphs that have the place.
fn filled(text: &str, locale: &Locale, figure: Option<i64>) -> String {
    let text = text.replace("\r\n", "\n");
    match figure {
        Some(payments) => {
            let words = words::first_of([locale]);
            text.replace(PLACE, &words.count("case-own-payments", payments, &[]))
        }
        None => {
            let kept = text
                .split("\n\n")
                .filter(|paragraph| !paragraph.contains(PLACE));
            kept.collect::<Vec<_>>().join("\n\n")
        }
    }
}

/// The same for all ways to write a name or a number: small letters and figures alone.
fn key(merchant: &str) -> String {
    let signs = merchant.chars().filter(|sign| sign.is_alphanumeric());
    signs.flat_map(char::to_lowercase).collect()
}

/// How many authors of cases about an incident of a page were answered personally.
///
/// # Errors
/// A fault when the database is away.
pub async fn count_answered(tx: &mut Tx, page: PageId, incident: IncidentId) -> Result<i64> {
    let (count,): (i64,) = tx
        .load(
            "SELECT COUNT(*) FROM reports r WHERE r.page_id = $1 AND r.incident_id = $2
               AND EXISTS (SELECT 1 FROM report_entries e WHERE e.report_id = r.id AND e.kind = 'we_said')",
            params![page, incident],
        )
        .await?;
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_read_with_any_divider_and_a_line_that_is_none_is_named() {
        let table = "merchant;payments\n\"Atelier, Brume\",12\n4711;3\r\nGannet Outdoor\t1\n\n";

        let all = read_table(table).unwrap();

        let read: Vec<_> = all
            .iter()
            .map(|one| (one.merchant.as_str(), one.payments))
            .collect();
        assert_eq!(
            read,
            [("Atelier, Brume", 12), ("4711", 3), ("Gannet Outdoor", 1)]
        );
        for bad in ["a,1\nb", "a,1\n,2", "a,1\nb,-2", "a,1\nb,two"] {
            let refusal = read_table(bad).unwrap_err();
            assert_eq!(refusal.field, Some("table"), "{bad}");
            assert!(refusal.message.starts_with("line 2"), "{}", refusal.message);
        }
        assert!(read_table("").unwrap().is_empty());
    }

    #[test]
    fn one_text_does_for_those_with_a_figure_and_those_without() {
        let text = "Hello,\n\nWe count {payments} of yours.\n\nSorry.";
        let said = |locale, figure| filled(text, &Locale::of(locale), figure);

        assert_eq!(
            said("en", Some(1)),
            "Hello,\n\nWe count 1 payment of yours.\n\nSorry."
        );
        assert!(said("it", Some(12_000)).contains("We count 12.000 pagamenti"));
        assert_eq!(said("fr", None), "Hello,\n\nSorry.");
        assert_eq!(key("  ATELIER-Brume "), key("atelier brume"));
    }
}
