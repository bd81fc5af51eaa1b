//! A receiver of webhooks that takes everything, and whoever posts to it as fast as it can.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::Instant,
};

use anyhow::{Context, Result, anyhow};

/// Bytes of an event of ours, about.
const EVENT_BYTES: usize = 8 * 1024;

/// Listens for as long as the process lives; a thread a connection.
pub struct Receiver {
    /// Where it listens.
    pub port: u16,
    taken: Arc<AtomicU64>,
}

impl Receiver {
    /// Starts one.
    ///
    /// # Errors
    /// When there is no port.
    pub fn start() -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").context("no free port")?;
        let port = listener.local_addr()?.port();
        let taken = Arc::new(AtomicU64::new(0));
        let counted = taken.clone();
        thread::spawn(move || {
            for stream in listener.incoming().filter_map(Result::ok) {
                let counted = counted.clone();
                // It ends when the other side does; what breaks off was not taken.
                thread::spawn(move || take(stream, &counted).unwrap_or_default());
            }
        });
        Ok(Self { port, taken })
    }

    /// How many it took.
    pub fn taken(&self) -> u64 {
        self.taken.load(Ordering::Relaxed)
    }

    /// Counts anew.
    pub fn forget(&self) {
        self.taken.store(0, Ordering::Relaxed);
    }
}

fn take(stream: TcpStream, taken: &AtomicU64) -> Result<()> {
    stream.set_nodelay(true)?;
    let mut answers = stream.try_clone()?;
    let mut lines = BufReader::new(stream);
    let mut body = Vec::new();
    loop {
        let mut length = 0;
        loop {
            let mut line = String::new();
            if lines.read_line(&mut line)? == 0 {
                return Ok(());
            }
            if line == "\r\n" {
                break;
            }
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse()?;
            }
        }
        body.resize(length, 0);
        lines.read_exact(&mut body)?;
        taken.fetch_add(1, Ordering::Relaxed);
        answers.write_all(b"HTTP/1.1 204 No Content\r\n\r\n")?;
    }
}

/// Calls a second of `posters` connections that do nothing else.
///
/// # Errors
/// When the receiver breaks off.
pub fn limit(port: u16, posters: usize, calls: u64) -> Result<f64> {
    let began = Instant::now();
    let each = calls / posters as u64;
    let all: Vec<_> = (0..posters)
        .map(|_| thread::spawn(move || post(port, each)))
        .collect();
    for one in all {
        one.join().map_err(|_| anyhow!("a poster panicked"))??;
    }
    Ok((each * posters as u64) as f64 / began.elapsed().as_secs_f64())
}

fn post(port: u16, calls: u64) -> Result<()> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_nodelay(true)?;
    let head =
        format!("POST /hook HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: {EVENT_BYTES}\r\n\r\n");
    let mut message = head.into_bytes();
    message.resize(message.len() + EVENT_BYTES, b'x');
    let mut answer = [0; 64];
    for _ in 0..calls {
        stream.write_all(&message)?;
        let count = stream.read(&mut answer)?;
        anyhow::ensure!(count > 0, "the receiver broke off");
    }
    Ok(())
}
