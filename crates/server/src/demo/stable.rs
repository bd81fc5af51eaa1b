//! Stable public ids: the same key gives the same address on every machine and at every start.

use beffroi_domain::PublicId;

/// Source: FNV-1a, 64 bits, offset basis and prime by Fowler, Noll and Vo.
const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// The public id of what `key` names. Not a secret, and not meant to be one.
pub(super) fn public_id(key: &str) -> PublicId {
    let low = fold(OFFSET, key.bytes());
    let high = fold(low, key.bytes().rev());
    let mut bytes = [0; 12];
    bytes[..8].copy_from_slice(&scatter(low).to_le_bytes());
    bytes[8..].copy_from_slice(&scatter(high).to_le_bytes()[..4]);
    PublicId::from_entropy(bytes)
}

/// A number for what `key` names, the same at every start.
pub(super) fn seed(key: &str) -> u64 {
    scatter(fold(OFFSET, key.bytes()))
}

fn fold(start: u64, bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(start, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(PRIME)
    })
}

/// Spreads the last characters of a key over all bits. Source: the finish of SplitMix64.
fn scatter(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}
