//! A webhook signed so that its receiver knows who sent it, when, and whether they had it before.
//!
//! Source: Standard Webhooks 1.0.0, <https://www.standardwebhooks.com>; symmetric signatures (`v1`).

use base64::{Engine, engine::general_purpose::STANDARD};
use jiff::Timestamp;
use ring::hmac::{self, HMAC_SHA256};
use uuid::Uuid;

/// What a receiver and we know, and nobody else: 24 to 64 bytes.
#[derive(Clone)]
pub struct Secret(hmac::Key);

/// A secret that is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a secret is `whsec_` and 24 to 64 bytes in base64")]
pub struct BadSecret;

impl Secret {
    /// Reads a secret as receivers are shown it: `whsec_…`.
    ///
    /// # Errors
    /// [`BadSecret`] without the prefix, where the rest is no base64, or with fewer than 24 bytes or more than 64.
    pub fn parse(text: &str) -> Result<Self, BadSecret> {
        let encoded = text.strip_prefix("whsec_").ok_or(BadSecret)?;
        let bytes = STANDARD.decode(encoded).map_err(|_| BadSecret)?;
        if !(24..=64).contains(&bytes.len()) {
            return Err(BadSecret);
        }
        Ok(Self(hmac::Key::new(HMAC_SHA256, &bytes)))
    }

    fn sign(&self, content: &[u8]) -> String {
        let tag = hmac::sign(&self.0, content);
        format!("v1,{}", STANDARD.encode(tag))
    }
}

/// Never its bytes: errors end in logs.
impl std::fmt::Debug for Secret {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Secret(…)")
    }
}

/// What makes one attempt at one message.
#[derive(Clone, Copy, Debug)]
pub struct Stamp<'a> {
    /// The message: the same at each attempt, so that a receiver drops a repeat.
    pub id: Uuid,
    /// When it is tried: another at each attempt, so that nobody can play an old one again.
    pub at: Timestamp,
    /// The secrets of this receiver: one, or the new and the old while they change it.
    pub secrets: &'a [Secret],
}

/// The headers that say so. Without a secret there is no signature.
pub(super) fn headers(stamp: &Stamp<'_>, body: &[u8]) -> Vec<(&'static str, String)> {
    let id = format!("msg_{}", stamp.id.simple());
    let at = stamp.at.as_second().to_string();
    let signatures = signatures(&id, &at, body, stamp.secrets);
    let mut headers = vec![("webhook-id", id), ("webhook-timestamp", at)];
    if !signatures.is_empty() {
        headers.push(("webhook-signature", signatures));
    }
    headers
}

/// One signature for each secret, divided by spaces. No full stop stands in `id` or `at`.
pub(super) fn signatures(id: &str, at: &str, body: &[u8], secrets: &[Secret]) -> String {
    let mut content = format!("{id}.{at}.").into_bytes();
    content.extend_from_slice(body);
    let signed: Vec<String> = secrets.iter().map(|secret| secret.sign(&content)).collect();
    signed.join(" ")
}
