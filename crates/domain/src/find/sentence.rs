//! Sentences: where one ends and the next begins, roughly and without a dictionary.

use std::ops::Range;

/// The byte spans of the sentences of a text, without the white space between them.
///
/// A sentence ends at `.`, `!`, `?` or `…` before white space and a capital, a digit or a mark, and
/// at every line break.
#[must_use]
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    let mut start = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let ends = letter == '\n'
            || (is_stop(letter)
                && next.is_none_or(char::is_whitespace)
                && opens(&text[at + letter.len_utf8()..]));
        if ends {
            push(&mut spans, text, start..at + letter.len_utf8());
            start = at + letter.len_utf8();
        }
    }
    push(&mut spans, text, start..text.len());
    spans
}

/// The bytes of the sentence that stands at a byte of the text.
#[must_use]
pub fn sentence_at(text: &str, at: usize) -> Option<Range<usize>> {
    sentences(text).into_iter().find(|span| span.contains(&at))
}

fn is_stop(letter: char) -> bool {
    matches!(letter, '.' | '!' | '?' | '…')
}

fn opens(rest: &str) -> bool {
    rest.trim_start()
        .chars()
        .next()
        .is_none_or(|first| !first.is_lowercase())
}

fn push(spans: &mut Vec<Range<usize>>, text: &str, span: Range<usize>) {
    let raw = &text[span.clone()];
    let start = span.start + (raw.len() - raw.trim_start().len());
    let end = span.start + raw.trim_end().len();
    if start < end {
        spans.push(start..end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_small_letters_end_no_sentence() {
        let text = "Fin à 4.30 pm. Le service va bien. et encore ! Merci";

        let parts: Vec<_> = sentences(text)
            .into_iter()
            .map(|span| &text[span])
            .collect();

        assert_eq!(
            parts,
            ["Fin à 4.30 pm.", "Le service va bien. et encore !", "Merci"]
        );
    }
}
