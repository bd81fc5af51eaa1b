//! `bench import`: other people's history, read alone and taken into a fresh SQLite database.
//!
//! Read in order: [`import`], [`cases`], [`Case::run`]. All cases run interleaved, round after
//! round, and the median counts. The first format comes in two sizes, one ten times the other: peak
//! memory that is the same for both does not grow with the file.
//!
//! Deliberately absent: the network; fetching is the server's.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

use super::{
    Options,
    child::{self, Measured},
    sample,
};
use crate::run::{cargo, debug_dir, root, run};

const MB: u64 = 1_000_000;

/// One thing that is measured.
struct Case {
    format: &'static str,
    /// `reader` for the reader alone, `import` for the real command into SQLite.
    what: &'static str,
    files: Vec<PathBuf>,
    bytes: u64,
    incidents: u64,
    program: PathBuf,
    runs: Vec<Measured>,
}

/// Measures and prints.
///
/// # Errors
/// When something cannot be built, written or run.
pub fn import(options: Options) -> Result<()> {
    let programs = build()?;
    let folder = root().join("target/bench");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let mut cases = cases(&folder, &programs, options)?;
    let rounds = if options.quick { 3 } else { 5 };
    for _ in 0..rounds {
        for case in &mut cases {
            case.run(&folder)?;
        }
    }
    print(&cases, options);
    for file in cases
        .iter()
        .flat_map(|case| &case.files)
        .filter(|file| file.starts_with(&folder))
    {
        // Two cases can share a file; the second finds it gone.
        let _ = fs::remove_file(file);
    }
    Ok(())
}

/// What is run: the reader alone, and the whole program.
struct Programs {
    reader: PathBuf,
    beffroi: PathBuf,
}

fn build() -> Result<Programs> {
    run(cargo().args([
        "build",
        "--release",
        "--locked",
        "-p",
        "beffroi-readers",
        "--example",
        "read_source",
    ]))?;
    run(cargo().args(["build", "--release", "--locked", "-p", "beffroi"]))?;
    let debug = debug_dir()?;
    let release = debug.with_file_name("release");
    Ok(Programs {
        reader: release.join("examples/read_source"),
        beffroi: release.join("beffroi"),
    })
}

fn cases(folder: &Path, programs: &Programs, options: Options) -> Result<Vec<Case>> {
    let (large, feed, taken) = if options.quick {
        (10, 1, 1)
    } else {
        (100, 10, 10)
    };
    let (large, feed, taken) = (large * MB, feed * MB, taken * MB);
    let mut all = Vec::new();
    let reader = |format, files: Vec<PathBuf>, incidents| {
        Case::new(format, "reader", files, incidents, &programs.reader)
    };
    for bytes in [large, large / 10] {
        let file = folder.join(format!("incidents-{}.json", bytes / MB));
        let incidents = sample::json(&file, bytes)?;
        all.push(reader("statuspage-json", vec![file], incidents)?);
    }
    let atom = folder.join("history.atom");
    let incidents = sample::feed(&atom, feed, false)?;
    all.push(reader("atom", vec![atom], incidents)?);
    let rss = folder.join("history.rss");
    let incidents = sample::feed(&rss, feed, true)?;
    all.push(reader("rss", vec![rss], incidents)?);
    let (texts, incidents) = texts(folder)?;
    all.push(reader("text", texts, incidents)?);
    for bytes in [taken, taken / 10] {
        let file = folder.join(format!("taken-{}.json", bytes / 1000));
        let incidents = sample::json(&file, bytes)?;
        all.push(Case::new(
            "statuspage-json",
            "import",
            vec![file],
            incidents,
            &programs.beffroi,
        )?);
    }
    Ok(all)
}

/// The seeds where they stand beside the repository, else a list of reports of our own.
fn texts(folder: &Path) -> Result<(Vec<PathBuf>, u64)> {
    /// Two pages of one incident and a list of fifty.
    const SEED_INCIDENTS: u64 = 52;
    let mut seeds: Vec<PathBuf> = fs::read_dir(root().join("../shared/seeds"))
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .filter(|path| {
            !path
                .file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with("000"))
        })
        .collect();
    seeds.sort();
    if !seeds.is_empty() {
        return Ok((seeds, SEED_INCIDENTS));
    }
    eprintln!("bench: ../shared/seeds is not there; a text of our own instead");
    let own = folder.join("reports.txt");
    let incidents = sample::text(&own, MB / 4)?;
    Ok((vec![own], incidents))
}

impl Case {
    fn new(
        format: &'static str,
        what: &'static str,
        files: Vec<PathBuf>,
        incidents: u64,
        program: &Path,
    ) -> Result<Self> {
        let sizes: std::io::Result<Vec<u64>> = files
            .iter()
            .map(|file| Ok(fs::metadata(file)?.len()))
            .collect();
        Ok(Self {
            format,
            what,
            bytes: sizes?.into_iter().sum(),
            files,
            incidents,
            program: program.to_owned(),
            runs: Vec::new(),
        })
    }

    /// One run; an import begins with a new database each time.
    fn run(&mut self, folder: &Path) -> Result<()> {
        let mut command = Command::new(&self.program);
        let data = folder.join("data");
        if self.what == "import" {
            let _ = fs::remove_dir_all(&data);
            command
                .args(["import", "--page", "bench", "--data"])
                .arg(&data);
        } else {
            command.arg("--bench");
        }
        let (measured, _) = child::measure(command.args(&self.files))?;
        self.runs.push(measured);
        let _ = fs::remove_dir_all(&data);
        Ok(())
    }

    fn median(&self, of: impl Fn(&Measured) -> f64) -> f64 {
        let mut all: Vec<f64> = self.runs.iter().map(of).collect();
        all.sort_by(f64::total_cmp);
        all.get(all.len() / 2).copied().unwrap_or_default()
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "sizes and counts far below 2^52"
)]
fn print(cases: &[Case], options: Options) {
    if !options.json {
        println!(
            "{:<16} {:<7} {:>9} {:>10} {:>9} {:>9} {:>8} {:>12} {:>8}",
            "format",
            "what",
            "file MB",
            "incidents",
            "wall s",
            "CPU s",
            "MB/s",
            "incidents/s",
            "peak MB"
        );
    }
    for case in cases {
        let (wall, cpu) = (case.median(|run| run.wall_s), case.median(|run| run.cpu_s));
        let peak = case.median(|run| run.peak_mb);
        let (megabytes, incidents) = (case.bytes as f64 / MB as f64, case.incidents as f64);
        let (speed, rate) = (megabytes / wall, incidents / wall);
        let Case {
            format,
            what,
            incidents,
            ..
        } = case;
        if options.json {
            println!(
                "{{\"bench\":\"import\",\"format\":\"{format}\",\"what\":\"{what}\",\"file_mb\":{megabytes:.2},\"incidents\":{incidents},\
                 \"wall_s\":{wall:.3},\"cpu_s\":{cpu:.2},\"mb_per_s\":{speed:.2},\"incidents_per_s\":{rate:.0},\"peak_mb\":{peak:.1},\
                 \"rounds\":{}}}",
                case.runs.len()
            );
        } else {
            println!(
                "{format:<16} {what:<7} {megabytes:>9.2} {incidents:>10} {wall:>9.2} {cpu:>9.2} {speed:>8.1} {rate:>12.0} {peak:>8.1}"
            );
        }
    }
}
