//! The one door to the database: one SQL text for SQLite and PostgreSQL.
//!
//! Read in order: [`Db`], [`Tx`], [`Value`], [`Changes`], `copy` (whole tables). A verb writes `$1`-style SQL once, binds [`Value`]s and
//! reads rows into structs that derive `sqlx_macros::FromRow`, which is generic over the row.
//! Not here: any table's name. Dialects may show in claim, search and bulk `IN` only.

mod changes;
mod columns;
mod copy;
mod value;

use std::{path::Path, str::FromStr, time::Duration};

use anyhow::Context;
use sqlx::{
    FromRow, PgPool, Postgres, Sqlite, SqlitePool, Transaction,
    migrate::Migrator,
    postgres::{PgPoolOptions, PgRow},
    sqlite::{
        SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteRow, SqliteSynchronous,
    },
};
use uuid::Uuid;

use crate::ground::{Error, Refusal, Result};

pub use changes::Changes;
pub use columns::{MomentColumns, instant, moment, moment_columns, word};
pub use copy::{Column, Kind, Table};
pub use value::Value;
use value::{bind_postgres, bind_sqlite};

static SQLITE_MIGRATIONS: Migrator = sqlx_macros::migrate!("migrations/sqlite");
static POSTGRES_MIGRATIONS: Migrator = sqlx_macros::migrate!("migrations/postgres");

/// How long a writer waits for another process (an import beside a server) on SQLite.
const BUSY: Duration = Duration::from_secs(30);
/// Readers on SQLite; more than cores does not help.
const SQLITE_READERS: u32 = 4;
/// How long a reader waits for a connection to PostgreSQL.
const PATIENCE: Duration = Duration::from_secs(5);
/// Connections to PostgreSQL per node.
const POSTGRES_CONNECTIONS: u32 = 10;
/// Those of [`Db::beside`], on either.
const BESIDE: u32 = 6;

/// A database, of either kind.
#[derive(Clone, Debug)]
pub enum Db {
    /// A file, with one writer and several readers.
    Sqlite {
        /// Connections that may only read.
        read: SqlitePool,
        /// The one connection that writes.
        write: SqlitePool,
        /// Who wants to know of commits.
        changes: Changes,
    },
    /// A server that several nodes share.
    Postgres {
        /// Its connections.
        pool: PgPool,
        /// Who wants to know of commits, also of other nodes' commits.
        changes: Changes,
    },
}

/// A transaction: all of it or nothing. Dropped without [`Tx::commit`], nothing.
#[derive(Debug)]
pub struct Tx {
    on: On,
    /// Told at commit; `None` where nothing can be written.
    changes: Option<Changes>,
    /// What would be told to others, where nothing of it stays.
    rehearsed: Option<Vec<Uuid>>,
}

#[derive(Debug)]
enum On {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// What a query found, as the driver gives it.
enum Rows {
    Sqlite(Vec<SqliteRow>),
    Postgres(Vec<PgRow>),
}

impl Rows {
    fn read<T: Row>(self) -> Result<Vec<T>> {
        let rows: Result<_, sqlx::Error> = match self {
            Self::Sqlite(rows) => rows.iter().map(|row| T::from_row(row)).collect(),
            Self::Postgres(rows) => rows.iter().map(|row| T::from_row(row)).collect(),
        };
        Ok(rows?)
    }
}

/// A row that can be read from either database; derive `sqlx_macros::FromRow` for it.
pub trait Row:
    for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin + 'static
{
}

impl<T> Row for T where
    T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin + 'static
{
}

/// Which database to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DbUrl {
    /// A SQLite file; made when missing.
    File(std::path::PathBuf),
    /// `postgres://…`, secrets included: never logged.
    Postgres(String),
}

impl FromStr for DbUrl {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Self, Refusal> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres(text.to_owned()));
        }
        let path = text
            .strip_prefix("sqlite://")
            .or_else(|| text.strip_prefix("sqlite:"));
        match path.filter(|path| !path.is_empty()) {
            Some(path) => Ok(Self::File(path.into())),
            None => Err(Refusal::of(
                "database",
                "write sqlite:PATH for a file, or postgres://USER@HOST/NAME for a server",
            )),
        }
    }
}

impl Db {
    /// Opens the database and brings its tables up to date.
    ///
    /// # Errors
    /// A fault when it cannot be reached, is of a newer Beffroi, or its tables cannot be changed.
    pub async fn open(url: &DbUrl) -> Result<Self> {
        match url {
            DbUrl::File(path) => {
                let db = Self::open_sqlite(path).await?;
                db.prepare().await?;
                Ok(db)
            }
            DbUrl::Postgres(url) => Self::open_postgres(url).await,
        }
    }

