//! What readers were promised: what is open stands on top of the updates, what is over in a list that unfolds.
//!
//! Read in order: [`open`] and [`next`] (what is to come), [`over`] (what became of the rest), [`line`]. A time stands in its sentence
//! as an element of its own. Who made a promise is never told here.

use askama::{Template, filters::HtmlSafe};
use beffroi_domain::{
    Commitment, CommitmentKind, CommitmentState, Incident, Moment, Precision,
    commitment::{Moved, Outcome},
};
use jiff::Timestamp;

use crate::web::{
    Reader,
    format::{Said, When},
};

/// Where a time goes in a sentence.
const PLACE: &str = "\u{fffc}";

/// A sentence with a time in it.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "story/sentence.html")]
pub struct Sentence {
    /// What stands before the time.
    pub before: String,
    /// The time.
    pub when: When,
    /// What stands behind it.
    pub after: String,
}

impl HtmlSafe for Sentence {}

/// One promise as a reader is told it.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "story/promise.html")]
pub struct Line {
    /// `open`, `moved`, `late`, `kept` or `withdrawn`, for its look.
    pub state: &'static str,
    /// "Late", where one look must do; nothing while it is open as it was made.
    pub word: Option<String>,
    /// "Next update".
    pub what: Said,
    /// "by 14:00 CET", "late since 14:00 CET", "kept …".
    pub sentence: Sentence,
    /// How it was moved, oldest first, and why; or why it was taken back.
    pub history: Vec<Past>,
}

impl HtmlSafe for Line {}

/// Something that was done to a promise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// "moved from 13:00 CET"; nothing where the reason says it all.
    pub sentence: Option<Sentence>,
    /// Why.
    pub reason: Option<Said>,
}

/// What is promised on one incident and over: kept, late, moved, taken back.
#[derive(Clone, Debug, Template)]
#[template(path = "story/promised.html")]
pub struct Promised {
    /// "What was promised".
    pub title: String,
    /// "3 kept, 1 late".
    pub summary: String,
    /// Each, the newest due time first.
    pub lines: Vec<Line>,
}

impl HtmlSafe for Promised {}

/// How a time is told.
pub type Tell = fn(&Reader, &Moment) -> When;

/// What is still to come, in the order in which it falls due.
#[must_use]
pub fn open(reader: &Reader, incident: &Incident, tell: Tell) -> Vec<Line> {
    let open = incident.commitments.iter().filter(|one| one.is_open());
    open.map(|one| line(reader, one, tell)).collect()
}

/// The promise of the next update among incidents: the one that falls due first.
#[must_use]
pub fn next(reader: &Reader, open: &[Incident]) -> Option<Line> {
    let all = open.iter().flat_map(|incident| &incident.commitments);
    let news = all.filter(|one| one.is_open() && one.kind == CommitmentKind::Update);
    let first = news.min_by_key(|one| (one.late_at, one.id))?;
    Some(line(reader, first, today))
}

/// What is over; `None` where nothing is.
#[must_use]
pub fn over(reader: &Reader, incident: &Incident, tell: Tell) -> Option<Promised> {
    let over = || incident.commitments.iter().filter(|one| !one.is_open());
    let lines: Vec<Line> = over().rev().map(|one| line(reader, one, tell)).collect();
    if lines.is_empty() {
        return None;
    }
    let count = |outcome: Outcome, key: &str| {
        let count = over()
            .filter(|one| one.outcome(reader.now) == outcome)
            .count();
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        (count > 0).then(|| reader.words.count(key, count, &[]))
    };
    let counts: Vec<String> = [
        count(Outcome::Kept, "promises-count-kept"),
        count(Outcome::Moved, "promises-count-moved"),
        count(Outcome::Late, "promises-count-late"),
        count(Outcome::Withdrawn, "promises-count-withdrawn"),
    ]
    .into_iter()
    .flatten()
    .collect();
    Some(Promised {
        title: reader.say("promises-of-incident"),
        summary: reader.list(&counts),
        lines,
    })
}

/// One promise.
#[must_use]
pub fn line(reader: &Reader, one: &Commitment, tell: Tell) -> Line {
    let state = one.state_at(reader.now);
    let is_late = one.late_by(reader.now).is_some();
    let word = match state {
        CommitmentState::Open => None,
        CommitmentState::Kept if is_late => Some(reader.say("promise-word-kept-late")),
        state => Some(reader.say(&format!("promise-word-{state}"))),
    };
    let mut history: Vec<Past> = one
        .moves
        .iter()
        .map(|moved| past(reader, moved, tell))
        .collect();
    if state == CommitmentState::Withdrawn {
        history.push(Past {
            sentence: None,
            reason: Some(reader.said(&one.reason).unwrap_or_else(|| void(reader))),
        });
    }
    Line {
        state: match (state, is_late) {
            (CommitmentState::Kept, true) => "late",
            (state, _) => state.as_str(),
        },
        word,
        what: what(reader, one),
        sentence: stands(reader, one, (state, tell)),
        history,
    }
}

