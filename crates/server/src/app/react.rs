//! Reacting: what happened to a noun below is told to one above, by events that stand in the outbox since the deed.
//!
//! An event is claimed for a while and done once its reactor is through; what breaks in between is done again, and the reactors
//! see to it that this changes nothing. Told to stop, the watch ends between two events.

use std::{future::Future, time::Duration};

use beffroi_domain::ProviderId;
use jiff::SignedDuration;

use super::{App, site};
use crate::{
    echoes,
    ground::Result,
    outbox::{self, Claimed},
    upstreams,
};

/// The look that needs no hint: what is tried again, and what another node wrote.
const LOOK: Duration = Duration::from_secs(2);
/// Longer than a reactor takes.
const LEASE: SignedDuration = SignedDuration::from_mins(2);
/// So many at a time.
const AT_ONCE: u32 = 16;

/// Reacts to everything that has happened by now; how many events that were.
///
/// # Errors
/// A fault when the database is away.
pub async fn react(app: &App) -> Result<usize> {
    let mut done = 0;
    loop {
        let round = one_round(app).await?;
        done += round;
        if round == 0 {
            return Ok(done);
        }
    }
}

/// Reacts until `stop` is over; an event under way is ended first.
pub(super) async fn keep_reacting(app: App, stop: impl Future<Output = ()>) {
    let mut heard = app.db.changes().listen();
    tokio::pin!(stop);
    loop {
        heard.mark_unchanged();
        if let Err(error) = react(&app).await {
            tracing::warn!(%error, "what happened cannot be looked at just now");
        }
        tokio::select! {
            biased;
            () = &mut stop => return,
            changed = heard.changed() => if changed.is_err() { return },
            () = tokio::time::sleep(LOOK) => {}
        }
    }
}

async fn one_round(app: &App) -> Result<usize> {
    let now = app.clock.now();
    let mut look = app.db.snapshot().await?;
    if !outbox::is_event_due(&mut look, now, upstreams::EVENT).await? {
        return Ok(0);
    }
    drop(look);
    let mut tx = app.db.begin().await?;
    let claimed = outbox::claim_events(&mut tx, now, upstreams::EVENT, AT_ONCE, LEASE).await?;
    tx.commit_unheard().await?;
    for one in &claimed {
        if let Err(error) = provider_changed(app, one).await {
            tracing::error!(%error, id = %one.id, "an event could not be reacted to");
            let mut tx = app.db.begin().await?;
            outbox::retry(&mut tx, app.clock.now(), one, "the reactor broke", None).await?;
            tx.commit().await?;
        }
    }
    Ok(claimed.len())
}

/// A provider is otherwise than it was: those who asked for its words are told, and what hangs on it is looked at.
async fn provider_changed(app: &App, event: &Claimed) -> Result<()> {
    let now = app.clock.now();
    if let Some(provider) = event.subject.map(ProviderId) {
        // Readers first: what hangs on it may ask a person.
        let mut tx = app.db.begin().await?;
        match echoes::tell(&mut tx, now, event.created_at, &event.body).await? {
            0 => tx.commit_unheard().await?,
            _ => tx.commit().await?,
        }
        let mut tx = app.db.begin().await?;
        upstreams::notice(&mut tx, now, provider).await?;
        tx.commit().await?;
        upstreams::work(&site(app), now, provider).await?;
    }
    let mut tx = app.db.begin().await?;
    outbox::done(&mut tx, now, event).await?;
    tx.commit().await
}
