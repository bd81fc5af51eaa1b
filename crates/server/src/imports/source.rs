//! Sources: a file or an address, opened and read piece by piece.
//!
//! Reading is done on a thread of its own and hands over one item at a time; a slow database keeps
//! the reader waiting, so that nothing piles up in memory.

use std::{
    fs::File,
    io::{self, BufReader, Read},
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use beffroi_readers::{Format, Item, ReadOptions, Summary, read};
use bytes::Bytes;
use tokio::sync::mpsc;

use super::kept;
use crate::ground::outbound::Fetched;

/// Items that may wait between reader and writer.
const ITEMS_WAITING: usize = 4;
/// Pieces of a download that may wait before the reader.
const CHUNKS_WAITING: usize = 16;
const BUFFER_BYTES: usize = 128 * 1024;

/// Where somebody's history is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file.
    File(PathBuf),
    /// An address on the web.
    Url(String),
}

impl Source {
    /// What a word of the command line means: an address when it begins with one's scheme.
    #[must_use]
    pub fn of(word: &str) -> Self {
        match word.contains("://") {
            true => Self::Url(word.to_owned()),
            false => Self::File(word.into()),
        }
    }
}

/// How much of a source was read.
#[derive(Clone, Debug, Default)]
pub(super) struct Gauge(Arc<AtomicU64>);

impl Gauge {
    /// Bytes so far.
    pub(super) fn bytes(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    fn add(&self, bytes: usize) {
        self.0.fetch_add(bytes as u64, Ordering::Relaxed);
    }
}

/// What a reader hands over.
#[derive(Debug)]
pub(super) enum Event {
    /// The next item.
    Item(Item),
    /// The end: what the run came to, or why the rest of the source is refused.
    End(Result<Summary, String>),
}

/// A source that is being read.
#[derive(Debug)]
pub(super) struct Reading {
    /// As records and messages name it.
    pub name: String,
    /// How long it is, where that is known.
    pub length: Option<u64>,
    /// How much was read.
    pub gauge: Gauge,
    /// What comes out.
    pub events: mpsc::Receiver<Event>,
}

impl Reading {
    /// Begins to read a file.
    ///
    /// # Errors
    /// In words, when it cannot be opened.
    pub(super) fn file(
        path: &Path,
        format: Option<Format>,
        options: ReadOptions,
    ) -> Result<Self, String> {
        let name = path.display().to_string();
        let refuse = |error: io::Error| format!("{name}: cannot be opened: {error}");
        let file = File::open(path).map_err(refuse)?;
        let about = file.metadata().map_err(refuse)?;
        if about.is_dir() {
            return Err(format!("{name}: is a directory; name the files in it"));
        }
        Ok(Self::begin(name, Some(about.len()), format, options, file))
    }

    /// Begins to read an answer from the web.
    pub(super) fn web(fetched: Fetched, format: Option<Format>, options: ReadOptions) -> Self {
        let (name, length) = (fetched.url().to_owned(), fetched.length());
        let (send, chunks) = mpsc::channel(CHUNKS_WAITING);
        tokio::spawn(pump(fetched, send));
        Self::begin(
            name,
            length,
            format,
            options,
            Download {
                chunks,
                rest: Bytes::new(),
            },
        )
    }

    fn begin(
        name: String,
        length: Option<u64>,
        format: Option<Format>,
        options: ReadOptions,
        input: impl Read + Send + 'static,
    ) -> Self {
        let gauge = Gauge::default();
        let (send, events) = mpsc::channel(ITEMS_WAITING);
        let counted = Counted {
            input,
            gauge: gauge.clone(),
        };
        let source = name.clone();
        tokio::task::spawn_blocking(move || {
            let input = BufReader::with_capacity(BUFFER_BYTES, counted);
            let mut each = |item| match send.blocking_send(Event::Item(kept::masked(item))) {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            };
            let end = read(&source, format, input, &options, &mut each);
            let end = end.map_err(|error| error.to_string());
            // Nobody listens any more when the run was given up; then there is nobody to tell.
            let _ = send.blocking_send(Event::End(end));
        });
        Self {
            name,
            length,
            gauge,
            events,
        }
    }
}

struct Counted<R> {
    input: R,
    gauge: Gauge,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(into)?;
        self.gauge.add(count);
        Ok(count)
    }
}

async fn pump(mut fetched: Fetched, send: mpsc::Sender<io::Result<Bytes>>) {
    loop {
        let chunk = match fetched.chunk().await {
            Ok(Some(chunk)) => Ok(chunk),
            Ok(None) => return,
            Err(error) => Err(io::Error::other(error.reason())),
        };
        let is_last = chunk.is_err();
        if send.send(chunk).await.is_err() || is_last {
            return;
        }
    }
}

/// A download, read as if it were a file.
struct Download {
    chunks: mpsc::Receiver<io::Result<Bytes>>,
    rest: Bytes,
}

impl Read for Download {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.rest.is_empty() {
            match self.chunks.blocking_recv() {
                Some(chunk) => self.rest = chunk?,
                None => return Ok(0),
            }
        }
        let count = self.rest.len().min(into.len());
        into[..count].copy_from_slice(&self.rest.split_to(count));
        Ok(count)
    }
}
