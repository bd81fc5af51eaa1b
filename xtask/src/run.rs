//! Starting other programs: where the repository is, what is on the path, what they printed.
//!
//! Deliberately absent: programs that outlive a call; see [`crate::lifeline`].

use std::{
    io::{BufRead, BufReader, ErrorKind, Write},
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};

use anyhow::{Context, Result, bail};

/// How many tests ran.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Those that held.
    pub passed: u64,
    /// Those that did not.
    pub failed: u64,
}

/// The folder of the workspace.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask stands in the workspace")
}

/// Where cargo puts what it builds in the dev profile, found from where this binary was put.
///
/// # Errors
/// When the system does not tell where this binary is.
pub fn debug_dir() -> Result<PathBuf> {
    let own = std::env::current_exe().context("where is xtask itself?")?;
    let target = own
        .ancestors()
        .nth(2)
        .context("xtask lies outside a target folder")?;
    Ok(target.join("debug"))
}

/// True when this process may install packages and must not run PostgreSQL.
pub fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|this| this.uid() == 0)
}

/// The first of `names` that is on the path.
pub fn find_program(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|candidate| candidate.is_file())
}

/// Cargo, the same that runs us, in the workspace.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root()).stdin(Stdio::null());
    forget_ourselves(&mut command);
    if std::env::var_os("CI").is_some() {
        command.env("CARGO_INCREMENTAL", "0");
    }
    command
}

/// Takes away what cargo told us of our own package. Build scripts look at it, so they would run anew under us, and
/// everything above them would be built anew, each time that one goes from `cargo` to `cargo xtask` and back.
pub fn forget_ourselves(command: &mut Command) {
    let is_ours =
        |name: &str| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_");
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(is_ours) {
            command.env_remove(name);
        }
    }
}

/// Runs to the end, printing as it goes.
///
/// # Errors
/// When it cannot be started or does not exit with 0.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("cannot start {}", name(command)))?;
    if !status.success() {
        bail!("{} ended with {status}", name(command));
    }
    Ok(())
}

/// Runs to the end in silence and gives what was printed.
///
/// # Errors
/// As [`run`], with what was printed as an error.
pub fn read(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("cannot start {}", name(command)))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!(
            "{} ended with {}\n{}",
            name(command),
            output.status,
            said.trim()
        );
    }
    String::from_utf8(output.stdout).with_context(|| format!("{} printed no UTF-8", name(command)))
}

/// Runs tests to the end, printing as it goes, and counts them by their closing lines.
///
/// A failed run without a counted failure (it did not build) counts as one failure. Both outputs come through a pipe of
/// our own: what a program under test does to the one that it inherited (a server that makes it non-blocking) stays
/// between it and us. Nothing that is printed ends the reading: a pipe without a reader would end every test after it.
///
/// # Errors
/// When it cannot be started, or its output cannot be read.
pub fn count_tests(command: &mut Command) -> Result<Counts> {
    let (reader, writer) = std::io::pipe().context("no pipe for the tests")?;
    command.stdout(writer.try_clone()?).stderr(writer);
    let mut child = command
        .spawn()
        .with_context(|| format!("cannot start {}", name(command)))?;
    // Our copies of its end, or the pipe would never be empty.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let counts = pass_on(BufReader::new(reader), &mut std::io::stdout())?;
    Ok(counts.ended(child.wait()?.success()))
}

/// Every line goes from one to the other, whatever its bytes are.
fn pass_on(mut from: impl BufRead, to: &mut impl Write) -> Result<Counts> {
    let mut counts = Counts::default();
    let mut line = Vec::new();
    while from.read_until(b'\n', &mut line)? > 0 {
        print_patiently(&line, to);
        counts.add(closing_line(String::from_utf8_lossy(&line).trim_end()).unwrap_or_default());
        line.clear();
    }
    Ok(counts)
}

/// Prints to whoever reads slowly; what nobody reads any more is not worth the tests.
fn print_patiently(mut rest: &[u8], to: &mut impl Write) {
    while !rest.is_empty() {
        match to.write(rest) {
            Ok(0) => return,
            Ok(written) => rest = &rest[written..],
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) if error.kind() == ErrorKind::WouldBlock => {
                std::thread::sleep(Duration::from_millis(10));
            }
            Err(_) => return,
        }
    }
}

impl Counts {
    /// With the failure that nobody counted.
    fn ended(mut self, well: bool) -> Self {
        if !well && self.failed == 0 {
            self.failed = 1;
        }
        self
    }

    /// Adds another run.
    pub fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// Reads `test result: ok. 3 passed; 0 failed; …` of cargo, and our own `3 passed, 0 failed`.
fn closing_line(line: &str) -> Option<Counts> {
    let rest = match line.strip_prefix("test result: ") {
        Some(result) => result.split_once(". ")?.1,
        None => line,
    };
    let mut parts = rest.split([';', ',']);
    let passed = parts.next()?.trim().strip_suffix(" passed")?.parse().ok()?;
    let failed = parts.next()?.trim().strip_suffix(" failed")?.parse().ok()?;
    Some(Counts { passed, failed })
}

fn name(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let words = program.file_name().into_iter().chain(command.get_args());
    words
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes three bytes at a time, after having been busy.
    #[derive(Default)]
    struct Slow {
        busy: bool,
        taken: Vec<u8>,
    }

    impl Write for Slow {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.busy = !self.busy;
            if self.busy {
                return Err(ErrorKind::WouldBlock.into());
            }
            let some = bytes.len().min(3);
            self.taken.extend_from_slice(&bytes[..some]);
            Ok(some)
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn neither_strange_bytes_nor_a_slow_reader_end_the_tests() {
        let printed =
            b"a byte \xff of another charset\ntest result: ok. 3 passed; 1 failed; 0 ignored\n";
        let mut slow = Slow::default();

        let counts = pass_on(&printed[..], &mut slow).unwrap();

        assert_eq!((counts.passed, counts.failed), (3, 1));
        assert_eq!(slow.taken, printed);
    }

    #[test]
    fn what_a_program_under_test_does_to_its_outputs_stays_with_it() {
        let script = "printf 'an \\377\\n'; echo '2 passed, 0 failed' >&2; exit 3";

        let counts = count_tests(Command::new("sh").args(["-c", script])).unwrap();

        assert_eq!((counts.passed, counts.failed), (2, 1));
    }

    #[test]
    fn closing_lines_of_cargo_and_of_the_browser_tests_are_counted() {
        let cargo =
            "test result: FAILED. 12 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out";

        assert_eq!(
            closing_line(cargo),
            Some(Counts {
                passed: 12,
                failed: 3
            })
        );
        assert_eq!(
            closing_line("7 passed, 0 failed"),
            Some(Counts {
                passed: 7,
                failed: 0
            })
        );
        assert_eq!(closing_line("all passed, none failed"), None);
    }

    #[test]
    fn a_run_that_breaks_before_its_first_test_counts_as_a_failure() {
        let counts = count_tests(Command::new("sh").args(["-c", "echo building; exit 101"]));

        assert_eq!(
            counts.unwrap(),
            Counts {
                passed: 0,
                failed: 1
            }
        );
    }

    #[test]
    fn a_program_that_fails_is_named_with_what_it_said() {
        let error = read(Command::new("sh").args(["-c", "echo no room >&2; exit 3"])).unwrap_err();

        assert!(error.to_string().contains("no room"), "{error}");
    }
}
