//! `cargo xtask shots`: the pages as people see them, to be looked at.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};

use crate::{
    demo::Demo,
    provision,
    run::{cargo, root, run},
    test::node,
};

/// The README's picture is fetched by every visitor.
const PICTURE_BYTES: u64 = 300_000;

/// Takes screenshots of every kind of page into `directory`, and the README's picture.
///
/// # Errors
/// When something is missing, the demo does not start, or the picture has grown too large.
pub fn shots(directory: Option<&str>) -> Result<()> {
    provision::programs()?;
    provision::browser_packages()?;
    run(cargo().args(["build", "--locked", "--package", "beffroi"]))?;
    let directory = match directory {
        Some(named) => std::env::current_dir()?.join(named),
        None => root().join("target/shots"),
    };
    fs::create_dir_all(&directory)
        .with_context(|| format!("cannot make {}", directory.display()))?;
    let picture = root().join("docs/picture.png");
    let demo = Demo::start()?;
    run(node(Path::new("shots.mjs"), &demo)?
        .arg(&directory)
        .arg(&picture))?;
    let size = fs::metadata(&picture)?.len();
    if size > PICTURE_BYTES {
        bail!(
            "{} has {size} bytes; {PICTURE_BYTES} are the limit",
            picture.display()
        );
    }
    println!("{size} bytes: {}", picture.display());
    Ok(())
}
