//! The one way out: every connection that Beffroi opens to the outside goes through here.
//!
//! Read in order: [`Outbound`] and [`Outbound::get`], [`Limits`], [`Fetched`], [`OutboundError`], [`Visit`] (what may not have changed), [`Object`] (of a storage),
//! `relay` (mail out), [`Imap`] (mail in), [`Sms`] (what may go through a gateway), [`Target`] (where somebody wants to be called), then `guard` (which addresses may be called) and `address` (the table of those that may not).
//! Every hop is checked: scheme, port, literal address, resolved address. Size and time are
//! limited, the size on unpacked bytes.
//! Deliberately absent: proxies from the environment (one would reach past the guard), cookies,
//! retries but the one that an answer asks for, and any word on what is fetched.

mod address;
mod call;
mod dial;
mod error;
mod fetch;
mod guard;
mod imap;
mod object;
mod post;
mod relay;
mod sms;
mod target;
#[cfg(test)]
mod tests;
mod visit;

use std::{sync::Arc, time::Duration};

pub use call::{Answer, Body, Call, Key};
pub use error::OutboundError;
pub use fetch::Fetched;
pub use imap::{After, Folder, Imap, ImapError};
pub use object::Object;
pub use post::Posted;
pub use relay::{Mail, PATIENCE, Relay, RelayError, RelayLogin, RelayTls, Session, SmtpCode};
pub use sms::Sms;
pub use target::Target;
pub use visit::{Visit, Visited};

use super::network::Networks;
use guard::{Guard, Resolver};
use rustls::pki_types::{CertificateDer, pem::PemObject as _};

/// How much and how long an answer may be.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of the body, unpacked.
    pub bytes: u64,
    /// From the first look-up to the last byte, redirects included.
    pub total: Duration,
}

impl Limits {
    /// What a feed may cost: 2 MiB and 15 seconds.
    pub const FEED: Self = Self {
        bytes: 2 << 20,
        total: Duration::from_secs(15),
    };
    /// What a look at somebody's status page may cost: 16 MiB and 25 seconds.
    pub const LOOK: Self = Self {
        bytes: 16 << 20,
        total: Duration::from_secs(25),
    };
    /// What a whole history may cost that a person asked for: 256 MiB and 120 seconds.
    pub const HISTORY: Self = Self {
        bytes: 256 << 20,
        total: Duration::from_secs(120),
    };
}

/// How long a connection may take to open.
const CONNECT: Duration = Duration::from_secs(5);
/// How long a connection that nobody uses is kept: long enough for the next question of one look or the next call of one burst. Whoever follows ten
/// thousand pages would else hold ten thousand open.
const IDLE: Duration = Duration::from_secs(10);
/// How many redirects are followed.
const REDIRECTS: usize = 5;
/// How we introduce ourselves.
const USER_AGENT: &str = concat!("Beffroi/", env!("CARGO_PKG_VERSION"));

/// The way out; one for a process, cheap to clone.
#[derive(Clone, Debug)]
pub struct Outbound {
    client: reqwest::Client,
    guard: Guard,
}

impl Outbound {
    /// The way out. With `allow_private` the guard against private addresses is off: for tests and
    /// for an operator who says so by hand.
    ///
    /// # Panics
    /// Never: the TLS settings are constants that a test builds.
    #[must_use]
    pub fn new(allow_private: bool) -> Self {
        Self::trusting(allow_private, None).expect("no certificate that could be bad")
    }

    /// The way out that trusts an operator's own certificates (PEM) beside the public ones.
    ///
    /// # Errors
    /// What is wrong with the certificates.
    ///
    /// # Panics
    /// Never, as [`Outbound::new`].
    pub fn trusting(allow_private: bool, own: Option<&str>) -> Result<Self, rustls::Error> {
        let guard = Guard {
            allow_private,
            ..Guard::default()
        };
        Self::guarded(guard, roots(own)?)
    }

    /// The way out that is open to these private networks too, and to no others.
    ///
    /// # Errors
    /// As [`Outbound::trusting`].
    pub fn opening(networks: Networks, own: Option<&str>) -> Result<Self, rustls::Error> {
        let guard = Guard {
            open: Arc::new(networks),
            ..Guard::default()
        };
        Self::guarded(guard, roots(own)?)
    }

    fn guarded(guard: Guard, roots: rustls::RootCertStore) -> Result<Self, rustls::Error> {
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured(tls_with(roots))
            .dns_resolver(Resolver(guard.clone()))
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .connect_timeout(CONNECT)
            .user_agent(USER_AGENT)
            .pool_max_idle_per_host(2)
            .pool_idle_timeout(IDLE)
            .build()
            .expect("a client out of constants");
        Ok(Self { client, guard })
    }
}

/// Whom to trust: the public roots, and an operator's own (PEM).
fn roots(own: Option<&str>) -> Result<rustls::RootCertStore, rustls::Error> {
    let mut roots = rustls::RootCertStore {
        roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
    };
    for root in CertificateDer::pem_slice_iter(own.unwrap_or_default().as_bytes()) {
        let root = root.map_err(|error| rustls::Error::General(error.to_string()))?;
        roots.add(root)?;
    }
    Ok(roots)
}

fn tls_with(roots: rustls::RootCertStore) -> rustls::ClientConfig {
    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("ring speaks the default versions")
        .with_root_certificates(roots)
        .with_no_client_auth()
}
