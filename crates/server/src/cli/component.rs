//! `beffroi component`: the components of a running server, and how they are.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde_json::{Map, Value, json};

use super::remote::{Publish, Remote, said, table};

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
    remote: Remote,
    /// The page: its slug or id
    #[arg(long, value_name = "PAGE")]
    page: String,
    /// The language of names
    #[arg(long, value_name = "LOCALE")]
    locale: Option<String>,
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
}

pub(super) async fn run(args: ComponentArgs) -> anyhow::Result<ExitCode> {
    match args.what {
        What::List(args) => list(&args).await,
        What::Set(args) => set(&args).await,
    }?;
    Ok(ExitCode::SUCCESS)
}

async fn list(args: &ListArgs) -> anyhow::Result<()> {
    let all = args
        .remote
        .get(&format!("/components?page={}", args.page))
        .await?;
    if args.remote.json {
        println!("{all}");
        return Ok(());
    }
    let items = all["items"].as_array().cloned().unwrap_or_default();
    rows(&items, args.locale.as_deref());
    Ok(())
}

async fn set(args: &SetArgs) -> anyhow::Result<()> {
    let mut body = Map::new();
    body.insert("status".to_owned(), json!(args.status));
    let path = format!("/components/{}/status", args.component);
    let told = args
        .remote
        .send(&args.publish, ("PUT", &path), body)
        .await?;
    if args.remote.json {
        println!("{told}");
        return Ok(());
    }
    rows(&[told], None);
    Ok(())
}

fn rows(items: &[Value], locale: Option<&str>) {
    let word = |one: &Value, name: &str| one[name].as_str().unwrap_or_default().to_owned();
    let row = |one: &Value| {
        vec![
            word(one, "public_id"),
            word(one, "status"),
            said(&one["name"], locale),
        ]
    };
    let rows: Vec<Vec<String>> = items.iter().map(row).collect();
    table(&["ID", "STATUS", "NAME"], &rows);
}
