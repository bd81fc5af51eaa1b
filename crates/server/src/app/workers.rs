//! What works beside the listener: the sealer of the audit, and whoever carries letters.

use std::time::Duration;

use tokio::{
    sync::{oneshot, watch},
    task::JoinHandle,
    time::timeout,
};

use super::{App, bell};
use crate::{audit, ground::Result};

/// Workers under way.
pub(super) struct Workers {
    working: watch::Sender<()>,
    sealing: JoinHandle<()>,
    ringing: oneshot::Receiver<()>,
    patience: Duration,
}

impl Workers {
    /// Starts them; nothing goes by mail where no relay is set.
    ///
    /// # Errors
    /// As [`bell::ring`].
    pub(super) fn start(app: &App) -> Result<Self> {
        let (working, worked) = watch::channel(());
        let sealing = audit::seal_again_and_again(app.db.clone(), worked.clone());
        Ok(Self {
            working,
            sealing: tokio::spawn(sealing),
            ringing: bell::ring(app, worked)?,
            patience: Duration::from_secs(app.settings.limits.stop_seconds),
        })
    }

    /// Tells them to stop, and waits for what is under way. A relay that hangs is not waited for: the letter's
    /// lease runs out, and it goes again.
    pub(super) async fn end(self) {
        drop(self.working);
        let all = async {
            // They ended because they were told to; a panic in one was logged where it happened.
            let _ = self.sealing.await;
            let _ = self.ringing.await;
        };
        let _ = timeout(self.patience, all).await;
    }
}
