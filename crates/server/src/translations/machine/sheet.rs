//! A text on its way to the machine and back: line by line, with what may not be changed marked, and held against what came back.
//!
//! Read in order: [`Sheet::of`], [`Sheet::lines`] (what is sent), [`Sheet::filled`] (what came back). Line ends, bullets and
//! headings stay here and are never sent. Not here: how a service is asked.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::{Rough, Trouble};

/// What stays as it is: places of ours and of templates, where links lead, addresses, code, references, numbers already masked.
static KEPT: LazyLock<Regex> = LazyLock::new(|| {
    let kept = [
        r"\{\{[^{}\n]*\}\}",
        r"\{[a-z_]+\}",
        r"\]\((?:[^()\s]|\([^()\s]*\))+\)",
        r"https?://[^\s<>]*[^\s<>.,;:!?»)\]]",
        r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
        r"`[^`\n]+`",
        r"\b[A-Z]{2,10}-[0-9]+\b",
        r"•••• \w{4}",
    ];
    Regex::new(&kept.join("|")).expect("a pattern of ours")
});

/// How a line begins that is a bullet, a heading or a quotation.
static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s*(?:(?:[-*+]|[0-9]{1,2}[.)]|#{1,6}|>)\s+)*").expect("a pattern of ours")
});

/// What a machine makes of a mark: a tag, whatever is in it.
static TAG: LazyLock<Regex> = LazyLock::new(|| Regex::new("<[^<>]*>").expect("a pattern of ours"));

/// A place, whatever its name.
static PLACE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\{[^{}\n]+\}").expect("a pattern of ours"));

/// A text, line by line.
pub(super) struct Sheet {
    lines: Vec<Line>,
}

/// A line: what it begins with, and the rest.
struct Line {
    lead: String,
    rest: Rest,
}

enum Rest {
    /// Nothing to translate in it.
    Same(String),
    /// What is sent of it, what it was, and what may not be changed, each time it stands in it.
    Sent {
        marked: String,
        plain: String,
        pieces: Vec<String>,
    },
}

impl Sheet {
    /// A text, with these marks around what stays.
    pub fn of(text: &str, marks: (&str, &str)) -> Self {
        let lines = text.split('\n').map(|line| Line::of(line, marks));
        Self {
            lines: lines.collect(),
        }
    }

    /// What is sent of it.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().filter_map(|line| match &line.rest {
            Rest::Same(_) => None,
            Rest::Sent { marked, .. } => Some(marked.as_str()),
        })
    }

    /// The text with what came back for each line that was sent.
    ///
    /// # Errors
    /// [`Trouble::Lost`] where something that stays did not come back as often as it was sent; [`Trouble::Answer`] where a
    /// line came back empty.
    pub fn filled(&self, back: &mut impl Iterator<Item = String>) -> Result<Rough, Trouble> {
        let (mut text, mut is_mended) = (Vec::new(), false);
        for line in &self.lines {
            let said = match &line.rest {
                Rest::Same(same) => same.clone(),
                Rest::Sent { plain, pieces, .. } => {
                    let said = unmarked(&back.next().ok_or(Trouble::Answer)?);
                    let (said, is_changed) = held(&said, plain, pieces)?;
                    is_mended |= is_changed;
                    said
                }
            };
            text.push(format!("{}{said}", line.lead));
        }
        Ok(Rough {
            text: text.join("\n"),
            is_mended,
        })
    }
}

