//! What backup, restore and migrate share: a bar, a stop, and the last line.

use std::{future::Future, io::IsTerminal as _};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::{
    app::asked_to_stop,
    copy::{Account, Watch},
    ground::clock::stopwatch,
};

/// A bar on standard error; nothing where that is no terminal.
pub(super) struct Bar(ProgressBar);

impl Bar {
    pub(super) fn new() -> Self {
        let target = match std::io::stderr().is_terminal() {
            true => ProgressDrawTarget::stderr_with_hz(10),
            false => ProgressDrawTarget::hidden(),
        };
        let style = ProgressStyle::with_template("{wide_bar} {percent} % {msg}");
        let bar = ProgressBar::with_draw_target(None, target);
        Self(bar.with_style(style.expect("a literal template")))
    }
}

impl Watch for Bar {
    fn progress(&mut self, table: &str, done: u64, of: u64) {
        // Drawing is rarer than rows, but setting a message is not free.
        if done.is_multiple_of(256) || done >= of {
            self.0.set_length(of);
            self.0.set_position(done);
            self.0.set_message(table.to_owned());
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

/// Does the work unless the operator stops it first; `done` says what was done. The work owns its bar, so
/// that it is gone by then.
///
/// # Errors
/// What the work says, or that it was stopped.
pub(super) async fn unless_stopped(
    work: impl Future<Output = crate::ground::Result<Account>>,
    done: &str,
) -> anyhow::Result<()> {
    let began = stopwatch();
    let account = tokio::select! {
        account = work => account?,
        () = asked_to_stop() => anyhow::bail!("stopped; nothing was changed"),
    };
    let Account { tables, rows } = account;
    let seconds = began.elapsed().as_secs_f64();
    println!("{done}: {rows} rows in {tables} tables, in {seconds:.1} s.");
    Ok(())
}
