//! Threads that stand behind those that serve: whoever asks for the page does not wait for mail, or for other providers.

use std::{future::Future, thread};

use anyhow::Context as _;
use tokio::{runtime, sync::oneshot};

use crate::ground::Result;

/// By so much its threads stand behind the others, as nice(1) counts: where readers take all there is, one of
/// them still gets about a third of what one of the others gets.
const NICE: i32 = 5;

/// Runs something on `threads` threads of its own; what comes back ends when it has.
///
/// # Errors
/// A fault when the system has no more threads.
pub(super) fn run<F>(name: &'static str, threads: usize, work: F) -> Result<oneshot::Receiver<()>>
where
    F: Future<Output = ()> + Send + 'static,
{
    let runtime = runtime::Builder::new_multi_thread()
        .worker_threads(threads)
        .thread_name(name)
        .on_thread_start(stand_behind)
        .enable_all()
        .build()
        .with_context(|| format!("no threads for the {name}"))?;
    let (ending, ended) = oneshot::channel();
    let working = move || {
        stand_behind();
        runtime.block_on(work);
        // Nobody may wait for it any more.
        let _ = ending.send(());
    };
    thread::Builder::new()
        .name(name.to_owned())
        .spawn(working)
        .with_context(|| format!("no thread for the {name}"))?;
    Ok(ended)
}

/// On Linux the call is about the thread that makes it; elsewhere it would be about the whole program.
fn stand_behind() {
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::setpriority_process(None, NICE) {
        tracing::debug!(%error, "a thread stands beside the page, not behind it");
    }
}
