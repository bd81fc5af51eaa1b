//! What stands in a case, as its author sees it: where it stands, what they told, what was said since.

use beffroi_domain::{Incident, Locale};
use uuid::Uuid;

use crate::{
    public::{days, updates},
    reports::{self, Entry, EntryKind, File, Place, Report, State},
    story::Names,
    web::{
        Reader,
        format::{Said, When},
    },
};

/// Something that its author told.
pub(super) struct Fact {
    pub(super) term: String,
    pub(super) text: String,
    /// Where it is an instant.
    pub(super) when: Option<When>,
    /// Its `lang`, where that may be another than the reader's.
    pub(super) lang: Option<String>,
}

/// Something that was said or done.
pub(super) struct Entered {
    pub(super) kind: &'static str,
    pub(super) who: String,
    pub(super) when: When,
    pub(super) words: Option<(String, Option<String>)>,
    /// What came with it: names, and what became of each.
    pub(super) files: Vec<(String, String)>,
}

/// The incident that a case is about.
pub(super) struct Linked {
    pub(super) title: String,
    pub(super) shape: &'static str,
    pub(super) name: Said,
    pub(super) address: String,
    pub(super) status: String,
    /// What was said of it last.
    pub(super) last: Option<updates::Stop>,
    pub(super) way: String,
}

/// Where a case stands.
pub(super) fn stand(reader: &Reader, report: &Report) -> String {
    match report.state {
        State::Closed => reader.say("report-case-closed"),
        State::Asked => reader.say("report-case-asked"),
        State::Open => open(reader, report),
    }
}

fn open(reader: &Reader, report: &Report) -> String {
    let is_first = report.answered_at.is_none();
    match (report.waits_since, report.answer_by.filter(|_| is_first)) {
        (None, _) => reader.say("report-case-open-answered"),
        (Some(_), Some(by)) => {
            let key = match by < reader.now {
                true => "report-case-open-late",
                false => "report-case-open-by",
            };
            let when = reader.instant(by).text;
            reader.words.tell(key, &[("when", &when)])
        }
        (Some(_), None) if is_first => reader.say("report-case-open"),
        (Some(_), None) => reader.say("report-case-open-again"),
    }
}

/// What its author told, as far as they did.
pub(super) fn facts(reader: &Reader, names: &Names, report: &Report) -> Vec<Fact> {
    let told = &report.facts;
    let theirs = || lang(reader, &report.locale);
    let component = told.component.and_then(|id| names.plain(reader, id));
    let place = match told.place {
        Place::Online => reader.say("report-place-online"),
        Place::Terminal => reader.say("report-place-terminal"),
        Place::Unsaid => String::new(),
    };
    let payments = told
        .payments
        .map(|count| reader.words.forms().number(count));
    let since = told.since.map(|since| reader.instant(since));
    let text = |key: &str, text: &str, lang: Option<String>| Fact {
        term: reader.say(key),
        text: text.to_owned(),
        when: None,
        lang,
    };
    let mut all = vec![
        text("report-words-written", &told.words, theirs()),
        Fact {
            when: since.clone(),
            ..text(
                "report-since",
                since.as_ref().map_or("", |at| at.text.as_str()),
                None,
            )
        },
        text("report-component", component.as_deref().unwrap_or(""), None),
        text("report-method", &told.method, theirs()),
        text("report-place", &place, None),
        text("report-country", &told.country, None),
        text("report-payments", payments.as_deref().unwrap_or(""), None),
        text("report-merchant", &told.merchant, None),
        text("report-transaction", &told.transaction, None),
        text("report-email", &told.email, None),
    ];
    all.retain(|fact| !fact.text.is_empty());
    all
}

/// What was said and done, as far as it is theirs to see.
pub(super) fn thread(reader: &Reader, report: &Report, files: &[File]) -> Vec<Entered> {
    let entries = report.entries.iter();
    let theirs = entries.filter(|entry| entry.kind.is_theirs_to_see());
    theirs.map(|entry| said(reader, entry, files)).collect()
}

/// What came with a word, or with the report itself.
pub(super) fn files(reader: &Reader, all: &[File], with: Option<Uuid>) -> Vec<(String, String)> {
    let own = all.iter().filter(|file| file.entry == with);
    own.map(|file| (file.name.clone(), reports::told_of_file(reader, file)))
        .collect()
}

fn said(reader: &Reader, entry: &Entry, all: &[File]) -> Entered {
    let key = match entry.kind {
        EntryKind::TheySaid => "report-case-they-said",
        EntryKind::WeSaid => "report-case-we-said",
        EntryKind::Linked => "report-case-linked",
        EntryKind::Unlinked => "report-case-unlinked",
        EntryKind::Asked => "report-case-was-asked",
        EntryKind::Works => "report-case-works",
        EntryKind::Fails => "report-case-fails",
        EntryKind::Closed => "report-case-was-closed",
        EntryKind::Reopened => "report-case-reopened",
        // Nobody outside sees these.
        EntryKind::Note | EntryKind::Assigned => "report-case-changed",
    };
    let words = (!entry.body.is_empty()).then(|| entry.body.clone());
    Entered {
        kind: entry.kind.as_str(),
        who: reader.say(key),
        when: reader.instant(entry.at),
        words: words.map(|words| (words, lang(reader, &entry.locale))),
        files: files(reader, all, Some(entry.id)),
    }
}

/// The `lang` of what was said in another language than the reader's.
fn lang(reader: &Reader, locale: &Locale) -> Option<String> {
    (locale != reader.locale()).then(|| locale.to_string())
}

/// The incident that a case is about, with what was said of it last.
pub(super) fn linked(reader: &Reader, names: &Names, incident: &Incident) -> Linked {
    let entry = days::incident_entry(reader, incident);
    let line = updates::line(reader, names, &incident.updates, &entry.address, 3);
    Linked {
        title: reader.say("report-case-incident"),
        shape: match incident.status.is_open() {
            true => entry.shape,
            false => "operational",
        },
        last: line.stops.into_iter().find(|stop| stop.body.is_some()),
        name: entry.title,
        status: entry.status,
        way: reader.say("report-case-incident-way"),
        address: entry.address,
    }
}
