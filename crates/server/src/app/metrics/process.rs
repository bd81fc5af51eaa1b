//! What the kernel tells of this process: memory, processor time, file descriptors.
//!
//! Source: proc(5). Where there is no such file (another system than Linux) there is no figure either.

use std::fs;

/// Clock ticks a second in `/proc/self/stat`: 100 on every Linux that we build for.
const TICKS: f64 = 100.0;

/// This process, at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Process {
    /// Processor time so far, in user and kernel.
    pub(super) cpu_seconds: Option<f64>,
    /// Memory in use.
    pub(super) resident_bytes: Option<u64>,
    /// Address space taken.
    pub(super) virtual_bytes: Option<u64>,
    /// File descriptors in use.
    pub(super) open_files: Option<u64>,
    /// The most that there may be.
    pub(super) most_files: Option<u64>,
    /// Threads.
    pub(super) threads: Option<u64>,
    /// The start, in seconds since 1970.
    pub(super) started_at: Option<f64>,
}

impl Process {
    /// Reads it.
    pub(super) fn read() -> Self {
        let text = |path| fs::read_to_string(path).unwrap_or_default();
        let open = fs::read_dir("/proc/self/fd").ok();
        Self {
            // The folder itself is open while it is read.
            open_files: open.map(|entries| entries.count().saturating_sub(1) as u64),
            ..Self::of(
                &text("/proc/self/stat"),
                &text("/proc/self/status"),
                &text("/proc/self/limits"),
                &text("/proc/stat"),
            )
        }
    }

    fn of(stat: &str, status: &str, limits: &str, system: &str) -> Self {
        let booted = number(system, "btime").map(|seconds| seconds as f64);
        let started = ticks(stat, 21);
        Self {
            cpu_seconds: ticks(stat, 13)
                .zip(ticks(stat, 14))
                .map(|(user, kernel)| user + kernel),
            resident_bytes: number(status, "VmRSS:").map(|kib| kib * 1024),
            virtual_bytes: number(status, "VmSize:").map(|kib| kib * 1024),
            open_files: None,
            most_files: number(limits, "Max open files"),
            threads: number(status, "Threads:"),
            started_at: booted
                .zip(started)
                .map(|(booted, started)| booted + started),
        }
    }
}

/// The number after a word that begins a line.
fn number(text: &str, word: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix(word))?;
    line.split_whitespace().next()?.parse().ok()
}

/// A field of `/proc/self/stat` in seconds, counted from 0. The second field is the program's name, which
/// may hold blanks and parentheses, so fields are counted from behind it.
fn ticks(stat: &str, field: usize) -> Option<f64> {
    let (_, rest) = stat.rsplit_once(") ")?;
    let count: u64 = rest.split(' ').nth(field - 2)?.parse().ok()?;
    Some(count as f64 / TICKS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fields_are_those_of_the_manual_even_when_the_name_is_odd() {
        let stat = "7 (a) b) S 1 7 7 0 -1 4194560 9 0 0 0 250 50 0 0 20 0 8 0 12000 1 2 3\n";

        let process = Process::of(
            stat,
            "Name:\tx\nVmSize:\t  4096 kB\nVmRSS:\t    12 kB\nThreads:\t8\n",
            "Limit   Soft  Hard\nMax open files            1024                 20000  files\n",
            "cpu  1 2\nbtime 1790000000\n",
        );

        assert_eq!(process.cpu_seconds, Some(3.0));
        assert_eq!(process.started_at, Some(1_790_000_120.0));
        assert_eq!(process.resident_bytes, Some(12 * 1024));
        assert_eq!(process.virtual_bytes, Some(4096 * 1024));
        assert_eq!((process.most_files, process.threads), (Some(1024), Some(8)));
    }

    #[test]
    fn without_the_files_there_are_no_figures() {
        assert_eq!(Process::of("", "", "", ""), Process::default());
    }
}
