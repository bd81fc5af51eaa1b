//! What works beside the listener: the sealer of the audit, and whoever carries letters.

use std::time::Duration;

use tokio::{sync::watch, task::JoinHandle, time::timeout};

use super::App;
use crate::audit;

/// Workers under way.
pub(super) struct Workers {
    working: watch::Sender<()>,
    sealing: JoinHandle<()>,
    posting: JoinHandle<()>,
    patience: Duration,
}

impl Workers {
    /// Starts them; nothing goes by mail where no relay is set.
    pub(super) fn start(app: &App) -> Self {
        let (working, worked) = watch::channel(());
        let sealing = audit::seal_again_and_again(app.db.clone(), worked.clone());
        let post = super::post(app);
        Self {
            working,
            sealing: tokio::spawn(sealing),
            posting: tokio::spawn(async move { post.run(worked).await }),
            patience: Duration::from_secs(app.settings.limits.stop_seconds),
        }
    }

    /// Tells them to stop, and waits for what is under way. A relay that hangs is not waited for: the letter's
    /// lease runs out, and it goes again.
    pub(super) async fn end(self) {
        drop(self.working);
        let all = async {
            // They ended because they were told to; a panic in one was logged where it happened.
            let _ = self.sealing.await;
            let _ = self.posting.await;
        };
        let _ = timeout(self.patience, all).await;
    }
}
