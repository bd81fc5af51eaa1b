//! A PostgreSQL of our own: a temporary folder, a free loopback port, gone at the end.
//!
//! Nothing of a server that already runs here is touched. It refuses to run as root, so as root we
//! lend it an unprivileged account. Durability is off: the data does not outlive the tests.

use std::{
    fmt::Write,
    fs,
    io::Read,
    os::unix::fs::{PermissionsExt, chown},
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use anyhow::{Context, Result};

use crate::{
    lifeline::{Lifeline, Stop, free_port, temporary_folder},
    run::{find_program, is_root, read},
};

/// A running server; stopped and removed when dropped.
pub struct Postgres {
    _lifeline: Lifeline,
    /// `postgres://…`, with the right to create databases.
    pub url: String,
}

/// The folder with `initdb` and `postgres`, the newest version first; `None` when not installed.
pub fn programs() -> Option<PathBuf> {
    let on_path = find_program(&["initdb"]).and_then(|file| fs::canonicalize(file).ok());
    let debian = versions(Path::new("/usr/lib/postgresql"));
    debian
        .into_iter()
        .chain(
            on_path
                .as_deref()
                .and_then(Path::parent)
                .map(Path::to_owned),
        )
        .find(|folder| folder.join("initdb").is_file() && folder.join("postgres").is_file())
}

/// Debian keeps each major version in a folder named after it.
fn versions(folder: &Path) -> Vec<PathBuf> {
    let mut numbers: Vec<u32> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .collect();
    numbers.sort_unstable_by_key(|number| std::cmp::Reverse(*number));
    numbers
        .iter()
        .map(|number| folder.join(number.to_string()).join("bin"))
        .collect()
}

impl Postgres {
    /// Makes a cluster and starts a server over it.
    ///
    /// # Errors
    /// When a program is missing or the server does not come up; with its last words.
    pub fn start() -> Result<Self> {
        let programs = programs().context("PostgreSQL is not installed")?;
        let account = Account::choose()?;
        let folder = temporary_folder("postgres")?;
        let password = password()?;
        init(&programs, &account, &folder, &password)
            .inspect_err(|_| drop(fs::remove_dir_all(&folder)))?;
        let port = free_port()?;
        let server = server(&programs, &account, &folder, port);
        let mut lifeline = Lifeline::start(server, folder, Stop::Quit)?;
        lifeline
            .wait_until(Duration::from_secs(60), is_ready)
            .context("PostgreSQL did not start")?;
        Ok(Self {
            _lifeline: lifeline,
            url: format!("postgres://beffroi:{password}@127.0.0.1:{port}/postgres"),
        })
    }
}

fn init(programs: &Path, account: &Account, folder: &Path, password: &str) -> Result<()> {
    let data = folder.join("data");
    let secret = folder.join("password");
    fs::create_dir(&data)?;
    fs::set_permissions(&data, fs::Permissions::from_mode(0o700))?;
    fs::write(&secret, password)?;
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o600))?;
    account.give(&data)?;
    account.give(&secret)?;
    let mut initdb = account.command(&programs.join("initdb"), folder);
    // The password in plain over loopback: SCRAM costs an unoptimised test a tenth of a second each.
    initdb
        .args([
            "--username=beffroi",
            "--auth=password",
            "--encoding=UTF8",
            "--locale=C",
        ])
        .args(["--no-sync", "--pwfile"])
        .arg(&secret)
        .arg("--pgdata")
        .arg(&data);
    read(&mut initdb).context("initdb failed")?;
    Ok(())
}

fn server(programs: &Path, account: &Account, folder: &Path, port: u16) -> Command {
    let mut command = account.command(&programs.join("postgres"), folder);
    command.arg("-D").arg(folder.join("data"));
    for setting in [
        &format!("port={port}"),
        "listen_addresses=127.0.0.1",
        "unix_socket_directories=",
        "fsync=off",
        "synchronous_commit=off",
        "full_page_writes=off",
        "max_connections=400",
        "autovacuum=off",
    ] {
        command.args(["-c", setting]);
    }
    command
}

/// The eighth line of `postmaster.pid` says `ready` once connections are taken.
fn is_ready(folder: &Path) -> bool {
    fs::read_to_string(folder.join("data/postmaster.pid")).is_ok_and(|text| {
        text.lines()
            .nth(7)
            .is_some_and(|line| line.trim() == "ready")
    })
}

/// Who runs the server.
enum Account {
    /// We ourselves, when we are nobody special.
    Own,
    /// An unprivileged account, lent by root.
    Lent { uid: u32, gid: u32 },
}

impl Account {
    fn choose() -> Result<Self> {
        if !is_root() {
            return Ok(Self::Own);
        }
        ["postgres", "nobody"]
            .into_iter()
            .find_map(Self::lent)
            .context("root cannot run PostgreSQL, and there is no account postgres or nobody")
    }

    fn lent(name: &str) -> Option<Self> {
        let id = |flag: &str| {
            read(Command::new("id").args([flag, name]))
                .ok()?
                .trim()
                .parse()
                .ok()
        };
        Some(Self::Lent {
            uid: id("-u")?,
            gid: id("-g")?,
        })
    }

    fn give(&self, path: &Path) -> Result<()> {
        if let Self::Lent { uid, gid } = self {
            chown(path, Some(*uid), Some(*gid))?;
        }
        Ok(())
    }

    /// `program` as this account; settings meant for another server stay outside.
    fn command(&self, program: &Path, folder: &Path) -> Command {
        let mut command = match self {
            Self::Own => Command::new(program),
            Self::Lent { uid, gid } => {
                let mut command = Command::new("setpriv");
                command
                    .args([format!("--reuid={uid}"), format!("--regid={gid}")])
                    .arg("--clear-groups")
                    .arg(program);
                command
            }
        };
        for (key, _) in std::env::vars_os() {
            if key.to_string_lossy().starts_with("PG") {
                command.env_remove(key);
            }
        }
        command.env("LC_ALL", "C").current_dir(folder);
        command
    }
}

fn password() -> Result<String> {
    let mut bytes = [0; 16];
    fs::File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    Ok(bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a string takes every write");
        text
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_version_comes_first() {
        let folder = temporary_folder("versions").unwrap();
        for name in ["9", "17", "15", "common"] {
            fs::create_dir(folder.join(name)).unwrap();
        }

        let found = versions(&folder);

        fs::remove_dir_all(&folder).unwrap();
        let expected: Vec<_> = ["17", "15", "9"].map(|n| folder.join(n).join("bin")).into();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_password_is_thirty_two_hexadecimal_digits_and_new_each_time() {
        let (one, other) = (password().unwrap(), password().unwrap());

        assert_eq!(one.len(), 32);
        assert_ne!(one, other);
    }
}
