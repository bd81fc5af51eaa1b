//! Header blocks: facts typed by hand above a text, as
//! `REF-1 - Début / Start : … - Fin / End : … - Catégorie / Category : …`.
//!
//! The separators ` - ` and ` / ` also stand inside values, so only known labels cut. The end of
//! the last value is the hard part: see [`last_value`].

use std::{ops::Range, sync::LazyLock};

use beffroi_domain::find::{self, Stated, fold};
use regex::Regex;

use crate::{language, record::Responsibility};

/// A header block, read but not dated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// The block as it stands.
    pub raw: String,
    /// References before the first label.
    pub references: Vec<String>,
    /// The start as written.
    pub start_raw: Option<String>,
    /// The end as written.
    pub end_raw: Option<String>,
    /// The start.
    pub start: Option<Stated>,
    /// The end.
    pub end: Option<Stated>,
    /// True where the end says "ongoing".
    pub ongoing: bool,
    /// The category, without the full stop.
    pub category: Option<String>,
    /// The responsibility as written.
    pub responsibility_raw: Option<String>,
    /// `P1` and so on.
    pub priority: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Start,
    End,
    Category,
    Responsibility,
    Priority,
    /// The state, which the frame says better.
    State,
}

struct Label {
    field: Field,
    span: Range<usize>,
}

static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    let word = r"(?:d[ée]but|start|inizio|fin|end|fine|cat[ée]gorie|category|categoria|responsabilit[éà]|responsability|responsibility|priorit[éà]|priority|statut|status|stato)";
    Regex::new(&format!(
        r"(?i)(?:^|[\n\s])(?:[-–•*]\s*)?\**({word}(?:\s*/\s*{word})*)\**\s*:\**"
    ))
    .expect("a literal pattern")
});
static PRIORITY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\s*(P\s?\d)(?-u:\b)\.?").expect("a literal pattern"));
/// Values of several words that can end a block without any marker after them.
static KNOWN_VALUE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^\s*(?:(?:externe|external|esterna|esterno|interne|internal|interna|[aà] confirmer|to be confirmed|da confermare|en cours|ongoing|in corso)(?-u:\b)\.?(?:\s*/\s*)?)+",
    )
    .expect("a literal pattern")
});

/// Values that state nothing, folded.
const NOTHING: &[&str] = &[
    "n/a", "na", "n.a", "/", "aucun", "aucune", "none", "nessuno", "nessuna",
];

/// What may stand beside the references before the first label.
const ANNOUNCING: &[&str] = &[
    "et",
    "and",
    "e",
    "ref",
    "reference",
    "references",
    "riferimento",
    "ticket",
    "incident",
    "n",
];

/// How far from the beginning a block may begin, and how long its last value may be.
const LEAD: usize = 80;
const LONGEST_VALUE: usize = 160;

/// The header block at the beginning of a text, and the byte at which the text proper begins.
#[must_use]
pub fn read(text: &str) -> Option<(Header, usize)> {
    let labels = labels(text);
    let first = labels.first()?;
    let lead = &text[..first.span.start];
    let kinds = labels
        .iter()
        .filter(|label| label.field != first.field)
        .count();
    if kinds == 0 || lead.len() > LEAD || !only_references(lead) {
        return None;
    }
    let mut header = Header {
        references: references(lead),
        ..Header::default()
    };
    let mut end = first.span.end;
    for (at, label) in labels.iter().enumerate() {
        let value = match labels.get(at + 1) {
            Some(next) => label.span.end..next.span.start,
            None => {
                label.span.end..label.span.end + last_value(label.field, &text[label.span.end..])
            }
        };
        end = value.end;
        set(&mut header, label.field, &text[value]);
    }
    header.raw = text[..end].trim().to_owned();
    Some((header, end))
}

/// Labels in order, up to the first that is said a second time: that one belongs to the text.
fn labels(text: &str) -> Vec<Label> {
    let mut all: Vec<Label> = Vec::new();
    for found in LABEL.captures_iter(text) {
        let (Some(whole), Some(words)) = (found.get(0), found.get(1)) else {
            break;
        };
        let field = field(words.as_str());
        let near = all.last().map_or(whole.start() <= LEAD, |last| {
            whole.start() - last.span.end <= 2 * LONGEST_VALUE
        });
        if !near || all.iter().any(|label| label.field == field) {
            break;
        }
        all.push(Label {
            field,
            span: whole.range(),
        });
    }
    all
}

fn field(words: &str) -> Field {
    match fold(words).as_bytes() {
        [b's', b't', b'a', b't', ..] => Field::State,
        [b'd' | b's' | b'i', ..] => Field::Start,
        [b'f' | b'e', ..] => Field::End,
        [b'c', ..] => Field::Category,
        [b'r', ..] => Field::Responsibility,
        _ => Field::Priority,
    }
}

/// References of any scheme, what joins them, and words that announce them.
fn only_references(lead: &str) -> bool {
    lead.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_')))
        .map(|word| word.trim_matches(['-', '_']))
        .filter(|word| !word.is_empty())
        .all(|word| is_reference(word) || ANNOUNCING.contains(&fold(word).as_str()))
}

/// Letters in capitals and then figures, with or without a hyphen.
fn is_reference(word: &str) -> bool {
    let figures = word.trim_start_matches(|c: char| c.is_ascii_uppercase() || c == '-');
    !figures.is_empty()
        && figures.len() < word.len()
        && figures.chars().all(|c| c.is_ascii_digit() || c == '-')
}

fn references(lead: &str) -> Vec<String> {
    lead.split(|c: char| !(c.is_alphanumeric() || c == '-'))
        .filter(|word| is_reference(word))
        .map(str::to_owned)
        .collect()
}

