//! `beffroi upstream`: what the components of a running server hang on, by a token.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde_json::{Map, Value};

use super::remote::{OnPage, Publish, Remote, cell, put};

/// What the components of a running server hang on, and what happens when that goes bad.
#[derive(Debug, Args)]
pub(super) struct UpstreamArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// The map of a page, and how everything on it is
    List(OnPage),
    /// Have a component hang on a provider, one of its components, or a region of it
    Map(MapArgs),
    /// A component hangs on that no longer
    Unmap(UnmapArgs),
    /// What a page does by itself when a provider goes bad; sets what is said
    Rule(RuleArgs),
}

#[derive(Debug, Args)]
struct MapArgs {
    #[command(flatten)]
    on: OnPage,
    #[command(flatten)]
    publish: Publish,
    /// The component's id
    component: String,
    /// The provider, by its name in addresses
    provider: String,
    /// One of their components: its id or name
    #[arg(long, conflicts_with = "region")]
    part: Option<String>,
    /// A region, as they name it
    #[arg(long)]
    region: Option<String>,
    /// degraded_performance, partial_outage or major_outage: how the component is when that is broken
    #[arg(long)]
    degree: String,
    /// What there is to say of it
    #[arg(long)]
    note: Option<String>,
}

#[derive(Debug, Args)]
struct UnmapArgs {
    #[command(flatten)]
    remote: Remote,
    #[command(flatten)]
    publish: Publish,
    /// The line's id, as `list` shows it
    line: String,
}

#[derive(Debug, Args)]
struct RuleArgs {
    #[command(flatten)]
    on: OnPage,
    #[command(flatten)]
    publish: Publish,
    /// off, draft or publish
    #[arg(long)]
    raise: Option<String>,
    /// prompt or auto
    #[arg(long)]
    close: Option<String>,
    /// true or false: whether readers see what the provider says
    #[arg(long)]
    quotes: Option<bool>,
}

pub(super) async fn run(args: UpstreamArgs) -> anyhow::Result<ExitCode> {
    match args.what {
        What::List(on) => list(&on).await,
        What::Map(args) => map(&args).await,
        What::Unmap(args) => unmap(&args).await,
        What::Rule(args) => rule(&args).await,
    }?;
    Ok(ExitCode::SUCCESS)
}

async fn list(on: &OnPage) -> anyhow::Result<()> {
    let all = on.remote.get(&on.path("/upstreams")).await?;
    show(&on.remote, &all);
    Ok(())
}

async fn map(args: &MapArgs) -> anyhow::Result<()> {
    let mut body = args.on.body();
    put(&mut body, "component", Some(&args.component));
    put(&mut body, "provider", Some(&args.provider));
    put(&mut body, "part", args.part.as_ref());
    put(&mut body, "region", args.region.as_ref());
    put(&mut body, "degree", Some(&args.degree));
    put(&mut body, "note", args.note.as_ref());
    let remote = &args.on.remote;
    let told = remote
        .send(&args.publish, ("PUT", "/upstreams"), body)
        .await?;
    show(remote, &told);
    Ok(())
}

async fn unmap(args: &UnmapArgs) -> anyhow::Result<()> {
    let path = format!("/upstreams/{}", args.line);
    let remote = &args.remote;
    remote
        .send(&args.publish, ("DELETE", &path), Map::new())
        .await?;
    Ok(())
}

async fn rule(args: &RuleArgs) -> anyhow::Result<()> {
    let mut body = Map::new();
    put(&mut body, "raise", args.raise.as_ref());
    put(&mut body, "close", args.close.as_ref());
    put(&mut body, "quotes", args.quotes);
    let remote = &args.on.remote;
    let told = match body.is_empty() {
        true => remote.get(&args.on.path("/upstreams/rule")).await?,
        false => {
            put(&mut body, "page", Some(&args.on.page));
            let put = ("PUT", "/upstreams/rule");
            remote.send(&args.publish, put, body).await?
        }
    };
    let heads = ["RAISE", "CLOSE", "QUOTES"];
    remote.print(&told, &told, &heads, |one| {
        let quotes = one["quotes"].as_bool().unwrap_or(false);
        vec![
            cell(one, "raise"),
            cell(one, "close"),
            if quotes { "yes" } else { "no" }.to_owned(),
        ]
    });
    Ok(())
}

fn show(remote: &Remote, told: &Value) {
    let heads = ["ID", "COMPONENT", "PROVIDER", "ON", "DEGREE", "STATUS"];
    remote.print(told, told, &heads, |one| {
        let on = match (&one["part"]["public_id"], &one["region"]) {
            (Value::String(part), _) => part.clone(),
            (_, Value::String(region)) => region.clone(),
            _ => String::new(),
        };
        vec![
            cell(one, "id"),
            cell(one, "component"),
            cell(one, "provider"),
            on,
            cell(one, "degree"),
            cell(one, "status"),
        ]
    });
}
