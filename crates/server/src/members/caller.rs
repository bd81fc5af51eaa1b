//! Whoever asks the API: a program with a key, in `Authorization: OAuth KEY` or `Bearer KEY`, or in the
//! address as `?api_key=KEY`. The key is never logged.

use axum::{
    Json,
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header, request::Parts},
    response::{IntoResponse, Response},
};
use beffroi_domain::{Actor, PageId};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::{
    ApiToken, Role, Scope,
    token::{find_by_key, touch},
};
use crate::{
    ground::{Error, Refusal, Result, Tx},
    web::{Site, cache::Policy},
};

/// How exactly we know when a key was last used.
const SEEN: SignedDuration = SignedDuration::from_hours(1);

/// A program with a good key.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The key, as it is kept.
    pub token: ApiToken,
}

/// Why nobody is let in: without a good key nothing is told.
#[derive(Debug)]
pub enum NoKey {
    /// There is none, or none that is good: 401.
    Stranger,
    /// We could not ask.
    Fault(Error),
}

impl IntoResponse for NoKey {
    fn into_response(self) -> Response {
        if let Self::Fault(error) = self {
            return error.into_response();
        }
        let words = "Could not authenticate";
        let body = serde_json::json!({ "error": words, "message": words });
        let mut response = (StatusCode::UNAUTHORIZED, Json(body)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        Policy::Never.write(headers);
        response
    }
}

impl FromRequestParts<Site> for Caller {
    type Rejection = NoKey;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, NoKey> {
        let key = key_in(&parts.headers, &parts.uri).ok_or(NoKey::Stranger)?;
        let found = find(site, &key).await.map_err(NoKey::Fault)?;
        found.ok_or(NoKey::Stranger)
    }
}

async fn find(site: &Site, key: &str) -> Result<Option<Caller>> {
    let now = site.clock.now();
    let mut tx = site.db.snapshot().await?;
    let Some(token) = find_by_key(&mut tx, now, key).await? else {
        return Ok(None);
    };
    drop(tx);
    if is_stale(&token, now)
        && let Err(error) = note(site, now, token.id).await
    {
        tracing::debug!(%error, "that a key is used could not be noted");
    }
    Ok(Some(Caller { token }))
}

async fn note(site: &Site, now: Timestamp, token: Uuid) -> Result<()> {
    let mut tx = site.db.begin().await?;
    touch(&mut tx, now, token).await?;
    tx.commit().await
}

fn is_stale(token: &ApiToken, now: Timestamp) -> bool {
    token
        .used_at
        .is_none_or(|used| now.duration_since(used) >= SEEN)
}

impl Caller {
    /// Who acts.
    #[must_use]
    pub fn actor(&self) -> Actor {
        Actor::Token(self.token.id)
    }

    /// Lets on where the key may do on the page what a member needs `role` for. Asked again of the
    /// database, so that a key that was just taken back does nothing more.
    ///
    /// # Errors
    /// `NotFound` when the key is not for that page; `Refused` (403) when its scopes do not suffice.
    pub async fn on(&self, tx: &mut Tx, page: PageId, role: Role) -> Result<()> {
        super::token::still_good(tx, self.token.id).await?;
        if !self.sees(page) {
            return Err(Error::NotFound);
        }
        match self.has(role.scope()) {
            true => Ok(()),
            false => Err(lacks(role.scope()).into()),
        }
    }

    /// Whether the key is for that page.
    #[must_use]
    pub fn sees(&self, page: PageId) -> bool {
        let pages = self.token.pages.as_ref();
        pages.is_none_or(|pages| pages.contains(&page))
    }

    /// Whether the key's scopes include this one.
    #[must_use]
    pub fn has(&self, scope: Scope) -> bool {
        self.token.scopes.iter().any(|own| own.includes(scope))
    }

    /// Whether it may publish without the second person that a page asks for.
    #[must_use]
    pub fn may_bypass(&self) -> bool {
        self.has(Scope::Bypass)
    }
}

fn lacks(scope: Scope) -> Refusal {
    let word = scope.as_str();
    Refusal::forbidden(format!("this token lacks the scope \"{word}\""))
        .says("refusal-scope", [("scope", word)])
}

/// The key that a request shows.
fn key_in(headers: &HeaderMap, uri: &Uri) -> Option<String> {
    let shown = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.trim().split_once(' '));
    if let Some((scheme, key)) = shown {
        let is_known = ["oauth", "bearer"]
            .iter()
            .any(|known| scheme.eq_ignore_ascii_case(known));
        return is_known.then(|| key.trim().to_owned());
    }
    // Its form needs no escapes, so none are looked for.
    let mut pairs = uri.query()?.split('&');
    pairs
        .find_map(|pair| pair.strip_prefix("api_key="))
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(authorization: Option<&str>, uri: &str) -> Option<String> {
        let mut headers = HeaderMap::new();
        if let Some(value) = authorization {
            headers.insert(header::AUTHORIZATION, value.parse().unwrap());
        }
        key_in(&headers, &uri.parse().unwrap())
    }

    #[test]
    fn a_key_is_shown_in_three_ways() {
        let key = Some("bfr_1".to_owned());

        assert_eq!(shown(Some("OAuth bfr_1"), "/v1/pages"), key);
        assert_eq!(shown(Some("bearer  bfr_1 "), "/v1/pages"), key);
        assert_eq!(shown(None, "/v1/pages?a=b&api_key=bfr_1"), key);
        assert_eq!(shown(Some("Basic bfr_1"), "/v1/pages?api_key=bfr_1"), None);
        assert_eq!(shown(None, "/v1/pages"), None);
    }
}
