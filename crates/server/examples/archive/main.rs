//! The archive of providers at its full size, for `cargo xtask bench archive`.
//!
//! `archive fill DATABASE INCIDENTS PROVIDERS` fills an empty database; `archive paths DATABASE` prints what is asked for, one line of
//! JSON a kind. The verb that takes in what providers tell would need most of an hour for a million incidents. So sixty are taken in by
//! it, and the rows that it wrote are written again under other days and ids; that these are the rows that it would have written
//! is held against it at the start of each run.

mod fill;
mod model;
mod paths;

use anyhow::{Result, bail};
use beffroi::ground::{Db, db::DbUrl};

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let runtime = tokio::runtime::Runtime::new()?;
    match &args[..] {
        ["fill", database, incidents, providers] => {
            runtime.block_on(fill::fill(database, incidents.parse()?, providers.parse()?))
        }
        ["paths", database] => runtime.block_on(paths::print(database)),
        _ => bail!("archive fill DATABASE INCIDENTS PROVIDERS, or archive paths DATABASE"),
    }
}

async fn open(database: &str) -> Result<Db> {
    let url: DbUrl = database.parse()?;
    Ok(Db::open(&url).await?)
}
