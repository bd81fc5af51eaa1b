//! One message to one reader: put together, handed over, and what came of it.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use beffroi_channels::{Channel, Mail, Outgoing, Reply, Verdict, judge, verdict::judge_smtp};
use jiff::{SignedDuration, Timestamp};

use super::{Post, texts, wording::Wording};
use crate::{
    deliveries::Ended,
    ground::outbound::{OutboundError, Posted, Relay, RelayError, Session, SmtpCode},
    outbox,
    subscribers::Hearer,
};

/// Why something did not arrive that we broke ourselves.
pub(super) const FAULT: &str = "fault";

/// What came of a try.
#[derive(Debug)]
pub(super) enum Came {
    /// It ended, one way or the other; and the address is gone, where that says so.
    Ended(Ended, Option<&'static str>),
    /// What carries it is away, which says nothing of this reader.
    Away(String),
    /// It was not tried: it waited for so long that it is another's to tell.
    Lost,
}

impl Came {
    /// A fault of ours, which was logged where it happened.
    pub(super) fn fault() -> Self {
        let (reason, problem) = (FAULT, "a fault of ours; the log has it".to_owned());
        Self::Ended(Ended::Dead { reason, problem }, None)
    }
}

/// Sessions with the relay that nobody uses just now.
#[derive(Clone, Debug, Default)]
pub(super) struct Sessions(Arc<Mutex<Vec<Session>>>);

impl Sessions {
    fn take(&self) -> Option<Session> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    fn put(&self, session: Session) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(session);
    }

    /// Says goodbye on all of them.
    pub(super) async fn close(&self) {
        while let Some(session) = self.take() {
            session.close().await;
        }
    }
}

/// Carries one message; `attempts` counts this one.
pub(super) async fn carry(post: &Post, wording: &Wording, hearer: &Hearer, attempts: u32) -> Came {
    if hearer.channel == Channel::Sms {
        return texts::carry(post, wording, hearer, attempts).await;
    }
    let now = post.clock.now();
    let dead = |reason, problem| Came::Ended(Ended::Dead { reason, problem }, None);
    match wording.message(hearer, now) {
        Ok(Outgoing::Mail(mail)) => by_relay(post, mail, attempts).await,
        Ok(Outgoing::Call(call)) => {
            let posted = post.outside.post(&call).await;
            let now = post.clock.now();
            match posted {
                Ok(posted) => judged(hearer.channel, &posted, attempts, now),
                Err(error) => unreached(&error, attempts, now),
            }
        }
        Err(problem) => dead("unfit", problem),
    }
}

async fn by_relay(post: &Post, mail: Mail, attempts: u32) -> Came {
    let Some(settings) = &post.mail else {
        return Came::Away("no relay is set".to_owned());
    };
    let mail = settings.signed(mail, post.clock.now());
    let (reused, mut outcome) = match post.sessions.take() {
        Some(session) => (true, send(post, session, &mail).await),
        None => (false, send_anew(post, &settings.relay, &mail).await),
    };
    // A relay may close what nobody used for a while, and says so to nobody.
    if reused && outcome.as_ref().is_err_and(RelayError::is_broken_off) {
        outcome = send_anew(post, &settings.relay, &mail).await;
    }
    let now = post.clock.now();
    match outcome {
        Ok(()) => Came::Ended(Ended::Sent, None),
        Err(RelayError::Away(problem)) => Came::Away(problem),
        Err(RelayError::Later(problem, code)) => by_code(code, problem, attempts, now, false),
        Err(RelayError::Never(problem, code)) => by_code(code, problem, attempts, now, true),
    }
}

async fn send_anew(post: &Post, relay: &Relay, mail: &Mail) -> Result<(), RelayError> {
    let session = post.outbound.relay(relay).await?;
    send(post, session, mail).await
}

async fn send(post: &Post, mut session: Session, mail: &Mail) -> Result<(), RelayError> {
    let outcome = session.send(&mail.from, &mail.to, &mail.bytes).await;
    // After silence the answer to this mail may still come, and would be taken for that to the next.
    let is_silent = matches!(outcome, Err(RelayError::Later(_, None)));
    if !session.is_broken() && !is_silent {
        post.sessions.put(session);
    }
    outcome
}

/// What the numbers of a relay say of the reader; without any, whether it was for ever.
fn by_code(
    code: Option<SmtpCode>,
    problem: String,
    attempts: u32,
    now: Timestamp,
    is_for_ever: bool,
) -> Came {
    let verdict = code.map(|answer| judge_smtp(answer.code, answer.status));
    match verdict {
        Some(verdict) => came(verdict, problem, attempts, now),
        None if is_for_ever => {
            let reason = "refused";
            Came::Ended(Ended::Dead { reason, problem }, None)
        }
        None => Came::Ended(again(attempts, now, None, ("unreached", problem)), None),
    }
}

fn judged(channel: Channel, posted: &Posted, attempts: u32, now: Timestamp) -> Came {
    let problem = format!("the answer was {}", posted.status);
    came(verdict(channel, posted, now), problem, attempts, now)
}

/// What an answer means in a channel.
pub(super) fn verdict(channel: Channel, posted: &Posted, now: Timestamp) -> Verdict {
    let reply = Reply {
        status: posted.status,
        retry_after: posted.retry_after.as_deref(),
        body: &posted.body,
        at: now,
    };
    judge(channel, &reply)
}

pub(super) fn came(verdict: Verdict, problem: String, attempts: u32, now: Timestamp) -> Came {
    match verdict {
        Verdict::Delivered => Came::Ended(Ended::Sent, None),
        Verdict::Again { after, why } => {
            Came::Ended(again(attempts, now, after, (why.as_str(), problem)), None)
        }
        Verdict::Gone(why) => {
            let reason = why.as_str();
            Came::Ended(Ended::Dead { reason, problem }, Some(reason))
        }
        Verdict::Refused(why) => {
            let reason = why.as_str();
            Came::Ended(Ended::Dead { reason, problem }, None)
        }
    }
}

/// Nobody answered: tried again, but where we would never call.
pub(super) fn unreached(error: &OutboundError, attempts: u32, now: Timestamp) -> Came {
    let problem = error.reason();
    let reason = match error {
        OutboundError::NotAnAddress(_)
        | OutboundError::Scheme { .. }
        | OutboundError::Port { .. } => {
            let reason = "not_called";
            return Came::Ended(Ended::Dead { reason, problem }, None);
        }
        OutboundError::Private { .. } => "private_address",
        OutboundError::TooSlow { .. } => "slow",
        _ => "unreached",
    };
    Came::Ended(again(attempts, now, None, (reason, problem)), None)
}

pub(super) fn again(
    attempts: u32,
    now: Timestamp,
    after: Option<Duration>,
    (reason, problem): (&'static str, String),
) -> Ended {
    let asked = after.and_then(|after| SignedDuration::try_from(after).ok());
    match outbox::wait_after(attempts, asked) {
        Ok(wait) => Ended::Again {
            due: now + wait,
            reason,
            problem,
        },
        Err(outbox::GaveUp) => Ended::Dead { reason, problem },
    }
}
