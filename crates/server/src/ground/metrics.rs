//! Counters that many threads bump at once without waiting for each other.
//!
//! Read in order: [`Metrics`], [`Route`], [`Totals`]. Each thread has a set of counters of its own (shared
//! only when there are more threads than sets), and whoever reads adds the sets up.
//! Not here: how they are printed and who may ask; that is `app::metrics`. No label ever holds what a
//! reader sent.

use std::{
    cell::Cell,
    sync::{
        Arc,
        atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed},
    },
    time::Duration,
};

/// What kind of thing was asked for; known from the path alone, so that it can be kept with what is ready-made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// A page for people, and whatever has no class of its own.
    Page,
    /// JSON of the API.
    Api,
    /// A feed or a calendar.
    Feed,
    /// A style, script, font or picture.
    Asset,
    /// A stream of events; its length is how long somebody stayed.
    Events,
    /// `/healthz` and `/readyz`.
    Health,
}

impl Route {
    /// All of them, in the order of their counters.
    pub const ALL: [Self; 6] = [
        Self::Page,
        Self::Api,
        Self::Feed,
        Self::Asset,
        Self::Events,
        Self::Health,
    ];

    /// The class of a path, with or without a page's prefix.
    #[must_use]
    pub fn of(path: &str) -> Self {
        let last = path.rsplit('/').next().unwrap_or_default();
        let ending = last.rsplit_once('.').map_or("", |(_, ending)| ending);
        match (last, ending) {
            ("healthz" | "readyz", _) => Self::Health,
            ("events", _) => Self::Events,
            _ if path.contains("/api/") => Self::Api,
            (_, "rss" | "atom" | "ics" | "json" | "xml") => Self::Feed,
            (_, "css" | "js" | "svg" | "png" | "ico" | "woff2" | "webp") => Self::Asset,
            _ => Self::Page,
        }
    }

    /// Its name in a label.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Api => "api",
            Self::Feed => "feed",
            Self::Asset => "asset",
            Self::Events => "events",
            Self::Health => "health",
        }
    }
}

/// Upper ends of the buckets of lengths, in nanoseconds; what is longer falls into one more.
pub const BUCKET_ENDS: [u64; 13] = [
    50_000,
    100_000,
    250_000,
    500_000,
    1_000_000,
    2_500_000,
    5_000_000,
    10_000_000,
    50_000_000,
    100_000_000,
    500_000_000,
    1_000_000_000,
    5_000_000_000,
];

/// Buckets of lengths, the endless one included.
const BUCKETS: usize = BUCKET_ENDS.len() + 1;
const ROUTES: usize = Route::ALL.len();
/// `1xx` to `5xx`.
const STATUSES: usize = 5;
/// Sets of counters; more threads than this share.
const SETS: usize = 16;

/// What a look at another provider's page can come to, in the order of its counters.
pub const LOOKS: [&str; 13] = [
    "changed",
    "unchanged",
    "not_modified",
    "lost",
    "not_the_page",
    "no_format",
    "refused",
    "robots",
    "missing",
    "busy",
    "broken",
    "slow",
    "unreachable",
];

/// The handle: cheap to clone, cheap to bump.
#[derive(Clone, Debug)]
pub struct Metrics {
    sets: Arc<[Set; SETS]>,
}

/// One thread's counters, on cache lines of their own.
#[derive(Debug, Default)]
#[repr(align(128))]
struct Set {
    requests: [[AtomicU64; STATUSES]; ROUTES],
    lengths: [Lengths; ROUTES],
    renderings: Lengths,
    kept: AtomicU64,
    missed: AtomicU64,
    opened: AtomicU64,
    closed: AtomicU64,
    streams_opened: AtomicU64,
    streams_closed: AtomicU64,
    refused: AtomicU64,
    looks: [AtomicU64; LOOKS.len()],
}

#[derive(Debug, Default)]
struct Lengths {
    buckets: [AtomicU64; BUCKETS],
    nanos: AtomicU64,
}

impl Lengths {
    fn add(&self, took: Duration) {
        let nanos = u64::try_from(took.as_nanos()).unwrap_or(u64::MAX);
        let bucket = BUCKET_ENDS.partition_point(|end| *end < nanos);
        self.buckets[bucket].fetch_add(1, Relaxed);
        self.nanos.fetch_add(nanos, Relaxed);
    }
}

