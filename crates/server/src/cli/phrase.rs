//! `beffroi phrase`: the phrasebook of a page on a running server, by a token.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde_json::Value;

use super::remote::{OnPage, Publish, Remote, Words, beside, cell, put, said};

/// The phrasebook of a page on a running server.
#[derive(Debug, Args)]
pub(super) struct PhraseArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// All phrases of a page
    List(ListArgs),
    /// Say a phrase in other words, hide it, or add one
    Set(SetArgs),
    /// Take back what the page changed
    Reset(ResetArgs),
}

#[derive(Debug, Args)]
struct ListArgs {
    #[command(flatten)]
    on: OnPage,
    /// The language of the phrases
    #[arg(long, value_name = "LOCALE")]
    locale: Option<String>,
}

#[derive(Debug, Args)]
struct SetArgs {
    #[command(flatten)]
    on: OnPage,
    #[command(flatten)]
    publish: Publish,
    #[command(flatten)]
    words: Words,
    /// The phrase
    key: String,
    /// investigating, identified, monitoring or resolved: the state that it goes with
    #[arg(long)]
    status: Option<String>,
    /// Offer it no more
    #[arg(long)]
    hide: bool,
}

#[derive(Debug, Args)]
struct ResetArgs {
    #[command(flatten)]
    on: OnPage,
    #[command(flatten)]
    publish: Publish,
    /// The phrase
    key: String,
}

pub(super) async fn run(args: PhraseArgs) -> anyhow::Result<ExitCode> {
    match args.what {
        What::List(args) => list(&args).await,
        What::Set(args) => set(&args).await,
        What::Reset(args) => reset(&args).await,
    }?;
    Ok(ExitCode::SUCCESS)
}

async fn list(args: &ListArgs) -> anyhow::Result<()> {
    let all = args.on.remote.get(&args.on.path("/phrases")).await?;
    show(&args.on.remote, &all, args.locale.as_deref());
    Ok(())
}

async fn set(args: &SetArgs) -> anyhow::Result<()> {
    let mut body = args.on.body();
    // The other languages stay as they are.
    if let Some(new) = args.words.read()? {
        let mut before = args.on.find("/phrases", ("key", &args.key)).await?;
        put(&mut body, "text", Some(beside(before["text"].take(), new)));
    }
    put(&mut body, "status", args.status.as_ref());
    put(&mut body, "is_hidden", args.hide.then_some(true));
    let path = format!("/phrases/{}", args.key);
    let told = args
        .on
        .remote
        .send(&args.publish, ("PUT", &path), body)
        .await?;
    show(&args.on.remote, &told, args.words.locale.as_deref());
    Ok(())
}

async fn reset(args: &ResetArgs) -> anyhow::Result<()> {
    let path = format!("/phrases/{}/reset", args.key);
    let body = args.on.body();
    args.on
        .remote
        .send(&args.publish, ("POST", &path), body)
        .await?;
    Ok(())
}

fn show(remote: &Remote, told: &Value, locale: Option<&str>) {
    let heads = ["KEY", "STATUS", "IS", "HIDDEN", "TEXT"];
    remote.print(told, told, &heads, |one| {
        let hidden = one["is_hidden"].as_bool().unwrap_or(false);
        vec![
            cell(one, "key"),
            cell(one, "status"),
            cell(one, "origin"),
            if hidden { "yes" } else { "" }.to_owned(),
            said(&one["text"], locale),
        ]
    });
}
