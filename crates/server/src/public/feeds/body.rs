//! What was said and promised, as the HTML of an entry: a paragraph for each update, newest first; what is still to come above them,
//! what became of other promises below.
//!
//! In the form of Statuspage, so that what reads theirs reads ours: the time small, a break, the status
//! strong, a dash, the text. Better: the year stands there, `<time>` tells it to machines, a text in another language says so.

use askama::Template;
use beffroi_domain::{
    Commitment, Incident, LocalizedText, Maintenance, Moment, Update, UpdateStatus, WindowEnd,
    window::Interval,
};

use crate::{
    ground::markdown::SafeHtml,
    story::{
        facts::{self, Quote},
        promises::{self, Line, Promised},
    },
    web::{
        Reader,
        format::{Prose, When},
    },
};

/// What was said of an incident or a maintenance.
#[derive(Clone, Debug, Template)]
#[template(path = "public/feeds/body.html")]
pub struct Body {
    /// When it is planned, while it is.
    planned: Option<String>,
    /// What is promised and to come.
    promised: Vec<Line>,
    said: Vec<Words>,
    /// What was promised, and is over.
    over: Option<Promised>,
    /// What the provider at fault says, and where.
    quote: Option<(Quote, String)>,
    /// "Nothing has been published yet".
    none: String,
}

/// One update.
#[derive(Clone, Debug)]
struct Words {
    /// For machines and for people; or that nobody knows.
    when: Result<(String, String), String>,
    label: String,
    /// The first paragraph, which stands behind the label, and what follows it.
    first: Option<SafeHtml>,
    rest: Option<SafeHtml>,
    /// Their `lang`, where that is not the reader's, and the word on it.
    lang: Option<String>,
    note: Option<String>,
    /// The way to the write-up.
    writeup: Option<(String, String)>,
}

impl Body {
    /// All that was said, newest first; `page` is the address for people.
    #[must_use]
    pub fn of(reader: &Reader, updates: &[Update], page: &str) -> Self {
        let mut before = None;
        let mut said: Vec<Words> = Vec::with_capacity(updates.len());
        for update in updates {
            let is_same = before.replace(update.status) == Some(update.status);
            let is_writeup = update.is_postmortem();
            said.push(words(reader, update, is_same, is_writeup.then_some(page)));
        }
        said.reverse();
        Self {
            planned: None,
            promised: vec![],
            said,
            over: None,
            quote: None,
            none: reader.say("updates-none"),
        }
    }

    /// The same of an incident, with what readers were promised.
    #[must_use]
    pub fn of_incident(reader: &Reader, incident: &Incident, page: &str) -> Self {
        Self {
            promised: promises::open(reader, incident, promises::dated),
            over: promises::over(reader, incident, promises::dated),
            quote: facts::quote(reader, incident).zip(address_of(incident)),
            ..Self::of(reader, &incident.updates, page)
        }
    }

    /// One thing that was said, with what was promised when it was.
    #[must_use]
    pub fn one<'a>(
        reader: &Reader,
        update: &Update,
        promised: impl Iterator<Item = &'a Commitment>,
        writeup: Option<&str>,
    ) -> Self {
        let writeup = writeup.filter(|_| update.is_postmortem());
        let line = |one| promises::line(reader, one, promises::dated);
        Self {
            planned: None,
            promised: promised.map(line).collect(),
            said: vec![words(reader, update, false, writeup)],
            over: None,
            quote: None,
            none: String::new(),
        }
    }

    /// What others said, newest first, in their own words: when, what the state is, the text.
    #[must_use]
    pub fn quoted<'a>(
        reader: &Reader,
        posts: impl Iterator<Item = (Option<Moment>, String, &'a LocalizedText)>,
    ) -> Self {
        let words = |(at, label, text): (Option<Moment>, String, &LocalizedText)| {
            let prose = reader.quoted_prose(text, 3);
            Words::of(reader, at, label, prose)
        };
        Self {
            planned: None,
            promised: vec![],
            said: posts.map(words).collect(),
            over: None,
            quote: None,
            none: reader.say("providers-posts-none"),
        }
    }

    /// Says on top when something is planned.
    pub fn plan_for(&mut self, reader: &Reader, time: Interval) {
        self.planned = Some(planned(reader, time));
    }

    /// Says on top when it is planned, as long as it is.
    pub fn plan(&mut self, reader: &Reader, maintenance: &Maintenance) {
        let is_over = maintenance.status_at(reader.now).as_str() == "completed";
        let next = maintenance.times_from(reader.now).next();
        let time = next.unwrap_or_else(|| maintenance.planned());
        self.planned = (!is_over).then(|| planned(reader, time));
    }

    /// The HTML, without what no XML may hold.
    #[must_use]
    pub fn print(&self) -> String {
        // A template without I/O of its own: it cannot fail but for want of memory.
        super::item::clean(&self.render().unwrap_or_default())
    }
}

fn address_of(incident: &Incident) -> Option<String> {
    incident
        .notice
        .as_ref()
        .map(|notice| notice.address.clone())
}

fn planned(reader: &Reader, time: Interval) -> String {
    let end = WindowEnd::At(Moment::minute(time.to));
    let stretch = reader.stretch(Some(&Moment::minute(time.from)), &end);
    let text = |side: &Result<When, String>| match side {
        Ok(when) => when.text.clone(),
        Err(words) => words.clone(),
    };
    let (from, to) = (text(&stretch.from), text(&stretch.to));
    reader
        .words
        .tell("feed-planned", &[("from", &from), ("to", &to)])
}

impl Words {
    fn of(reader: &Reader, at: Option<Moment>, label: String, prose: Option<Prose>) -> Self {
        let (lang, note) = prose.as_ref().map_or((None, None), |prose| {
            (prose.lang.clone(), prose.note.clone())
        });
        let (first, rest) = prose.map_or((None, None), |prose| prose.html.split_first());
        Self {
            when: match at {
                Some(moment) => Ok(when(reader, &moment)),
                None => Err(reader.say("update-unknown")),
            },
            label,
            first,
            rest,
            lang,
            note,
            writeup: None,
        }
    }
}

fn words(reader: &Reader, update: &Update, is_same: bool, writeup: Option<&str>) -> Words {
    let prose = match update.standard {
        Some(phrase) if update.text.is_empty() => {
            Some(reader.own(&format!("standard-{}", phrase.as_str())))
        }
        _ => reader.prose(&update.text, 3),
    };
    let label = label(reader, update.status, is_same);
    Words {
        writeup: writeup.map(|page| (format!("{page}#postmortem"), reader.say("postmortem-read"))),
        ..Words::of(reader, update.published, label, prose)
    }
}

fn when(reader: &Reader, moment: &Moment) -> (String, String) {
    let when = reader.when(moment);
    let text = match when.concluded {
        Some(_) => reader.words.tell("feed-concluded", &[("when", &when.text)]),
        None => when.text,
    };
    (when.datetime, text)
}

/// As Statuspage: a status that did not change is an "Update".
fn label(reader: &Reader, status: UpdateStatus, is_same: bool) -> String {
    match status {
        _ if is_same => reader.say("feed-update"),
        UpdateStatus::Incident(status) => reader.say(&format!("incident-{status}")),
        UpdateStatus::Maintenance(status) => reader.say(&format!("maintenance-{status}")),
    }
}
