//! `beffroi import`: read a status page's history into ours.
//!
//! Read in order: [`ImportArgs`], [`run`], `watch` (what is shown while it goes), `account` (what is
//! told at the end). Not here: reading, matching, storing; they are the verb's (`imports`).

mod account;
mod watch;

use std::process::ExitCode;

use beffroi_readers::Format;
use clap::Args;

use super::Place;
use crate::{
    ground::{Clock, Db, db::DbUrl},
    imports::{self, Account, Plan, Source},
};

const AFTER: &str = "\
A URL of a status page itself (https://status.example.com) means its components, incidents and
maintenances. Exit status: 0 when all was read, 1 when a file or a piece of one was refused (the
rest was read), 2 when the arguments are wrong.";

/// Read a status page's history into ours.
#[derive(Debug, Args)]
#[command(after_help = AFTER)]
pub(super) struct ImportArgs {
    #[command(flatten)]
    place: Place,
    /// The page that it is for; made when missing, named after the provider when not given
    #[arg(long, value_name = "SLUG")]
    page: Option<String>,
    /// auto, statuspage-json, atom, rss or text
    #[arg(long, default_value = "auto", value_parser = format_of)]
    format: FormatArg,
    /// Say what is read and what would change; change nothing
    #[arg(long)]
    dry_run: bool,
    /// One JSON object a line, one line a record, instead of tables
    #[arg(long, requires = "dry_run")]
    json: bool,
    /// Also fetch addresses that are not on the public internet
    #[arg(long)]
    allow_private: bool,
    /// Files and addresses, read in this order
    #[arg(required = true, value_name = "FILE|URL")]
    sources: Vec<String>,
}

/// A format, or none: then each source is looked at.
#[derive(Clone, Copy, Debug)]
struct FormatArg(Option<Format>);

fn format_of(word: &str) -> Result<FormatArg, String> {
    if word == "auto" {
        return Ok(FormatArg(None));
    }
    let format = word
        .parse()
        .map_err(|_| format!("{word:?} is no format: auto, statuspage-json, atom, rss or text"))?;
    Ok(FormatArg(Some(format)))
}

pub(super) async fn run(args: ImportArgs) -> anyhow::Result<ExitCode> {
    let plan = Plan {
        sources: args.sources.iter().map(|word| Source::of(word)).collect(),
        page: args.page.clone(),
        format: args.format.0,
        allow_private: args.allow_private,
    };
    let account = if args.json {
        rehearse(&args, &plan, &mut watch::Lines::new()).await?
    } else {
        let mut bar = watch::Bar::new();
        let account = match args.dry_run {
            true => rehearse(&args, &plan, &mut bar).await?,
            false => import(&args, &plan, &mut bar).await?,
        };
        bar.finish();
        print!("{}", account::tell(&account, args.dry_run));
        account
    };
    for why in &account.refused {
        eprintln!("refused: {why}");
    }
    Ok(exit_code(&account))
}

fn exit_code(account: &Account) -> ExitCode {
    match account.has_refusals() {
        true => ExitCode::FAILURE,
        false => ExitCode::SUCCESS,
    }
}

async fn import(
    args: &ImportArgs,
    plan: &Plan,
    watch: &mut dyn imports::Watch,
) -> anyhow::Result<Account> {
    let db = Db::open(&args.place.settings()?.database).await?;
    let account = imports::import(&db, &Clock::System, plan, watch).await;
    db.close().await;
    Ok(account?)
}

/// A page that is named is held against the installation's, where there is one.
async fn rehearse(
    args: &ImportArgs,
    plan: &Plan,
    watch: &mut dyn imports::Watch,
) -> anyhow::Result<Account> {
    let db = match installed(args) {
        Some(url) => Some(Db::open(&url).await?),
        None => None,
    };
    let account = imports::rehearse(db.as_ref(), &Clock::System, plan, watch).await;
    if let Some(db) = db {
        db.close().await;
    }
    Ok(account?)
}

/// The database that is there already; a rehearsal makes none.
fn installed(args: &ImportArgs) -> Option<DbUrl> {
    args.page.as_ref()?;
    if let Some(directory) = &args.place.data
        && !directory.exists()
    {
        return None;
    }
    let database = args.place.settings().ok()?.database;
    let is_there = match &database {
        DbUrl::File(path) => path.exists(),
        DbUrl::Postgres(_) => true,
    };
    is_there.then_some(database)
}
