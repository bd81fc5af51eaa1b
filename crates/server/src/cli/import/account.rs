//! The account of a run in plain words: a table of what was read, what became of it, which records
//! are one incident, and the warnings with their quotes.

use std::fmt::Write;

use beffroi_readers::record::WarningKind;

use crate::imports::{Account, KINDS, Matched, Said, Tally, heading};

/// The longest quote that is told in full, in characters.
const QUOTE: usize = 120;

/// The whole account, to be printed as it stands.
pub(super) fn tell(account: &Account, is_rehearsal: bool) -> String {
    let mut out = String::new();
    table(&mut out, &account.tallies);
    became(&mut out, account, is_rehearsal);
    matches(&mut out, account);
    warnings(&mut out, account);
    out
}

/// A heading, its value in a row, and whether it stays when every row has nothing there.
struct Column(&'static str, fn(&Tally) -> String, bool);

const COLUMNS: &[Column] = &[
    Column("source", |row| short(&row.source).to_owned(), true),
    Column(
        "format",
        |row| row.format.clone().unwrap_or_else(|| "-".to_owned()),
        true,
    ),
    Column("incidents", |row| row.incidents.to_string(), true),
    Column("maintenances", |row| row.maintenances.to_string(), false),
    Column("components", |row| row.components.to_string(), false),
    Column("updates", |row| row.updates.to_string(), true),
    Column("languages", languages, true),
    Column("to the minute", |row| row.timed.to_string(), true),
    Column("day only", |row| row.day_only.to_string(), false),
    Column("clock only", |row| row.clock_only.to_string(), false),
    Column("undated", |row| row.undated.to_string(), false),
    Column("post-mortems", |row| row.postmortems.to_string(), false),
    Column("warnings", |row| row.warnings.to_string(), true),
    Column("refused", |row| row.refused.to_string(), false),
];

fn languages(tally: &Tally) -> String {
    let all = tally
        .languages
        .iter()
        .map(|(locale, count)| format!("{locale} {count}"));
    let all: Vec<String> = all.collect();
    if all.is_empty() {
        "-".to_owned()
    } else {
        all.join(", ")
    }
}

/// One row a source; numbers to the right, words to the left.
fn table(out: &mut String, tallies: &[Tally]) {
    let has_any = |column: &&Column| column.2 || tallies.iter().any(|row| column.1(row) != "0");
    let columns: Vec<Vec<String>> = COLUMNS
        .iter()
        .filter(has_any)
        .map(|column| {
            let cells = tallies.iter().map(column.1);
            [column.0.to_owned()].into_iter().chain(cells).collect()
        })
        .collect();
    for row in 0..=tallies.len() {
        let cells = columns.iter().map(|column| {
            let width = column
                .iter()
                .map(|cell| cell.chars().count())
                .max()
                .unwrap_or(0);
            match column[1..].iter().all(|cell| cell.parse::<usize>().is_ok()) {
                true => format!("{:>width$}", column[row]),
                false => format!("{:<width$}", column[row]),
            }
        });
        say(out, cells.collect::<Vec<_>>().join("  ").trim_end());
    }
}

fn became(out: &mut String, account: &Account, is_rehearsal: bool) {
    let Some(page) = &account.page else {
        return say(out, "\nNothing was read.");
    };
    let locales: Vec<&str> = account
        .locales
        .iter()
        .map(beffroi_domain::Locale::as_str)
        .collect();
    let made = match (account.made_page, is_rehearsal) {
        (true, true) => " would be made",
        (true, false) => " was made",
        (false, _) => "",
    };
    say(
        out,
        &format!("\nPage {page}{made} (speaks {})", locales.join(", ")),
    );
    let (new, added) = (account.sum(|row| row.new), account.sum(|row| row.added));
    let (unchanged, older) = (
        account.sum(|row| row.unchanged),
        account.sum(|row| row.older),
    );
    if new + added + unchanged + older == 0 {
        return;
    }
    let would = if is_rehearsal { "would be " } else { "" };
    say(out, &format!("  {new:>5} {would}new"));
    say(out, &format!("  {added:>5} {would}added to what was there"));
    say(out, &format!("  {unchanged:>5} with nothing new"));
    if older > 0 {
        say(
            out,
            &format!("  {older:>5} older than what was there, left alone"),
        );
    }
}

fn matches(out: &mut String, account: &Account) {
    if account.matched == 0 {
        return;
    }
    say(
        out,
        &format!("\nThe same incident, told twice: {}", account.matched),
    );
    for Matched {
        source,
        ordinal,
        with,
    } in &account.matches
    {
        let (source, other) = (short(source), short(&with.source));
        let line = format!(
            "  record {ordinal} of {source} is record {} of {other}",
            with.ordinal
        );
        say(out, &format!("{line}: {}", with.why));
    }
    rest(out, account.matched, account.matches.len());
}

fn warnings(out: &mut String, account: &Account) {
    let all: usize = account.warned.values().sum();
    if all == 0 {
        return;
    }
    say(
        out,
        &format!("\nWarnings: {all}. Each quotes the places that it is about."),
    );
    for kind in KINDS {
        let Some(count) = account.warned.get(kind) else {
            continue;
        };
        say(out, &format!("\n{} ({count})", heading(*kind)));
        let of_kind = account
            .warnings
            .iter()
            .filter(|said| said.warning.kind == *kind);
        for said in of_kind {
            warning(out, said);
        }
    }
    rest(out, all, account.warnings.len());
}

/// A missing language quotes nothing but the title, which its record's place says shorter.
fn warning(out: &mut String, said: &Said) {
    let (source, message) = (short(&said.source), &said.warning.message);
    say(
        out,
        &format!("  {source} record {}: {message}", said.ordinal),
    );
    if said.warning.kind == WarningKind::LanguageMissing {
        return;
    }
    for quote in &said.warning.quotes {
        say(out, &format!("      \u{201c}{}\u{201d}", shortened(quote)));
    }
}

/// A file by its own name; an address whole.
fn short(source: &str) -> &str {
    match source.contains("://") {
        true => source,
        false => source.rsplit('/').next().unwrap_or(source),
    }
}

fn rest(out: &mut String, all: usize, told: usize) {
    if all > told {
        say(
            out,
            &format!(
                "  … and {} more; all are kept beside their incidents.",
                all - told
            ),
        );
    }
}

fn shortened(quote: &str) -> String {
    let folded = quote.split_whitespace().collect::<Vec<_>>().join(" ");
    if folded.chars().count() <= QUOTE {
        return folded;
    }
    let kept: String = folded.chars().take(QUOTE).collect();
    format!("{kept}…")
}

fn say(out: &mut String, line: &str) {
    writeln!(out, "{line}").expect("a String takes every line");
}
