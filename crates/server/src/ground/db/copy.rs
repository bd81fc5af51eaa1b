//! Whole tables, as the database itself describes them: for backups and moves between databases.
//!
//! Read in order: [`Table`], [`Tx::tables`], [`Tx::rows`], [`Tx::insert`]. What a table is called and holds is
//! asked of the database, so that a table of a later migration cannot be forgotten. An index of words is
//! no table here: it is made anew from what is copied.
//! Not here: any file's form, and what may be copied where; that is `copy`.

use std::fmt::Write;

use anyhow::Context;
use futures_util::{StreamExt, stream::BoxStream};
use sqlx::{AssertSqlSafe, ColumnIndex, Decode, Type};
use uuid::Uuid;

use super::{
    Db, DbUrl, On, POSTGRES_MIGRATIONS, SQLITE_MIGRATIONS, Tx, Value,
    value::{bind_postgres, bind_sqlite},
};
use crate::{
    ground::{Refusal, Result},
    params,
};

/// A table whose rows can be copied.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns, by name.
    pub columns: Vec<Column>,
    /// The columns of its primary key, in the key's order.
    pub key: Vec<String>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
}

/// What a column holds; the same in both databases.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A whole number of 64 bits.
    Int,
    /// Text.
    Text,
    /// A UUID.
    Id,
}

#[derive(sqlx_macros::FromRow)]
struct Described {
    table_name: String,
    column_name: String,
    declared: String,
    key_position: i64,
    is_made: i64,
}

#[derive(sqlx_macros::FromRow)]
struct Reference {
    from_table: String,
    to_table: String,
}

const SQLITE_COLUMNS: &str = "
    SELECT t.name AS table_name, c.name AS column_name, lower(c.type) AS declared,
           c.pk AS key_position, CAST(c.hidden <> 0 AS INTEGER) AS is_made
    FROM pragma_table_list AS t JOIN pragma_table_xinfo(t.name) AS c
    WHERE t.schema = 'main' AND t.type = 'table'
      AND substr(t.name, 1, 7) <> 'sqlite_' AND t.name <> '_sqlx_migrations'
    ORDER BY t.name, c.name";

const SQLITE_REFERENCES: &str = "
    SELECT t.name AS from_table, f.\"table\" AS to_table
    FROM pragma_table_list AS t JOIN pragma_foreign_key_list(t.name) AS f
    WHERE t.schema = 'main' AND t.type = 'table'";

const POSTGRES_COLUMNS: &str = "
    SELECT t.relname::text AS table_name, c.attname::text AS column_name,
           format_type(c.atttypid, NULL) AS declared,
           (c.attgenerated <> '')::int::bigint AS is_made,
           coalesce((SELECT k.place FROM pg_index AS i,
                     unnest(i.indkey::int2[]) WITH ORDINALITY AS k (number, place)
                     WHERE i.indrelid = t.oid AND i.indisprimary AND k.number = c.attnum), 0) AS key_position
    FROM pg_class AS t JOIN pg_attribute AS c ON c.attrelid = t.oid
    WHERE t.relnamespace = current_schema()::regnamespace AND t.relkind IN ('r', 'p')
      AND c.attnum > 0 AND NOT c.attisdropped AND t.relname <> '_sqlx_migrations'
    ORDER BY t.relname::text COLLATE \"C\", c.attname::text COLLATE \"C\"";

const POSTGRES_REFERENCES: &str = "
    SELECT a.relname::text AS from_table, b.relname::text AS to_table
    FROM pg_constraint AS k JOIN pg_class AS a ON a.oid = k.conrelid JOIN pg_class AS b ON b.oid = k.confrelid
    WHERE k.contype = 'f' AND k.connamespace = current_schema()::regnamespace";

impl Db {
    /// Opens a database that is there, and changes nothing in it.
    ///
    /// # Errors
    /// `Refused` when there is no such file; a fault when it cannot be opened.
    pub async fn attach(url: &DbUrl) -> Result<Self> {
        match url {
            DbUrl::File(path) if !path.exists() => {
                Err(Refusal::whole(format!("there is no database at {}", path.display())).into())
            }
            DbUrl::File(path) => Self::open_sqlite(path).await,
            DbUrl::Postgres(url) => Self::reach(url),
        }
    }

    /// The versions of tables that this program makes, the oldest first.
    #[must_use]
    pub fn schema(&self) -> Vec<i64> {
        let migrations = match self {
            Self::Sqlite { .. } => &SQLITE_MIGRATIONS,
            Self::Postgres { .. } => &POSTGRES_MIGRATIONS,
        };
        migrations.iter().map(|one| one.version).collect()
    }
}

