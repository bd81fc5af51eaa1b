//! Very many customers who report at once, for `cargo xtask bench desk`.
//!
//! `desk fill DATABASE` makes the demo, with a desk that is open and somebody who is signed in at its console; it prints what the other
//! takes. `desk report PORT COOKIE ABOUT COUNT SECONDS` sends so many reports in so many seconds, whether or not those
//! before are answered, reads the overview and the inbox meanwhile, looks each case up afterwards, and prints its figures as one line of JSON.
//!
//! Read in order: `fill`, `forms` (a form for each, with the figure that it asks for), `read` (who only looks), `send`.

mod fill;
mod forms;
mod read;
mod send;

use std::time::Duration;

use anyhow::{Result, bail};

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    // There is no other provider in this process, so this is the first.
    let _ = rustls::crypto::ring::default_provider().install_default();
    match &args[..] {
        ["fill", database] => runtime.block_on(fill::fill(database)),
        ["report", port, cookie, about, count, seconds] => {
            let at = send::At {
                port: port.parse()?,
                cookie: (*cookie).to_owned(),
                about: (*about).to_owned(),
            };
            let length = Duration::from_secs(seconds.parse()?);
            runtime.block_on(send::report(&at, count.parse()?, length))
        }
        _ => bail!("desk fill DATABASE, or desk report PORT COOKIE ABOUT COUNT SECONDS"),
    }
}
