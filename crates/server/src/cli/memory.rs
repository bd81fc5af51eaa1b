//! `beffroi memory`: what was said before on a page of a running server, and how it was said in another language; and what a
//! machine makes of a text, which nobody has said yet.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde_json::json;

use super::remote::{Remote, Words, cell};

/// What was said before, and how it was said in another language.
#[derive(Debug, Args)]
pub(super) struct MemoryArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Sentences like yours, and their twins
    Offers(OffersArgs),
    /// What a machine makes of a text; read it before it goes out
    Draft(DraftArgs),
}

#[derive(Debug, Args)]
struct DraftArgs {
    #[command(flatten)]
    asked: OffersArgs,
    /// A title to draft with it
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
}

#[derive(Debug, Args)]
struct OffersArgs {
    #[command(flatten)]
    remote: Remote,
    /// The page: its slug or id
    #[arg(long, value_name = "PAGE")]
    page: String,
    /// The language of the text
    #[arg(long, value_name = "LOCALE")]
    from: String,
    /// The language that it is wanted in
    #[arg(long, value_name = "LOCALE")]
    to: String,
    /// What is said now; - reads it from standard input, which is read anyway where it is no terminal
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
}

pub(super) async fn run(args: MemoryArgs) -> anyhow::Result<ExitCode> {
    let args = match args.what {
        What::Offers(args) => args,
        What::Draft(args) => return draft(args).await,
    };
    let Some(text) = Words::plain(args.text.as_deref())? else {
        anyhow::bail!("no text: give it with --text, or on standard input");
    };
    let body = json!({ "page": args.page, "from": args.from, "to": args.to, "text": text });
    let told = args.remote.post("/memory/offers", &body).await?;
    let heads = ["ALIKE", "TEXT", "NOT YOURS"];
    args.remote.print(&told, &told, &heads, |one| {
        let others = one["others"].as_array().into_iter().flatten();
        let others: Vec<&str> = others.filter_map(|other| other.as_str()).collect();
        let likeness = format!("{} %", one["likeness"]);
        vec![likeness, cell(one, "text"), others.join(", ")]
    });
    Ok(ExitCode::SUCCESS)
}

async fn draft(DraftArgs { asked, title }: DraftArgs) -> anyhow::Result<ExitCode> {
    let text = Words::plain(asked.text.as_deref())?;
    anyhow::ensure!(
        text.is_some() || title.is_some(),
        "no text: give it with --text, with --title, or on standard input"
    );
    let mut body = json!({ "page": asked.page, "from": asked.from, "to": asked.to });
    body["text"] = json!(text);
    body["title"] = json!(title);
    let told = asked.remote.post("/translations/draft", &body).await?;
    if asked.remote.json {
        println!("{told}");
        return Ok(ExitCode::SUCCESS);
    }
    let said = ["title", "text"].map(|name| cell(&told, name));
    let said: Vec<String> = said.into_iter().filter(|one| !one.is_empty()).collect();
    println!("{}", said.join("\n\n"));
    eprintln!("A machine wrote this: read it before it goes out.");
    Ok(ExitCode::SUCCESS)
}
