//! Actions: what will be done about what showed. Pipe tables on one line, tables whose pipes are
//! lost, bulleted lists with a lead, or plain sentences.

use std::sync::LazyLock;

use beffroi_domain::find::{fold, sentences};
use regex::Regex;

/// One row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// What showed, where said.
    pub symptom: Option<String>,
    /// What will be done.
    pub action: String,
}

/// `| --- | --- |`
static RULE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\|(?:\s*:?-{3,}:?\s*\|)+").expect("a literal pattern"));
static BULLET: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?:^|\s)[*•]\s").expect("a literal pattern"));

/// Reads a section of actions: its rows, and the prose that is none.
#[must_use]
pub fn read(section: &str) -> (Vec<Row>, String) {
    let bare = section.trim();
    if bare.is_empty() || is_nothing(bare) {
        return (Vec::new(), bare.to_owned());
    }
    if let Some(rows) = lines_without_pipes(bare) {
        return (rows, String::new());
    }
    if BULLET.is_match(bare) {
        return (bulleted(bare), String::new());
    }
    let rows = sentences(bare)
        .into_iter()
        .map(|span| Row {
            symptom: None,
            action: bare[span].to_owned(),
        })
        .collect();
    (rows, String::new())
}

fn is_nothing(text: &str) -> bool {
    matches!(
        fold(text).trim_end_matches('.'),
        "n/a" | "na" | "aucune" | "none" | "nessuna" | "-"
    )
}

/// The section without the first table in it, and that table.
#[must_use]
pub fn cut_table(section: &str) -> (&str, Option<Table<'_>>) {
    let Some(rule) = RULE.find(section) else {
        return (section, None);
    };
    let columns = rule.as_str().matches('|').count() - 1;
    let Some(start) = header_start(&section[..rule.start()], columns) else {
        return (section, None);
    };
    let table = Table {
        columns,
        header: &section[start..rule.start()],
        body: &section[rule.end()..],
    };
    (&section[..start], Some(table))
}

/// A pipe table as it stands.
#[derive(Clone, Copy, Debug)]
pub struct Table<'a> {
    columns: usize,
    header: &'a str,
    body: &'a str,
}

/// The pipe that begins the header: one more than there are columns, counted back from the rule.
fn header_start(before: &str, columns: usize) -> Option<usize> {
    before.rmatch_indices('|').map(|(at, _)| at).nth(columns)
}

/// The rows of a table; what stands below it is none of them.
#[must_use]
pub fn rows(table: Option<Table<'_>>) -> Vec<Row> {
    let Some(table) = table else {
        return Vec::new();
    };
    let action_first = cells(table.header).first().is_some_and(|name| {
        let folded = fold(name);
        folded.contains("action") || folded.contains("azion")
    });
    let mut all = Vec::new();
    let mut rest = table.body;
    while let Some((row, after)) = row(rest, table.columns) {
        rest = after;
        let (symptom, action) = if action_first {
            (row.get(1), row.first())
        } else {
            (row.first(), row.get(1))
        };
        let text = |cell: Option<&String>| {
            cell.map(|cell| cell.replace("**", ""))
                .filter(|cell| !cell.is_empty())
        };
        match (text(symptom), text(action)) {
            (None, None) => {}
            (symptom, action) => all.push(Row {
                symptom,
                action: action.unwrap_or_default(),
            }),
        }
    }
    all
}

/// The next row: a pipe, then as many cells as there are columns, each closed by a pipe.
fn row(text: &str, columns: usize) -> Option<(Vec<String>, &str)> {
    let mut rest = text.trim_start().strip_prefix('|')?;
    let mut all = Vec::new();
    for _ in 0..columns {
        match rest.split_once('|') {
            Some((cell, after)) => {
                all.push(cell.trim().to_owned());
                rest = after;
            }
            // Cut off: what is there counts.
            None => {
                all.push(rest.trim().to_owned());
                rest = "";
                break;
            }
        }
    }
    all.iter()
        .any(|cell| !cell.is_empty())
        .then_some((all, rest))
}

fn cells(header: &str) -> Vec<String> {
    header
        .split('|')
        .map(|cell| cell.replace("**", "").trim().to_owned())
        .filter(|cell| !cell.is_empty())
        .collect()
}

