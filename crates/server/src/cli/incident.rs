//! `beffroi incident`: whatever is done with an incident on a running server, by a token. Nothing is published
//! without `--publish`: then it is shown what would be; with `--draft` it is kept.
//!
//! Read in order: the arguments, then what is done; `window`, `facts`, `review`, `team` and `draft` have commands of their own.

mod draft;
mod facts;
mod language;
mod promise;
pub(super) mod review;
mod team;
mod window;

use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde_json::{Map, Value, json};

use super::remote::{Deed, Goes, Listed, Publish, Remote, Words, cell, put, said};

/// Open, tell, correct, resolve incidents on a running server.
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
    /// Say that it is broken again
    Reopen(ReopenArgs),
    /// Set a published text right
    Correct(CorrectArgs),
    /// Say a text that is out in one language more
    Translate(language::TranslateArgs),
    /// Say that a text is still right, although its source says something else since
    StillRight(language::StillRightArgs),
    /// What is still to be translated on a page, oldest first
    Translations(language::DueArgs),
    /// Whose fault, how urgent, how much of it
    Facts(facts::FactsArgs),
    /// When it really was broken: list, add, end
    Window(window::WindowArgs),
    /// What readers are promised: list, make, keep, move, withdraw
    Promise(promise::PromiseArgs),
    /// Say that it is the same as another, which stays
    Merge(MergeArgs),
    /// Note something among the team
    Note(team::NoteArgs),
    /// The running log of the team
    Log(team::LogArgs),
    /// Deeds that wait: list, submit, approve, discard, publish
    Draft(draft::DraftArgs),
    /// See what is wrong with a text before it goes out
    Review(review::ReviewArgs),
    /// Incidents, newest first
    List(ListArgs),
}

/// Which incident, on which server.
#[derive(Debug, Args)]
struct On {
    #[command(flatten)]
    remote: Remote,
    /// The incident: its id, or the one in its address
    incident: String,
}

/// What readers are told, and whether it really goes out.
#[derive(Debug, Args)]
struct Telling {
    #[command(flatten)]
    goes: Goes,
    #[command(flatten)]
    words: Words,
    /// Tell nobody
    #[arg(long)]
    quiet: bool,
    /// Promise the next update by this time, such as 2026-03-04T14:00:00Z
    #[arg(long, value_name = "TIME")]
    promise: Option<String>,
    /// Why it goes out although the review holds it; it is logged
    #[arg(long, value_name = "REASON")]
    overrule: Option<String>,
    /// Publish although a language is missing that the page requires; readers see that the translation follows
    #[arg(long)]
    follows: bool,
    #[command(flatten)]
    machine: ByMachine,
}

/// Whose words these are, where a machine drafted them.
#[derive(Debug, Args)]
struct ByMachine {
    /// A language whose words a machine drafted; may be given several times
    #[arg(long = "machine", value_name = "LOCALE")]
    machine: Vec<String>,
    /// Somebody has read what the machine drafted
    #[arg(long, requires = "machine")]
    machine_read: bool,
}

impl ByMachine {
    fn put(&self, body: &mut Map<String, Value>) {
        let named = (!self.machine.is_empty()).then_some(&self.machine);
        put(body, "machine", named);
        put(body, "machine_read", self.machine_read.then_some(true));
    }
}

#[derive(Debug, Args)]
struct Turned {
    /// What is broken and how badly: ID=partial_outage; may be given several times
    #[arg(long = "component", value_name = "ID=STATUS")]
    components: Vec<String>,
}

#[derive(Debug, Args)]
struct OpenArgs {
    #[command(flatten)]
    remote: Remote,
    #[command(flatten)]
    telling: Telling,
    #[command(flatten)]
    turned: Turned,
    /// The page: its slug or id; may be given several times
    #[arg(long = "page", value_name = "PAGE", required = true)]
    pages: Vec<String>,
    /// What it is called
    #[arg(long)]
    title: String,
    /// investigating, identified, monitoring or resolved
    #[arg(long)]
    status: Option<String>,
    /// Since when, such as 2026-03-04T11:00:00Z; now when not given
    #[arg(long, value_name = "TIME")]
    since: Option<String>,
    /// none, minor, major or critical; else it follows from the components
    #[arg(long)]
    impact: Option<String>,
    /// Its number, such as TSR-1723
    #[arg(long)]
    reference: Option<String>,
}

