//! Help desks called with each event of a case: signed, tried again with growing waits, put by after the last try.
//!
//! Not here: what a call says (`reports::call_of`), and for whom.

use futures_util::future::join_all;
use jiff::SignedDuration;

use super::Post;
use crate::{
    ground::Result,
    outbox::{self, Claimed},
    reports::{self, HOOK},
};

/// So many at a time.
const AT_ONCE: u32 = 16;
/// Longer than a call takes.
const LEASE: SignedDuration = SignedDuration::from_mins(1);

/// Calls whoever is to be called now; how many were reached.
pub(super) async fn call(post: &Post) -> Result<usize> {
    let now = post.clock.now();
    let mut look = post.db.snapshot().await?;
    if !outbox::is_event_due(&mut look, now, HOOK).await? {
        return Ok(0);
    }
    drop(look);
    let mut tx = post.db.begin().await?;
    let claimed = outbox::claim_events(&mut tx, now, HOOK, AT_ONCE, LEASE).await?;
    tx.commit_unheard().await?;
    let all = join_all(claimed.iter().map(|one| one_call(post, one))).await;
    let mut reached = 0;
    for (claimed, outcome) in claimed.iter().zip(all) {
        reached += usize::from(end(post, claimed, outcome?).await?);
    }
    Ok(reached)
}

/// Whether it was taken, or in a few words why not; nothing where nobody is to be called any more.
async fn one_call(post: &Post, event: &Claimed) -> Result<Option<Result<(), String>>> {
    let mut look = post.db.snapshot().await?;
    let Some(call) = reports::call_of(&mut look, post.clock.now(), event).await? else {
        return Ok(None);
    };
    drop(look);
    Ok(Some(match post.outside.post(&call).await {
        Ok(posted) if (200..300).contains(&posted.status) => Ok(()),
        Ok(posted) => Err(format!("it answered {}", posted.status)),
        Err(error) => Err(error.reason()),
    }))
}

async fn end(post: &Post, claimed: &Claimed, outcome: Option<Result<(), String>>) -> Result<bool> {
    let now = post.clock.now();
    let mut tx = post.db.begin().await?;
    let reached = matches!(outcome, Some(Ok(())));
    match outcome {
        None | Some(Ok(())) => outbox::done(&mut tx, now, claimed).await?,
        Some(Err(problem)) => {
            let (id, tries) = (claimed.id, claimed.attempts);
            tracing::info!(%id, tries, problem, "a help desk was called in vain");
            outbox::retry(&mut tx, now, claimed, &problem, None).await?;
        }
    }
    tx.commit_unheard().await?;
    Ok(reached)
}
