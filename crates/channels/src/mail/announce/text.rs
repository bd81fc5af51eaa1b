//! An announcement as plain text: a small table of what is known, then the words, then links on lines of their
//! own.

use super::{head::one_line, quoted::Stretch};
use crate::{
    Fact, Told,
    mail::text::{WIDTH, wrap, wrap_to},
};

/// The widest label beside which something still has room.
const LABEL: usize = 24;

/// The announcement as plain text.
pub fn write(told: &Told) -> Vec<Stretch> {
    let mut blocks = vec![
        wrap(&format!("{} · {}", told.page.name, told.heading)),
        wrap(&one_line(&told.title)),
        table(&told.facts),
    ];
    let quoted = told.quoted.as_ref();
    match quoted.filter(|quoted| !quoted.posts.is_empty()) {
        Some(quoted) => {
            for (said, text) in &quoted.posts {
                blocks.push(wrap(said));
                blocks.extend(paragraphs(&text.plain).map(|lines| cited(&lines.join("\n"))));
            }
        }
        None => blocks.extend(paragraphs(&told.text.plain).map(|lines| lines.join("\n"))),
    }
    blocks.extend(told.promise.as_deref().map(wrap));
    blocks.push(link(&told.labels.open, &told.address));
    blocks.extend(told.official().map(|(label, address)| link(label, address)));
    blocks.retain(|block| !block.is_empty());
    // What stands below two hyphens and a space is a signature to mail programs.
    let before = format!(
        "{}\n\n-- \n{}\n\n",
        blocks.join("\n\n"),
        link(&one_line(&told.page.name), &told.page.address),
    );
    let below = |label: &str| Stretch::Words(format!("\n\n{}\n", wrap(label)));
    vec![
        Stretch::Words(before),
        Stretch::Why,
        below(&told.labels.manage),
        Stretch::Manage,
        below(&told.labels.leave),
        Stretch::Leave,
        Stretch::Words("\n".to_owned()),
    ]
}

/// The paragraphs of a text, each in lines as they were written, which are short enough for a mail.
fn paragraphs(plain: &str) -> impl Iterator<Item = Vec<String>> {
    let paragraphs = plain.split("\n\n").map(|paragraph| {
        let lines = paragraph.lines().map(line);
        lines.filter(|line| !line.is_empty()).collect::<Vec<_>>()
    });
    paragraphs.filter(|lines| !lines.is_empty())
}

/// A paragraph as mails cite others.
fn cited(lines: &str) -> String {
    let lines = lines.lines().map(|line| format!("> {line}"));
    lines.collect::<Vec<_>>().join("\n")
}

/// A line; what follows an item's hyphen stands below its words.
fn line(line: &str) -> String {
    match line.trim_start().strip_prefix("- ") {
        Some(item) => format!("- {}", wrap_to(item, WIDTH - 2).replace('\n', "\n  ")),
        None => wrap(line),
    }
}

/// What is known: labels, and beside them what they say, in one column.
fn table(facts: &[Fact]) -> String {
    let labels = facts.iter().map(|fact| fact.label.chars().count());
    let column = labels.filter(|width| *width <= LABEL).max().unwrap_or(0) + 2;
    let rows = facts.iter().map(|fact| {
        let label = one_line(&fact.label);
        let says = wrap_to(&fact.says, WIDTH - column);
        let indent = format!("\n{}", " ".repeat(column));
        let says = says.replace('\n', &indent);
        if label.chars().count() + 2 > column {
            format!("{label}{indent}{says}")
        } else {
            format!("{label:column$}{says}")
        }
    });
    rows.collect::<Vec<_>>().join("\n")
}

fn link(label: &str, address: &str) -> String {
    format!("{}\n{address}", wrap(label))
}
