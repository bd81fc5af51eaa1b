//! One provider: how it is and since when, what is asked, its components, what it last said, and what was not understood.
//!
//! Read in order: [`show`], [`OnePage`]; each part has its function below.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::Response,
};

use super::{
    ADDRESS, follow::page_picks, list::seen_on, may_change, may_follow, provider_of, read,
};
use crate::{
    console::{
        answer,
        form::{Control, Field, Form, Typed, Weight},
        frame::Frame,
        screen::{Desk, Done},
        tickets,
    },
    ground::{Result, Tx},
    ledger,
    members::{Role, SignedIn},
    providers::{self, Entry, Part, Provider},
    web::{
        Site,
        format::{Said, When},
        query::encoded,
    },
};

#[derive(Template)]
#[template(path = "console/providers/one.html")]
struct OnePage {
    frame: Frame,
    back: (String, String),
    title: String,
    stands: &'static str,
    status: String,
    since: (String, When),
    blind: Option<(String, When, String)>,
    say: Say,
    facts: Vec<(String, String)>,
    /// The official page, and how it is called.
    page: (String, String),
    times: Vec<(String, When)>,
    /// Looking now, setting right and leaving, for whoever may.
    deeds: Option<Deeds>,
    shown: Option<Form>,
    asks: Vec<AskRow>,
    parts: Vec<PartRow>,
    changes: Vec<ChangeRow>,
    doubts: Vec<DoubtRow>,
    oddities: Vec<OddityRow>,
    figures: Vec<(String, String)>,
    tickets: Vec<tickets::Row>,
    open: Option<(String, String)>,
}

struct Deeds {
    look: Form,
    ways: Vec<(String, String)>,
}

/// Fixed words of the screen.
struct Say {
    shown: String,
    asks: String,
    asks_none: String,
    asks_note: String,
    parts: String,
    parts_none: String,
    changes: String,
    changes_none: String,
    doubts: String,
    doubts_note: String,
    tickets: String,
    tickets_none: String,
}

struct AskRow {
    url: String,
    often: String,
    answer: String,
    at: Option<When>,
    why: Option<String>,
}

struct PartRow {
    name: Said,
    about: String,
    stands: &'static str,
    status: String,
    since: When,
}

struct ChangeRow {
    title: Said,
    about: String,
    at: When,
}

/// A word that nobody knows: where it stood, how often, and when last.
struct OddityRow {
    word: String,
    times: String,
    last: When,
}

struct DoubtRow {
    title: Said,
    says: String,
}

/// What deeds are called once they are done.
const DONE: &[(&str, &str)] = &[
    ("followed", "watch-done-followed"),
    ("settled", "watch-done-settled"),
    ("shown", "watch-done-shown"),
    ("looking", "watch-done-looking"),
];
/// How many of what it told last are gone through for what was not understood.
const LATELY: i64 = 50;

/// Answers `/console/providers/{slug}`.
///
/// # Errors
/// `NotFound` without it; a fault when the database is away.
pub(super) async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let one = provider_of(&mut tx, &signed_in, &slug).await?;
    let desk = Desk::of(&mut tx, &site, &signed_in).await?;
    let words = desk.words();
    let frame = Frame::of(&mut tx, &site, &signed_in, &one.name).await?;
    let instant = |at| desk.reader.instant(at);
    let pages = providers::pages_of(&mut tx, one.id).await?;
    let kept = read::kept(&mut tx).await?.get(&one.id).copied();
    let lately = providers::entries(&mut tx, one.id, 0, LATELY).await?;
    let mut facts = facts(&desk, &one, kept.unwrap_or(0));
    facts.push((words.say("watch-shown"), seen_on(&desk, &pages)));
    let (figures, tickets) = ledger_of(&mut tx, &desk, &signed_in, &one).await?;
    let screen = OnePage {
        frame: frame.at(ADDRESS).saying(done.said(&signed_in, DONE)),
        back: (ADDRESS.to_owned(), words.say("watch-title")),
        stands: one.status.as_str(),
        status: words.say(&format!("component-{}", one.status)),
        since: (words.say("watch-since"), instant(one.status_since)),
        blind: one
            .blind
            .as_ref()
            .map(|(at, why)| (words.say("watch-blind"), instant(*at), why.clone())),
        say: say(&desk),
        facts,
        page: (words.say("watch-page"), one.place.page.clone()),
        times: times(&desk, &one),
        deeds: may_change(&signed_in, &pages).then(|| deeds(&desk, &one)),
        shown: may_follow(&signed_in).then(|| shown(&desk, &signed_in, &one, &pages)),
        asks: asks(&mut tx, &desk, &one).await?,
        oddities: oddities(&mut tx, &desk, &one).await?,
        parts: parts(&mut tx, &desk, &one).await?,
        changes: changes(&mut tx, &desk, &one).await?,
        open: may_write(&signed_in).then(|| {
            let name = encoded(&one.name);
            let address = format!("{}/new?provider={name}", tickets::ADDRESS);
            (address, words.say("ticket-open"))
        }),
        figures,
        tickets,
        doubts: lately
            .iter()
            .flat_map(|entry| doubts(&desk, entry))
            .collect(),
        title: one.name.clone(),
    };
    answer::page(&screen, StatusCode::OK)
}

