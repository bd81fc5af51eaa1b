//! Write-ups (post-mortems) of one language: sections by their labels, however flattened.
//!
//! Read in order: [`Writeup`], [`read`], [`label`] (the vocabulary). `timeline` and `actions` read
//! the two sections that are more than prose.

use std::ops::Range;

use beffroi_domain::{Section, find::fold};

use super::{
    actions::{self, Row},
    timeline::{self, Line},
};

/// A write-up in one language, not dated.
#[derive(Clone, Debug, Default)]
pub struct Writeup {
    /// Sections in the order of the text; a section said twice is joined.
    pub sections: Vec<(Section, String)>,
    /// The timeline's lines.
    pub timeline: Vec<Line>,
    /// The action table's rows.
    pub actions: Vec<Row>,
    /// True where a section was told by its place, its label being lost.
    pub label_lost: bool,
}

impl Writeup {
    /// The text of a section.
    #[must_use]
    pub fn section(&self, wanted: Section) -> Option<&str> {
        self.sections
            .iter()
            .find(|(section, _)| *section == wanted)
            .map(|(_, text)| text.as_str())
    }

    fn put(&mut self, section: Section, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        match self
            .sections
            .iter_mut()
            .find(|(known, _)| *known == section)
        {
            Some((_, known)) => {
                known.push('\n');
                known.push_str(text);
            }
            None => self.sections.push((section, text.to_owned())),
        }
    }
}

/// Labels, folded. Actions and services come with a tail ("… by Acmepay"), so they are beginnings.
const LABELS: &[(Section, &[&str])] = &[
    (
        Section::Reference,
        &[
            "reference incident",
            "reference de l'incident",
            "incident reference",
            "reference",
            "riferimento incidente",
            "riferimento dell'incidente",
            "riferimento",
        ],
    ),
    (
        Section::Service,
        &[
            "service concerne",
            "services concernes",
            "service impacte",
            "services impactes",
            "affected service",
            "affected services",
            "services affected",
            "impacted services",
            "servizio interessato",
            "servizi interessati",
            "servizio coinvolto",
            "servizi coinvolti",
            "payment services affected by the incident",
        ],
    ),
    (
        Section::Impact,
        &[
            "impact client",
            "impact clients",
            "impact",
            "impacts",
            "client impact",
            "customer impact",
            "impact marchand",
            "merchant impact",
            "impatto sui clienti",
            "impatto sul cliente",
            "impatto cliente",
            "impatto",
        ],
    ),
    (
        Section::Overview,
        &[
            "synthese de l'incident",
            "synthese",
            "resume de l'incident",
            "chronologie",
            "chronologie de l'incident",
            "incident overview",
            "overview",
            "incident summary",
            "timeline",
            "incident timeline",
            "sintesi dell'incidente",
            "sintesi",
            "cronologia",
        ],
    ),
    (
        Section::Context,
        &["contexte", "context", "background", "contesto"],
    ),
    (
        Section::RootCause,
        &[
            "root cause",
            "root causes",
            "cause racine",
            "cause principale",
            "cause",
            "causa principale",
            "causa radice",
            "cause principali",
            "origine de l'incident",
            "cause technique",
            "origin of the incident",
        ],
    ),
    (
        Section::Recovery,
        &[
            "retablissement du service",
            "retablissement",
            "resolution",
            "resolution de l'incident",
            "service recovery",
            "recovery",
            "ripristino del servizio",
            "ripristino",
            "risoluzione",
        ],
    ),
];
const ACTIONS: &[&str] = &[
    "actions a entreprendre",
    "actions entreprises",
    "actions to be taken",
    "actions taken",
    "azioni da intraprendere",
    "azioni intraprese",
    "plan d'action",
    "plan d'actions",
    "action plan",
    "action items",
    "actions correctives",
    "corrective actions",
    "next steps",
    "azioni correttive",
    "actions",
    "azioni",
];
const SERVICES: &[&str] = &["payment services affected", "services affected by"];
/// The longest label, in bytes.
const LONGEST: usize = 90;

/// The section that a label names.
#[must_use]
pub fn label(words: &str) -> Option<Section> {
    let words = words.trim().trim_start_matches(['#', ' ']);
    if words.len() > LONGEST || words.ends_with('.') || !words.starts_with(char::is_uppercase) {
        return None;
    }
    let folded = fold(words.trim_end_matches([':', ' ', '\u{a0}']));
    let exact = LABELS
        .iter()
        .find(|(_, names)| names.contains(&folded.as_str()))
        .map(|(section, _)| *section);
    let begins = |names: &[&str]| {
        names.iter().any(|name| {
            folded
                .strip_prefix(name)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })
    };
    exact
        .or_else(|| begins(ACTIONS).then_some(Section::Actions))
        .or_else(|| begins(SERVICES).then_some(Section::Service))
}

/// True for a text that has at least two labels, or the heading of a write-up at its top.
#[must_use]
pub fn is_writeup(text: &str) -> bool {
    let top = fold(text.get(..text.len().min(40)).unwrap_or(text));
    let headed = top
        .trim_start_matches(['#', ' ', '*'])
        .starts_with("post mortem")
        || top.starts_with("post-mortem");
    headed || labels(text).len() >= 2
}

struct Label {
    section: Section,
    span: Range<usize>,
}

