//! `beffroi phrase`: the phrasebook of a page on a running server, by a token.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde_json::{Map, Value};

use super::remote::{Publish, Remote, Words, cell, put, said};

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
struct On {
    #[command(flatten)]
    remote: Remote,
    /// The page: its slug or id
    #[arg(long, value_name = "PAGE")]
    page: String,
}

#[derive(Debug, Args)]
struct ListArgs {
    #[command(flatten)]
    on: On,
    /// The language of the phrases
    #[arg(long, value_name = "LOCALE")]
    locale: Option<String>,
}

#[derive(Debug, Args)]
struct SetArgs {
    #[command(flatten)]
    on: On,
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
    on: On,
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
    let all = args.on.remote.get(&args.on.path()).await?;
    show(&args.on.remote, &all, args.locale.as_deref());
    Ok(())
}

async fn set(args: &SetArgs) -> anyhow::Result<()> {
    let mut body = args.on.body();
    let mut text = one_of(&args.on, &args.key).await?["text"].take();
    if let (Some(new), Some(locale)) = (args.words.read()?, &args.words.locale) {
        // The other languages stay as they are.
        if !text.is_object() {
            text = Value::Object(Map::new());
        }
        text[locale.as_str()] = new[locale.as_str()].clone();
        put(&mut body, "text", Some(text));
    } else {
        put(&mut body, "text", args.words.read()?);
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

/// The phrase as it stands; nothing where there is none yet.
async fn one_of(on: &On, key: &str) -> anyhow::Result<Value> {
    let mut all = on.remote.get(&on.path()).await?;
    let items = all["items"].as_array_mut();
    let found = items.and_then(|items| items.iter_mut().find(|one| one["key"] == key));
    Ok(found.map(Value::take).unwrap_or_default())
}

impl On {
    fn path(&self) -> String {
        format!("/phrases?page={}", self.page)
    }

    fn body(&self) -> Map<String, Value> {
        let mut body = Map::new();
        put(&mut body, "page", Some(&self.page));
        body
    }
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
