//! `beffroi article`: the help centre of a page on a running server, by a token.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde_json::{Map, Value};

use super::remote::{OnPage, Publish, Remote, Words, beside, cell, put, said};

/// The help centre of a page on a running server.
#[derive(Debug, Args)]
pub(super) struct ArticleArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// All articles of a page, also those that readers do not see
    List(ListArgs),
    /// Write an article in one language; a new one is a draft
    Set(SetArgs),
    /// Let readers see an article, in all languages of the page
    Publish(OneArgs),
    /// Take an article from readers; its words stay
    Withdraw(OneArgs),
    /// Take back what the page made of an article
    Reset(OneArgs),
}

#[derive(Debug, Args)]
struct ListArgs {
    #[command(flatten)]
    on: OnPage,
    /// The language of the titles
    #[arg(long, value_name = "LOCALE")]
    locale: Option<String>,
}

#[derive(Debug, Args)]
struct OneArgs {
    #[command(flatten)]
    on: OnPage,
    #[command(flatten)]
    publish: Publish,
    /// What the article is called in addresses
    article: String,
}

#[derive(Debug, Args)]
struct SetArgs {
    #[command(flatten)]
    one: OneArgs,
    #[command(flatten)]
    words: Words,
    /// What stands above it
    #[arg(long)]
    title: Option<String>,
}

pub(super) async fn run(args: ArticleArgs) -> anyhow::Result<ExitCode> {
    match args.what {
        What::List(args) => {
            let all = args.on.remote.get(&args.on.path("/help")).await?;
            show(&args.on.remote, &all, args.locale.as_deref());
        }
        What::Set(args) => set(&args).await?,
        What::Publish(args) => args.publish(true).await?,
        What::Withdraw(args) => args.publish(false).await?,
        What::Reset(args) => args.reset().await?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes in one language; the others stay as they are.
async fn set(args: &SetArgs) -> anyhow::Result<()> {
    let (one, words) = (&args.one, &args.words);
    if words.locale.is_none() {
        anyhow::bail!("say in which language: --locale fr");
    }
    let mut before = one.on.find("/help", ("slug", &one.article)).await?;
    let mut body = one.on.body();
    let title = args.title.as_deref().map(|title| words.in_locale(title));
    for (name, new) in [("title", title), ("body", words.read()?)] {
        let Some(new) = new else { continue };
        let old = before[name].take();
        put(&mut body, name, Some(beside(old, new)));
    }
    one.send(body, words.locale.as_deref()).await
}

impl OneArgs {
    async fn publish(&self, is_published: bool) -> anyhow::Result<()> {
        let mut body = self.on.body();
        put(&mut body, "is_published", Some(is_published));
        self.send(body, None).await
    }

    async fn reset(&self) -> anyhow::Result<()> {
        let path = format!("/help/{}/reset", self.article);
        let on = &self.on;
        on.remote
            .send(&self.publish, ("POST", &path), on.body())
            .await?;
        Ok(())
    }

    async fn send(&self, body: Map<String, Value>, locale: Option<&str>) -> anyhow::Result<()> {
        let path = format!("/help/{}", self.article);
        let remote = &self.on.remote;
        let told = remote.send(&self.publish, ("PUT", &path), body).await?;
        show(remote, &told, locale);
        Ok(())
    }
}

fn show(remote: &Remote, told: &Value, locale: Option<&str>) {
    let heads = ["ARTICLE", "IS", "PUBLISHED", "LACKS", "TITLE"];
    remote.print(told, told, &heads, |one| {
        let is_published = one["is_published"].as_bool().unwrap_or(false);
        let lacks = one["lacks"].as_array().into_iter().flatten();
        let lacks: Vec<&str> = lacks.filter_map(Value::as_str).collect();
        vec![
            cell(one, "slug"),
            cell(one, "origin"),
            if is_published { "yes" } else { "" }.to_owned(),
            lacks.join(" "),
            said(&one["title"], locale),
        ]
    });
}
