//! Whether an ID token is to be believed: that the provider signed it, for us, in answer to this ceremony, now.
//!
//! The token is read and its signature, algorithm, issuer and audience are checked by `jsonwebtoken`; the arithmetic is *ring*'s, as
//! everywhere here. The time is compared with our own clock, so that a wrong one can be named.

use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::{
    Algorithm, DecodingKey, DecodingKeyKind, EncodingKey, Validation,
    crypto::{CryptoProvider, JwtSigner, JwtVerifier, KeyUtils},
    decode, decode_header,
    errors::{self, ErrorKind},
    jwk::{Jwk, JwkSet, PublicKeyUse},
    signature,
};
use ring::signature as by;
use serde_json::{Map, Value};

use super::Ceremony;

/// How far two clocks may be apart.
const LEEWAY: SignedDuration = SignedDuration::from_mins(2);
/// What a provider may sign with: never a shared secret, never nothing.
const ALGORITHMS: [Algorithm; 9] = [
    Algorithm::RS256,
    Algorithm::RS384,
    Algorithm::RS512,
    Algorithm::PS256,
    Algorithm::PS384,
    Algorithm::PS512,
    Algorithm::ES256,
    Algorithm::ES384,
    Algorithm::EdDSA,
];

/// What a token says.
pub(super) type Claims = Map<String, Value>;

/// Why a token is not believed.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Misfit {
    /// Its key is none that we know of; the provider may have changed its keys.
    #[error("no known key fits the ID token")]
    Key,
    /// It is over already, or not yet written.
    #[error("the ID token is not of now: the clocks differ, or it took too long")]
    Clock,
    /// Anything else.
    #[error("{0}")]
    Wrong(String),
}

/// Whom a token must be from, and for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Expected<'a> {
    /// Who signs.
    pub issuer: &'a str,
    /// For whom: us.
    pub client: &'a str,
    /// In answer to what.
    pub ceremony: &'a Ceremony,
}

/// What a token says, where it is to be believed.
pub(super) fn verify(
    token: &str,
    keys: &JwkSet,
    expected: Expected<'_>,
    now: Timestamp,
) -> Result<Claims, Misfit> {
    static INSTALLED: std::sync::Once = std::sync::Once::new();
    INSTALLED.call_once(|| {
        // Refused only where another is installed already, and then by us.
        let _ = RING.install_default();
    });
    let header = decode_header(token).map_err(|error| wrong(&error))?;
    if !ALGORITHMS.contains(&header.alg) {
        let message = format!("the ID token is signed with {:?}", header.alg);
        return Err(Misfit::Wrong(message));
    }
    let key = key(keys, header.kid.as_deref(), header.alg).ok_or(Misfit::Key)?;
    let key = DecodingKey::from_jwk(key).map_err(|error| wrong(&error))?;
    let mut rules = Validation::new(header.alg);
    rules.set_issuer(&[expected.issuer]);
    rules.set_audience(&[expected.client]);
    rules.set_required_spec_claims(&["iss", "aud", "sub", "exp"]);
    rules.validate_exp = false;
    let claims: Claims = decode(token, &key, &rules)
        .map_err(|error| match error.kind() {
            ErrorKind::InvalidSignature => Misfit::Key,
            _ => wrong(&error),
        })?
        .claims;
    is_for_us(&claims, expected)?;
    is_of_now(&claims, now)?;
    Ok(claims)
}

fn is_for_us(claims: &Claims, expected: Expected<'_>) -> Result<(), Misfit> {
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    if !text("nonce").is_some_and(|nonce| expected.ceremony.is_nonce(nonce)) {
        return Err(Misfit::Wrong(
            "the ID token answers another sign-in".to_owned(),
        ));
    }
    // Source: OpenID Connect Core 1.0, 3.1.3.7, 4 and 5.
    let is_shared = claims
        .get("aud")
        .and_then(Value::as_array)
        .is_some_and(|all| all.len() > 1);
    match text("azp") {
        Some(party) if party == expected.client => Ok(()),
        None if !is_shared => Ok(()),
        _ => Err(Misfit::Wrong(
            "the ID token was given to another client".to_owned(),
        )),
    }
}

