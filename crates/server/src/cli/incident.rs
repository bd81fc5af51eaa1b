//! `beffroi incident`: open, tell, resolve, set windows, list; on a running server, by a token. Nothing is published
//! without `--publish`: then it is shown what would be.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde_json::{Map, Value, json};

use super::remote::{Publish, Remote, Words, said, table};

/// Open, tell, resolve incidents on a running server.
#[derive(Debug, Args)]
pub(super) struct IncidentArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Open an incident
    Open(OpenArgs),
    /// Post an update
    Update(UpdateArgs),
    /// Say that it is over
    Resolve(ResolveArgs),
    /// When it really was broken: list, add, end
    Window(WindowArgs),
    /// Incidents, newest first
    List(ListArgs),
}

#[derive(Debug, Args)]
struct OpenArgs {
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
    /// investigating, identified, monitoring or resolved
    #[arg(long)]
    status: Option<String>,
    /// What is broken and how badly: ID=partial_outage; may be given several times
    #[arg(long = "component", value_name = "ID=STATUS")]
    components: Vec<String>,
    /// Since when, such as 2026-03-04T11:00:00Z; now when not given
    #[arg(long, value_name = "TIME")]
    since: Option<String>,
    /// none, minor, major or critical; else it follows from the components
    #[arg(long)]
    impact: Option<String>,
    /// Its number, such as TSR-1723
    #[arg(long)]
    reference: Option<String>,
    /// Tell nobody
    #[arg(long)]
    quiet: bool,
}

#[derive(Debug, Args)]
struct UpdateArgs {
    #[command(flatten)]
    remote: Remote,
    #[command(flatten)]
    publish: Publish,
    #[command(flatten)]
    words: Words,
    /// The incident: its id, or the one in its address
    incident: String,
    /// investigating, identified, monitoring or resolved; as it stands when not given
    #[arg(long)]
    status: Option<String>,
    /// What turned: ID=operational; may be given several times
    #[arg(long = "component", value_name = "ID=STATUS")]
    components: Vec<String>,
    /// Tell nobody
    #[arg(long)]
    quiet: bool,
}

#[derive(Debug, Args)]
struct ResolveArgs {
    #[command(flatten)]
    remote: Remote,
    #[command(flatten)]
    publish: Publish,
    #[command(flatten)]
    words: Words,
    /// The incident: its id, or the one in its address
    incident: String,
    /// When it was over; now when not given
    #[arg(long, value_name = "TIME")]
    ended: Option<String>,
    /// Tell nobody
    #[arg(long)]
    quiet: bool,
}

#[derive(Debug, Args)]
struct WindowArgs {
    #[command(subcommand)]
    what: WindowWhat,
}

#[derive(Debug, Subcommand)]
enum WindowWhat {
    /// All windows of an incident
    List {
        #[command(flatten)]
        remote: Remote,
        /// The incident
        incident: String,
    },
    /// Add a window
    Add {
        #[command(flatten)]
        remote: Remote,
        #[command(flatten)]
        publish: Publish,
        /// The incident
        incident: String,
        /// When it began; now when not given
        #[arg(long, value_name = "TIME")]
        start: Option<String>,
        /// When it ended; it goes on when not given
        #[arg(long, value_name = "TIME")]
        end: Option<String>,
        /// degraded_performance, partial_outage or major_outage
        #[arg(long)]
        degree: Option<String>,
        /// What was broken: ID=partial_outage; may be given several times
        #[arg(long = "component", value_name = "ID=STATUS")]
        components: Vec<String>,
    },
    /// End a window that goes on
    End {
        #[command(flatten)]
        remote: Remote,
        #[command(flatten)]
        publish: Publish,
        /// The incident
        incident: String,
        /// The window's id, as list shows it
        window: String,
        /// When; now when not given
        #[arg(long, value_name = "TIME")]
        end: Option<String>,
    },
}

#[derive(Debug, Args)]
struct ListArgs {
    #[command(flatten)]
    remote: Remote,
    /// The page: its slug or id
    #[arg(long, value_name = "PAGE")]
    page: String,
    /// Only those that are not over
    #[arg(long)]
    open: bool,
    /// The language of titles
    #[arg(long, value_name = "LOCALE")]
    locale: Option<String>,
}

pub(super) async fn run(args: IncidentArgs) -> anyhow::Result<ExitCode> {
    match args.what {
        What::Open(args) => open(&args).await,
        What::Update(args) => update(&args).await,
        What::Resolve(args) => resolve(&args).await,
        What::Window(args) => window(&args.what).await,
        What::List(args) => list(&args).await,
    }?;
    Ok(ExitCode::SUCCESS)
}

async fn open(args: &OpenArgs) -> anyhow::Result<()> {
    let mut body = Map::new();
    body.insert("pages".to_owned(), json!(args.pages));
    body.insert("title".to_owned(), args.words.in_locale(&args.title));
    put(&mut body, "text", args.words.read()?);
    put(&mut body, "status", args.status.as_ref());
    put(&mut body, "since", args.since.as_ref());
    put(&mut body, "impact", args.impact.as_ref());
    put(&mut body, "reference", args.reference.as_ref());
    put(&mut body, "components", components(&args.components)?);
    put(&mut body, "is_quiet", args.quiet.then_some(true));
    let told = args
        .remote
        .send(&args.publish, ("POST", "/incidents"), body)
        .await?;
    show(&args.remote, &told, args.words.locale.as_deref());
    Ok(())
}

