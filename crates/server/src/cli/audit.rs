//! `beffroi audit`: who did what, and the proof that nobody changed it since.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Context;
use clap::{Args, Subcommand};
use jiff::Timestamp;
use uuid::Uuid;

use super::Place;
use crate::{
    audit::{self, Entry, Head, Question},
    ground::Db,
};

/// How many rows are read at a time.
const BATCH: u32 = 1000;

/// See who did what, and prove that nobody changed it since.
#[derive(Debug, Args)]
pub(super) struct AuditArgs {
    #[command(subcommand)]
    command: AuditCommand,
}

#[derive(Debug, Subcommand)]
enum AuditCommand {
    /// Print how far the chain reaches; keep the line where this machine's administrators cannot change it
    Head {
        #[command(flatten)]
        place: Place,
    },
    /// Prove that the chain is whole, and that it holds what was kept outside
    Verify {
        #[command(flatten)]
        place: Place,
        /// A file with lines of `beffroi audit head`, kept elsewhere
        #[arg(long, value_name = "FILE")]
        anchor: Option<PathBuf>,
    },
    /// Print every row that is sealed, a JSON object a line, in the order of the chain
    Export {
        #[command(flatten)]
        place: Place,
        /// Only rows after this place of the chain
        #[arg(long, value_name = "NUMBER", default_value_t = 0)]
        after: i64,
    },
    /// Print the newest rows that fit, a JSON object a line
    Search(SearchArgs),
}

#[derive(Debug, Args)]
struct SearchArgs {
    #[command(flatten)]
    place: Place,
    /// Done by this person or token
    #[arg(long, value_name = "ID")]
    actor: Option<Uuid>,
    /// Done by `system`, `import`, `member` or `token`
    #[arg(long, value_name = "KIND")]
    actor_kind: Option<String>,
    /// Done to this
    #[arg(long, value_name = "ID")]
    object: Option<Uuid>,
    /// What begins so: `incident` or `incident.resolve`
    #[arg(long, value_name = "ACTION")]
    action: Option<String>,
    /// From this instant on
    #[arg(long, value_name = "TIME")]
    from: Option<Timestamp>,
    /// Before this instant
    #[arg(long, value_name = "TIME")]
    until: Option<Timestamp>,
    /// At most so many
    #[arg(long, default_value_t = 100)]
    limit: u32,
}

pub(super) async fn run(args: AuditArgs) -> anyhow::Result<ExitCode> {
    match args.command {
        AuditCommand::Head { place } => print_head(&open(&place).await?).await,
        AuditCommand::Verify { place, anchor } => {
            verify(&open(&place).await?, anchor.as_deref()).await
        }
        AuditCommand::Export { place, after } => export(&open(&place).await?, after).await,
        AuditCommand::Search(args) => search(&args).await,
    }
}

async fn open(place: &Place) -> anyhow::Result<Db> {
    let db = Db::attach(&place.settings()?.database).await?;
    let (theirs, ours) = (db.snapshot().await?.schema().await?, db.schema());
    anyhow::ensure!(
        theirs == ours,
        "this database has the tables of another Beffroi; use the one that serves it"
    );
    Ok(db)
}

async fn print_head(db: &Db) -> anyhow::Result<ExitCode> {
    println!("{}", audit::seal(db).await?);
    Ok(ExitCode::SUCCESS)
}

async fn verify(db: &Db, anchor: Option<&Path>) -> anyhow::Result<ExitCode> {
    let anchors = anchor.map(read_anchors).transpose()?.unwrap_or_default();
    let found = audit::verify(&mut db.snapshot().await?, &anchors).await?;
    for one in &found.breaks {
        println!("broken: {one}");
    }
    if found.unsealed > 0 {
        println!("{} rows are not sealed yet", found.unsealed);
    }
    if !found.breaks.is_empty() {
        return Ok(ExitCode::FAILURE);
    }
    println!(
        "whole: {} rows, held against {} anchors",
        found.head.seq, found.anchors
    );
    println!("{}", found.head);
    if found.anchors == 0 {
        println!(
            "Without an anchor that was kept elsewhere (--anchor FILE), whoever can write to the database \
             could have written all of it anew."
        );
    }
    Ok(ExitCode::SUCCESS)
}

fn read_anchors(path: &Path) -> anyhow::Result<Vec<Head>> {
    let text = fs::read_to_string(path)
        .with_context(|| format!("the anchor {} cannot be read", path.display()))?;
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let anchors = lines
        .map(|line| Ok(line.parse()?))
        .collect::<anyhow::Result<Vec<Head>>>()?;
    anyhow::ensure!(
        !anchors.is_empty(),
        "there is no line in {}",
        path.display()
    );
    Ok(anchors)
}

async fn export(db: &Db, after: i64) -> anyhow::Result<ExitCode> {
    audit::seal(db).await?;
    let mut tx = db.snapshot().await?;
    let mut last = after;
    loop {
        let entries = audit::list_sealed(&mut tx, last, BATCH).await?;
        let Some(end) = entries.last().and_then(|entry| entry.seq) else {
            return Ok(ExitCode::SUCCESS);
        };
        print(&entries)?;
        last = end;
    }
}

async fn search(args: &SearchArgs) -> anyhow::Result<ExitCode> {
    let asked = Question {
        actor: args.actor,
        actor_kind: args.actor_kind.clone(),
        object: args.object,
        action: args.action.clone(),
        from: args.from,
        until: args.until,
        before: None,
    };
    let db = open(&args.place).await?;
    print(&audit::search(&mut db.snapshot().await?, &asked, args.limit).await?)?;
    Ok(ExitCode::SUCCESS)
}

fn print(entries: &[Entry]) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    for entry in entries {
        serde_json::to_writer(&mut out, entry)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
