//! Randomness: ids and whatever must not be guessed.

use beffroi_domain::PublicId;
use jiff::Timestamp;
use uuid::Uuid;

/// A new id, sortable by `now`.
#[must_use]
pub fn new_id(now: Timestamp) -> Uuid {
    let millis = u64::try_from(now.as_millisecond()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &random()).into_uuid()
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

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}
