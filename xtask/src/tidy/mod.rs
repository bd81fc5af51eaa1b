//! The house's rules, read off the files: where a line lives, which door it uses, how long it is.
//!
//! Read in order: [`ladder`] (the rungs, as a table), [`doors`], [`tables`], [`manifests`],
//! [`words`], [`sizes`], and [`source`] underneath. Deliberately absent: what rustfmt and clippy already do.

mod doors;
mod ladder;
mod manifests;
mod sizes;
mod source;
mod tables;
mod words;

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};

use crate::run::root;
use source::Source;

/// Something that breaks a rule.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    path: String,
    line: usize,
    message: String,
}

impl Finding {
    /// In `path` at `line` (from 1), what is wrong and what to do.
    pub fn new(path: &str, line: usize, message: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            line,
            message: message.into(),
        }
    }
}

impl std::fmt::Display for Finding {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(to, "{}:{}: {}", self.path, self.line, self.message)
    }
}

/// The repository as the rules see it.
pub struct House {
    /// Every Rust file.
    pub sources: Vec<Source>,
    /// Every other text, as path and content.
    pub texts: Vec<(String, String)>,
}

/// Prints sizes and findings.
///
/// # Errors
/// When there is a finding.
pub fn tidy() -> Result<()> {
    let house = House::read(root())?;
    print!("{}", sizes::report(&house));
    let findings = findings(&house);
    for finding in &findings {
        println!("{finding}");
    }
    match findings.len() {
        0 => {
            println!(
                "tidy: nothing to find in {} files",
                house.sources.len() + house.texts.len()
            );
            Ok(())
        }
        count => bail!("tidy: {count} findings"),
    }
}

fn findings(house: &House) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in &house.sources {
        ladder::check(source, &mut findings);
        doors::check(source, &mut findings);
        words::check_source(source, &mut findings);
        sizes::check(source, &mut findings);
    }
    for (path, text) in &house.texts {
        words::check_text(path, text, &mut findings);
    }
    manifests::check(house, &mut findings);
    tables::check(house, &mut findings);
    findings.sort();
    findings.dedup();
    findings
}

impl House {
    /// Reads all text under `root` but what is built, downloaded or grown.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn read(root: &Path) -> Result<Self> {
        let mut house = Self {
            sources: Vec::new(),
            texts: Vec::new(),
        };
        house.walk(root, "")?;
        Ok(house)
    }

    fn walk(&mut self, folder: &Path, prefix: &str) -> Result<()> {
        let list =
            fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
        let mut entries = list.collect::<Result<Vec<_>, _>>()?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
            let kind = entry.file_type()?;
            if is_skipped(&path) {
                // In a second working tree `.git` is a file.
                continue;
            }
            if kind.is_dir() {
                self.walk(&entry.path(), &format!("{path}/"))?;
            } else if kind.is_file() {
                self.add(&path, fs::read(entry.path())?);
            }
        }
        Ok(())
    }

    /// What is no UTF-8 is a picture, and no rule looks at pictures.
    fn add(&mut self, path: &str, bytes: Vec<u8>) {
        let Ok(text) = String::from_utf8(bytes) else {
            return;
        };
        if path.ends_with(".rs") {
            self.sources.push(Source::parse(path, text));
        } else {
            self.texts.push((path.to_owned(), text));
        }
    }
}

fn is_skipped(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let anywhere = ["target", "node_modules", ".git"];
    let grown = ["beffroi-demo", "fuzz/corpus", "fuzz/artifacts"];
    anywhere.contains(&name) || grown.contains(&path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_repository_is_tidy() {
        let house = House::read(root()).unwrap();

        let findings: Vec<String> = findings(&house).iter().map(ToString::to_string).collect();

        assert!(findings.is_empty(), "\n{}", findings.join("\n"));
    }

    #[test]
    fn every_crate_is_read() {
        let house = House::read(root()).unwrap();
        let has = |start: &str| {
            house
                .sources
                .iter()
                .any(|source| source.path.starts_with(start))
        };

        for start in [
            "crates/domain/src/",
            "crates/readers/src/",
            "crates/server/src/",
            "xtask/src/",
        ] {
            assert!(has(start), "nothing under {start}");
        }
        assert!(!has("target/"));
    }
}
