//! The bell has threads of its own, behind those that serve: whoever asks for the page does not wait for mail.

use std::thread;

use anyhow::Context as _;
use tokio::{runtime, sync::oneshot};

use super::App;
use crate::{ground::Result, notify::Stop};

/// By so much its threads stand behind the others, as nice(1) counts: where readers take all there is, one of
/// them still gets about a third of what one of the others gets.
const NICE: i32 = 5;
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
    let runtime = runtime::Builder::new_multi_thread()
        .worker_threads(THREADS)
        .thread_name("bell")
        .on_thread_start(stand_behind)
        .enable_all()
        .build()
        .context("no threads for the bell")?;
    let (ending, ended) = oneshot::channel();
    let ringing = move || {
        stand_behind();
        runtime.block_on(async {
            post.run(stop).await;
            db.close_readers().await;
        });
        // Nobody may wait for it any more.
        let _ = ending.send(());
    };
    thread::Builder::new()
        .name("bell".to_owned())
        .spawn(ringing)
        .context("no thread for the bell")?;
    Ok(ended)
}

/// On Linux the call is about the thread that makes it; elsewhere it would be about the whole program.
fn stand_behind() {
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::setpriority_process(None, NICE) {
        tracing::debug!(%error, "the bell stands beside the page, not behind it");
    }
}
