//! What a browser carries to the provider and back: in a cookie that is sealed, so that no node has to remember it.
//!
//! It holds one secret. `state`, `nonce` and the verifier of PKCE are seals under it, so that an answer fits the
//! browser that asked and no other, and nobody learns the secret from an address. It is good for ten
//! minutes and is taken out of the browser when an answer comes; the provider's code works once besides.

use beffroi_domain::MemberId;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::ground::{seal, token};

/// How long somebody may take at the provider.
pub(super) const LASTS: SignedDuration = SignedDuration::from_mins(10);

/// A sign-in that was begun.
#[derive(Clone, PartialEq, Eq)]
pub struct Ceremony {
    secret: String,
    ends_at: i64,
    /// Who links an account of theirs; nobody yet, where somebody signs in.
    pub member: Option<MemberId>,
    /// Where to lead afterwards.
    pub to: String,
}

impl Ceremony {
    /// How long its cookie lasts, in seconds.
    pub const SECONDS: i64 = LASTS.as_secs();

    /// A new one.
    #[must_use]
    pub fn begin(now: Timestamp, member: Option<MemberId>, to: &str) -> Self {
        Self {
            secret: token::new_secret(),
            ends_at: (now + LASTS).as_second(),
            member,
            to: to.to_owned(),
        }
    }

    /// As the cookie holds it.
    #[must_use]
    pub fn sealed(&self, key: &str) -> String {
        let member = self.member.map(|member| member.0).unwrap_or_default();
        let to = seal::hex(self.to.as_bytes());
        let text = format!("{}.{}.{}.{to}", self.secret, self.ends_at, member.simple());
        let sealed = seal::seal(key, &text);
        format!("{text}.{sealed}")
    }

    /// What a cookie holds, where we sealed it and it is not over.
    #[must_use]
    pub fn opened(key: &str, cookie: &str, now: Timestamp) -> Option<Self> {
        let (text, sealed) = cookie.rsplit_once('.')?;
        if !seal::is_sealed(key, text, sealed) {
            return None;
        }
        let mut parts = text.split('.');
        let secret = parts.next()?.to_owned();
        let ends_at: i64 = parts.next()?.parse().ok()?;
        let member: Uuid = parts.next()?.parse().ok()?;
        let to = String::from_utf8(seal::unhex(parts.next()?)?).ok()?;
        (now.as_second() < ends_at).then(|| Self {
            secret,
            ends_at,
            member: (!member.is_nil()).then_some(MemberId(member)),
            to,
        })
    }

    /// What the answer must repeat.
    #[must_use]
    pub fn state(&self) -> String {
        seal::seal(&self.secret, "state")
    }

    /// Whether an answer repeats it.
    #[must_use]
    pub fn is_state(&self, state: &str) -> bool {
        seal::is_sealed(&self.secret, "state", state)
    }

    /// What the ID token must repeat.
    #[must_use]
    pub fn nonce(&self) -> String {
        seal::seal(&self.secret, "nonce")
    }

    pub(super) fn is_nonce(&self, nonce: &str) -> bool {
        seal::is_sealed(&self.secret, "nonce", nonce)
    }

    /// By what the provider knows that whoever has the code also began.
    pub(super) fn verifier(&self) -> String {
        seal::seal(&self.secret, "verifier")
    }

    /// Source: RFC 7636, 4.2, S256.
    pub(super) fn challenge(&self) -> String {
        use base64::Engine as _;
        let hash = ring::digest::digest(&ring::digest::SHA256, self.verifier().as_bytes());
        base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(hash)
    }
}

/// The secret is no word for a log.
impl std::fmt::Debug for Ceremony {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Ceremony")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ceremony_is_known_again_until_it_is_over_and_only_as_it_was_sealed() {
        let now = Timestamp::UNIX_EPOCH;
        let member = Some(MemberId(Uuid::from_u128(7)));
        let begun = Ceremony::begin(now, member, "/console/è?a=b.c");

        let cookie = begun.sealed("key");

        assert_eq!(Ceremony::opened("key", &cookie, now), Some(begun.clone()));
        assert_eq!(Ceremony::opened("kay", &cookie, now), None);
        assert_eq!(Ceremony::opened("key", &cookie, now + LASTS), None);
        for (from, to) in [(&*begun.secret, "0"), ("00000007", "00000008"), (".", "")] {
            let forged = cookie.replacen(from, to, 1);
            assert_ne!(forged, cookie);
            assert_eq!(Ceremony::opened("key", &forged, now), None);
        }
    }

    #[test]
    fn what_goes_out_differs_tells_nothing_and_fits_its_own_ceremony_alone() {
        let (one, other) = (
            Ceremony::begin(Timestamp::UNIX_EPOCH, None, ""),
            Ceremony::begin(Timestamp::UNIX_EPOCH, None, ""),
        );
        let mut out = vec![one.state(), one.nonce(), one.verifier(), one.challenge()];

        assert!(out.iter().all(|value| !value.contains(&one.secret)));
        assert!(one.is_state(&out[0]) && one.is_nonce(&out[1]));
        assert!(!one.is_state(&other.state()) && !one.is_nonce(&out[0]));
        out.sort();
        out.dedup();
        assert_eq!(out.len(), 4);
        // Source: RFC 7636, 4.1: 43 to 128 characters.
        assert_eq!((one.verifier().len(), one.challenge().len()), (64, 43));
    }
}