impl Tx {
    /// The versions of tables that the database has, the oldest first; none where no Beffroi ever was.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn schema(&mut self) -> Result<Vec<i64>> {
        let is_there = match &self.on {
            On::Sqlite(_) => {
                "SELECT count(*) FROM pragma_table_list WHERE name = '_sqlx_migrations'"
            }
            On::Postgres(_) => {
                "SELECT count(*) FROM pg_class WHERE relname = '_sqlx_migrations'
                 AND relnamespace = current_schema()::regnamespace"
            }
        };
        let (count,): (i64,) = self.load(is_there, params![]).await?;
        if count == 0 {
            return Ok(Vec::new());
        }
        let versions = "SELECT version FROM _sqlx_migrations WHERE success ORDER BY version";
        let rows: Vec<(i64,)> = self.list(versions, params![]).await?;
        Ok(rows.into_iter().map(|(version,)| version).collect())
    }

    /// All tables, each after those that it refers to.
    ///
    /// # Errors
    /// A fault when the database is away, or a table cannot be copied: it has no primary key, refers to
    /// itself in a circle, or a column holds something else than [`Kind`] knows.
    pub async fn tables(&mut self) -> Result<Vec<Table>> {
        let (columns, references) = match &self.on {
            On::Sqlite(_) => (SQLITE_COLUMNS, SQLITE_REFERENCES),
            On::Postgres(_) => (POSTGRES_COLUMNS, POSTGRES_REFERENCES),
        };
        let described: Vec<Described> = self.list(columns, params![]).await?;
        let references: Vec<Reference> = self.list(references, params![]).await?;
        let mut tables: Vec<Table> = Vec::new();
        for rows in described.chunk_by(|one, next| one.table_name == next.table_name) {
            tables.push(table(rows)?);
        }
        Ok(in_order(tables, &references)?)
    }

    /// How many rows a table has.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn count(&mut self, table: &Table) -> Result<u64> {
        let sql = AssertSqlSafe(format!("SELECT count(*) FROM {}", quoted(&table.name)));
        let count: i64 = match &mut self.on {
            On::Sqlite(tx) => sqlx::query_scalar(sql).fetch_one(&mut **tx).await?,
            On::Postgres(tx) => sqlx::query_scalar(sql).fetch_one(&mut **tx).await?,
        };
        Ok(count.unsigned_abs())
    }

    /// The rows of a table by its key, in the same order on both databases; a few at a time in memory.
    pub fn rows<'t>(&'t mut self, table: &'t Table) -> BoxStream<'t, Result<Vec<Value>>> {
        let columns = &table.columns;
        match &mut self.on {
            On::Sqlite(tx) => sqlx::query(AssertSqlSafe(select(table, "")))
                .fetch(&mut **tx)
                .map(move |row| values(&row?, columns))
                .boxed(),
            On::Postgres(tx) => sqlx::query(AssertSqlSafe(select(table, " COLLATE \"C\"")))
                .fetch(&mut **tx)
                .map(move |row| values(&row?, columns))
                .boxed(),
        }
    }

    /// Adds rows to a table, each with a value for each of its columns.
    ///
    /// # Errors
    /// A fault when the database refuses one.
    pub async fn insert(&mut self, table: &Table, rows: Vec<Vec<Value>>) -> Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        let sql = AssertSqlSafe(insert(table, rows.len()));
        let values = rows.into_iter().flatten();
        match &mut self.on {
            On::Sqlite(tx) => {
                let query = values.fold(sqlx::query(sql), bind_sqlite);
                query.execute(&mut **tx).await?;
            }
            On::Postgres(tx) => {
                let query = values.fold(sqlx::query(sql), bind_postgres);
                query.execute(&mut **tx).await?;
            }
        }
        Ok(())
    }

    /// Keeps everyone else from writing to these tables until the end; on SQLite nobody else can anyway.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn lock(&mut self, tables: &[Table]) -> Result<()> {
        let On::Postgres(tx) = &mut self.on else {
            return Ok(());
        };
        let names: Vec<String> = tables.iter().map(|table| quoted(&table.name)).collect();
        let sql = format!(
            "LOCK TABLE {} IN SHARE ROW EXCLUSIVE MODE",
            names.join(", ")
        );
        sqlx::query(AssertSqlSafe(sql)).execute(&mut **tx).await?;
        Ok(())
    }
}

fn table(rows: &[Described]) -> anyhow::Result<Table> {
    let name = rows[0].table_name.clone();
    let mut columns = Vec::new();
    let mut key = Vec::new();
    for row in rows.iter().filter(|row| row.is_made == 0) {
        let kind = match row.declared.as_str() {
            "integer" | "bigint" => Kind::Int,
            "text" => Kind::Text,
            "blob" | "uuid" => Kind::Id,
            // The words of an index; made anew by whoever owns it.
            "tsvector" => continue,
            other => anyhow::bail!(
                "{name}.{} is {other}, which cannot be copied; see ground::db::copy",
                row.column_name
            ),
        };
        if row.key_position > 0 {
            key.push((row.key_position, row.column_name.clone()));
        }
        columns.push(Column {
            name: row.column_name.clone(),
            kind,
        });
    }
    anyhow::ensure!(!key.is_empty(), "{name} has no primary key to be copied by");
    key.sort();
    Ok(Table {
        name,
        columns,
        key: key.into_iter().map(|(_, column)| column).collect(),
    })
}

