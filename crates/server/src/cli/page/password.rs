//! `beffroi page password`: read from a file or from standard input.

use std::{
    io::{IsTerminal as _, Read as _},
    path::PathBuf,
};

use anyhow::Context as _;
use clap::Args;

use super::{Desk, Place};
use crate::{
    ground::password::hash,
    pages::{self, Access, OPERATOR},
};

/// More than any password, in bytes.
const MOST: u64 = 4096;

#[derive(Debug, Args)]
pub(super) struct PasswordArgs {
    #[command(flatten)]
    place: Place,
    /// The page
    slug: String,
    /// The file that holds it, on one line; standard input when not given
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    /// Take the password away; links go on to open the page
    #[arg(long, conflicts_with = "from")]
    none: bool,
}

pub(super) async fn set(args: &PasswordArgs) -> anyhow::Result<()> {
    let kept = match args.none {
        true => None,
        false => Some(hash(&read(args)?)?),
    };
    let mut desk = Desk::open(&args.place).await?;
    let page = desk.page(&args.slug).await?;
    let now = desk.now;
    pages::set_password(&mut desk.tx, now, OPERATOR, page.id, kept.as_deref()).await?;
    desk.done().await?;
    println!(
        "{}: {}",
        page.slug,
        match args.none {
            true => "no password opens it any more",
            false => "it has a new password; whoever has come in must come in anew",
        }
    );
    if page.access == Access::Public {
        eprintln!(
            "The page is public and asks for none; shut it with: beffroi page set {} --access private",
            page.slug
        );
    }
    Ok(())
}

fn read(args: &PasswordArgs) -> anyhow::Result<String> {
    let mut text = String::new();
    match &args.from {
        Some(path) => {
            let file = std::fs::File::open(path)
                .with_context(|| format!("cannot read {}", path.display()))?;
            file.take(MOST).read_to_string(&mut text)?;
        }
        None => {
            let input = std::io::stdin();
            if input.is_terminal() {
                anyhow::bail!(
                    "a password typed here would be seen; hand it over with --from FILE, or pipe it in"
                );
            }
            input.take(MOST).read_to_string(&mut text)?;
        }
    }
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}
