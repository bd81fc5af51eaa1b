//! `beffroi subscribers`: who asked to be told, from the machine itself: listed, brought from a list, written into one, and
//! forgotten.

use std::{
    io::{Read as _, Write as _},
    path::PathBuf,
    process::ExitCode,
};

use clap::{Args, Subcommand};
use futures_util::TryStreamExt as _;
use serde_json::json;

use super::Place;
use crate::{
    audit, deliveries,
    ground::{Clock, Db, Refusal},
    pages::{self, OPERATOR, Page},
    subscribers::{self, Looked, State, Subscription, channel_of, sheet},
};

/// Who asked to be told of a page.
#[derive(Debug, Args)]
pub(super) struct SubscribersArgs {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List them, the newest first.
    List(ListArgs),
    /// Take in a list of addresses that have said yes.
    Import(ImportArgs),
    /// Write all of them as CSV to standard output, so that it can be taken in again.
    Export(ExportArgs),
    /// Forget a person: all that is known of an address, on every page.
    Forget(ForgetArgs),
}

#[derive(Debug, Args)]
struct Whose {
    #[command(flatten)]
    place: Place,
    /// The page, by its slug; the only one when not given
    #[arg(long, value_name = "SLUG")]
    page: Option<String>,
}

#[derive(Debug, Args)]
struct ListArgs {
    #[command(flatten)]
    whose: Whose,
    /// A whole address, or a part of one
    #[arg(long)]
    address: Option<String>,
    /// email, webhook, slack …
    #[arg(long)]
    channel: Option<String>,
    /// asked, active or paused
    #[arg(long)]
    state: Option<String>,
    /// How many at most
    #[arg(long, default_value_t = 100)]
    limit: i64,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct ImportArgs {
    #[command(flatten)]
    whose: Whose,
    /// A CSV file whose first line names the columns; - reads standard input
    file: PathBuf,
    /// Where these addresses come from and when they said yes: with it you vouch that each did
    #[arg(long)]
    reason: String,
    /// What came of it as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct ExportArgs {
    #[command(flatten)]
    whose: Whose,
}

#[derive(Debug, Args)]
struct ForgetArgs {
    #[command(flatten)]
    place: Place,
    /// A mail address, a number, or the address of a webhook
    address: String,
}

pub(super) async fn run(args: SubscribersArgs) -> anyhow::Result<ExitCode> {
    match args.command {
        Command::List(args) => list(args).await.map(|()| ExitCode::SUCCESS),
        Command::Import(args) => import(args).await,
        Command::Export(args) => export(args).await.map(|()| ExitCode::SUCCESS),
        Command::Forget(args) => forget(args).await.map(|()| ExitCode::SUCCESS),
    }
}

async fn open(whose: &Whose) -> anyhow::Result<(Db, Page)> {
    let settings = whose.place.settings()?;
    let db = Db::open(&settings.database).await?;
    let mut tx = db.snapshot().await?;
    let all = pages::list(&mut tx).await?;
    drop(tx);
    let page = match (&whose.page, all.as_slice()) {
        (Some(slug), _) => all.iter().find(|page| page.slug == *slug),
        (None, [page]) => Some(page),
        (None, _) => anyhow::bail!("which page? Name it with --page SLUG"),
    };
    match page {
        Some(page) => Ok((db, page.clone())),
        None => anyhow::bail!("there is no page of that name"),
    }
}

async fn list(args: ListArgs) -> anyhow::Result<()> {
    let known = State::ALL.into_iter();
    let state = args.state.as_deref();
    let found = state.and_then(|word| known.clone().find(|one| one.as_str() == word));
    anyhow::ensure!(
        state.is_none() || found.is_some(),
        "no such state: write asked, active or paused"
    );
    let channel = args.channel.as_deref().map(channel_of);
    anyhow::ensure!(
        channel != Some(None),
        "no such channel: write email, slack …"
    );
    let (db, page) = open(&args.whose).await?;
    let mut tx = db.snapshot().await?;
    let looked = Looked {
        page: page.id,
        channel: channel.flatten(),
        state: found,
        locale: None,
        address: args.address,
        before: None,
        limit: args.limit,
    };
    for one in subscribers::list(&mut tx, &looked).await? {
        match args.json {
            true => println!("{}", told(&one)),
            false => println!(
                "{}  {:<11} {:<7} {:<5} {}",
                one.id,
                one.channel.as_str(),
                one.state.as_str(),
                one.wishes.locale,
                one.place()
            ),
        }
    }
    drop(tx);
    db.close().await;
    Ok(())
}

fn told(one: &Subscription) -> serde_json::Value {
    json!({
        "id": one.id,
        "channel": one.channel.as_str(),
        "place": one.place(),
        "state": one.state.as_str(),
        "locale": one.wishes.locale.as_str(),
        "created_at": one.created_at,
        "confirmed_at": one.confirmed_at,
        "failures": one.failures,
        "problem": one.problem,
    })
}

async fn import(args: ImportArgs) -> anyhow::Result<ExitCode> {
    let text = match args.file.as_os_str() == "-" {
        true => {
            let mut text = String::new();
            std::io::stdin().read_to_string(&mut text)?;
            text
        }
        false => std::fs::read_to_string(&args.file)
            .map_err(|error| anyhow::anyhow!("{}: {error}", args.file.display()))?,
    };
    let (db, page) = open(&args.whose).await?;
    let now = Clock::System.now();
    let account = sheet::import(&db, now, OPERATOR, &page, &args.reason, &text).await?;
    db.close().await;
    let why = |(line, refusal): &(usize, Refusal)| json!({ "line": line, "why": refusal.message });
    if args.json {
        let said = json!({
            "new": account.new,
            "known": account.known,
            "left": account.left,
            "refused": account.refused,
            "lines": account.why.iter().map(why).collect::<Vec<_>>(),
        });
        println!("{said}");
    } else {
        println!(
            "{} are told from now on; {} were there already; {} had left and stay away; {} lines were refused.",
            account.new, account.known, account.left, account.refused
        );
        for (line, refusal) in &account.why {
            eprintln!("line {line}: {}", refusal.message);
        }
    }
    Ok(match account.refused {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    })
}

async fn export(args: ExportArgs) -> anyhow::Result<()> {
    let (db, page) = open(&args.whose).await?;
    let mut tx = db.begin().await?;
    let now = Clock::System.now();
    audit::record(&mut tx, now, OPERATOR, "subscription.export", page.id.0, "").await?;
    tx.commit().await?;
    let mut pieces = std::pin::pin!(sheet::pieces(db.clone(), page));
    while let Some(piece) = pieces.try_next().await? {
        std::io::stdout().write_all(&piece)?;
    }
    db.close().await;
    Ok(())
}

async fn forget(args: ForgetArgs) -> anyhow::Result<()> {
    let settings = args.place.settings()?;
    let db = Db::open(&settings.database).await?;
    let mut tx = db.begin().await?;
    let pages: Vec<_> = pages::list(&mut tx).await?;
    let pages: Vec<_> = pages.into_iter().map(|page| page.id).collect();
    let now = Clock::System.now();
    let done = deliveries::forget_person(&mut tx, now, OPERATOR, &pages, &args.address).await?;
    tx.commit().await?;
    db.close().await;
    println!(
        "Forgotten: {} subscriptions; {} calls have no owner any more.",
        done.subscriptions.len(),
        done.owned
    );
    Ok(())
}
