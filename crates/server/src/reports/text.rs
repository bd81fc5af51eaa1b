//! What a text of a case may be: not endless, and without numbers that nobody may keep.

use crate::ground::{Refusal, mask};

/// The longest name, number and method.
pub(super) const SHORT: usize = 120;
/// The longest word of anybody.
pub(super) const BODY: usize = 10_000;

/// A text as it may be kept, and whether a number was taken out of it.
pub(super) struct Clean {
    pub(super) text: String,
    pub(super) is_masked: bool,
}

/// The text as it is kept.
///
/// # Errors
/// `Refused` at `field` where it is longer than `most` letters.
pub(super) fn short(field: &'static str, text: &str, most: usize) -> Result<Clean, Refusal> {
    let text: String = text.chars().filter(|sign| is_kept(*sign)).collect();
    let text = text.trim();
    if text.chars().count() > most {
        let message = format!("write at most {most} letters");
        return Err(
            Refusal::of(field, message).says("refusal-report-long", [("most", most.to_string())])
        );
    }
    let mut text = text.to_owned();
    // The door of programs cleans whole bodies before anybody reads them.
    let is_masked = mask::clean(&mut text) || mask::is_masked(&text);
    Ok(Clean { text, is_masked })
}

/// Signs that print nothing go, but for ends of lines and tabs: a database may refuse them, and nobody means them.
fn is_kept(sign: char) -> bool {
    !sign.is_control() || matches!(sign, '\n' | '\t')
}

/// The same of a text that has to be there.
///
/// # Errors
/// `Refused` at `field` where nothing is said, or very much.
pub(super) fn needed(field: &'static str, text: &str, most: usize) -> Result<Clean, Refusal> {
    let clean = short(field, text, most)?;
    match clean.text.is_empty() {
        true => Err(Refusal::of(field, "write something here").told("refusal-report-empty")),
        false => Ok(clean),
    }
}
