//! Putting, getting and taking away one object at an address that is signed already.

use reqwest::{Method, Url};
use tokio::time::timeout;

use super::{
    Limits, Outbound, OutboundError,
    fetch::{explain, without_secrets},
    guard::shown,
};

/// What is asked of a storage.
pub struct Object<'a> {
    /// `GET`, `PUT`, `DELETE`.
    pub method: &'a str,
    /// Where, with what proves that we may: never logged.
    pub url: &'a str,
    /// What is put there.
    pub bytes: Option<Vec<u8>>,
}

impl Outbound {
    /// Asks; status and body of the answer, whatever the status. No redirect is followed: a signature is good for one address.
    ///
    /// # Errors
    /// [`OutboundError`] when the guard refuses the address, nobody answers, the answer is longer than allowed, or time is up.
    pub async fn object(
        &self,
        object: Object<'_>,
        limits: Limits,
    ) -> Result<(u16, Vec<u8>), OutboundError> {
        let bad = || OutboundError::NotAnAddress(without_secrets(object.url));
        let url: Url = object.url.parse().map_err(|_| bad())?;
        let method: Method = object.method.parse().map_err(|_| bad())?;
        self.guard.check(&url)?;
        let mut request = self.client.request(method, url.clone());
        if let Some(bytes) = object.bytes {
            request = request.body(bytes);
        }
        let answered = async {
            let response = request.send().await;
            let response = response.map_err(|error| explain(&url, &error))?;
            let status = response.status().as_u16();
            let body = super::call::whole(response, &url, limits.bytes).await?;
            Ok((status, body))
        };
        timeout(limits.total, answered).await.unwrap_or_else(|_| {
            Err(OutboundError::TooSlow {
                url: shown(&url),
                limit: limits.total,
            })
        })
    }
}
