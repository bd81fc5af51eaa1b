//! `beffroi token`: keys of programs, made and taken back at the machine itself. A key is printed once.

use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Args, Subcommand};
use jiff::SignedDuration;

use super::Place;
use crate::{
    ground::{Clock, Db, Refusal},
    members::{self, NewToken, Scope},
    pages::{self, OPERATOR},
};

/// Keys of programs that use the API.
#[derive(Debug, Args)]
pub(super) struct TokenArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// All keys, without the keys themselves
    List(Place),
    /// Make a key and print it, once
    Make(MakeArgs),
    /// Take a key back
    Revoke(RevokeArgs),
}

#[derive(Debug, Args)]
struct MakeArgs {
    #[command(flatten)]
    place: Place,
    /// What it is for
    name: String,
    /// read, write, publish, bypass or admin; may be given several times
    #[arg(long = "scope", value_name = "SCOPE", required = true, value_parser = scope_of)]
    scopes: Vec<Scope>,
    /// For this page only; may be given several times
    #[arg(long = "page", value_name = "SLUG")]
    pages: Vec<String>,
    /// For so many days
    #[arg(long, value_name = "DAYS", default_value_t = 365)]
    days: i64,
}

#[derive(Debug, Args)]
struct RevokeArgs {
    #[command(flatten)]
    place: Place,
    /// The key's id, as `beffroi token list` shows it
    id: uuid::Uuid,
}

fn scope_of(text: &str) -> Result<Scope, String> {
    text.parse().map_err(|refusal: Refusal| refusal.message)
}

pub(super) async fn run(args: TokenArgs) -> anyhow::Result<ExitCode> {
    match &args.what {
        What::List(place) => list(place).await,
        What::Make(args) => make(args).await,
        What::Revoke(args) => revoke(args).await,
    }?;
    Ok(ExitCode::SUCCESS)
}

async fn list(place: &Place) -> anyhow::Result<()> {
    let db = Db::open(&place.settings()?.database).await?;
    let mut tx = db.snapshot().await?;
    for one in members::list_tokens(&mut tx).await? {
        let scopes: Vec<&str> = one.scopes.iter().map(|scope| scope.as_str()).collect();
        let state = match (one.revoked_at, one.ends_at) {
            (Some(at), _) => format!("taken back {at:.0}"),
            (None, Some(at)) => format!("until {at:.0}"),
            (None, None) => "without an end".to_owned(),
        };
        println!(
            "{}  …{}  {:<24} {:<22} {state}",
            one.id,
            one.hint,
            one.name,
            scopes.join(",")
        );
    }
    drop(tx);
    db.close().await;
    Ok(())
}

async fn make(args: &MakeArgs) -> anyhow::Result<()> {
    let db = Db::open(&args.place.settings()?.database).await?;
    let mut tx = db.begin().await?;
    let mut named = Vec::new();
    for slug in &args.pages {
        let page = pages::find_by_slug(&mut tx, slug).await?;
        named.push(
            page.with_context(|| format!("there is no page {slug:?}"))?
                .id,
        );
    }
    let now = Clock::System.now();
    let hours = args
        .days
        .checked_mul(24)
        .context("so many days are too many")?;
    let length = SignedDuration::try_from_hours(hours).context("so many days are too many")?;
    let new = NewToken {
        name: args.name.clone(),
        scopes: args.scopes.iter().copied().collect(),
        pages: (!named.is_empty()).then_some(named),
        ends_at: Some(now.checked_add(length)?),
    };
    let (_, key) = members::make_token(&mut tx, now, OPERATOR, new).await?;
    tx.commit().await?;
    db.close().await;
    println!("{key}");
    eprintln!("Keep it now: it is shown once. Take it back with: beffroi token revoke ID");
    Ok(())
}

async fn revoke(args: &RevokeArgs) -> anyhow::Result<()> {
    let db = Db::open(&args.place.settings()?.database).await?;
    let mut tx = db.begin().await?;
    let now = Clock::System.now();
    members::revoke_token(&mut tx, now, OPERATOR, args.id).await?;
    tx.commit().await?;
    db.close().await;
    println!("{} opens nothing any more", args.id);
    Ok(())
}
