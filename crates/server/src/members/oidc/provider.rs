//! The provider itself: the way there, and who came back from it.

use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use super::{
    Ceremony, Identity, ProviderSettings, Stop,
    known::Known,
    verify::{Claims, Expected, Misfit, verify},
};
use crate::ground::{Refusal, outbound::Outbound};

/// A provider that people sign in through; one for a process.
#[derive(Debug)]
pub struct Provider {
    pub(super) settings: ProviderSettings,
    pub(super) outbound: Outbound,
    pub(super) known: Mutex<Option<Arc<Known>>>,
}

/// With what somebody came back.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Came {
    code: Option<String>,
    state: Option<String>,
    iss: Option<String>,
    error: Option<String>,
}

/// The code is no word for a log.
impl std::fmt::Debug for Came {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Came")
    }
}

impl Provider {
    /// A provider that nothing was asked of yet.
    ///
    /// # Errors
    /// `Refused` where its certificates are none.
    pub fn new(settings: ProviderSettings) -> Result<Self, Refusal> {
        let outbound = Outbound::trusting(settings.may_be_private, settings.roots.as_deref());
        let outbound = outbound.map_err(|error| Refusal::of("oidc.ca_file", error.to_string()))?;
        Ok(Self {
            settings,
            outbound,
            known: Mutex::default(),
        })
    }

    /// What was set.
    #[must_use]
    pub fn settings(&self) -> &ProviderSettings {
        &self.settings
    }

    /// The refusal that stands for `stop`.
    #[must_use]
    pub fn refusal(&self, stop: Stop) -> Refusal {
        stop.refusal(&self.settings.name)
    }

    /// Under what ceremonies are sealed: known to every node, and to nobody who must not.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.settings.client_secret
    }

    /// The address to lead a browser to; `back` is where the provider leads it afterwards.
    ///
    /// # Errors
    /// `Refused` when the provider is away.
    pub async fn way(
        &self,
        now: Timestamp,
        ceremony: &Ceremony,
        back: &str,
    ) -> Result<String, Refusal> {
        let known = self.known(now).await?;
        let away = |_| self.away("its authorization_endpoint is no address");
        let mut url: reqwest::Url = known.said.authorization_endpoint.parse().map_err(away)?;
        url.query_pairs_mut()
            .append_pair("response_type", "code")
            .append_pair("client_id", &self.settings.client_id)
            .append_pair("redirect_uri", back)
            .append_pair("scope", &self.settings.scopes.join(" "))
            .append_pair("state", &ceremony.state())
            .append_pair("nonce", &ceremony.nonce())
            .append_pair("code_challenge", &ceremony.challenge())
            .append_pair("code_challenge_method", "S256");
        Ok(url.into())
    }

    /// Whom the provider vouches for.
    ///
    /// # Errors
    /// `Refused` where that is nobody: with what to do.
    pub async fn identity(
        &self,
        now: Timestamp,
        ceremony: &Ceremony,
        back: &str,
        came: &Came,
    ) -> Result<Identity, Refusal> {
        if !came
            .state
            .as_deref()
            .is_some_and(|state| ceremony.is_state(state))
        {
            return Err(self.refusal(Stop::Stale));
        }
        let known = self.known(now).await?;
        // Source: RFC 9207: an answer of another issuer's.
        if came
            .iss
            .as_ref()
            .is_some_and(|iss| *iss != known.said.issuer)
        {
            return Err(self.misfit("the answer names another issuer"));
        }
        let Some(code) = came.code.as_deref().filter(|_| came.error.is_none()) else {
            return Err(self.said_no(came.error.as_deref()));
        };
        let tokens = self.exchange(&known.said, code, ceremony, back).await?;
        let claims = self
            .believed(now, &known, ceremony, &tokens.id_token)
            .await?;
        let more = self.more(&known.said, &claims, tokens.access_token).await?;
        Ok(self.vouched(known.said.issuer.clone(), &claims, &more))
    }

    /// What the token says, with fresh keys where the known ones do not fit.
    async fn believed(
        &self,
        now: Timestamp,
        known: &Known,
        ceremony: &Ceremony,
        token: &str,
    ) -> Result<Claims, Refusal> {
        let expected = Expected {
            issuer: &known.said.issuer,
            client: &self.settings.client_id,
            ceremony,
        };
        let mut believed = verify(token, &known.keys, expected, now);
        if believed == Err(Misfit::Key) {
            let fresh = self.learn(now).await?;
            believed = verify(token, &fresh.keys, expected, now);
        }
        believed.map_err(|misfit| match misfit {
            Misfit::Clock => {
                tracing::warn!("{}: {misfit}", self.settings.name);
                self.refusal(Stop::Clock)
            }
            _ => self.misfit(&misfit.to_string()),
        })
    }

    fn vouched(&self, issuer: String, claims: &Claims, more: &Claims) -> Identity {
        let claim = |name: &str| claims.get(name).or_else(|| more.get(name));
        let text = |name: &str| claim(name).and_then(Value::as_str).map(str::to_owned);
        // An address and whether it is verified are one statement: from one place.
        let place = if claims.contains_key("email") {
            claims
        } else {
            more
        };
        let is_verified = match place.get("email_verified") {
            Some(Value::Bool(is)) => *is,
            Some(Value::String(word)) => word == "true",
            _ => false,
        };
        let email = place.get("email").and_then(Value::as_str);
        let admits = self.settings.admits.as_ref();
        let groups = admits.and_then(|admits| claim(&admits.groups_claim));
        Identity {
            issuer,
            subject: text("sub").unwrap_or_default(),
            name: text("name").or_else(|| text("preferred_username")),
            email: email
                .filter(|_| is_verified)
                .map(|email| email.trim().to_lowercase()),
            groups: words(groups),
        }
    }
}

/// One text, or a list of them.
fn words(value: Option<&Value>) -> Vec<String> {
    let all = match value {
        Some(Value::Array(all)) => all.as_slice(),
        Some(one) => std::slice::from_ref(one),
        None => &[],
    };
    let texts = all.iter().filter_map(Value::as_str);
    texts.map(str::to_owned).collect()
}
