//! Keeping watch over deadlines: what falls due is done, once, also by several nodes and after a stop.
//!
//! Each deadline is done in a transaction of its own that claims its row: of two nodes that try, the second finds
//! it gone. Told to stop, the watch ends after at most a hundred, never in the midst of one.

use std::{future::Future, time::Duration};

use super::{App, site};
use crate::{
    deadlines::{self, Deadline},
    duty,
    ground::Result,
    ledger, maintenances, reports,
};

/// How often it is looked for what has fallen due.
const LOOK: Duration = Duration::from_secs(1);

/// Does everything that has fallen due by now; how many were ours. What one deed makes due is done too.
///
/// # Errors
/// A fault when the database is away.
pub async fn do_what_is_due(app: &App) -> Result<usize> {
    let mut done = 0;
    loop {
        let round = one_round(app).await?;
        done += round;
        if round == 0 {
            return Ok(done);
        }
    }
}

/// Keeps watch until `stop` is over; a deed under way is ended first.
pub(super) async fn keep_watch(app: App, stop: impl Future<Output = ()>) {
    tokio::pin!(stop);
    loop {
        let wait = match one_round(&app).await {
            Ok(done) if done > 0 => Duration::ZERO,
            Ok(_) => LOOK,
            Err(error) => {
                tracing::debug!(%error, "what is due could not be looked for");
                LOOK
            }
        };
        tokio::select! {
            biased;
            () = &mut stop => return,
            () = tokio::time::sleep(wait) => {}
        }
    }
}

async fn one_round(app: &App) -> Result<usize> {
    let mut tx = app.db.snapshot().await?;
    let due = deadlines::due(&mut tx, app.clock.now()).await?;
    drop(tx);
    let mut done = 0;
    for one in &due {
        match do_one(app, one).await {
            Ok(is_ours) => done += usize::from(is_ours),
            Err(error) => {
                tracing::error!(%error, kind = one.kind, object = %one.object, "a deadline could not be done");
                put_off(app, one).await?;
            }
        }
    }
    Ok(done)
}

/// True when it was ours to do.
async fn do_one(app: &App, due: &Deadline) -> Result<bool> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    if !deadlines::claim(&mut tx, due).await? {
        return Ok(false);
    }
    let is_eventful = if maintenances::KINDS.contains(&due.kind.as_str()) {
        maintenances::fall_due(&mut tx, now, due).await?;
        true
    } else if duty::KINDS.contains(&due.kind.as_str()) {
        duty::fall_due(&mut tx, now, &site(app), due).await?
    } else if ledger::KINDS.contains(&due.kind.as_str()) {
        ledger::fall_due(&mut tx, now, &site(app), due).await?
    } else if reports::KINDS.contains(&due.kind.as_str()) {
        reports::fall_due(&mut tx, now, &site(app), due).await?
    } else {
        // A newer node that shares the database knows what this is; it stays there for that one.
        return Ok(false);
    };
    tx.commit().await?;
    let (kind, object) = (due.kind.as_str(), due.object);
    let late = now.duration_since(due.due_at).as_secs();
    match is_eventful {
        true => tracing::info!(kind, %object, late_seconds = late, "a deadline was done"),
        false => tracing::debug!(kind, %object, late_seconds = late, "nothing came of a deadline"),
    }
    Ok(true)
}

async fn put_off(app: &App, due: &Deadline) -> Result<()> {
    let mut tx = app.db.begin().await?;
    deadlines::put_off(&mut tx, app.clock.now(), due).await?;
    tx.commit().await
}