fn say(desk: &Desk) -> Say {
    let words = desk.words();
    Say {
        shown: words.say("watch-pages"),
        asks: words.say("watch-asks"),
        asks_none: words.say("watch-asks-none"),
        asks_note: words.say("watch-asks-note"),
        parts: words.say("watch-parts"),
        parts_none: words.say("watch-parts-none"),
        changes: words.say("watch-changes"),
        changes_none: words.say("watch-changes-none"),
        doubts: words.say("watch-doubts"),
        doubts_note: words.say("watch-doubts-note"),
        tickets: words.say("tickets-title"),
        tickets_none: words.say("tickets-provider-none"),
    }
}

fn facts(desk: &Desk, one: &Provider, kept: i64) -> Vec<(String, String)> {
    let words = desk.words();
    let form = match one.form() {
        Some(form) => form.label.to_owned(),
        None => words.say("watch-form-unknown"),
    };
    let empty = match one.is_empty_clear {
        true => words.say("watch-empty-clear"),
        false => words.say("watch-empty-open"),
    };
    let mut facts = vec![(words.say("watch-form"), form)];
    if let Some(raw) = &one.status_raw {
        facts.push((words.say("watch-raw"), raw.clone()));
    }
    if let Some(source) = &one.place.source {
        facts.push((words.say("watch-source"), source.clone()));
    }
    if !one.selectors.is_empty() {
        let all = super::fields::selectors_said(&one.selectors);
        facts.push((words.say("watch-selectors"), all));
    }
    facts.push((words.say("watch-empty-title"), empty));
    facts.push((
        words.say("watch-archive"),
        words.count("watch-kept", kept, &[]),
    ));
    if one.failures > 0 {
        let count = words.count("watch-failures", one.failures, &[]);
        facts.push((words.say("watch-vain"), count));
    }
    facts
}

fn times(desk: &Desk, one: &Provider) -> Vec<(String, When)> {
    let due = one.left_at.is_none().then_some(one.due_at);
    let times = [
        ("watch-checked", one.checked_at),
        ("watch-seen", one.seen_at),
        ("watch-due", due),
        ("watch-created", Some(one.created_at)),
        ("watch-left-at", one.left_at),
    ];
    let said = times.into_iter();
    said.filter_map(|(key, at)| Some((desk.words().say(key), desk.reader.instant(at?))))
        .collect()
}

fn deeds(desk: &Desk, one: &Provider) -> Deeds {
    let words = desk.words();
    let here = format!("{ADDRESS}/{}", one.slug);
    let mut ways = vec![(format!("{here}/settle"), words.say("watch-settle"))];
    if one.left_at.is_none() {
        ways.push((format!("{here}/leave"), words.say("watch-leave-do")));
    }
    Deeds {
        look: Form::to("look", format!("{here}/look"))
            .doing(words.say("watch-look"), Weight::Quiet),
        ways,
    }
}

/// On which of their pages it is shown.
fn shown(
    desk: &Desk,
    signed_in: &SignedIn,
    one: &Provider,
    pages: &[beffroi_domain::PageId],
) -> Form {
    let words = desk.words();
    let mut typed = Typed::default();
    for page in pages {
        typed.add("pages", page.to_string());
    }
    let picks = Control::Several(page_picks(desk, signed_in, &typed));
    Form::to("shown", format!("{ADDRESS}/{}/pages", one.slug))
        .asking([Field::of("pages", words.say("watch-pages"), picks)
            .hinted(words.say("watch-pages-hint"))])
        .doing(words.say("watch-pages-do"), Weight::Quiet)
}

/// The tickets with it of pages on which they have a role, and the figures of these.
async fn ledger_of(
    tx: &mut Tx,
    desk: &Desk,
    signed_in: &SignedIn,
    one: &Provider,
) -> Result<(Vec<(String, String)>, Vec<tickets::Row>)> {
    let (reader, words) = (&desk.reader, desk.words());
    let mut all = ledger::of_provider(tx, one.id).await?;
    all.retain(|ticket| signed_in.role_on(ticket.page).is_some());
    if all.is_empty() {
        return Ok((vec![], vec![]));
    }
    let figures = ledger::figures(&all, reader.now);
    let count =
        |key: &str, many: usize| words.count(key, i64::try_from(many).unwrap_or(i64::MAX), &[]);
    let answer = figures.answer_seconds.map_or_else(
        || words.say("ticket-unanswered"),
        |seconds| reader.seconds(seconds - seconds % 60),
    );
    let opened = [
        count("tickets-count", figures.tickets),
        count("tickets-pending", figures.open),
    ];
    let kept = [
        count("tickets-kept", figures.kept),
        count("tickets-late", figures.late),
        count("tickets-pending", figures.pending),
    ];
    let said = vec![
        (words.say("tickets-opened"), opened.join(" · ")),
        (words.say("tickets-answer"), answer),
        (words.say("tickets-promises"), kept.join(" · ")),
    ];
    let rows = all
        .iter()
        .take(10)
        .map(|ticket| tickets::row(reader, ticket, None));
    Ok((said, rows.collect()))
}

