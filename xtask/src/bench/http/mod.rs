//! `bench http`: the same bytes from Beffroi and from nginx on this machine, interleaved; then how soon a
//! commit shows, how much memory it takes, how fast it starts.
//!
//! Read in order: [`http`], [`Contest`], then `server` (Beffroi and nginx as processes), `load` (`wrk` and
//! its report), `fresh` (a commit and its first new byte), `heavy` (a crowd, an archive).
//!
//! nginx serves files made ahead (`gzip_static`, `brotli_static`) with a worker a core, open files kept and no
//! log: it is the limit of this machine, not of somebody's installation.
//! Deliberately absent: TLS, and the network; both cores serve and ask at once.

mod fresh;
mod heavy;
pub mod load;
pub mod server;

use std::{fs, path::PathBuf};

use anyhow::{Context, Result, bail};

use super::Options;
use crate::{
    lifeline::temporary_folder,
    run::{cargo, find_program, root, run},
};
use load::Load;
use server::{Beffroi, Nginx, get};

/// What is asked for again and again.
struct Contest {
    what: &'static str,
    path: &'static str,
    encoding: &'static str,
    /// Asked with the tag that the server gave.
    is_tagged: bool,
    ours: Vec<Load>,
    theirs: Vec<Load>,
}

impl Contest {
    fn new(what: &'static str, path: &'static str, encoding: &'static str) -> Self {
        Self {
            what,
            path,
            encoding,
            is_tagged: what == "not_modified",
            ours: vec![],
            theirs: vec![],
        }
    }
}

/// Measures and prints.
///
/// # Errors
/// When nginx or wrk is missing, or something cannot be built or run.
pub fn http(options: Options) -> Result<()> {
    for (program, package) in [
        ("nginx", "nginx-light libnginx-mod-http-brotli-static"),
        ("wrk", "wrk"),
    ] {
        if server::program(program).is_none() {
            bail!("{program} is needed; on Debian, as root: apt-get install -y {package}");
        }
    }
    let binary = build()?;
    let mut contests = [
        Contest::new("overview", "/fr/", "br"),
        Contest::new("summary", "/api/v2/summary.json", "gzip"),
        Contest::new("not_modified", "/fr/", "br"),
    ];
    let beffroi = Beffroi::demo(&binary)?;
    let (start_ms, idle_mb) = (beffroi.start_ms, beffroi.memory_mb()?);
    let nginx = Nginx::start(&files(&beffroi, &contests)?)?;
    let (rounds, seconds) = if options.quick { (3, 2) } else { (5, 5) };
    for _ in 0..rounds {
        for contest in &mut contests {
            round(contest, &beffroi, &nginx, seconds)?;
        }
    }
    for contest in &contests {
        print(contest, options);
    }
    let load_mb = beffroi.memory_mb()?;
    heavy::crowd(&beffroi, seconds, options)?;
    drop((beffroi, nginx));
    footprint(&binary, start_ms, idle_mb, load_mb, options)?;
    fresh::freshness(options)?;
    if !options.quick {
        heavy::archive(&binary, seconds, options)?;
    }
    Ok(())
}

/// The release binary.
pub(super) fn build() -> Result<PathBuf> {
    run(cargo().args(["build", "--release", "--quiet", "-p", "beffroi"]))?;
    let target = crate::run::debug_dir()?;
    let binary = target.with_file_name("release").join("beffroi");
    if binary.is_file() {
        Ok(binary)
    } else {
        bail!("{} was not built", binary.display())
    }
}

/// What Beffroi serves, as files for nginx: identity and the encoding that is asked for.
fn files(beffroi: &Beffroi, contests: &[Contest]) -> Result<PathBuf> {
    let folder = temporary_folder("nginx")?;
    let html = folder.join("html");
    for contest in contests {
        let place = html.join(contest.path.trim_start_matches('/'));
        let place = if contest.path.ends_with('/') {
            place.join("index.html")
        } else {
            place
        };
        fs::create_dir_all(place.parent().context("a folder")?)?;
        fs::write(&place, get(beffroi.port, contest.path, &[])?.body)?;
        let packed = get(
            beffroi.port,
            contest.path,
            &[("Accept-Encoding", contest.encoding)],
        )?;
        let ending = if contest.encoding == "br" { "br" } else { "gz" };
        let mut name = place.into_os_string();
        name.push(format!(".{ending}"));
        fs::write(name, packed.body)?;
    }
    Ok(folder)
}

