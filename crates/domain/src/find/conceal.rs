//! Concealing: card and account numbers taken out of a text, at every door through which one comes
//! in.

use std::{borrow::Cow, ops::Range};

use super::{card::cards, iban::ibans};

/// The text with card and account numbers blotted out but for their last four signs
/// (`•••• 1111`); borrowed where there is none, as nearly always.
#[must_use]
pub fn conceal(text: &str) -> Cow<'_, str> {
    let found = concealed(text);
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (span, kept) in found {
        out.push_str(&text[at..span.start]);
        out.push_str("•••• ");
        out.push_str(&kept);
        at = span.end;
    }
    out.push_str(&text[at..]);
    Cow::Owned(out)
}

/// Where numbers stand that nobody may read, in order and apart, with the signs that may stay.
fn concealed(text: &str) -> Vec<(Range<usize>, String)> {
    if !has_many_digits(text) {
        return Vec::new();
    }
    let last_four = |value: &str| value[value.len().saturating_sub(4)..].to_owned();
    let mut all: Vec<(Range<usize>, String)> = ibans(text)
        .into_iter()
        .map(|iban| (iban.span, last_four(&iban.value)))
        .collect();
    for card in cards(text) {
        let apart = all
            .iter()
            .all(|(span, _)| card.span.end <= span.start || span.end <= card.span.start);
        if apart {
            all.push((card.span, card.value));
        }
    }
    all.sort_by_key(|(span, _)| span.start);
    all
}

/// Neither number has fewer than seven digits; most texts have fewer.
fn has_many_digits(text: &str) -> bool {
    text.bytes().filter(u8::is_ascii_digit).nth(6).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_blotted_out_and_the_rest_stays() {
        let text = "La carte 4111 1111 1111 1111 et FR14 2004 1010 0505 0001 3M02 606, à 14h08.";

        assert_eq!(conceal(text), "La carte •••• 1111 et •••• 2606, à 14h08.");
    }

    #[test]
    fn a_text_without_them_is_not_copied() {
        assert!(matches!(
            conceal("Depuis 14h08, 5 000 paiements (TSR-1026)."),
            Cow::Borrowed(_)
        ));
    }
}
