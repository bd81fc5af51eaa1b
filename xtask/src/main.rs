//! Chores of the project, so that nobody has to remember a command line.
//!
//! Read in order: [`steps`] and [`run`] (what every chore leans on), [`test`] with [`provision`],
//! [`postgres`], [`demo`], [`clients`] and [`lifeline`], then [`ci`], [`tidy`], [`docs`], [`shots`].
//!
//! Deliberately absent: a crate for command lines, signals or JSON. A newcomer waits for this
//! binary before the first test runs, so it is built from the standard library.

use std::process::ExitCode;

mod bench;
mod ci;
mod clients;
mod demo;
mod docs;
mod lifeline;
mod long;
mod postgres;
mod provision;
mod run;
mod shots;
mod steps;
mod test;
mod tidy;

const USAGE: &str = "\
Usage: cargo xtask COMMAND

  test [--long [--minutes N]]   all tests, on SQLite, PostgreSQL and in a browser; installs what is missing
  fuzz [MINUTES]                the readers fed with bytes nobody would send
  postgres COMMAND…             one command with a PostgreSQL of its own in TEST_DATABASE_URL
  clients                       only other people's programs, against a demo; see clients/README.md
  ci                            fmt, clippy, tidy, test, and cargo-deny where it is installed
  tidy                          where lines live, how long they are, which doors they use
  docs                          writes docs/configuration.md anew
  bench archive [--quick] [--tenth] [--sqlite|--postgres] [--json]  how long pages over a million incidents of providers take
  bench desk [--quick] [--json]    10,000 customers who report within a minute, and the page meanwhile
  bench http [--quick] [--json]    how fast the page is served, beside the limit of the same machine
  bench import [--quick] [--json]  how fast histories are read and imported, and in how much memory
  bench watch [--quick|--brief] [--json]
                                   how quickly other providers' pages are followed, and at what cost; brief: all of them, for five minutes
  bench review [--quick] [--json]  how long the review of a text takes, in three languages
  shots [DIR]                   screenshots into DIR (default target/shots), and docs/picture.png
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> anyhow::Result<()> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["test"] => test::test(None),
        ["test", "--long"] => test::test(Some(long::MINUTES)),
        ["test", "--long", "--minutes", minutes] => test::test(Some(minutes.parse()?)),
        ["fuzz"] => long::long(long::MINUTES),
        ["fuzz", minutes] => long::long(minutes.parse()?),
        ["postgres", program, rest @ ..] => test::beside_postgres(program, rest),
        ["ci"] => ci::ci(),
        ["clients"] => clients::clients(),
        ["tidy"] => tidy::tidy(),
        ["docs"] => docs::docs(),
        ["bench", rest @ ..] => bench::run(rest),
        ["shots"] => shots::shots(None),
        ["shots", directory] => shots::shots(Some(directory)),
        [] | ["help" | "--help" | "-h"] => {
            print!("{USAGE}");
            Ok(())
        }
        _ => anyhow::bail!("unknown command: {}\n\n{USAGE}", words.join(" ")),
    }
}
