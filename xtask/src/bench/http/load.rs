//! Load by `wrk`, and what it costs the server.

use std::{path::Path, process::Command};

use anyhow::{Context, Result, bail};

use crate::run::read;

/// What one run of load came to.
#[derive(Clone, Copy, Debug)]
pub struct Load {
    /// Requests a second.
    pub rps: f64,
    /// Half of the answers came within this.
    pub p50_ms: f64,
    /// Ninety-nine of a hundred came within this.
    pub p99_ms: f64,
    /// Processor time of the server for one request, in microseconds.
    pub cpu_us: f64,
}

/// Asks for one path again and again over 64 connections for some seconds; `pids` are the server's.
pub fn wrk(
    port: u16,
    path: &str,
    headers: &[(String, String)],
    seconds: u32,
    pids: &[u32],
) -> Result<Load> {
    let mut command = Command::new("wrk");
    command.args(["-t2", "-c64", "--latency", &format!("-d{seconds}s")]);
    for (name, value) in headers {
        command.args(["-H", &format!("{name}: {value}")]);
    }
    let before = cpu_seconds(pids)?;
    let report = read(command.arg(format!("http://127.0.0.1:{port}{path}")))?;
    let cpu = cpu_seconds(pids)? - before;
    let requests = number_before(&report, " requests in").context("wrk counted nothing")?;
    if let Some(line) = report.lines().find(|line| line.contains("Socket errors")) {
        bail!("under load: {}", line.trim());
    }
    Ok(Load {
        rps: after(&report, "Requests/sec:").context("wrk told no rate")?,
        p50_ms: milliseconds(&report, "50%").context("wrk told no median")?,
        p99_ms: milliseconds(&report, "99%").context("wrk told no 99th part")?,
        cpu_us: cpu * 1e6 / requests.max(1.0),
    })
}

/// The middle one.
pub fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut all: Vec<f64> = values.collect();
    all.sort_by(f64::total_cmp);
    all.get(all.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Processor time that processes have taken, in seconds.
pub fn cpu_seconds(pids: &[u32]) -> Result<f64> {
    /// `USER_HZ` is 100 on every Linux that we know.
    const TICKS: f64 = 100.0;
    let mut sum = 0.0;
    for pid in pids {
        let stat = std::fs::read_to_string(Path::new("/proc").join(pid.to_string()).join("stat"))?;
        let (_, rest) = stat.rsplit_once(')').context("a line of /proc")?;
        let fields: Vec<&str> = rest.split_whitespace().collect();
        for field in [11, 12] {
            let ticks: f64 = fields.get(field).context("a line of /proc")?.parse()?;
            sum += ticks / TICKS;
        }
    }
    Ok(sum)
}

fn number_before(report: &str, what: &str) -> Option<f64> {
    let line = report.lines().find(|line| line.contains(what))?;
    line.split_whitespace().next()?.parse().ok()
}

fn after(report: &str, what: &str) -> Option<f64> {
    let line = report
        .lines()
        .find_map(|line| line.trim().strip_prefix(what))?;
    line.trim().parse().ok()
}

/// A length such as `412.00us`, `1.20ms` or `1.05s`.
fn milliseconds(report: &str, what: &str) -> Option<f64> {
    let line = report
        .lines()
        .find_map(|line| line.trim().strip_prefix(what))?;
    let text = line.trim();
    let (number, factor) = if let Some(number) = text.strip_suffix("us") {
        (number, 0.001)
    } else if let Some(number) = text.strip_suffix("ms") {
        (number, 1.0)
    } else {
        (text.strip_suffix('s')?, 1000.0)
    };
    number.parse::<f64>().ok().map(|number| number * factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "Running 5s test @ http://127.0.0.1:1/\n  Latency Distribution\n     50%  412.00us\n     \
                          75%    1.20ms\n     99%    1.05s \n  171234 requests in 5.00s, 1.2GB read\n\
                          Requests/sec:  34240.12\n";

    #[test]
    fn a_report_is_read() {
        assert_eq!(number_before(REPORT, " requests in"), Some(171_234.0));
        assert_eq!(after(REPORT, "Requests/sec:"), Some(34_240.12));
        assert!(milliseconds(REPORT, "50%").is_some_and(|ms| (ms - 0.412).abs() < 1e-9));
        assert_eq!(milliseconds(REPORT, "99%"), Some(1050.0));
    }

    #[test]
    fn the_median_is_the_middle_one() {
        assert!((median([3.0, 1.0, 2.0].into_iter()) - 2.0).abs() < f64::EPSILON);
    }
}
