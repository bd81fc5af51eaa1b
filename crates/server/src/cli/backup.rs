//! `beffroi backup`: everything as one file.

use std::{path::PathBuf, process::ExitCode};

use clap::Args;

use super::{
    Place,
    copies::{Bar, unless_stopped},
};
use crate::{
    copy,
    ground::{Clock, Db},
};

/// Write everything into one file, while the server runs.
#[derive(Debug, Args)]
pub(super) struct BackupArgs {
    #[command(flatten)]
    place: Place,
    /// The file to write; it must not be there yet
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

pub(super) async fn run(args: BackupArgs) -> anyhow::Result<ExitCode> {
    let db = Db::attach(&args.place.settings()?.database).await?;
    let work = async {
        let now = Clock::System.now();
        copy::backup(&db, now, &args.file, &mut Bar::new()).await
    };
    unless_stopped(work, &format!("Written to {}", args.file.display())).await?;
    db.close().await;
    Ok(ExitCode::SUCCESS)
}
