//! `beffroi component`: the components of a running server, and how they are.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde_json::{Map, Value};

use super::remote::{Listed, Publish, Remote, cell, put, said};

/// List components of a running server, and say how they are.
#[derive(Debug, Args)]
pub(super) struct ComponentArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// All components of a page
    List(ListArgs),
    /// Say how a component is from now on
    Set(SetArgs),
}

#[derive(Debug, Args)]
struct ListArgs {
    #[command(flatten)]
    of: Listed,
}

#[derive(Debug, Args)]
struct SetArgs {
    #[command(flatten)]
    remote: Remote,
    #[command(flatten)]
    publish: Publish,
    /// The component's id
    component: String,
    /// operational, degraded_performance, partial_outage, major_outage, under_maintenance or unknown
    status: String,
    /// Tell nobody
    #[arg(long)]
    quiet: bool,
}

pub(super) async fn run(args: ComponentArgs) -> anyhow::Result<ExitCode> {
    match args.what {
        What::List(args) => list(&args).await,
        What::Set(args) => set(&args).await,
    }?;
    Ok(ExitCode::SUCCESS)
}

async fn list(args: &ListArgs) -> anyhow::Result<()> {
    let path = format!("/components?page={}", args.of.page);
    let all = args.of.remote.get(&path).await?;
    show(&args.of.remote, &all, args.of.locale.as_deref());
    Ok(())
}

async fn set(args: &SetArgs) -> anyhow::Result<()> {
    let mut body = Map::new();
    put(&mut body, "status", Some(&args.status));
    put(&mut body, "is_quiet", args.quiet.then_some(true));
    let path = format!("/components/{}/status", args.component);
    let told = args
        .remote
        .send(&args.publish, ("PUT", &path), body)
        .await?;
    show(&args.remote, &told, None);
    Ok(())
}

fn show(remote: &Remote, told: &Value, locale: Option<&str>) {
    remote.print(told, told, &["ID", "STATUS", "NAME"], |one| {
        let name = said(&one["name"], locale);
        vec![cell(one, "public_id"), cell(one, "status"), name]
    });
}
