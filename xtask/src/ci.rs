//! `cargo xtask ci`: what a change must pass, in the order in which it is cheapest to fail.

use std::process::Command;

use anyhow::Result;

use crate::{
    run::{cargo, read, run},
    steps::Steps,
    test, tidy,
};

/// Formats, lints, tidies, tests; asks cargo-deny where it is installed.
///
/// # Errors
/// When anything failed.
pub fn ci() -> Result<()> {
    let mut steps = Steps::begin();
    steps.step("fmt", || run(cargo().args(["fmt", "--all", "--check"])));
    steps.step("tidy", tidy::tidy);
    let clippy = ["clippy", "--workspace", "--all-targets", "--locked"];
    steps.step("clippy", || {
        run(cargo().args(clippy).args(["--", "-D", "warnings"]))
    });
    deny(&mut steps);
    test::all(&mut steps, None);
    steps.end()
}

/// The advisory database is fetched from outside the registries, so it is not asked.
fn deny(steps: &mut Steps) {
    if read(Command::new("cargo").args(["deny", "--version"])).is_err() {
        println!("\n==> cargo-deny is NOT installed: licences, bans and sources were not checked");
        println!("    cargo install --locked cargo-deny");
        return;
    }
    let checks = ["deny", "check", "bans", "licenses", "sources"];
    steps.step("cargo-deny", || run(cargo().args(checks)));
}
