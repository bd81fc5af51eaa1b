//! Labels of a write-up's sections: the vocabulary of three languages, and where it stands.
//!
//! Read in order: [`labels`], [`label`]. Not here: what stands below a label, see `writeup`.

use std::ops::Range;

use beffroi_domain::{Section, find::fold};

/// A label in a text.
pub struct Label {
    /// The section it opens.
    pub section: Section,
    /// Its bytes, with the marks around it.
    pub span: Range<usize>,
}

/// Labels in bold anywhere, and labels that have a line of their own or begin one with a colon.
#[must_use]
pub fn labels(text: &str) -> Vec<Label> {
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