fn round(contest: &mut Contest, beffroi: &Beffroi, nginx: &Nginx, seconds: u32) -> Result<()> {
    for is_ours in [true, false] {
        let (port, pids) = if is_ours {
            (beffroi.port, beffroi.pids())
        } else {
            (nginx.port, nginx.pids()?)
        };
        let mut headers = vec![("Accept-Encoding".to_owned(), contest.encoding.to_owned())];
        let asked = [("Accept-Encoding", contest.encoding)];
        let answer = get(port, contest.path, &asked)?;
        if answer.status != 200 {
            bail!("{} answers {} on port {port}", contest.path, answer.status);
        }
        if contest.is_tagged {
            let tag = answer.header("etag").context("an answer without a tag")?;
            headers.push(("If-None-Match".to_owned(), tag));
        }
        let load = load::wrk(port, contest.path, &headers, seconds, &pids)?;
        if is_ours {
            contest.ours.push(load);
        } else {
            contest.theirs.push(load);
        }
    }
    Ok(())
}

fn print(contest: &Contest, options: Options) {
    let of = |loads: &[Load], pick: fn(&Load) -> f64| load::median(loads.iter().map(pick));
    let (rps, nginx_rps) = (of(&contest.ours, |l| l.rps), of(&contest.theirs, |l| l.rps));
    let ratio = rps / nginx_rps;
    let (p50, p99) = (
        of(&contest.ours, |l| l.p50_ms),
        of(&contest.ours, |l| l.p99_ms),
    );
    let nginx_p99 = of(&contest.theirs, |l| l.p99_ms);
    let (cpu, nginx_cpu) = (
        of(&contest.ours, |l| l.cpu_us),
        of(&contest.theirs, |l| l.cpu_us),
    );
    let what = contest.what;
    if options.json {
        println!(
            "{{\"bench\":\"http\",\"what\":\"{what}\",\"rps\":{rps:.0},\"nginx_rps\":{nginx_rps:.0},\
             \"ratio\":{ratio:.3},\"p50_ms\":{p50:.3},\"p99_ms\":{p99:.3},\"nginx_p99_ms\":{nginx_p99:.3},\
             \"cpu_us_per_request\":{cpu:.2},\"nginx_cpu_us_per_request\":{nginx_cpu:.2}}}"
        );
    } else {
        println!(
            "{what:<13} {rps:>7.0} requests/s, nginx {nginx_rps:>7.0}, ratio {ratio:.2}; p50 {p50:.2} ms, \
             p99 {p99:.2} ms (nginx {nginx_p99:.2}); CPU {cpu:.1} us a request (nginx {nginx_cpu:.1})"
        );
    }
}

fn footprint(
    binary: &std::path::Path,
    start_ms: f64,
    idle_mb: f64,
    load_mb: f64,
    options: Options,
) -> Result<()> {
    #[expect(clippy::cast_precision_loss, reason = "a few megabytes")]
    let binary_mb = fs::metadata(binary)?.len() as f64 / 1e6;
    if options.json {
        println!(
            "{{\"bench\":\"http\",\"what\":\"footprint\",\"idle_mb\":{idle_mb:.1},\"load_mb\":{load_mb:.1},\
             \"start_ms\":{start_ms:.0},\"binary_mb\":{binary_mb:.1}}}"
        );
    } else {
        println!(
            "footprint     idle {idle_mb:.1} MB, after the load {load_mb:.1} MB; start to first 200 \
             {start_ms:.0} ms; binary {binary_mb:.1} MB"
        );
    }
    Ok(())
}

/// Where a program is, also one that only root has on the path.
fn find(name: &'static str) -> Option<PathBuf> {
    let beside = PathBuf::from("/usr/sbin").join(name);
    find_program(&[name]).or_else(|| beside.is_file().then_some(beside))
}

/// The folder that big archives of a bench live in.
fn folder() -> Result<PathBuf> {
    let folder = root().join("target/bench");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    Ok(folder)
}
