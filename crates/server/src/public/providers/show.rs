//! One provider: is it down right now; then what goes on there, what is planned, its components, and all that it ever told.
//!
//! Read in order: [`show`] (asks the database), [`build`] (puts the page together, no I/O).

use askama::Template;
use axum::{extract::Path, http::Uri, response::Response};
use beffroi_domain::ComponentStatus;
use jiff::Timestamp;

use super::{
    super::{
        bars::{Bars, DAYS},
        services::past_days,
        visit::Visit,
    },
    entry::{EntryView, Teller},
    feed,
    parts::{self, Board, Parts},
    posts::{self, Last},
    stand::{self, Looked, Stand},
    why::Why,
};
use crate::{
    ground::{Error, Result},
    providers::{self, Entry, Part, Provider, Span},
    web::{Layout, Reader, answer, format::When, layout::Place, query::Query},
};

/// How many entries of the record a page shows.
const SHOWN: i64 = 20;

/// The page of a provider.
#[derive(Template)]
#[template(path = "public/providers/show.html")]
pub struct ProviderPage {
    layout: Layout,
    shape: &'static str,
    sentence: String,
    why: Option<Why>,
    answers: Answers,
    /// What goes on, and planned work; only on the first page.
    open: Option<(String, Vec<Card>)>,
    planned: Option<(String, Vec<Card>)>,
    days: Option<Days>,
    /// The ways to its figures.
    figures: (String, String),
    /// The way to be told of it, while it is followed.
    told: Option<(String, String)>,
    parts: Option<Parts>,
    record: Record,
}

/// What everybody asks next.
struct Answers {
    since: (String, When),
    /// What that rests on, and its own word.
    ground: Option<(String, String, Option<String>)>,
    looked: Looked,
    followed: (String, When),
}

/// An entry, and what was said of it last.
struct Card {
    entry: EntryView,
    last: Option<Last>,
}

struct Days {
    title: String,
    how: String,
    bars: Bars,
}

struct Record {
    title: String,
    lead: String,
    entries: Vec<EntryView>,
    none: String,
    newer: Option<(String, String)>,
    older: Option<(String, String)>,
}

/// What the page is put together from.
pub struct Picture {
    provider: Provider,
    parts: Vec<Part>,
    spans: Vec<Span>,
    open: Vec<Entry>,
    planned: Vec<Entry>,
    entries: Vec<Entry>,
    total: i64,
    /// Which page of the record, from 1.
    page: i64,
}

/// Answers `/{locale}/providers/{slug}`.
///
/// # Errors
/// `NotFound` where the page shows no such provider, and behind the last page of its record; a fault when the database is away.
pub async fn show(
    Path((_, slug)): Path<(String, String)>,
    uri: Uri,
    mut visit: Visit,
) -> Result<Response> {
    let page = Query::of(&uri).page();
    let picture = look(&mut visit, &slug, page).await?;
    let layout = visit.layout(&picture.provider.name, Place::Providers);
    let layout = layout.following(feed::follow(&visit.reader, &picture.provider));
    answer::page(&build(&visit.reader, layout, &picture))
}

async fn look(visit: &mut Visit, slug: &str, page: i64) -> Result<Picture> {
    let now = visit.reader.now;
    let tx = &mut visit.tx;
    let provider = providers::shown_on(tx, visit.page.id, slug).await?;
    let provider = provider.ok_or(Error::NotFound)?;
    let id = provider.id;
    let first = (page - 1) * SHOWN;
    let entries = providers::entries(tx, id, first, SHOWN).await?;
    if page > 1 && entries.is_empty() {
        return Err(Error::NotFound);
    }
    Ok(Picture {
        parts: providers::parts_of(tx, id).await?,
        spans: providers::spans_of(tx, id, since(now)).await?,
        open: providers::open_entries(tx, id).await?,
        planned: providers::planned_of(tx, id, now).await?,
        total: providers::count(tx, id).await?,
        entries,
        page,
        provider,
    })
}

/// The first instant of the ninety days, with a day to spare for the zone.
fn since(now: Timestamp) -> Timestamp {
    let spare = jiff::SignedDuration::from_hours(24);
    past_days(now).checked_sub(spare).unwrap_or(Timestamp::MIN)
}

