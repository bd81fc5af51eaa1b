//! What the tests need from the machine: found, or installed, or asked for in one line.
//!
//! As root with apt at hand missing packages are installed; anybody else is told the line to run.
//! Deliberately absent: any download beside the package registries. The browser is Debian's.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};

use crate::{
    postgres,
    run::{find_program, is_root, read, root, run},
};

/// Node 18 is Debian 12's, and the oldest that playwright-core 1.61 runs on.
const OLDEST_NODE: u32 = 18;

/// One thing that has to be on the machine.
struct Need {
    what: &'static str,
    packages: &'static [&'static str],
    is_there: fn() -> bool,
}

const NEEDS: &[Need] = &[
    Need {
        what: "PostgreSQL",
        packages: &["postgresql"],
        is_there: || postgres::programs().is_some(),
    },
    Need {
        what: "Dovecot",
        packages: &["dovecot-imapd"],
        is_there: || dovecot().is_some(),
    },
    Need {
        what: "Chromium",
        packages: &["chromium", "fonts-dejavu-core"],
        is_there: || chromium().is_some(),
    },
    Need {
        what: "Node",
        packages: &["nodejs"],
        is_there: || find_program(&["node"]).is_some(),
    },
    Need {
        what: "npm",
        packages: &["npm"],
        is_there: || find_program(&["npm"]).is_some(),
    },
    Need {
        what: "Python with venv",
        packages: &["python3", "python3-venv"],
        is_there: || {
            let venv = ["-c", "import ensurepip, venv"];
            read(Command::new("python3").args(venv)).is_ok()
        },
    },
];

/// Sees to it that PostgreSQL, Dovecot, Chromium, Node, npm and Python are there.
///
/// # Errors
/// When something is missing and cannot be installed from here; with the line that would.
pub fn programs() -> Result<()> {
    let missing: Vec<&Need> = NEEDS.iter().filter(|need| !(need.is_there)()).collect();
    if !missing.is_empty() {
        let names: Vec<_> = missing.iter().map(|need| need.what).collect();
        println!("    missing: {}", names.join(", "));
        install(&missing)?;
    }
    for need in NEEDS {
        if !(need.is_there)() {
            bail!("{} was installed and still cannot be found", need.what);
        }
    }
    check_node(&read(Command::new("node").arg("--version"))?)
}

/// Sees to it that the tests in the browser have their packages.
///
/// # Errors
/// When npm fails.
pub fn browser_packages() -> Result<()> {
    node_packages(&root().join("browser"))
}

/// The browser: `$CHROMIUM`, or the first of the usual names on the path.
pub fn chromium() -> Option<PathBuf> {
    let named = std::env::var_os("CHROMIUM").map(PathBuf::from);
    let names = [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    ];
    named
        .filter(|file| file.is_file())
        .or_else(|| find_program(&names))
}

/// The server of mailboxes: on the path, or where Debian has it, which is no place for everybody's path.
pub fn dovecot() -> Option<PathBuf> {
    let debian = PathBuf::from("/usr/sbin/dovecot");
    find_program(&["dovecot"]).or_else(|| debian.is_file().then_some(debian))
}

/// Sees to it that `node_modules` in `folder` is what the lock file beside it says.
///
/// # Errors
/// When npm fails.
pub fn node_packages(folder: &Path) -> Result<()> {
    let lock = fs::read(folder.join("package-lock.json"))?;
    let stamp = folder.join("node_modules/.installed-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let mut npm = Command::new("npm");
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .current_dir(folder)
        .stdin(Stdio::null());
    run(&mut npm)
        .with_context(|| format!("run this by hand: cd {} && npm ci", folder.display()))?;
    fs::write(&stamp, lock).context("cannot note what was installed")
}

fn install(missing: &[&Need]) -> Result<()> {
    let packages: Vec<&str> = missing
        .iter()
        .flat_map(|need| need.packages)
        .copied()
        .collect();
    let line = format!(
        "apt-get update && apt-get install -y {}",
        packages.join(" ")
    );
    if find_program(&["apt-get"]).is_none() {
        bail!("install them by hand; on Debian: {line}");
    }
    if !is_root() {
        bail!("run this and start again: sudo sh -c '{line}'");
    }
    // A list of packages may never have been fetched on this machine, or long ago.
    run(apt().arg("update"))?;
    run(apt()
        .args(["install", "-y", "--no-install-recommends"])
        .args(packages))
}

fn apt() -> Command {
    let mut command = Command::new("apt-get");
    command
        .args([
            "-qq",
            "-o",
            "Dpkg::Use-Pty=0",
            "-o",
            "DPkg::Lock::Timeout=300",
        ])
        .env("DEBIAN_FRONTEND", "noninteractive")
        .stdin(Stdio::null());
    command
}

fn check_node(version: &str) -> Result<()> {
    let version = version.trim();
    let major = version.trim_start_matches('v').split('.').next();
    match major.and_then(|digits| digits.parse::<u32>().ok()) {
        Some(major) if major >= OLDEST_NODE => Ok(()),
        _ => bail!("node is {version}; {OLDEST_NODE} or newer is needed"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_node_is_refused_by_name() {
        assert!(check_node("v20.20.2\n").is_ok());
        assert!(check_node("v18.0.0").is_ok());

        let error = check_node("v12.22.12\n").unwrap_err();

        assert_eq!(
            error.to_string(),
            "node is v12.22.12; 18 or newer is needed"
        );
    }
}
