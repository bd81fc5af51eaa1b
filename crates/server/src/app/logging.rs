//! Logs: for people or for programs, without personal data: no addresses, no queries, no headers.

use std::io::{self, IsTerminal as _};

use axum::{extract::Request, middleware::Next, response::Response};
use tracing_subscriber::{EnvFilter, filter::Directive};

use crate::{
    config::{Log, LogFormat},
    ground::{clock::stopwatch, mask},
    web::address::logged,
};

/// Starts logging to standard error. A second start in one process changes nothing.
pub fn start(log: &Log) {
    let filter = EnvFilter::new(&log.level).add_directive(quiet());
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(|| Masked(std::io::stderr()));
    let _already_started = match log.format {
        LogFormat::Text => lines.with_target(false).try_init(),
        LogFormat::Json => lines
            .json()
            .flatten_event(true)
            .with_current_span(false)
            .try_init(),
    };
}

/// What speaks with mailboxes writes each word of a conversation to its log, the password and what people say among them.
fn quiet() -> Directive {
    let quiet = "async_imap=off".parse();
    quiet.expect("a directive out of constants")
}

/// Where lines go, whole lines at a time: a card or account number that came in with a path or an error goes no further.
struct Masked<W>(W);

impl<W: io::Write> io::Write for Masked<W> {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let said = String::from_utf8_lossy(line);
        self.0.write_all(mask::conceal(&said).as_bytes())?;
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// One line a request: method, path without its query, status, milliseconds.
pub(super) async fn log_request(request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let path = logged(request.uri().path()).into_owned();
    let began = stopwatch();
    let response = next.run(request).await;
    let ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    tracing::info!(%method, path, status = response.status().as_u16(), ms, "answered");
    response
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn a_number_goes_no_further_than_the_line_that_has_it() {
        let mut lines = Masked(Vec::new());

        let written = lines
            .write(b"path=/v1/4111-1111-1111-1111 status=404\n")
            .unwrap();

        assert_eq!(written, 40);
        assert_eq!(lines.0, "path=/v1/•••• 1111 status=404\n".as_bytes());
    }
}
