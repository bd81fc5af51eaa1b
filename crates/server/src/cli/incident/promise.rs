//! `beffroi incident promise`: what readers are promised; made, kept, moved, taken back.

use clap::{Args, Subcommand};
use serde_json::{Map, Value};

use super::{
    super::remote::{Publish, Remote, Words, cell, put, said},
    On,
};

#[derive(Debug, Args)]
pub(super) struct PromiseArgs {
    #[command(subcommand)]
    pub(super) what: PromiseWhat,
}

#[derive(Debug, Subcommand)]
pub(super) enum PromiseWhat {
    /// What readers are and were promised
    List(On),
    /// Promise something by a time
    Make(MakeArgs),
    /// Say that it was done
    Keep(KeepArgs),
    /// Promise it for another time, and say why
    Move(MoveArgs),
    /// Take it back, and say why
    Withdraw(WithdrawArgs),
}

#[derive(Debug, Args)]
pub(super) struct MakeArgs {
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    publish: Publish,
    #[command(flatten)]
    words: Words,
    /// update, acknowledgement, description, resolution, postmortem, or other with --text
    #[arg(long, default_value = "update")]
    kind: String,
    /// By when, such as 2026-03-04T14:00:00Z, or a day
    #[arg(long, value_name = "TIME")]
    by: String,
}

#[derive(Debug, Args)]
pub(super) struct KeepArgs {
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    publish: Publish,
    /// The promise's id, as list shows it
    promise: String,
}

#[derive(Debug, Args)]
pub(super) struct MoveArgs {
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    publish: Publish,
    /// The promise's id, as list shows it
    promise: String,
    /// By when from now on
    #[arg(long, value_name = "TIME")]
    to: String,
    /// Why; readers see it
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// The language of the reason; the page's default when not given
    #[arg(long, value_name = "LOCALE")]
    locale: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct WithdrawArgs {
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    publish: Publish,
    /// The promise's id, as list shows it
    promise: String,
    /// Why; readers see it
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// The language of the reason; the page's default when not given
    #[arg(long, value_name = "LOCALE")]
    locale: Option<String>,
}

pub(super) async fn run(what: &PromiseWhat) -> anyhow::Result<()> {
    match what {
        PromiseWhat::List(on) => {
            let all = on.remote.get(&on.path("promises")).await?;
            show(&on.remote, &all, &all);
            Ok(())
        }
        PromiseWhat::Make(args) => {
            let mut body = Map::new();
            put(&mut body, "kind", Some(&args.kind));
            put(&mut body, "due", Some(&args.by));
            // Only a promise in words of its own needs any: nothing is waited for else.
            if args.kind == "other" {
                put(&mut body, "words", args.words.read()?);
            }
            act(&args.on, &args.publish, "promises", body).await
        }
        PromiseWhat::Keep(args) => {
            let path = format!("promises/{}/keep", args.promise);
            act(&args.on, &args.publish, &path, Map::new()).await
        }
        PromiseWhat::Move(args) => {
            let mut body = reason(&args.reason, args.locale.as_ref());
            put(&mut body, "due", Some(&args.to));
            let path = format!("promises/{}/move", args.promise);
            act(&args.on, &args.publish, &path, body).await
        }
        PromiseWhat::Withdraw(args) => {
            let body = reason(&args.reason, args.locale.as_ref());
            let path = format!("promises/{}/withdraw", args.promise);
            act(&args.on, &args.publish, &path, body).await
        }
    }
}

fn reason(text: &str, locale: Option<&String>) -> Map<String, Value> {
    let mut body = Map::new();
    match locale {
        Some(locale) => put(
            &mut body,
            "reason",
            Some(serde_json::json!({ locale: text })),
        ),
        None => put(&mut body, "reason", Some(text)),
    }
    body
}

async fn act(
    on: &On,
    publish: &Publish,
    rest: &str,
    body: Map<String, Value>,
) -> anyhow::Result<()> {
    let told = on
        .remote
        .send(publish, ("POST", &on.path(rest)), body)
        .await?;
    show(&on.remote, &told, &told["promises"]);
    Ok(())
}

fn show(remote: &Remote, told: &Value, promises: &Value) {
    let heads = ["PROMISE", "STATE", "DUE", "KIND", "WORDS"];
    remote.print(told, promises, &heads, |one| {
        vec![
            cell(one, "id"),
            cell(one, "state"),
            cell(&one["due"], "at"),
            cell(one, "kind"),
            said(&one["words"], None),
        ]
    });
}