impl Default for Metrics {
    fn default() -> Self {
        Self {
            sets: Arc::new(std::array::from_fn(|_| Set::default())),
        }
    }
}

thread_local! {
    static MINE: Cell<Option<usize>> = const { Cell::new(None) };
}

/// The set of this thread, dealt out in turn.
fn mine() -> usize {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    MINE.with(|mine| {
        mine.get().unwrap_or_else(|| {
            let dealt = NEXT.fetch_add(1, Relaxed) % SETS;
            mine.set(Some(dealt));
            dealt
        })
    })
}

impl Metrics {
    fn set(&self) -> &Set {
        &self.sets[mine()]
    }

    /// A request was answered with `status` after `took`; three additions, no lock.
    pub fn hit(&self, route: Route, status: u16, took: Duration) {
        let set = self.set();
        let status = usize::from(status / 100).clamp(1, STATUSES) - 1;
        set.requests[route as usize][status].fetch_add(1, Relaxed);
        set.lengths[route as usize].add(took);
    }

    /// A document was rendered.
    pub fn rendered(&self, took: Duration) {
        self.set().renderings.add(took);
    }

    /// A document was there ready-made.
    pub fn kept(&self) {
        self.set().kept.fetch_add(1, Relaxed);
    }

    /// A document that is kept was not there and had to be rendered or waited for.
    pub fn missed(&self) {
        self.set().missed.fetch_add(1, Relaxed);
    }

    /// A connection or request was turned away by a limit.
    pub fn refused(&self) {
        self.set().refused.fetch_add(1, Relaxed);
    }

    /// Another provider's page was looked at, which came to one of [`LOOKS`]; any other word is not counted.
    pub fn looked(&self, outcome: &str) {
        let found = LOOKS.iter().position(|word| *word == outcome);
        let counter = found.map(|at| &self.set().looks[at]);
        counter.map(|counter| counter.fetch_add(1, Relaxed));
    }

    /// A connection is open until the guard is dropped.
    #[must_use]
    pub fn connection(&self) -> Open {
        self.set().opened.fetch_add(1, Relaxed);
        Open(self.clone(), Kind::Connection)
    }

    /// A stream of events is open until the guard is dropped.
    #[must_use]
    pub fn stream(&self) -> Open {
        self.set().streams_opened.fetch_add(1, Relaxed);
        Open(self.clone(), Kind::Stream)
    }

    /// All sets added up.
    #[must_use]
    pub fn totals(&self) -> Totals {
        let mut totals = Totals::default();
        for set in self.sets.iter() {
            totals.add(set);
        }
        totals
    }
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Connection,
    Stream,
}

/// Something that is open; over when dropped.
#[derive(Debug)]
pub struct Open(Metrics, Kind);

impl Drop for Open {
    fn drop(&mut self) {
        let set = self.0.set();
        match self.1 {
            Kind::Connection => &set.closed,
            Kind::Stream => &set.streams_closed,
        }
        .fetch_add(1, Relaxed);
    }
}

/// How long things took: how many in each bucket, and all together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    /// How many fell into each bucket of [`BUCKET_ENDS`], and at last how many were longer.
    pub buckets: [u64; BUCKETS],
    /// All lengths together, in nanoseconds.
    pub nanos: u64,
}

impl Spread {
    /// How many there were.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.buckets.iter().sum()
    }

    fn add(&mut self, lengths: &Lengths) {
        for (sum, bucket) in self.buckets.iter_mut().zip(&lengths.buckets) {
            *sum += bucket.load(Relaxed);
        }
        self.nanos = self.nanos.wrapping_add(lengths.nanos.load(Relaxed));
    }
}

/// What was counted since the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Requests by class and by the first figure of their status, from 1.
    pub requests: [[u64; STATUSES]; ROUTES],
    /// How long requests took, by class.
    pub lengths: [Spread; ROUTES],
    /// How long rendering took.
    pub renderings: Spread,
    /// Look-ups that found their document ready-made.
    pub kept: u64,
    /// Look-ups that did not.
    pub missed: u64,
    /// Connections since the start.
    pub opened: u64,
    /// Connections that are over.
    pub closed: u64,
    /// Event streams since the start.
    pub streams_opened: u64,
    /// Event streams that are over.
    pub streams_closed: u64,
    /// What limits turned away.
    pub refused: u64,
    /// Looks at other providers' pages, by what they came to.
    pub looks: [u64; LOOKS.len()],
}

