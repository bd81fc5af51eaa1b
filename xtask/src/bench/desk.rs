//! `bench desk`: 10,000 customers report a problem within a minute, each from a form of their own, while somebody reads the overview a
//! hundred times a second and somebody else asks for the inbox; on both databases.
//!
//! Every third says "me too", every tenth writes the number of a card, all get a letter, into Postfix's `smtp-sink`. The forms are
//! asked for and their figures found before, as browsers do it while people write. Reports go out at their time whether or not those
//! before are answered, and their answers are timed from then. Afterwards each case is asked for: one that does not stand there with
//! its words is lost. `--quick` sends 1,000 within six seconds, which is as many a second.
//! Deliberately absent: files, and the network; whoever reports and Beffroi share this machine's cores.

use std::{
    fs,
    path::PathBuf,
    process::Command,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use super::{
    Options, child,
    http::{self, server::Beffroi},
    notify::sink::{self, Sink},
    table::Table,
};
use crate::{
    postgres::Postgres,
    run::{cargo, debug_dir, root, run},
};

/// Letters that have not come by then are told of as missing.
const LETTERS: Duration = Duration::from_secs(120);

/// What a run needs.
struct Bench {
    binary: PathBuf,
    program: PathBuf,
    folder: PathBuf,
    postfix: PathBuf,
    reports: u32,
    seconds: u32,
}

/// Measures and prints.
///
/// # Errors
/// When something cannot be built, installed or run.
pub fn desk(options: Options) -> Result<()> {
    let folder = root().join("target/bench");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let (reports, seconds) = if options.quick {
        (1_000, 6)
    } else {
        (10_000, 60)
    };
    let bench = Bench {
        binary: http::build()?,
        program: build()?,
        postfix: sink::programs(&folder)?,
        folder,
        reports,
        seconds,
    };
    let table = Table::of("desk", &FIGURES, options);
    table.heading();
    for database in ["sqlite", "postgres"] {
        table.line(database, &bench.run(database)?);
    }
    Ok(())
}

fn build() -> Result<PathBuf> {
    run(cargo()
        .args(["build", "--release", "--locked", "-p", "beffroi"])
        .args(["--example", "desk"]))?;
    Ok(debug_dir()?.with_file_name("release").join("examples/desk"))
}

impl Bench {
    /// A line of JSON.
    fn run(&self, database: &str) -> Result<String> {
        let server = match database {
            "postgres" => Some(Postgres::start()?),
            _ => None,
        };
        let files = ["", "-wal", "-shm"].map(|end| self.folder.join(format!("desk.db{end}")));
        remove(&files);
        let url = match &server {
            Some(server) => server.url.clone(),
            None => format!("sqlite:{}", files[0].display()),
        };
        let (_, filled) = child::measure(Command::new(&self.program).args(["fill", &url]))?;
        let sink = Sink::start(&self.postfix)?;
        let beffroi = self.start(&url, sink.port)?;
        let [port, reports, seconds] =
            [u32::from(beffroi.port), self.reports, self.seconds].map(|number| number.to_string());
        let (cookie, about) = (text(&filled, "cookie")?, text(&filled, "about")?);
        let before = http::load::cpu_seconds(&beffroi.pids())?;
        let report = ["report", &port, cookie, about, &reports, &seconds];
        let (_, said) = child::measure(Command::new(&self.program).args(report))?;
        let letters = self.letters(&sink);
        let cpu_s = http::load::cpu_seconds(&beffroi.pids())? - before;
        let memory_mb = beffroi.memory_mb()?;
        drop(beffroi);
        remove(&files);
        let said = said.trim().trim_end_matches('}');
        Ok(format!(
            "{said},\"letters\":{letters},\"cpu_s\":{cpu_s:.1},\"memory_mb\":{memory_mb:.1}}}"
        ))
    }

    fn start(&self, url: &str, relay: u16) -> Result<Beffroi> {
        let config = self.folder.join("desk.toml");
        let text = format!(
            "database = \"{url}\"\ntrusted_proxies = [\"127.0.0.1\"]\n[watch]\nenabled = false\n[mail]\nhost = \"127.0.0.1\"\n\
             port = {relay}\ntls = \"none\"\nallow_private = true\nfrom = \"Pinatelle <status@example.com>\"\n\
             answers_to = \"desk@example.com\"\n"
        );
        fs::write(&config, text)?;
        let config = config.display().to_string();
        let arguments = ["serve", "--config", &config].map(str::to_owned);
        Beffroi::start(&self.binary, &arguments)
    }

    /// How many letters came, once there is one for each report, or none comes any more.
    fn letters(&self, sink: &Sink) -> u64 {
        let limit = Instant::now() + LETTERS;
        loop {
            let taken = sink.taken().unwrap_or_default();
            if taken >= u64::from(self.reports) || Instant::now() > limit {
                return taken;
            }
            thread::sleep(Duration::from_millis(200));
        }
    }
}

fn remove(files: &[PathBuf]) {
    for file in files {
        // It may not be there.
        let _ = fs::remove_file(file);
    }
}

/// A text of a line of JSON that our own program printed; none of its texts has quotes.
fn text<'a>(said: &'a str, name: &str) -> Result<&'a str> {
    let found = said.split_once(&format!("\"{name}\":\""));
    let found = found.and_then(|(_, rest)| rest.split_once('"'));
    match found {
        Some((text, _)) => Ok(text),
        None => bail!("the program did not say {name}"),
    }
}

const FIGURES: [(&str, &str); 16] = [
    ("reports", "reports"),
    ("taken", "taken"),
    ("lost", "lost"),
    ("letters", "letters"),
    ("seconds", "s"),
    ("report_p50_ms", "p50 ms"),
    ("report_p99_ms", "p99 ms"),
    ("report_max_ms", "max ms"),
    ("idle_p99_ms", "page idle"),
    ("busy_p99_ms", "page busy"),
    ("ratio", "ratio"),
    ("idle_inbox_p50_ms", "inbox idle"),
    ("busy_inbox_p50_ms", "busy"),
    ("busy_inbox_max_ms", "max"),
    ("full_inbox_p50_ms", "full"),
    ("memory_mb", "MB"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_out_of_a_line() {
        let said = "{\"about\":\"7k2m\",\"cookie\":\"beffroi=x\"}";

        assert_eq!(text(said, "cookie").unwrap(), "beffroi=x");
        assert!(text(said, "other").is_err());
    }
}