/// "Symptom Action" on a line, then one line a row: the first sentence is the symptom.
fn lines_without_pipes(text: &str) -> Option<Vec<Row>> {
    let (head, body) = text.split_once('\n')?;
    let folded = fold(head);
    let is_head = ["sympt", "sintom"]
        .iter()
        .any(|stem| folded.starts_with(stem))
        && folded.split(' ').count() <= 3;
    if !is_head {
        return None;
    }
    let rows = body
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| {
            let first = sentences(line).into_iter().next().unwrap_or(0..0);
            let action = line[first.end..].trim();
            if action.is_empty() {
                return Row {
                    symptom: None,
                    action: line.to_owned(),
                };
            }
            Row {
                symptom: Some(line[first].to_owned()),
                action: action.to_owned(),
            }
        });
    Some(rows.collect())
}

/// "Alarm too late : * Watch more. Repair too slow : * Train more"
fn bulleted(text: &str) -> Vec<Row> {
    let bullets: Vec<_> = BULLET.find_iter(text).map(|found| found.range()).collect();
    let mut symptom = lead(&text[..bullets[0].start]);
    let ends = bullets
        .iter()
        .skip(1)
        .map(|bullet| bullet.start)
        .chain([text.len()]);
    let mut all = Vec::new();
    for (bullet, end) in bullets.iter().zip(ends) {
        let chunk = text[bullet.end..end].trim();
        let (action, next) = match chunk.strip_suffix(':').filter(|_| end < text.len()) {
            Some(chunk) => cut_lead(chunk.trim_end()),
            None => (chunk, None),
        };
        all.push(Row {
            symptom: symptom.clone(),
            action: action.to_owned(),
        });
        symptom = next.or(symptom);
    }
    all
}

fn lead(text: &str) -> Option<String> {
    let bare = text
        .replace("**", "")
        .trim()
        .trim_end_matches(':')
        .trim()
        .to_owned();
    (!bare.is_empty()).then_some(bare)
}

/// An action and the lead of the next one: cut at the last stop, else at the last capital.
fn cut_lead(chunk: &str) -> (&str, Option<String>) {
    let spans = sentences(chunk);
    let at = match spans.as_slice() {
        [.., _, last] => Some(last.start),
        _ => last_capital(chunk),
    };
    match at {
        Some(at) => (chunk[..at].trim(), lead(&chunk[at..])),
        None => (chunk, None),
    }
}

fn last_capital(chunk: &str) -> Option<usize> {
    chunk.rmatch_indices(' ').map(|(at, _)| at + 1).find(|at| {
        let mut letters = chunk[*at..].chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_some_and(char::is_lowercase)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(section: &str) -> Vec<(Option<String>, String)> {
        let (rest, table) = cut_table(section);
        let mut all = rows(table);
        all.extend(read(rest).0);
        all.into_iter()
            .map(|row| (row.symptom, row.action))
            .collect()
    }

    fn want(rows: &[(&str, &str)]) -> Vec<(Option<String>, String)> {
        rows.iter()
            .map(|(symptom, action)| {
                (
                    Some((*symptom).to_owned()).filter(|symptom| !symptom.is_empty()),
                    (*action).to_owned(),
                )
            })
            .collect()
    }

    #[test]
    fn a_table_on_one_line_with_words_below() {
        let section = "| **Symptôme** | **Action** | | --- | --- | | Alarme tardive. | Plus d'alarmes Formation | | Lent | Rapide | Merci.";

        assert_eq!(
            all(section),
            want(&[
                ("Alarme tardive.", "Plus d'alarmes Formation"),
                ("Lent", "Rapide")
            ])
        );
    }

    #[test]
    fn a_table_that_is_cut_off_keeps_what_is_there() {
        let section = "| **Symptoms** | **Actions** | | --- | --- | | Late alarm | More ala";

        assert_eq!(all(section), want(&[("Late alarm", "More ala")]));
    }

    #[test]
    fn a_table_whose_pipes_are_lost() {
        let section = "Symptom Action\nPartial release (two of five). Ban such releases. Review the process.\nSlow repair. Shorten it.";

        assert_eq!(
            all(section),
            want(&[
                (
                    "Partial release (two of five).",
                    "Ban such releases. Review the process."
                ),
                ("Slow repair.", "Shorten it.")
            ])
        );
    }

    #[test]
    fn a_list_with_leads() {
        let section = "Suivi : * Plus de tableaux. Trop lent à croître : * Simplifier la configuration du DNS Survenue : * Moins d'appels";

        assert_eq!(
            all(section),
            want(&[
                ("Suivi", "Plus de tableaux."),
                ("Trop lent à croître", "Simplifier la configuration du DNS"),
                ("Survenue", "Moins d'appels"),
            ])
        );
    }

    #[test]
    fn sentences_and_nothing() {
        assert_eq!(
            all("Renforcer les serveurs. Améliorer le suivi."),
            want(&[("", "Renforcer les serveurs."), ("", "Améliorer le suivi.")])
        );
        assert_eq!(all("N/A"), []);
    }
}
