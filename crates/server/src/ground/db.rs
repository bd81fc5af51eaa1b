//! The one door to the database: one SQL text for SQLite and PostgreSQL.
//!
//! Read in order: [`Db`], [`Tx`], [`Value`]. A verb writes `$1`-style SQL once, binds [`Value`]s and
//! reads rows into structs that derive `sqlx::FromRow`, which is generic over the row.
//! Not here: any table's name. Dialects may show in claim, search and bulk `IN` only.

use std::{path::Path, str::FromStr, time::Duration};

use anyhow::Context;
use beffroi_domain::{Moment, Origin, Precision};
use sqlx::{
    FromRow, PgPool, Postgres, Sqlite, SqlitePool, Transaction,
    postgres::{PgArguments, PgPoolOptions, PgRow},
    query::{Query, QueryAs},
    sqlite::{
        SqliteArguments, SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteRow,
        SqliteSynchronous,
    },
};
use uuid::Uuid;

use crate::ground::{Error, Refusal, Result};

/// How long a writer waits for another process (an import beside a server) on SQLite.
const BUSY: Duration = Duration::from_secs(30);
/// Readers on SQLite; more than cores does not help.
const SQLITE_READERS: u32 = 4;
/// Connections to PostgreSQL per node.
const POSTGRES_CONNECTIONS: u32 = 10;

/// A database, of either kind.
#[derive(Clone, Debug)]
pub enum Db {
    /// A file, with one writer and several readers.
    Sqlite {
        /// Connections that may only read.
        read: SqlitePool,
        /// The one connection that writes.
        write: SqlitePool,
    },
    /// A server that several nodes share.
    Postgres(PgPool),
}

/// A transaction: all of it or nothing. Dropped without [`Tx::commit`], nothing.
#[derive(Debug)]
pub enum Tx {
    /// On SQLite.
    Sqlite(Transaction<'static, Sqlite>),
    /// On PostgreSQL.
    Postgres(Transaction<'static, Postgres>),
}

/// A parameter of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// BIGINT: numbers, and instants in microseconds.
    Int(Option<i64>),
    /// TEXT: words and JSON.
    Text(Option<String>),
    /// UUID, a 16-byte BLOB on SQLite.
    Id(Option<Uuid>),
    /// BOOLEAN.
    Bool(bool),
}

/// A row that can be read from either database; derive `sqlx::FromRow` for it.
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
            DbUrl::File(path) => Self::open_sqlite(path).await,
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
        sqlx::migrate!("migrations/sqlite")
            .run(&write)
            .await
            .context("cannot bring the tables up to date")?;
        let read = SqlitePoolOptions::new()
            .max_connections(SQLITE_READERS)
            .connect_with(options.pragma("query_only", "ON"))
            .await
            .with_context(|| format!("cannot read the database file {}", path.display()))?;
        Ok(Self::Sqlite { read, write })
    }

    async fn open_postgres(url: &str) -> Result<Self> {
        let pool = PgPoolOptions::new()
            .max_connections(POSTGRES_CONNECTIONS)
            .acquire_timeout(Duration::from_secs(10))
            .connect(url)
            .await
            .context("cannot reach the PostgreSQL server")?;
        sqlx::migrate!("migrations/postgres")
            .run(&pool)
            .await
            .context("cannot bring the tables up to date")?;
        Ok(Self::Postgres(pool))
    }

    /// A transaction that may write. On SQLite it takes the one writer at once, so that it is never
    /// refused half-way.
    ///
    /// # Errors
    /// A fault when the database is away or another writer does not come to an end.
    pub async fn begin(&self) -> Result<Tx> {
        Ok(match self {
            Self::Sqlite { write, .. } => Tx::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// One consistent picture to read from; it cannot write.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn snapshot(&self) -> Result<Tx> {
        Ok(match self {
            Self::Sqlite { read, .. } => Tx::Sqlite(read.begin().await?),
            Self::Postgres(pool) => Tx::Postgres(
                pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                    .await?,
            ),
        })
    }

    /// `sqlite` or `postgres`: for messages, and for the three places where a dialect may show.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Sqlite { .. } => "sqlite",
            Self::Postgres(_) => "postgres",
        }
    }

    /// Closes all connections; on SQLite this also folds the write-ahead log into the file.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

