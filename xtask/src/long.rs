//! The long runs of `cargo xtask test --long`: ten thousand connections, and readers fed with bytes nobody
//! would send.
//!
//! With cargo-fuzz and a nightly toolchain each target under `fuzz/` runs for some minutes; without
//! them the property tests of the same code run with many more cases. Either way figures are printed.

use std::{
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, Result};

use crate::{
    run::{Counts, cargo, count_tests, read, root, run},
    steps::{Steps, spoken},
};

/// How long each target is fuzzed when nobody says otherwise.
pub const MINUTES: u32 = 5;

/// Cases of one property test per minute asked for; about a minute on two slow cores.
const CASES_PER_MINUTE: u32 = 30_000;

/// Only the fuzzing.
///
/// # Errors
/// When something was found.
pub fn long(minutes: u32) -> Result<()> {
    let mut steps = Steps::begin();
    fuzz(&mut steps, minutes);
    steps.end()
}

/// All long runs, for a chore that has other steps too.
pub fn all(steps: &mut Steps, minutes: u32) {
    steps.tests("tests that need a machine to themselves", crowds);
    fuzz(steps, minutes);
}

/// Tests that the usual run leaves out: ten thousand connections are as many files.
fn crowds() -> Result<Counts> {
    count_tests(
        cargo()
            .args(["test", "--locked", "--package", "beffroi", "--test", "it"])
            .args(["--", "--ignored", "--nocapture"]),
    )
}

/// Fuzzes for `minutes` a target.
pub fn fuzz(steps: &mut Steps, minutes: u32) {
    let targets = targets(&root().join("fuzz/fuzz_targets"));
    if targets.is_empty() || !has_cargo_fuzz() {
        println!(
            "\n    cargo-fuzz or nightly is not installed, or there is no target: property tests instead"
        );
        properties(steps, minutes);
        return;
    }
    for target in targets {
        steps.step(&format!("fuzz {target}"), || fuzz_one(&target, minutes));
    }
}

fn properties(steps: &mut Steps, minutes: u32) {
    let cases = CASES_PER_MINUTE.saturating_mul(minutes);
    steps.tests(&format!("property tests, {cases} cases each"), || {
        let began = Instant::now();
        let counts = count_tests(
            cargo()
                .args(["test", "--release", "--locked", "--no-fail-fast"])
                .args(["-p", "beffroi-domain", "-p", "beffroi-readers", "--"])
                .args(["any_", "never_panic", "survive"])
                .env("PROPTEST_CASES", cases.to_string()),
        )?;
        println!(
            "    {cases} cases for each of {} properties in {}",
            counts.passed,
            spoken(began.elapsed())
        );
        Ok(counts)
    });
}

fn fuzz_one(target: &str, minutes: u32) -> Result<()> {
    let seconds = Duration::from_secs(60) * minutes;
    let mut command = Command::new("cargo");
    command
        .args(["+nightly", "fuzz", "run", target, "--"])
        .arg(format!("-max_total_time={}", seconds.as_secs()))
        .args(["-print_final_stats=1", "-verbosity=0", "-rss_limit_mb=2048"])
        .current_dir(root())
        .stdin(Stdio::null());
    run(&mut command)
        .with_context(|| format!("{target} found something; see fuzz/artifacts/{target}"))
}

fn has_cargo_fuzz() -> bool {
    let nightly = read(Command::new("cargo").args(["+nightly", "--version"]));
    let fuzz = read(Command::new("cargo").args(["fuzz", "--version"]));
    nightly.is_ok() && fuzz.is_ok()
}

fn targets(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect();
    names.sort();
    names
}
