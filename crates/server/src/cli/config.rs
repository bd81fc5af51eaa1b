//! `beffroi config`: check the configuration, print its reference.

use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::Place;
use crate::config::reference;

/// Check the configuration, or print its reference.
#[derive(Debug, Args)]
pub(super) struct ConfigArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Say whether the configuration can be used
    Check(Place),
    /// Print every setting with its default, as Markdown
    Reference,
}

pub(super) fn run(args: &ConfigArgs) -> anyhow::Result<ExitCode> {
    match &args.what {
        What::Check(place) => {
            let settings = place.settings()?;
            println!(
                "The configuration is good; it listens on {}.",
                settings.listen
            );
        }
        What::Reference => print!("{}", reference()),
    }
    Ok(ExitCode::SUCCESS)
}