impl Line {
    fn of(line: &str, (open, close): (&str, &str)) -> Self {
        let lead = LEAD.find(line).map_or("", |found| found.as_str());
        let plain = line[lead.len()..].trim_end();
        let rest = match KEPT.replace_all(plain, "").chars().any(char::is_alphabetic) {
            false => Rest::Same(plain.to_owned()),
            true => {
                let mut marked = String::new();
                let mut end = 0;
                for piece in KEPT.find_iter(plain) {
                    marked.push_str(&escaped(&plain[end..piece.start()]));
                    marked.push_str(open);
                    marked.push_str(&escaped(piece.as_str()));
                    marked.push_str(close);
                    end = piece.end();
                }
                marked.push_str(&escaped(&plain[end..]));
                let pieces = KEPT.find_iter(plain);
                Rest::Sent {
                    marked,
                    pieces: pieces.map(|piece| piece.as_str().to_owned()).collect(),
                    plain: plain.to_owned(),
                }
            }
        };
        Self {
            lead: lead.to_owned(),
            rest,
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// What came back, without marks.
fn unmarked(said: &str) -> String {
    let bare = TAG.replace_all(said, "");
    let plain = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&nbsp;", "\u{a0}"),
        ("&amp;", "&"),
    ];
    let bare = plain
        .iter()
        .fold(bare.into_owned(), |text, (packed, letter)| {
            text.replace(packed, letter)
        });
    bare.replace(['\n', '\r'], " ").trim().to_owned()
}

/// What came back, with every piece as often and as it was sent; true where one had to be put right.
fn held(said: &str, plain: &str, pieces: &[String]) -> Result<(String, bool), Trouble> {
    if said.is_empty() {
        return Err(Trouble::Answer);
    }
    let (mut said, mut is_mended) = (said.to_owned(), false);
    let mut lost: Vec<String> = Vec::new();
    for piece in distinct(pieces) {
        if said.matches(piece).count() == plain.matches(piece).count() {
            continue;
        }
        said = alike(piece)
            .replace_all(&said, |_: &Captures<'_>| piece)
            .into_owned();
        is_mended = true;
        if said.matches(piece).count() != plain.matches(piece).count() {
            lost.push(piece.to_owned());
        }
    }
    if let [only] = &lost[..]
        && let Some(named) = renamed(&said, only, pieces)
        && plain.matches(only.as_str()).count() == 1
    {
        return Ok((spaced(&said.replace(&named, only), plain, pieces), true));
    }
    match lost.is_empty() {
        true => Ok((spaced(&said, plain, pieces), is_mended)),
        false => Err(Trouble::Lost(lost)),
    }
}

/// Each once, the longest first: a reference may stand in a link.
fn distinct(pieces: &[String]) -> Vec<&str> {
    let mut all: Vec<&str> = pieces.iter().map(String::as_str).collect();
    all.sort_by_key(|piece| (std::cmp::Reverse(piece.len()), *piece));
    all.dedup();
    all
}

/// The piece, however it is spaced and in capitals or not.
fn alike(piece: &str) -> Regex {
    let letters: Vec<String> = piece
        .chars()
        .filter(|one| !one.is_whitespace())
        .map(|one| regex::escape(&one.to_string()))
        .collect();
    let pattern = format!("(?i){}", letters.join(r"\s*"));
    Regex::new(&pattern).expect("letters that are escaped")
}

/// The one place in what came back that nobody sent, where a place of ours was lost: its name was translated.
fn renamed(said: &str, lost: &str, pieces: &[String]) -> Option<String> {
    if !PLACE.is_match(lost) {
        return None;
    }
    let foreign = PLACE.find_iter(said).map(|found| found.as_str());
    let mut foreign = foreign.filter(|found| pieces.iter().all(|piece| piece != found));
    let only = foreign.next()?;
    foreign.next().is_none().then(|| only.to_owned())
}

/// Gives back the space beside a piece that a machine swallowed.
fn spaced(said: &str, plain: &str, pieces: &[String]) -> String {
    let mut said = said.to_owned();
    for piece in distinct(pieces) {
        let Some(at) = plain.find(piece) else {
            continue;
        };
        let is_apart = |letter: Option<char>| letter.is_none_or(|one| !one.is_alphanumeric());
        let was_before = is_apart(plain[..at].chars().next_back());
        let was_after = is_apart(plain[at + piece.len()..].chars().next());
        let mut whole = String::with_capacity(said.len() + 2);
        let mut parts = said.split(piece).peekable();
        while let Some(part) = parts.next() {
            let follows = !whole.is_empty() && whole.ends_with(piece);
            if follows && was_after && !is_apart(part.chars().next()) {
                whole.push(' ');
            }
            whole.push_str(part);
            if parts.peek().is_some() {
                if was_before && !is_apart(part.chars().next_back()) {
                    whole.push(' ');
                }
                whole.push_str(piece);
            }
        }
        said = whole;
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    const MARKS: (&str, &str) = ("<x>", "</x>");

    fn back(text: &str, said: &[&str]) -> Result<Rough, Trouble> {
        let mut said = said.iter().map(|one| (*one).to_owned());
        Sheet::of(text, MARKS).filled(&mut said)
    }

    fn whole(text: &str, said: &[&str]) -> (String, bool) {
        let rough = back(text, said).unwrap();
        (rough.text, rough.is_mended)
    }

    #[test]
    fn places_links_references_and_masked_numbers_are_marked_and_the_rest_is_escaped() {
        let text = "Depuis {start}, {{ banque }} & <TSR-1723> : https://example.com/a?b=1. Voir [ici](https://x.example/TSR-9), a@b.example, `rm -x`, carte •••• 1111";

        let sheet = Sheet::of(text, MARKS);

        let lines: Vec<&str> = sheet.lines().collect();
        assert_eq!(
            lines,
            [
                "Depuis <x>{start}</x>, <x>{{ banque }}</x> &amp; &lt;<x>TSR-1723</x>&gt; : <x>https://example.com/a?b=1</x>. Voir [ici<x>](https://x.example/TSR-9)</x>, <x>a@b.example</x>, <x>`rm -x`</x>, carte <x>•••• 1111</x>"
            ]
        );
        // A machine that changes nothing gives back what there was.
        assert_eq!(whole(text, &lines), (text.to_owned(), false));
    }

    #[test]
    fn lines_stay_lines_and_what_says_nothing_is_not_sent() {
        let text = "## Point\n\n- {start}\n- Cause : oui\n  1. TSR-1";

        let sheet = Sheet::of(text, MARKS);

        assert_eq!(sheet.lines().collect::<Vec<_>>(), ["Point", "Cause : oui"]);
        assert_eq!(
            whole(text, &["Update", "Cause: yes"]).0,
            "## Update\n\n- {start}\n- Cause: yes\n  1. TSR-1"
        );
    }

    #[test]
    fn what_came_back_another_way_is_put_right_and_said() {
        assert_eq!(
            whole("Depuis {start}.", &["Since <x>{ Start }</x>."]),
            ("Since {start}.".to_owned(), true)
        );
        assert_eq!(
            whole("Dossier TSR-12 ouvert", &["Case tsr - 12 open"]),
            ("Case TSR-12 open".to_owned(), true)
        );
        assert_eq!(
            whole("Depuis {start}, {end}.", &["Dalle {inizio}, {end}."]),
            ("Dalle {start}, {end}.".to_owned(), true)
        );
        assert_eq!(
            whole(
                "Depuis {start} ici",
                &["Since<span translate=\"no\">{start}</span>here"]
            )
            .0,
            "Since {start} here"
        );
    }

    #[test]
    fn what_is_lost_or_said_twice_is_no_draft() {
        let lost =
            |pieces: &[&str]| Trouble::Lost(pieces.iter().map(|one| (*one).to_owned()).collect());

        assert_eq!(
            back("Depuis {start}.", &["Since noon."]).unwrap_err(),
            lost(&["{start}"])
        );
        assert_eq!(
            back("Depuis {start} à {end}.", &["Since {inizio} to {fine}."]).unwrap_err(),
            lost(&["{start}", "{end}"])
        );
        assert_eq!(
            back("Voir TSR-1.", &["See TSR-1, TSR-1."]).unwrap_err(),
            lost(&["TSR-1"])
        );
        assert_eq!(back("Bonjour", &[" "]).unwrap_err(), Trouble::Answer);
        assert_eq!(back("Bonjour", &[]).unwrap_err(), Trouble::Answer);
    }
}
