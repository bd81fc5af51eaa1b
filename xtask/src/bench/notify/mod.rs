//! `bench notify`: an incident begins, and everybody who asked is told: by mail into Postfix's `smtp-sink`, by webhooks into a
//! receiver of our own, on both databases.
//!
//! Read in order: [`notify`], [`Case::run`], `sink` (the limit of mail: Postfix's `smtp-source` into the same sink, with
//! as many sessions and mails of the same size), `receiver` (the limit of webhooks: the same bytes from as many
//! connections that do nothing else). The limit is measured right before each run, round after round; medians count.
//! While everybody is told, the page is read a hundred times a second.
//!
//! Deliberately absent: the network; everything is on this machine and shares its cores.

mod receiver;
pub(super) mod sink;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

use self::{receiver::Receiver, sink::Sink};
use super::{Options, child, http::load::median};
use crate::{
    postgres::Postgres,
    run::{cargo, debug_dir, root, run},
};

/// Sessions of `smtp-source`, as many as the program has with its relay.
const SESSIONS: u32 = 20;
/// Bytes of a mail; ours are made to be about as long.
const MAIL_BYTES: u32 = 10 * 1024;
/// Connections that post the limit of webhooks.
const POSTERS: usize = 8;

/// One channel on one database.
struct Case {
    channel: &'static str,
    database: &'static str,
    rounds: Vec<Round>,
}

/// What one run gave.
struct Round {
    limit_per_s: f64,
    said: String,
    taken: u64,
}

impl Round {
    fn figure(&self, name: &str) -> f64 {
        figure(&self.said, name).unwrap_or_default()
    }
}

/// Measures and prints; with `subscribers` readers, or as many as the options say.
///
/// # Errors
/// When something cannot be built, installed or run.
pub fn notify(options: Options, subscribers: Option<u64>) -> Result<()> {
    let subscribers = subscribers.unwrap_or(if options.quick { 20_000 } else { 100_000 });
    let rounds = match (options.quick, subscribers) {
        (true, _) | (_, 500_000..) => 1,
        _ => 3,
    };
    let program = build()?;
    let folder = root().join("target/bench");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let postfix = sink::programs(&folder)?;
    let mut cases = Vec::new();
    for channel in ["mail", "webhook"] {
        for database in ["sqlite", "postgres"] {
            cases.push(Case {
                channel,
                database,
                rounds: vec![],
            });
        }
    }
    for _ in 0..rounds {
        for case in &mut cases {
            case.run(&program, &folder, &postfix, subscribers)?;
        }
    }
    print(&cases, subscribers, options);
    Ok(())
}

fn build() -> Result<PathBuf> {
    let example = ["--example", "bell"];
    run(cargo()
        .args(["build", "--release", "--locked", "-p", "beffroi"])
        .args(example))?;
    Ok(debug_dir()?.with_file_name("release").join("examples/bell"))
}

impl Case {
    fn run(&mut self, program: &Path, folder: &Path, postfix: &Path, readers: u64) -> Result<()> {
        let server = match self.database {
            "postgres" => Some(Postgres::start()?),
            _ => None,
        };
        let file = folder.join("bell.db");
        let files = ["", "-wal", "-shm"].map(|end| folder.join(format!("bell.db{end}")));
        for file in &files {
            // It may not be there.
            let _ = fs::remove_file(file);
        }
        let url = match &server {
            Some(server) => server.url.clone(),
            None => format!("sqlite:{}", file.display()),
        };
        let round = match self.channel {
            "mail" => by_mail(program, postfix, &url, readers)?,
            _ => by_webhook(program, &url, readers)?,
        };
        self.rounds.push(round);
        for file in &files {
            let _ = fs::remove_file(file);
        }
        Ok(())
    }

    fn median(&self, of: impl Fn(&Round) -> f64) -> f64 {
        median(self.rounds.iter().map(of))
    }
}

