//! `beffroi apply`: a page becomes what a file says; the plan is shown first.

use std::{
    io::{self, BufRead as _, IsTerminal as _, Write as _},
    path::PathBuf,
    process::ExitCode,
};

use anyhow::Context as _;
use clap::Args;

use super::Place;
use crate::{
    declarations::{self, Deed, Kind, Plan, Step},
    ground::{Clock, Db, mask},
    pages::OPERATOR,
};

/// Make of a page what a file says.
#[derive(Debug, Args)]
pub(super) struct ApplyArgs {
    #[command(flatten)]
    place: Place,
    /// The file, such as page.toml
    file: PathBuf,
    /// Apply without asking
    #[arg(long, conflicts_with = "plan")]
    yes: bool,
    /// Show what would change, and change nothing; ends with 3 where there is something
    #[arg(long)]
    plan: bool,
}

/// How `--plan` ends where something would change.
const SOMETHING: u8 = 3;

pub(super) async fn run(args: ApplyArgs) -> anyhow::Result<ExitCode> {
    let name = args.file.file_name().unwrap_or_default().to_string_lossy();
    let text = std::fs::read_to_string(&args.file)
        .with_context(|| format!("cannot read {}", args.file.display()))?;
    let declared = declarations::read(&name, &mask::conceal(&text))?;
    let db = Db::open(&args.place.settings()?.database).await?;
    let mut tx = db.snapshot().await?;
    let plan = declarations::plan(&mut tx, &declared).await?;
    drop(tx);
    print!("{}", told(&plan));
    if plan.steps.is_empty() || args.plan {
        let is_done = plan.steps.is_empty();
        db.close().await;
        return Ok(ExitCode::from(if is_done { 0 } else { SOMETHING }));
    }
    if !args.yes && !is_wanted()? {
        db.close().await;
        println!("Nothing was changed.");
        return Ok(ExitCode::FAILURE);
    }
    let mut tx = db.begin().await?;
    declarations::apply(&mut tx, Clock::System.now(), OPERATOR, &declared, &plan).await?;
    tx.commit().await?;
    db.close().await;
    println!("Applied.");
    Ok(ExitCode::SUCCESS)
}

fn is_wanted() -> anyhow::Result<bool> {
    if !io::stdin().is_terminal() {
        anyhow::bail!("nobody is there to be asked; read the plan above, then add --yes");
    }
    print!("Apply? [y/N] ");
    io::stdout().flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim(), "y" | "yes"))
}

fn told(plan: &Plan) -> String {
    if plan.steps.is_empty() {
        return "Everything is as the file says.\n".to_owned();
    }
    let mut out = String::new();
    for step in &plan.steps {
        tell(&mut out, step);
    }
    let count = |deed| plan.steps.iter().filter(|step| step.deed == deed).count();
    out.push_str(&format!(
        "{} to make, {} to change, {} to take over as they are, {} to take away.\n",
        count(Deed::Make),
        count(Deed::Change),
        count(Deed::Adopt),
        count(Deed::TakeAway)
    ));
    out
}

fn tell(out: &mut String, step: &Step) {
    let (mark, after) = match step.deed {
        Deed::Make => ('+', ""),
        Deed::Adopt => ('=', ": is there already; the file keeps it from now on"),
        Deed::Change => ('~', ""),
        Deed::TakeAway if step.kind == Kind::Template => (
            '-',
            ": the file no longer has it; what was written with it stays",
        ),
        Deed::TakeAway if step.kind == Kind::Provider => (
            '-',
            ": the file no longer has it; what was seen of it stays",
        ),
        Deed::TakeAway => (
            '-',
            ": the file no longer has it; incidents that name it still do",
        ),
    };
    out.push_str(&format!(
        "{mark} {} {}{after}\n",
        step.kind.as_str(),
        step.key
    ));
    if step.is_drift {
        out.push_str("    changed elsewhere since the last apply; the file wins\n");
    }
    for one in &step.differences {
        match step.deed {
            Deed::Make => out.push_str(&format!("    {}: {:?}\n", one.field, one.new)),
            _ => out.push_str(&format!(
                "    {}: {:?} → {:?}\n",
                one.field, one.old, one.new
            )),
        }
    }
}
