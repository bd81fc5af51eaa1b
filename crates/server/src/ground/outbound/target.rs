//! An address that somebody wants called, as it is written. Whether it may be called is asked when it is.

use reqwest::Url;

/// Where somebody wants to be called.
#[derive(Clone, PartialEq, Eq)]
pub struct Target {
    /// The whole address, written in the one way that all ways to write it come to.
    pub written: String,
    /// Its host, which gives away nothing of the rest.
    pub host: String,
}

/// Its host alone: the rest is often a secret.
impl std::fmt::Debug for Target {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Target at {}", self.host)
    }
}

impl Target {
    /// Reads an address of HTTP or HTTPS without a name or password in it; its fragment goes.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut url: Url = text.parse().ok()?;
        url.set_fragment(None);
        let is_bare = url.username().is_empty() && url.password().is_none();
        let is_web = matches!(url.scheme(), "https" | "http");
        let host = url.host_str().filter(|_| is_bare && is_web)?.to_owned();
        Some(Self {
            written: url.into(),
            host,
        })
    }
}
