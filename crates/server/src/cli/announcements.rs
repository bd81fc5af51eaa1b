//! `beffroi announcements`: what was told on a running server, how far it is, and whom it did not reach; by a token.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde_json::{Map, Value};

use super::remote::{Listed, Remote, cell, put, said};

/// What was told on a running server, how far it is, and whom it did not reach.
#[derive(Debug, Args)]
pub(super) struct AnnouncementsArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// What was told on a page, the newest first
    List(ListArgs),
    /// Try everybody again whom one did not reach
    Retry(RetryArgs),
    /// How long further words wait for others, to go in one message with them
    Gather(GatherArgs),
}

#[derive(Debug, Args)]
struct ListArgs {
    #[command(flatten)]
    of: Listed,
    /// How many at most
    #[arg(long, default_value_t = 25)]
    limit: u8,
}

#[derive(Debug, Args)]
struct RetryArgs {
    #[command(flatten)]
    remote: Remote,
    /// The announcement
    id: String,
    /// Those alone who were given up for this reason
    #[arg(long)]
    reason: Option<String>,
}

#[derive(Debug, Args)]
struct GatherArgs {
    #[command(flatten)]
    remote: Remote,
    /// The page: its slug or id
    #[arg(long, value_name = "PAGE")]
    page: String,
    /// So many minutes from now on; 0 sends each word at once
    #[arg(long, value_name = "MINUTES")]
    set: Option<u16>,
}

pub(super) async fn run(args: AnnouncementsArgs) -> anyhow::Result<ExitCode> {
    match args.what {
        What::List(args) => list(&args).await,
        What::Retry(args) => retry(&args).await,
        What::Gather(args) => gather(&args).await,
    }?;
    Ok(ExitCode::SUCCESS)
}

async fn list(args: &ListArgs) -> anyhow::Result<()> {
    let path = format!("/announcements?page={}&limit={}", args.of.page, args.limit);
    let all = args.of.remote.get(&path).await?;
    let heads = [
        "ID", "WHAT", "TITLE", "LANE", "READERS", "QUEUED", "SENT", "RETRYING", "FAILED",
    ];
    let lines: Vec<Value> = lines(&all);
    let lines = Value::Array(lines);
    args.of.remote.print(&all, &lines, &heads, |one| {
        let number = |name: &str| one["of"][name].to_string();
        vec![
            cell(one, "id"),
            format!("{} {}", cell(one, "topic"), cell(one, "status")),
            said(&one["title"], args.of.locale.as_deref()),
            cell(&one["of"], "lane"),
            number("readers"),
            number("queued"),
            number("sent"),
            number("retrying"),
            failed(&one["of"]["failed"]),
        ]
    });
    Ok(())
}

/// A line for each lane.
fn lines(all: &Value) -> Vec<Value> {
    let mut lines = Vec::new();
    for one in all["items"].as_array().into_iter().flatten() {
        for lane in one["lanes"].as_array().into_iter().flatten() {
            let mut line = one.clone();
            line["of"] = lane.clone();
            lines.push(line);
        }
    }
    lines
}

fn failed(reasons: &Value) -> String {
    let all = reasons.as_object().into_iter().flatten();
    let all: Vec<String> = all
        .map(|(reason, count)| format!("{reason} {count}"))
        .collect();
    match all.is_empty() {
        true => "0".to_owned(),
        false => all.join(", "),
    }
}

async fn retry(args: &RetryArgs) -> anyhow::Result<()> {
    let mut body = Map::new();
    put(&mut body, "reason", args.reason.as_ref());
    let path = format!("/announcements/{}/retry", args.id);
    let told = args.remote.post(&path, &Value::Object(body)).await?;
    args.remote.print(&told, &told, &["ID", "READERS"], |one| {
        vec![cell(one, "id"), one["readers"].to_string()]
    });
    Ok(())
}

async fn gather(args: &GatherArgs) -> anyhow::Result<()> {
    let told = match args.set {
        Some(minutes) => {
            let mut body = Map::new();
            put(&mut body, "page", Some(&args.page));
            put(&mut body, "gather_minutes", Some(minutes));
            args.remote
                .put("/announcements/rules", &Value::Object(body))
                .await?
        }
        None => {
            let path = format!("/announcements/rules?page={}", args.page);
            args.remote.get(&path).await?
        }
    };
    args.remote
        .print(&told, &told, &["PAGE", "MINUTES"], |one| {
            vec![cell(one, "page"), one["gather_minutes"].to_string()]
        });
    Ok(())
}
