//! A message to somebody's address: posted once, and what its receiver answers as far as it matters.

use std::time::Duration;

use reqwest::{Response, Url, header};
use tokio::time::timeout;

use super::{
    Outbound, OutboundError,
    fetch::{explain, without_secrets},
    guard::shown,
};

/// What a receiver may take for one message, from the first look-up to the head of its answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// What it may take for the beginning of the body after that.
const PATIENCE_FOR_BODY: Duration = Duration::from_secs(2);
/// So much of an answer is looked at; the rest is not fetched.
const LOOKED_AT: usize = 4 * 1024;

/// What a receiver answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posted {
    /// HTTP's number.
    pub status: u16,
    /// The header `Retry-After`, as it came.
    pub retry_after: Option<String>,
    /// The beginning of the body.
    pub body: String,
}

impl Outbound {
    /// Posts a message. No redirect is followed: whoever moved says so to whoever asked for it.
    ///
    /// # Errors
    /// [`OutboundError`] when the guard refuses the address, nobody answers, or time is up. A body without end is no
    /// error: its beginning is enough.
    pub async fn post(&self, call: &beffroi_channels::Call) -> Result<Posted, OutboundError> {
        let url: Url = call
            .url
            .parse()
            .map_err(|_| OutboundError::NotAnAddress(without_secrets(&call.url)))?;
        self.guard.check(&url)?;
        let mut request = self.client.post(url.clone());
        for (name, value) in &call.headers {
            request = request.header(*name, value);
        }
        let sent = timeout(PATIENCE, request.body(call.body.clone()).send()).await;
        let sent = sent.map_err(|_| OutboundError::TooSlow {
            url: shown(&url),
            limit: PATIENCE,
        })?;
        let response = sent.map_err(|error| explain(&url, &error))?;
        Ok(read(response).await)
    }
}

/// The status says most of it: a body that breaks off, or does not come, has said what it says.
async fn read(mut response: Response) -> Posted {
    let status = response.status().as_u16();
    let retry_after = response.headers().get(header::RETRY_AFTER);
    let retry_after = retry_after
        .and_then(|said| said.to_str().ok())
        .map(str::to_owned);
    let mut bytes = Vec::new();
    let read = async {
        while bytes.len() < LOOKED_AT {
            match response.chunk().await {
                Ok(Some(chunk)) => bytes.extend_from_slice(&chunk),
                Ok(None) | Err(_) => break,
            }
        }
    };
    // In time or not: what came is what there is.
    let _ = timeout(PATIENCE_FOR_BODY, read).await;
    bytes.truncate(LOOKED_AT);
    Posted {
        status,
        retry_after,
        body: String::from_utf8_lossy(&bytes).into_owned(),
    }
}
