//! `beffroi ticket`: what the team takes up with providers, on a running server, by a token.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde_json::{Map, Value};

use super::remote::{Remote, Words, cell, put};

/// Tickets with providers on a running server.
#[derive(Debug, Args)]
pub(super) struct TicketArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// The tickets of a page's team: those that wait for the provider first
    List(ListArgs),
    /// One ticket, with all that was said in it
    Show(OneArgs),
    /// Write down that something was taken up with a provider
    Open(OpenArgs),
    /// Write down what was said
    Say(SayArgs),
    /// Write down what they promised, and by when
    Promise(PromiseArgs),
    /// Say what became of a promise
    Settle(SettleArgs),
    /// Close a ticket
    Close(CloseArgs),
}

#[derive(Debug, Args)]
struct ListArgs {
    #[command(flatten)]
    remote: Remote,
    /// The page: its slug or id
    #[arg(long, value_name = "PAGE")]
    page: String,
    /// Those that are closed too
    #[arg(long)]
    all: bool,
}

#[derive(Debug, Args)]
struct OneArgs {
    #[command(flatten)]
    remote: Remote,
    /// The ticket: its id
    ticket: String,
}

#[derive(Debug, Args)]
struct OpenArgs {
    #[command(flatten)]
    remote: Remote,
    /// The page whose team it belongs to: its slug or id
    #[arg(long, value_name = "PAGE")]
    page: String,
    /// With whom: a provider that is followed, or any name
    #[arg(long, value_name = "PROVIDER")]
    with: String,
    /// What it is about
    #[arg(long)]
    subject: String,
    /// What was said to them; - reads it from standard input
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
    /// mail, phone or portal
    #[arg(long, default_value = "mail")]
    how: String,
    /// Their number of it
    #[arg(long)]
    reference: Option<String>,
    /// The incident that it is about: its id
    #[arg(long, value_name = "INCIDENT")]
    incident: Option<String>,
    /// When, such as 2026-03-04T10:00:00Z; now when not given
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// When to remind the team of it
    #[arg(long, value_name = "TIME")]
    remind: Option<String>,
}

#[derive(Debug, Args)]
struct SayArgs {
    #[command(flatten)]
    one: OneArgs,
    /// Who said it: us, them, or nobody but a note
    #[arg(long, value_parser = ["us", "them", "note"], default_value = "them")]
    by: String,
    /// What was said; - reads it from standard input
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
    /// When, such as 2026-03-04T10:00:00Z; now when not given
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
}

#[derive(Debug, Args)]
struct PromiseArgs {
    #[command(flatten)]
    one: OneArgs,
    /// What they promised
    #[arg(long)]
    what: String,
    /// By when: a day such as 2026-03-04, or an instant such as 2026-03-04T14:00:00Z
    #[arg(long, value_name = "TIME")]
    by: String,
}

#[derive(Debug, Args)]
struct SettleArgs {
    #[command(flatten)]
    one: OneArgs,
    /// The promise: its id
    promise: String,
    /// What became of it
    #[arg(value_parser = ["kept", "moved", "withdrawn"])]
    became: String,
    /// Where it was moved: by when, from now on
    #[arg(long, value_name = "TIME")]
    by: Option<String>,
    /// Why it was moved or withdrawn
    #[arg(long)]
    reason: Option<String>,
}

#[derive(Debug, Args)]
struct CloseArgs {
    #[command(flatten)]
    one: OneArgs,
    /// How it ended
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
}

pub(super) async fn run(args: TicketArgs) -> anyhow::Result<ExitCode> {
    match args.what {
        What::List(args) => list(&args).await,
        What::Show(args) => whole(&args).await,
        What::Open(args) => open(&args).await,
        What::Say(args) => say(&args).await,
        What::Promise(args) => {
            let mut body = Map::new();
            put(&mut body, "words", Some(&args.what));
            put(&mut body, "due", Some(&args.by));
            send(&args.one, "/promises", body).await
        }
        What::Settle(args) => settle(&args).await,
        What::Close(args) => {
            let mut body = Map::new();
            put(&mut body, "body", args.text.as_ref());
            send(&args.one, "/close", body).await
        }
    }?;
    Ok(ExitCode::SUCCESS)
}

