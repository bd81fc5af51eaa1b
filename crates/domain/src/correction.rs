//! A published text that says something else now, and what the difference is.
//!
//! Read in order: [`Correction`], [`difference`].

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Locale;

/// A published text that was set right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// In which language.
    pub locale: Locale,
    /// When.
    pub at: Timestamp,
    /// What it said until then.
    pub before: String,
    /// What it said from then on.
    pub after: String,
}

/// What became of a piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It stands in both.
    Stays,
    /// It was taken out.
    Goes,
    /// It came in.
    Comes,
}

/// A piece of text and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What became of it.
    pub fate: Fate,
    /// The words, with the space behind them.
    pub text: String,
}

/// More pairs of words than this are not compared one by one.
const MOST: usize = 4_000_000;

/// The difference of two texts, word by word: read without what comes it is `before`, read without what
/// goes it is `after`. Of two very long texts with little in common, the middle is told as one piece.
#[must_use]
pub fn difference(before: &str, after: &str) -> Vec<Piece> {
    let (old, new) = (words(before), words(after));
    let head = shared(old.iter(), new.iter());
    let most = old.len().min(new.len()) - head;
    let tail = shared(old.iter().rev(), new.iter().rev()).min(most);
    let middle_old = &old[head..old.len() - tail];
    let middle_new = &new[head..new.len() - tail];
    let mut pieces = Pieces::default();
    pieces.all(Fate::Stays, &old[..head]);
    if middle_old.len().saturating_mul(middle_new.len()) > MOST {
        pieces.all(Fate::Goes, middle_old);
        pieces.all(Fate::Comes, middle_new);
    } else {
        walk(&mut pieces, middle_old, middle_new);
    }
    pieces.all(Fate::Stays, &old[old.len() - tail..]);
    pieces.0
}

/// Words with the white space behind them; white space at the beginning is a word of its own.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let word = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let space = rest[word..].find(|c: char| !c.is_whitespace());
        let end = space.map_or(rest.len(), |space| word + space);
        words.push(&rest[..end]);
        rest = &rest[end..];
    }
    words
}

fn shared<'a>(
    old: impl Iterator<Item = &'a &'a str>,
    new: impl Iterator<Item = &'a &'a str>,
) -> usize {
    old.zip(new).take_while(|(old, new)| old == new).count()
}

/// Along the longest common sequence; what goes stands before what comes.
fn walk(pieces: &mut Pieces, old: &[&str], new: &[&str]) {
    let width = new.len() + 1;
    let mut common = vec![0_u32; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i * width + j] = if old[i] == new[j] {
                common[(i + 1) * width + j + 1] + 1
            } else {
                common[(i + 1) * width + j].max(common[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < old.len() && j < new.len() {
        if old[i] == new[j] {
            pieces.one(Fate::Stays, old[i]);
            (i, j) = (i + 1, j + 1);
        } else if common[(i + 1) * width + j] >= common[i * width + j + 1] {
            pieces.one(Fate::Goes, old[i]);
            i += 1;
        } else {
            pieces.one(Fate::Comes, new[j]);
            j += 1;
        }
    }
    pieces.all(Fate::Goes, &old[i..]);
    pieces.all(Fate::Comes, &new[j..]);
}

/// Pieces as they come, neighbours of one fate joined.
#[derive(Default)]
struct Pieces(Vec<Piece>);

impl Pieces {
    fn one(&mut self, fate: Fate, word: &str) {
        match self.0.last_mut() {
            Some(last) if last.fate == fate => last.text.push_str(word),
            _ => self.0.push(Piece {
                fate,
                text: word.to_owned(),
            }),
        }
    }

    fn all(&mut self, fate: Fate, words: &[&str]) {
        for word in words {
            self.one(fate, word);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn without(fate: Fate, pieces: &[Piece]) -> String {
        let kept = pieces.iter().filter(|piece| piece.fate != fate);
        kept.map(|piece| piece.text.as_str()).collect()
    }

    proptest! {
        #[test]
        fn both_texts_can_be_read_in_the_difference(before in "[ab \n]{0,40}", after in "[ab \n]{0,40}") {
            let pieces = difference(&before, &after);

            prop_assert_eq!(without(Fate::Comes, &pieces), before);
            prop_assert_eq!(without(Fate::Goes, &pieces), after);
        }

        #[test]
        fn one_text_has_no_difference(text in ".{1,80}") {
            prop_assert!(difference(&text, &text).iter().all(|piece| piece.fate == Fate::Stays));
        }
    }

    #[test]
    fn a_word_is_set_right() {
        let pieces = difference("About 20 % of payments.", "About 40 % of payments.");

        let told: Vec<_> = pieces
            .iter()
            .map(|one| (one.fate, one.text.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                (Fate::Stays, "About "),
                (Fate::Goes, "20 "),
                (Fate::Comes, "40 "),
                (Fate::Stays, "% of payments."),
            ]
        );
    }
}
