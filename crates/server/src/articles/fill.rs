//! Places in an article: `{report}` becomes where the form is, `{answer}` the time that is promised.
//!
//! A paragraph, or a line of a list, with a place that has no value is left out, and a heading with nothing left below it too: so one
//! text does for pages that promise something and pages that do not. What people write in braces and that is none of [`PLACES`] is
//! text like any other.

use beffroi_domain::PageId;
use jiff::SignedDuration;

use crate::{pages::Page, web::Reader};

/// The places that there are.
pub const PLACES: &[&str] = &[
    "page",
    "home",
    "help",
    "report",
    "subscribe",
    "history",
    "search",
    "promises",
    "figures",
    "answer",
];

/// What an article can be told of its page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Whose.
    pub page: PageId,
    /// Within how long somebody answers a report; `None` where reports are not taken. Zero promises nothing.
    pub answer_within: Option<SignedDuration>,
}

/// A part of a text that stays or goes as a whole.
struct Block<'a> {
    text: &'a str,
    /// How deep a heading is; 0 for what is none.
    level: usize,
    filled: Option<String>,
}

impl Facts {
    /// Whether reports are taken.
    #[must_use]
    pub fn has_desk(&self) -> bool {
        self.answer_within.is_some()
    }

    /// The text as `reader` of `page` reads it.
    #[must_use]
    pub fn fill(&self, reader: &Reader, page: &Page, text: &str) -> String {
        fill(text, |name| self.value(reader, page, name))
    }

    fn value(&self, reader: &Reader, page: &Page, name: &str) -> Option<String> {
        Some(match name {
            "page" => escaped(page.name_in(reader.locale())),
            "home" => reader.path(""),
            "report" => {
                self.answer_within?;
                reader.path("report")
            }
            "answer" => {
                let seconds = self.answer_within?.as_secs();
                (seconds > 0).then(|| reader.seconds(seconds))?
            }
            // What stands at the same place below each language.
            other => reader.path(other),
        })
    }
}

fn fill(text: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let text = text.replace("\r\n", "\n");
    let blocks = text.split("\n\n").map(|one| one.trim_matches('\n'));
    let blocks = blocks.filter(|one| !one.trim().is_empty());
    let blocks: Vec<Block<'_>> = blocks.map(|one| block(one, &value)).collect();
    let kept = (0..blocks.len()).filter(|at| is_kept(&blocks, *at));
    let kept: Vec<&str> = kept.filter_map(|at| blocks[at].filled.as_deref()).collect();
    kept.join("\n\n")
}

fn block<'a>(text: &'a str, value: &impl Fn(&str) -> Option<String>) -> Block<'a> {
    let filled = match is_list(text) {
        false => line(text, value),
        true => {
            let items: Vec<String> = text.lines().filter_map(|item| line(item, value)).collect();
            (!items.is_empty()).then(|| items.join("\n"))
        }
    };
    Block {
        text,
        level: level(text),
        filled,
    }
}

fn level(text: &str) -> usize {
    let signs = text.bytes().take_while(|byte| *byte == b'#').count();
    match text[signs..].starts_with(' ') {
        true => signs,
        false => 0,
    }
}

fn is_list(text: &str) -> bool {
    let is_item = |line: &str| {
        let line = line.trim_start();
        let figures = line.bytes().take_while(u8::is_ascii_digit).count();
        line.starts_with("- ")
            || line.starts_with("* ")
            || (figures > 0 && line[figures..].starts_with(". "))
    };
    text.lines().all(is_item)
}

/// The text with its places filled; `None` where one has no value.
fn line(text: &str, value: &impl Fn(&str) -> Option<String>) -> Option<String> {
    let mut line = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(from) = rest.find('{') {
        let (before, at) = rest.split_at(from);
        line.push_str(before);
        let inside = at.find('}').map(|end| (&at[1..end], end + 1));
        let place = inside.filter(|(name, _)| PLACES.contains(&name.trim()));
        rest = match place {
            Some((name, length)) => {
                line.push_str(&value(name.trim())?);
                &at[length..]
            }
            None => {
                line.push('{');
                &at[1..]
            }
        };
    }
    line.push_str(rest);
    Some(line)
}

/// A heading stays where anything stays below it, or where nothing stood there in the first place.
fn is_kept(blocks: &[Block<'_>], at: usize) -> bool {
    let block = &blocks[at];
    if block.filled.is_none() || block.level == 0 || block.text.contains('\n') {
        return block.filled.is_some();
    }
    let level = block.level;
    let below = || {
        let after = blocks[at + 1..].iter();
        after.take_while(move |one| one.level == 0 || one.level > level)
    };
    let mut words = below().filter(|one| one.level == 0);
    words.next().is_none() || below().any(|one| one.level == 0 && one.filled.is_some())
}

/// A name as words: none of its signs is markup.
fn escaped(name: &str) -> String {
    let signs = |letter: char| letter.is_ascii_punctuation();
    name.chars()
        .flat_map(|letter| signs(letter).then_some('\\').into_iter().chain([letter]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ground::markdown;

    fn known(name: &str) -> Option<String> {
        match name {
            "answer" => None,
            "page" => Some(escaped("Pay [x](javascript:y) & *Co*")),
            other => Some(format!("/en/{other}")),
        }
    }

    #[test]
    fn places_are_filled_and_other_braces_stay() {
        assert_eq!(
            fill("[Form]({report}) { report } {raport} { {{", known),
            "[Form](/en/report) /en/report {raport} { {{"
        );
    }

    #[test]
    fn what_nobody_knows_is_left_out_with_its_heading() {
        let text = "First.\n\n## Answers\n\nWithin {answer}.\n\nAgain {answer}.\n\n### Below\n\n{answer}\n\n## After\n\n- one\n- in {answer}\n- two";

        assert_eq!(fill(text, known), "First.\n\n## After\n\n- one\n- two");
    }

    #[test]
    fn a_heading_stays_with_what_is_left_and_alone_where_it_was_alone() {
        assert_eq!(
            fill("# A\n\n## B\n\nWithin {answer}.\n\nSo.\n\n## C", known),
            "# A\n\n## B\n\nSo.\n\n## C"
        );
    }

    #[test]
    fn a_list_of_nothing_but_what_nobody_knows_is_gone() {
        assert_eq!(fill("One.\n\n1. {answer}\n2. {answer}", known), "One.");
    }

    #[test]
    fn a_name_is_words_and_no_markup() {
        let html = markdown::render(&fill("Of {page}.", known), 2);

        assert_eq!(html.as_str(), "<p>Of Pay [x](javascript:y) &amp; *Co*.</p>");
    }
}
