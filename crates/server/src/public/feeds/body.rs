//! What was said, as the HTML of an entry: a paragraph for each update, newest first.
//!
//! In the form of Statuspage, so that what reads theirs reads ours: the time small, a break, the status
//! strong, a dash, the text. Better: the year stands there, `<time>` tells it to machines, a text in another language says so.

use askama::Template;
use beffroi_domain::{Maintenance, Moment, Update, UpdateStatus, WindowEnd, window::Interval};

use crate::{
    ground::markdown::SafeHtml,
    web::{Reader, format::When},
};

/// What was said of an incident or a maintenance.
#[derive(Clone, Debug, Template)]
#[template(path = "public/feeds/body.html")]
pub struct Body {
    /// When it is planned, while it is.
    planned: Option<String>,
    said: Vec<Words>,
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
            said,
            none: reader.say("updates-none"),
        }
    }

    /// One thing that was said.
    #[must_use]
    pub fn one(reader: &Reader, update: &Update, page: &str, has_writeup: bool) -> Self {
        let way = has_writeup && update.is_postmortem();
        Self {
            planned: None,
            said: vec![words(reader, update, false, way.then_some(page))],
            none: String::new(),
        }
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

fn words(reader: &Reader, update: &Update, is_same: bool, writeup: Option<&str>) -> Words {
    let prose = match update.standard {
        Some(phrase) if update.text.is_empty() => {
            Some(reader.own(&format!("standard-{}", phrase.as_str())))
        }
        _ => reader.prose(&update.text, 3),
    };
    let (lang, note) = prose.as_ref().map_or((None, None), |prose| {
        (prose.lang.clone(), prose.note.clone())
    });
    let (first, rest) = prose.map_or((None, None), |prose| prose.html.split_first());
    Words {
        when: match update.published {
            Some(moment) => Ok(when(reader, &moment)),
            None => Err(reader.say("update-unknown")),
        },
        label: label(reader, update.status, is_same),
        first,
        rest,
        lang,
        note,
        writeup: writeup.map(|page| (format!("{page}#postmortem"), reader.say("postmortem-read"))),
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
