//! Seals: what we hand out and want to know again as ours. HMAC with SHA-256, compared in a time that
//! does not depend on where two seals differ.

use std::hint::black_box;

use ring::hmac::{self, HMAC_SHA256, Key};

/// The seal of `message` under `key`, in hexadecimal digits.
#[must_use]
pub fn seal(key: &str, message: &str) -> String {
    let tag = hmac::sign(&Key::new(HMAC_SHA256, key.as_bytes()), message.as_bytes());
    hex(tag.as_ref())
}

/// A seal of 128 bits, for addresses that people see.
#[must_use]
pub fn short(key: &str, message: &str) -> [u8; 16] {
    let tag = hmac::sign(&Key::new(HMAC_SHA256, key.as_bytes()), message.as_bytes());
    let mut cut = [0; 16];
    cut.copy_from_slice(&tag.as_ref()[..16]);
    cut
}

/// Whether `sealed` is the short seal of `message` under `key`.
#[must_use]
pub fn is_short(key: &str, message: &str, sealed: &[u8]) -> bool {
    let own = short(key, message);
    let differs = |differs: u8, (one, other): (&u8, &u8)| differs | (one ^ other);
    sealed.len() == own.len() && black_box(own.iter().zip(sealed).fold(0, differs)) == 0
}

/// What is kept of a secret of ours, which is too long to be guessed: SHA-256, in hexadecimal digits.
#[must_use]
pub fn digest(secret: &str) -> String {
    digest_of(secret.as_bytes())
}

/// What any bytes are known by: SHA-256, in hexadecimal digits.
#[must_use]
pub fn digest_of(bytes: &[u8]) -> String {
    hex(ring::digest::digest(&ring::digest::SHA256, bytes).as_ref())
}

/// Whether `seal` is that of `message` under `key`.
#[must_use]
pub fn is_sealed(key: &str, message: &str, seal: &str) -> bool {
    let key = Key::new(HMAC_SHA256, key.as_bytes());
    unhex(seal).is_some_and(|tag| hmac::verify(&key, message.as_bytes(), &tag).is_ok())
}

/// Bytes in hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Bytes that hexadecimal digits stand for.
#[must_use]
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> = text
        .chars()
        .map(|digit| {
            digit
                .to_digit(16)
                .and_then(|digit| u8::try_from(digit).ok())
        })
        .collect();
    let digits = digits.filter(|digits| digits.len() % 2 == 0)?;
    Some(
        digits
            .chunks_exact(2)
            .map(|two| two[0] << 4 | two[1])
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_is_of_one_message_under_one_key() {
        let sealed = seal("key", "message");

        assert_eq!(sealed.len(), 64);
        assert!(is_sealed("key", "message", &sealed));
        assert!(!is_sealed("key", "massage", &sealed));
        assert!(!is_sealed("kay", "message", &sealed));
        for bad in ["", "zz", "0", &sealed[2..], &format!("{sealed}00")] {
            assert!(!is_sealed("key", "message", bad), "{bad}");
        }
    }
}
