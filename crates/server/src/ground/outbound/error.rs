//! Why a call outwards did not give what was asked, in words for the person who asked.

use std::time::Duration;

/// What the reason begins with where no connection stood.
pub(super) const NO_CONNECTION: &str = "cannot connect: ";

/// Why a call outwards failed. Addresses in it carry neither user names nor queries.
#[derive(Debug, thiserror::Error)]
pub enum OutboundError {
    /// No address at all.
    #[error("{0:?} is no web address; write https://HOST/PATH")]
    NotAnAddress(String),
    /// Neither http nor https.
    #[error("{url}: only http and https are fetched, not {scheme:?}")]
    Scheme {
        /// Where.
        url: String,
        /// What was asked for.
        scheme: String,
    },
    /// A port that other protocols own.
    #[error("{url}: port {port} is not fetched; ports 80, 443 and those from 1024 on are")]
    Port {
        /// Where.
        url: String,
        /// Which.
        port: u16,
    },
    /// A private or special address.
    #[error(
        "{url}: {host} is not on the public internet, so it is not fetched; \
         if you trust it, say --allow-private"
    )]
    Private {
        /// Where.
        url: String,
        /// The host, by name or address.
        host: String,
    },
    /// From https to http.
    #[error(
        "{url}: leads from https to http, which is not followed; give the https address itself"
    )]
    Downgrade {
        /// Where it led to.
        url: String,
    },
    /// One redirect after the other.
    #[error("{url}: more than {limit} redirects; give the last address itself")]
    Redirects {
        /// Where it began.
        url: String,
        /// How many are followed.
        limit: usize,
    },
    /// A redirect that leads nowhere.
    #[error("{url}: answers with a redirect that names no address")]
    NowhereToGo {
        /// Where.
        url: String,
    },
    /// An answer other than success.
    #[error("{url}: answers {status}{}", hint(*status))]
    Status {
        /// Where.
        url: String,
        /// HTTP's number.
        status: u16,
    },
    /// More bytes than allowed.
    #[error("{url}: more than {limit} bytes unpacked; save it to a file and import that")]
    TooLong {
        /// Where.
        url: String,
        /// The limit.
        limit: u64,
    },
    /// Longer than allowed.
    #[error("{url}: not done within {} s; try again, or save it to a file", limit.as_secs_f32())]
    TooSlow {
        /// Where.
        url: String,
        /// The limit.
        limit: Duration,
    },
    /// Anything below HTTP: name, connection, certificate, packing.
    #[error("{url}: {reason}")]
    Failed {
        /// Where.
        url: String,
        /// What the network said.
        reason: String,
    },
}

impl OutboundError {
    /// Whether nothing was sent: the guard refused it, or nobody took the connection.
    #[must_use]
    pub fn is_before_sending(&self) -> bool {
        match self {
            Self::NotAnAddress(_)
            | Self::Scheme { .. }
            | Self::Port { .. }
            | Self::Private { .. } => true,
            Self::Failed { reason, .. } => reason.starts_with(NO_CONNECTION),
            _ => false,
        }
    }

    /// Where it happened.
    #[must_use]
    pub fn place(&self) -> &str {
        match self {
            Self::NotAnAddress(url)
            | Self::Scheme { url, .. }
            | Self::Port { url, .. }
            | Self::Private { url, .. }
            | Self::Downgrade { url }
            | Self::Redirects { url, .. }
            | Self::NowhereToGo { url }
            | Self::Status { url, .. }
            | Self::TooLong { url, .. }
            | Self::TooSlow { url, .. }
            | Self::Failed { url, .. } => url,
        }
    }

    /// What happened, without the place.
    #[must_use]
    pub fn reason(&self) -> String {
        let whole = self.to_string();
        let bare = whole
            .strip_prefix(self.place())
            .and_then(|rest| rest.strip_prefix(": "));
        bare.unwrap_or(&whole).to_owned()
    }
}

fn hint(status: u16) -> &'static str {
    match status {
        401 | 403 => "; it wants a sign-in: save it with your browser and import the file",
        404 | 410 => "; check the address",
        429 => "; it wants fewer calls: try again later",
        500.. => "; it is in trouble itself: try again later",
        _ => "",
    }
}
