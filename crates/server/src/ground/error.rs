//! Why a request or a command ends without the answer it asked for.

use beffroi_domain::review::Finding;

/// The result of anything that a reader or an operator may have asked for.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a request ends without the answer it asked for.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Not here, or not yours to see: outside, both look alike.
    #[error("not found")]
    NotFound,
    /// The person can mend it; shown as it stands, at its field.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Ours to mend; logged once at the edge, never shown.
    #[error("internal fault: {0:#}")]
    Fault(#[from] anyhow::Error),
}

/// Why not, in words for the person, with what to do next.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Refusal {
    /// The field at fault, where there is one.
    pub field: Option<&'static str>,
    /// What is wrong and what to do about it, in English: for programs and the command line.
    pub message: String,
    /// What sort of refusal it is.
    pub kind: RefusalKind,
    /// The same in each of our languages: its key in `locales/refusals.*.ftl`.
    pub key: Option<&'static str>,
    /// What is put in there, by name.
    pub values: Vec<(&'static str, String)>,
    /// What the review found, where that is why.
    pub found: Vec<Found>,
}

/// Something that the review found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What.
    pub finding: Finding,
    /// Whether the text does not go out with it, unless somebody says why.
    pub holds: bool,
}

/// What sort of refusal it is; decides the status of an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RefusalKind {
    /// What was given cannot be: 422.
    #[default]
    Invalid,
    /// Whoever asked may see it but not do that: 403.
    Forbidden,
    /// It is no longer as whoever asked saw it: 409.
    Conflict,
    /// Too often in too short a time: 429.
    TooMany,
    /// We cannot just now, and it is not their doing: 503.
    Away,
    /// The review holds it, until it is mended or somebody says why it goes out: 422.
    Held,
}

impl Refusal {
    /// A refusal of one field.
    #[must_use]
    pub fn of(field: &'static str, message: impl Into<String>) -> Self {
        Self {
            field: Some(field),
            ..Self::whole(message)
        }
    }

    /// A refusal of the whole.
    #[must_use]
    pub fn whole(message: impl Into<String>) -> Self {
        Self {
            field: None,
            message: message.into(),
            kind: RefusalKind::Invalid,
            key: None,
            values: vec![],
            found: vec![],
        }
    }

    /// A refusal of somebody who may not.
    #[must_use]
    pub fn forbidden(message: impl Into<String>) -> Self {
        Self::whole(message).being(RefusalKind::Forbidden)
    }

    /// The same refusal as another sort.
    #[must_use]
    pub fn being(mut self, kind: RefusalKind) -> Self {
        self.kind = kind;
        self
    }

    /// Says it in each of our languages, under `key`, with these values put in.
    #[must_use]
    pub fn says<V: Into<String>>(
        mut self,
        key: &'static str,
        values: impl IntoIterator<Item = (&'static str, V)>,
    ) -> Self {
        self.key = Some(key);
        self.values = values
            .into_iter()
            .map(|(name, value)| (name, value.into()))
            .collect();
        self
    }

    /// As [`Refusal::says`], with nothing to put in.
    #[must_use]
    pub fn told(mut self, key: &'static str) -> Self {
        self.key = Some(key);
        self
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Fault(error.into())
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::Fault(error.into())
    }
}