#[derive(Debug, Args)]
struct UpdateArgs {
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    telling: Telling,
    #[command(flatten)]
    turned: Turned,
    /// investigating, identified, monitoring or resolved; as it stands when not given
    #[arg(long)]
    status: Option<String>,
    /// A phrase of the page's phrasebook instead of a text, said in all of its languages; may be given several times
    #[arg(long = "phrase", value_name = "KEY", conflicts_with = "text")]
    phrases: Vec<String>,
}

#[derive(Debug, Args)]
struct ResolveArgs {
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    telling: Telling,
    /// When it was over; now when not given
    #[arg(long, value_name = "TIME")]
    ended: Option<String>,
}

#[derive(Debug, Args)]
struct ReopenArgs {
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    telling: Telling,
    #[command(flatten)]
    turned: Turned,
    /// Since when; now when not given
    #[arg(long, value_name = "TIME")]
    since: Option<String>,
}

#[derive(Debug, Args)]
struct CorrectArgs {
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    goes: Goes,
    #[command(flatten)]
    words: Words,
    /// Which update, by its id; the title when not given
    #[arg(long, value_name = "UPDATE")]
    of: Option<String>,
    /// Tell those who asked; by default nobody is told
    #[arg(long)]
    announce: bool,
    /// Why it goes out although the review holds it; it is logged
    #[arg(long, value_name = "REASON")]
    overrule: Option<String>,
}

#[derive(Debug, Args)]
struct MergeArgs {
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    publish: Publish,
    /// The incident that stays
    into: String,
}

#[derive(Debug, Args)]
struct ListArgs {
    #[command(flatten)]
    of: Listed,
    /// Only those that are not over
    #[arg(long)]
    open: bool,
}

pub(super) async fn run(args: IncidentArgs) -> anyhow::Result<ExitCode> {
    match args.what {
        What::Open(args) => open(&args).await,
        What::Update(args) => update(&args).await,
        What::Resolve(args) => resolve(&args).await,
        What::Reopen(args) => reopen(&args).await,
        What::Correct(args) => correct(&args).await,
        What::Translate(args) => language::translate(&args).await,
        What::StillRight(args) => language::still_right(&args).await,
        What::Translations(args) => language::due(&args).await,
        What::Facts(args) => facts::run(&args).await,
        What::Window(args) => window::run(&args.what).await,
        What::Promise(args) => promise::run(&args.what).await,
        What::Merge(args) => merge(&args).await,
        What::Note(args) => team::note(&args).await,
        What::Log(args) => team::log(&args).await,
        What::Draft(args) => draft::run(&args.what).await,
        What::Review(args) => review::run(&args).await,
        What::List(args) => list(&args).await,
    }?;
    Ok(ExitCode::SUCCESS)
}

async fn open(args: &OpenArgs) -> anyhow::Result<()> {
    let mut body = args.telling.body()?;
    body.insert("pages".to_owned(), json!(args.pages));
    body.insert(
        "title".to_owned(),
        args.telling.words.in_locale(&args.title),
    );
    put(&mut body, "status", args.status.as_ref());
    put(&mut body, "since", args.since.as_ref());
    put(&mut body, "impact", args.impact.as_ref());
    put(&mut body, "reference", args.reference.as_ref());
    put(&mut body, "components", args.turned.read()?);
    let deed = Deed {
        name: "open",
        incident: None,
        path: "/incidents".to_owned(),
    };
    let told = args.remote.act(&args.telling.goes, deed, body).await?;
    show(&args.remote, &told, args.telling.words.locale.as_deref());
    Ok(())
}

async fn update(args: &UpdateArgs) -> anyhow::Result<()> {
    let mut body = match args.phrases.is_empty() {
        true => args.telling.body()?,
        false => args.telling.flags(),
    };
    put(
        &mut body,
        "phrase",
        (!args.phrases.is_empty()).then_some(&args.phrases),
    );
    put(&mut body, "status", args.status.as_ref());
    put(&mut body, "components", args.turned.read()?);
    args.on
        .tell(&args.telling, ("update", "updates"), body)
        .await
}

async fn resolve(args: &ResolveArgs) -> anyhow::Result<()> {
    let mut body = args.telling.body()?;
    put(&mut body, "ended", args.ended.as_ref());
    args.on
        .tell(&args.telling, ("resolve", "resolve"), body)
        .await
}

