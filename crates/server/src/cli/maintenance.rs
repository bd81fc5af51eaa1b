//! `beffroi maintenance`: planned work on a running server, by a token. Nothing is published without `--publish`:
//! then it is shown what would be sent.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde_json::{Map, Value, json};

use super::remote::{Listed, Publish, Remote, Words, cell, put, said};

/// How long before it readers are reminded, where that is asked for.
const REMIND_MINUTES: i64 = 60;

/// Schedule, begin and complete maintenance on a running server.
#[derive(Debug, Args)]
pub(super) struct MaintenanceArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Schedule maintenance
    Schedule(ScheduleArgs),
    /// Say that it has begun
    Begin(StepArgs),
    /// Say that it is done and being checked
    Verify(StepArgs),
    /// Say that it is over
    Complete(StepArgs),
    /// Call it off; of what comes again, all times to come
    Cancel(StepArgs),
    /// Say words that are out in one language more
    Translate(TranslateArgs),
    /// Maintenance that is not over
    List(ListArgs),
}

/// Who is told, and what it goes out in spite of.
#[derive(Debug, Args)]
struct Telling {
    /// Tell nobody now
    #[arg(long)]
    quiet: bool,
    /// Publish although a language is missing that the page requires; the translation follows
    #[arg(long)]
    follows: bool,
    #[command(flatten)]
    anyway: Anyway,
}

impl Telling {
    fn put(&self, body: &mut Map<String, Value>) {
        put(body, "is_quiet", self.quiet.then_some(true));
        put(body, "follows", self.follows.then_some(true));
        self.anyway.put(body);
    }
}

/// Why it goes out in spite of the review.
#[derive(Debug, Args)]
struct Anyway {
    /// Why it goes out although the review holds it; kept for the team
    #[arg(long, value_name = "REASON")]
    overrule: Option<String>,
}

impl Anyway {
    fn put(&self, body: &mut Map<String, Value>) {
        put(body, "overrule", self.overrule.as_ref());
    }
}

#[derive(Debug, Args)]
struct ScheduleArgs {
    #[command(flatten)]
    remote: Remote,
    #[command(flatten)]
    publish: Publish,
    #[command(flatten)]
    words: Words,
    /// The page: its slug or id; may be given several times
    #[arg(long = "page", value_name = "PAGE", required = true)]
    pages: Vec<String>,
    /// What it is called
    #[arg(long)]
    title: String,
    /// When it begins, such as 2026-03-04T22:00:00Z
    #[arg(long, value_name = "TIME")]
    from: String,
    /// When it is over
    #[arg(long, value_name = "TIME")]
    until: String,
    /// What is worked on: a component's id; may be given several times
    #[arg(long = "component", value_name = "ID")]
    components: Vec<String>,
    /// How it comes again: a rule as in calendars, such as FREQ=WEEKLY;BYDAY=TU
    #[arg(long, value_name = "RRULE")]
    repeat: Option<String>,
    /// It begins and ends by itself
    #[arg(long)]
    auto: bool,
    /// Readers are reminded an hour before it
    #[arg(long)]
    remind: bool,
    #[command(flatten)]
    telling: Telling,
}

#[derive(Debug, Args)]
struct StepArgs {
    #[command(flatten)]
    remote: Remote,
    #[command(flatten)]
    publish: Publish,
    #[command(flatten)]
    words: Words,
    /// The maintenance: its id, or the one in its address
    maintenance: String,
    #[command(flatten)]
    telling: Telling,
}

#[derive(Debug, Args)]
struct TranslateArgs {
    #[command(flatten)]
    remote: Remote,
    #[command(flatten)]
    publish: Publish,
    #[command(flatten)]
    words: Words,
    /// The maintenance: its id, or the one in its address
    maintenance: String,
    /// Which update, by its id; the title when not given
    #[arg(long, value_name = "UPDATE")]
    of: Option<String>,
    /// Tell nobody; by default the readers of that language are told, once
    #[arg(long)]
    quiet: bool,
    #[command(flatten)]
    anyway: Anyway,
}

#[derive(Debug, Args)]
struct ListArgs {
    #[command(flatten)]
    of: Listed,
}

pub(super) async fn run(args: MaintenanceArgs) -> anyhow::Result<ExitCode> {
    match args.what {
        What::Schedule(args) => schedule(&args).await,
        What::Begin(args) => step(&args, "begin").await,
        What::Verify(args) => step(&args, "verify").await,
        What::Complete(args) => step(&args, "complete").await,
        What::Cancel(args) => step(&args, "cancel").await,
        What::Translate(args) => translate(&args).await,
        What::List(args) => list(&args).await,
    }?;
    Ok(ExitCode::SUCCESS)
}

async fn schedule(args: &ScheduleArgs) -> anyhow::Result<()> {
    let mut body = Map::new();
    put(&mut body, "pages", Some(&args.pages));
    put(&mut body, "title", Some(args.words.in_locale(&args.title)));
    put(&mut body, "text", args.words.read()?);
    put(&mut body, "scheduled_start_at", Some(&args.from));
    put(&mut body, "scheduled_end_at", Some(&args.until));
    put(&mut body, "components", Some(&args.components));
    put(&mut body, "by_clock", args.auto.then_some("both"));
    put(
        &mut body,
        "remind_minutes",
        args.remind.then_some(REMIND_MINUTES),
    );
    args.telling.put(&mut body);
    let rule = args.repeat.as_ref().map(|rule| json!({ "rule": rule }));
    put(&mut body, "recurrence", rule);
    let to = ("POST", "/maintenances");
    let told = args.remote.send(&args.publish, to, body).await?;
    show(&args.remote, &told, args.words.locale.as_deref());
    Ok(())
}

async fn step(args: &StepArgs, step: &str) -> anyhow::Result<()> {
    let mut body = Map::new();
    put(&mut body, "text", args.words.read()?);
    args.telling.put(&mut body);
    let path = format!("/maintenances/{}/{step}", args.maintenance);
    let to = ("POST", path.as_str());
    let told = args.remote.send(&args.publish, to, body).await?;
    show(&args.remote, &told, args.words.locale.as_deref());
    Ok(())
}

async fn translate(args: &TranslateArgs) -> anyhow::Result<()> {
    anyhow::ensure!(
        args.words.locale.is_some(),
        "name the language with --locale"
    );
    let mut body = Map::new();
    put(&mut body, "text", args.words.read()?);
    put(&mut body, "update", args.of.as_ref());
    put(&mut body, "is_quiet", args.quiet.then_some(true));
    args.anyway.put(&mut body);
    let path = format!("/maintenances/{}/translations", args.maintenance);
    let told = args
        .remote
        .send(&args.publish, ("POST", &path), body)
        .await?;
    show(&args.remote, &told, args.words.locale.as_deref());
    Ok(())
}

async fn list(args: &ListArgs) -> anyhow::Result<()> {
    let path = format!("/maintenances?page={}&state=to_come", args.of.page);
    let all = args.of.remote.get(&path).await?;
    show(&args.of.remote, &all, args.of.locale.as_deref());
    if all["next"].is_string() && !args.of.remote.json {
        println!("There are more; --json tells where they go on.");
    }
    Ok(())
}

fn show(remote: &Remote, told: &Value, locale: Option<&str>) {
    let heads = ["ID", "STATUS", "FROM", "UNTIL", "TITLE"];
    remote.print(told, told, &heads, |one| {
        vec![
            cell(&one["pages"][0], "public_id"),
            cell(one, "status"),
            cell(one, "scheduled_start_at"),
            cell(one, "scheduled_end_at"),
            said(&one["title"], locale),
        ]
    });
}