fn by_mail(program: &Path, postfix: &Path, url: &str, readers: u64) -> Result<Round> {
    let sink = Sink::start(postfix)?;
    let limit_per_s = sink::limit(
        postfix,
        sink.port,
        SESSIONS,
        readers.min(100_000),
        MAIL_BYTES,
    )?;
    let sink = Sink::start(postfix)?;
    let count = readers.to_string();
    child::measure(Command::new(program).args(["fill", url, &count, "mail"]))?;
    let port = sink.port.to_string();
    let (_, said) = child::measure(Command::new(program).args(["ring", url, &port]))?;
    let taken = sink.taken().context("smtp-sink told no number")?;
    Ok(Round {
        limit_per_s,
        said,
        taken,
    })
}

fn by_webhook(program: &Path, url: &str, readers: u64) -> Result<Round> {
    let receiver = Receiver::start()?;
    let limit_per_s = receiver::limit(receiver.port, POSTERS, readers.min(100_000))?;
    receiver.forget();
    let (count, port) = (readers.to_string(), receiver.port.to_string());
    child::measure(Command::new(program).args(["fill", url, &count, "webhook", &port]))?;
    let (_, said) = child::measure(Command::new(program).args(["ring", url, "9"]))?;
    Ok(Round {
        limit_per_s,
        said,
        taken: receiver.taken(),
    })
}

/// A number of a line of JSON that our own program printed.
pub(super) fn figure(said: &str, name: &str) -> Option<f64> {
    let (_, rest) = said.split_once(&format!("\"{name}\":"))?;
    let end = rest.find([',', '}'])?;
    rest[..end].parse().ok()
}

fn print(cases: &[Case], readers: u64, options: Options) {
    if !options.json {
        println!(
            "{:>8} {:>9} {:>9} {:>7} {:>8} {:>6} {:>8} {:>7} {:>7} {:>7} {:>9} {:>9} {:>5} {:>8}",
            "channel",
            "database",
            "readers",
            "per s",
            "limit",
            "ratio",
            "first ms",
            "last s",
            "CPU us",
            "peak MB",
            "idle p99",
            "busy p99",
            "lost",
            "repeated"
        );
    }
    for case in cases {
        let of = |name: &'static str| case.median(|round| round.figure(name));
        let limit = case.median(|round| round.limit_per_s);
        let ratio = case.median(|round| round.figure("per_s") / round.limit_per_s);
        let lost = case.median(|round| readers as f64 - round.figure("sent"));
        let repeated = case.median(|round| round.taken as f64 - round.figure("sent"));
        let (per_s, first, last) = (of("per_s"), of("first_ms"), of("last_s"));
        let (cpu, peak) = (of("cpu_us"), of("peak_mb"));
        let (idle, busy) = (of("idle_p99_ms"), of("busy_p99_ms"));
        let Case {
            channel, database, ..
        } = case;
        if options.json {
            println!(
                "{{\"bench\":\"notify\",\"channel\":\"{channel}\",\"database\":\"{database}\",\
                 \"subscribers\":{readers},\"per_s\":{per_s:.0},\"limit_per_s\":{limit:.0},\"ratio\":{ratio:.3},\
                 \"first_ms\":{first:.1},\"last_s\":{last:.2},\"cpu_us\":{cpu:.0},\"peak_mb\":{peak:.1},\
                 \"idle_p99_ms\":{idle:.2},\"busy_p99_ms\":{busy:.2},\"lost\":{lost:.0},\
                 \"repeated\":{repeated:.0}}}"
            );
        } else {
            println!(
                "{channel:>8} {database:>9} {readers:>9} {per_s:>7.0} {limit:>8.0} {ratio:>6.2} {first:>8.0} \
                 {last:>7.1} {cpu:>7.0} {peak:>7.1} {idle:>9.2} {busy:>9.2} {lost:>5.0} {repeated:>8.0}"
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_read_out_of_a_line() {
        let said = "{\"sent\":20000,\"per_s\":1234.5}\n";

        assert_eq!(figure(said, "per_s"), Some(1234.5));
        assert_eq!(figure(said, "sent"), Some(20000.0));
        assert_eq!(figure(said, "lost"), None);
    }
}
