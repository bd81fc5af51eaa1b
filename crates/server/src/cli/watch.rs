//! `beffroi watch`: other providers' status pages, from the machine itself: followed, looked at, listed, left.
//!
//! Read in order: [`WatchArgs`], [`run`], then `watch/` (`add`, `bring`, `find`, and what is printed). Not here: looking by itself,
//! which `serve` does.

mod add;
mod bring;
mod find;
mod told;

use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::Place;
use crate::{
    app::{self, App},
    ground::{Clock, Db, Metrics},
    pages::OPERATOR,
    providers::{self, Provider, catalogue},
};

/// Follow other providers' status pages.
#[derive(Debug, Args)]
pub(super) struct WatchArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Follow a page from now on: its format is found out, and it is looked at once
    Add(add::AddArgs),
    /// Those that are followed, and how they are as far as we can tell
    List(ListArgs),
    /// All that is known of one
    Show(OneArgs),
    /// Look at one now
    Look(OneArgs),
    /// What they told in which all words stand, the newest first
    Search(find::SearchArgs),
    /// Read the kept replies again, as a better reader can; of one, or of all
    Reread(RereadArgs),
    /// Bring a saved history into the archive of one
    Bring(bring::BringArgs),
    /// Follow one no more; what was seen of it stays
    Leave(OneArgs),
    /// Providers that others follow: where each says how it stands, as far as is known
    Catalogue(CatalogueArgs),
}

#[derive(Debug, Args)]
struct ListArgs {
    #[command(flatten)]
    place: Place,
    /// Those too that are followed no more
    #[arg(long)]
    all: bool,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct OneArgs {
    #[command(flatten)]
    place: Place,
    /// The provider
    slug: String,
    /// As JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct RereadArgs {
    #[command(flatten)]
    place: Place,
    /// The provider; all when not given
    slug: Option<String>,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct CatalogueArgs {
    /// Words that must all fit: of a name, a sector, an address
    words: Vec<String>,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(args: WatchArgs) -> anyhow::Result<ExitCode> {
    match args.what {
        What::Add(args) => return add::run(args).await,
        What::Bring(args) => return bring::run(args).await,
        What::List(args) => list(args).await,
        What::Show(args) => show(args).await,
        What::Look(args) => look(args).await,
        What::Search(args) => find::run(args).await,
        What::Reread(args) => reread(args).await,
        What::Leave(args) => leave(args).await,
        What::Catalogue(args) => {
            catalogue(&args);
            Ok(())
        }
    }?;
    Ok(ExitCode::SUCCESS)
}

/// The installation that is meant, as the program that serves it would be.
async fn open(place: &Place) -> anyhow::Result<App> {
    let settings = place.settings()?;
    Ok(App {
        db: Db::open(&settings.database).await?,
        clock: Clock::System,
        settings: std::sync::Arc::new(settings),
        metrics: Metrics::default(),
    })
}

async fn find(app: &App, slug: &str) -> anyhow::Result<Provider> {
    let mut tx = app.db.snapshot().await?;
    let found = providers::find_by_slug(&mut tx, slug).await?;
    found.ok_or_else(|| {
        anyhow::anyhow!("no provider {slug:?} is followed; see `beffroi watch list --all`")
    })
}

async fn list(args: ListArgs) -> anyhow::Result<()> {
    let app = open(&args.place).await?;
    let mut tx = app.db.snapshot().await?;
    let all = match args.all {
        true => providers::list(&mut tx).await?,
        false => providers::followed(&mut tx).await?,
    };
    drop(tx);
    for one in &all {
        match args.json {
            true => println!("{}", told::json(one)),
            false => println!("{}", told::line(one)),
        }
    }
    app.db.close().await;
    Ok(())
}

async fn show(args: OneArgs) -> anyhow::Result<()> {
    let app = open(&args.place).await?;
    let provider = find(&app, &args.slug).await?;
    let facts = told::Facts::load(&app.db, provider).await?;
    print!("{}", facts.tell(args.json, None));
    app.db.close().await;
    Ok(())
}

async fn look(args: OneArgs) -> anyhow::Result<()> {
    let app = open(&args.place).await?;
    let provider = find(&app, &args.slug).await?;
    let looked = app::watch(&app).look_at(provider.id).await?;
    let provider = find(&app, &args.slug).await?;
    let facts = told::Facts::load(&app.db, provider).await?;
    print!("{}", facts.tell(args.json, Some(&looked)));
    app.db.close().await;
    Ok(())
}

async fn leave(args: OneArgs) -> anyhow::Result<()> {
    let app = open(&args.place).await?;
    let provider = find(&app, &args.slug).await?;
    let mut tx = app.db.begin().await?;
    providers::leave(&mut tx, app.clock.now(), OPERATOR, provider.id).await?;
    tx.commit().await?;
    match args.json {
        true => println!("{}", told::json(&find(&app, &args.slug).await?)),
        false => println!(
            "{} is followed no more; what was seen of it stays.",
            provider.name
        ),
    }
    app.db.close().await;
    Ok(())
}

async fn reread(args: RereadArgs) -> anyhow::Result<()> {
    let app = open(&args.place).await?;
    let all = match &args.slug {
        Some(slug) => vec![find(&app, slug).await?],
        None => {
            let mut tx = app.db.snapshot().await?;
            providers::list(&mut tx).await?
        }
    };
    for one in &all {
        let mut tx = app.db.begin().await?;
        let done = providers::reread(&mut tx, app.clock.now(), OPERATOR, one.id).await?;
        tx.commit().await?;
        match args.json {
            true => println!(
                "{}",
                serde_json::json!({
                    "slug": one.slug,
                    "replies": done.replies,
                    "now_read": done.now_read,
                    "blind": done.blind,
                    "new": done.new,
                    "changed": done.changed,
                })
            ),
            false => println!(
                "{}: {} replies read again, {} of them for the first time, {} say nothing; {} entries are new, {} are read \
                 otherwise.",
                one.slug, done.replies, done.now_read, done.blind, done.new, done.changed
            ),
        }
    }
    app.db.close().await;
    Ok(())
}

fn catalogue(args: &CatalogueArgs) {
    for one in catalogue::search(&args.words.join(" ")) {
        match args.json {
            true => println!("{}", serde_json::json!(one)),
            false => println!(
                "{:<24} {:<16} {:<11} {}",
                one.slug,
                one.sector,
                one.format,
                if one.page.is_empty() {
                    "no page known"
                } else {
                    &one.page
                }
            ),
        }
    }
}
