//! Statuspage's feeds, `history.atom` and `history.rss`, and as far as it goes anybody's.
//!
//! Read in order: [`read`], [`cut`] (a feed as entries), [`entry`] (an entry as an incident),
//! [`stamp`] (times without a year). An entry's own publication time is that of its last update:
//! it is no start, and for planned work it lies in the future.
//!
//! Deliberately absent: components and impact, which no feed has.

mod cut;
pub(crate) mod entry;
mod stamp;

use std::io::BufRead;

use feed_rs::{model, parser};
use jiff::tz::TimeZone;

use self::{
    cut::{Broken, Cutter},
    entry::Entry,
};
use super::{incident::Native, tell::Teller, words::Words};
use crate::{
    detect::Format,
    door::{Each, Item, PageFacts, ReadOptions},
    record::{Place, ReadError, Warning, WarningKind, WhenPrecision},
};

/// Reads a feed and hands over the page and its incidents.
///
/// # Errors
/// [`ReadError`] when its head is no feed, or an entry has no end.
pub fn read(
    source: &str,
    format: Format,
    input: &mut dyn BufRead,
    options: &ReadOptions,
    each: &mut Each<'_>,
) -> Result<(), ReadError> {
    let mut cutter = Cutter::new(input);
    let head = cutter.head().map_err(|broken| refusal(source, broken))?;
    let mut run = Run {
        source,
        options,
        closing: closing(format, &head),
        head,
        page: PageFacts::default(),
        ordinal: 0,
    };
    if each(run.page()?).is_break() {
        return Ok(());
    }
    while let Some(found) = cutter.entry().map_err(|broken| refusal(source, broken))? {
        let item = match found.bytes {
            Some(bytes) => run.entry(bytes, found.line),
            None => Item::Refused(at_line(
                source,
                found.line,
                "an entry longer than 16 MiB".to_owned(),
            )),
        };
        if each(item).is_break() {
            return Ok(());
        }
    }
    Ok(())
}

/// A feed that is small enough to be read as a whole: the page, and its entries in their order.
///
/// # Errors
/// What is wrong, in words, when it is no feed of any kind.
pub fn whole(feed: &[u8]) -> Result<(PageFacts, Vec<Entry>), String> {
    let mut feed = parse(feed, b"", "").map_err(|error| error.to_string())?;
    let entries = std::mem::take(&mut feed.entries);
    let entries = entries.into_iter().map(Entry::of).collect();
    Ok((page_of(feed), entries))
}

/// One run over one feed.
struct Run<'a> {
    source: &'a str,
    options: &'a ReadOptions,
    /// Everything before the first entry: prologue, namespaces, the page.
    head: Vec<u8>,
    closing: &'static str,
    page: PageFacts,
    ordinal: u32,
}

impl Run<'_> {
    /// The head alone, closed, is a feed without entries: the page.
    fn page(&mut self) -> Result<Item, ReadError> {
        let feed = parse(&self.head, b"", self.closing)
            .or_else(|_| parse(&self.head, b"", ""))
            .map_err(|error| at_line(self.source, 1, error.to_string()))?;
        self.page = page_of(feed);
        Ok(Item::Page(self.page.clone()))
    }

    fn entry(&mut self, bytes: &[u8], line: usize) -> Item {
        let parsed = parse(&self.head, bytes, self.closing);
        let entry = match parsed.map(|mut feed| feed.entries.pop()) {
            Ok(Some(entry)) => Entry::of(entry),
            Ok(None) => return self.refuse(line, "an entry without anything in it".to_owned()),
            Err(error) => return self.refuse(line, error.to_string()),
        };
        if entry.title.is_empty() && entry.html.trim().is_empty() {
            return self.refuse(line, "an entry without title and text".to_owned());
        }
        self.ordinal += 1;
        self.tell(entry)
    }

    fn tell(&self, entry: Entry) -> Item {
        let provider = self.page.name.clone();
        tell(self.source, provider, self.options, &entry, self.ordinal)
    }

    fn refuse(&self, line: usize, reason: String) -> Item {
        Item::Refused(at_line(self.source, line, reason))
    }
}

/// Whether an entry is written as Statuspage writes its own.
pub fn is_statuspage(entry: &Entry) -> bool {
    entry::is_statuspage(entry)
}

