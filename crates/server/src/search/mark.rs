//! Where the words stand: a text in pieces, those that were looked for marked.

use super::Terms;

/// How much of a long text is shown around the first hit, in characters.
const AROUND: usize = 220;
const BEFORE: usize = 60;

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// True for what was looked for.
    pub is_hit: bool,
}

/// The whole text in pieces.
#[must_use]
pub fn mark(text: &str, terms: &Terms) -> Vec<Piece> {
    pieces(text, &hits(text, terms))
}

/// The part of a text around the first hit, in pieces; `None` where not all words stand in it.
#[must_use]
pub fn snippet(text: &str, terms: &Terms) -> Option<Vec<Piece>> {
    let hits = hits(text, terms);
    let has = |term: usize| hits.iter().any(|(_, _, hit)| *hit == term);
    if terms.is_empty() || !(0..terms.len()).all(has) {
        return None;
    }
    let first = hits.first()?.0;
    let from = back(text, first, BEFORE);
    let to = forth(text, from, AROUND).max(hits.first()?.1);
    let inside: Vec<_> = hits
        .iter()
        .filter(|(start, end, _)| from <= *start && *end <= to)
        .map(|(start, end, term)| (start - from, end - from, *term))
        .collect();
    let mut shown = pieces(&text[from..to], &inside);
    let dots = |text: &str| Piece {
        text: text.to_owned(),
        is_hit: false,
    };
    if from > 0 {
        shown.insert(0, dots("… "));
    }
    if to < text.len() {
        shown.push(dots(" …"));
    }
    Some(shown)
}

/// Where words of the text are hit: from, to, and by which of the words.
fn hits(text: &str, terms: &Terms) -> Vec<(usize, usize, usize)> {
    let is_inside =
        |letter: char| letter.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&letter);
    let mut all = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, is_inside(letter)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                all.extend(terms.hits(&text[from..at]).map(|term| (from, at, term)));
                start = None;
            }
            _ => {}
        }
    }
    all
}

fn pieces(text: &str, hits: &[(usize, usize, usize)]) -> Vec<Piece> {
    let mut all = Vec::new();
    let mut done = 0;
    let piece = |text: &str, is_hit| Piece {
        text: text.to_owned(),
        is_hit,
    };
    for (start, end, _) in hits {
        if done < *start {
            all.push(piece(&text[done..*start], false));
        }
        all.push(piece(&text[*start..*end], true));
        done = *end;
    }
    if done < text.len() {
        all.push(piece(&text[done..], false));
    }
    all
}

/// `count` characters before `at`, and then to the beginning of a word.
fn back(text: &str, at: usize, count: usize) -> usize {
    let Some((from, _)) = text[..at].char_indices().rev().nth(count) else {
        return 0;
    };
    text[from..at]
        .find(' ')
        .map_or(from, |space| from + space + 1)
}

/// `count` characters behind `from`, and then back to the end of a word.
fn forth(text: &str, from: usize, count: usize) -> usize {
    let Some((to, _)) = text[from..].char_indices().nth(count) else {
        return text.len();
    };
    let to = from + to;
    text[from..to].rfind(' ').map_or(to, |space| from + space)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(pieces: &[Piece]) -> String {
        let each = pieces.iter().map(|piece| match piece.is_hit {
            true => format!("[{}]", piece.text),
            false => piece.text.clone(),
        });
        each.collect()
    }

    #[test]
    fn accents_and_case_do_not_hide_a_word() {
        let terms = Terms::of("reseau carte");

        assert_eq!(
            said(&mark("Le Réseau des cartes, le re\u{301}seau", &terms)),
            "Le [Réseau] des [cartes], le re\u{301}seau"
        );
    }

    #[test]
    fn a_snippet_stands_around_the_first_hit_and_begins_with_a_word() {
        let text = format!("{} panne ici {}", "avant ".repeat(50), "après ".repeat(100));

        let shown = said(&snippet(&text, &Terms::of("panne")).unwrap());

        assert!(shown.starts_with("… avant avant"), "{shown}");
        assert!(
            shown.contains("[panne] ici") && shown.ends_with(" …"),
            "{shown}"
        );
        assert!(shown.chars().count() < AROUND + 20);
    }

    #[test]
    fn all_words_have_to_stand_in_a_text() {
        assert_eq!(snippet("une panne", &Terms::of("panne carte")), None);
        assert_eq!(snippet("une panne", &Terms::default()), None);
    }
}
