//! Files whose time is over go, and bytes that belong to nothing: once an hour, by each node that runs.

use std::time::Duration;

use tokio::sync::watch;

use super::App;
use crate::reports;

/// The wait between two looks.
const LOOK: Duration = Duration::from_secs(60 * 60);
/// The wait before the first: a start has better things to do.
const FIRST: Duration = Duration::from_secs(60);

/// Sweeps again and again until it is told to stop.
pub(super) async fn again_and_again(app: App, mut stop: watch::Receiver<()>) {
    let store = app.settings.store();
    let mut wait = FIRST;
    loop {
        tokio::select! {
            _ = stop.changed() => return,
            () = tokio::time::sleep(wait) => {}
        }
        wait = LOOK;
        if let Err(error) = reports::sweep(&app.db, &store, app.clock.now()).await {
            tracing::warn!(%error, "files that are over cannot be taken away just now");
        }
    }
}
