//! Who sends: a key of the installation's own, by which push services know one sender from another.
//!
//! Source: RFC 8292.

use base64::Engine as _;
use jiff::{SignedDuration, Timestamp};
use p256::{
    SecretKey,
    ecdsa::{Signature, SigningKey, signature::Signer as _},
    elliptic_curve::sec1::ToSec1Point as _,
};
use serde_json::json;

use super::BASE64;

/// How long a token holds: half of what services take at most.
const HOLDS: SignedDuration = SignedDuration::from_hours(12);

/// The key, and how its owner is reached.
pub struct Vapid {
    key: SigningKey,
    public: String,
    contact: String,
}

/// What is no key, or no way to reach its owner. Nothing of it is repeated here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadVapid {
    /// Its key.
    #[error("the key for Web Push has not 32 bytes that are one, in base64 for addresses")]
    Key,
    /// Its owner.
    #[error("the contact for Web Push begins with neither mailto: nor https://")]
    Contact,
}

/// Without its key.
impl std::fmt::Debug for Vapid {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Vapid")
            .field("public", &self.public)
            .finish_non_exhaustive()
    }
}

impl Vapid {
    /// Takes a key: 32 bytes of chance, in base64 for addresses, as `web-push generate-vapid-keys` and its like print
    /// them; and a `mailto:` or `https:` address at which a push service reaches whoever sends.
    ///
    /// # Errors
    /// [`BadVapid`] when one of them is none.
    pub fn new(key: &str, contact: &str) -> Result<Self, BadVapid> {
        let bytes = BASE64.decode(key.trim()).map_err(|_| BadVapid::Key)?;
        let key = SecretKey::from_slice(&bytes).map_err(|_| BadVapid::Key)?;
        if !contact.starts_with("mailto:") && !contact.starts_with("https://") {
            return Err(BadVapid::Contact);
        }
        let public = key.public_key().to_sec1_point(false);
        Ok(Self {
            public: BASE64.encode(public.as_bytes()),
            key: SigningKey::from(key),
            contact: contact.to_owned(),
        })
    }

    /// A key of these 32 bytes of chance, as [`Vapid::new`] takes it; of 2^32 of them one is none.
    #[must_use]
    pub fn key_of(chance: &[u8; 32]) -> String {
        BASE64.encode(chance)
    }

    /// What a browser is given when it subscribes (`applicationServerKey`), in base64 for addresses.
    #[must_use]
    pub fn public(&self) -> &str {
        &self.public
    }

    /// What stands in the header `Authorization` for one service, from `at` on.
    pub(super) fn authorization(&self, origin: &str, at: Timestamp) -> String {
        let until = at.as_second().saturating_add(HOLDS.as_secs());
        let claims = json!({ "aud": origin, "exp": until, "sub": self.contact });
        let head = json!({ "typ": "JWT", "alg": "ES256" });
        let [head, claims] = [head, claims].map(|part| BASE64.encode(part.to_string()));
        let signature: Signature = self.key.sign(format!("{head}.{claims}").as_bytes());
        let signature = BASE64.encode(signature.to_bytes());
        format!("vapid t={head}.{claims}.{signature}, k={}", self.public)
    }
}
