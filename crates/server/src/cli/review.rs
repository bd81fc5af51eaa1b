//! `beffroi review`: what is wrong with a text before it goes out, and with every text of a history.
//!
//! Read in order: [`ReviewArgs`], [`run`], `draft` (a text with what is known of its incident),
//! `told` (how findings are printed). No server and no database is asked.
//! Not here: what is wrong (`domain::review`), and playing a history (`readers::play`).

mod draft;
mod told;

use std::{
    fs::File,
    io::{self, BufRead, BufReader, IsTerminal as _, Read as _},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Context as _;
use beffroi_domain::{IncidentStatus, Locale};
use beffroi_readers::{play, record::ImportRecord};
use clap::Args;

use self::draft::Given;
use crate::{
    ground::Clock,
    web::words::{self, Words},
};

const AFTER: &str = "\
Without a FILE the text itself is read from standard input; the languages in it are found, or
named by --locale. A FILE is TOML, or JSON, and also says what is known:

  status = \"resolved\"
  zone = \"Europe/Paris\"               # UTC when left out
  written = \"2025-03-27 17:05\"        # now when left out
  required = [\"fr\", \"en\"]
  title.fr = \"Paiements refusés\"
  text.fr = \"Les paiements ont échoué entre 16h11 et 16h23.\"
  text.en = \"Payments failed between 4:11pm and 4:24pm.\"
  responsibility = \"own\"              # own, external, unconfirmed
  hosts = [\".shop.example\"]           # endings of names that readers must not see
  people = [\"Anna Verdi\"]             # names that no text names
  commitments = [\"2025-03-27 18:00\"]
  [[window]]
  start = \"2025-03-27 16:11\"
  end = \"2025-03-27 16:23\"            # left out while it goes on
  [[said]]                            # oldest first
  at = \"2025-03-27 16:20\"
  status = \"investigating\"
  text.fr = \"Nous analysons un incident.\"

Exit status: 0 when nothing holds the text back, 3 when something does, 1 when it could not be
read, 2 when the arguments are wrong. A history always ends with 0.";

/// How it ends where something holds the text back.
const HELD: u8 = 3;

/// Say what is wrong with a text before it goes out.
#[derive(Debug, Args)]
#[command(after_help = AFTER)]
pub(super) struct ReviewArgs {
    /// Play a history: records as `beffroi import --dry-run --json` prints them; - for standard input
    #[arg(long, value_name = "FILE", conflicts_with_all = ["draft", "locale", "status", "zone"])]
    records: Option<PathBuf>,
    /// One JSON object a line instead of a table
    #[arg(long)]
    json: bool,
    /// The language of what is said: fr, en or it
    #[arg(long, value_name = "LOCALE", default_value = "en", value_parser = spoken)]
    language: Locale,
    /// The language of the text on standard input
    #[arg(long, value_name = "LOCALE", conflicts_with = "draft")]
    locale: Option<Locale>,
    /// The state that the text on standard input declares
    #[arg(long, value_name = "STATUS", conflicts_with = "draft")]
    status: Option<IncidentStatus>,
    /// The zone of the times in the text on standard input
    #[arg(long, value_name = "ZONE", conflicts_with = "draft")]
    zone: Option<String>,
    /// A draft: TOML, or JSON
    #[arg(value_name = "FILE")]
    draft: Option<PathBuf>,
}

fn spoken(tag: &str) -> Result<Locale, String> {
    let known = tag
        .parse()
        .ok()
        .filter(|locale| words::find(locale).is_some());
    known.ok_or_else(|| format!("{tag:?} is no language of ours: fr, en or it"))
}

pub(super) fn run(args: &ReviewArgs) -> anyhow::Result<ExitCode> {
    let words = words::first_of([&args.language]);
    if let Some(records) = &args.records {
        played(records, args.json, words)?;
        return Ok(ExitCode::SUCCESS);
    }
    let given = match &args.draft {
        Some(path) => of_file(path)?,
        None => of_input(args)?,
    };
    let found = given.review(Clock::System.now())?;
    match args.json {
        true => {
            for finding in &found {
                println!("{}", serde_json::to_string(&told::line(finding, words))?);
            }
        }
        false => print!("{}", told::table(&given.text, &found, words)),
    }
    let is_held = found.iter().any(|finding| finding.is_blocking());
    Ok(ExitCode::from(if is_held { HELD } else { 0 }))
}

fn of_file(path: &Path) -> anyhow::Result<Given> {
    let text =
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    Given::read(&text).with_context(|| format!("{} is no draft", path.display()))
}

fn of_input(args: &ReviewArgs) -> anyhow::Result<Given> {
    let mut input = io::stdin();
    if input.is_terminal() {
        eprintln!("Type the text; end with Ctrl-D.");
    }
    let mut text = String::new();
    input.read_to_string(&mut text).context("standard input")?;
    if text.trim().is_empty() {
        anyhow::bail!("there is no text; type it, pipe it in, or name a draft");
    }
    Ok(Given::typed(
        &text,
        args.locale.as_ref(),
        args.status,
        args.zone.clone(),
    ))
}

/// Plays a history, one incident in memory at a time.
fn played(path: &Path, json: bool, words: &Words) -> anyhow::Result<()> {
    let name = path.display();
    let lines: Box<dyn BufRead> = match path.to_str() {
        Some("-") => Box::new(io::stdin().lock()),
        _ => {
            let file = File::open(path).with_context(|| format!("cannot read {name}"))?;
            Box::new(BufReader::new(file))
        }
    };
    for (number, line) in lines.lines().enumerate() {
        let line = line.with_context(|| format!("cannot read {name}"))?;
        if line.trim().is_empty() {
            continue;
        }
        let record: ImportRecord = serde_json::from_str(&line)
            .with_context(|| format!("{name}, line {}: no record", number + 1))?;
        for (update, finding) in play::review(&record) {
            let told = told::Played::of(&record, update, &finding, words);
            match json {
                true => println!("{}", serde_json::to_string(&told)?),
                false => print!("{told}"),
            }
        }
    }
    Ok(())
}
