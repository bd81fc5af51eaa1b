//! What works beside the listener: the sealer of the audit, whoever carries letters, whoever looks at other providers, whoever
//! looks into the desk's mailbox, and whoever takes files away.

use std::time::Duration;

use tokio::{
    sync::{oneshot, watch},
    task::JoinHandle,
    time::timeout,
};

use super::{App, bell, look, mailbox, sweep};
use crate::{audit, ground::Result, providers::Watch};

/// Workers under way.
pub(super) struct Workers {
    working: watch::Sender<()>,
    sealing: JoinHandle<()>,
    sweeping: JoinHandle<()>,
    ringing: oneshot::Receiver<()>,
    looking: Option<oneshot::Receiver<()>>,
    collecting: Option<oneshot::Receiver<()>>,
    patience: Duration,
}

impl Workers {
    /// Starts them; nothing goes by mail where no relay is set.
    ///
    /// # Errors
    /// As [`bell::ring`], [`look::keep_watch`] and [`mailbox::keep_looking`].
    pub(super) fn start(app: &App, watch: &Watch) -> Result<Self> {
        let (working, worked) = watch::channel(());
        let sealing = audit::seal_again_and_again(app.db.clone(), worked.clone());
        Ok(Self {
            working,
            sealing: tokio::spawn(sealing),
            sweeping: tokio::spawn(sweep::again_and_again(app.clone(), worked.clone())),
            ringing: bell::ring(app, worked.clone())?,
            looking: look::keep_watch(app, watch, worked.clone())?,
            collecting: mailbox::keep_looking(app, worked)?,
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
            let _ = self.sweeping.await;
            let _ = self.ringing.await;
            for one in [self.looking, self.collecting].into_iter().flatten() {
                let _ = one.await;
            }
        };
        let _ = timeout(self.patience, all).await;
    }
}
