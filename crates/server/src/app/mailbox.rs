//! The desk's mailbox, on a thread of its own and over connections of its own: mails that come to it are taken in.

use tokio::sync::{oneshot, watch};

use super::{App, behind};
use crate::{
    ground::{Result, outbound::Outbound},
    reports::{Collector, Parts},
};

/// Looking is mostly waiting; a mail is quickly read.
const THREADS: usize = 1;

/// Who looks into the desk's mailbox, by these settings; nobody where none is set.
#[must_use]
pub fn collector(app: &App) -> Option<Collector> {
    let imap = app.settings.imap.clone()?;
    let mail = app.settings.mail.as_ref();
    Some(Collector::new(Parts {
        db: app.db.clone(),
        clock: app.clock.clone(),
        outbound: Outbound::new(imap.may_be_private),
        imap,
        store: app.settings.store(),
        answers_to: mail.and_then(|mail| mail.answers_to.clone()),
        from: mail.map(|mail| mail.from.clone()),
    }))
}

/// Looks until `stop` is over; what comes back ends when it has. Nothing where no mailbox is set.
///
/// # Errors
/// A fault when the system has no more threads.
pub(super) fn keep_looking(
    app: &App,
    stop: watch::Receiver<()>,
) -> Result<Option<oneshot::Receiver<()>>> {
    if app.settings.imap.is_none() {
        return Ok(None);
    }
    let db = app.db.beside();
    let Some(collector) = collector(&App {
        db: db.clone(),
        ..app.clone()
    }) else {
        return Ok(None);
    };
    let mail = app.settings.mail.as_ref();
    if mail.is_none_or(|mail| mail.answers_to.is_none()) {
        tracing::warn!("mail.answers_to is not set: letters do not say where answers go");
    }
    let ended = behind::run("mailbox", THREADS, async move {
        collector.run(stop).await;
        db.close_readers().await;
    })?;
    Ok(Some(ended))
}
