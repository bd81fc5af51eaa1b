//! `bench review`: how long one review of a text takes, in three locales, at three sizes.
//!
//! Read in order: [`review`], [`Case`]. The sizes run interleaved, round after round; medians count.
//!
//! Deliberately absent: the editor and the network; the review is pure.

use std::{path::PathBuf, process::Command};

use anyhow::{Context as _, Result};

use super::{Options, child};
use crate::run::{cargo, debug_dir, run};

/// Characters of each language.
const SIZES: &[u32] = &[1000, 5000, 20_000];
const LOCALES: u32 = 3;

/// One size, and what its runs took.
struct Case {
    chars: u32,
    /// Milliseconds of one review, each the mean of a run.
    wall: Vec<f64>,
    cpu: Vec<f64>,
}

/// Measures and prints.
///
/// # Errors
/// When the example cannot be built or run.
pub fn review(options: Options) -> Result<()> {
    let program = build()?;
    let mut cases: Vec<Case> = SIZES
        .iter()
        .map(|chars| Case {
            chars: *chars,
            wall: Vec::new(),
            cpu: Vec::new(),
        })
        .collect();
    let rounds = if options.quick { 3 } else { 5 };
    for _ in 0..rounds {
        for case in &mut cases {
            case.run(&program)?;
        }
    }
    print(&cases, options);
    Ok(())
}

fn build() -> Result<PathBuf> {
    run(cargo().args([
        "build",
        "--release",
        "--locked",
        "-p",
        "beffroi-domain",
        "--example",
        "review_text",
    ]))?;
    Ok(debug_dir()?
        .with_file_name("release")
        .join("examples/review_text"))
}

impl Case {
    fn run(&mut self, program: &PathBuf) -> Result<()> {
        let mut command = Command::new(program);
        let (measured, said) = child::measure(command.args([&self.chars.to_string(), "1"]))?;
        let mut figures = said.split_whitespace().map(str::parse::<f64>);
        let mut figure = || figures.next()?.ok();
        let (wall, count) = figure()
            .zip(figure())
            .with_context(|| format!("{} printed no figures", program.display()))?;
        self.wall.push(wall);
        self.cpu.push(measured.cpu_s * 1000.0 / count);
        Ok(())
    }
}

fn median(all: &[f64]) -> f64 {
    let mut all = all.to_vec();
    all.sort_by(f64::total_cmp);
    all.get(all.len() / 2).copied().unwrap_or_default()
}

fn print(cases: &[Case], options: Options) {
    if !options.json {
        println!(
            "{:>10} {:>8} {:>10} {:>10}",
            "characters", "locales", "ms", "CPU ms"
        );
    }
    for Case { chars, wall, cpu } in cases {
        let (ms, cpu_ms, rounds) = (median(wall), median(cpu), wall.len());
        if options.json {
            println!(
                "{{\"bench\":\"review\",\"chars\":{chars},\"locales\":{LOCALES},\"ms\":{ms:.3},\"cpu_ms\":{cpu_ms:.3},\"rounds\":{rounds}}}"
            );
        } else {
            println!("{chars:>10} {LOCALES:>8} {ms:>10.2} {cpu_ms:>10.2}");
        }
    }
}
