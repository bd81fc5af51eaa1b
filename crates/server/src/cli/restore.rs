//! `beffroi restore`: a backup becomes a database again.

use std::{path::PathBuf, process::ExitCode};

use clap::Args;

use super::{
    Place,
    copies::{Bar, unless_stopped},
};
use crate::copy;

/// Make an empty database of a backup, on either kind of database.
#[derive(Debug, Args)]
pub(super) struct RestoreArgs {
    #[command(flatten)]
    place: Place,
    /// Only read the file and say whether it is whole
    #[arg(long)]
    check: bool,
    /// What `beffroi backup` wrote
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

pub(super) async fn run(args: RestoreArgs) -> anyhow::Result<ExitCode> {
    let file = args.file.display();
    if args.check {
        let checked = async { copy::check(&args.file, &mut Bar::new()) };
        unless_stopped(checked, &format!("{file} is whole")).await?;
    } else {
        let url = args.place.settings()?.database;
        let work = async { copy::restore(&args.file, &url, &mut Bar::new()).await };
        unless_stopped(work, &format!("Restored from {file}")).await?;
    }
    Ok(ExitCode::SUCCESS)
}
