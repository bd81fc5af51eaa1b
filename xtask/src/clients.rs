//! Other people's programs that read status pages, run against a demo: `clients/`.
//!
//! A check is a file in `clients/checks`, and is found by itself. Deliberately absent: any list of them.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};

use crate::{
    demo::Demo,
    lifeline::temporary_folder,
    provision,
    run::{cargo, count_tests, read, root, run},
    steps::Steps,
};

/// Installs the programs, builds, starts a demo, and runs every check.
///
/// # Errors
/// When anything failed.
pub fn clients() -> Result<()> {
    let mut steps = Steps::begin();
    let installed = steps.step("programs", provision::programs).is_some()
        && steps.step("other people's programs", packages).is_some();
    let build = || run(cargo().args(["build", "--locked", "--package", "beffroi"]));
    if installed
        && steps.step("build", build).is_some()
        && let Some(demo) = steps.step("beffroi demo", Demo::start)
    {
        all(&mut steps, &demo);
    }
    steps.end()
}

/// Runs every check against `demo`, each a step of its own.
pub fn all(steps: &mut Steps, demo: &Demo) {
    let Some(checks) = steps.step("checks of clients/", || checks(&folder())) else {
        return;
    };
    let Some(token) = steps.step("a token", || token(demo)) else {
        return;
    };
    for check in checks {
        let name = check.file_name().unwrap_or_default().to_string_lossy();
        steps.tests(&format!("client {name}"), || {
            let aside = temporary_folder("client")?;
            let mut command = command(&check);
            command.env("BEFFROI_TOKEN", &token);
            let counts = count_tests(command.arg(&demo.origin).current_dir(&aside));
            fs::remove_dir_all(&aside).context("cannot remove what a check left")?;
            counts
        });
    }
}

/// Sees to it that `clients/node_modules` and `target/clients` are what the lock files say.
///
/// # Errors
/// When npm or pip fails; with the line to run by hand.
pub fn packages() -> Result<()> {
    provision::node_packages(&folder())?;
    python_packages(&folder(), &environment(&folder()))?;
    python_packages(&managers(), &environment(&managers()))
}

/// A key for the programs that manage the demo.
fn token(demo: &Demo) -> Result<String> {
    let mut make = Command::new(&demo.program);
    make.args([
        "token", "make", "clients", "--scope", "admin", "--scope", "bypass", "--data",
    ]);
    let made = read(make.arg(&demo.data))?;
    Ok(made.trim().to_owned())
}

fn python_packages(folder: &Path, environment: &Path) -> Result<()> {
    let wanted = folder.join("requirements.txt");
    let stamp = environment.join("installed.txt");
    let lines = fs::read(&wanted)?;
    if fs::read(&stamp).is_ok_and(|installed| installed == lines) {
        return Ok(());
    }
    let by_hand = || {
        format!(
            "run this and start again: python3 -m venv --clear {0} && {0}/bin/pip install -r {1}",
            environment.display(),
            wanted.display()
        )
    };
    let mut venv = Command::new("python3");
    venv.args(["-m", "venv", "--clear"]).arg(environment);
    read(&mut venv).with_context(by_hand)?;
    let mut pip = Command::new(environment.join("bin/pip"));
    pip.args([
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-input",
    ])
    .args(["--no-deps", "--only-binary", ":all:", "-r"])
    .arg(&wanted)
    .stdin(Stdio::null());
    run(&mut pip).with_context(by_hand)?;
    // A package that something rests on and nobody wrote down.
    read(Command::new(environment.join("bin/pip")).args(["check", "--disable-pip-version-check"]))?;
    fs::write(&stamp, lines).context("cannot note what was installed")
}

/// The Python that has the packages of `requirements.txt`; `None` before they are installed.
pub fn python() -> Option<PathBuf> {
    let python = environment(&folder()).join("bin/python3");
    python.is_file().then_some(python)
}

fn folder() -> PathBuf {
    root().join("clients")
}

/// Programs that manage a page instead of reading it; one of them wants packages that are older than the others'.
fn managers() -> PathBuf {
    folder().join("manage")
}

/// Python packages lie apart from the machine's own.
fn environment(folder: &Path) -> PathBuf {
    let name = if folder == managers() {
        "target/clients-manage"
    } else {
        "target/clients"
    };
    root().join(name)
}

fn command(check: &Path) -> Command {
    let is_python = check.extension().is_some_and(|ending| ending == "py");
    let mut command = if is_python {
        let folder = check.parent().unwrap_or(Path::new("."));
        Command::new(environment(folder).join("bin/python3"))
    } else {
        Command::new("node")
    };
    command
        .arg(check)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .stdin(Stdio::null());
    command
}

/// The checks, by name.
///
/// # Errors
/// When there are none: then nothing would be proven, in silence.
fn checks(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let is_managing = |path: &Path| path.to_string_lossy().ends_with("_check.py");
    for folder in [folder.join("checks"), folder.join("manage")] {
        let is_all = folder.ends_with("checks");
        for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
            let path = entry?.path();
            let ending = path.extension().unwrap_or_default();
            if (is_all && (ending == "mjs" || ending == "py")) || is_managing(&path) {
                found.push(path);
            }
        }
    }
    if found.is_empty() {
        bail!("no check in {}", folder.display());
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_check_has_a_program_and_none_is_no_proof() {
        let names: Vec<String> = checks(&folder())
            .unwrap()
            .iter()
            .map(|path| command(path).get_program().to_string_lossy().into_owned())
            .collect();

        assert!(names.iter().any(|name| name == "node"), "{names:?}");
        assert!(
            names.iter().any(|name| name.ends_with("python3")),
            "{names:?}"
        );
        assert!(checks(&root().join("browser")).is_err());
    }
}
