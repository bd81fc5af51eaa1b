//! Who only looks, while others report: a reader of the overview, and somebody at the inbox.

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::JoinHandle,
    time::Duration,
};

use anyhow::{Context as _, Result, anyhow, bail};
use beffroi::ground::clock::stopwatch;

use super::send::At;

/// The overview is read so often, as `bench notify` reads it.
const PAUSE: Duration = Duration::from_millis(10);
/// And the inbox.
const INBOX_PAUSE: Duration = Duration::from_secs(1);

/// How long answers took, in milliseconds, sorted.
pub struct Times(pub Vec<f64>);

impl Times {
    /// Sorts them.
    pub fn of(mut all: Vec<f64>) -> Self {
        all.sort_by(f64::total_cmp);
        Self(all)
    }

    /// Within this came so many of a hundred.
    pub fn at(&self, percent: usize) -> f64 {
        let place = (self.0.len() * percent / 100).min(self.0.len().saturating_sub(1));
        self.0.get(place).copied().unwrap_or_default()
    }
}

/// Those who look, each on a connection and a thread of their own, until they are told to stop.
pub struct Lookers {
    done: Arc<AtomicBool>,
    page: JoinHandle<Result<Vec<f64>>>,
    inbox: JoinHandle<Result<Vec<f64>>>,
}

impl Lookers {
    /// Begins.
    pub fn start(at: &At) -> Self {
        let done = Arc::new(AtomicBool::new(false));
        let page = "GET /en/ HTTP/1.1\r\nHost: localhost\r\n\r\n".to_owned();
        let inbox = format!(
            "GET /console/cases HTTP/1.1\r\nHost: localhost\r\nCookie: {}\r\n\r\n",
            at.cookie
        );
        let look = |request: String, pause| {
            let (port, done) = (at.port, Arc::clone(&done));
            std::thread::spawn(move || look(port, request.as_bytes(), pause, &done))
        };
        Self {
            page: look(page, PAUSE),
            inbox: look(inbox, INBOX_PAUSE),
            done,
        }
    }

    /// Ends; how long the overview took, and the inbox.
    pub fn stop(self) -> Result<(Times, Times)> {
        self.done.store(true, Ordering::Relaxed);
        let of = |looked: JoinHandle<Result<Vec<f64>>>| -> Result<Times> {
            let all = looked.join().map_err(|_| anyhow!("a reader broke"))?;
            Ok(Times::of(all?))
        };
        Ok((of(self.page)?, of(self.inbox)?))
    }
}

fn look(port: u16, request: &[u8], pause: Duration, done: &AtomicBool) -> Result<Vec<f64>> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_nodelay(true)?;
    let mut all = Vec::new();
    while !done.load(Ordering::Relaxed) {
        let began = stopwatch();
        stream.write_all(request)?;
        read_answer(&mut stream)?;
        all.push(began.elapsed().as_secs_f64() * 1e3);
        std::thread::sleep(pause);
    }
    Ok(all)
}

fn read_answer(stream: &mut TcpStream) -> Result<()> {
    let (mut bytes, mut buffer) = (Vec::new(), [0; 16 * 1024]);
    loop {
        let count = stream.read(&mut buffer)?;
        if count == 0 {
            bail!("an answer broke off");
        }
        bytes.extend_from_slice(&buffer[..count]);
        let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else {
            continue;
        };
        let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
        if !head.starts_with("http/1.1 200") {
            bail!(
                "looking was answered {}",
                head.lines().next().unwrap_or_default()
            );
        }
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "))
            .context("an answer with a length")?;
        if bytes.len() >= end + 4 + length.trim().parse::<usize>()? {
            return Ok(());
        }
    }
}
