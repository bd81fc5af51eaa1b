//! `beffroi incident translate` and its sisters: a text in one language more, what is still to be translated, and what is
//! still right.

use clap::Args;
use serde_json::{Map, Value};

use super::{
    super::remote::{Publish, Remote, Words, cell, put},
    ByMachine, On, show,
};

#[derive(Debug, Args)]
pub(super) struct TranslateArgs {
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    publish: Publish,
    #[command(flatten)]
    words: Words,
    /// Which update, by its id; the title when not given
    #[arg(long, value_name = "UPDATE")]
    of: Option<String>,
    /// Tell nobody; by default the readers of that language are told, once
    #[arg(long)]
    quiet: bool,
    #[command(flatten)]
    machine: ByMachine,
}

#[derive(Debug, Args)]
pub(super) struct StillRightArgs {
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    publish: Publish,
    /// Which update, by its id; the title when not given
    #[arg(long, value_name = "UPDATE")]
    of: Option<String>,
    /// In which language
    #[arg(long, value_name = "LOCALE")]
    locale: String,
}

#[derive(Debug, Args)]
pub(super) struct DueArgs {
    #[command(flatten)]
    remote: Remote,
    /// The page: its slug or id
    #[arg(long, value_name = "PAGE")]
    page: String,
}

pub(super) async fn translate(args: &TranslateArgs) -> anyhow::Result<()> {
    anyhow::ensure!(
        args.words.locale.is_some(),
        "name the language with --locale"
    );
    let mut body = Map::new();
    put(&mut body, "text", args.words.read()?);
    put(&mut body, "update", args.of.as_ref());
    put(&mut body, "is_quiet", args.quiet.then_some(true));
    args.machine.put(&mut body);
    let path = args.on.path("translations");
    let told = args
        .on
        .remote
        .send(&args.publish, ("POST", &path), body)
        .await?;
    show(&args.on.remote, &told, args.words.locale.as_deref());
    Ok(())
}

pub(super) async fn still_right(args: &StillRightArgs) -> anyhow::Result<()> {
    let mut body = Map::new();
    put(&mut body, "update", args.of.as_ref());
    put(&mut body, "locale", Some(&args.locale));
    let path = args.on.path("translations/right");
    let told = args
        .on
        .remote
        .send(&args.publish, ("POST", &path), body)
        .await?;
    show(&args.on.remote, &told, Some(&args.locale));
    Ok(())
}

pub(super) async fn due(args: &DueArgs) -> anyhow::Result<()> {
    let all = args
        .remote
        .get(&format!("/translations?page={}", args.page))
        .await?;
    let heads = ["OF", "UPDATE", "INTO", "IS", "SINCE", "SOURCE"];
    args.remote.print(&all, &all, &heads, |one: &Value| {
        vec![
            one["incident"]
                .as_str()
                .or(one["maintenance"].as_str())
                .unwrap_or_default()
                .to_owned(),
            one["update"].as_str().unwrap_or("title").to_owned(),
            cell(one, "locale"),
            cell(one, "is"),
            cell(one, "since"),
            one["source"]["text"]
                .as_str()
                .unwrap_or_default()
                .replace('\n', " "),
        ]
    });
    Ok(())
}
