//! A whole installation as one file, and from one database to another; nothing is half there.
//!
//! Read in order: [`backup`], [`restore`], [`migrate`], then `target` (where rows go), `file` (the form,
//! which docs/backup.md tells), `sum` (how two copies are held against each other).
//! Not here: any table's name; the database is asked. Rows are copied as they are, audit included, so
//! there is no verb here that would leave a row of its own.

mod backup;
mod file;
mod migrate;
mod restore;
mod sum;
mod target;

use crate::ground::{Refusal, Result, Tx, db::Table};

pub use backup::backup;
pub use migrate::migrate;
pub use restore::{check, restore};

/// What a copy holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Account {
    /// Tables, empty ones included.
    pub tables: usize,
    /// Rows in all of them.
    pub rows: u64,
}

/// Whoever wants to see how it goes.
pub trait Watch: Send {
    /// So many of all steps are done, and this table is under way.
    fn progress(&mut self, table: &str, done: u64, of: u64);
}

/// Nobody watches.
impl Watch for () {
    fn progress(&mut self, _table: &str, _done: u64, _of: u64) {}
}

/// Steps done, told to whoever watches.
struct Steps<'w> {
    watch: &'w mut dyn Watch,
    done: u64,
    of: u64,
}

impl<'w> Steps<'w> {
    fn new(watch: &'w mut dyn Watch, of: u64) -> Self {
        Self { watch, done: 0, of }
    }

    fn step(&mut self, table: &Table, by: u64) {
        self.done += by;
        self.watch.progress(&table.name, self.done, self.of);
    }
}

/// The tables of a database that is to be copied, with their rows counted.
///
/// # Errors
/// `Refused` when its tables are not those of this program.
async fn read_tables(tx: &mut Tx, ours: &[i64]) -> Result<Vec<(Table, u64)>> {
    let theirs = tx.schema().await?;
    if theirs != ours {
        return Err(of_another_version("This database", &theirs, ours).into());
    }
    let mut counted = Vec::new();
    for table in tx.tables().await? {
        let rows = tx.count(&table).await?;
        counted.push((table, rows));
    }
    Ok(counted)
}

fn of_another_version(what: &str, theirs: &[i64], ours: &[i64]) -> Refusal {
    let Some(theirs) = theirs.last() else {
        return Refusal::whole(format!(
            "{what} holds nothing of Beffroi: no tables were ever made"
        ));
    };
    let newest = ours.last().copied().unwrap_or_default();
    Refusal::whole(format!(
        "{what} has tables of version {theirs}, and this program those of version {newest}. Use the \
         Beffroi that made it; `beffroi serve` of a newer one brings a database up to date."
    ))
}