async fn reopen(args: &ReopenArgs) -> anyhow::Result<()> {
    let mut body = args.telling.body()?;
    put(&mut body, "since", args.since.as_ref());
    put(&mut body, "components", args.turned.read()?);
    args.on
        .tell(&args.telling, ("reopen", "reopen"), body)
        .await
}

async fn correct(args: &CorrectArgs) -> anyhow::Result<()> {
    let mut body = Map::new();
    put(&mut body, "text", args.words.read()?);
    put(&mut body, "update", args.of.as_ref());
    put(&mut body, "is_announced", args.announce.then_some(true));
    put(&mut body, "overrule", args.overrule.as_ref());
    let locale = args.words.locale.as_deref();
    let deed = ("correct", "corrections");
    args.on.act(&args.goes, deed, body, locale).await
}

async fn merge(args: &MergeArgs) -> anyhow::Result<()> {
    let mut body = Map::new();
    put(&mut body, "into", Some(&args.into));
    let path = args.on.path("merge");
    let remote = &args.on.remote;
    let told = remote.send(&args.publish, ("POST", &path), body).await?;
    show(remote, &told, None);
    Ok(())
}

async fn list(args: &ListArgs) -> anyhow::Result<()> {
    let state = if args.open { "open" } else { "all" };
    let path = format!("/incidents?page={}&state={state}", args.of.page);
    let all = args.of.remote.get(&path).await?;
    show(&args.of.remote, &all, args.of.locale.as_deref());
    if all["next"].is_string() && !args.of.remote.json {
        println!("There are older ones; --json tells where they go on.");
    }
    Ok(())
}

impl On {
    /// The path of something of the incident.
    fn path(&self, rest: &str) -> String {
        format!("/incidents/{}/{rest}", self.incident)
    }

    async fn tell(
        &self,
        telling: &Telling,
        deed: (&'static str, &str),
        body: Map<String, Value>,
    ) -> anyhow::Result<()> {
        let locale = telling.words.locale.as_deref();
        self.act(&telling.goes, deed, body, locale).await
    }

    /// Does a deed, by its name and its path, and shows what came of it.
    async fn act(
        &self,
        goes: &Goes,
        (name, rest): (&'static str, &str),
        body: Map<String, Value>,
        locale: Option<&str>,
    ) -> anyhow::Result<()> {
        let deed = Deed {
            name,
            incident: Some(&self.incident),
            path: self.path(rest),
        };
        let told = self.remote.act(goes, deed, body).await?;
        show(&self.remote, &told, locale);
        Ok(())
    }
}

impl Telling {
    fn body(&self) -> anyhow::Result<Map<String, Value>> {
        let mut body = self.flags();
        put(&mut body, "text", self.words.read()?);
        Ok(body)
    }

    /// All but the words.
    fn flags(&self) -> Map<String, Value> {
        let mut body = Map::new();
        put(&mut body, "is_quiet", self.quiet.then_some(true));
        put(&mut body, "follows", self.follows.then_some(true));
        put(&mut body, "promise", self.promise.as_ref());
        put(&mut body, "overrule", self.overrule.as_ref());
        self.machine.put(&mut body);
        body
    }
}

impl Turned {
    /// `ID=STATUS` as the API takes it.
    fn read(&self) -> anyhow::Result<Option<Vec<Value>>> {
        let parts = self.components.iter().map(|one| {
            let (id, status) = one.split_once('=').ok_or_else(|| {
                anyhow::anyhow!("{one:?}: write a component and how it is: ID=partial_outage")
            })?;
            Ok(json!({ "id": id, "status": status }))
        });
        let parts = parts.collect::<anyhow::Result<Vec<_>>>()?;
        Ok((!parts.is_empty()).then_some(parts))
    }
}

/// An incident, several, or a draft that was kept instead.
fn show(remote: &Remote, told: &Value, locale: Option<&str>) {
    if told["deed"].is_string() {
        draft::show(remote, told);
        return;
    }
    let heads = ["ID", "STATUS", "IMPACT", "CHANGED", "REFERENCE", "TITLE"];
    remote.print(told, told, &heads, |one| {
        vec![
            cell(&one["pages"][0], "public_id"),
            cell(one, "status"),
            cell(one, "impact"),
            cell(one, "updated_at"),
            one["references"][0].as_str().unwrap_or_default().to_owned(),
            said(&one["title"], locale),
        ]
    });
}
