//! `bench archive`: a million incidents of 350 providers, in three languages; how long each of the pages over them takes for the first
//! reader who asks, on both databases.
//!
//! Each kind of page is asked of a process that has just been started, each address once, so that nothing stands ready: `fresh`
//! with what the system keeps of the files in memory, `dropped` with nothing of it, where the kernel lets us drop it. PostgreSQL keeps
//! its own buffers all the while. `--tenth` fills a tenth, `--quick` a hundredth; `--sqlite` or
//! `--postgres` asks that one alone.
//! Deliberately absent: how fast the archive is filled, which `bench watch` tells; load, for what stands ready is `bench http`.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

use anyhow::{Context, Result, bail};

use super::{
    Options, child,
    http::{self, server::Beffroi, server::get},
};
use crate::{
    postgres::Postgres,
    run::{cargo, debug_dir, root, run},
};

/// How much.
struct Size {
    incidents: u32,
    providers: u32,
}

/// What is asked for of one kind.
struct Kind {
    name: String,
    paths: Vec<String>,
}

/// Where a filled archive is, and what is asked of it.
struct Filled {
    name: &'static str,
    url: String,
    kinds: Vec<Kind>,
}

/// Measures and prints.
///
/// # Errors
/// When something cannot be built or run, or an address does not answer 200.
pub fn archive(options: Options, is_tenth: bool, only: Option<&str>) -> Result<()> {
    let incidents = match (options.quick, is_tenth) {
        (true, _) => 10_000,
        (false, true) => 100_000,
        (false, false) => 1_000_000,
    };
    let size = Size {
        incidents,
        providers: if options.quick { 40 } else { 350 },
    };
    let (binary, program) = (http::build()?, build()?);
    let folder = root().join("target/bench");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    heading(options);
    let names = ["sqlite", "postgres"].into_iter();
    for name in names.filter(|name| only.is_none_or(|only| only == *name)) {
        let server = match name {
            "postgres" => Some(Postgres::start()?),
            _ => None,
        };
        let files = ["", "-wal", "-shm"].map(|end| folder.join(format!("archive.db{end}")));
        remove(&files);
        let url = match &server {
            Some(server) => server.url.clone(),
            None => format!("sqlite:{}", files[0].display()),
        };
        let filled = fill(&program, name, url, &size)?;
        measure(&binary, &folder, &filled, options)?;
        remove(&files);
    }
    Ok(())
}

fn build() -> Result<PathBuf> {
    run(cargo()
        .args(["build", "--release", "--locked", "-p", "beffroi"])
        .args(["--example", "archive"]))?;
    Ok(debug_dir()?
        .with_file_name("release")
        .join("examples/archive"))
}

fn remove(files: &[PathBuf]) {
    for file in files {
        // It may not be there.
        let _ = fs::remove_file(file);
    }
}

fn fill(program: &Path, name: &'static str, url: String, size: &Size) -> Result<Filled> {
    let (incidents, providers) = (size.incidents.to_string(), size.providers.to_string());
    child::measure(Command::new(program).args(["fill", &url, &incidents, &providers]))?;
    let (_, said) = child::measure(Command::new(program).args(["paths", &url]))?;
    Ok(Filled {
        kinds: said.lines().filter_map(kind).collect(),
        name,
        url,
    })
}

/// A line such as `{"kind":"list","paths":["/en/providers"]}`: none of its texts has quotes or commas.
fn kind(line: &str) -> Option<Kind> {
    let (name, rest) = line.strip_prefix("{\"kind\":\"")?.split_once('"')?;
    let (_, paths) = rest.split_once('[')?;
    let paths = paths.trim_end_matches("]}").split(',');
    Some(Kind {
        name: name.to_owned(),
        paths: paths
            .map(|path| path.trim_matches('"').to_owned())
            .collect(),
    })
}

fn measure(binary: &Path, folder: &Path, filled: &Filled, options: Options) -> Result<()> {
    let config = folder.join("archive.toml");
    fs::write(
        &config,
        format!("database = \"{}\"\n[watch]\nenabled = false\n", filled.url),
    )?;
    let arguments = ["serve", "--config"].map(str::to_owned);
    let arguments = [&arguments[..], &[config.display().to_string()]].concat();
    for cache in ["fresh", "dropped"] {
        for kind in &filled.kinds {
            let beffroi = Beffroi::start(binary, &arguments)?;
            if cache == "dropped" && !drop_caches() {
                break;
            }
            let times = asked(&beffroi, kind)?;
            print(filled.name, cache, kind, &times, options);
        }
    }
    fs::remove_file(&config)?;
    Ok(())
}

/// Lets the kernel forget what it keeps of files; only root may ask that of it.
///
/// Source: the kernel's documentation of `vm.drop_caches`.
fn drop_caches() -> bool {
    let written = Command::new("sync").status();
    written.is_ok_and(|status| status.success())
        && fs::write("/proc/sys/vm/drop_caches", "3").is_ok()
}

/// What was measured of a kind, in milliseconds, sorted; and the bytes of its answers.
struct Times {
    ms: Vec<f64>,
    bytes: usize,
}

fn asked(beffroi: &Beffroi, kind: &Kind) -> Result<Times> {
    let mut times = Times {
        ms: Vec::with_capacity(kind.paths.len()),
        bytes: 0,
    };
    for path in &kind.paths {
        let began = Instant::now();
        let answer = get(beffroi.port, path, &[]).with_context(|| path.clone())?;
        times.ms.push(began.elapsed().as_secs_f64() * 1000.0);
        times.bytes += answer.body.len();
        if answer.status != 200 {
            bail!("{path} answers {}", answer.status);
        }
    }
    times.ms.sort_by(f64::total_cmp);
    Ok(times)
}

impl Times {
    fn at(&self, percent: usize) -> f64 {
        let place = (self.ms.len() * percent / 100).min(self.ms.len().saturating_sub(1));
        self.ms.get(place).copied().unwrap_or_default()
    }
}

fn heading(options: Options) {
    if !options.json {
        println!(
            "{:>9} {:>8} {:<16} {:>5} {:>9} {:>9} {:>9} {:>8}",
            "database", "cache", "page", "asked", "p50 ms", "p99 ms", "max ms", "KiB"
        );
    }
}

fn print(database: &str, cache: &str, kind: &Kind, times: &Times, options: Options) {
    let (count, name) = (times.ms.len(), &kind.name);
    let kib = times.bytes as f64 / count.max(1) as f64 / 1024.0;
    let (middle, late, last) = (times.at(50), times.at(99), times.at(100));
    if options.json {
        println!(
            "{{\"bench\":\"archive\",\"database\":\"{database}\",\"cache\":\"{cache}\",\"page\":\"{name}\",\"asked\":{count},\
             \"p50_ms\":{middle:.2},\"p99_ms\":{late:.2},\"max_ms\":{last:.2},\"kib\":{kib:.1}}}"
        );
        return;
    }
    println!(
        "{database:>9} {cache:>8} {name:<16} {count:>5} {middle:>9.2} {late:>9.2} {last:>9.2} {kib:>8.1}"
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_paths_is_read() {
        let line = r#"{"kind":"list","paths":["/en/providers","/fr/providers?q=a+b"]}"#;

        let kind = kind(line).unwrap();

        assert_eq!(kind.name, "list");
        assert_eq!(kind.paths, ["/en/providers", "/fr/providers?q=a+b"]);
    }
}
