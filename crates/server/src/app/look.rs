//! The watch, on a thread of its own and over connections of its own: it looks at other providers' pages.

use tokio::sync::oneshot;

use super::{App, behind};
use crate::{
    ground::Result,
    providers::{Stop, Watch},
};

/// Looking is mostly waiting, and reading what came is quickly done.
const THREADS: usize = 1;

/// Looks until `stop` is over; what comes back ends when it has. Takes turns at hosts
/// with `other`, who looks when somebody asks it to. Nothing where the operator turned it off.
///
/// # Errors
/// A fault when the system has no more threads.
pub(super) fn keep_watch(
    app: &App,
    other: &Watch,
    stop: Stop,
) -> Result<Option<oneshot::Receiver<()>>> {
    if !app.settings.watch.is_enabled {
        return Ok(None);
    }
    let db = app.db.beside();
    let watch = super::watch(&App {
        db: db.clone(),
        ..app.clone()
    })
    .in_turn_with(other);
    let ended = behind::run("watch", THREADS, async move {
        watch.run(stop).await;
        db.close_readers().await;
    })?;
    Ok(Some(ended))
}
