//! Markers: what people type between two languages.
//!
//! Read in order: [`pieces`], the patterns, [`is_borne_out`] (a code counts only where the words
//! after it bear it out: "IT teams" and "EN COURS" are no markers).

use std::{ops::Range, sync::LazyLock};

use beffroi_domain::find::fold;
use regex::{Captures, Regex};

use super::{Language, identify};

/// A piece of text between two markers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// Its words.
    pub text: &'a str,
    /// The language that its marker names.
    pub claimed: Option<Language>,
}

struct Marker {
    span: Range<usize>,
    claimed: Option<Language>,
}

const NAMES: &str = "italiano|italian|italiana|italienne|italien|italia|english|inglese|anglaise|anglais|french|francese|fran[cç]aise?|france";

/// `=====ENGLISH VERSION=====`, and the same between other signs.
static BANNER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[=~#*]{3,}\s{0,3}([\p{L} ]{2,40}?)\s{0,3}[=~#*]{3,}").expect("a literal pattern")
});
/// A row of dashes, perhaps with a name or a code after it.
static ROW: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?i)(?:[-–—_][-–—_]{{4,}})(?:\s*\**\s*(?:(?:in|en)\s+)?(?:version[e]?\s+)?({NAMES})(?-u:\b)(?:\s+version)?\s*\**\s*:?\s*\**)?(?:\s*[-–—_]{{3,}})?"
    ))
    .expect("a literal pattern")
});
/// "In italiano :", "En anglais:".
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?:^|\s)\**(?:In|En|in|en)\s+((?i:{NAMES}))\s*\**\s*:\**"
    ))
    .expect("a literal pattern")
});
/// "English version" as a heading on the line.
static VERSION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?:^|\s)[#*_\s]*(?:((?:English|Italian|French|ENGLISH|ITALIAN|FRENCH)) (?i:version)|(?:V|v)(?i:ersione?) ((?i:{NAMES})))[*_]*(?:\s*:)?\s+[*_]*(\S+)"
    ))
    .expect("a literal pattern")
});
/// "Français :", "English:" where a sentence begins.
static ALONE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|\n|[.!?…]\s)\s*\**(Français|French|Francese|English|Anglais|Inglese|Italiano|Italian|Italien)\**\s*:\**")
        .expect("a literal pattern")
});
/// `FR`, `[EN]`, `IT :`, `fr:`, a flag.
static CODE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:^|[\s\]).!?…*])((?:[\[(*]*(FRA?|ENG?|ITA?|GB|UK)[\])*]*(?:\s*[:–—-])?|(fr|en|it)\s?:|(🇫🇷|🇬🇧|🇺🇸|🇮🇹)\s?:?))(?:\s|$)",
    )
    .expect("a literal pattern")
});

/// The pieces of a text between its markers, in order; empty ones left out.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut all = Vec::new();
    let mut start = 0;
    let mut claimed = None;
    for marker in markers(text) {
        push(&mut all, &text[start..marker.span.start], claimed);
        start = marker.span.end;
        claimed = marker.claimed;
    }
    push(&mut all, &text[start..], claimed);
    all
}

/// Where the first marker of a text begins.
pub fn first(text: &str) -> Option<usize> {
    markers(text).first().map(|marker| marker.span.start)
}

fn push<'a>(all: &mut Vec<Piece<'a>>, text: &'a str, claimed: Option<Language>) {
    let text =
        text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '—' | '–'));
    if text.chars().any(char::is_alphanumeric) {
        all.push(Piece { text, claimed });
    }
}

fn markers(text: &str) -> Vec<Marker> {
    let mut all: Vec<Marker> = BANNER
        .captures_iter(text)
        .filter_map(|found| banner(&found))
        .collect();
    all.extend(
        ROW.captures_iter(text)
            .filter_map(|found| row(text, &found)),
    );
    all.extend(NAMED.captures_iter(text).filter_map(|found| named(&found)));
    all.extend(ALONE.captures_iter(text).filter_map(|found| alone(&found)));
    all.extend(
        VERSION
            .captures_iter(text)
            .filter_map(|found| version(&found)),
    );
    all.extend(codes(text));
    all.sort_by_key(|marker| (marker.span.start, std::cmp::Reverse(marker.span.end)));
    let mut end = 0;
    all.retain(|marker| {
        let free = marker.span.start >= end;
        end = end.max(if free { marker.span.end } else { 0 });
        free
    });
    all
}

