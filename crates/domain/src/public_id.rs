//! Public ids: what stands in addresses and in the Statuspage-compatible API.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// An id as readers see it, in Statuspage's form when it is ours: 12 digits and lower-case
/// consonants, no vowels, so that no word appears by accident.
///
/// Imported ids are kept as they are (other makers use up to 32 letters, digits, `-` and `_`), so
/// that old addresses keep working.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PublicId(String);

/// A text that cannot be a public id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a public id: 1 to 32 letters, digits, \"-\" or \"_\"")]
pub struct BadPublicId(pub String);

const ALPHABET: &[u8; 30] = b"0123456789bcdfghjklmnpqrstvwxz";

impl PublicId {
    /// An id of ours out of 12 random bytes.
    #[must_use]
    pub fn from_entropy(bytes: [u8; 12]) -> Self {
        Self(
            bytes
                .iter()
                .map(|byte| char::from(ALPHABET[usize::from(*byte) % ALPHABET.len()]))
                .collect(),
        )
    }

    /// The id as it stands in an address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for PublicId {
    type Err = BadPublicId;

    fn from_str(text: &str) -> Result<Self, BadPublicId> {
        let fits = (1..=32).contains(&text.len())
            && text
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        if fits {
            Ok(Self(text.to_owned()))
        } else {
            Err(BadPublicId(text.to_owned()))
        }
    }
}

impl TryFrom<String> for PublicId {
    type Error = BadPublicId;

    fn try_from(text: String) -> Result<Self, BadPublicId> {
        text.parse()
    }
}

impl From<PublicId> for String {
    fn from(id: PublicId) -> Self {
        id.0
    }
}

impl fmt::Display for PublicId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ours_have_the_form_of_statuspage() {
        let id = PublicId::from_entropy([0, 1, 9, 10, 29, 30, 77, 128, 200, 254, 255, 3]);

        assert_eq!(id.as_str().len(), 12);
        assert!(!id.as_str().contains(['a', 'e', 'i', 'o', 'u', 'y']));
        assert_eq!(id.as_str().parse(), Ok(id));
    }

    #[test]
    fn what_could_escape_an_address_is_refused() {
        for bad in ["", "../x", "a b", "é", "123456789012345678901234567890123"] {
            assert!(bad.parse::<PublicId>().is_err(), "{bad}");
        }
    }
}
