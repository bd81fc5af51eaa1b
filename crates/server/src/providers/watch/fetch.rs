//! One question to one address: allowed, in turn, tried again where that may help.
//!
//! What is in trouble itself, or was not reached, is asked up to three times, what hangs twice, with a wait that grows;
//! an answer of the 4xx is an answer, and so is one that says when to come again.

use std::time::Duration;

use jiff::SignedDuration;

use super::{Trouble, Watch, Word, pace, robots};
use crate::ground::{
    Result,
    outbound::{Limits, OutboundError, Visit, Visited},
};

/// What is asked, and what is had of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Question<'a> {
    pub(super) url: &'a str,
    pub(super) etag: Option<&'a str>,
    pub(super) last_modified: Option<&'a str>,
    /// Whether it is tried again where that may help.
    pub(super) is_patient: bool,
}

impl<'a> Question<'a> {
    /// Something of which nothing is had.
    pub(super) fn new(url: &'a str, is_patient: bool) -> Self {
        Self {
            url,
            etag: None,
            last_modified: None,
            is_patient,
        }
    }
}

/// Asks. A success, or 304 where something was had; all else is a [`Trouble`].
pub(super) async fn ask(watch: &Watch, question: Question<'_>) -> Result<Result<Visited, Trouble>> {
    let bad = |_| Trouble::of(Word::Unreachable, "its address is none");
    let url: reqwest::Url = match question.url.parse().map_err(bad) {
        Ok(url) => url,
        Err(trouble) => return Ok(Err(trouble)),
    };
    if let Err(trouble) = robots::may_ask(watch, &url).await? {
        return Ok(Err(trouble));
    }
    let host = url.origin().ascii_serialization();
    let mut tries = 1;
    loop {
        let turn = watch.gate.pass(&host).await;
        let visit = Visit {
            url: question.url,
            agent: Some(&watch.agent),
            etag: question.etag,
            last_modified: question.last_modified,
        };
        let answer = watch.outbound.visit(visit, Limits::LOOK).await;
        drop(turn);
        let trouble = match judge(answer, question) {
            Ok(visited) => return Ok(Ok(visited)),
            Err(trouble) => trouble,
        };
        if !question.is_patient || tries >= trouble.tries {
            return Ok(Err(trouble));
        }
        tokio::time::sleep(wait_after(tries, watch.settings.gap, pace::chance())).await;
        tries += 1;
    }
}

fn judge(
    answer: Result<Visited, OutboundError>,
    question: Question<'_>,
) -> Result<Visited, Trouble> {
    let answer = answer.map_err(|error| Trouble::of_error(&error))?;
    let is_had = question.etag.is_some() || question.last_modified.is_some();
    match answer.status {
        200..300 => Ok(answer),
        304 if is_had => Ok(answer),
        status => Err(Trouble::of_status(status, wait_of(&answer))),
    }
}

/// One to two gaps after the first try, three to six after the second.
fn wait_after(tries: u32, gap: Duration, chance: u8) -> Duration {
    let least = gap * 3_u32.pow(tries - 1);
    least + least * u32::from(chance) / 255
}

/// How long an answer asks us to stay away, in seconds; a date would be held against a clock that may be another's.
///
/// Source: RFC 9110, 10.2.3 (`Retry-After`).
pub(super) fn wait_of(answer: &Visited) -> Option<SignedDuration> {
    let said: i64 = answer.header("retry-after")?.trim().parse().ok()?;
    (said >= 0).then(|| SignedDuration::from_secs(said).min(pace::DAY))
}
