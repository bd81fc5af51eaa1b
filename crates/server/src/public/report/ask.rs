//! The form, and what becomes of it: a case, and the way to its page.

use std::time::Duration;
use std::{net::IpAddr, sync::Arc};

use askama::Template;
use axum::{
    Extension,
    extract::{FromRequestParts as _, State},
    http::{Uri, request::Parts},
    response::Response,
};
use beffroi_domain::{Actor, Incident, PageId, case::Reference};
use jiff::SignedDuration;

use super::{
    Keeper, again, check_from_here, client, comes_back,
    fields::{Asking, Fields, wrongs},
    known::{self, Known},
    proof::{Good, Seals, ZEROS},
    status,
    typed::{TRAP, Typed},
    upload::{Chooser, Posted},
};
use crate::{
    components::{self, Component, Group},
    ground::{Error, Refusal, RefusalKind, Result, files::Store, tries},
    incidents,
    public::{
        days,
        help::{self, answers},
        subscribe::screen,
        visit::Visit,
    },
    reports::{self, Answers, Desk, Facts, NewReport, Sent, Source},
    web::{Layout, Reader, Site, assets, format::Said, query::Query},
};

/// Cases that one network opens in a day; then it is asked to write in those that it has.
const A_DAY: i64 = 50;
const DAY: SignedDuration = SignedDuration::from_hours(24);
/// A form that came twice waits for its twin, so often and so long each time.
const TWIN: (u32, Duration) = (20, Duration::from_millis(100));

/// The form.
#[derive(Template)]
#[template(path = "public/report/ask.html")]
struct AskPage {
    layout: Layout,
    title: String,
    lead: String,
    /// What is wrong, with its places; above everything.
    wrongs: Option<(String, Vec<(String, String)>)>,
    /// What it is about, where somebody says "me too"; and the way back.
    too: Option<Too>,
    known: Option<Known>,
    action: String,
    fields: Fields,
    files: Chooser,
    /// What somebody should know before they write.
    notes: Vec<String>,
    /// Where it is told how one reports, and what is promised.
    help: Option<(String, String)>,
    trap: (&'static str, String),
    proof: Proof,
    submit: String,
}

/// The incident of a "me too".
struct Too {
    title: Said,
    address: String,
    status: String,
    shape: &'static str,
    /// Where it is over: that whoever still feels it should say so.
    over: Option<String>,
    other: (String, String),
}

/// What the page's script works on.
struct Proof {
    challenge: String,
    zeros: usize,
    ticket: String,
    script: String,
    wait: String,
}

/// What a form is put together from, and what is asked of a report.
pub(super) struct Sheet {
    pub(super) desk: Desk,
    pub(super) about: Option<Incident>,
    known: Vec<Incident>,
    components: Vec<Component>,
    groups: Vec<Group>,
    has_mail: bool,
    /// How soon others were answered, where an answer is promised.
    answers: Option<Answers>,
    has_help: bool,
}

impl Sheet {
    async fn of(visit: &mut Visit, (site, keeper): (&Site, &Keeper), uri: &Uri) -> Result<Self> {
        let (tx, page) = (&mut visit.tx, visit.page.id);
        let desk = reports::find_desk(tx, page).await?;
        let desk = desk.filter(|desk| desk.rules.is_open);
        let desk = desk.ok_or(Error::NotFound)?;
        let query = Query::of(uri).only(&["about"]);
        let about = match query.get("about") {
            Some(id) => incidents::find_by_public_id(tx, page, id).await?,
            None => None,
        };
        let known = match about {
            Some(_) => Vec::new(),
            None => incidents::open_on(tx, page).await?,
        };
        let mut components = components::of_page(tx, page).await?;
        components.retain(|one| !one.only_show_if_degraded);
        let answers = match desk.rules.answer_within.is_zero() {
            true => None,
            false => Some(keeper.counts.of(tx, page, visit.reader.now).await?),
        };
        Ok(Self {
            desk,
            about,
            known,
            components,
            groups: components::groups_of_page(tx, page).await?,
            has_mail: site.has_mail,
            answers,
            has_help: visit.has_help,
        })
    }

