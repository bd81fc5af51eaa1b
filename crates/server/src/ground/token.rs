//! Randomness: ids and whatever must not be guessed.

use std::sync::atomic::{AtomicU32, Ordering};

use beffroi_domain::PublicId;
use jiff::Timestamp;
use uuid::Uuid;

/// How many ids this program made; by it those of one millisecond are in order.
static MADE: AtomicU32 = AtomicU32::new(0);

/// A new id, sortable by `now`; those that this program makes within a millisecond sort as they are made.
///
/// Source: RFC 9562, 6.2, method 1: a counter in the bits after the time, here 26 of them.
#[must_use]
pub fn new_id(now: Timestamp) -> Uuid {
    let millis = u64::try_from(now.as_millisecond()).unwrap_or(0);
    let count = MADE.fetch_add(1, Ordering::Relaxed) & 0x03ff_ffff;
    // The high bits of the first and the third byte are those of version and variant.
    let mut bytes: [u8; 10] = random();
    bytes[0] = (count >> 22) as u8;
    bytes[1] = (count >> 14) as u8;
    bytes[2] = (count >> 8) as u8 & 0x3f;
    bytes[3] = count as u8;
    uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()
}

/// A new public id in Statuspage's form.
#[must_use]
pub fn new_public_id() -> PublicId {
    PublicId::from_entropy(random())
}

/// A short id for a fault, shown to the reader and written to the log.
#[must_use]
pub fn fault_id() -> String {
    new_public_id().as_str()[..8].to_owned()
}

/// A new secret of 256 bits, in 64 hexadecimal digits.
#[must_use]
pub fn new_secret() -> String {
    let bytes: [u8; 32] = random();
    super::seal::hex(&bytes)
}

/// Random bytes, which nobody can guess.
#[must_use]
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_one_instant_sort_as_they_are_made_and_are_version_seven() {
        let now: Timestamp = "2026-03-04T11:00:00Z".parse().unwrap();
        let made: Vec<Uuid> = (0..10_000).map(|_| new_id(now)).collect();

        assert!(made.is_sorted());
        assert!(made.iter().all(|id| id.get_version_num() == 7));
    }
}
