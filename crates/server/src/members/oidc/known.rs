//! What a provider says of itself, and its keys: asked for, believed for an hour, and asked for again when a token needs it.

use std::sync::{Arc, PoisonError};

use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::jwk::JwkSet;
use serde::{Deserialize, de::DeserializeOwned};

use super::{Provider, Stop};
use crate::ground::{
    Refusal,
    outbound::{Call, Key, Limits},
};

/// How long what it says of itself is believed.
const KEPT: SignedDuration = SignedDuration::from_hours(1);
/// What an answer may cost.
const LIMITS: Limits = Limits {
    bytes: 1 << 20,
    total: std::time::Duration::from_secs(10),
};

#[derive(Debug)]
pub(super) struct Known {
    pub(super) at: Timestamp,
    pub(super) said: Said,
    pub(super) keys: JwkSet,
}

/// Source: OpenID Connect Discovery 1.0, 3.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Said {
    pub(super) issuer: String,
    pub(super) authorization_endpoint: String,
    pub(super) token_endpoint: String,
    pub(super) jwks_uri: String,
    pub(super) userinfo_endpoint: Option<String>,
    #[serde(default)]
    pub(super) token_endpoint_auth_methods_supported: Vec<String>,
}

impl Provider {
    pub(super) async fn known(&self, now: Timestamp) -> Result<Arc<Known>, Refusal> {
        let kept = self
            .known
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        match kept.filter(|known| now.duration_since(known.at).abs() < KEPT) {
            Some(known) => Ok(known),
            None => self.learn(now).await,
        }
    }

    pub(super) async fn learn(&self, now: Timestamp) -> Result<Arc<Known>, Refusal> {
        let issuer = self.settings.issuer.trim_end_matches('/');
        let said: Said = self
            .get(&format!("{issuer}/.well-known/openid-configuration"))
            .await?;
        if said.issuer.trim_end_matches('/') != issuer {
            let message = format!("it calls itself {}; set oidc.issuer to that", said.issuer);
            return Err(self.misfit(&message));
        }
        let places = [
            &said.authorization_endpoint,
            &said.token_endpoint,
            &said.jwks_uri,
        ];
        let is_safe = |place: &&String| place.starts_with("https://");
        if issuer.starts_with("https://")
            && !places
                .into_iter()
                .chain(&said.userinfo_endpoint)
                .all(|place| is_safe(&place))
        {
            return Err(self.misfit("it names places that are not https"));
        }
        let keys = self.get(&said.jwks_uri).await?;
        let known = Arc::new(Known {
            at: now,
            said,
            keys,
        });
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = Some(known.clone());
        Ok(known)
    }

    pub(super) async fn get<T: DeserializeOwned>(&self, url: &str) -> Result<T, Refusal> {
        let call = Call {
            method: "GET",
            url,
            key: Key::None,
            once: None,
            body: None,
        };
        match self.call(call).await? {
            (200, text) => self.read(&text, url),
            (status, _) => Err(self.away(&format!("{url} answers {status}"))),
        }
    }

    pub(super) async fn call(&self, call: Call<'_>) -> Result<(u16, String), Refusal> {
        let answered = self.outbound.call(call, LIMITS).await;
        answered.map_err(|error| self.away(&error.to_string()))
    }

    pub(super) fn read<T: DeserializeOwned>(&self, text: &str, what: &str) -> Result<T, Refusal> {
        // The parser's own words may repeat a token.
        serde_json::from_str(text).map_err(|_| self.away(&format!("{what}: not what it should be")))
    }

    pub(super) fn said_no(&self, error: Option<&str>) -> Refusal {
        let word = error.unwrap_or("nothing");
        tracing::warn!("{}: it answers {}", self.settings.name, plain(word));
        self.refusal(match word {
            "server_error" | "temporarily_unavailable" => Stop::Away,
            "access_denied" | "login_required" | "interaction_required" | "consent_required" => {
                Stop::Declined
            }
            _ => Stop::Untrusted,
        })
    }

    pub(super) fn away(&self, why: &str) -> Refusal {
        tracing::warn!("{}: {why}", self.settings.name);
        self.refusal(Stop::Away)
    }

    pub(super) fn misfit(&self, why: &str) -> Refusal {
        tracing::warn!("{}: {why}", self.settings.name);
        self.refusal(Stop::Untrusted)
    }
}

/// A word of another program's, fit for a line of the log.
pub(super) fn plain(word: &str) -> String {
    let is_plain = |c: &char| c.is_ascii_alphanumeric() || *c == '_';
    word.chars().filter(is_plain).take(40).collect()
}