/// Puts the page together.
#[must_use]
pub fn build(reader: &Reader, layout: Layout, picture: &Picture) -> ProviderPage {
    let provider = &picture.provider;
    let stand = Stand::of(reader, provider);
    let teller = Teller {
        reader,
        provider,
        parts: &picture.parts,
    };
    let board = Board {
        provider,
        stand: &stand,
        unlooked: stand::unlooked_since(provider, reader.now),
        parts: &picture.parts,
        spans: &picture.spans,
    };
    let is_first = picture.page == 1;
    let key = format!("providers-is-{}", stand.status);
    let sentence = reader.words.tell(&key, &[("name", &provider.name)]);
    // Further pages of the record have nothing but the answer above it.
    let first = |all, title| cards(&teller, all, title).filter(|_| is_first);
    let open = first(&picture.open, open_title(reader, picture, &stand));
    let planned = first(&picture.planned, reader.say("planned-title"));
    let record = record(&teller, picture);
    let shown = open.iter().chain(&planned).flat_map(|(_, cards)| cards);
    let shown = shown.map(|card| &card.entry).chain(&record.entries);
    let has_concluded = shown.into_iter().any(|one| one.dated.1.concluded.is_some());
    ProviderPage {
        answers: answers(reader, provider, &stand),
        days: is_first.then(|| days(reader, &board)),
        parts: is_first.then(|| parts::parts(reader, &board)).flatten(),
        shape: stand.status.as_str(),
        layout: layout
            .explaining(reader, has_concluded)
            .sharing(reader, &sentence, ""),
        figures: (
            reader.path(&format!("providers/{}/figures", provider.slug)),
            reader.words.tell(
                "providers-figures-link",
                &[("name", provider.name.as_str())],
            ),
        ),
        told: stand::told(reader, provider),
        sentence,
        why: stand.why,
        open,
        planned,
        record,
    }
}

/// What was open when somebody last saw is not passed off as going on.
fn open_title(reader: &Reader, picture: &Picture, stand: &Stand) -> String {
    match stand.why {
        Some(_) => reader.say("providers-open-last"),
        None => {
            let count = i64::try_from(picture.open.len()).unwrap_or(i64::MAX);
            reader.words.count("providers-open", count, &[])
        }
    }
}

fn answers(reader: &Reader, provider: &Provider, stand: &Stand) -> Answers {
    let key = match stand.why {
        Some(_) => "providers-since-unknown",
        None => "providers-since",
    };
    // Where all is well, programs say so with words such as "none", which nobody would understand.
    let is_trouble = stand.status != ComponentStatus::Operational;
    let raw = provider
        .status_raw
        .clone()
        .filter(|raw| !raw.is_empty() && is_trouble);
    let is_told = stand.why.is_none() && provider.ground != "nothing";
    let ground = is_told.then(|| {
        (
            reader.say("providers-ground"),
            reader.say(&format!("providers-ground-{}", provider.ground)),
            raw.map(|raw| {
                reader
                    .words
                    .tell("providers-severity-raw", &[("word", &raw)])
            }),
        )
    });
    Answers {
        since: (reader.say(key), reader.instant(stand.since)),
        ground,
        looked: stand::looked(reader, provider),
        followed: (
            reader.say("providers-followed"),
            reader.instant(provider.created_at),
        ),
    }
}

fn cards(teller: &Teller<'_>, all: &[Entry], title: String) -> Option<(String, Vec<Card>)> {
    let card = |entry: &Entry| Card {
        entry: teller.entry(entry, 3),
        last: posts::last(teller.reader, entry),
    };
    (!all.is_empty()).then(|| (title, all.iter().map(card).collect()))
}

fn days(reader: &Reader, board: &Board<'_>) -> Days {
    let count = DAYS.to_string();
    Days {
        title: reader
            .words
            .count("providers-days-title", i64::from(DAYS), &[]),
        how: reader.words.tell("providers-days-how", &[("days", &count)]),
        bars: parts::whole(reader, board),
    }
}

fn record(teller: &Teller<'_>, picture: &Picture) -> Record {
    let reader = teller.reader;
    let home = reader.path(&format!("providers/{}", picture.provider.slug));
    let to = |page: i64, key: &str| {
        let address = format!("{home}{}", Query::default().with_page(page));
        (address, reader.say(key))
    };
    let values = [("name", picture.provider.name.as_str())];
    Record {
        title: reader
            .words
            .count("providers-record", picture.total, &values),
        lead: reader.say("providers-record-lead"),
        entries: picture
            .entries
            .iter()
            .map(|entry| teller.entry(entry, 3))
            .collect(),
        none: reader.say("providers-record-none"),
        newer: (picture.page > 1).then(|| to(picture.page - 1, "choice-newer")),
        older: (picture.page * SHOWN < picture.total).then(|| to(picture.page + 1, "choice-older")),
    }
}
