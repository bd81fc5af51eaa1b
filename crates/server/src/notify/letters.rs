//! One letter after the other: claimed, handed to the relay, ended.

use beffroi_channels::{self as channels, Cover, Mail, mail::compose};

use super::{LEASE, Post, Stop, is_over, proof};
use crate::{
    deliveries::PROOF,
    ground::{
        Result, Tx,
        outbound::{Mail as Settings, RelayError, Session},
    },
    outbox::{self, Claimed, Ended, Way},
};

/// Sends what is due until nothing is, the relay is away, or `stop` is over; how many went.
pub(super) async fn empty(post: &Post, stop: &Stop) -> Result<usize> {
    let mut sent = 0;
    let mut session = None;
    while !is_over(stop) && !post.pause.lasts(post.clock.now()) {
        let Some(claimed) = claim_one(post).await? else {
            break;
        };
        let outcome = carry(post, &mut session, &claimed).await;
        sent += usize::from(outcome.is_ok());
        end(post, &claimed, outcome).await?;
    }
    if let Some(session) = session {
        session.close().await;
    }
    Ok(sent)
}

/// Looks before it claims: a claim takes the one writer of SQLite, and wakes whoever listens.
async fn claim_one(post: &Post) -> Result<Option<Claimed>> {
    let now = post.clock.now();
    let mut look = post.db.snapshot().await?;
    if !outbox::is_due(&mut look, now, Way::Letter).await? {
        return Ok(None);
    }
    drop(look);
    let mut tx = post.db.begin().await?;
    let claimed = outbox::claim(&mut tx, now, Way::Letter, 1, LEASE).await?;
    if claimed.is_empty() {
        return Ok(None);
    }
    tx.commit().await?;
    Ok(claimed.into_iter().next())
}

async fn carry(
    post: &Post,
    session: &mut Option<Session>,
    claimed: &Claimed,
) -> Result<(), RelayError> {
    let settings = post.mail.as_ref();
    let settings = settings.ok_or_else(|| RelayError::Away("no relay is set".to_owned()))?;
    let mail = match claimed.kind.as_str() {
        PROOF => proof::mail(post, &settings.from, claimed).await?,
        _ => mail(post, settings, claimed).map_err(|problem| RelayError::Never(problem, None))?,
    };
    let mail = settings.signed(mail, post.clock.now());
    let mut open = match session.take() {
        Some(open) => open,
        None => post.outbound.relay(&settings.relay).await?,
    };
    let outcome = open.send(&mail.from, &mail.to, &mail.bytes).await;
    if outcome.is_ok() && !open.is_broken() {
        *session = Some(open);
    }
    outcome
}

/// The mail of a letter, or in a few words why there is none.
fn mail(post: &Post, settings: &Settings, claimed: &Claimed) -> Result<Mail, String> {
    if claimed
        .expires_at
        .is_some_and(|until| until <= post.clock.now())
    {
        return Err("it came too late".to_owned());
    }
    let letter: channels::Letter = serde_json::from_str(&claimed.body)
        .map_err(|_| "it has a form that is not known".to_owned())?;
    let cover = Cover {
        id: claimed.id,
        from: &settings.from,
        to: claimed.recipient.as_deref().unwrap_or_default(),
        at: claimed.created_at,
    };
    compose(&letter, &cover).map_err(|error| error.to_string())
}

async fn end(post: &Post, claimed: &Claimed, outcome: Result<(), RelayError>) -> Result<()> {
    let now = post.clock.now();
    if matches!(outcome, Ok(()) | Err(RelayError::Later(..))) && post.pause.end() {
        tracing::info!("the relay answers again");
    }
    let mut tx = post.db.begin().await?;
    match &outcome {
        Ok(()) => {
            outbox::done(&mut tx, now, claimed).await?;
            outbox::release(&mut tx, now, Way::Letter).await?;
        }
        Err(RelayError::Away(problem)) => hold(&mut tx, post, claimed, problem).await?,
        Err(error) => fail(&mut tx, now, claimed, error).await?,
    }
    tx.commit().await
}

/// That the relay is away says nothing of the letter, whose tries are not spent on it.
async fn hold(tx: &mut Tx, post: &Post, claimed: &Claimed, problem: &str) -> Result<()> {
    let now = post.clock.now();
    let (times, until) = post.pause.grow(now);
    match times {
        1 => tracing::warn!(problem, %until, "the relay is away; letters wait"),
        _ => tracing::debug!(problem, %until, times, "the relay is still away"),
    }
    outbox::hold(tx, now, claimed, problem, until).await
}

async fn fail(
    tx: &mut Tx,
    now: jiff::Timestamp,
    claimed: &Claimed,
    error: &RelayError,
) -> Result<()> {
    let problem = error.to_string();
    let (id, kind, tries) = (claimed.id, claimed.kind.as_str(), claimed.attempts);
    let ended = match error {
        RelayError::Never(..) => outbox::bury(tx, now, claimed, &problem).await?,
        _ => outbox::retry(tx, now, claimed, &problem, None).await?,
    };
    match ended {
        Ended::Dead => tracing::error!(%id, kind, tries, problem, "a letter is given up"),
        Ended::Again(then) => tracing::warn!(%id, kind, tries, problem, %then, "a letter waits"),
        Ended::NotOurs => tracing::debug!(%id, "a letter was another's meanwhile"),
    }
    Ok(())
}