/// An entry as an incident or a maintenance.
pub fn tell(
    source: &str,
    provider: Option<String>,
    options: &ReadOptions,
    entry: &Entry,
    ordinal: u32,
) -> Item {
    let told = entry::native(entry, &options.zone);
    let is_planned = entry::is_planned(&told.native);
    let teller = Teller {
        source,
        provider,
        url: None,
        zone: told.zone.map_or_else(
            || options.zone.clone(),
            |zone| agreed(&options.zone, zone, &told.native),
        ),
        words: Words::new(options),
        precision: if told.is_statuspage {
            WhenPrecision::Minute
        } else {
            WhenPrecision::Exact
        },
        inferred: entry::inferred(&told.native),
    };
    let mut item = Box::new(teller.tell(&told.native, ordinal, is_planned));
    item.record
        .warnings
        .extend(warnings(&told.unread, told.is_statuspage));
    if !told.is_statuspage {
        item.record.confidence = item.record.confidence.min(0.5);
    }
    if is_planned {
        Item::Maintenance(item)
    } else {
        Item::Incident(item)
    }
}

/// The caller's zone, where it agrees with what the stamps say; else their bare offset.
fn agreed(own: &TimeZone, written: TimeZone, native: &Native) -> TimeZone {
    let agrees = native
        .updates
        .iter()
        .filter_map(|update| update.at)
        .next()
        .is_some_and(|at| own.to_offset(at) == written.to_offset(at));
    if agrees { own.clone() } else { written }
}

fn warnings(unread: &[String], is_statuspage: bool) -> Vec<Warning> {
    let other = |message: &str, quotes: Vec<String>| Warning {
        kind: WarningKind::Other,
        message: message.to_owned(),
        quotes,
    };
    let mut all = Vec::new();
    if !is_statuspage {
        let message = "This feed is not Statuspage's: the entry is taken as one text, its status is not known.";
        all.push(other(message, Vec::new()));
    }
    if !unread.is_empty() {
        all.push(other(
            "The time of an update could not be read.",
            unread.to_vec(),
        ));
    }
    all
}

fn parse(head: &[u8], entry: &[u8], closing: &str) -> parser::ParseFeedResult<model::Feed> {
    // An entry without an id keeps none: an invented one would be another at the next import.
    let parser = parser::Builder::new()
        .id_generator(|_, _, _| String::new())
        .build();
    parser.parse([head, entry, closing.as_bytes()].concat().as_slice())
}

/// The end tags that the head leaves open.
fn closing(format: Format, head: &[u8]) -> &'static str {
    let has = |tag: &str| {
        head.windows(tag.len())
            .any(|window| window == tag.as_bytes())
    };
    match format {
        Format::Rss if has("<rdf:RDF") && has("</channel>") => "</rdf:RDF>",
        Format::Rss if has("<rdf:RDF") => "</channel></rdf:RDF>",
        Format::Rss => "</channel></rss>",
        _ if has("<atom:feed") => "</atom:feed>",
        _ => "</feed>",
    }
}

fn page_of(feed: model::Feed) -> PageFacts {
    let is_page = |link: &&model::Link| link.rel.as_deref().is_none_or(|rel| rel == "alternate");
    let url = feed
        .links
        .iter()
        .find(is_page)
        .map(|link| link.href.trim_end_matches('/').to_owned());
    let title = feed.title.map(|title| title.content);
    let author = feed
        .authors
        .into_iter()
        .next()
        .map(|author| author.name.unwrap_or_default());
    let updated = feed.updated.or(feed.published);
    PageFacts {
        external_id: None,
        name: author
            .filter(|name| !name.is_empty())
            .or_else(|| title.map(|title| bare_title(&title))),
        url,
        zone: None,
        updated_at: updated.and_then(|at| jiff::Timestamp::from_second(at.timestamp()).ok()),
    }
}

/// "Acme" of "Acme Status - Incident History".
fn bare_title(title: &str) -> String {
    let bare = title
        .trim()
        .strip_suffix("- Incident History")
        .unwrap_or(title)
        .trim();
    bare.strip_suffix(" Status").unwrap_or(bare).to_owned()
}

fn refusal(source: &str, broken: Broken) -> ReadError {
    at_line(source, broken.line, broken.reason)
}

fn at_line(source: &str, line: usize, reason: String) -> ReadError {
    ReadError {
        origin: source.to_owned(),
        place: Place::Line(line),
        reason,
    }
}