/// Whether they write on any page, for what is shown.
fn may_write(signed_in: &SignedIn) -> bool {
    let mut grants = signed_in.grants.iter();
    grants.any(|one| one.role >= Role::Responder)
}

async fn asks(tx: &mut Tx, desk: &Desk, one: &Provider) -> Result<Vec<AskRow>> {
    let words = desk.words();
    let row = |ask: read::Asked| {
        let often = match (ask.often.as_str(), ask.state.as_str()) {
            ("always", _) => "watch-often-always",
            ("seldom", _) => "watch-often-seldom",
            (_, "done") => "watch-often-done",
            (_, "gone") => "watch-often-gone",
            _ => "watch-often-once",
        };
        let answer = match (ask.answered_at, &ask.blind) {
            (None, _) => words.say("watch-answer-none"),
            (Some(_), Some(_)) => words.say("watch-answer-blind"),
            (Some(_), None) => words.say("watch-answer"),
        };
        let failures = (ask.failures > 0).then(|| words.count("watch-failures", ask.failures, &[]));
        AskRow {
            url: ask.url,
            often: match failures {
                Some(failures) => format!("{} · {failures}", words.say(often)),
                None => words.say(often),
            },
            answer,
            at: ask.answered_at.map(|at| desk.reader.instant(at)),
            why: ask.blind,
        }
    };
    Ok(read::asked(tx, one.id)
        .await?
        .into_iter()
        .map(row)
        .collect())
}

async fn parts(tx: &mut Tx, desk: &Desk, one: &Provider) -> Result<Vec<PartRow>> {
    let words = desk.words();
    let row = |part: Part| {
        let mut about: Vec<String> = part.group.iter().chain(&part.region).cloned().collect();
        if part.is_group {
            about.push(words.say("watch-part-group"));
        }
        if part.gone_at.is_some() {
            about.push(words.say("watch-part-gone"));
        }
        PartRow {
            name: said(desk, &part.name, &part.external_id),
            about: about.join(" · "),
            stands: part.status.as_str(),
            status: words.say(&format!("component-{}", part.status)),
            since: desk.reader.instant(part.status_since),
        }
    };
    let all = providers::parts_of(tx, one.id).await?;
    Ok(all.into_iter().map(row).collect())
}

async fn changes(tx: &mut Tx, desk: &Desk, one: &Provider) -> Result<Vec<ChangeRow>> {
    let mut rows = Vec::new();
    for id in read::changed(tx, one.id).await? {
        let entry = providers::entry(tx, id).await?;
        let words = desk.words();
        let about = match (entry.gone_at, entry.version) {
            (Some(_), _) => words.say("watch-change-gone"),
            (None, 1) => words.say("watch-change-new"),
            (None, version) => words.count("watch-change-version", version, &[]),
        };
        rows.push(ChangeRow {
            title: title_of(desk, &entry),
            about,
            at: desk.reader.instant(entry.changed_at),
        });
    }
    Ok(rows)
}

async fn oddities(tx: &mut Tx, desk: &Desk, one: &Provider) -> Result<Vec<OddityRow>> {
    let all = providers::oddities_of(tx, one.id).await?;
    let row = |odd: providers::Oddity| OddityRow {
        word: odd.word,
        times: desk.words().count("watch-odd-times", odd.times, &[]),
        last: desk.reader.instant(odd.last_at),
    };
    Ok(all.into_iter().map(row).collect())
}

/// What was not understood of an entry: words that nobody knows, and what contradicts itself.
fn doubts(desk: &Desk, entry: &Entry) -> Vec<DoubtRow> {
    let words = desk.words();
    let notice = &entry.notice;
    let row = |says: String| DoubtRow {
        title: title_of(desk, entry),
        says,
    };
    let strange = |raw: &Option<String>, is_known: bool| raw.clone().filter(|_| !is_known);
    let status = strange(&notice.status_raw, entry.status.is_some());
    let severity = strange(&notice.severity_raw, entry.impact.is_some());
    let said = [
        ("watch-doubt-status", status),
        ("watch-doubt-severity", severity),
    ];
    let said = said
        .into_iter()
        .filter_map(|(key, raw)| Some(row(words.tell(key, &[("word", &raw?)]))));
    let warnings = notice.told.record.warnings.iter();
    said.chain(warnings.map(|warning| row(warning.message.clone())))
        .collect()
}

fn title_of(desk: &Desk, entry: &Entry) -> Said {
    let record = &entry.notice.told.record;
    said(desk, &record.title, &record.title_raw)
}

/// A text of theirs in the member's language, else in any; else as it stood there.
fn said(desk: &Desk, text: &beffroi_domain::LocalizedText, raw: &str) -> Said {
    desk.reader.said(text).unwrap_or_else(|| Said {
        text: raw.to_owned(),
        lang: None,
        note: None,
    })
}
