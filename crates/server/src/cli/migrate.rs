//! `beffroi migrate`: from SQLite to PostgreSQL, or back.

use std::process::ExitCode;

use clap::Args;

use super::{
    Place,
    copies::{Bar, unless_stopped},
};
use crate::{
    copy,
    ground::{Db, db::DbUrl},
};

const AFTER: &str = "\
Stop the server first: what it writes meanwhile is not in the copy. The old database stays as it is;
set `database` to the new one afterwards. A password need not stand in the address: PGPASSWORD and
a .pgpass file are read.";

/// Copy everything into another, empty database.
#[derive(Debug, Args)]
#[command(after_help = AFTER)]
pub(super) struct MigrateArgs {
    #[command(flatten)]
    place: Place,
    /// The empty database: postgres://USER@HOST/NAME or sqlite:PATH
    #[arg(long, value_name = "URL", value_parser = url)]
    to: DbUrl,
}

fn url(text: &str) -> Result<DbUrl, String> {
    text.parse()
        .map_err(|refusal: crate::ground::Refusal| refusal.message)
}

pub(super) async fn run(args: MigrateArgs) -> anyhow::Result<ExitCode> {
    let db = Db::attach(&args.place.settings()?.database).await?;
    let work = async { copy::migrate(&db, &args.to, &mut Bar::new()).await };
    unless_stopped(work, "Copied and verified").await?;
    db.close().await;
    println!("Set `database` to the new address; the old database is as it was.");
    Ok(ExitCode::SUCCESS)
}
