//! Commits, told to whoever keeps something that rests on them.
//!
//! After a quiet while a commit is heard of at once. Where hundreds come in a second, as when thousands report, whoever listens
//! looks once in a while for all of them: a look at each would take more of the machine than the commits do.
//!
//! In one process a commit tells at once. Nodes on one PostgreSQL tell each other by `NOTIFY`, inside
//! the transaction, so that nobody hears of what is not there yet. Being told is a hint to look, never
//! the truth: whoever listens also looks by himself now and then.

use std::{sync::Arc, time::Duration};

use sqlx::{Postgres, Transaction, postgres::PgListener};
use tokio::{
    sync::watch::{self, error::RecvError},
    time::{Instant, sleep_until},
};

use super::Db;
use crate::ground::{Result, clock::stopwatch};

const CHANNEL: &str = "beffroi_changes";
/// The wait before the connection to hear other nodes is made again.
const AGAIN: Duration = Duration::from_secs(1);
/// Whoever has just heard hears no more for so long.
const BREATH: Duration = Duration::from_millis(20);

/// Tells of commits.
#[derive(Clone, Debug)]
pub struct Changes(Arc<watch::Sender<u64>>);

impl Default for Changes {
    fn default() -> Self {
        Self(Arc::new(watch::Sender::new(0)))
    }
}

impl Changes {
    /// Says that something was committed.
    pub fn tell(&self) {
        self.0.send_modify(|count| *count = count.wrapping_add(1));
    }

    /// Hears of every commit from now on.
    #[must_use]
    pub fn listen(&self) -> Listener {
        Listener {
            changes: self.0.subscribe(),
            not_before: None,
        }
    }
}

/// Hears of commits, of several at once where they come fast.
#[derive(Debug)]
pub struct Listener {
    changes: watch::Receiver<u64>,
    not_before: Option<Instant>,
}

impl Listener {
    /// Takes all commits until now for heard.
    pub fn mark_unchanged(&mut self) {
        self.changes.mark_unchanged();
    }

    /// Over when something was committed that was not heard of yet. One that is given up has heard nothing.
    ///
    /// # Errors
    /// When nobody is left to commit.
    pub async fn changed(&mut self) -> Result<(), RecvError> {
        if let Some(at) = self.not_before {
            sleep_until(at).await;
        }
        self.changes.changed().await?;
        self.not_before = Some(Instant::from_std(stopwatch()) + BREATH);
        Ok(())
    }
}

impl Db {
    /// Hears what other nodes commit, for as long as it is polled; on SQLite there are no others.
    pub async fn hear_nodes(&self) {
        let Self::Postgres { pool, changes } = self else {
            return std::future::pending().await;
        };
        loop {
            if let Err(error) = hear(pool, changes).await {
                tracing::debug!(%error, "other nodes cannot be heard just now");
            }
            tokio::time::sleep(AGAIN).await;
        }
    }
}

async fn hear(pool: &sqlx::PgPool, changes: &Changes) -> Result<()> {
    let mut listener = PgListener::connect_with(pool).await?;
    listener.listen(CHANNEL).await?;
    loop {
        listener.recv().await?;
        changes.tell();
    }
}

/// Tells other nodes, once the transaction is committed.
pub(super) async fn tell_nodes(tx: &mut Transaction<'static, Postgres>) -> Result<()> {
    sqlx::query("SELECT pg_notify($1, '')")
        .bind(CHANNEL)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_burst_of_commits_is_heard_once_in_a_while_and_none_is_missed() {
        let changes = Changes::default();
        let mut listener = changes.listen();
        let (began, mut heard) = (Instant::now(), 0);

        while began.elapsed() < BREATH * 10 {
            changes.tell();
            // Given up each time before it has heard, but once in a breath.
            let next = tokio::time::timeout(BREATH / 20, listener.changed());
            heard += u32::from(next.await.is_ok());
        }

        assert!((2..=11).contains(&heard), "{heard} looks");
        changes.tell();
        listener.changed().await.unwrap();
        let more = tokio::time::timeout(BREATH * 2, listener.changed());
        assert!(more.await.is_err(), "all of them were heard");
    }
}
