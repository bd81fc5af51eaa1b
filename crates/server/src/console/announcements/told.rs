//! How far each announcement is on its way: a bar, figures, how fast, until when, and how many it did not reach.

use askama::{Template, filters::HtmlSafe};
use beffroi_domain::{Announcement, Moment, Stood, announcement::Topic};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::{
    console::form::Typed,
    deliveries::{self, Failed, Progress},
    ground::{Error, Result, Tx},
    members::{Role, SignedIn},
    pages,
    web::{Reader, Words, format::When},
};

/// Why somebody was given up, in words of ours.
const REASONS: [&str; 22] = [
    "asked_to_leave",
    "bounced",
    "busy",
    "closed",
    "country",
    "failing",
    "fault",
    "forbidden",
    "full",
    "moved",
    "no_gateway",
    "no_such_address",
    "not_called",
    "private_address",
    "refused",
    "slow",
    "spend_cap",
    "too_large",
    "unexplained",
    "unfit",
    "unreached",
    "unreadable",
];

/// All of them.
#[derive(Clone, Debug, Template)]
#[template(path = "console/announcements/told.html")]
pub(in crate::console) struct Told {
    title: String,
    none: String,
    /// Where a script looks again while something is under way.
    live: Option<String>,
    /// Where somebody looks again without one.
    look: Option<(String, String)>,
    rows: Vec<Row>,
}

impl HtmlSafe for Told {}

/// One announcement.
#[derive(Clone, Debug)]
struct Row {
    id: Uuid,
    when: When,
    what: String,
    lanes: Vec<Line>,
    /// Whom it did not reach.
    way: Option<(String, String)>,
    again: Option<Again>,
}

/// A button that tries them again whom it did not reach.
#[derive(Clone, Debug)]
pub(super) struct Again {
    pub action: String,
    pub label: String,
    /// Where it leads back to; to the list, where nothing is named.
    pub about: Option<About>,
}

/// What something is about whose screen shows how far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::console) enum About {
    /// An incident.
    Incident(Uuid),
    /// Planned work.
    Work(Uuid),
}

impl About {
    /// What a form sends along.
    fn field(self) -> (&'static str, Uuid) {
        match self {
            Self::Incident(id) => ("incident", id),
            Self::Work(id) => ("work", id),
        }
    }

    /// What came along with a form.
    pub(super) fn read(typed: &Typed) -> Option<Self> {
        let id = |name| typed.filled(name).and_then(|id| id.parse().ok());
        let incident = id("incident").map(Self::Incident);
        incident.or_else(|| id("work").map(Self::Work))
    }

    /// Its screen.
    pub(super) fn address(self) -> String {
        match self {
            Self::Incident(id) => format!("/console/incidents/{id}"),
            Self::Work(id) => format!("/console/maintenances/{id}"),
        }
    }
}

/// One way that it goes.
#[derive(Clone, Debug)]
struct Line {
    name: String,
    /// How many of how many were tried.
    tried: i64,
    readers: i64,
    figures: Vec<String>,
    /// How fast, and until when.
    pace: Option<String>,
    failed: Vec<String>,
}

impl Told {
    /// What somebody may see of these. `place` is where they stand, and where a script finds them alone; `about` is what
    /// they are about, where they stand on its screen.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub(in crate::console) async fn of(
        tx: &mut Tx,
        reader: &Reader,
        signed_in: &SignedIn,
        all: Vec<Progress>,
        (place, live): (String, String),
        about: Option<About>,
    ) -> Result<Self> {
        let mut rows = Vec::new();
        for lanes in all.chunk_by(|one, other| one.broadcast == other.broadcast) {
            rows.extend(row(tx, reader, signed_in, lanes, about).await?);
        }
        let mut chunks = all.chunk_by(|one, other| one.broadcast == other.broadcast);
        let is_under_way = chunks.any(|lanes| is_under_way(reader.now, lanes));
        Ok(Self {
            title: reader.say("told-title"),
            none: reader.say("told-none"),
            live: is_under_way.then_some(live),
            look: is_under_way.then(|| (place, reader.say("told-look"))),
            rows,
        })
    }

    /// Whether nothing was told.
    pub(in crate::console) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

async fn row(
    tx: &mut Tx,
    reader: &Reader,
    signed_in: &SignedIn,
    lanes: &[Progress],
    about: Option<About>,
) -> Result<Option<Row>> {
    let id = lanes[0].broadcast;
    let said = deliveries::find_broadcast(tx, id).await?;
    let said = said.ok_or(Error::NotFound)?.said;
    let Some(role) = signed_in.role_on(said.page) else {
        return Ok(None);
    };
    let page = pages::find_by_id(tx, said.page).await?;
    let page = page.ok_or(Error::NotFound)?;
    let place = format!("/console/pages/{}/announcements/{id}", page.slug);
    let is_any = lanes.iter().any(|one| !one.failed.is_empty());
    // Nobody reads by a way that nobody chose.
    let used = |one: &&Progress| one.readers > 0 || one.handed > 0;
    let mut lines: Vec<Line> = lanes
        .iter()
        .filter(used)
        .map(|one| line(reader, one))
        .collect();
    if lines.is_empty() {
        lines.extend(lanes.first().map(|one| line(reader, one)));
    }
    Ok(Some(Row {
        id,
        when: reader.instant(lanes[0].created_at),
        what: what(reader, &said),
        lanes: lines,
        way: is_any.then(|| (place.clone(), reader.say("told-whom"))),
        again: (is_any && role >= Role::Publisher).then(|| Again {
            action: format!("{place}/again"),
            label: reader.say("told-again"),
            about,
        }),
    }))
}

