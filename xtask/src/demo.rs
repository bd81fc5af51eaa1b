//! A real `beffroi demo` on a free port, over a folder of its own, for tests in a browser.

use std::{
    io::{Read, Write},
    net::TcpStream,
    path::PathBuf,
    process::Command,
    time::Duration,
};

use anyhow::{Context, Result};

use crate::{
    lifeline::{Lifeline, Stop, free_port, temporary_folder},
    run::debug_dir,
};

/// A running demo; stopped and removed when dropped.
pub struct Demo {
    _lifeline: Lifeline,
    /// `http://127.0.0.1:PORT`, without a slash at the end.
    pub origin: String,
    /// The program, for a second process on the same data.
    pub program: PathBuf,
    /// Where its data is.
    pub data: PathBuf,
}

impl Demo {
    /// Starts the binary that cargo has already built, and waits until it answers.
    ///
    /// # Errors
    /// When it is not built, or does not answer within two minutes; with its last words.
    pub fn start() -> Result<Self> {
        let folder = temporary_folder("demo")?;
        let port = free_port()?;
        let (program, data) = (debug_dir()?.join("beffroi"), folder.join("data"));
        let mut command = Command::new(&program);
        command
            .args(["demo", "--listen", &format!("127.0.0.1:{port}"), "--data"])
            .arg(&data)
            .current_dir(&folder);
        let mut lifeline = Lifeline::start(command, folder, Stop::Terminate)?;
        lifeline
            .wait_until(Duration::from_secs(120), |_| {
                status(port, "/readyz") == Some(200)
            })
            .context("the demo did not start")?;
        Ok(Self {
            _lifeline: lifeline,
            origin: format!("http://127.0.0.1:{port}"),
            program,
            data,
        })
    }
}

/// The status of the answer to `GET path` on this machine; `None` while nobody answers.
fn status(port: u16, path: &str) -> Option<u16> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(5))).ok()?;
    let request =
        format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).ok()?;
    let mut head = [0; 12];
    stream.read_exact(&mut head).ok()?;
    std::str::from_utf8(&head[9..]).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_status_of_an_answer_is_read_and_silence_is_none() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = [0; 256];
            let read = stream.read(&mut request).unwrap();
            stream
                .write_all(b"HTTP/1.1 503 Service Unavailable\r\n\r\n")
                .unwrap();
            String::from_utf8_lossy(&request[..read]).into_owned()
        });

        let answered = status(port, "/readyz");
        let request = server.join().unwrap();

        assert_eq!(answered, Some(503));
        assert!(request.starts_with("GET /readyz HTTP/1.1\r\n"), "{request}");
        assert_eq!(status(port, "/readyz"), None);
    }
}