fn named_language(name: &str) -> Option<Language> {
    let folded = fold(name);
    let known = [
        (Language::En, ["engl", "angl", "ingl"].as_slice()),
        (Language::Fr, ["fran", "french"].as_slice()),
        (Language::It, ["ital"].as_slice()),
    ];
    known
        .into_iter()
        .find(|(_, stems)| {
            folded
                .split(' ')
                .any(|word| stems.iter().any(|stem| word.starts_with(stem)))
        })
        .map(|(language, _)| language)
}

fn banner(found: &Captures<'_>) -> Option<Marker> {
    let name = found.get(1)?.as_str();
    let claimed = named_language(name).or(match name.trim() {
        "FR" => Some(Language::Fr),
        "EN" => Some(Language::En),
        "IT" => Some(Language::It),
        _ => None,
    })?;
    Some(Marker {
        span: found.get(0)?.range(),
        claimed: Some(claimed),
    })
}

/// A row inside a table's rule is none.
fn row(text: &str, found: &Captures<'_>) -> Option<Marker> {
    let span = found.get(0)?.range();
    let in_table = text[..span.start].trim_end().ends_with('|')
        && text[span.end..].trim_start().starts_with('|');
    let claimed = found.get(1).and_then(|name| named_language(name.as_str()));
    (!in_table).then_some(Marker { span, claimed })
}

fn named(found: &Captures<'_>) -> Option<Marker> {
    let claimed = named_language(found.get(1)?.as_str())?;
    Some(Marker {
        span: found.get(0)?.range(),
        claimed: Some(claimed),
    })
}

/// The stop before the name belongs to the text.
fn alone(found: &Captures<'_>) -> Option<Marker> {
    let (whole, name) = (found.get(0)?, found.get(1)?);
    let stop = whole
        .as_str()
        .find(|c: char| c.is_whitespace() || c.is_alphanumeric())?;
    Some(Marker {
        span: whole.start() + stop..whole.end(),
        claimed: Some(named_language(name.as_str())?),
    })
}

/// A heading is followed by a new sentence, not by "below".
fn version(found: &Captures<'_>) -> Option<Marker> {
    let name = found.get(1).or(found.get(2))?;
    let next = found.get(3)?;
    let opens = next
        .as_str()
        .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '#');
    let claimed = named_language(name.as_str())?;
    opens.then_some(Marker {
        span: found.get(0)?.start()..next.start(),
        claimed: Some(claimed),
    })
}

fn codes(text: &str) -> Vec<Marker> {
    let found: Vec<(Range<usize>, Language)> = CODE
        .captures_iter(text)
        .filter_map(|found| {
            let code = found.get(2).or(found.get(3)).or(found.get(4))?.as_str();
            let language = match code.chars().next()? {
                'F' | 'f' => Language::Fr,
                'I' | 'i' => Language::It,
                _ if code == "🇫🇷" => Language::Fr,
                _ if code == "🇮🇹" => Language::It,
                _ => Language::En,
            };
            Some((found.get(1)?.range(), language))
        })
        .collect();
    let ends = found
        .iter()
        .skip(1)
        .map(|(span, _)| span.start)
        .chain([text.len()]);
    let mut current = None;
    let mut all = Vec::new();
    for ((span, language), end) in found.iter().zip(ends) {
        let after = &text[span.end..end];
        // "un IBAN FR ou IT": within a text of the same language a code is a word of it.
        let repeated = current == Some(*language) && !opens(after, char::is_uppercase);
        if !repeated && is_borne_out(after, *language) {
            current = Some(*language);
            all.push(Marker {
                span: span.clone(),
                claimed: current,
            });
        }
    }
    all
}

fn opens(after: &str, fits: impl Fn(char) -> bool) -> bool {
    after.trim_start().chars().next().is_some_and(fits)
}

/// The first words after a code are of its language, or of none.
fn is_borne_out(after: &str, language: Language) -> bool {
    let mut words = after.split_whitespace();
    let first: Vec<&str> = words.by_ref().take(12).collect();
    let sum = identify::sum(&first.join(" "));
    let own = sum[language.index()];
    // "EN 301" is a standard; a text that begins with a figure has words to speak for it.
    let opens = opens(after, |c| !c.is_lowercase() && !c.is_numeric());
    let other = Language::ALL
        .into_iter()
        .filter(|other| *other != language)
        .map(|other| sum[other.index()])
        .max();
    !first.is_empty() && (own > other.unwrap_or(0) || (own == other.unwrap_or(0) && opens))
}
