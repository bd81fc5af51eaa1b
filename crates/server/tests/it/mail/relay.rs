//! A mail relay in a process of its own; it ends when it is dropped.

use std::{
    io::{BufRead, BufReader},
    process::{Child, ChildStdout, Command, Stdio},
    sync::{
        Mutex,
        mpsc::{Receiver, channel},
    },
    time::Duration,
};

pub struct Relay {
    pub port: u16,
    child: Child,
    mails: Mutex<Receiver<Received>>,
}

/// A mail that the relay took.
#[derive(Debug)]
pub struct Received {
    pub from: String,
    pub to: Vec<String>,
    pub encrypted: bool,
    pub user: Option<String>,
    pub hello: String,
    pub bytes: Vec<u8>,
}

#[derive(serde::Deserialize)]
struct Line {
    from: String,
    to: Vec<String>,
    encrypted: bool,
    user: Option<String>,
    hello: String,
    mail: Vec<u8>,
}

impl Relay {
    /// A relay; `None`, with a word, where no Python for it is named.
    pub fn start(arguments: &[&str]) -> Option<Self> {
        let Ok(python) = std::env::var("TEST_RELAY_PYTHON") else {
            eprintln!("TEST_RELAY_PYTHON is not set: the mail relay is left out");
            return None;
        };
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/mail");
        let mut child = Command::new(python)
            .arg("relay.py")
            .args(arguments)
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        let mut first = String::new();
        lines.read_line(&mut first).unwrap();
        let port = first.trim().parse().expect("the relay tells its port");
        Some(Self {
            port,
            child,
            mails: Mutex::new(listen(lines)),
        })
    }

    /// The next mail that it took, or takes within ten seconds.
    pub fn next(&self) -> Received {
        let mails = self.mails.lock().unwrap();
        mails
            .recv_timeout(Duration::from_secs(10))
            .expect("a mail arrives")
    }

    /// What it took and nobody looked at yet; it does not wait.
    pub fn taken(&self) -> Vec<Received> {
        self.mails.lock().unwrap().try_iter().collect()
    }

    /// True when it took no mail that was not looked at; what it takes, it says at once.
    pub fn has_nothing(&self) -> bool {
        let mails = self.mails.lock().unwrap();
        mails.recv_timeout(Duration::from_millis(200)).is_err()
    }
}

fn listen(lines: BufReader<ChildStdout>) -> Receiver<Received> {
    let (tell, mails) = channel();
    std::thread::spawn(move || {
        for line in lines.lines().map_while(Result::ok) {
            let line: Line = serde_json::from_str(&line).expect("a mail as JSON");
            let received = Received {
                from: line.from,
                to: line.to,
                encrypted: line.encrypted,
                user: line.user,
                hello: line.hello,
                bytes: line.mail,
            };
            if tell.send(received).is_err() {
                return;
            }
        }
    });
    mails
}

impl Drop for Relay {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
