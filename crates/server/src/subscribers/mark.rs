//! What a mail carries so that a notification of it can be believed: 48 letters and figures in its `Message-ID`, and in the
//! address that notifications come to where one is set.
//!
//! A mark says whose mail it was and when it was announced, under a seal of the page's key: a reader knows the marks of their
//! own mails alone, and nobody makes one. Letters are small, for some relays change them.

use beffroi_domain::SubscriptionId;
use jiff::Timestamp;
use uuid::Uuid;

use super::Bell;

/// So many signs.
const LENGTH: usize = 48;
/// Source: RFC 4648, 6, in small letters.
const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// Whose mail a mark says it was; not proven yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) id: SubscriptionId,
    /// When it was announced, to the second.
    pub(super) mailed_at: Timestamp,
    sealed: [u8; 10],
}

impl Bell {
    /// What a mail of what was announced then carries.
    #[must_use]
    pub fn mark(&self, id: SubscriptionId, mailed_at: Timestamp) -> String {
        let second = second(mailed_at);
        let mut bytes = [0; 30];
        bytes[..16].copy_from_slice(id.0.as_bytes());
        bytes[16..20].copy_from_slice(&second.to_be_bytes());
        bytes[20..].copy_from_slice(&self.mark_seal(id, second));
        encoded(&bytes)
    }

    /// Whether we made it.
    pub(super) fn is_mark(&self, mark: &Mark) -> bool {
        let own = self.mark_seal(mark.id, second(mark.mailed_at));
        let differs = |differs: u8, (one, other): (&u8, &u8)| differs | (one ^ other);
        std::hint::black_box(own.iter().zip(&mark.sealed).fold(0, differs)) == 0
    }

    fn mark_seal(&self, id: SubscriptionId, second: u32) -> [u8; 10] {
        let whole = self.seal(&format!("mail\n{id}\n{second}"));
        let mut cut = [0; 10];
        cut.copy_from_slice(&whole[..10]);
        cut
    }
}

impl Mark {
    /// The first mark in a text, such as an address or an id.
    pub(super) fn find(text: &str) -> Option<Self> {
        let words = text.split(|sign: char| !sign.is_ascii_alphanumeric());
        words
            .filter(|word| word.len() == LENGTH)
            .find_map(Self::read)
    }

    fn read(word: &str) -> Option<Self> {
        let bytes = decoded(word)?;
        let second = u32::from_be_bytes(bytes[16..20].try_into().ok()?);
        Some(Self {
            id: SubscriptionId(Uuid::from_slice(&bytes[..16]).ok()?),
            mailed_at: Timestamp::from_second(second.into()).ok()?,
            sealed: bytes[20..].try_into().ok()?,
        })
    }
}

/// Before 1970 nothing was announced, and from 2106 on marks repeat, long after those of then are of use.
fn second(at: Timestamp) -> u32 {
    u32::try_from(at.as_second().rem_euclid(1 << 32)).unwrap_or_default()
}

fn encoded(bytes: &[u8; 30]) -> String {
    let letter = |five: u64| char::from(LETTERS[(five & 31) as usize]);
    let groups = bytes.chunks_exact(5).flat_map(|five| {
        let whole = five
            .iter()
            .fold(0, |all, byte| (all << 8) | u64::from(*byte));
        (0..8).rev().map(move |place| whole >> (place * 5))
    });
    groups.map(letter).collect()
}

fn decoded(word: &str) -> Option<[u8; 30]> {
    let word = word.to_ascii_lowercase();
    let mut bytes = [0; 30];
    for (eight, five) in word
        .as_bytes()
        .chunks_exact(8)
        .zip(bytes.chunks_exact_mut(5))
    {
        let mut whole = 0_u64;
        for letter in eight {
            let value = LETTERS.iter().position(|one| one == letter)?;
            whole = (whole << 5) | value as u64;
        }
        five.copy_from_slice(&whole.to_be_bytes()[3..]);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark() -> (Bell, SubscriptionId, Timestamp, String) {
        let bell = Bell::of_key("key");
        let id = SubscriptionId(Uuid::from_u128(0x0195_0000_0000_7000_8000_0000_0000_0007));
        let at: Timestamp = "2026-03-04T11:00:00.25Z".parse().unwrap();
        let given = bell.mark(id, at);
        (bell, id, at, given)
    }

    #[test]
    fn a_mark_is_found_in_an_address_or_an_id_and_fits_into_one() {
        let (bell, id, at, given) = mark();

        // Source: RFC 5321, 4.5.3.1.1: 64 in front of the `@`.
        assert_eq!(given.len(), 48);
        for text in [
            format!("bounces+{given}@example.com"),
            format!("0f0f.{given}@example.com"),
            format!("BOUNCES+{}@EXAMPLE.COM", given.to_uppercase()),
        ] {
            let found = Mark::find(&text).unwrap();
            assert_eq!(found.id, id);
            assert_eq!(found.mailed_at.as_second(), at.as_second());
            assert!(bell.is_mark(&found), "{text}");
        }
        assert_eq!(Mark::find("bounces@example.com"), None);
        assert_eq!(Mark::find(&format!("{}1@example.com", &given[1..])), None);
        assert_eq!(Mark::find(&format!("{given}a@example.com")), None);
    }

    #[test]
    fn nobody_makes_a_mark_of_another() {
        let (bell, _, _, given) = mark();
        assert!(!Bell::of_key("kay").is_mark(&Mark::find(&given).unwrap()));
        for at in 0..given.len() {
            let mut forged = given.clone().into_bytes();
            forged[at] = if forged[at] == b'a' { b'b' } else { b'a' };
            let forged = String::from_utf8(forged).unwrap();
            let found = Mark::find(&forged).unwrap();
            assert!(!bell.is_mark(&found), "{at}");
        }
    }
}
