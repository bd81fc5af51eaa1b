//! While the database is away: what stands ready stays up, and says since when it may be old.
//!
//! Pages carry a mark where the sentence goes; programs get a header. When the database is back
//! everything is rendered anew.

use std::sync::{Arc, atomic::Ordering};

use askama::Template;
use axum::http::{HeaderName, HeaderValue};
use beffroi_domain::{Locale, PageId};
use bytes::Bytes;
use jiff::{Timestamp, fmt::rfc2822, tz::TimeZone};

use super::{
    Shelf,
    board::{Board, Stand},
    doc::Doc,
};
use crate::web::{Address, Reader, layout, words};

/// Since when a document may be old, for programs.
pub(super) const HEADER: HeaderName = HeaderName::from_static("beffroi-stale-since");

/// The sentence on a page.
#[derive(Template)]
#[template(path = "shelf/stale.html")]
struct Note {
    text: String,
}

impl Shelf {
    /// The database was last seen at `since`: says so on everything that stands ready.
    pub(super) fn leave(&self, since: Timestamp) {
        if self.away_since().is_some() {
            return;
        }
        let micros = since.as_microsecond().max(1);
        self.0.away_since.store(micros, Ordering::Relaxed);
        tracing::error!("the database does not answer; what stands ready is served");
        let boards = self.0.boards.load_full();
        let marked = boards.all.iter().map(|board| Arc::new(stale(board, since)));
        self.0
            .boards
            .store(Arc::new(boards.with_all(marked.collect())));
    }

    /// The database is there again. True when it was away.
    pub(super) fn come_back(&self) -> bool {
        let was_away = self.0.away_since.swap(0, Ordering::Relaxed) != 0;
        if was_away {
            tracing::info!("the database answers again");
        }
        was_away
    }

    /// A kept document as it is given while the database is away.
    pub(super) fn marked(
        &self,
        doc: &Arc<Doc>,
        page: PageId,
        is_under: bool,
        name: &str,
    ) -> Arc<Doc> {
        let Some(since) = self.away_since() else {
            return doc.clone();
        };
        let boards = self.0.boards.load();
        let stand = boards
            .all
            .iter()
            .map(|board| &board.stand)
            .find(|stand| stand.page == page && stand.is_under == is_under);
        stand.map_or_else(
            || doc.clone(),
            |stand| Arc::new(mark(doc, stand, name, since)),
        )
    }
}

fn stale(board: &Board, since: Timestamp) -> Board {
    let mark = |(name, doc): (&String, &Arc<Doc>)| {
        (name.clone(), Arc::new(mark(doc, &board.stand, name, since)))
    };
    Board {
        ready: board.ready.iter().map(mark).collect(),
        ..board.clone()
    }
}

fn mark(doc: &Doc, stand: &Stand, name: &str, since: Timestamp) -> Doc {
    let mut headers = doc.headers().clone();
    if let Ok(value) = HeaderValue::from_str(&http_date(since)) {
        headers.insert(HEADER, value);
    }
    let body = match std::str::from_utf8(doc.body()) {
        Ok(html) if doc.is_html() => Bytes::from(with_note(html, stand, name, since)),
        _ => doc.body().clone(),
    };
    Doc::new(headers, body)
}

fn with_note(html: &str, stand: &Stand, name: &str, since: Timestamp) -> String {
    let tag = name
        .trim_start_matches('/')
        .split('/')
        .next()
        .unwrap_or_default();
    let locale = tag.parse::<Locale>().ok();
    let first = locale.iter().chain(&stand.locales);
    let reader = Reader {
        words: words::first_of(first),
        zone: TimeZone::get(&stand.zone).unwrap_or(TimeZone::UTC),
        fallback: stand.locales.clone(),
        now: since,
        address: Address::default(),
    };
    let note = Note {
        text: reader
            .words
            .tell("stale-note", &[("when", &reader.instant(since).text)]),
    };
    // A template of one field cannot fail; the page without its note is better than none.
    let note = note.render().unwrap_or_default();
    html.replacen(layout::STALE_MARK, &note, 1)
}

fn http_date(at: Timestamp) -> String {
    rfc2822::DateTimePrinter::new()
        .timestamp_to_rfc9110_string(&at)
        .unwrap_or_default()
}
