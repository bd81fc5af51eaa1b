//! `beffroi incident draft`: deeds that wait, kept by `--draft`; their way until they go out.

use clap::{Args, Subcommand};
use serde_json::{Map, Value, json};

use super::super::remote::{Publish, Remote, cell, put};

#[derive(Debug, Args)]
pub(super) struct DraftArgs {
    #[command(subcommand)]
    pub(super) what: DraftWhat,
}

#[derive(Debug, Subcommand)]
pub(super) enum DraftWhat {
    /// Drafts of a page that wait
    List {
        #[command(flatten)]
        remote: Remote,
        /// The page: its slug or id
        #[arg(long, value_name = "PAGE")]
        page: String,
    },
    /// Ask a second person to look
    Submit(OneArgs),
    /// Say, as a second person, that it may go out
    Approve(OneArgs),
    /// Throw it away
    Discard(OneArgs),
    /// Do what it waits to do
    Publish(PublishArgs),
}

#[derive(Debug, Args)]
pub(super) struct PublishArgs {
    #[command(flatten)]
    one: OneArgs,
    #[command(flatten)]
    publish: Publish,
    /// Why it goes out without the second look that a page asks for; it is logged
    #[arg(long, value_name = "REASON")]
    bypass: Option<String>,
    /// Why it goes out although the review holds it; it is logged
    #[arg(long, value_name = "REASON")]
    overrule: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct OneArgs {
    #[command(flatten)]
    remote: Remote,
    /// The draft's id, as list shows it
    draft: String,
}

pub(super) async fn run(what: &DraftWhat) -> anyhow::Result<()> {
    match what {
        DraftWhat::List { remote, page } => {
            let all = remote.get(&format!("/drafts?page={page}")).await?;
            show(remote, &all);
            Ok(())
        }
        DraftWhat::Submit(one) => step(one, "submit").await,
        DraftWhat::Approve(one) => step(one, "approve").await,
        DraftWhat::Discard(one) => step(one, "discard").await,
        DraftWhat::Publish(args) => publish(args).await,
    }
}

async fn publish(args: &PublishArgs) -> anyhow::Result<()> {
    let (remote, path) = (&args.one.remote, args.one.path("publish"));
    let mut body = Map::new();
    put(&mut body, "bypass", args.bypass.as_ref());
    put(&mut body, "overrule", args.overrule.as_ref());
    let told = remote.send(&args.publish, ("POST", &path), body).await?;
    super::show(remote, &told, None);
    Ok(())
}

impl OneArgs {
    fn path(&self, step: &str) -> String {
        format!("/drafts/{}/{step}", self.draft)
    }
}

async fn step(one: &OneArgs, step: &str) -> anyhow::Result<()> {
    let told = one.remote.post(&one.path(step), &json!({})).await?;
    show(&one.remote, &told);
    Ok(())
}

/// A draft, or several.
pub(super) fn show(remote: &Remote, told: &Value) {
    let heads = ["DRAFT", "STATE", "DEED", "INCIDENT", "CHANGED"];
    let columns = ["id", "state", "deed", "incident", "updated_at"];
    let row = |one: &Value| columns.map(|name| cell(one, name)).to_vec();
    remote.print(told, told, &heads, row);
}
