//! Benches: how fast, how much memory, said in a table or as JSON lines.
//!
//! Read in order: [`run`], [`archive`], [`desk`], [`http`], [`import`], [`notify`], [`review`], [`watch`], [`sample`] and [`phrases`] (files made up on
//! the spot), [`child`] (a process
//! watched from outside).
//!
//! Deliberately absent: limits. A bench measures; whoever reads it judges.

mod archive;
mod child;
mod desk;
mod http;
mod import;
mod notify;
mod phrases;
mod review;
mod sample;
mod table;
mod watch;

use anyhow::{Result, bail};

/// How a bench runs and prints.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Small sizes and three rounds, so that it ends within 50 seconds after the build.
    pub quick: bool,
    /// One JSON object a line instead of a table.
    pub json: bool,
}

/// Runs the bench that the first of `args` names.
///
/// # Errors
/// When there is no such bench, or it cannot be built or run.
pub fn run(args: &[&str]) -> Result<()> {
    let Some((name, flags)) = args.split_first() else {
        bail!("which bench? archive, desk, http, import, notify, review or watch");
    };
    let mut options = Options::default();
    let mut subscribers = None;
    let (mut is_tenth, mut is_brief, mut only) = (false, false, None);
    for flag in flags {
        match *flag {
            "--quick" => options.quick = true,
            "--json" => options.json = true,
            "--brief" if *name == "watch" => is_brief = true,
            "--million" if *name == "notify" => subscribers = Some(1_000_000),
            "--tenth" if *name == "archive" => is_tenth = true,
            "--sqlite" if *name == "archive" => only = Some("sqlite"),
            "--postgres" if *name == "archive" => only = Some("postgres"),
            other => bail!("unknown option of bench: {other}"),
        }
    }
    match *name {
        "archive" => archive::archive(options, is_tenth, only),
        "desk" => desk::desk(options),
        "http" => http::http(options),
        "import" => import::import(options),
        "notify" => notify::notify(options, subscribers),
        "review" => review::review(options),
        "watch" => watch::watch(options, is_brief),
        other => {
            bail!(
                "no bench is called {other}; there are: archive, desk, http, import, notify, review, watch"
            )
        }
    }
}
