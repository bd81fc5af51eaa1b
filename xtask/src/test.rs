//! `cargo xtask test`: from nothing to every test, on SQLite, PostgreSQL and in a browser.
//!
//! Deliberately absent: retries. A test that fails now and then is a finding.

use std::{
    ffi::OsString,
    path::Path,
    process::{Command, Stdio},
    thread::{self, JoinHandle},
};

use anyhow::{Context, Result, anyhow};

use crate::{
    clients,
    demo::Demo,
    long,
    postgres::Postgres,
    provision,
    run::{cargo, count_tests, forget_ourselves, root, run},
    steps::Steps,
};

/// Runs everything; with `long` the fuzzing too, that many minutes a target.
///
/// # Errors
/// When anything failed.
pub fn test(long: Option<u32>) -> Result<()> {
    let mut steps = Steps::begin();
    all(&mut steps, long);
    steps.end()
}

/// The steps of `test`, for a chore that adds some of its own.
pub fn all(steps: &mut Steps, long: Option<u32>) {
    let Some(()) = steps.step("programs", provision::programs) else {
        return;
    };
    let packages = steps.step("Node packages", provision::browser_packages);
    let clients = steps.step("other people's programs", clients::packages);
    let built = steps.step("build", build);
    let gone = built.and_then(|()| rust(steps));
    if built.is_some() && (packages.is_some() || clients.is_some()) {
        beside_demo(steps, packages.is_some(), clients.is_some());
    }
    if let Some(gone) = gone {
        steps.step("PostgreSQL stopped and removed", || {
            let stopped = gone.join();
            stopped.map_err(|_| anyhow!("PostgreSQL was not removed"))
        });
    }
    if let Some(minutes) = long {
        long::all(steps, minutes);
    }
}

/// A step of its own, so that the table tells building from testing.
fn build() -> Result<()> {
    run(cargo().args(["test", "--workspace", "--locked", "--no-run"]))
}

/// The tests of the workspace; what comes back ends once their PostgreSQL is gone. A thousand databases take a minute to remove,
/// which nobody waits for.
fn rust(steps: &mut Steps) -> Option<JoinHandle<()>> {
    let postgres = steps.step("own PostgreSQL", Postgres::start)?;
    steps.tests("cargo test", || {
        count_tests(
            cargo()
                .args(["test", "--workspace", "--locked", "--no-fail-fast"])
                .envs(world(&postgres)),
        )
    });
    Some(thread::spawn(move || drop(postgres)))
}

/// What looks at a running demo: the browser, and other people's programs.
fn beside_demo(steps: &mut Steps, browser: bool, clients: bool) {
    let Some(demo) = steps.step("beffroi demo", Demo::start) else {
        return;
    };
    if browser {
        steps.tests("browser tests", || {
            count_tests(&mut node(Path::new("axe.mjs"), &demo)?)
        });
        steps.tests("the widget elsewhere", || {
            count_tests(&mut node(Path::new("widget.mjs"), &demo)?)
        });
    }
    if browser {
        steps.tests("signing in through a provider", || {
            let mut provider = node(Path::new("provider.mjs"), &demo)?;
            count_tests(provider.env("BEFFROI", &demo.program))
        });
        steps.tests("reports, as the team meets them", || {
            let mut agent = node(Path::new("agent.mjs"), &demo)?;
            count_tests(agent.env("BEFFROI", &demo.program))
        });
        steps.tests("being told", || {
            let mut told = node(Path::new("told.mjs"), &demo)?;
            count_tests(told.env("BEFFROI", &demo.program))
        });
        steps.tests("a merchant", || {
            let mut merchant = node(Path::new("merchant.mjs"), &demo)?;
            count_tests(merchant.env("BEFFROI", &demo.program))
        });
    }
    if clients {
        clients::all(steps, &demo);
    }
    // Last: these write into the demo.
    if browser {
        steps.tests("pages without a link", || {
            let mut unlinked = node(Path::new("unlinked.mjs"), &demo)?;
            count_tests(
                unlinked
                    .env("BEFFROI", &demo.program)
                    .env("DATA", &demo.data),
            )
        });
        steps.tests("an incident played at the console", || {
            let mut console = node(Path::new("console.mjs"), &demo)?;
            count_tests(
                console
                    .env("BEFFROI", &demo.program)
                    .env("DATA", &demo.data),
            )
        });
        steps.tests("the word before it goes out", || {
            let mut word = node(Path::new("word.mjs"), &demo)?;
            count_tests(word.env("BEFFROI", &demo.program).env("DATA", &demo.data))
        });
        steps.tests("the night of an incident", || {
            let mut night = node(Path::new("night.mjs"), &demo)?;
            count_tests(night.env("BEFFROI", &demo.program).env("DATA", &demo.data))
        });
        steps.tests("the second step at the console's door", || {
            count_tests(node(Path::new("factors.mjs"), &demo)?.env("BEFFROI", &demo.program))
        });
        steps.tests("notifications in a browser", || {
            count_tests(node(Path::new("push.mjs"), &demo)?.env("BEFFROI", &demo.program))
        });
        steps.tests("every screen of the console", || {
            let mut screens = node(Path::new("screens.mjs"), &demo)?;
            count_tests(
                screens
                    .env("BEFFROI", &demo.program)
                    .env("DATA", &demo.data),
            )
        });
        steps.tests("a page left open", || {
            let mut live = node(Path::new("live.mjs"), &demo)?;
            count_tests(live.env("BEFFROI", &demo.program).env("DATA", &demo.data))
        });
    }
}

/// Runs one command with a PostgreSQL of its own, for work on a single test.
///
/// # Errors
/// When PostgreSQL does not start, or the command fails.
pub fn beside_postgres(program: &str, arguments: &[&str]) -> Result<()> {
    let postgres = Postgres::start()?;
    let mut command = Command::new(program);
    forget_ourselves(&mut command);
    run(command.args(arguments).envs(world(&postgres)))
}

/// What the tests of the server find around them: a PostgreSQL, a Dovecot, and a Python that can be a mail relay.
fn world(postgres: &Postgres) -> Vec<(&'static str, OsString)> {
    let python = clients::python().map(|python| ("TEST_RELAY_PYTHON", python.into_os_string()));
    let database = ("TEST_DATABASE_URL", OsString::from(&postgres.url));
    let dovecot = provision::dovecot().map(|program| ("TEST_DOVECOT", program.into_os_string()));
    let all = [database].into_iter().chain(python).chain(dovecot);
    all.collect()
}

/// A script of `browser/` that looks at `demo`.
///
/// # Errors
/// When there is no browser.
pub fn node(script: &Path, demo: &Demo) -> Result<Command> {
    let chromium = provision::chromium().context("Chromium is not installed")?;
    let mut command = Command::new("node");
    command
        .arg(script)
        .arg(&demo.origin)
        .env("CHROMIUM", chromium)
        .current_dir(root().join("browser"))
        .stdin(Stdio::null());
    Ok(command)
}
