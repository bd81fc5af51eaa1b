//! A message that only one browser can read.
//!
//! Source: RFC 8291, 3 and 4; RFC 8188, 2 (`aes128gcm`).

use p256::{PublicKey, SecretKey, ecdh::diffie_hellman, elliptic_curve::sec1::ToSec1Point as _};
use ring::{
    aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey},
    digest::{SHA256, digest},
    hkdf::{HKDF_SHA256, KeyType, Salt},
};

/// The size of a record, of which a message has one.
const RECORD: u32 = 4096;

/// What stands before the record: salt, size, and the sender's key with its length.
const HEAD: usize = 16 + 4 + 1 + 65;

/// The longest message that every push service takes: what is left of 4096 bytes without the head, the mark of the end and
/// the seal.
///
/// Source: RFC 8291, 4.
pub const LARGEST: usize = 4096 - HEAD - 1 - 16;

/// Chance for one message: 48 bytes that nobody can guess and that are never used again.
#[derive(Clone)]
pub struct Chance {
    /// Of which the sender's key for this message is made.
    pub key: [u8; 32],
    /// What makes two messages alike differ.
    pub salt: [u8; 16],
}

/// Never what is in it.
impl std::fmt::Debug for Chance {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Chance(…)")
    }
}

/// The message as the browser opens it.
pub fn seal(message: &[u8], browser: &PublicKey, auth: &[u8; 16], chance: &Chance) -> Vec<u8> {
    let own = secret(&chance.key);
    let own_public = own.public_key().to_sec1_point(false);
    let shared = diffie_hellman(own.to_nonzero_scalar(), browser.as_affine());
    let public = browser.to_sec1_point(false);
    let info = [b"WebPush: info\0", public.as_bytes(), own_public.as_bytes()];
    let secret: [u8; 32] = derive(auth, shared.raw_secret_bytes(), &info);
    let key: [u8; 16] = derive(&chance.salt, &secret, &[b"Content-Encoding: aes128gcm\0"]);
    let nonce: [u8; 12] = derive(&chance.salt, &secret, &[b"Content-Encoding: nonce\0"]);

    let mut record = message.to_vec();
    // The mark of the last record, with nothing behind it.
    record.push(2);
    let key = UnboundKey::new(&AES_128_GCM, &key).expect("16 bytes are a key");
    LessSafeKey::new(key)
        .seal_in_place_append_tag(
            Nonce::assume_unique_for_key(nonce),
            Aad::empty(),
            &mut record,
        )
        .expect("a message is far shorter than what AES-GCM takes");

    let mut sealed = Vec::with_capacity(HEAD + record.len());
    sealed.extend_from_slice(&chance.salt);
    sealed.extend_from_slice(&RECORD.to_be_bytes());
    sealed.push(65);
    sealed.extend_from_slice(own_public.as_bytes());
    sealed.append(&mut record);
    sealed
}

/// A key of chance. Of 2^32 strings, one is no key: then the next that follows from it is.
fn secret(chance: &[u8; 32]) -> SecretKey {
    let mut bytes = *chance;
    loop {
        if let Ok(secret) = SecretKey::from_slice(&bytes) {
            return secret;
        }
        let next = digest(&SHA256, &bytes);
        bytes.copy_from_slice(next.as_ref());
    }
}

/// As many bytes as somebody wants.
struct Length(usize);

impl KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

/// HKDF, both of its steps.
///
/// Source: RFC 5869.
fn derive<const N: usize>(salt: &[u8], from: &[u8], info: &[&[u8]]) -> [u8; N] {
    let mut derived = [0; N];
    Salt::new(HKDF_SHA256, salt)
        .extract(from)
        .expand(info, Length(N))
        .and_then(|bytes| bytes.fill(&mut derived))
        .expect("HKDF gives up to 8160 bytes");
    derived
}