async fn list(args: &ListArgs) -> anyhow::Result<()> {
    let path = format!("/tickets?page={}&all={}", args.page, args.all);
    let all = args.remote.get(&path).await?;
    show(&args.remote, &all);
    Ok(())
}

/// The ticket, what they promised and what was said; for programs all of it in one.
async fn whole(args: &OneArgs) -> anyhow::Result<()> {
    let one = args.remote.get(&args.path("")).await?;
    show(&args.remote, &one);
    if args.remote.json {
        return Ok(());
    }
    let row = |one: &Value, names: [&str; 4]| names.map(|name| cell(one, name)).to_vec();
    println!();
    let heads = ["PROMISE", "STATE", "LATE FROM", "WHAT"];
    let names = ["id", "state", "late_at", "words"];
    args.remote
        .print(&one, &one["promises"], &heads, |one| row(one, names));
    println!();
    let heads = ["ENTRY", "AT", "KIND", "TEXT"];
    let names = ["id", "at", "kind", "body"];
    args.remote
        .print(&one, &one["entries"], &heads, |one| row(one, names));
    Ok(())
}

async fn open(args: &OpenArgs) -> anyhow::Result<()> {
    let mut body = Map::new();
    put(&mut body, "page", Some(&args.page));
    put(&mut body, "provider", Some(&args.with));
    put(&mut body, "subject", Some(&args.subject));
    put(&mut body, "body", Words::plain(args.text.as_deref())?);
    put(&mut body, "how", Some(&args.how));
    put(&mut body, "reference", args.reference.as_ref());
    put(&mut body, "incident", args.incident.as_ref());
    put(&mut body, "at", args.at.as_ref());
    put(&mut body, "remind_at", args.remind.as_ref());
    let told = args.remote.post("/tickets", &Value::Object(body)).await?;
    show(&args.remote, &told);
    Ok(())
}

async fn say(args: &SayArgs) -> anyhow::Result<()> {
    let kind = match args.by.as_str() {
        "us" => "we_said",
        "them" => "they_said",
        _ => "note",
    };
    let mut body = Map::new();
    put(&mut body, "kind", Some(kind));
    put(&mut body, "body", Words::plain(args.text.as_deref())?);
    put(&mut body, "at", args.at.as_ref());
    send(&args.one, "/entries", body).await
}

async fn settle(args: &SettleArgs) -> anyhow::Result<()> {
    let mut body = Map::new();
    put(&mut body, "became", Some(&args.became));
    put(&mut body, "due", args.by.as_ref());
    put(&mut body, "reason", args.reason.as_ref());
    let rest = format!("/promises/{}/settle", args.promise);
    send(&args.one, &rest, body).await
}

impl OneArgs {
    fn path(&self, rest: &str) -> String {
        format!("/tickets/{}{rest}", self.ticket)
    }
}

async fn send(one: &OneArgs, rest: &str, body: Map<String, Value>) -> anyhow::Result<()> {
    let told = one
        .remote
        .post(&one.path(rest), &Value::Object(body))
        .await?;
    show(&one.remote, &told);
    Ok(())
}

fn show(remote: &Remote, told: &Value) {
    let heads = [
        "TICKET",
        "WITH",
        "REFERENCE",
        "SUBJECT",
        "WAITING SINCE",
        "PROMISED",
        "CLOSED",
    ];
    remote.print(told, told, &heads, |one| {
        let open = one["promises"].as_array().into_iter().flatten();
        let open = open.filter(|one| one["state"] != "kept" && one["state"] != "withdrawn");
        let next: Vec<String> = open.map(|one| cell(one, "words")).collect();
        vec![
            cell(one, "id"),
            cell(&one["provider"], "name"),
            cell(one, "reference"),
            cell(one, "subject"),
            cell(one, "waiting_since"),
            next.join("; "),
            cell(one, "closed_at"),
        ]
    });
}