    /// What stands behind the addresses of a "me too".
    pub(super) fn query(&self) -> String {
        let id = self.about.as_ref().map(|about| &about.public_id);
        id.map_or_else(String::new, |id| format!("?about={id}"))
    }
}

/// Answers `/{locale}/report`.
///
/// # Errors
/// `NotFound` where the desk is closed; a fault when the database is away.
pub(super) async fn show(
    State(site): State<Site>,
    Extension(keeper): Extension<Arc<Keeper>>,
    uri: Uri,
    mut visit: Visit,
) -> Result<Response> {
    let sheet = Sheet::of(&mut visit, (&site, &keeper), &uri).await?;
    let layout = frame(&visit, &sheet);
    form(&visit.reader, layout, &sheet, &Typed::default(), &[])
}

/// Takes a report, or says why not with all that was written.
///
/// # Errors
/// `NotFound` where the desk is closed; a fault when the database is away.
pub(super) async fn submit(
    State(site): State<Site>,
    Extension(keeper): Extension<Arc<Keeper>>,
    Extension(store): Extension<Store>,
    mut parts: Parts,
    posted: Posted,
) -> Result<Response> {
    let Posted {
        words,
        files,
        room: _room,
    } = posted;
    let mut visit = Visit::from_request_parts(&mut parts, &site).await?;
    let sheet = Sheet::of(&mut visit, (&site, &keeper), &parts.uri).await?;
    let (layout, typed) = (frame(&visit, &sheet), Typed::of(words));
    let typed = typed.with_files(!files.is_empty());
    // Nobody holds one connection and waits for another.
    let Visit {
        reader, page, tx, ..
    } = visit;
    drop(tx);
    let back = |refusals: &[Refusal]| form(&reader, layout.clone(), &sheet, &typed, refusals);
    if let Err(refusal) = check_from_here(&parts) {
        return back(&[refusal]);
    }
    if typed.get("deed") == "edit" {
        return back(&[]);
    }
    let facts = match typed.facts(&reader.zone, &sheet.components, sheet.about.is_some()) {
        Ok(facts) => facts,
        Err(refusals) => return back(&refusals),
    };
    let again = || again::page(&reader, layout.clone(), &sheet, &typed);
    let Some(sealed) = shown(&reader, &sheet, &typed) else {
        return again();
    };
    let words = typed.digest(&sheet.query());
    match taken(&keeper, &sealed, &words).await {
        Good::Taken => {}
        Good::Led(place) => return Ok(screen::see(&place)),
        Good::Busy | Good::Nothing => return again(),
    }
    let from = client(&parts);
    let done = match keeper.count(page.id, from, reader.now) {
        Ok(()) => {
            open(
                (&site, &store),
                &reader,
                (page.id, from),
                &sheet,
                (facts, files),
            )
            .await
        }
        Err(refusal) => Err(refusal.into()),
    };
    match done {
        Ok(reference) => {
            let key = sheet.desk.key_of(reference);
            let place = reader.path(&format!("cases/{reference}/{key}"));
            keeper.spent.lead(&sealed, &place);
            Ok(screen::see(&place))
        }
        Err(error) => {
            keeper.spent.free(&sealed);
            back(&[comes_back(error, parts.uri.path())?])
        }
    }
}

/// What a form shows for itself: a challenge with its figure, or a ripe ticket. Nothing where a field was filled in that nobody sees.
fn shown(reader: &Reader, sheet: &Sheet, typed: &Typed) -> Option<String> {
    if !typed.get(TRAP).is_empty() {
        return None;
    }
    let (seals, now) = (Seals::of(&sheet.desk), reader.now);
    let (challenge, ticket) = (typed.get("challenge"), typed.get("ticket"));
    if seals.is_solved(challenge, typed.get("figure"), now) {
        return Some(challenge.to_owned());
    }
    seals.is_ripe(ticket, now).then(|| ticket.to_owned())
}

/// Takes what was shown; a form that was sent twice at once waits for the first.
async fn taken(keeper: &Keeper, sealed: &str, words: &str) -> Good {
    for _ in 0..TWIN.0 {
        match keeper.spent.take(sealed, words) {
            Good::Busy => tokio::time::sleep(TWIN.1).await,
            other => return other,
        }
    }
    Good::Busy
}

async fn open(
    (site, store): (&Site, &Store),
    reader: &Reader,
    (page, from): (PageId, Option<IpAddr>),
    sheet: &Sheet,
    (facts, files): (Facts, Vec<Sent>),
) -> Result<Reference> {
    let brought = reports::bring(&site.db, store, site.clock.now(), files).await?;
    let sender = sheet.desk.sender(&tries::network(from).to_string());
    let mut tx = site.db.begin().await?;
    if reports::count_from(&mut tx, &sender, reader.now - DAY).await? >= A_DAY {
        return Err(a_day().into());
    }
    let new = NewReport {
        page,
        locale: reader.locale().clone(),
        source: Source::Form,
        facts,
        too: sheet.about.as_ref().map(|about| about.id),
        sender,
        mail_id: None,
    };
    let now = site.clock.now();
    let (id, reference) = reports::open(&mut tx, now, Actor::System, &new).await?;
    reports::keep(&mut tx, now, (id, None), &brought).await?;
    tx.commit().await?;
    Ok(reference)
}

/// What a network is told that opened very many cases.
fn a_day() -> Refusal {
    let message = "very many cases were opened from your network today; write in one of them";
    Refusal::whole(message)
        .being(RefusalKind::TooMany)
        .told("refusal-report-day")
}

/// The frame of the form, in the other languages too.
fn frame(visit: &Visit, sheet: &Sheet) -> Layout {
    let mut layout = screen::frame(visit, &visit.reader.say("report-title"));
    let query = sheet.query();
    for tongue in &mut layout.tongues {
        tongue.address.push_str(&query);
    }
    layout
}

fn form(
    reader: &Reader,
    layout: Layout,
    sheet: &Sheet,
    typed: &Typed,
    refusals: &[Refusal],
) -> Result<Response> {
    let say = |key: &str| reader.say(key);
    let asking = Asking {
        reader,
        components: &sheet.components,
        groups: &sheet.groups,
        typed,
        refusals,
        is_too: sheet.about.is_some(),
        has_mail: sheet.has_mail,
    };
    let page = AskPage {
        layout,
        title: say("report-title"),
        lead: say(match sheet.about {
            Some(_) => "report-lead-too",
            None => "report-lead",
        }),
        wrongs: wrongs(reader, refusals),
        too: sheet.about.as_ref().map(|about| too(reader, about)),
        // Whoever comes back to mend something has seen it.
        known: match refusals.is_empty() && typed.told().is_empty() {
            true => known::known(reader, &sheet.known),
            false => None,
        },
        action: reader.path(&format!("report{}", sheet.query())),
        fields: asking.fields(),
        files: Chooser::of(reader, &sheet.desk.rules, typed.has_files()),
        notes: notes(reader, sheet),
        help: sheet.has_help.then(|| help::way_to_how(reader)),
        trap: (TRAP, say("report-trap")),
        proof: proof(reader, sheet, typed),
        submit: say("report-submit"),
    };
    screen::own(&page, status(refusals))
}

fn too(reader: &Reader, about: &Incident) -> Too {
    let entry = days::incident_entry(reader, about);
    Too {
        title: entry.title,
        address: entry.address,
        status: entry.status,
        shape: match about.status.is_open() {
            true => entry.shape,
            false => "operational",
        },
        over: (!about.status.is_open()).then(|| reader.say("report-too-over")),
        other: (reader.path("report"), reader.say("report-too-other")),
    }
}

/// What is promised, what is kept and for how long, and what not to write.
fn notes(reader: &Reader, sheet: &Sheet) -> Vec<String> {
    let rules = &sheet.desk.rules;
    let mut all = Vec::new();
    let seconds = rules.answer_within.as_secs();
    if seconds > 0 {
        let length = reader.seconds(seconds);
        let mut told = vec![
            reader
                .words
                .tell("report-note-answer", &[("length", &length)]),
        ];
        told.extend(
            sheet
                .answers
                .iter()
                .flat_map(|one| answers::kept(reader, one)),
        );
        all.push(told.join(" "));
    }
    all.push(reader.say("report-note-masked"));
    all.push(reader.words.count("report-note-kept", rules.keep_days, &[]));
    all
}

fn proof(reader: &Reader, sheet: &Sheet, typed: &Typed) -> Proof {
    let (seals, ticket) = (Seals::of(&sheet.desk), typed.get("ticket"));
    Proof {
        challenge: seals.challenge(reader.now),
        zeros: ZEROS,
        // Who pressed once more already is not asked to for a slip.
        ticket: match seals.is_fresh(ticket, reader.now) {
            true => ticket.to_owned(),
            false => String::new(),
        },
        script: assets::address("report.js"),
        wait: reader.say("report-wait"),
    }
}