async fn update(args: &UpdateArgs) -> anyhow::Result<()> {
    let mut body = Map::new();
    put(&mut body, "text", args.words.read()?);
    put(&mut body, "status", args.status.as_ref());
    put(&mut body, "components", components(&args.components)?);
    put(&mut body, "is_quiet", args.quiet.then_some(true));
    let path = format!("/incidents/{}/updates", args.incident);
    let told = args
        .remote
        .send(&args.publish, ("POST", &path), body)
        .await?;
    show(&args.remote, &told, args.words.locale.as_deref());
    Ok(())
}

async fn resolve(args: &ResolveArgs) -> anyhow::Result<()> {
    let mut body = Map::new();
    put(&mut body, "text", args.words.read()?);
    put(&mut body, "ended", args.ended.as_ref());
    put(&mut body, "is_quiet", args.quiet.then_some(true));
    let path = format!("/incidents/{}/resolve", args.incident);
    let told = args
        .remote
        .send(&args.publish, ("POST", &path), body)
        .await?;
    show(&args.remote, &told, args.words.locale.as_deref());
    Ok(())
}

async fn window(what: &WindowWhat) -> anyhow::Result<()> {
    match what {
        WindowWhat::List { remote, incident } => {
            let all = remote
                .get(&format!("/incidents/{incident}/windows"))
                .await?;
            windows(remote, &all["items"], &all);
        }
        WindowWhat::Add {
            remote,
            publish,
            incident,
            start,
            end,
            degree,
            components: named,
        } => {
            let mut body = Map::new();
            put(&mut body, "start", start.as_ref());
            put(&mut body, "end", end.as_ref());
            put(&mut body, "degree", degree.as_ref());
            put(&mut body, "components", components(named)?);
            let path = format!("/incidents/{incident}/windows");
            let told = remote.send(publish, ("POST", &path), body).await?;
            windows(remote, &told["windows"], &told);
        }
        WindowWhat::End {
            remote,
            publish,
            incident,
            window,
            end,
        } => {
            let mut body = Map::new();
            put(&mut body, "end", end.as_ref());
            let path = format!("/incidents/{incident}/windows/{window}/end");
            let told = remote.send(publish, ("POST", &path), body).await?;
            windows(remote, &told["windows"], &told);
        }
    }
    Ok(())
}

async fn list(args: &ListArgs) -> anyhow::Result<()> {
    let state = if args.open { "open" } else { "all" };
    let path = format!("/incidents?page={}&state={state}", args.page);
    let all = args.remote.get(&path).await?;
    if args.remote.json {
        println!("{all}");
        return Ok(());
    }
    let items = all["items"].as_array().cloned().unwrap_or_default();
    rows(&items, args.locale.as_deref());
    if all["next"].is_string() {
        println!("There are older ones; --json tells where they go on.");
    }
    Ok(())
}

fn put<T: serde::Serialize>(body: &mut Map<String, Value>, name: &str, value: Option<T>) {
    if let Some(value) = value {
        body.insert(name.to_owned(), json!(value));
    }
}

/// `ID=STATUS` as the API takes it.
fn components(named: &[String]) -> anyhow::Result<Option<Vec<Value>>> {
    let parts = named.iter().map(|one| {
        let (id, status) = one.split_once('=').ok_or_else(|| {
            anyhow::anyhow!("{one:?}: write a component and how it is: ID=partial_outage")
        })?;
        Ok(json!({ "id": id, "status": status }))
    });
    let parts = parts.collect::<anyhow::Result<Vec<_>>>()?;
    Ok((!parts.is_empty()).then_some(parts))
}

fn show(remote: &Remote, told: &Value, locale: Option<&str>) {
    if remote.json {
        println!("{told}");
        return;
    }
    rows(std::slice::from_ref(told), locale);
}

fn rows(items: &[Value], locale: Option<&str>) {
    let word = |one: &Value, name: &str| one[name].as_str().unwrap_or_default().to_owned();
    let row = |one: &Value| {
        vec![
            one["pages"][0]["public_id"]
                .as_str()
                .unwrap_or_default()
                .to_owned(),
            word(one, "status"),
            word(one, "impact"),
            word(one, "updated_at"),
            one["references"][0].as_str().unwrap_or_default().to_owned(),
            said(&one["title"], locale),
        ]
    };
    let rows: Vec<Vec<String>> = items.iter().map(row).collect();
    table(
        &["ID", "STATUS", "IMPACT", "CHANGED", "REFERENCE", "TITLE"],
        &rows,
    );
}

fn windows(remote: &Remote, items: &Value, whole: &Value) {
    if remote.json {
        println!("{whole}");
        return;
    }
    let word = |value: &Value| value.as_str().unwrap_or("–").to_owned();
    let row = |one: &Value| {
        let end = match one["end_is"].as_str() {
            Some("known") => word(&one["end"]["at"]),
            other => other.unwrap_or_default().to_owned(),
        };
        vec![
            word(&one["id"]),
            word(&one["start"]["at"]),
            end,
            word(&one["degree"]),
        ]
    };
    let all = items.as_array().cloned().unwrap_or_default();
    let rows: Vec<Vec<String>> = all.iter().map(row).collect();
    table(&["WINDOW", "START", "END", "DEGREE"], &rows);
}
