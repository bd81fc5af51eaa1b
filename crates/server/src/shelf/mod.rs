//! The shelf: what the public page says, rendered once per revision and kept ready.
//!
//! Read in order: [`Shelf`], `doc` (one document in all its encodings), `accept` (which of them a
//! reader gets), `board` (what stands ready for one page), `keep` (what is rendered when somebody asks),
//! `watch` (who notices that a page has changed), `render` (what everybody asks for, ahead of them),
//! `stale` (the database is away), `disk` (a restart meanwhile), `events` (a browser left open), `behind`
//! (the same behind the gate of a private page).
//!
//! Freshness is derived: a document belongs to a [`State`], which is the page's revision and, where time
//! alone changes what is said, the minute or the day. Nothing is ever purged.
//! Not here: how anything is rendered; the router that makes documents is handed in.

mod accept;
mod behind;
mod board;
mod disk;
mod doc;
mod events;
mod keep;
mod pack;
mod render;
mod stale;
mod watch;

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicI64, Ordering},
    },
};

use arc_swap::ArcSwap;
use axum::Router;
use jiff::Timestamp;
use tokio::sync::watch as latest;

use crate::{ground::Metrics, web::Site};

use board::Boards;
use keep::Kept;

pub use behind::private_events;
pub use disk::is_there;
pub use doc::Doc;
pub use events::events;
pub use keep::keep;

/// What a document rests on: it is true as long as this is the page's state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct State {
    /// The page's revision.
    pub revision: i64,
    /// The minute since 1970 while something goes on or is planned, else the day in the page's zone.
    pub tick: i64,
}

/// What a shelf needs to work.
#[derive(Clone, Debug)]
pub struct Parts {
    /// Where the facts are, the time, and how the world reaches us.
    pub site: Site,
    /// What is counted.
    pub metrics: Metrics,
    /// Where to write what stands ready, for a start without a database.
    pub snapshot: Option<PathBuf>,
    /// How many bytes documents may take that were rendered because somebody asked.
    pub kept_bytes: u64,
}

/// All documents that are ready, of all public pages. Clones share it.
#[derive(Clone)]
pub struct Shelf(Arc<Inner>);

struct Inner {
    parts: Parts,
    /// Renders a document from the database, and keeps nothing.
    router: Router,
    boards: ArcSwap<Boards>,
    kept: Kept,
    /// Microseconds since 1970 when the database was last seen; 0 while it is there.
    away_since: AtomicI64,
    /// Changes when readers see something new.
    told: latest::Sender<u64>,
    closing: AtomicBool,
}

impl Shelf {
    /// An empty shelf before `router`, which renders.
    #[must_use]
    pub fn new(parts: Parts, router: Router) -> Self {
        Self(Arc::new(Inner {
            kept: keep::empty(parts.kept_bytes),
            boards: ArcSwap::from_pointee(Boards::default()),
            away_since: AtomicI64::new(0),
            told: latest::Sender::new(0),
            closing: AtomicBool::new(false),
            router,
            parts,
        }))
    }

    /// Since when the database has not been seen; `None` while it is there.
    #[must_use]
    pub fn away_since(&self) -> Option<Timestamp> {
        let micros = self.0.away_since.load(Ordering::Relaxed);
        (micros != 0).then(|| Timestamp::from_microsecond(micros).unwrap_or_default())
    }

    /// True when there is something to give to readers, also without a database.
    #[must_use]
    pub fn has_something(&self) -> bool {
        self.0.boards.load().is_filled()
    }

    /// Ends the connections that are left open for events, so that a stop need not wait for them.
    pub fn close(&self) {
        self.0.closing.store(true, Ordering::Relaxed);
        self.tell();
    }

    fn is_closing(&self) -> bool {
        self.0.closing.load(Ordering::Relaxed)
    }

    fn tell(&self) {
        self.0
            .told
            .send_modify(|count| *count = count.wrapping_add(1));
    }

    fn now(&self) -> Timestamp {
        self.0.parts.site.clock.now()
    }
}
