//! What a text of the ledger may be: not empty, not endless, and without numbers that nobody may keep.

use crate::ground::{Refusal, mask};

/// The longest subject, in letters.
pub(super) const SUBJECT: usize = 200;
/// The longest reference and name.
pub(super) const SHORT: usize = 80;
/// The longest words of a promise, and reasons.
pub(super) const WORDS: usize = 300;
/// The longest entry.
pub(super) const BODY: usize = 10_000;

/// The text as it is kept.
///
/// # Errors
/// `Refused` at `field` where it is longer than `most` letters.
pub(super) fn short(field: &'static str, text: &str, most: usize) -> Result<String, Refusal> {
    let text = text.trim();
    match text.chars().count() <= most {
        true => Ok(mask::conceal(text).into_owned()),
        false => {
            let message = format!("write at most {most} letters");
            let most = most.to_string();
            Err(Refusal::of(field, message).says("refusal-ticket-long", [("most", most)]))
        }
    }
}

/// The same of a text that has to be there.
///
/// # Errors
/// `Refused` at `field` where nothing is said, or very much.
pub(super) fn needed(field: &'static str, text: &str, most: usize) -> Result<String, Refusal> {
    match text.trim().is_empty() {
        true => Err(Refusal::of(field, "write something here").told("refusal-ticket-empty")),
        false => short(field, text, most),
    }
}