/// Each table after those that it refers to, else by name.
fn in_order(mut tables: Vec<Table>, references: &[Reference]) -> anyhow::Result<Vec<Table>> {
    let mut ordered: Vec<Table> = Vec::with_capacity(tables.len());
    while !tables.is_empty() {
        let next = tables.iter().position(|table| {
            let waits_for = |other: &&Table| {
                references
                    .iter()
                    .any(|one| one.from_table == table.name && one.to_table == other.name)
            };
            !tables.iter().any(|other| waits_for(&other))
        });
        let next =
            next.with_context(|| format!("{} and others refer to each other", tables[0].name))?;
        ordered.push(tables.remove(next));
    }
    Ok(ordered)
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Texts are compared byte by byte, whatever the server's language.
fn select(table: &Table, collate: &str) -> String {
    let names: Vec<String> = table.columns.iter().map(|one| quoted(&one.name)).collect();
    let is_text = |name: &str| {
        let mut columns = table.columns.iter();
        columns.any(|one| one.name == name && one.kind == Kind::Text)
    };
    let key: Vec<String> = table
        .key
        .iter()
        .map(|name| match is_text(name) {
            true => format!("{}{collate}", quoted(name)),
            false => quoted(name),
        })
        .collect();
    format!(
        "SELECT {} FROM {} ORDER BY {}",
        names.join(", "),
        quoted(&table.name),
        key.join(", ")
    )
}

fn insert(table: &Table, rows: usize) -> String {
    let names: Vec<String> = table.columns.iter().map(|one| quoted(&one.name)).collect();
    let mut sql = format!(
        "INSERT INTO {} ({}) VALUES ",
        quoted(&table.name),
        names.join(", ")
    );
    for row in 0..rows {
        let first = row * names.len() + 1;
        let marks: Vec<String> = (first..first + names.len())
            .map(|number| format!("${number}"))
            .collect();
        let comma = if row == 0 { "" } else { ", " };
        write!(sql, "{comma}({})", marks.join(", ")).expect("writing to a String");
    }
    sql
}

fn values<R>(row: &R, columns: &[Column]) -> Result<Vec<Value>>
where
    R: sqlx::Row,
    usize: ColumnIndex<R>,
    for<'r> Option<i64>: Decode<'r, R::Database> + Type<R::Database>,
    for<'r> Option<String>: Decode<'r, R::Database> + Type<R::Database>,
    for<'r> Option<Uuid>: Decode<'r, R::Database> + Type<R::Database>,
{
    let mut values = Vec::with_capacity(columns.len());
    for (index, column) in columns.iter().enumerate() {
        values.push(match column.kind {
            Kind::Int => Value::Int(row.try_get(index)?),
            Kind::Text => Value::Text(row.try_get(index)?),
            Kind::Id => Value::Id(row.try_get(index)?),
        });
    }
    Ok(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Table {
        let id = Column {
            name: "id".to_owned(),
            kind: Kind::Text,
        };
        Table {
            name: name.to_owned(),
            columns: vec![id],
            key: vec!["id".to_owned()],
        }
    }

    fn refers(from: &str, to: &str) -> Reference {
        Reference {
            from_table: from.to_owned(),
            to_table: to.to_owned(),
        }
    }

    #[test]
    fn a_table_comes_after_those_that_it_refers_to() {
        let tables = vec![named("a"), named("b"), named("c")];

        let ordered = in_order(tables, &[refers("a", "c"), refers("c", "b")]).unwrap();

        let names: Vec<&str> = ordered.iter().map(|table| table.name.as_str()).collect();
        assert_eq!(names, ["b", "c", "a"]);
    }

    #[test]
    fn a_circle_is_told() {
        let tables = vec![named("a"), named("b")];

        let error = in_order(tables, &[refers("a", "b"), refers("b", "a")]).unwrap_err();

        assert_eq!(error.to_string(), "a and others refer to each other");
    }

    #[test]
    fn statements_quote_names_and_compare_bytes() {
        assert_eq!(
            select(&named("x\"y"), " COLLATE \"C\""),
            "SELECT \"id\" FROM \"x\"\"y\" ORDER BY \"id\" COLLATE \"C\""
        );
        assert_eq!(
            insert(&named("t"), 2),
            "INSERT INTO \"t\" (\"id\") VALUES ($1), ($2)"
        );
    }

    #[test]
    fn a_column_that_nobody_knows_is_told_by_name() {
        let row = |column: &str, declared: &str, key_position| Described {
            table_name: "t".to_owned(),
            column_name: column.to_owned(),
            declared: declared.to_owned(),
            key_position,
            is_made: 0,
        };

        let words = table(&[row("id", "uuid", 1), row("words", "tsvector", 0)]).unwrap();
        let error = table(&[row("id", "uuid", 1), row("at", "jsonb", 0)]).unwrap_err();

        assert_eq!(words.columns.len(), 1);
        assert!(error.to_string().starts_with("t.at is jsonb"), "{error}");
    }
}
