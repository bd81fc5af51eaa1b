//! What works beside the listener: the sealer of the audit, and whoever carries letters.

use std::time::Duration;

use tokio::{sync::watch, task::JoinHandle, time::timeout};

use super::App;
use crate::{audit, notify::Post};

/// Workers under way.
pub(super) struct Workers {
    working: watch::Sender<()>,
    sealing: JoinHandle<()>,
    posting: Option<JoinHandle<()>>,
    patience: Duration,
}

impl Workers {
    /// Starts them; letters are carried where a relay is set.
    pub(super) fn start(app: &App) -> Self {
        let (working, worked) = watch::channel(());
        let sealing = audit::seal_again_and_again(app.db.clone(), worked.clone());
        let post = |mail| Post::new(app.db.clone(), app.clock.clone(), mail);
        let posting = app.settings.mail.clone().map(post);
        Self {
            working,
            sealing: tokio::spawn(sealing),
            posting: posting.map(|post| tokio::spawn(async move { post.run(worked).await })),
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
            if let Some(posting) = self.posting {
                let _ = posting.await;
            }
        };
        let _ = timeout(self.patience, all).await;
    }
}
