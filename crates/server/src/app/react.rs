//! Reacting: what happened to a noun below is told to one above, by events that stand in the outbox since the deed.
//!
//! An event is claimed for a while and done once its reactor is through; what breaks in between is done again, and the reactors
//! see to it that this changes nothing. Told to stop, the watch ends between two events.

use std::{future::Future, time::Duration};

use beffroi_domain::{IncidentId, ProviderId};
use jiff::SignedDuration;

use super::{App, site};
use crate::{
    echoes,
    ground::Result,
    incidents,
    outbox::{self, Claimed},
    reports, upstreams,
};

/// The look that needs no hint: what is tried again, and what another node wrote.
const LOOK: Duration = Duration::from_secs(2);
/// Longer than a reactor takes.
const LEASE: SignedDuration = SignedDuration::from_mins(2);
/// So many at a time.
const AT_ONCE: u32 = 16;
/// So many cases in one transaction.
const IN_ONE: i64 = 100;
/// What is reacted to, in this order.
const KINDS: &[&str] = &[upstreams::EVENT, incidents::RESOLVED, reports::EVENT];

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
    let mut due = Vec::new();
    for kind in KINDS {
        if outbox::is_event_due(&mut look, now, kind).await? {
            due.push(*kind);
        }
    }
    drop(look);
    let mut done = 0;
    for kind in due {
        done += of_kind(app, kind).await?;
    }
    Ok(done)
}

async fn of_kind(app: &App, kind: &'static str) -> Result<usize> {
    let mut tx = app.db.begin().await?;
    let claimed = outbox::claim_events(&mut tx, app.clock.now(), kind, AT_ONCE, LEASE).await?;
    tx.commit_unheard().await?;
    for one in &claimed {
        let outcome = match kind {
            upstreams::EVENT => provider_changed(app, one).await,
            reports::EVENT => report_changed(app, one).await,
            _ => incident_resolved(app, one).await,
        };
        if let Err(error) = outcome {
            tracing::error!(%error, id = %one.id, kind, "an event could not be reacted to");
            let mut tx = app.db.begin().await?;
            outbox::retry(&mut tx, app.clock.now(), one, "the reactor broke", None).await?;
            tx.commit().await?;
        }
    }
    Ok(claimed.len())
}

/// A case is otherwise than it was: its author is written to.
async fn report_changed(app: &App, event: &Claimed) -> Result<()> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    reports::react(&mut tx, now, &site(app), event).await?;
    outbox::done(&mut tx, now, event).await?;
    tx.commit().await
}

/// An incident is over: whoever reported it is asked whether it works again. An end in parts is taken up where it stood.
async fn incident_resolved(app: &App, event: &Claimed) -> Result<()> {
    let now = app.clock.now();
    if let Some(incident) = event.subject.map(IncidentId) {
        loop {
            let mut tx = app.db.begin().await?;
            let asked =
                reports::ask_linked(&mut tx, now, incident, event.created_at, IN_ONE).await?;
            tx.commit().await?;
            if asked == 0 {
                break;
            }
        }
    }
    let mut tx = app.db.begin().await?;
    outbox::done(&mut tx, now, event).await?;
    tx.commit().await
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
