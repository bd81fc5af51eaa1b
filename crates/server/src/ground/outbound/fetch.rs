//! Getting one address: hop by hop, then chunk by chunk.

use std::{error::Error as _, time::Duration};

use bytes::Bytes;
use reqwest::{Response, Url, header};
use tokio::time::{Instant, timeout_at};

use super::{
    Limits, Outbound, OutboundError, REDIRECTS,
    error::NO_CONNECTION,
    guard::{OnlyPrivate, shown},
};

/// An answer whose body is still to come.
#[derive(Debug)]
pub struct Fetched {
    response: Response,
    url: String,
    length: Option<u64>,
    taken: u64,
    deadline: Instant,
    limits: Limits,
}

impl Outbound {
    /// Gets `url`, following up to five redirects; each hop is checked like the first.
    ///
    /// # Errors
    /// [`OutboundError`] when the guard refuses a hop, the answer is no success, or time is up.
    pub async fn get(&self, url: &str, limits: Limits) -> Result<Fetched, OutboundError> {
        let first: Url = url
            .parse()
            .map_err(|_| OutboundError::NotAnAddress(without_secrets(url)))?;
        let deadline = Instant::now() + limits.total;
        let mut here = first.clone();
        for _ in 0..=REDIRECTS {
            let response = self.hop(&here, deadline, limits.total).await?;
            if !response.status().is_redirection() {
                return Fetched::new(response, &here, deadline, limits);
            }
            here = next_hop(&here, &response)?;
        }
        Err(OutboundError::Redirects {
            url: shown(&first),
            limit: REDIRECTS,
        })
    }

    async fn hop(
        &self,
        url: &Url,
        deadline: Instant,
        limit: Duration,
    ) -> Result<Response, OutboundError> {
        self.guard.check(url)?;
        match timeout_at(deadline, self.client.get(url.clone()).send()).await {
            Ok(Ok(response)) => Ok(response),
            Ok(Err(error)) => Err(explain(url, &error)),
            Err(_) => Err(OutboundError::TooSlow {
                url: shown(url),
                limit,
            }),
        }
    }
}

impl Fetched {
    fn new(
        response: Response,
        url: &Url,
        deadline: Instant,
        limits: Limits,
    ) -> Result<Self, OutboundError> {
        let url = shown(url);
        if !response.status().is_success() {
            return Err(OutboundError::Status {
                url,
                status: response.status().as_u16(),
            });
        }
        let length = response.content_length();
        if length.is_some_and(|length| length > limits.bytes) {
            return Err(OutboundError::TooLong {
                url,
                limit: limits.bytes,
            });
        }
        Ok(Self {
            response,
            url,
            length,
            taken: 0,
            deadline,
            limits,
        })
    }

    /// Where the answer came from in the end, without secrets.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// True when the answer says that it is a web page.
    #[must_use]
    pub fn is_html(&self) -> bool {
        let kind = self.response.headers().get(header::CONTENT_TYPE);
        kind.and_then(|kind| kind.to_str().ok())
            .is_some_and(|kind| kind.starts_with("text/html"))
    }

    /// How many bytes will come, where the answer says so.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// The next bytes of the body, unpacked; `None` at its end.
    ///
    /// # Errors
    /// [`OutboundError`] when the body breaks off, is longer than allowed, or time is up.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, OutboundError> {
        let url = || self.url.clone();
        let chunk = match timeout_at(self.deadline, self.response.chunk()).await {
            Ok(Ok(chunk)) => chunk,
            Ok(Err(error)) => {
                return Err(OutboundError::Failed {
                    url: url(),
                    reason: root_cause(&error),
                });
            }
            Err(_) => {
                return Err(OutboundError::TooSlow {
                    url: url(),
                    limit: self.limits.total,
                });
            }
        };
        self.taken += chunk.as_ref().map_or(0, |bytes| bytes.len() as u64);
        if self.taken > self.limits.bytes {
            return Err(OutboundError::TooLong {
                url: url(),
                limit: self.limits.bytes,
            });
        }
        Ok(chunk)
    }
}

/// Where a redirect leads; whether it may be followed is the guard's to say.
pub fn next_hop(here: &Url, response: &Response) -> Result<Url, OutboundError> {
    let next = response
        .headers()
        .get(header::LOCATION)
        .and_then(|location| location.to_str().ok())
        .and_then(|location| here.join(location).ok())
        .ok_or_else(|| OutboundError::NowhereToGo { url: shown(here) })?;
    if here.scheme() == "https" && next.scheme() == "http" {
        return Err(OutboundError::Downgrade { url: shown(&next) });
    }
    Ok(next)
}

pub(super) fn explain(url: &Url, error: &reqwest::Error) -> OutboundError {
    let mut cause = error.source();
    while let Some(inner) = cause {
        if let Some(OnlyPrivate(host)) = inner.downcast_ref() {
            return OutboundError::Private {
                url: shown(url),
                host: host.clone(),
            };
        }
        cause = inner.source();
    }
    let what = if error.is_connect() {
        NO_CONNECTION
    } else {
        ""
    };
    OutboundError::Failed {
        url: shown(url),
        reason: format!("{what}{}", root_cause(error)),
    }
}

/// The innermost reason; the outer ones repeat the address, secrets included.
fn root_cause(error: &reqwest::Error) -> String {
    let mut innermost: &dyn std::error::Error = error;
    while let Some(inner) = innermost.source() {
        innermost = inner;
    }
    if std::ptr::addr_eq(innermost, error) {
        return "the answer cannot be read".to_owned();
    }
    innermost.to_string()
}

/// What may be said of a text that is no address.
pub(super) fn without_secrets(text: &str) -> String {
    let bare = text.split(['?', '#']).next().unwrap_or_default();
    bare.rsplit_once('@')
        .map_or(bare, |(_, rest)| rest)
        .to_owned()
}