impl Totals {
    /// Connections open at the moment.
    #[must_use]
    pub fn connections(&self) -> u64 {
        self.opened.saturating_sub(self.closed)
    }

    /// Event streams open at the moment.
    #[must_use]
    pub fn streams(&self) -> u64 {
        self.streams_opened.saturating_sub(self.streams_closed)
    }

    fn add(&mut self, set: &Set) {
        for (sums, counters) in self.requests.iter_mut().zip(&set.requests) {
            for (sum, counter) in sums.iter_mut().zip(counters) {
                *sum += counter.load(Relaxed);
            }
        }
        for (sum, lengths) in self.lengths.iter_mut().zip(&set.lengths) {
            sum.add(lengths);
        }
        self.renderings.add(&set.renderings);
        for (sum, counter) in self.looks.iter_mut().zip(&set.looks) {
            *sum += counter.load(Relaxed);
        }
        for (sum, counter) in [
            (&mut self.kept, &set.kept),
            (&mut self.missed, &set.missed),
            (&mut self.opened, &set.opened),
            (&mut self.closed, &set.closed),
            (&mut self.streams_opened, &set.streams_opened),
            (&mut self.streams_closed, &set.streams_closed),
            (&mut self.refused, &set.refused),
        ] {
            *sum += counter.load(Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_many_threads_count_adds_up() {
        let metrics = Metrics::default();
        let took = Duration::from_micros(80);

        std::thread::scope(|scope| {
            for _ in 0..SETS + 3 {
                scope.spawn(|| (0..100).for_each(|_| metrics.hit(Route::Api, 304, took)));
            }
        });

        let totals = metrics.totals();
        let expected = (SETS as u64 + 3) * 100;
        assert_eq!(totals.requests[Route::Api as usize][2], expected);
        assert_eq!(totals.lengths[Route::Api as usize].buckets[1], expected);
        assert_eq!(totals.lengths[Route::Api as usize].nanos, expected * 80_000);
    }

    #[test]
    fn a_length_on_an_edge_belongs_to_the_lower_bucket_and_none_is_lost() {
        let metrics = Metrics::default();

        metrics.rendered(Duration::from_nanos(BUCKET_ENDS[0]));
        metrics.rendered(Duration::from_secs(60));

        let spread = metrics.totals().renderings;
        assert_eq!((spread.buckets[0], spread.buckets[BUCKETS - 1]), (1, 1));
        assert_eq!(spread.count(), 2);
    }

    #[test]
    fn what_is_open_is_open_until_it_is_dropped_even_by_another_thread() {
        let metrics = Metrics::default();

        let (first, second) = (metrics.connection(), metrics.connection());
        let stream = metrics.stream();
        std::thread::spawn(move || drop(first)).join().unwrap();

        let totals = metrics.totals();
        assert_eq!((totals.connections(), totals.opened), (1, 2));
        assert_eq!(totals.streams(), 1);
        drop((second, stream));
        assert_eq!(metrics.totals().connections(), 0);
    }

    #[test]
    fn a_status_of_no_class_is_counted_all_the_same() {
        let metrics = Metrics::default();

        metrics.hit(Route::Page, 999, Duration::ZERO);
        metrics.hit(Route::Page, 0, Duration::ZERO);

        let counted: u64 = metrics.totals().requests[0].iter().sum();
        assert_eq!(counted, 2);
    }

    #[test]
    fn a_path_has_a_class_whatever_stands_before_it() {
        for (path, route) in [
            ("/fr/", Route::Page),
            ("/p/main/fr/incidents/q2kg8n613kr3", Route::Page),
            ("/p/main/api/v2/summary.json", Route::Api),
            ("/history.json", Route::Feed),
            ("/p/main/history.atom", Route::Feed),
            ("/assets/page.abc.css", Route::Asset),
            ("/p/main/events", Route::Events),
            ("/readyz", Route::Health),
            ("", Route::Page),
        ] {
            assert_eq!(Route::of(path), route, "{path}");
        }
    }
}
