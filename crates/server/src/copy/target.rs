//! Where rows go: an empty database, filled in one transaction, read back, and only then let be seen.
//!
//! Read in order: [`Target`], then [`Part`]. A SQLite database is made in a file beside its place and renamed.

use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context;
use futures_util::{StreamExt, stream::BoxStream};

use super::{
    Steps, of_another_version,
    sum::{Sum, Summing, line},
};
use crate::ground::{
    Db, Refusal, Result, Tx,
    db::{DbUrl, Table, Value},
    token,
};

/// Rows that are added by one statement, and their bytes.
const BATCH_ROWS: usize = 100;
const BATCH_BYTES: usize = 1024 * 1024;

/// An empty database under way to be a copy. Dropped before [`Target::finish`], nothing was done.
pub(super) struct Target {
    tx: Tx,
    db: Db,
    schema: Vec<i64>,
    tables: Vec<Table>,
    sums: Vec<(Table, Sum)>,
    place: Option<(Part, PathBuf)>,
}

impl Target {
    /// The database `url`, made where it is missing.
    ///
    /// # Errors
    /// `Refused` when it is not empty, or of another version.
    pub(super) async fn prepare(url: &DbUrl) -> Result<Self> {
        let (db, place) = match url {
            DbUrl::File(path) => {
                look_at_file(path).await?;
                let part = Part::beside(path)?;
                let db = Db::open(&DbUrl::File(part.path().to_owned())).await?;
                (db, Some((part, path.clone())))
            }
            DbUrl::Postgres(_) => {
                let db = Db::attach(url).await?;
                look_at(&db, "The database").await?;
                db.prepare().await?;
                (db, None)
            }
        };
        let mut tx = db.begin().await?;
        let tables = tx.tables().await?;
        tx.lock(&tables).await?;
        is_empty(&mut tx, &tables, "The database").await?;
        Ok(Self {
            schema: db.schema(),
            tx,
            db,
            tables,
            sums: Vec::new(),
            place,
        })
    }

    /// The versions of its tables.
    pub(super) fn schema(&self) -> &[i64] {
        &self.schema
    }

    /// Its tables.
    pub(super) fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// Adds the rows of a table; what they amount to.
    pub(super) async fn fill(
        &mut self,
        table: &Table,
        mut rows: BoxStream<'_, Result<Vec<Value>>>,
        steps: &mut Steps<'_>,
    ) -> Result<Sum> {
        let mut summing = Summing::default();
        let (mut batch, mut bytes) = (Vec::with_capacity(BATCH_ROWS), 0);
        while let Some(row) = rows.next().await {
            let row = row?;
            let line = line(&row);
            summing.add(&line);
            bytes += line.len();
            batch.push(row);
            if batch.len() == BATCH_ROWS || bytes >= BATCH_BYTES {
                let count = batch.len() as u64;
                self.tx.insert(table, std::mem::take(&mut batch)).await?;
                steps.step(table, count);
                bytes = 0;
            }
        }
        let count = batch.len() as u64;
        self.tx.insert(table, batch).await?;
        steps.step(table, count);
        let sum = summing.end();
        self.sums.push((table.clone(), sum.clone()));
        Ok(sum)
    }

    /// Reads everything back, and holds it against what was to be written.
    ///
    /// # Errors
    /// A fault when a table is not like its original; nothing was done then.
    pub(super) async fn verify(&mut self, steps: &mut Steps<'_>) -> Result<()> {
        for (table, wanted) in &self.sums {
            let mut summing = Summing::default();
            let mut rows = self.tx.rows(table);
            while let Some(row) = rows.next().await {
                summing.add(&line(&row?));
                steps.step(table, 1);
            }
            let found = summing.end();
            if found != *wanted {
                return Err(anyhow::anyhow!(
                    "the copy of table {} is not like its original ({} rows of {}); nothing was changed",
                    table.name,
                    found.rows,
                    wanted.rows
                )
                .into());
            }
        }
        Ok(())
    }

    /// Lets the copy be seen.
    ///
    /// # Errors
    /// A fault when the database or the disk gives out; nothing was done then.
    pub(super) async fn finish(self) -> Result<()> {
        self.tx.commit().await?;
        self.db.close().await;
        match self.place {
            Some((part, path)) => part.take_place(&path),
            None => Ok(()),
        }
    }
}

/// A file that is there may be an empty database, and nobody may have it open.
async fn look_at_file(path: &Path) -> Result<()> {
    if !path.exists() {
        return Ok(());
    }
    let db = Db::attach(&DbUrl::File(path.to_owned())).await?;
    let seen = look_at(&db, &path.display().to_string()).await;
    db.close().await;
    seen?;
    // Whoever closes a database last takes its log away.
    match beside(path, "-wal").exists() {
        true => Err(Refusal::whole(format!(
            "another program has {} open; stop it first",
            path.display()
        ))
        .into()),
        false => Ok(()),
    }
}

async fn look_at(db: &Db, what: &str) -> Result<()> {
    let mut tx = db.snapshot().await?;
    let theirs = tx.schema().await?;
    if theirs.is_empty() {
        return Ok(());
    }
    if theirs != db.schema() {
        return Err(of_another_version(what, &theirs, &db.schema()).into());
    }
    let tables = tx.tables().await?;
    is_empty(&mut tx, &tables, what).await
}

async fn is_empty(tx: &mut Tx, tables: &[Table], what: &str) -> Result<()> {
    for table in tables {
        let rows = tx.count(table).await?;
        if rows > 0 {
            return Err(Refusal::whole(format!(
                "{what} is not empty: there are {rows} rows in {}. Name an empty or a new one; nothing is \
                 ever written over",
                table.name
            ))
            .into());
        }
    }
    Ok(())
}

/// A file that is not whole yet, beside its place and on the same disk; gone when dropped.
pub(super) struct Part(PathBuf);

impl Part {
    pub(super) fn beside(path: &Path) -> Result<Self> {
        if path.file_name().is_none() {
            return Err(Refusal::whole(format!("{} is no file's name", path.display())).into());
        }
        let end = format!(".{}.part", token::new_public_id());
        Ok(Self(beside(path, &end)))
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    /// Becomes `path`, all at once.
    pub(super) fn take_place(self, path: &Path) -> Result<()> {
        let whole = || format!("cannot put {} into its place", path.display());
        fs::File::open(&self.0)
            .and_then(|file| file.sync_all())
            .and_then(|()| fs::rename(&self.0, path))
            .with_context(whole)?;
        // The name itself is on the disk only once its folder is.
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let folder = fs::File::open(folder.unwrap_or(Path::new(".")));
        folder
            .and_then(|folder| folder.sync_all())
            .with_context(whole)?;
        Ok(())
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        for end in ["", "-wal", "-shm"] {
            let _ = fs::remove_file(beside(&self.0, end));
        }
    }
}

fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}
