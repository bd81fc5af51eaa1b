//! `cargo xtask docs`: the pages of the book that the program writes itself.

use std::fs;

use anyhow::Result;

use crate::run::{cargo, read, root};

/// Writes `docs/configuration.md` from `beffroi config reference`.
///
/// # Errors
/// When the program does not build or does not answer.
pub fn docs() -> Result<()> {
    let reference = ["run", "--quiet", "--locked", "--package", "beffroi", "--"];
    let text = read(cargo().args(reference).args(["config", "reference"]))?;
    let file = root().join("docs/configuration.md");
    fs::write(&file, text)?;
    println!("wrote {}", file.display());
    Ok(())
}
