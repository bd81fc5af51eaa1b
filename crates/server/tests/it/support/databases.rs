//! Databases for tests: new, or new with their tables.

use std::path::Path;

use beffroi::ground::{Db, db::DbUrl, token};
use sqlx::Executor;
use tokio::sync::OnceCell;

/// A new database on the server, where there is one.
pub async fn new_database_url() -> Option<DbUrl> {
    let server = std::env::var("TEST_DATABASE_URL").ok()?;
    Some(DbUrl::Postgres(new_database(&server).await))
}

/// A new database on the server, by a name of its own; the server is thrown away after the tests.
pub async fn new_database(server: &str) -> String {
    beside(server, &create_database(server, "template1").await)
}

/// The same with its tables, which are made once and copied then: making them takes longer than most tests do.
pub(super) async fn with_tables(server: &str) -> String {
    static TABLES: OnceCell<String> = OnceCell::const_new();
    let make = async || {
        let name = create_database(server, "template1").await;
        let db = Db::open(&DbUrl::Postgres(beside(server, &name))).await;
        db.unwrap().close().await;
        name
    };
    let tables = TABLES.get_or_init(make).await;
    beside(server, &create_database(server, tables).await)
}

async fn create_database(server: &str, like: &str) -> String {
    let name = format!("beffroi_{}", token::new_public_id());
    let pool = sqlx::PgPool::connect(server)
        .await
        .expect("TEST_DATABASE_URL answers");
    let sql = sqlx::AssertSqlSafe(format!("CREATE DATABASE {name} TEMPLATE {like}"));
    pool.execute(sqlx::query(sql)).await.unwrap();
    pool.close().await;
    name
}

/// Another database on the same server.
fn beside(server: &str, name: &str) -> String {
    let (head, _old_name) = server
        .rsplit_once('/')
        .expect("TEST_DATABASE_URL names a database");
    format!("{head}/{name}")
}

/// A new file with its tables, as [`with_tables`] has them.
pub(super) async fn new_file(path: &Path) {
    static TABLES: OnceCell<Vec<u8>> = OnceCell::const_new();
    let make = async || {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("tables.db");
        let db = Db::open(&DbUrl::File(file.clone())).await;
        db.unwrap().close().await;
        std::fs::read(file).unwrap()
    };
    std::fs::write(path, TABLES.get_or_init(make).await).unwrap();
}
