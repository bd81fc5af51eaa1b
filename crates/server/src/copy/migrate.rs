//! From one database to another, of either kind.

use super::{Account, Steps, Watch, read_tables, target::Target};
use crate::ground::{Db, Result, db::DbUrl};

/// Copies everything that `from` holds into the database `to`, which must be empty; all of it or nothing.
///
/// What is written to `from` meanwhile is not in the copy: whoever writes has to be stopped first.
///
/// # Errors
/// `Refused` when the tables of `from` are not this program's or `to` is not empty; a fault when either
/// database gives out or the copy is not like the original.
pub async fn migrate(from: &Db, to: &DbUrl, watch: &mut dyn Watch) -> Result<Account> {
    let mut tx = from.snapshot().await?;
    let tables = read_tables(&mut tx, &from.schema()).await?;
    let rows = tables.iter().map(|(_, rows)| rows).sum();
    let mut target = Target::prepare(to).await?;
    let mut steps = Steps::new(watch, rows * 2);
    for (table, _) in &tables {
        target.fill(table, tx.rows(table), &mut steps).await?;
    }
    target.verify(&mut steps).await?;
    target.finish().await?;
    Ok(Account {
        tables: tables.len(),
        rows,
    })
}
