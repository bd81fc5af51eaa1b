//! A backup becomes a database again, or is looked at only.

use std::path::Path;

use futures_util::stream;

use super::{
    Account, Steps, Watch,
    file::{Header, Reader},
    of_another_version,
    sum::{Summing, line},
    target::Target,
};
use crate::ground::{
    Refusal, Result,
    db::{DbUrl, Table},
};

/// Makes the database `url`, which must be empty, of the backup `path`; all of it or nothing.
///
/// # Errors
/// `Refused` when the backup is not what was written, has tables of another version, or the database
/// is not empty; a fault when the database or the disk gives out.
pub async fn restore(path: &Path, url: &DbUrl, watch: &mut dyn Watch) -> Result<Account> {
    let (mut reader, header) = Reader::open(path)?;
    let mut target = Target::prepare(url).await?;
    fits(&header, target.schema(), target.tables())?;
    let mut steps = Steps::new(watch, header.rows() * 2);
    for promised in &header.tables {
        let table = &promised.table;
        let rows = stream::unfold(&mut reader, |reader| async {
            let row = reader.row(table).transpose()?;
            Some((row, reader))
        });
        let sum = target.fill(table, Box::pin(rows), &mut steps).await?;
        reader.end(table, &sum)?;
    }
    reader.finish()?;
    target.verify(&mut steps).await?;
    target.finish().await?;
    Ok(account(&header))
}

/// Reads the backup `path` from its first line to its last, and says what it holds.
///
/// # Errors
/// `Refused` when it is not what was written.
pub fn check(path: &Path, watch: &mut dyn Watch) -> Result<Account> {
    let (mut reader, header) = Reader::open(path)?;
    let mut steps = Steps::new(watch, header.rows());
    for promised in &header.tables {
        let mut summing = Summing::default();
        while let Some(row) = reader.row(&promised.table)? {
            summing.add(&line(&row));
            steps.step(&promised.table, 1);
        }
        reader.end(&promised.table, &summing.end())?;
    }
    reader.finish()?;
    Ok(account(&header))
}

fn account(header: &Header) -> Account {
    Account {
        tables: header.tables.len(),
        rows: header.rows(),
    }
}

fn fits(header: &Header, schema: &[i64], tables: &[Table]) -> Result<(), Refusal> {
    if header.schema != schema {
        return Err(of_another_version("This backup", &header.schema, schema));
    }
    let mut told: Vec<&Table> = header.tables.iter().map(|one| &one.table).collect();
    let mut made: Vec<&Table> = tables.iter().collect();
    told.sort_by_key(|table| &table.name);
    made.sort_by_key(|table| &table.name);
    match told == made {
        true => Ok(()),
        false => Err(Refusal::whole(
            "This backup says that it has the tables of this program, and has others: it was changed",
        )),
    }
}
