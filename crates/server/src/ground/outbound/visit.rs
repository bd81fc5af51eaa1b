//! Asking for something that may not have changed: any status is an answer, and the whole of it comes at once.

use reqwest::{Url, header};
use tokio::time::{Instant, timeout_at};

use super::{
    Limits, Outbound, OutboundError, REDIRECTS,
    fetch::{explain, next_hop, without_secrets},
    guard::shown,
};

/// What is asked for, and what is had of it already.
#[derive(Clone, Copy, Debug)]
pub struct Visit<'a> {
    /// Where.
    pub url: &'a str,
    /// As whom we come; the usual name where that is `None`.
    pub agent: Option<&'a str>,
    /// The `ETag` of what is had.
    pub etag: Option<&'a str>,
    /// The `Last-Modified` of what is had.
    pub last_modified: Option<&'a str>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visited {
    /// HTTP's number; 304 where what is had is still true.
    pub status: u16,
    /// Where it came from in the end, query included; without user name and password.
    pub url: String,
    /// Names in lower case, and values; what is no text is left out.
    pub headers: Vec<(String, String)>,
    /// The whole body, unpacked.
    pub body: Vec<u8>,
}

impl Visited {
    /// A header's value; its name in lower case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }
}

impl Outbound {
    /// Asks, following up to five redirects; each hop is checked like the first. No status is an error.
    ///
    /// # Errors
    /// [`OutboundError`] when the guard refuses a hop, nobody answers, the body breaks off or is longer than allowed, or
    /// time is up.
    pub async fn visit(&self, visit: Visit<'_>, limits: Limits) -> Result<Visited, OutboundError> {
        let bad = |_| OutboundError::NotAnAddress(without_secrets(visit.url));
        let first: Url = visit.url.parse().map_err(bad)?;
        let deadline = Instant::now() + limits.total;
        let asked = self.hops(&first, visit, limits);
        timeout_at(deadline, asked).await.unwrap_or_else(|_| {
            Err(OutboundError::TooSlow {
                url: shown(&first),
                limit: limits.total,
            })
        })
    }

    async fn hops(
        &self,
        first: &Url,
        visit: Visit<'_>,
        limits: Limits,
    ) -> Result<Visited, OutboundError> {
        let mut here = first.clone();
        for _ in 0..=REDIRECTS {
            self.guard.check(&here)?;
            let mut request = self.client.get(here.clone());
            for (name, value) in [
                (header::USER_AGENT, visit.agent),
                (header::IF_NONE_MATCH, visit.etag),
                (header::IF_MODIFIED_SINCE, visit.last_modified),
            ] {
                if let Some(value) = value {
                    request = request.header(name, value);
                }
            }
            let response = request.send().await;
            let response = response.map_err(|error| explain(&here, &error))?;
            // 304 is of the same class, and leads nowhere.
            if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
                return whole(response, &here, limits).await;
            }
            here = next_hop(&here, &response)?;
        }
        Err(OutboundError::Redirects {
            url: shown(first),
            limit: REDIRECTS,
        })
    }
}

async fn whole(
    mut response: reqwest::Response,
    url: &Url,
    limits: Limits,
) -> Result<Visited, OutboundError> {
    let too_long = || OutboundError::TooLong {
        url: shown(url),
        limit: limits.bytes,
    };
    let headers = response.headers().iter();
    let headers = headers.filter_map(|(name, value)| {
        Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned()))
    });
    let mut visited = Visited {
        status: response.status().as_u16(),
        url: bare(url),
        headers: headers.collect(),
        body: Vec::new(),
    };
    if response
        .content_length()
        .is_some_and(|length| length > limits.bytes)
    {
        return Err(too_long());
    }
    while let Some(chunk) = response
        .chunk()
        .await
        .map_err(|error| explain(url, &error))?
    {
        visited.body.extend_from_slice(&chunk);
        if visited.body.len() as u64 > limits.bytes {
            return Err(too_long());
        }
    }
    Ok(visited)
}

/// The address with its query, which may say which part of a whole it is, and without whose it is.
fn bare(url: &Url) -> String {
    let mut url = url.clone();
    // An address that has no room for them has none to take.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url.into()
}
