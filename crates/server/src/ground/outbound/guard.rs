//! Which addresses may be called: checked before a request is sent, and again when a name has
//! been resolved, so that no name can point inwards.

use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

use reqwest::{
    Url,
    dns::{Addrs, Name, Resolve, Resolving},
};

use super::{OutboundError, address::is_public};
use crate::ground::network::Networks;

/// What may be called.
#[derive(Clone, Debug, Default)]
pub struct Guard {
    /// True turns the guard against private addresses off.
    pub allow_private: bool,
    /// Private networks that the operator opened.
    pub open: Arc<Networks>,
}

/// Resolves names and keeps the addresses only that may be called.
#[derive(Clone, Debug)]
pub struct Resolver(pub Guard);

/// A name all of whose addresses are private.
#[derive(Debug, thiserror::Error)]
#[error("{0} is not on the public internet")]
pub struct OnlyPrivate(pub String);

impl Guard {
    /// Checks scheme, port and literal address of one hop; the resolver does the rest.
    pub fn check(&self, url: &Url) -> Result<(), OutboundError> {
        if !matches!(url.scheme(), "http" | "https") {
            let scheme = url.scheme().to_owned();
            return Err(OutboundError::Scheme {
                url: shown(url),
                scheme,
            });
        }
        let port = url.port_or_known_default().unwrap_or(0);
        if !matches!(port, 80 | 443 | 1024..) {
            return Err(OutboundError::Port {
                url: shown(url),
                port,
            });
        }
        match literal(url) {
            Some(address) if !self.allows(address) => Err(OutboundError::Private {
                url: shown(url),
                host: address.to_string(),
            }),
            _ => Ok(()),
        }
    }

    /// True when this address may be called.
    pub fn allows(&self, address: IpAddr) -> bool {
        self.allow_private || is_public(address) || self.open.contains(address)
    }
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let guard = self.0.clone();
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let (kept, dropped): (Vec<SocketAddr>, Vec<SocketAddr>) =
                found.partition(|address| guard.allows(address.ip()));
            if kept.is_empty() && !dropped.is_empty() {
                return Err(OnlyPrivate(name.as_str().to_owned()).into());
            }
            Ok(Box::new(kept.into_iter()) as Addrs)
        })
    }
}

/// The address of a URL whose host is one: a resolver is never asked for it.
fn literal(url: &Url) -> Option<IpAddr> {
    let host = url.host_str()?;
    host.trim_start_matches('[')
        .trim_end_matches(']')
        .parse()
        .ok()
}

/// An address as it may be logged and shown: no user name, no password, no query, no fragment.
pub fn shown(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    let port = url
        .port()
        .map(|port| format!(":{port}"))
        .unwrap_or_default();
    format!("{}://{host}{port}{}", url.scheme(), url.path())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(url: &str) -> String {
        Guard::default()
            .check(&url.parse().unwrap())
            .map_or_else(|no| no.to_string(), |()| String::new())
    }

    #[test]
    fn a_literal_address_is_judged_in_every_spelling() {
        for url in [
            "http://127.0.0.1/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://0177.0.0.1/",
            "http://[::1]/",
            "http://[::ffff:7f00:1]/",
            "https://169.254.169.254/latest/meta-data",
        ] {
            assert!(
                refusal(url).contains("not on the public internet"),
                "{url}: {}",
                refusal(url)
            );
        }
        assert_eq!(refusal("https://1.1.1.1/"), "");
    }

    #[test]
    fn a_network_that_was_opened_is_open_and_no_other() {
        let open = Networks::parse(&["10.1.0.0/16".to_owned()]).unwrap();
        let guard = Guard {
            open: Arc::new(open),
            ..Guard::default()
        };
        let is_open = |url: &str| guard.check(&url.parse().unwrap()).is_ok();

        assert!(is_open("http://10.1.2.3/") && is_open("http://[::ffff:10.1.2.3]/"));
        assert!(!is_open("http://10.2.2.3/") && !is_open("http://127.0.0.1/"));
    }

    #[test]
    fn other_schemes_and_ports_are_refused_with_what_is_allowed() {
        assert!(refusal("file:///etc/passwd").contains("only http and https"));
        assert!(refusal("gopher://example.com/").contains("only http and https"));
        assert!(refusal("http://example.com:25/").contains("port 25"));
        assert_eq!(refusal("http://example.com:8080/"), "");
    }

    #[test]
    fn what_is_shown_holds_no_secret() {
        let url = "https://ann:secret@example.com:8443/api/v2?token=abc#x"
            .parse()
            .unwrap();

        assert_eq!(shown(&url), "https://example.com:8443/api/v2");
    }
}