/// The length of the last value: to the end of its line; else a priority; else up to the marker of
/// a language; else words that are known; else one word.
fn last_value(field: Field, rest: &str) -> usize {
    if let Some(line) = rest
        .find('\n')
        .filter(|line| *line <= LONGEST_VALUE && !rest[..*line].trim().is_empty())
    {
        return line;
    }
    if let Some(found) = PRIORITY.find(rest).filter(|_| field == Field::Priority) {
        return found.end();
    }
    if let Some(marker) = language::first_marker(rest).filter(|marker| *marker <= LONGEST_VALUE) {
        return marker;
    }
    if rest.len() <= 40 {
        return rest.len();
    }
    if let Some(found) = KNOWN_VALUE.find(rest) {
        return found.end();
    }
    let lead = rest.len() - rest.trim_start().len();
    rest[lead..]
        .find(char::is_whitespace)
        .map_or(rest.len(), |word| lead + word)
}

fn set(header: &mut Header, field: Field, raw: &str) {
    let raw = raw
        .trim()
        .trim_end_matches(['-', '–', '—', '•', '|'])
        .trim();
    let value = raw.trim_end_matches('.').trim().to_owned();
    if value.is_empty() || NOTHING.contains(&fold(&value).as_str()) {
        return;
    }
    match field {
        Field::Start => {
            let stretch = find::stretches(&value, None).into_iter().next();
            header.start = instant(&value);
            // "9h-10h30": the end has no label of its own, unless one follows.
            header.end = stretch.map(|found| found.value.to);
            header.start_raw = Some(raw.to_owned());
        }
        Field::End => {
            header.ongoing = is_ongoing(&value);
            header.end = instant(&value);
            header.end_raw = Some(raw.to_owned());
        }
        Field::Category => header.category = Some(value),
        Field::Responsibility => header.responsibility_raw = Some(value),
        Field::State => {}
        Field::Priority => header.priority = Some(value.replace(' ', "")),
    }
}

fn instant(value: &str) -> Option<Stated> {
    find::stated(value, None)
        .into_iter()
        .next()
        .map(|found| found.value)
}

fn is_ongoing(value: &str) -> bool {
    let folded = fold(value);
    ["en cours", "ongoing", "in corso"]
        .iter()
        .any(|word| folded.contains(word))
}

/// Whose fault a value names. A name that is no such word is the page's own house.
#[must_use]
pub fn responsibility(value: &str) -> Responsibility {
    let folded = fold(value);
    let has = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    if has(&["confirm", "conferm", "unknown", "inconnu"]) {
        Responsibility::Unconfirmed
    } else if has(&[
        "extern",
        "estern",
        "third part",
        "tiers",
        "prestataire",
        "provider",
        "fornitore",
    ]) {
        Responsibility::External
    } else {
        Responsibility::Own
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_inside_values_cut_nothing() {
        let text = "OPS-12 - Début / Start / Inizio : 09/01/2024 11h05 CET. - Fin / End /fine : En cours / Ongoing / In corso. - Catégorie / Category / Categoria: Production - Bornes / Terminals - Responsabilité / Responsibility / Responsabilità : Externe / External /Esterna FR Le réseau est en panne.";

        let (header, end) = read(text).unwrap();

        assert_eq!(header.references, ["OPS-12"]);
        assert_eq!(
            header.category.as_deref(),
            Some("Production - Bornes / Terminals")
        );
        assert_eq!(
            header.responsibility_raw.as_deref(),
            Some("Externe / External /Esterna")
        );
        assert_eq!(header.start.unwrap().zone.unwrap().label, "CET");
        assert!(header.ongoing && header.end.is_none());
        assert_eq!(text[end..].trim(), "FR Le réseau est en panne.");
    }

    #[test]
    fn a_block_of_lines_ends_with_its_last_line() {
        let text = "- Début / Start : 01/06/2023 10h18 CEST\n- Fin / End : 01/06/2023 11h18 CEST\n- Responsabilité / Responsibility : Acmepay\n- Priorité / Priority : P1.\n\nC'est fini.";

        let (header, end) = read(text).unwrap();

        assert_eq!(header.priority.as_deref(), Some("P1"));
        assert_eq!(text[end..].trim(), "C'est fini.");
    }

    #[test]
    fn text_may_follow_a_priority_without_any_marker() {
        let text = "- Début / Start : 21/06/2022 18h30 CEST - Fin / End : Ongoing - Catégorie / Category : Production - Priorité / Priority : P2 Nous avons vu une hausse des erreurs.";

        let (header, end) = read(text).unwrap();

        assert_eq!(header.priority.as_deref(), Some("P2"));
        assert_eq!(header.category.as_deref(), Some("Production"));
        assert!(text[end..].trim().starts_with("Nous avons"));
    }

    #[test]
    fn stretches_states_and_empty_values_are_understood() {
        let text = "INC0042 - Début / Start : 02/03/2026 9h00-10h30 CET - Responsabilité / Responsibility : N/A - Statut / Status : Résolu FR Tout va bien.";

        let (header, end) = read(text).unwrap();

        assert_eq!(header.references, ["INC0042"]);
        assert_eq!(header.end.unwrap().clock.unwrap().time.hour(), 10);
        assert_eq!(header.responsibility_raw, None);
        assert_eq!(text[end..].trim(), "FR Tout va bien.");
    }

    #[test]
    fn a_label_in_running_text_is_no_block() {
        assert_eq!(read("Le service est rétabli. Fin : 14h."), None);
        assert_eq!(read(""), None);
    }
}
