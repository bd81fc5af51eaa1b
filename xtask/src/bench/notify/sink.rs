//! Postfix's own measuring tools: `smtp-sink`, which takes mail and drops it, and `smtp-source`, which sends as fast as it can.
//!
//! On Debian they are taken out of the package, into a folder of ours: no mail server is installed.

use std::{
    fs,
    net::TcpStream,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};

use crate::{
    lifeline::{Lifeline, Stop, free_port, temporary_folder},
    run::{find_program, is_root, read, run},
};

/// The folder that holds both tools below `usr/sbin`; fetched where they are not on the path.
///
/// # Errors
/// When they cannot be fetched; with what to install.
pub fn programs(folder: &Path) -> Result<PathBuf> {
    if let Some(found) = find_program(&["smtp-sink"]) {
        let root = found.ancestors().nth(3).map(Path::to_owned);
        return root.context("smtp-sink lies somewhere unusual");
    }
    let root = folder.join("postfix");
    if root.join("usr/sbin/smtp-sink").is_file() {
        return Ok(root);
    }
    fs::create_dir_all(&root)?;
    let by_hand =
        "Postfix's smtp-sink and smtp-source are missing; on Debian: apt-get install postfix";
    run(Command::new("apt-get")
        .args(["-q", "download", "postfix"])
        .current_dir(&root))
    .context(by_hand)?;
    let package = fs::read_dir(&root)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.extension().is_some_and(|ending| ending == "deb"))
        .context(by_hand)?;
    run(Command::new("dpkg").arg("-x").arg(package).arg(&root)).context(by_hand)?;
    Ok(root)
}

fn tool(root: &Path, name: &str) -> Command {
    let mut command = Command::new(root.join("usr/sbin").join(name));
    command.env("LD_LIBRARY_PATH", root.join("usr/lib/postfix"));
    command
}

/// A running sink.
pub struct Sink {
    /// Where it listens.
    pub port: u16,
    lifeline: Lifeline,
}

impl Sink {
    /// Starts one.
    ///
    /// # Errors
    /// When it does not come up.
    pub fn start(root: &Path) -> Result<Self> {
        let port = free_port()?;
        let mut command = tool(root, "smtp-sink");
        if is_root() {
            command.args(["-u", "nobody"]);
        }
        command.args(["-c", &format!("127.0.0.1:{port}"), "1000"]);
        let folder = temporary_folder("sink")?;
        let mut lifeline = Lifeline::start(command, folder, Stop::Terminate)?;
        lifeline.wait_until(Duration::from_secs(10), |_| {
            TcpStream::connect(("127.0.0.1", port)).is_ok()
        })?;
        Ok(Self { port, lifeline })
    }

    /// How many mails it took.
    pub fn taken(&self) -> Option<u64> {
        let log = self.lifeline.log();
        let (_, last) = log.rsplit_once("mesg=")?;
        let digits = last.split(|one: char| !one.is_ascii_digit()).next()?;
        digits.parse().ok()
    }
}

/// Mails a second that `smtp-source` hands to the sink.
///
/// # Errors
/// When it fails.
pub fn limit(root: &Path, port: u16, sessions: u32, mails: u64, bytes: u32) -> Result<f64> {
    let began = Instant::now();
    read(tool(root, "smtp-source").args([
        // Sessions stay open, as ours do: without it the limit is about half.
        "-d",
        "-s",
        &sessions.to_string(),
        "-m",
        &mails.to_string(),
        "-l",
        &bytes.to_string(),
        "-f",
        "status@example.com",
        "-t",
        "reader@example.org",
        &format!("127.0.0.1:{port}"),
    ]))?;
    Ok(mails as f64 / began.elapsed().as_secs_f64())
}
