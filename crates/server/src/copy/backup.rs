//! A database as one file: a consistent picture, while others write.

use std::path::Path;

use futures_util::StreamExt;
use jiff::Timestamp;

use super::{
    Account, Steps, Watch,
    file::{Header, Writer},
    read_tables,
    sum::{Summing, line},
    target::Part,
};
use crate::ground::{Db, Refusal, Result};

/// Writes everything that `db` holds into the file `path`, which is there only when it is whole.
///
/// Everything is read in one transaction, so that no change is half in it; nobody who writes waits.
///
/// # Errors
/// `Refused` when the file is there already or the database's tables are not this program's; a fault
/// when the database or the disk gives out.
pub async fn backup(
    db: &Db,
    now: Timestamp,
    path: &Path,
    watch: &mut dyn Watch,
) -> Result<Account> {
    if path.exists() {
        return Err(is_there(path).into());
    }
    let mut tx = db.snapshot().await?;
    let tables = read_tables(&mut tx, &db.schema()).await?;
    let header = Header::new(now, db.schema(), tables);
    let part = Part::beside(path)?;
    let mut writer = Writer::create(part.path(), &header)?;
    let mut steps = Steps::new(watch, header.rows());
    for promised in &header.tables {
        let table = &promised.table;
        let mut summing = Summing::default();
        let mut rows = tx.rows(table);
        while let Some(row) = rows.next().await {
            let line = line(&row?);
            writer.line(&line)?;
            summing.add(&line);
            steps.step(table, 1);
        }
        drop(rows);
        writer.end(table, summing.end())?;
    }
    writer.finish()?;
    part.take_place(path)?;
    Ok(Account {
        tables: header.tables.len(),
        rows: header.rows(),
    })
}

fn is_there(path: &Path) -> Refusal {
    Refusal::whole(format!(
        "{} is there already; choose another name, or remove it first",
        path.display()
    ))
}
