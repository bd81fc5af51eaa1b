//! `beffroi watch bring`: a saved history is brought into a provider's archive.

use std::{fs::File, io::BufReader, path::Path, process::ExitCode};

use anyhow::Context;
use beffroi_domain::Locale;
use clap::Args;

use super::{super::Place, find, open};
use crate::{
    app::App,
    pages::OPERATOR,
    providers::{self, Brought, Provider},
};

const AFTER: &str = "\
What `beffroi import` reads is read here too: Statuspage's JSON, Atom, RSS, a text. What two files tell of one incident
becomes one. Nothing of it says how the provider is now, and nobody is told. Exit status: 0 when all was read, 1 when a
file or a piece of one was refused (the rest was kept).";

#[derive(Debug, Args)]
#[command(after_help = AFTER)]
pub(super) struct BringArgs {
    #[command(flatten)]
    place: Place,
    /// The provider
    slug: String,
    /// Saved pages, feeds and answers, read in this order
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
    /// A language that its texts may be in; can be given again. Those of all our pages when not given
    #[arg(long = "locale")]
    locales: Vec<Locale>,
    /// One JSON object a file
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(args: BringArgs) -> anyhow::Result<ExitCode> {
    let app = open(&args.place).await?;
    let provider = find(&app, &args.slug).await?;
    let locales = locales(&app, &args).await?;
    let mut is_whole = true;
    for file in &args.files {
        match bring(&app, &provider, &locales, file).await {
            Ok(brought) => {
                is_whole &= brought.refused.is_empty();
                tell(file, &brought, args.json);
            }
            Err(error) => {
                is_whole = false;
                eprintln!("refused: {error:#}");
            }
        }
    }
    app.db.close().await;
    Ok(match is_whole {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}

/// Those that were named, else those that the watch reads by; its own comes first by itself.
async fn locales(app: &App, args: &BringArgs) -> anyhow::Result<Vec<Locale>> {
    if !args.locales.is_empty() {
        return Ok(args.locales.clone());
    }
    let mut tx = app.db.snapshot().await?;
    Ok(providers::locales(&mut tx).await?)
}

/// A file is one transaction: it is in whole, or not at all.
async fn bring(
    app: &App,
    provider: &Provider,
    locales: &[Locale],
    file: &str,
) -> anyhow::Result<Brought> {
    let path = Path::new(file);
    let input = BufReader::new(File::open(path).with_context(|| format!("cannot open {file}"))?);
    // The file's name alone: where it lay on somebody's disk is nobody's affair.
    let name = path
        .file_name()
        .map_or(file.into(), |name| name.to_string_lossy());
    let mut tx = app.db.begin().await?;
    let source = (name.as_ref(), input);
    let now = app.clock.now();
    let brought = providers::bring(&mut tx, now, OPERATOR, provider.id, locales, source)
        .await
        .with_context(|| file.to_owned())?;
    tx.commit().await?;
    Ok(brought)
}

fn tell(file: &str, brought: &Brought, as_json: bool) {
    match as_json {
        true => println!(
            "{}",
            serde_json::json!({
                "file": file,
                "new": brought.new,
                "amended": brought.amended,
                "known": brought.known,
                "refused": brought.refused,
            })
        ),
        false => println!(
            "{file}: {} new, {} known of which it says more, {} known already",
            brought.new, brought.amended, brought.known
        ),
    }
    for why in brought.refused.iter().filter(|_| !as_json) {
        eprintln!("refused: {file}: {why}");
    }
}
