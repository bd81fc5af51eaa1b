//! Why there is no draft: in words for whoever asked, with what to do.

use std::time::Duration;

use crate::ground::{
    Refusal, RefusalKind,
    outbound::{Answer, OutboundError},
};

/// Why there is no draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// No service is set.
    Off,
    /// More than it takes.
    Long,
    /// It does not know our key, or not for this.
    Key,
    /// What was paid for is used up.
    Quota,
    /// It wants fewer calls; after which wait, where it says so.
    Busy(Option<Duration>),
    /// It does not take what was sent, in its own words.
    Said(Option<String>),
    /// Nobody answers, or it broke.
    Away,
    /// It may not be called: the operator has to say so first.
    Closed,
    /// Not done within the time.
    Slow(Duration),
    /// Something else than as many texts came back.
    Answer,
    /// These places, links or references did not come back.
    Lost(Vec<String>),
}

impl Trouble {
    /// Why a call had no answer.
    pub(super) fn of_call(error: &OutboundError, patience: Duration) -> Self {
        tracing::warn!("the translation service: {}", error.reason());
        match error {
            OutboundError::TooSlow { .. } => Self::Slow(patience),
            OutboundError::TooLong { .. } => Self::Answer,
            OutboundError::Private { .. }
            | OutboundError::Port { .. }
            | OutboundError::Scheme { .. } => Self::Closed,
            _ => Self::Away,
        }
    }

    /// What a status other than success means; `said` are its own words.
    ///
    /// Source: DeepL's API, error handling (456 is the quota); LibreTranslate's API.
    pub(super) fn of_status(answer: &Answer, said: Option<String>) -> Self {
        let is_long = |words: &String| words.contains("exceeds text limit");
        match answer.status {
            401 | 403 => Self::Key,
            413 => Self::Long,
            400 if said.as_ref().is_some_and(is_long) => Self::Long,
            429 => Self::Busy(answer.wait),
            503 if answer.wait.is_some() => Self::Busy(answer.wait),
            456 => Self::Quota,
            400..=499 => Self::Said(said),
            _ => Self::Away,
        }
    }
}

impl From<Trouble> for Refusal {
    fn from(trouble: Trouble) -> Self {
        let of = |message: &str| Self::whole(message);
        match trouble {
            Trouble::Off => of("no translation service is set; the operator sets one in [translation]")
                .told("refusal-machine-off"),
            Trouble::Long => of("this is more than the translation service takes; shorten it, or draft it in parts")
                .told("refusal-machine-long"),
            Trouble::Key => of("the translation service refuses our key; the operator checks translation.key")
                .told("refusal-machine-key"),
            Trouble::Quota => of("what was paid for at the translation service is used up; write it yourself")
                .told("refusal-machine-quota"),
            Trouble::Busy(None) => of("the translation service is busy; try again in a moment")
                .being(RefusalKind::TooMany)
                .told("refusal-machine-busy"),
            Trouble::Busy(Some(wait)) => {
                let seconds = wait.as_secs().max(1).to_string();
                of(&format!("the translation service is busy; try again in {seconds} seconds"))
                    .being(RefusalKind::TooMany)
                    .says("refusal-machine-wait", [("seconds", seconds)])
            }
            Trouble::Said(None) => of("the translation service does not take this text; write it yourself")
                .told("refusal-machine-no"),
            Trouble::Said(Some(words)) => {
                of(&format!("the translation service does not take this text: {words}"))
                    .says("refusal-machine-said", [("words", words)])
            }
            Trouble::Away => of("the translation service cannot be reached, or broke; try again later, or write it yourself")
                .told("refusal-machine-away"),
            Trouble::Closed => of("the translation service is at a private address; the operator sets translation.allow_private, if they trust it")
                .told("refusal-machine-closed"),
            Trouble::Slow(patience) => {
                let seconds = patience.as_secs().to_string();
                of(&format!("the translation service did not answer within {seconds} seconds; try again, or write it yourself"))
                    .says("refusal-machine-slow", [("seconds", seconds)])
            }
            Trouble::Answer => of("the translation service answered with something that cannot be read; write it yourself")
                .told("refusal-machine-answer"),
            Trouble::Lost(pieces) => {
                let pieces = pieces.join(", ");
                of(&format!("the machine lost {pieces}, so its draft is not used; write it yourself"))
                    .says("refusal-machine-lost", [("pieces", pieces)])
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(status: u16, seconds: Option<u64>, said: Option<&str>) -> Trouble {
        let answer = Answer {
            status,
            body: String::new(),
            wait: seconds.map(Duration::from_secs),
        };
        Trouble::of_status(&answer, said.map(str::to_owned))
    }

    #[test]
    fn each_status_is_told_as_what_it_means() {
        let wait = |seconds| Some(Duration::from_secs(seconds));

        assert_eq!(of(403, None, None), Trouble::Key);
        assert_eq!(of(413, None, None), Trouble::Long);
        assert_eq!(of(429, Some(30), None), Trouble::Busy(wait(30)));
        assert_eq!(of(429, None, None), Trouble::Busy(None));
        assert_eq!(of(503, Some(2), None), Trouble::Busy(wait(2)));
        assert_eq!(of(503, None, None), Trouble::Away);
        assert_eq!(of(500, None, None), Trouble::Away);
        assert_eq!(of(302, None, None), Trouble::Away);
        assert_eq!(of(456, None, None), Trouble::Quota);
        let long = "Invalid request: request (9) exceeds text limit (5)";
        assert_eq!(of(400, None, Some(long)), Trouble::Long);
        assert_eq!(
            of(400, None, Some("xx is not supported")),
            Trouble::Said(Some("xx is not supported".to_owned()))
        );
    }

    #[test]
    fn a_wait_is_told_in_seconds() {
        let refusal = Refusal::from(Trouble::Busy(Some(Duration::from_secs(7))));

        assert_eq!(refusal.values, [("seconds", "7".to_owned())]);
        assert_eq!(refusal.kind, RefusalKind::TooMany);
    }
}
