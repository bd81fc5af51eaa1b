//! The cache policy, said aloud: what a browser or a proxy may keep, and for how long.
//!
//! Not here: what we keep ourselves.

use axum::http::{
    HeaderMap, HeaderValue,
    header::{CACHE_CONTROL, VARY},
};

/// How long an answer may be kept outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// A page of facts: may be kept, must be asked about before it is shown again.
    Fresh,
    /// Depends on the reader's languages, else as [`Policy::Fresh`].
    Negotiated,
    /// For programs that ask again and again: ten seconds, as Statuspage's own pages say.
    Polled,
    /// Named by its content: never changes.
    Forever,
    /// A fault: not kept at all.
    Never,
}

impl Policy {
    /// Writes the policy into an answer's headers.
    pub fn write(self, headers: &mut HeaderMap) {
        let control = match self {
            Self::Fresh | Self::Negotiated => "public, max-age=0, must-revalidate",
            Self::Polled => {
                "max-age=10, public, s-maxage=10, stale-while-revalidate=20, stale-if-error=3600"
            }
            Self::Forever => "public, max-age=31536000, immutable",
            Self::Never => "no-store",
        };
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(control));
        if self == Self::Negotiated {
            headers.insert(VARY, HeaderValue::from_static("Accept-Language"));
        }
    }
}