/// What is promised: in its own words, else as its kind is called.
#[must_use]
pub fn what(reader: &Reader, one: &Commitment) -> Said {
    reader
        .said(&one.words)
        .unwrap_or_else(|| plain(kind_name(reader, one.kind)))
}

/// What a kind of promise is called.
#[must_use]
pub fn kind_name(reader: &Reader, kind: CommitmentKind) -> String {
    reader.say(&format!("promise-{kind}"))
}

/// By when, since when it is late, or when it was kept and by how much too late.
fn stands(reader: &Reader, one: &Commitment, (state, tell): (CommitmentState, Tell)) -> Sentence {
    let sentence = |key: &str, moment: &Moment, values: &[(&str, &str)]| {
        sentence(reader, key, (moment, tell), values)
    };
    let due = |key: &str| sentence(&key_of(key, &one.due), &one.due, &[]);
    let end = one.ended.map_or(one.late_at, |end| end.at);
    match (state, one.late_by(reader.now)) {
        (CommitmentState::Late, _) => due("promise-late"),
        (CommitmentState::Kept, Some(by)) => {
            let length = reader.seconds(whole_minutes(by.as_secs()));
            let values = [("length", length.as_str())];
            sentence("promise-kept-late", &Moment::exact(end), &values)
        }
        (CommitmentState::Kept, None) => sentence("promise-kept", &Moment::exact(end), &[]),
        (CommitmentState::Withdrawn, _) => sentence("promise-withdrawn", &Moment::exact(end), &[]),
        (CommitmentState::Open | CommitmentState::Moved, _) => due("promise-by"),
    }
}

fn past(reader: &Reader, moved: &Moved, tell: Tell) -> Past {
    let key = key_of("promise-moved-from", &moved.from);
    Past {
        sentence: Some(sentence(reader, &key, (&moved.from, tell), &[])),
        reason: reader.said(&moved.reason),
    }
}

/// A day is promised until its end.
fn key_of(key: &str, moment: &Moment) -> String {
    match moment.precision {
        Precision::Day => format!("{key}-day"),
        Precision::Minute | Precision::Exact => key.to_owned(),
    }
}

fn sentence(
    reader: &Reader,
    key: &str,
    (moment, tell): (&Moment, Tell),
    values: &[(&str, &str)],
) -> Sentence {
    let mut values = values.to_vec();
    values.push(("when", PLACE));
    let text = reader.words.tell(key, &values);
    let (before, after) = text.split_once(PLACE).unwrap_or((text.as_str(), ""));
    Sentence {
        before: before.to_owned(),
        when: tell(reader, moment),
        after: after.to_owned(),
    }
}

/// The clock alone on the reader's own day: for what is read now.
#[must_use]
pub fn today(reader: &Reader, moment: &Moment) -> When {
    match reader.date(moment.at) == reader.date(reader.now) {
        true => reader.clock(moment),
        false => dated(reader, moment),
    }
}

/// With its day always: for what is kept and read later.
#[must_use]
pub fn dated(reader: &Reader, moment: &Moment) -> When {
    reader.when(moment)
}

/// The sentence in letters alone: for a program, a title, a letter.
#[must_use]
pub fn in_letters(sentence: &Sentence) -> String {
    format!(
        "{}{}{}",
        sentence.before, sentence.when.text, sentence.after
    )
}

/// How long is left, or by how much it is late, in one length.
#[must_use]
pub fn left(reader: &Reader, late_at: Timestamp) -> String {
    let seconds = late_at.duration_since(reader.now).as_secs();
    let length = reader.seconds(whole_minutes(seconds.abs()));
    let key = match seconds > 0 {
        true => "promise-left",
        false => "promise-over-by",
    };
    reader.words.tell(key, &[("length", &length)])
}

fn whole_minutes(seconds: i64) -> i64 {
    seconds - seconds % 60
}

fn void(reader: &Reader) -> Said {
    plain(reader.say("promise-void"))
}

fn plain(text: String) -> Said {
    Said {
        text,
        lang: None,
        note: None,
    }
}
