//! The bell, on threads of its own and over connections of its own.

use tokio::sync::oneshot;

use super::{App, behind};
use crate::{ground::Result, notify::Stop};

/// Handing over is mostly waiting.
const THREADS: usize = 2;

/// Carries letters and broadcasts until `stop` is over; what comes back ends when it has.
///
/// # Errors
/// A fault when the system has no more threads.
pub(super) fn ring(app: &App, stop: Stop) -> Result<oneshot::Receiver<()>> {
    let db = app.db.beside();
    let post = super::post(&App {
        db: db.clone(),
        ..app.clone()
    });
    behind::run("bell", THREADS, async move {
        post.run(stop).await;
        db.close_readers().await;
    })
}
