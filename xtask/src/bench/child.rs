//! A process watched from outside: how long, how much work, how much memory at its highest.
//!
//! The kernel keeps the highest memory of a process (`VmHWM`) and the work it has done; both are
//! read every few milliseconds while it lives, so what happens in its last moment can be missed.
//!
//! Deliberately absent: any system but Linux.

use std::{
    fs::File,
    io::Read as _,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

const POLL: Duration = Duration::from_millis(2);

/// What one run took.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Measured {
    /// From start to end.
    pub wall_s: f64,
    /// Of all its threads, in user and kernel.
    pub cpu_s: f64,
    /// The most memory it ever held, in MiB.
    pub peak_mb: f64,
}

/// Runs to the end and measures; gives what it printed too.
///
/// # Errors
/// When it cannot be started, or ends badly: with what it printed as an error.
pub fn measure(command: &mut Command) -> Result<(Measured, String)> {
    let began = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start {}", command.get_program().display()))?;
    // Read beside the watching, or a full pipe would stop the child.
    let stdout = drain(child.stdout.take());
    let stderr = drain(child.stderr.take());
    let mut measured = Measured::default();
    let status = loop {
        look(child.id(), &mut measured);
        if let Some(status) = child.try_wait()? {
            break status;
        }
        thread::sleep(POLL);
    };
    measured.wall_s = began.elapsed().as_secs_f64();
    let (stdout, stderr) = (join(stdout), join(stderr));
    if !status.success() {
        bail!(
            "{} ended with {status}\n{}",
            command.get_program().display(),
            stderr.trim()
        );
    }
    Ok((measured, stdout))
}

type Reading = thread::JoinHandle<String>;

fn drain(pipe: Option<impl std::io::Read + Send + 'static>) -> Reading {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            // What a dying child did not say is lost; its status tells.
            let _ = pipe.read_to_end(&mut bytes);
        }
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

fn join(reading: Reading) -> String {
    reading.join().unwrap_or_default()
}

/// Takes the latest figures, if the process is still there.
fn look(id: u32, measured: &mut Measured) {
    if let Some(peak_kb) = status_field(id, "VmHWM:") {
        measured.peak_mb = measured.peak_mb.max(peak_kb / 1024.0);
    }
    if let Some(cpu_s) = cpu_seconds(id) {
        measured.cpu_s = measured.cpu_s.max(cpu_s);
    }
}

fn status_field(id: u32, name: &str) -> Option<f64> {
    let status = slurp(&format!("/proc/{id}/status"))?;
    let line = status.lines().find(|line| line.starts_with(name))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// User and kernel time. Source: proc(5), `/proc/PID/stat`, fields 14 and 15, in ticks of 10 ms
/// on every Linux that Rust runs on.
fn cpu_seconds(id: u32) -> Option<f64> {
    const TICKS_PER_SECOND: f64 = 100.0;
    let stat = slurp(&format!("/proc/{id}/stat"))?;
    let after_name = stat.rsplit_once(')')?.1;
    let mut fields = after_name.split_whitespace().skip(11);
    let user: f64 = fields.next()?.parse().ok()?;
    let kernel: f64 = fields.next()?.parse().ok()?;
    Some((user + kernel) / TICKS_PER_SECOND)
}

fn slurp(path: &str) -> Option<String> {
    let mut text = String::new();
    File::open(path).ok()?.read_to_string(&mut text).ok()?;
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_child_is_measured_and_heard() {
        let mut command = Command::new("sh");
        command.args(["-c", "head -c 3000000 /dev/zero | tr '\\0' x; sleep 0.05"]);

        let (measured, said) = measure(&mut command).unwrap();

        assert_eq!(said.len(), 3_000_000);
        assert!(measured.wall_s >= 0.05);
        assert!(measured.peak_mb > 0.1, "{measured:?}");
    }

    #[test]
    fn a_child_that_fails_says_why() {
        let mut command = Command::new("sh");
        command.args(["-c", "echo broken >&2; exit 3"]);

        let error = measure(&mut command).unwrap_err();

        assert!(error.to_string().contains("broken"), "{error}");
    }
}