fn is_of_now(claims: &Claims, now: Timestamp) -> Result<(), Misfit> {
    let instant = |name: &str| {
        let seconds = claims.get(name).and_then(Value::as_f64)?;
        #[expect(clippy::cast_possible_truncation, reason = "what is no time is none")]
        Timestamp::from_second(seconds as i64).ok()
    };
    let is_over = instant("exp").is_none_or(|end| end + LEEWAY <= now);
    let is_ahead = instant("iat").is_some_and(|at| at > now + LEEWAY);
    match is_over || is_ahead {
        true => Err(Misfit::Clock),
        false => Ok(()),
    }
}

/// The key that a token names; without a name, the only one that it can be.
fn key<'k>(keys: &'k JwkSet, name: Option<&str>, algorithm: Algorithm) -> Option<&'k Jwk> {
    let fits = |key: &&Jwk| {
        let common = &key.common;
        let is_for_signatures = !matches!(
            common.public_key_use,
            Some(PublicKeyUse::Encryption | PublicKeyUse::Other(_))
        );
        let is_for_algorithm = common
            .key_algorithm
            .is_none_or(|own| own.to_string() == format!("{algorithm:?}"));
        let is_named = name.is_none_or(|name| common.key_id.as_deref() == Some(name));
        is_for_signatures && is_for_algorithm && is_named
    };
    let mut fitting = keys.keys.iter().filter(fits);
    let first = fitting.next();
    first.filter(|_| name.is_some() || fitting.next().is_none())
}

fn wrong(error: &errors::Error) -> Misfit {
    Misfit::Wrong(format!("the ID token is not to be believed: {error}"))
}

static RING: CryptoProvider = CryptoProvider {
    signer_factory: no_signer,
    verifier_factory: verifier,
    key_utils: KeyUtils::new_unimplemented(),
};

/// We sign nothing.
fn no_signer(_: &Algorithm, _: &EncodingKey) -> errors::Result<Box<dyn JwtSigner>> {
    Err(ErrorKind::InvalidAlgorithm.into())
}

fn verifier(algorithm: &Algorithm, key: &DecodingKey) -> errors::Result<Box<dyn JwtVerifier>> {
    Ok(Box::new(ByRing {
        algorithm: *algorithm,
        key: key.clone(),
    }))
}

struct ByRing {
    algorithm: Algorithm,
    key: DecodingKey,
}

impl JwtVerifier for ByRing {
    fn algorithm(&self) -> Algorithm {
        self.algorithm
    }
}

impl signature::Verifier<Vec<u8>> for ByRing {
    fn verify(&self, message: &[u8], sealed: &Vec<u8>) -> Result<(), signature::Error> {
        let no = |_| signature::Error::new();
        match self.key.kind() {
            DecodingKeyKind::RsaModulusExponent { n, e } => {
                let how = rsa(self.algorithm).ok_or_else(signature::Error::new)?;
                let key = by::RsaPublicKeyComponents { n, e };
                key.verify(how, message, sealed).map_err(no)
            }
            DecodingKeyKind::SecretOrDer(bytes) => {
                let how = curve(self.algorithm).ok_or_else(signature::Error::new)?;
                let key = by::UnparsedPublicKey::new(how, bytes);
                key.verify(message, sealed).map_err(no)
            }
        }
    }
}

fn rsa(algorithm: Algorithm) -> Option<&'static by::RsaParameters> {
    Some(match algorithm {
        Algorithm::RS256 => &by::RSA_PKCS1_2048_8192_SHA256,
        Algorithm::RS384 => &by::RSA_PKCS1_2048_8192_SHA384,
        Algorithm::RS512 => &by::RSA_PKCS1_2048_8192_SHA512,
        Algorithm::PS256 => &by::RSA_PSS_2048_8192_SHA256,
        Algorithm::PS384 => &by::RSA_PSS_2048_8192_SHA384,
        Algorithm::PS512 => &by::RSA_PSS_2048_8192_SHA512,
        _ => return None,
    })
}

fn curve(algorithm: Algorithm) -> Option<&'static dyn by::VerificationAlgorithm> {
    Some(match algorithm {
        Algorithm::ES256 => &by::ECDSA_P256_SHA256_FIXED,
        Algorithm::ES384 => &by::ECDSA_P384_SHA384_FIXED,
        Algorithm::EdDSA => &by::ED25519,
        _ => return None,
    })
}
