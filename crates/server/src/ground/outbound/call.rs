//! Calling an API with a key: one request, one answer, no redirects.

use reqwest::{Method, Url, header};
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
    /// The key.
    pub key: &'a str,
    /// Under which a repeated request is done once.
    pub once: Option<&'a str>,
    /// JSON.
    pub body: Option<&'a str>,
}

impl Outbound {
    /// Makes a call; status and body of its answer, whatever the status.
    ///
    /// # Errors
    /// [`OutboundError`] when the guard refuses the address, nobody answers, or time is up.
    pub async fn call(
        &self,
        call: Call<'_>,
        limits: Limits,
    ) -> Result<(u16, String), OutboundError> {
        let bad = || OutboundError::NotAnAddress(without_secrets(call.url));
        let url: Url = call.url.parse().map_err(|_| bad())?;
        let method: Method = call.method.parse().map_err(|_| bad())?;
        self.guard.check(&url)?;
        let mut request = self.client.request(method, url.clone());
        request = request.bearer_auth(call.key);
        if let Some(once) = call.once {
            request = request.header("idempotency-key", once);
        }
        if let Some(body) = call.body {
            let kind = "application/json";
            request = request
                .header(header::CONTENT_TYPE, kind)
                .body(body.to_owned());
        }
        let deadline = Instant::now() + limits.total;
        let answered = async {
            let response = request.send().await?;
            Ok((response.status().as_u16(), response.text().await?))
        };
        match timeout_at(deadline, answered).await {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(error)) => Err(explain(&url, &error)),
            Err(_) => Err(OutboundError::TooSlow {
                url: shown(&url),
                limit: limits.total,
            }),
        }
    }
}
