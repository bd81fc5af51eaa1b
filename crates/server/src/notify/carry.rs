//! One message to one reader: put together, handed over, and what came of it.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use beffroi_channels::{Channel, Mail, Outgoing, Reply, Verdict, judge, verdict::judge_smtp};
use jiff::{SignedDuration, Timestamp};

use super::{Post, wording::Wording};
use crate::{
    deliveries::Ended,
    ground::outbound::{OutboundError, Posted, RelayError, Session, SmtpCode},
    outbox,
    subscribers::Hearer,
};

/// What came of a try.
#[derive(Debug)]
pub(super) enum Came {
    /// It ended, one way or the other; and the address is gone, where that says so.
    Ended(Ended, Option<&'static str>),
    /// What carries it is away, which says nothing of this reader.
    Away(String),
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
    let now = post.clock.now();
    let dead = |reason, problem| Came::Ended(Ended::Dead { reason, problem }, None);
    match wording.message(hearer, now) {
        Ok(Outgoing::Mail(mail)) => by_relay(post, &mail, attempts).await,
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

async fn by_relay(post: &Post, mail: &Mail, attempts: u32) -> Came {
    let Some(settings) = &post.mail else {
        return Came::Away("no relay is set".to_owned());
    };
    let mut session = match post.sessions.take() {
        Some(session) => session,
        None => match post.outbound.relay(&settings.relay).await {
            Ok(session) => session,
            Err(error) => return Came::Away(error.to_string()),
        },
    };
    let outcome = session.send(&mail.from, &mail.to, &mail.bytes).await;
    if !session.is_broken() {
        post.sessions.put(session);
    }
    let now = post.clock.now();
    match outcome {
        Ok(()) => Came::Ended(Ended::Sent, None),
        Err(RelayError::Away(problem)) => Came::Away(problem),
        Err(RelayError::Later(problem, code)) => by_code(code, problem, attempts, now, false),
        Err(RelayError::Never(problem, code)) => by_code(code, problem, attempts, now, true),
    }
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
    let reply = Reply {
        status: posted.status,
        retry_after: posted.retry_after.as_deref(),
        body: &posted.body,
        at: now,
    };
    let problem = format!("the answer was {}", posted.status);
    came(judge(channel, &reply), problem, attempts, now)
}

fn came(verdict: Verdict, problem: String, attempts: u32, now: Timestamp) -> Came {
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
fn unreached(error: &OutboundError, attempts: u32, now: Timestamp) -> Came {
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

fn again(
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
