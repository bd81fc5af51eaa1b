//! The account of a run: what was read, what became of it, what a person should look at.

use std::collections::BTreeMap;

use beffroi_domain::Locale;
use beffroi_readers::record::{ImportRecord, RecordKind, Warning, WarningKind, When};

use super::take::{Match, Outcome};

/// How many warnings, matches and refusals are kept to be told; the rest is counted.
pub const TOLD: usize = 500;

/// What was read of one source, and what became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// File or address.
    pub source: String,
    /// Its format, once known.
    pub format: Option<String>,
    /// Incidents read.
    pub incidents: usize,
    /// Maintenances read.
    pub maintenances: usize,
    /// Components described.
    pub components: usize,
    /// Updates read.
    pub updates: usize,
    /// Incidents that say anything, per language.
    pub languages: BTreeMap<Locale, usize>,
    /// Records whose start or end is known to the minute.
    pub timed: usize,
    /// Records of which only a day is known.
    pub day_only: usize,
    /// Records of which only a clock time is known.
    pub clock_only: usize,
    /// Records without any time.
    pub undated: usize,
    /// Write-ups read.
    pub postmortems: usize,
    /// Warnings, ours and the reader's.
    pub warnings: usize,
    /// Records that became new.
    pub new: usize,
    /// Records that added to what we had.
    pub added: usize,
    /// Records that brought nothing new.
    pub unchanged: usize,
    /// Records older than what we had.
    pub older: usize,
    /// Pieces and files refused.
    pub refused: usize,
}

/// A warning with where it belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// File or address.
    pub source: String,
    /// The record's place in it.
    pub ordinal: u32,
    /// What the record is called.
    pub title: String,
    /// What to look at.
    pub warning: Warning,
}

/// Two records that are one incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matched {
    /// File or address of the later one.
    pub source: String,
    /// Its place in it.
    pub ordinal: u32,
    /// The earlier one.
    pub with: Match,
}

/// A whole run.
#[derive(Clone, Debug, Default)]
pub struct Account {
    /// The page's slug, once known.
    pub page: Option<String>,
    /// The page's locales, the default first.
    pub locales: Vec<Locale>,
    /// True when the run made the page.
    pub made_page: bool,
    /// One row a source.
    pub tallies: Vec<Tally>,
    /// Warnings, the first [`TOLD`].
    pub warnings: Vec<Said>,
    /// All warnings by kind.
    pub warned: BTreeMap<WarningKind, usize>,
    /// Matches, the first [`TOLD`].
    pub matches: Vec<Matched>,
    /// All matches.
    pub matched: usize,
    /// Why pieces and files were refused, the first [`TOLD`].
    pub refused: Vec<String>,
    /// The row that is counted in.
    at: usize,
}

impl Account {
    /// True when anything was refused.
    #[must_use]
    pub fn has_refusals(&self) -> bool {
        self.tallies.iter().any(|tally| tally.refused > 0)
    }

    /// A number of all sources together.
    #[must_use]
    pub fn sum(&self, of: impl Fn(&Tally) -> usize) -> usize {
        self.tallies.iter().map(of).sum()
    }

    /// Begins a row, and gives its place.
    pub(super) fn open(&mut self, source: &str) -> usize {
        self.tallies.push(Tally {
            source: source.to_owned(),
            ..Tally::default()
        });
        self.at = self.tallies.len() - 1;
        self.at
    }

    /// Goes back to the row at `place`; true when it was another.
    pub(super) fn turn_to(&mut self, place: usize) -> bool {
        std::mem::replace(&mut self.at, place) != place
    }

    /// The row that is counted in.
    pub(super) fn row(&mut self) -> &mut Tally {
        &mut self.tallies[self.at]
    }

    pub(super) fn refuse(&mut self, why: String) {
        self.row().refused += 1;
        keep(&mut self.refused, why);
    }

    pub(super) fn read(&mut self, record: &ImportRecord, warnings: Vec<Warning>) {
        self.row().read(record, warnings.len());
        for warning in warnings {
            *self.warned.entry(warning.kind).or_default() += 1;
            let said = Said {
                source: record.source.clone(),
                ordinal: record.ordinal,
                title: record.title_raw.clone(),
                warning,
            };
            keep(&mut self.warnings, said);
        }
    }

    pub(super) fn became(&mut self, outcome: &Outcome) {
        let row = self.row();
        match outcome {
            Outcome::New => row.new += 1,
            Outcome::Added => row.added += 1,
            Outcome::Unchanged => row.unchanged += 1,
            Outcome::Older => row.older += 1,
        }
    }

    pub(super) fn matched(&mut self, record: &ImportRecord, with: Match) {
        self.matched += 1;
        let (source, ordinal) = (record.source.clone(), record.ordinal);
        keep(
            &mut self.matches,
            Matched {
                source,
                ordinal,
                with,
            },
        );
    }
}

fn keep<T>(all: &mut Vec<T>, one: T) {
    if all.len() < TOLD {
        all.push(one);
    }
}

impl Tally {
    fn read(&mut self, record: &ImportRecord, warnings: usize) {
        match record.kind {
            RecordKind::Incident => self.incidents += 1,
            RecordKind::Maintenance => self.maintenances += 1,
        }
        self.updates += record.updates.len();
        self.postmortems += usize::from(record.postmortem.is_some());
        self.warnings += warnings;
        for locale in locales(record) {
            *self.languages.entry(locale).or_default() += 1;
        }
        match certainty(record) {
            Certainty::Minute => self.timed += 1,
            Certainty::Day => self.day_only += 1,
            Certainty::Clock => self.clock_only += 1,
            Certainty::Nothing => self.undated += 1,
        }
    }
}

fn locales(record: &ImportRecord) -> std::collections::BTreeSet<Locale> {
    let own_words = record
        .updates
        .iter()
        .filter(|update| !update.standard_phrase);
    own_words
        .flat_map(|update| update.text.locales().cloned())
        .collect()
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Certainty {
    Nothing,
    Clock,
    Day,
    Minute,
}

/// The best that is known of its start or end.
fn certainty(record: &ImportRecord) -> Certainty {
    use beffroi_readers::record::Local;
    let of = |when: &When| match (when.local, when.time_only) {
        (Some(Local::Clock(_)), _) => Certainty::Minute,
        (Some(Local::Day(_)), _) => Certainty::Day,
        (None, Some(_)) => Certainty::Clock,
        (None, None) => Certainty::Nothing,
    };
    let windows = record
        .windows
        .iter()
        .flat_map(|window| window.start.iter().chain(&window.end));
    let edges = record
        .started_at
        .iter()
        .chain(&record.ended_at)
        .chain(windows);
    edges.map(of).max().unwrap_or(Certainty::Nothing)
}
