//! Commits, told to whoever keeps something that rests on them.
//!
//! In one process a commit tells at once. Nodes on one PostgreSQL tell each other by `NOTIFY`, inside
//! the transaction, so that nobody hears of what is not there yet. Being told is a hint to look, never
//! the truth: whoever listens also looks by himself now and then.

use std::{sync::Arc, time::Duration};

use sqlx::{Postgres, Transaction, postgres::PgListener};
use tokio::sync::watch;

use super::Db;
use crate::ground::Result;

const CHANNEL: &str = "beffroi_changes";
/// The wait before the connection to hear other nodes is made again.
const AGAIN: Duration = Duration::from_secs(1);

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

    /// Changes with every commit that is heard of.
    #[must_use]
    pub fn listen(&self) -> watch::Receiver<u64> {
        self.0.subscribe()
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
