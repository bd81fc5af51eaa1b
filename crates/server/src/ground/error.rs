//! Why a request or a command ends without the answer it asked for.

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
    /// What is wrong and what to do about it.
    pub message: String,
}

impl Refusal {
    /// A refusal of one field.
    #[must_use]
    pub fn of(field: &'static str, message: impl Into<String>) -> Self {
        Self {
            field: Some(field),
            message: message.into(),
        }
    }

    /// A refusal of the whole.
    #[must_use]
    pub fn whole(message: impl Into<String>) -> Self {
        Self {
            field: None,
            message: message.into(),
        }
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
