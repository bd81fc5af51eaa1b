//! What a case is called: short enough to be read over the telephone, with a sign that shows a slip.

use std::{fmt, str::FromStr};

/// Digits and letters, without those that look like another; as many as a prime, so that each slip of one sign and each
/// swap of two neighbours is seen.
const SIGNS: &[u8; 31] = b"123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Of them without the last, which is made of the others.
const FREE: usize = 7;

/// What a case is called, such as `R-7K2M-9QXD`. No secret: it opens nothing by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference([u8; FREE + 1]);

/// A text that is no reference of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it is no reference of a case: write R- and two times four signs, such as R-7K2M-9QXD")]
pub struct BadReference;

impl Reference {
    /// One out of random bytes.
    #[must_use]
    pub fn from_entropy(bytes: [u8; FREE]) -> Self {
        let mut signs = [0; FREE + 1];
        for (sign, byte) in signs.iter_mut().zip(bytes) {
            *sign = byte % 31;
        }
        signs[FREE] = check(&signs[..FREE]);
        Self(signs)
    }

    /// Those that a text names, in order and each once: in any case of letters, with any dash or none.
    #[must_use]
    pub fn all_in(text: &str) -> Vec<Self> {
        let mut found = Vec::new();
        for (at, sign) in text.char_indices() {
            if !matches!(sign, 'r' | 'R') || text[..at].ends_with(char::is_alphanumeric) {
                continue;
            }
            if let Some(one) = Self::read(&text[at + 1..])
                && !found.contains(&one)
            {
                found.push(one);
            }
        }
        found
    }

    /// What follows the `R`.
    fn read(text: &str) -> Option<Self> {
        let mut signs = [0; FREE + 1];
        let mut count = 0;
        let mut rest = text.chars();
        for sign in rest.by_ref() {
            if matches!(sign, '-' | '‐' | '‑' | '–' | '—' | ' ' | '\u{a0}') && count % 4 == 0
            {
                continue;
            }
            let upper = u8::try_from(sign.to_ascii_uppercase()).ok()?;
            let value = SIGNS.iter().position(|known| *known == upper)?;
            signs[count] = u8::try_from(value).ok()?;
            count += 1;
            if count == signs.len() {
                break;
            }
        }
        let ends = !rest.next().is_some_and(char::is_alphanumeric);
        (count == signs.len() && ends && signs[FREE] == check(&signs[..FREE]))
            .then_some(Self(signs))
    }
}

/// The sum of the signs, each times its place from 2 on, modulo 31.
fn check(signs: &[u8]) -> u8 {
    let sum: usize = signs
        .iter()
        .enumerate()
        .map(|(at, sign)| (at + 2) * usize::from(*sign))
        .sum();
    u8::try_from(sum % 31).unwrap_or_default()
}

impl fmt::Display for Reference {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("R")?;
        for (at, sign) in self.0.iter().enumerate() {
            if at % 4 == 0 {
                out.write_str("-")?;
            }
            write!(out, "{}", char::from(SIGNS[usize::from(*sign)]))?;
        }
        Ok(())
    }
}

impl FromStr for Reference {
    type Err = BadReference;

    fn from_str(text: &str) -> Result<Self, BadReference> {
        let rest = text.trim().strip_prefix(['R', 'r']).ok_or(BadReference)?;
        let length = rest.chars().filter(|sign| sign.is_alphanumeric()).count();
        Self::read(rest)
            .filter(|_| length == FREE + 1)
            .ok_or(BadReference)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_reference() -> impl Strategy<Value = Reference> {
        any::<[u8; FREE]>().prop_map(Reference::from_entropy)
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(one in any_reference()) {
            let text = one.to_string();
            prop_assert_eq!(text.len(), 11);
            prop_assert_eq!(text.parse(), Ok(one));
            prop_assert_eq!(text.to_lowercase().replace('-', " ").parse(), Ok(one));
            prop_assert_eq!(text.replace('-', "").parse(), Ok(one));
            prop_assert_eq!(Reference::all_in(&format!("Re: [{text}] and {text}.")), [one]);
        }

        #[test]
        fn a_slip_of_one_sign_is_no_reference(one in any_reference(), at in 0..=FREE, by in 1..31_u8) {
            let mut wrong = one;
            wrong.0[at] = (wrong.0[at] + by) % 31;
            prop_assert_eq!(wrong.to_string().parse::<Reference>(), Err(BadReference));
        }

        #[test]
        fn two_neighbours_swapped_are_none(one in any_reference(), at in 0..FREE) {
            let mut wrong = one;
            wrong.0.swap(at, at + 1);
            prop_assume!(wrong != one);
            prop_assert_eq!(wrong.to_string().parse::<Reference>(), Err(BadReference));
        }

        #[test]
        fn no_text_brings_it_down(text in ".{0,60}") {
            let _ = (Reference::all_in(&text), text.parse::<Reference>());
        }
    }

    #[test]
    fn what_is_no_reference_is_none() {
        for text in [
            "",
            "R",
            "R-0000-0000",
            "X-7K2M-9QXD",
            "R-7K2M",
            "order R2D2",
        ] {
            assert_eq!(text.parse::<Reference>(), Err(BadReference), "{text}");
            assert!(Reference::all_in(text).is_empty(), "{text}");
        }
    }
}
