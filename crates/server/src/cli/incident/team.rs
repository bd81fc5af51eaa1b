//! `beffroi incident note` and `log`: what stays among the team. No reader sees it, so it needs no `--publish`.

use clap::Args;
use serde_json::{Map, Value};

use super::{
    super::remote::{Remote, Words, cell, put},
    On,
};

#[derive(Debug, Args)]
pub(super) struct NoteArgs {
    #[command(flatten)]
    on: On,
    /// What is noted; - reads it from standard input
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
    /// It happened at this time, such as 2026-03-04T11:00:00Z; else it is a note of now
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct LogArgs {
    #[command(flatten)]
    on: On,
}

pub(super) async fn note(args: &NoteArgs) -> anyhow::Result<()> {
    let mut body = Map::new();
    put(&mut body, "body", Words::plain(args.text.as_deref())?);
    put(&mut body, "kind", args.at.as_ref().map(|_| "happened"));
    put(&mut body, "at", args.at.as_ref());
    let path = args.on.path("log");
    let told = args.on.remote.post(&path, &Value::Object(body)).await?;
    show(&args.on.remote, &told);
    Ok(())
}

pub(super) async fn log(args: &LogArgs) -> anyhow::Result<()> {
    let told = args.on.remote.get(&args.on.path("log")).await?;
    show(&args.on.remote, &told);
    Ok(())
}

fn show(remote: &Remote, told: &Value) {
    remote.print(told, told, &["AT", "WHAT", "SAID"], |one| {
        ["at", "kind", "body"].map(|name| cell(one, name)).to_vec()
    });
}
