//! A form as it arrives, with files or without them: its words come in whatever becomes of the files.
//!
//! Fields of words stand before those of files, in every form of ours and so in what browsers send. A file that is too large, one too
//! many, or one for which there is no room just now is read past, and told of. Not here: what a file is, and where it is kept.

use std::{
    convert::Infallible,
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use askama::{Template, filters::HtmlSafe};
use axum::{
    Form,
    extract::{
        DefaultBodyLimit, FromRequest, Request,
        multipart::{Field, Multipart},
    },
    http::header,
};
use tokio::time::timeout;

use super::typed::Sent as Words;
use crate::{
    reports::{self, DeskRules, MOST, MOST_BYTES, Sent, Why},
    web::Reader,
};

/// So many bytes of one form are read, and no more: five files, and as much again that is read past.
const ALL_BYTES: usize = 2 * MOST * MOST_BYTES;
/// What words may take of it.
const WORD_BYTES: usize = 256 * 1024;
/// So many fields of words are read.
const FIELDS: usize = 100;
/// How long somebody may take to send files.
const PATIENCE: Duration = Duration::from_secs(180);
/// So many bytes of files are in memory at one time, of all who send some. Beyond them words still come in.
const ROOM: usize = 192 * 1024 * 1024;

static HELD: AtomicUsize = AtomicUsize::new(0);

/// Where files are chosen; printed inside a form.
#[derive(Template)]
#[template(path = "public/report/files.html")]
pub(super) struct Chooser {
    label: String,
    hint: String,
    /// What not to send, and how long it is kept.
    notes: [String; 2],
    /// That what was chosen is to be chosen once more.
    again: Option<String>,
}

impl HtmlSafe for Chooser {}

impl Chooser {
    /// For a form; one that comes back lost what was chosen, since browsers keep no files.
    pub(super) fn of(reader: &Reader, rules: &DeskRules, is_lost: bool) -> Self {
        let words = reader.words;
        let (size, most) = reports::file_bounds(reader);
        Self {
            label: words.say("files-label"),
            hint: words.tell("files-hint", &[("size", &size), ("most", &most)]),
            notes: [
                words.say("files-note"),
                words.count("files-kept", rules.keep_files_days, &[]),
            ],
            again: is_lost.then(|| words.say("files-again")),
        }
    }
}

/// What was sent.
pub(super) struct Posted {
    /// The words.
    pub(super) words: Words,
    /// The files.
    pub(super) files: Vec<Sent>,
    /// Keeps their room until the form is done with.
    pub(super) room: Room,
}

/// Room in memory, given back when it is dropped.
#[derive(Default)]
pub(super) struct Room(usize);

impl Room {
    /// Takes more of it; false where there is no more.
    fn take(&mut self, bytes: usize) -> bool {
        let held = HELD.fetch_add(bytes, Ordering::Relaxed);
        if held + bytes > ROOM {
            HELD.fetch_sub(bytes, Ordering::Relaxed);
            return false;
        }
        self.0 += bytes;
        true
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        HELD.fetch_sub(self.0, Ordering::Relaxed);
    }
}

impl<S: Send + Sync> FromRequest<S> for Posted {
    type Rejection = Infallible;

    async fn from_request(mut request: Request, state: &S) -> Result<Self, Infallible> {
        let kind = request.headers().get(header::CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if !kind.starts_with("multipart/form-data") {
            return Ok(Self {
                words: Form::from_request(request, state).await,
                files: Vec::new(),
                room: Room::default(),
            });
        }
        DefaultBodyLimit::max(ALL_BYTES).apply(&mut request);
        let mut reading = Reading::default();
        if let Ok(parts) = Multipart::from_request(request, state).await {
            // Whatever breaks off, what came before it is there.
            let _ = timeout(PATIENCE, reading.all(parts)).await;
        }
        Ok(reading.done())
    }
}

#[derive(Default)]
struct Reading {
    pairs: Vec<(String, String)>,
    files: Vec<Sent>,
    room: Room,
    words_bytes: usize,
    /// The name of a file that is under way.
    under_way: Option<String>,
}

impl Reading {
    async fn all(&mut self, mut parts: Multipart) {
        while let Ok(Some(field)) = parts.next_field().await {
            let name = field.name().unwrap_or_default().to_owned();
            let went = match field.file_name().map(str::to_owned) {
                Some(file) => self.file(file, field).await,
                None => self.word(name, field).await,
            };
            if went.is_none() {
                return;
            }
        }
    }

    /// A field of words; nothing where it breaks off.
    async fn word(&mut self, name: String, mut field: Field<'_>) -> Option<()> {
        let mut bytes = Vec::new();
        while let Some(chunk) = field.chunk().await.ok()? {
            self.words_bytes += chunk.len();
            if self.words_bytes > WORD_BYTES || self.pairs.len() >= FIELDS {
                return None;
            }
            bytes.extend_from_slice(&chunk);
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        self.pairs.push((name, text));
        Some(())
    }

    /// A file; nothing where it breaks off. A browser sends one without a name and without bytes where none was chosen.
    async fn file(&mut self, name: String, mut field: Field<'_>) -> Option<()> {
        self.under_way = Some(name.clone());
        let mut bytes = Vec::new();
        let mut why = (self.files.len() >= MOST).then_some(Why::Many);
        while let Some(chunk) = field.chunk().await.ok()? {
            if why.is_none() && bytes.len() + chunk.len() > MOST_BYTES {
                why = Some(Why::Large);
            }
            if why.is_none() && !self.room.take(chunk.len()) {
                why = Some(Why::Away);
            }
            match why {
                None => bytes.extend_from_slice(&chunk),
                Some(_) => bytes = Vec::new(),
            }
        }
        self.under_way = None;
        if name.is_empty() && bytes.is_empty() && why.is_none() {
            return Some(());
        }
        let bytes = why.map_or(Ok(bytes), Err);
        self.files.push(Sent { name, bytes });
        Some(())
    }

    fn done(mut self) -> Posted {
        // A file that broke off, or was beyond all that is read of one form.
        if let Some(name) = self.under_way.take() {
            self.files.push(Sent {
                name,
                bytes: Err(Why::Large),
            });
        }
        Posted {
            words: Ok(Form(self.pairs)),
            files: self.files,
            room: self.room,
        }
    }
}