    async fn open_sqlite(path: &Path) -> Result<Self> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .foreign_keys(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Normal)
            .busy_timeout(BUSY);
        let write = SqlitePoolOptions::new()
            .max_connections(1)
            .connect_with(options.clone())
            .await
            .with_context(|| format!("cannot open the database file {}", path.display()))?;
        let read = SqlitePoolOptions::new()
            .max_connections(SQLITE_READERS)
            .connect_with(options.pragma("query_only", "ON"))
            .await
            .with_context(|| format!("cannot read the database file {}", path.display()))?;
        Ok(Self::Sqlite {
            read,
            write,
            changes: Changes::default(),
        })
    }

    async fn open_postgres(url: &str) -> Result<Self> {
        let db = Self::reach(url)?;
        db.prepare().await?;
        Ok(db)
    }

    /// A PostgreSQL server that may be away just now: nothing is asked of it yet.
    ///
    /// # Errors
    /// A fault when the address cannot be one.
    pub fn reach(url: &str) -> Result<Self> {
        let pool = PgPoolOptions::new()
            .max_connections(POSTGRES_CONNECTIONS)
            .acquire_timeout(PATIENCE)
            .connect_lazy(url)
            .context("the address of the PostgreSQL server")?;
        let changes = Changes::default();
        Ok(Self::Postgres { pool, changes })
    }

    /// The same database for threads of their own: what they read and (on PostgreSQL) write goes by other connections,
    /// so that nobody waits for them. SQLite's one writer stays one. To be closed by [`Db::close_readers`].
    #[must_use]
    pub fn beside(&self) -> Self {
        let changes = self.changes().clone();
        match self {
            Self::Sqlite { read, write, .. } => Self::Sqlite {
                read: SqlitePoolOptions::new()
                    .max_connections(BESIDE)
                    .connect_lazy_with((*read.connect_options()).clone()),
                write: write.clone(),
                changes,
            },
            Self::Postgres { pool, .. } => Self::Postgres {
                pool: PgPoolOptions::new()
                    .max_connections(BESIDE)
                    .acquire_timeout(PATIENCE)
                    .connect_lazy_with((*pool.connect_options()).clone()),
                changes,
            },
        }
    }

    /// Closes what [`Db::beside`] opened.
    pub async fn close_readers(&self) {
        match self {
            Self::Sqlite { read, .. } => read.close().await,
            Self::Postgres { pool, .. } => pool.close().await,
        }
    }

    /// Brings the tables up to date; to be done once before anything is asked.
    ///
    /// # Errors
    /// A fault when the database is away, of a newer Beffroi, or its tables cannot be changed.
    pub async fn prepare(&self) -> Result<()> {
        match self {
            Self::Sqlite { write, .. } => SQLITE_MIGRATIONS.run(write).await,
            Self::Postgres { pool, .. } => {
                drop(
                    pool.acquire()
                        .await
                        .context("cannot reach the PostgreSQL server")?,
                );
                POSTGRES_MIGRATIONS.run(pool).await
            }
        }
        .context("cannot bring the tables up to date")?;
        Ok(())
    }

    /// Who wants to know of commits.
    #[must_use]
    pub fn changes(&self) -> &Changes {
        match self {
            Self::Sqlite { changes, .. } | Self::Postgres { changes, .. } => changes,
        }
    }

    /// A transaction that may write. On SQLite it takes the one writer at once, so that it is never
    /// refused half-way.
    ///
    /// # Errors
    /// A fault when the database is away or another writer does not come to an end.
    pub async fn begin(&self) -> Result<Tx> {
        let on = match self {
            Self::Sqlite { write, .. } => On::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres { pool, .. } => On::Postgres(pool.begin().await?),
        };
        let changes = Some(self.changes().clone());
        Ok(Tx::on(on, changes))
    }

    /// One consistent picture to read from; it cannot write.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn snapshot(&self) -> Result<Tx> {
        let on = match self {
            Self::Sqlite { read, .. } => On::Sqlite(read.begin().await?),
            Self::Postgres { pool, .. } => On::Postgres(
                pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                    .await?,
            ),
        };
        Ok(Tx::on(on, None))
    }

    /// `sqlite` or `postgres`: for messages, and for the three places where a dialect may show.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Sqlite { .. } => "sqlite",
            Self::Postgres { .. } => "postgres",
        }
    }

    /// Closes all connections; on SQLite this also folds the write-ahead log into the file.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { read, write, .. } => {
                read.close().await;
                write.close().await;
            }
            Self::Postgres { pool, .. } => pool.close().await,
        }
    }
}

