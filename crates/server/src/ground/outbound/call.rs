//! Calling an API with a key: one request, one answer, no redirects.

use std::time::Duration;

use reqwest::{Method, RequestBuilder, Response, Url, header};
use tokio::time::{Instant, sleep, timeout_at};

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
    /// Under a scheme of its own, by its name and a secret.
    Scheme(&'a str, &'a str),
}

/// What came of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// HTTP's number.
    pub status: u16,
    /// The whole body.
    pub body: String,
    /// How long it asks us to wait before another call, where it says so in seconds.
    pub wait: Option<Duration>,
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
        let deadline = Instant::now() + limits.total;
        let answer = self.ask(call, limits, deadline).await?;
        Ok((answer.status, answer.body))
    }

    /// The same; where the answer asks us to wait (429, 503) and the wait ends within the time, it is asked once more.
    ///
    /// # Errors
    /// As [`Outbound::call`].
    pub async fn call_patiently(
        &self,
        call: Call<'_>,
        limits: Limits,
    ) -> Result<Answer, OutboundError> {
        let deadline = Instant::now() + limits.total;
        let first = self.ask(call, limits, deadline).await?;
        let wait = first.wait.filter(|_| matches!(first.status, 429 | 503));
        match wait.filter(|wait| Instant::now() + *wait < deadline) {
            Some(wait) => sleep(wait).await,
            None => return Ok(first),
        }
        self.ask(call, limits, deadline).await
    }

    async fn ask(
        &self,
        call: Call<'_>,
        limits: Limits,
        deadline: Instant,
    ) -> Result<Answer, OutboundError> {
        let bad = || OutboundError::NotAnAddress(without_secrets(call.url));
        let url: Url = call.url.parse().map_err(|_| bad())?;
        let method: Method = call.method.parse().map_err(|_| bad())?;
        self.guard.check(&url)?;
        let request = filled(self.client.request(method, url.clone()), call);
        let answered = async {
            let response = request
                .send()
                .await
                .map_err(|error| explain(&url, &error))?;
            let status = response.status().as_u16();
            let wait = wait_of(&response);
            let body = text(response, &url, limits.bytes).await?;
            Ok(Answer { status, body, wait })
        };
        timeout_at(deadline, answered).await.unwrap_or_else(|_| {
            Err(OutboundError::TooSlow {
                url: shown(&url),
                limit: limits.total,
            })
        })
    }
}

/// Seconds only: a date would have to be held against a clock that may be another's.
///
/// Source: RFC 9110, 10.2.3 (`Retry-After`).
fn wait_of(response: &Response) -> Option<Duration> {
    let said = response.headers().get(header::RETRY_AFTER)?;
    let seconds: u64 = said.to_str().ok()?.trim().parse().ok()?;
    // A day is as good as never, and no sum of it overflows.
    Some(Duration::from_secs(seconds.min(86_400)))
}

fn filled(mut request: RequestBuilder, call: Call<'_>) -> RequestBuilder {
    request = match call.key {
        Key::None => request,
        Key::Bearer(key) => request.bearer_auth(key),
        Key::Basic(user, secret) => request.basic_auth(user, Some(secret)),
        Key::Scheme(name, secret) => {
            request.header(header::AUTHORIZATION, format!("{name} {secret}"))
        }
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

async fn text(response: Response, url: &Url, limit: u64) -> Result<String, OutboundError> {
    let whole = whole(response, url, limit).await?;
    Ok(String::from_utf8_lossy(&whole).into_owned())
}

/// The whole body, within its limit.
pub(super) async fn whole(
    mut response: Response,
    url: &Url,
    limit: u64,
) -> Result<Vec<u8>, OutboundError> {
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
    Ok(whole)
}
