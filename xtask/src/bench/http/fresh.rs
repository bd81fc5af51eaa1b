//! From a commit to its first new byte, measured by a program of the server's own: `examples/freshness`.

use anyhow::Result;

use super::Options;
use crate::run::{cargo, run};

/// Measures and prints.
pub fn freshness(options: Options) -> Result<()> {
    let mut command = cargo();
    command.args([
        "run",
        "--release",
        "--quiet",
        "-p",
        "beffroi",
        "--example",
        "freshness",
        "--",
    ]);
    command.arg(if options.quick { "40" } else { "200" });
    if options.json {
        command.arg("--json");
    }
    run(&mut command)
}