impl Tx {
    /// `sqlite` or `postgres`, for the places where a dialect may show.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match &self.on {
            On::Sqlite(_) => "sqlite",
            On::Postgres(_) => "postgres",
        }
    }

    /// Runs a statement; how many rows it touched.
    ///
    /// # Errors
    /// A fault when the database refuses it or is away.
    pub async fn exec(&mut self, sql: &'static str, params: impl Into<Vec<Value>>) -> Result<u64> {
        let params = params.into();
        Ok(match &mut self.on {
            On::Sqlite(tx) => {
                let query = params.into_iter().fold(sqlx::query(sql), bind_sqlite);
                query.execute(&mut **tx).await?.rows_affected()
            }
            On::Postgres(tx) => {
                let query = params.into_iter().fold(sqlx::query(sql), bind_postgres);
                query.execute(&mut **tx).await?.rows_affected()
            }
        })
    }

    /// All rows of a query.
    ///
    /// # Errors
    /// A fault when the database refuses it, is away, or a column is not of the struct's type.
    pub async fn list<T: Row>(
        &mut self,
        sql: &'static str,
        params: impl Into<Vec<Value>>,
    ) -> Result<Vec<T>> {
        self.fetch(sql, params.into()).await?.read()
    }

    /// As the driver gives them. Not of [`Tx::list`]'s type: what asks a database is compiled once, not once a struct.
    async fn fetch(&mut self, sql: &'static str, params: Vec<Value>) -> Result<Rows> {
        Ok(match &mut self.on {
            On::Sqlite(tx) => {
                let query = params.into_iter().fold(sqlx::query(sql), bind_sqlite);
                Rows::Sqlite(query.fetch_all(&mut **tx).await?)
            }
            On::Postgres(tx) => {
                let query = params.into_iter().fold(sqlx::query(sql), bind_postgres);
                Rows::Postgres(query.fetch_all(&mut **tx).await?)
            }
        })
    }

    /// The first row of a query, if any.
    ///
    /// # Errors
    /// As [`Tx::list`].
    pub async fn find<T: Row>(
        &mut self,
        sql: &'static str,
        params: impl Into<Vec<Value>>,
    ) -> Result<Option<T>> {
        Ok(self.list(sql, params).await?.into_iter().next())
    }

    /// The first row of a query.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is none; else as [`Tx::list`].
    pub async fn load<T: Row>(
        &mut self,
        sql: &'static str,
        params: impl Into<Vec<Value>>,
    ) -> Result<T> {
        self.find(sql, params).await?.ok_or(Error::NotFound)
    }

    fn on(on: On, changes: Option<Changes>) -> Self {
        Self {
            on,
            changes,
            rehearsed: None,
        }
    }

    /// Nothing of it will stay: what is done in it only shows what would be.
    pub fn rehearse(&mut self) {
        self.rehearsed.get_or_insert_default();
    }

    /// Whether nothing of it will stay.
    #[must_use]
    pub fn is_rehearsal(&self) -> bool {
        self.rehearsed.is_some()
    }

    /// Notes a row that tells others something, where nothing of it stays.
    pub fn note_put_out(&mut self, row: Uuid) {
        self.rehearsed.iter_mut().for_each(|all| all.push(row));
    }

    /// The rows that would tell others something, in order, since it became a rehearsal.
    #[must_use]
    pub fn put_out(&self) -> &[Uuid] {
        self.rehearsed.as_deref().unwrap_or_default()
    }

    /// Makes all of it durable and tells nobody: for what no page shows and no worker waits for.
    ///
    /// # Errors
    /// As [`Tx::commit`].
    pub async fn commit_unheard(mut self) -> Result<()> {
        self.changes = None;
        self.commit().await
    }

    /// Makes all of it durable.
    ///
    /// # Errors
    /// A fault when the database is away, and for a rehearsal; then nothing was done.
    pub async fn commit(self) -> Result<()> {
        if self.rehearsed.is_some() {
            return Err(anyhow::anyhow!("a rehearsal is never committed").into());
        }
        match self.on {
            On::Sqlite(tx) => tx.commit().await?,
            On::Postgres(mut tx) => {
                if self.changes.is_some() {
                    changes::tell_nodes(&mut tx).await?;
                }
                tx.commit().await?;
            }
        }
        if let Some(changes) = self.changes {
            changes.tell();
        }
        Ok(())
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        Self::Fault(error.into())
    }
}