impl Tx {
    /// Runs a statement; how many rows it touched.
    ///
    /// # Errors
    /// A fault when the database refuses it or is away.
    pub async fn exec(&mut self, sql: &'static str, params: impl Into<Vec<Value>>) -> Result<u64> {
        let params = params.into();
        Ok(match self {
            Self::Sqlite(tx) => {
                let query = params.into_iter().fold(sqlx::query(sql), bind_sqlite);
                query.execute(&mut **tx).await?.rows_affected()
            }
            Self::Postgres(tx) => {
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
        let params = params.into();
        Ok(match self {
            Self::Sqlite(tx) => {
                let query = params
                    .into_iter()
                    .fold(sqlx::query_as::<_, T>(sql), bind_sqlite_as);
                query.fetch_all(&mut **tx).await?
            }
            Self::Postgres(tx) => {
                let query = params
                    .into_iter()
                    .fold(sqlx::query_as::<_, T>(sql), bind_postgres_as);
                query.fetch_all(&mut **tx).await?
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

    /// Makes all of it durable.
    ///
    /// # Errors
    /// A fault when the database is away; then nothing was done.
    pub async fn commit(self) -> Result<()> {
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }
}

type SqliteQuery = Query<'static, Sqlite, SqliteArguments>;
type PgQuery = Query<'static, Postgres, PgArguments>;

fn bind_sqlite(query: SqliteQuery, value: Value) -> SqliteQuery {
    match value {
        Value::Int(value) => query.bind(value),
        Value::Text(value) => query.bind(value),
        Value::Id(value) => query.bind(value),
        Value::Bool(value) => query.bind(value),
    }
}

fn bind_postgres(query: PgQuery, value: Value) -> PgQuery {
    match value {
        Value::Int(value) => query.bind(value),
        Value::Text(value) => query.bind(value),
        Value::Id(value) => query.bind(value),
        Value::Bool(value) => query.bind(value),
    }
}

fn bind_sqlite_as<T>(
    query: QueryAs<'static, Sqlite, T, SqliteArguments>,
    value: Value,
) -> QueryAs<'static, Sqlite, T, SqliteArguments> {
    match value {
        Value::Int(value) => query.bind(value),
        Value::Text(value) => query.bind(value),
        Value::Id(value) => query.bind(value),
        Value::Bool(value) => query.bind(value),
    }
}

fn bind_postgres_as<T>(
    query: QueryAs<'static, Postgres, T, PgArguments>,
    value: Value,
) -> QueryAs<'static, Postgres, T, PgArguments> {
    match value {
        Value::Int(value) => query.bind(value),
        Value::Text(value) => query.bind(value),
        Value::Id(value) => query.bind(value),
        Value::Bool(value) => query.bind(value),
    }
}

macro_rules! value_from {
    ($($from:ty => |$name:ident| $value:expr;)+) => {$(
        impl From<$from> for Value {
            fn from($name: $from) -> Self {
                $value
            }
        }
    )+};
}

value_from! {
    i64 => |n| Self::Int(Some(n));
    Option<i64> => |n| Self::Int(n);
    u8 => |n| Self::Int(Some(i64::from(n)));
    &str => |text| Self::Text(Some(text.to_owned()));
    String => |text| Self::Text(Some(text));
    &String => |text| Self::Text(Some(text.clone()));
    Option<String> => |text| Self::Text(text);
    Option<&str> => |text| Self::Text(text.map(str::to_owned));
    Uuid => |id| Self::Id(Some(id));
    Option<Uuid> => |id| Self::Id(id);
    bool => |truth| Self::Bool(truth);
    jiff::Timestamp => |at| Self::Int(Some(at.as_microsecond()));
    Option<jiff::Timestamp> => |at| Self::Int(at.map(jiff::Timestamp::as_microsecond));
    beffroi_domain::PageId => |id| Self::Id(Some(id.0));
    beffroi_domain::ComponentId => |id| Self::Id(Some(id.0));
    beffroi_domain::GroupId => |id| Self::Id(Some(id.0));
    Option<beffroi_domain::GroupId> => |id| Self::Id(id.map(|id| id.0));
    beffroi_domain::IncidentId => |id| Self::Id(Some(id.0));
    beffroi_domain::MaintenanceId => |id| Self::Id(Some(id.0));
    beffroi_domain::UpdateId => |id| Self::Id(Some(id.0));
    beffroi_domain::PostmortemId => |id| Self::Id(Some(id.0));
}

/// Values of mixed types as parameters, in order.
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => {
        vec![$($crate::ground::db::Value::from($value)),*]
    };
}

/// An instant out of a column of microseconds.
///
/// # Errors
/// A fault when the number is outside the years −9999 to 9999.
pub fn instant(micros: i64) -> Result<jiff::Timestamp> {
    Ok(jiff::Timestamp::from_microsecond(micros)
        .context("an instant outside representable years")?)
}

/// A word of ours out of a column.
///
/// # Errors
/// A fault when a newer Beffroi wrote a word that this one does not know.
pub fn word<T>(text: &str) -> Result<T>
where
    T: FromStr,
    T::Err: std::error::Error + Send + Sync + 'static,
{
    Ok(text
        .parse::<T>()
        .context("an unknown word in the database")?)
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        Self::Fault(error.into())
    }
}

/// A moment as the three columns `*_at`, `*_precision`, `*_origin`.
pub type MomentColumns = (Option<i64>, Option<&'static str>, Option<&'static str>);

/// The three columns of a moment, all null without one.
#[must_use]
pub fn moment_columns(moment: Option<Moment>) -> MomentColumns {
    moment.map_or((None, None, None), |moment| {
        let precision = match moment.precision {
            Precision::Day => "day",
            Precision::Minute => "minute",
            Precision::Exact => "exact",
        };
        let origin = match moment.origin {
            Origin::Stated => "stated",
            Origin::Inferred => "inferred",
            Origin::Observed => "observed",
        };
        (
            Some(moment.at.as_microsecond()),
            Some(precision),
            Some(origin),
        )
    })
}

/// A moment out of its three columns.
///
/// # Errors
/// A fault when the columns hold what this Beffroi does not know.
pub fn moment(
    at: Option<i64>,
    precision: Option<&str>,
    origin: Option<&str>,
) -> Result<Option<Moment>> {
    let Some(at) = at else { return Ok(None) };
    let precision = match precision {
        Some("day") => Precision::Day,
        Some("minute") => Precision::Minute,
        Some("exact") => Precision::Exact,
        other => return Err(anyhow::anyhow!("unknown precision {other:?} in the database").into()),
    };
    let origin = match origin {
        Some("stated") => Origin::Stated,
        Some("inferred") => Origin::Inferred,
        Some("observed") => Origin::Observed,
        other => return Err(anyhow::anyhow!("unknown origin {other:?} in the database").into()),
    };
    Ok(Some(Moment {
        at: instant(at)?,
        precision,
        origin,
    }))
}
