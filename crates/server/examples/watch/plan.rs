//! Which source is what, and when it changes: the same for whoever answers and whoever measures.

use jiff::{SignedDuration, Timestamp};

/// How a source behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It answers.
    Well,
    /// It takes the question and never answers: 2 in 100.
    Hangs,
    /// It answers with something else: 2 in 100.
    Broken,
    /// It answers at another host, and says so: 1 in 100.
    Moved,
}

pub fn kind(number: usize) -> Kind {
    match number % 100 {
        0 | 1 => Kind::Hangs,
        2 | 3 => Kind::Broken,
        4 => Kind::Moved,
        _ => Kind::Well,
    }
}

/// Whether what changes at it can be seen.
pub fn answers(number: usize) -> bool {
    matches!(kind(number), Kind::Well | Kind::Moved)
}

/// The format of a source.
pub fn form(number: usize) -> &'static str {
    match number / 100 % 10 {
        0..=4 => "statuspage",
        5 | 6 => "incidentio",
        7 => "instatus",
        8 => "betterstack",
        _ => "google",
    }
}

/// Each source has a host of its own; all of them are this machine.
pub fn host(number: usize) -> String {
    format!(
        "127.{}.{}.{}",
        1 + number / 65_536,
        number / 256 % 256,
        number % 256
    )
}

/// Where a source that moved is now.
pub fn new_host(number: usize) -> String {
    format!(
        "127.{}.{}.{}",
        101 + number / 65_536,
        number / 256 % 256,
        number % 256
    )
}

/// Which source a host is, and whether it is the new place of one that moved.
pub fn number(host: &str) -> Option<(usize, bool)> {
    let host = host.split(':').next()?;
    let mut parts = host
        .split('.')
        .skip(1)
        .map(|part| part.parse::<usize>().ok());
    let (a, b, c) = (parts.next()??, parts.next()??, parts.next()??);
    let is_new = a > 100;
    let first = if is_new { a - 101 } else { a.checked_sub(1)? };
    Some((first * 65_536 + b * 256 + c, is_new))
}

/// When what changes.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// When the sources began.
    pub t0: Timestamp,
    /// Seconds in which a tenth of them changes.
    pub period: i64,
}

impl Plan {
    pub fn of(t0: Timestamp, period: i64) -> Self {
        Self { t0, period }
    }

    /// When a source changes in a period: in every tenth.
    fn change(&self, number: usize, window: i64) -> Option<Timestamp> {
        let number = i64::try_from(number).ok()?;
        let is_its = window >= 0 && window % 10 == number / 7 % 10;
        let offset = SignedDuration::from_millis(number * 377 % (self.period * 1000));
        is_its.then(|| self.t0 + SignedDuration::from_secs(window * self.period) + offset)
    }

    /// Its last change up to now.
    pub fn last(&self, number: usize, now: Timestamp) -> Option<(i64, Timestamp)> {
        let window = now.duration_since(self.t0).as_secs() / self.period;
        let all =
            (0..=10).filter_map(|back| Some((window - back, self.change(number, window - back)?)));
        all.filter(|(_, at)| *at <= now).max_by_key(|(_, at)| *at)
    }

    /// Its changes between two times.
    pub fn changes(
        &self,
        number: usize,
        from: Timestamp,
        until: Timestamp,
    ) -> Vec<(i64, Timestamp)> {
        let window = |at: Timestamp| at.duration_since(self.t0).as_secs() / self.period;
        let all =
            (window(from)..=window(until)).filter_map(|one| Some((one, self.change(number, one)?)));
        all.filter(|(_, at)| *at >= from && *at < until).collect()
    }
}
