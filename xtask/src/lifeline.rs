//! A program that runs beside us and never outlives us.
//!
//! A watchman (`sh`, in a process group of its own, so that Ctrl-C passes it by) reads from a pipe
//! that only we hold. However we end, by return, panic, Ctrl-C or `kill -9`, the pipe closes; the
//! watchman then stops the program and removes its folder. So no signal handler is needed.

use std::{
    fs, io,
    os::unix::{fs::PermissionsExt, process::CommandExt},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, ExitStatus, Stdio},
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

/// Waits for the pipe to close, stops process $2 with signal $1, and removes the folder $3.
const WATCHMAN: &str = r#"
read -r _
kill -s "$1" "$2" 2>/dev/null
tries=0
while kill -0 "$2" 2>/dev/null; do
    tries=$((tries + 1))
    [ "$tries" -lt 150 ] || kill -s KILL "$2" 2>/dev/null
    sleep 0.1
done
rm -rf -- "$3"
"#;

/// How a program is asked to stop.
#[derive(Clone, Copy)]
pub enum Stop {
    /// `SIGQUIT`: PostgreSQL goes at once and writes nothing more.
    Quit,
    /// `SIGTERM`.
    Terminate,
}

/// A running program with a folder of its own; both are gone when this is dropped.
pub struct Lifeline {
    program: Child,
    watchman: Child,
    pipe: Option<ChildStdin>,
    folder: PathBuf,
}

impl Lifeline {
    /// Starts `command`, its output going to `log` in `folder`; from here on the folder is ours.
    ///
    /// # Errors
    /// When it cannot be started; the folder is gone then, too.
    pub fn start(command: Command, folder: PathBuf, stop: Stop) -> Result<Self> {
        spawn(command, &folder, stop)
            .map(|(program, watchman, pipe)| Self {
                program,
                watchman,
                pipe: Some(pipe),
                folder: folder.clone(),
            })
            // The first error is the one to tell; a folder left behind is the smaller harm.
            .inspect_err(|_| drop(fs::remove_dir_all(&folder)))
    }

    /// Waits until `is_ready` says so.
    ///
    /// # Errors
    /// When the program ends first or `limit` has passed; with the end of its log.
    pub fn wait_until(&mut self, limit: Duration, is_ready: impl Fn(&Path) -> bool) -> Result<()> {
        let began = Instant::now();
        while !is_ready(&self.folder) {
            if let Some(status) = self.ended()? {
                bail!("it ended with {status}:\n{}", self.log());
            }
            if began.elapsed() > limit {
                bail!("not ready after {limit:?}:\n{}", self.log());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }

    /// The last lines that the program printed.
    pub fn log(&self) -> String {
        let log = fs::read(self.folder.join("log")).unwrap_or_default();
        let text = String::from_utf8_lossy(&log);
        let lines: Vec<&str> = text.lines().collect();
        lines[lines.len().saturating_sub(40)..].join("\n")
    }

    /// The program's process.
    pub fn id(&self) -> u32 {
        self.program.id()
    }

    fn ended(&mut self) -> io::Result<Option<ExitStatus>> {
        self.program.try_wait()
    }
}

impl Drop for Lifeline {
    fn drop(&mut self) {
        drop(self.pipe.take());
        // The program is reaped here while the watchman looks on: a zombie would keep him waiting.
        for child in [&mut self.program, &mut self.watchman] {
            if let Err(error) = child.wait() {
                eprintln!("xtask: cannot wait for process {}: {error}", child.id());
            }
        }
    }
}

fn spawn(mut command: Command, folder: &Path, stop: Stop) -> Result<(Child, Child, ChildStdin)> {
    let log = fs::File::create(folder.join("log"))?;
    let program = command
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log)
        .process_group(0)
        .spawn()
        .with_context(|| format!("cannot start {}", command.get_program().display()))?;
    let (watchman, pipe) = watch(&program, folder, stop)?;
    Ok((program, watchman, pipe))
}

fn watch(program: &Child, folder: &Path, stop: Stop) -> Result<(Child, ChildStdin)> {
    let signal = match stop {
        Stop::Quit => "QUIT",
        Stop::Terminate => "TERM",
    };
    let mut watchman = Command::new("sh")
        .args([
            "-c",
            WATCHMAN,
            "watchman",
            signal,
            &program.id().to_string(),
        ])
        .arg(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .context("cannot start sh")?;
    let pipe = watchman.stdin.take().expect("stdin was piped");
    Ok((watchman, pipe))
}

/// A new, empty folder under the system's temporary one, that others may enter but not list.
///
/// # Errors
/// When it cannot be made.
pub fn temporary_folder(name: &str) -> Result<PathBuf> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let unique = format!("beffroi-{name}-{}-{count}", std::process::id());
    let folder = std::env::temp_dir().join(unique);
    fs::create_dir(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o711))?;
    Ok(folder)
}

/// A loopback port that nobody listens on just now.
///
/// # Errors
/// When the system has none.
pub fn free_port() -> Result<u16> {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).context("no free port")?;
    Ok(listener.local_addr()?.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sleeper() -> (Lifeline, PathBuf, u32) {
        let folder = temporary_folder("lifeline").unwrap();
        let mut command = Command::new("sleep");
        command.arg("600");
        let lifeline = Lifeline::start(command, folder.clone(), Stop::Terminate).unwrap();
        let id = lifeline.program.id();
        (lifeline, folder, id)
    }

    fn is_alive(id: u32) -> bool {
        Path::new(&format!("/proc/{id}")).exists()
    }

    #[test]
    fn dropping_the_line_stops_the_program_and_removes_its_folder() {
        let (lifeline, folder, id) = sleeper();
        assert!(is_alive(id) && folder.exists());

        drop(lifeline);

        assert!(!is_alive(id) && !folder.exists());
    }

    #[test]
    fn a_program_that_cannot_start_leaves_no_folder() {
        let folder = temporary_folder("lifeline").unwrap();
        let command = Command::new(folder.join("nothing"));

        let outcome = Lifeline::start(command, folder.clone(), Stop::Terminate);

        assert!(outcome.is_err() && !folder.exists());
    }

    #[test]
    fn a_program_that_ends_early_is_reported_with_its_last_words() {
        let folder = temporary_folder("lifeline").unwrap();
        let mut command = Command::new("sh");
        command.args(["-c", "echo port taken; exit 1"]);
        let mut lifeline = Lifeline::start(command, folder, Stop::Terminate).unwrap();

        let error = lifeline
            .wait_until(Duration::from_secs(20), |_| false)
            .unwrap_err();

        assert!(error.to_string().contains("port taken"), "{error}");
    }
}
