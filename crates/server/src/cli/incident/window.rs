//! `beffroi incident window`: when it really was broken.

use clap::{Args, Subcommand};
use serde_json::{Map, Value};

use super::{
    super::remote::{Publish, Remote, cell, put},
    On, Turned,
};

#[derive(Debug, Args)]
pub(super) struct WindowArgs {
    #[command(subcommand)]
    pub(super) what: WindowWhat,
}

#[derive(Debug, Subcommand)]
pub(super) enum WindowWhat {
    /// All windows of an incident
    List(On),
    /// Add a window
    Add(AddArgs),
    /// Set a window right
    Correct(CorrectArgs),
    /// End a window that goes on
    End(EndArgs),
}

/// When and how badly.
#[derive(Debug, Args)]
struct Broken {
    /// When it began
    #[arg(long, value_name = "TIME")]
    start: Option<String>,
    /// When it ended
    #[arg(long, value_name = "TIME")]
    end: Option<String>,
    /// degraded_performance, partial_outage or major_outage
    #[arg(long)]
    degree: Option<String>,
    #[command(flatten)]
    turned: Turned,
}

#[derive(Debug, Args)]
pub(super) struct AddArgs {
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    publish: Publish,
    #[command(flatten)]
    broken: Broken,
}

#[derive(Debug, Args)]
pub(super) struct CorrectArgs {
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    publish: Publish,
    /// The window's id, as list shows it
    window: String,
    #[command(flatten)]
    broken: Broken,
}

#[derive(Debug, Args)]
pub(super) struct EndArgs {
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    publish: Publish,
    /// The window's id, as list shows it
    window: String,
    /// When; now when not given
    #[arg(long, value_name = "TIME")]
    end: Option<String>,
}

pub(super) async fn run(what: &WindowWhat) -> anyhow::Result<()> {
    match what {
        WindowWhat::List(on) => {
            let all = on.remote.get(&on.path("windows")).await?;
            show(&on.remote, &all, &all);
            Ok(())
        }
        WindowWhat::Add(args) => {
            let body = args.broken.body()?;
            set(&args.on, &args.publish, ("POST", "windows"), body).await
        }
        WindowWhat::Correct(args) => {
            let path = format!("windows/{}", args.window);
            let body = args.broken.body()?;
            set(&args.on, &args.publish, ("PATCH", &path), body).await
        }
        WindowWhat::End(args) => {
            let path = format!("windows/{}/end", args.window);
            let mut body = Map::new();
            put(&mut body, "end", args.end.as_ref());
            set(&args.on, &args.publish, ("POST", &path), body).await
        }
    }
}

async fn set(
    on: &On,
    publish: &Publish,
    (method, rest): (&str, &str),
    body: Map<String, Value>,
) -> anyhow::Result<()> {
    let told = on
        .remote
        .send(publish, (method, &on.path(rest)), body)
        .await?;
    show(&on.remote, &told, &told["windows"]);
    Ok(())
}

impl Broken {
    fn body(&self) -> anyhow::Result<Map<String, Value>> {
        let mut body = Map::new();
        put(&mut body, "start", self.start.as_ref());
        put(&mut body, "end", self.end.as_ref());
        put(&mut body, "degree", self.degree.as_ref());
        put(&mut body, "components", self.turned.read()?);
        Ok(body)
    }
}

fn show(remote: &Remote, told: &Value, windows: &Value) {
    let word = |value: &Value| value.as_str().unwrap_or("–").to_owned();
    remote.print(
        told,
        windows,
        &["WINDOW", "START", "END", "DEGREE"],
        |one| {
            let end = match one["end_is"].as_str() {
                Some("known") => word(&one["end"]["at"]),
                other => other.unwrap_or_default().to_owned(),
            };
            vec![
                cell(one, "id"),
                word(&one["start"]["at"]),
                end,
                cell(one, "degree"),
            ]
        },
    );
}
