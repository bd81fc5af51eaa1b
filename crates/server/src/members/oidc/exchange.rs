//! The code that somebody came back with, made tokens; and what more the provider tells of them.

use serde::Deserialize;
use serde_json::Value;

use super::{
    Ceremony, Provider, Stop,
    known::{Said, plain},
    verify::Claims,
};
use crate::ground::{
    Refusal,
    outbound::{Body, Call, Key},
};

#[derive(Deserialize)]
pub(super) struct Tokens {
    pub(super) id_token: String,
    pub(super) access_token: Option<String>,
}

impl Provider {
    /// The code, made tokens: as us, and as whoever began.
    pub(super) async fn exchange(
        &self,
        said: &Said,
        code: &str,
        ceremony: &Ceremony,
        back: &str,
    ) -> Result<Tokens, Refusal> {
        let (id, secret) = (&self.settings.client_id, &self.settings.client_secret);
        let verifier = ceremony.verifier();
        let mut fields = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", back),
            ("code_verifier", &verifier),
        ];
        // Source: OpenID Connect Core 1.0, 9, and RFC 6749, 2.3.1: encoded before they are joined.
        let (user, password) = (encoded(&[("", id)]), encoded(&[("", secret)]));
        let methods = &said.token_endpoint_auth_methods_supported;
        let is_basic = methods.is_empty() || methods.iter().any(|one| one == "client_secret_basic");
        let key = match is_basic {
            true => Key::Basic(&user[1..], &password[1..]),
            false => {
                fields.extend([
                    ("client_id", id.as_str()),
                    ("client_secret", secret.as_str()),
                ]);
                Key::None
            }
        };
        let form = encoded(&fields);
        let call = Call {
            method: "POST",
            url: &said.token_endpoint,
            key,
            once: None,
            body: Some(Body::Form(&form)),
        };
        let (status, text) = self.call(call).await?;
        if status == 200 {
            return self.read(&text, "tokens");
        }
        let error: Value = serde_json::from_str(&text).unwrap_or_default();
        match error["error"].as_str() {
            Some("invalid_grant") => Err(self.refusal(Stop::Stale)),
            Some(word) => Err(self.misfit(&format!("it refuses to give tokens: {}", plain(word)))),
            None => Err(self.away(&format!("it answers {status} where tokens are asked for"))),
        }
    }

    /// What the provider says of somebody beside the token, where the token alone does not name an address.
    pub(super) async fn more(
        &self,
        said: &Said,
        claims: &Claims,
        access: Option<String>,
    ) -> Result<Claims, Refusal> {
        let admits = self.settings.admits.as_ref();
        let wanted = admits.filter(|admits| !admits.groups.is_empty());
        let lacks = |name: &str| !claims.contains_key(name);
        let is_enough = !lacks("email") && !wanted.is_some_and(|own| lacks(&own.groups_claim));
        let (false, Some(url), Some(access)) = (is_enough, &said.userinfo_endpoint, access) else {
            return Ok(Claims::new());
        };
        let call = Call {
            method: "GET",
            url,
            key: Key::Bearer(&access),
            once: None,
            body: None,
        };
        let (_, text) = self.call(call).await?;
        let more: Claims = self.read(&text, "userinfo")?;
        // Source: OpenID Connect Core 1.0, 5.3.2.
        match more.get("sub") == claims.get("sub") {
            true => Ok(more),
            false => Err(self.misfit("userinfo is about somebody else")),
        }
    }
}

/// Fields as a form sends them.
fn encoded(fields: &[(&str, &str)]) -> String {
    let mut url = reqwest::Url::parse("https://localhost/").expect("an address out of a constant");
    url.query_pairs_mut().extend_pairs(fields);
    url.query().unwrap_or_default().to_owned()
}