/// Reads a write-up.
#[must_use]
pub fn read(text: &str) -> Writeup {
    let labels = labels(text);
    let mut writeup = Writeup::default();
    let lead = &text[..labels.first().map_or(text.len(), |label| label.span.start)];
    let lead = without_heading(lead);
    if !lead.is_empty() {
        writeup.put(Section::Overview, lead);
    }
    let ends = labels
        .iter()
        .skip(1)
        .map(|label| label.span.start)
        .chain([text.len()]);
    for (label, end) in labels.iter().zip(ends) {
        fill(&mut writeup, label.section, &text[label.span.end..end]);
    }
    writeup
}

fn fill(writeup: &mut Writeup, section: Section, text: &str) {
    // A table can stand without a label of its own, below the section before it.
    let (text, table) = actions::cut_table(text);
    writeup.actions.extend(actions::rows(table));
    match section {
        Section::Overview => {
            let read = timeline::read(text);
            writeup.timeline.extend(read.lines);
            writeup.put(Section::Overview, &read.before);
            if !read.after.is_empty() {
                writeup.label_lost = true;
                writeup.put(Section::Context, &read.after);
            }
        }
        Section::Actions => {
            let (rows, prose) = actions::read(text);
            writeup.actions.extend(rows);
            writeup.put(Section::Actions, &prose);
        }
        other => writeup.put(other, text),
    }
}

fn without_heading(lead: &str) -> &str {
    let bare = lead.trim().trim_start_matches(['#', '*', ' ']);
    let folded = fold(bare);
    let heading = ["post mortem", "post-mortem", "postmortem"]
        .iter()
        .find(|heading| folded.starts_with(**heading));
    match heading {
        Some(heading) => bare
            .get(heading.len()..)
            .unwrap_or("")
            .trim_matches(['*', '#', ':', '_', ' ', '\n']),
        None => lead.trim().trim_matches(['#', ' ']),
    }
}

/// Labels in bold anywhere, and labels that have a line of their own or begin one with a colon.
fn labels(text: &str) -> Vec<Label> {
    let mut all = bold(text);
    if text.contains('\n') {
        all.extend(own_lines(text));
        all.sort_by_key(|label| label.span.start);
    }
    let mut end = 0;
    all.retain(|label| {
        let free = label.span.start >= end;
        end = end.max(label.span.end);
        free
    });
    all
}

fn bold(text: &str) -> Vec<Label> {
    let stars: Vec<usize> = text.match_indices("**").map(|(at, _)| at).collect();
    let pairs = stars
        .windows(2)
        .filter(|pair| pair[1] - pair[0] <= LONGEST + 8);
    pairs
        .filter_map(|pair| {
            let words = text.get(pair[0] + 2..pair[1])?;
            // The head of a table has such words too.
            let in_table = text[..pair[0]].trim_end().ends_with('|');
            let section = label(words).filter(|_| !in_table)?;
            let rest = &text[pair[1] + 2..];
            let colon = rest.len() - rest.trim_start_matches([' ', ':']).len();
            Some(Label {
                section,
                span: pair[0]..pair[1] + 2 + colon,
            })
        })
        .collect()
}

fn own_lines(text: &str) -> Vec<Label> {
    let mut all = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let words = line.trim().trim_matches('*');
        let named = words
            .split_once(':')
            .filter(|(name, _)| name.len() <= 40 && label(name).is_some());
        if let Some(section) = label(words) {
            all.push(Label {
                section,
                span: start..start + line.len(),
            });
        } else if let Some((name, _)) = named {
            let colon = line.find(':').unwrap_or(0) + 1;
            all.extend(label(name).map(|section| Label {
                section,
                span: start..start + colon,
            }));
        }
        start += line.len() + 1;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    const FLAT: &str = "# Post Mortem **Incident reference** OPS-1 **Affected service** Cards. **Customer impact** No card for 13 minutes. **Incident overview** * **4h11 PM :** release. **Incident begins.** * **4h24 PM:** rollback, **Ripristino del servizio.** **Incident ends.** **Context** N/A **Root cause** A bad release. **Actions to be taken by Acmepay** | **Symptoms** | **Actions** | | --- | --- | | Slow alarm. | Faster alarm. |";

    #[test]
    fn a_flattened_write_up_falls_into_its_sections() {
        let writeup = read(FLAT);

        let sections: Vec<_> = writeup
            .sections
            .iter()
            .map(|(section, _)| *section)
            .collect();
        assert_eq!(
            sections,
            [
                Section::Reference,
                Section::Service,
                Section::Impact,
                Section::Context,
                Section::RootCause
            ]
        );
        assert_eq!(writeup.section(Section::RootCause), Some("A bad release."));
        assert_eq!(writeup.timeline.len(), 2);
        assert_eq!(writeup.actions.len(), 1);
    }

    #[test]
    fn labels_on_lines_of_their_own_do_as_well() {
        let writeup = read(
            "Post Mortem\n\nService concerné\n\nCartes.\n\nSynthèse de l’incident\n\n  • 3 mai - 14h08 : panne.\n\nUne migration.\n\nRoot cause\n\nUne erreur.",
        );

        assert_eq!(writeup.section(Section::Service), Some("Cartes."));
        assert_eq!(writeup.timeline.len(), 1);
        assert_eq!(writeup.section(Section::Context), Some("Une migration."));
        assert!(writeup.label_lost);
    }

    #[test]
    fn prose_without_labels_is_kept_whole() {
        let writeup = read("Bonsoir, Nous revenons sur la panne de ce jour.");

        assert_eq!(
            writeup.section(Section::Overview),
            Some("Bonsoir, Nous revenons sur la panne de ce jour.")
        );
        assert!(!is_writeup(
            "Bonsoir, Nous revenons sur la panne de ce jour."
        ));
        assert!(is_writeup(FLAT));
    }
}
