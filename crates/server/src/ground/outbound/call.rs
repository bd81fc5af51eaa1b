//! Calling an API with a key: one request, one answer, no redirects.

use reqwest::{Method, RequestBuilder, Response, Url, header};
use tokio::time::{Instant, timeout_at};

use super::{
    Limits, Outbound, OutboundError,
    fetch::{explain, without_secrets},
    guard::shown,
};

/// A request with a key, which is never logged.
#[derive(Clone, Copy, Debug)]
pub struct Call<'a> {
    /// `GET`, `POST` …
    pub method: &'a str,
    /// Where.
    pub url: &'a str,
    /// As whom.
    pub key: Key<'a>,
    /// Under which a repeated request is done once.
    pub once: Option<&'a str>,
    /// What is sent along.
    pub body: Option<Body<'a>>,
}

/// As whom a call is made.
#[derive(Clone, Copy)]
pub enum Key<'a> {
    /// As anybody.
    None,
    /// As whoever holds this.
    Bearer(&'a str),
    /// By name and secret.
    Basic(&'a str, &'a str),
}

/// What a call sends along.
#[derive(Clone, Copy)]
pub enum Body<'a> {
    /// JSON.
    Json(&'a str),
    /// Fields of a form, encoded.
    Form(&'a str),
}

impl std::fmt::Debug for Key<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Key")
    }
}

impl std::fmt::Debug for Body<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Body")
    }
}

impl Outbound {
    /// Makes a call; status and body of its answer, whatever the status.
    ///
    /// # Errors
    /// [`OutboundError`] when the guard refuses the address, nobody answers, the answer is longer than
    /// allowed, or time is up.
    pub async fn call(
        &self,
        call: Call<'_>,
        limits: Limits,
    ) -> Result<(u16, String), OutboundError> {
        let bad = || OutboundError::NotAnAddress(without_secrets(call.url));
        let url: Url = call.url.parse().map_err(|_| bad())?;
        let method: Method = call.method.parse().map_err(|_| bad())?;
        self.guard.check(&url)?;
        let request = filled(self.client.request(method, url.clone()), call);
        let deadline = Instant::now() + limits.total;
        let answered = async {
            let response = request
                .send()
                .await
                .map_err(|error| explain(&url, &error))?;
            let status = response.status().as_u16();
            Ok((status, text(response, &url, limits.bytes).await?))
        };
        timeout_at(deadline, answered).await.unwrap_or_else(|_| {
            Err(OutboundError::TooSlow {
                url: shown(&url),
                limit: limits.total,
            })
        })
    }
}

fn filled(mut request: RequestBuilder, call: Call<'_>) -> RequestBuilder {
    request = match call.key {
        Key::None => request,
        Key::Bearer(key) => request.bearer_auth(key),
        Key::Basic(user, secret) => request.basic_auth(user, Some(secret)),
    };
    if let Some(once) = call.once {
        request = request.header("idempotency-key", once);
    }
    let (kind, body) = match call.body {
        None => return request,
        Some(Body::Json(body)) => ("application/json", body),
        Some(Body::Form(body)) => ("application/x-www-form-urlencoded", body),
    };
    let request = request.header(header::CONTENT_TYPE, kind);
    request.body(body.to_owned())
}

/// The whole body, within its limit.
async fn text(mut response: Response, url: &Url, limit: u64) -> Result<String, OutboundError> {
    let mut whole = Vec::new();
    while let Some(chunk) = response
        .chunk()
        .await
        .map_err(|error| explain(url, &error))?
    {
        whole.extend_from_slice(&chunk);
        if whole.len() as u64 > limit {
            let url = shown(url);
            return Err(OutboundError::TooLong { url, limit });
        }
    }
    Ok(String::from_utf8_lossy(&whole).into_owned())
}