/// Whether more will come of it. While nobody is counted yet, somebody may be soon; a way that nobody chose need not begin.
fn is_under_way(now: Timestamp, lanes: &[Progress]) -> bool {
    let is_used = |one: &Progress| one.readers > 0 || one.handed > 0;
    let goes_on = |one: &Progress| one.waiting > 0 || (!one.is_over && is_used(one));
    let is_new = now.duration_since(lanes[0].created_at) < SignedDuration::from_mins(1);
    let is_uncounted = !lanes.iter().any(is_used) && lanes.iter().any(|one| !one.is_over);
    lanes.iter().any(goes_on) || (is_new && is_uncounted)
}

/// "Payments are slow – Investigating".
pub(super) fn what(reader: &Reader, said: &Announcement) -> String {
    if let Some(Stood::Provider(heard)) = &said.stood {
        let title = reader.plain(&said.title).unwrap_or_default();
        let values = [("provider", heard.name.as_str()), ("title", &title)];
        return reader.words.tell("bell-provider-title", &values);
    }
    let family = match said.topic {
        Topic::Incident | Topic::Postmortem => "incident",
        Topic::Maintenance => "maintenance",
        Topic::Component | Topic::Provider => "component",
    };
    let status = reader.say(&format!("{family}-{}", said.status));
    let title = reader.plain(&said.title).unwrap_or_default();
    format!("{title} – {status}")
}

fn line(reader: &Reader, one: &Progress) -> Line {
    let number = |count: i64| reader.words.forms().number(count);
    let (readers, queued) = (one.all(), one.queued());
    let (sent, all) = (number(one.sent), number(readers));
    let mut figures = vec![
        reader
            .words
            .tell("told-sent", &[("sent", &sent), ("all", &all)]),
    ];
    let mut also = |key: &str, count: i64| {
        if count > 0 {
            figures.push(reader.words.count(key, count, &[]));
        }
    };
    also("told-queued", queued);
    also("told-retried", one.waiting);
    Line {
        name: reader.say(&format!("told-lane-{}", one.lane)),
        tried: one.tried(),
        readers,
        figures,
        pace: pace(reader, one, queued),
        failed: one.failed.iter().map(|one| failed(reader, one)).collect(),
    }
}

/// "12 a second, done at about 12:04".
fn pace(reader: &Reader, one: &Progress, queued: i64) -> Option<String> {
    let end = one.ended_at.unwrap_or(reader.now);
    let micros = end.duration_since(one.created_at).as_micros().max(1);
    let rate = i64::try_from(i128::from(one.tried()) * 1_000_000 / micros).unwrap_or(i64::MAX);
    let rate_said = (rate > 0).then(|| reader.words.count("told-rate", rate, &[]));
    if let Some(ended) = one.ended_at {
        let when = reader.clock(&Moment::exact(ended)).text;
        let over = reader.words.tell("told-over", &[("when", &when)]);
        return Some(join(reader, rate_said, over));
    }
    let left = (rate > 0).then(|| done_at(reader.now, queued / rate));
    let end = left.map(|at| {
        let when = reader.clock(&Moment::minute(at)).text;
        reader.words.tell("told-end", &[("when", &when)])
    });
    match (rate_said, end) {
        (rate, Some(end)) => Some(join(reader, rate, end)),
        (rate, None) => rate,
    }
}

fn done_at(now: Timestamp, seconds: i64) -> Timestamp {
    let left = SignedDuration::from_secs(seconds);
    now.checked_add(left).unwrap_or(Timestamp::MAX)
}

fn join(reader: &Reader, one: Option<String>, other: String) -> String {
    match one {
        Some(one) => reader
            .words
            .tell("told-pace", &[("rate", &one), ("end", &other)]),
        None => other,
    }
}

fn failed(reader: &Reader, one: &Failed) -> String {
    let why = reason(reader.words, &one.reason);
    reader
        .words
        .count("told-failed", one.count, &[("reason", &why)])
}

/// Why, in words; a word of ours that is new stands as it is.
pub(in crate::console) fn reason(words: &Words, word: &str) -> String {
    match REASONS.contains(&word) {
        true => words.say(&format!("told-reason-{}", word.replace('_', "-"))),
        false => word.to_owned(),
    }
}
