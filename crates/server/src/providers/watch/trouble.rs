//! Why a look saw nothing: one word for counting and for programs, and a sentence for people.

use std::fmt;

use beffroi_readers::watch::Blind;
use jiff::SignedDuration;

use crate::ground::outbound::OutboundError;

/// How often what is in trouble is asked at most.
const TRIES: u32 = 3;
/// The same of what hangs: each try takes long.
const SLOW_TRIES: u32 = 2;

/// Why nothing was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// In one word.
    pub word: Word,
    /// In a sentence.
    pub reason: String,
    /// How long it asks us to stay away at least.
    pub wait: Option<SignedDuration>,
    /// How often it is worth being tried within one look.
    pub(super) tries: u32,
}

/// The words for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// What came is not the page: a wall of a sign-in, a web page where data was asked for, an error in JSON.
    NotThePage,
    /// It moved, or its format is none that we read.
    NoFormat,
    /// 401 or 403: it does not want us.
    Refused,
    /// Its `robots.txt` asks programs not to.
    Robots,
    /// 404, 410 and other answers that say that nothing is there.
    Missing,
    /// 429, or 503 with a word on when to come again: it wants fewer questions.
    Busy,
    /// Any other 5xx.
    Broken,
    /// It did not answer in time, or with too much.
    Slow,
    /// Nobody answered at all.
    Unreachable,
}

impl Word {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::NotThePage,
        Self::NoFormat,
        Self::Refused,
        Self::Robots,
        Self::Missing,
        Self::Busy,
        Self::Broken,
        Self::Slow,
        Self::Unreachable,
    ];

    /// The word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotThePage => "not_the_page",
            Self::NoFormat => "no_format",
            Self::Refused => "refused",
            Self::Robots => "robots",
            Self::Missing => "missing",
            Self::Busy => "busy",
            Self::Broken => "broken",
            Self::Slow => "slow",
            Self::Unreachable => "unreachable",
        }
    }

    /// Whether somebody does not want us there.
    #[must_use]
    pub fn is_refusal(self) -> bool {
        matches!(self, Self::Refused | Self::Robots)
    }

    /// Whether something answered that is not what its format promises: the page may be of another format by now, or
    /// elsewhere.
    #[must_use]
    pub fn may_have_moved(self) -> bool {
        matches!(self, Self::NotThePage | Self::Missing | Self::NoFormat)
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.reason)
    }
}

impl Trouble {
    pub(super) fn of(word: Word, reason: impl Into<String>) -> Self {
        Self {
            word,
            reason: reason.into(),
            wait: None,
            tries: 1,
        }
    }

    /// What an answer that is no success says; `wait` as its header `Retry-After` has it.
    pub(super) fn of_status(status: u16, wait: Option<SignedDuration>) -> Self {
        let (word, what) = match status {
            401 | 403 => (Word::Refused, "it refuses us; it is asked again in a day"),
            429 => (Word::Busy, "it wants fewer questions"),
            503 if wait.is_some() => (Word::Busy, "it says when to come again"),
            500.. => (Word::Broken, "it is in trouble itself"),
            404 | 410 => (Word::Missing, "there is nothing at its address"),
            _ => (Word::Missing, "its address does not answer as it did"),
        };
        Self {
            wait,
            tries: if word == Word::Broken { TRIES } else { 1 },
            ..Self::of(word, format!("it answered {status}: {what}"))
        }
    }

    pub(super) fn of_error(error: &OutboundError) -> Self {
        let (word, tries) = match error {
            OutboundError::TooSlow { .. } => (Word::Slow, SLOW_TRIES),
            OutboundError::Failed { .. } => (Word::Unreachable, TRIES),
            OutboundError::TooLong { .. } => (Word::Slow, 1),
            _ => (Word::Unreachable, 1),
        };
        let reason = match error {
            OutboundError::TooSlow { limit, .. } => {
                format!("it did not answer within {} s", limit.as_secs())
            }
            OutboundError::TooLong { limit, .. } => {
                format!("it answered with more than {limit} bytes")
            }
            OutboundError::Private { .. } => {
                "its address is not on the public internet; open its network under [calls]"
                    .to_owned()
            }
            other => other.reason(),
        };
        Self {
            tries,
            ..Self::of(word, reason)
        }
    }
}

impl From<Blind> for Trouble {
    fn from(blind: Blind) -> Self {
        Self::of(Word::NotThePage, blind.reason)
    }
}
