//! Write-ups (post-mortems) of one language: sections by their labels, however flattened.
//!
//! Read in order: [`Writeup`], [`read`]; `labels` (the vocabulary). `timeline` and `actions` read
//! the two sections that are more than prose.

use beffroi_domain::{Section, find::fold};

use super::{
    actions::{self, Row},
    labels::labels,
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
