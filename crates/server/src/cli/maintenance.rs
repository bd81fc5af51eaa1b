//! `beffroi maintenance`: planned work on a running server, by a token. Nothing is published without `--publish`:
//! then it is shown what would be sent.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde_json::{Map, Value, json};

use super::remote::{Publish, Remote, Words, cell};

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
    /// Maintenance that is not over
    List(ListArgs),
}

#[derive(Debug, Args)]
struct ScheduleArgs {
    #[command(flatten)]
    remote: Remote,
    #[command(flatten)]
    publish: Publish,
    #[command(flatten)]
    words: Words,
    /// The page: its slug or id
    #[arg(long, value_name = "PAGE")]
    page: String,
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
    /// Readers are reminded before it
    #[arg(long)]
    remind: bool,
    /// Tell nobody now
    #[arg(long)]
    quiet: bool,
}

#[derive(Debug, Args)]
struct StepArgs {
    #[command(flatten)]
    remote: Remote,
    #[command(flatten)]
    publish: Publish,
    #[command(flatten)]
    words: Words,
    /// The page: its slug or id
    #[arg(long, value_name = "PAGE")]
    page: String,
    /// The maintenance: the id in its address
    maintenance: String,
    /// Tell nobody
    #[arg(long)]
    quiet: bool,
}

#[derive(Debug, Args)]
struct ListArgs {
    #[command(flatten)]
    remote: Remote,
    /// The page: its slug or id
    #[arg(long, value_name = "PAGE")]
    page: String,
}

pub(super) async fn run(args: MaintenanceArgs) -> anyhow::Result<ExitCode> {
    match args.what {
        What::Schedule(args) => schedule(&args).await,
        What::Begin(args) => step(&args, "in_progress").await,
        What::Verify(args) => step(&args, "verifying").await,
        What::Complete(args) => step(&args, "completed").await,
        What::Cancel(args) => step(&args, "cancelled").await,
        What::List(args) => list(&args).await,
    }?;
    Ok(ExitCode::SUCCESS)
}

async fn schedule(args: &ScheduleArgs) -> anyhow::Result<()> {
    let page = page_id(&args.remote, &args.page).await?;
    let mut incident = words(&args.words)?;
    incident.insert("name".to_owned(), args.words.in_locale(&args.title));
    incident.insert("status".to_owned(), json!("scheduled"));
    incident.insert("scheduled_for".to_owned(), json!(args.from));
    incident.insert("scheduled_until".to_owned(), json!(args.until));
    incident.insert("component_ids".to_owned(), json!(args.components));
    incident.insert("scheduled_auto_transition".to_owned(), json!(args.auto));
    incident.insert("scheduled_remind_prior".to_owned(), json!(args.remind));
    incident.insert("deliver_notifications".to_owned(), json!(!args.quiet));
    if let Some(rule) = &args.repeat {
        incident.insert("recurrence".to_owned(), json!(rule));
    }
    let path = format!("/pages/{page}/incidents");
    send(&args.remote, &args.publish, ("POST", &path), incident).await
}

async fn step(args: &StepArgs, status: &str) -> anyhow::Result<()> {
    let page = page_id(&args.remote, &args.page).await?;
    let mut incident = words(&args.words)?;
    incident.insert("status".to_owned(), json!(status));
    incident.insert("deliver_notifications".to_owned(), json!(!args.quiet));
    let path = format!("/pages/{page}/incidents/{}", args.maintenance);
    send(&args.remote, &args.publish, ("PATCH", &path), incident).await
}

async fn list(args: &ListArgs) -> anyhow::Result<()> {
    let page = page_id(&args.remote, &args.page).await?;
    let path = format!("/pages/{page}/incidents/scheduled");
    show(&args.remote, &args.remote.get(&path).await?);
    Ok(())
}

/// What is said, if anything, as the calls of Statuspage take it.
fn words(words: &Words) -> anyhow::Result<Map<String, Value>> {
    let said = words.read()?.map(|text| ("body".to_owned(), text));
    Ok(said.into_iter().collect())
}

/// The id of a page, by its id or slug.
async fn page_id(remote: &Remote, named: &str) -> anyhow::Result<String> {
    let all = remote.get("/pages").await?;
    let all = all.as_array().cloned().unwrap_or_default();
    let is_it = |page: &&Value| page["id"] == named || page["subdomain"] == named;
    let found = all.iter().find(is_it).and_then(|page| page["id"].as_str());
    match found {
        Some(id) => Ok(id.to_owned()),
        None => anyhow::bail!("the token opens no page {named:?}; see: beffroi component list"),
    }
}

async fn send(
    remote: &Remote,
    publish: &Publish,
    to: (&str, &str),
    incident: Map<String, Value>,
) -> anyhow::Result<()> {
    let body = Map::from_iter([("incident".to_owned(), Value::Object(incident))]);
    if !publish.is_given() {
        println!("{}", Value::Object(body));
        eprintln!(
            "Nothing was published: this is what would be sent. Add --publish to publish it."
        );
        return Ok(());
    }
    show(remote, &remote.send(publish, to, body).await?);
    Ok(())
}

fn show(remote: &Remote, told: &Value) {
    let heads = ["ID", "STATUS", "FROM", "UNTIL", "TITLE"];
    let columns = ["id", "status", "scheduled_for", "scheduled_until", "name"];
    let row = |one: &Value| columns.map(|name| cell(one, name)).to_vec();
    remote.print(told, told, &heads, row);
}
