//! `bench watch`: thousands of status pages of several formats on this machine; a tenth of them changes in each interval, some hang,
//! are broken or have moved; one node follows all of them, on both databases.
//!
//! Delay is from a change at a source to its place in the archive. The sources take what they take beside it; what is
//! counted is the node's own work.
//! Deliberately absent: the network; and the recordings, which are used where they are at hand, else documents of our own.

use std::{
    fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use anyhow::{Context, Result};

use super::{Options, child, table::Table};
use crate::{
    postgres::Postgres,
    run::{cargo, debug_dir, root, run},
};

/// How much, how often and how long.
struct Size {
    sources: u32,
    interval_s: u32,
    warm_s: u32,
    length_s: u32,
}

/// Measures and prints; with `is_brief` all sources, and not for long.
///
/// # Errors
/// When something cannot be built or run.
pub fn watch(options: Options, is_brief: bool) -> Result<()> {
    let size = match (options.quick, is_brief) {
        (true, _) => Size {
            sources: 1_000,
            interval_s: 10,
            warm_s: 12,
            length_s: 40,
        },
        (false, true) => Size {
            sources: 10_000,
            interval_s: 60,
            warm_s: 100,
            length_s: 180,
        },
        (false, false) => Size {
            sources: 10_000,
            interval_s: 60,
            warm_s: 180,
            length_s: 600,
        },
    };
    let program = build()?;
    let folder = root().join("target/bench");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let table = Table::of("watch", &FIGURES, options);
    table.heading();
    for database in ["sqlite", "postgres"] {
        let said = one(&program, &folder, database, &size)?;
        table.line(database, &said);
    }
    Ok(())
}

fn build() -> Result<PathBuf> {
    run(cargo()
        .args(["build", "--release", "--locked", "-p", "beffroi"])
        .args(["--example", "watch"]))?;
    Ok(debug_dir()?
        .with_file_name("release")
        .join("examples/watch"))
}

fn one(program: &Path, folder: &Path, database: &str, size: &Size) -> Result<String> {
    let server = match database {
        "postgres" => Some(Postgres::start()?),
        _ => None,
    };
    let files = ["", "-wal", "-shm"].map(|end| folder.join(format!("watch.db{end}")));
    for file in &files {
        // It may not be there.
        let _ = fs::remove_file(file);
    }
    let url = match &server {
        Some(server) => server.url.clone(),
        None => format!("sqlite:{}", files[0].display()),
    };
    let sources = Sources::start(program, size)?;
    let (port, count) = (sources.port.to_string(), size.sources.to_string());
    child::measure(Command::new(program).args(["fill", &url, &count, &port]))?;
    let [interval, warm, length] =
        [size.interval_s, size.warm_s, size.length_s].map(|number| number.to_string());
    let look = ["look", &url, &port, &interval, &warm, &length];
    // As deploy/ starts it.
    let memory = [
        ("MALLOC_ARENA_MAX", "2"),
        ("MALLOC_TRIM_THRESHOLD_", "65536"),
    ];
    let (_, said) = child::measure(Command::new(program).args(look).envs(memory))?;
    for file in &files {
        let _ = fs::remove_file(file);
    }
    Ok(said)
}

/// The sources, ended when dropped.
struct Sources {
    child: Child,
    port: u16,
}

impl Sources {
    fn start(program: &Path, size: &Size) -> Result<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let folders = [
            root().join("../shared/interop/fixtures"),
            root().join("crates/readers/tests/watch/replies"),
        ];
        let child = Command::new(program)
            .args(["sources", &port.to_string(), &size.interval_s.to_string()])
            .args(folders)
            .stdin(Stdio::null())
            .spawn()
            .context("cannot start the sources")?;
        thread::sleep(Duration::from_millis(500));
        Ok(Self { child, port })
    }
}

impl Drop for Sources {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const FIGURES: [(&str, &str); 11] = [
    ("sources", "sources"),
    ("blind", "blind"),
    ("per_minute", "per min"),
    ("per_source", "per source"),
    ("same", "304"),
    ("cores", "cores"),
    ("peak_mb", "peak MB"),
    ("changes", "changes"),
    ("missed", "missed"),
    ("delay_p50_s", "p50 s"),
    ("delay_p99_s", "p99 s"),
];
