//! The page of a case, behind its sealed link: where it stands, what was said, a word more, and whether it works again.
//!
//! Whoever has the link sees it, in any of the page's languages, also years later. A look changes nothing; a button does.

use std::sync::Arc;

use askama::Template;
use axum::{
    Extension,
    extract::{FromRequestParts as _, Path, State},
    http::request::Parts,
    response::Response,
};
use beffroi_domain::{Incident, IncidentId, case::Reference};

use super::{
    Keeper, check_from_here, client, comes_back,
    fields::{wrong, wrongs},
    status,
    told::{self, Entered, Fact, Linked},
    typed::Typed,
    upload::{Chooser, Posted},
};
use crate::{
    ground::{Error, Refusal, Result, files::Store, mask},
    incidents,
    public::{
        help,
        subscribe::screen,
        visit::{Lasting, Visit},
    },
    reports::{self, DeskRules, EntryKind, File, Heard, Report, Sent, State as Stands},
    story::Names,
    web::{Layout, Reader, Site, format::Said},
};

/// A case.
#[derive(Template)]
#[template(path = "public/report/case.html")]
struct CasePage {
    layout: Layout,
    title: Said,
    /// Where it stands, in a sentence.
    stand: String,
    masked: Option<String>,
    keep: String,
    help: Option<(String, String)>,
    wrongs: Option<(String, Vec<(String, String)>)>,
    action: String,
    settle: Option<Settle>,
    linked: Option<Linked>,
    thread_title: String,
    thread: Vec<Entered>,
    nothing: String,
    say: Say,
    told_title: String,
    told: Vec<Fact>,
    /// What came with the report itself: names, and what became of each.
    files: Vec<(String, String)>,
    files_title: String,
}

/// "Does it work again?"
struct Settle {
    title: String,
    text: String,
    yes: String,
    no: String,
}

/// A word more.
struct Say {
    title: String,
    hint: String,
    value: String,
    error: Option<String>,
    files: Chooser,
    submit: String,
}

/// What stands behind a link.
struct Behind {
    report: Report,
    files: Vec<File>,
    rules: DeskRules,
    incident: Option<Incident>,
    names: Names,
    has_help: bool,
}

/// Answers `/{locale}/cases/{reference}/{key}`.
///
/// # Errors
/// `NotFound` for a link that is none of ours; a fault when the database is away.
pub(super) async fn show(
    Path((_, reference, key)): Path<(String, String, String)>,
    Lasting(mut visit): Lasting,
) -> Result<Response> {
    let behind = behind(&mut visit, &reference, &key).await?;
    let layout = frame(&visit, &behind.report);
    page(
        &visit.reader,
        layout,
        &behind,
        &key,
        (&Typed::default(), &[]),
    )
}

/// Does what a button says.
///
/// # Errors
/// As [`show`].
pub(super) async fn submit(
    State(site): State<Site>,
    Extension(keeper): Extension<Arc<Keeper>>,
    Extension(store): Extension<Store>,
    Path((_, reference, key)): Path<(String, String, String)>,
    mut parts: Parts,
    posted: Posted,
) -> Result<Response> {
    let Posted {
        words,
        files,
        room: _room,
    } = posted;
    let Lasting(mut visit) = Lasting::from_request_parts(&mut parts, &site).await?;
    let behind = behind(&mut visit, &reference, &key).await?;
    let (layout, typed) = (frame(&visit, &behind.report), Typed::of(words));
    let typed = typed.with_files(!files.is_empty());
    // Nobody holds one connection and waits for another.
    let Visit {
        reader,
        page: of,
        tx,
        ..
    } = visit;
    drop(tx);
    let may =
        check_from_here(&parts).and_then(|()| keeper.count(of.id, client(&parts), reader.now));
    let done = match may {
        Ok(()) => act((&site, &store), &behind, &typed, files).await,
        Err(refusal) => Err(refusal.into()),
    };
    match done {
        Ok(()) => {
            let place = address(&reader, &behind.report, &key);
            Ok(screen::see(&format!("{place}#thread-title")))
        }
        Err(error) => {
            let refusals = [comes_back(error, parts.uri.path())?];
            page(&reader, layout, &behind, &key, (&typed, &refusals))
        }
    }
}

async fn act(
    (site, store): (&Site, &Store),
    behind: &Behind,
    typed: &Typed,
    files: Vec<Sent>,
) -> Result<()> {
    let (now, report) = (site.clock.now(), &behind.report);
    if typed.get("deed") == "say" {
        return say(site, store, behind, (typed.get("words"), files)).await;
    }
    let mut tx = site.db.begin().await?;
    match typed.get("deed") {
        "works" => reports::settle(&mut tx, now, report.id, true).await?,
        "fails" => reports::settle(&mut tx, now, report.id, false).await?,
        _ => return Err(Error::NotFound),
    }
    tx.commit().await
}

/// A word more, with files or without; or files without a word.
async fn say(
    site: &Site,
    store: &Store,
    behind: &Behind,
    (words, files): (&str, Vec<Sent>),
) -> Result<()> {
    let (now, report) = (site.clock.now(), &behind.report);
    let words = match words.is_empty() && !files.is_empty() {
        true => reports::wordless(&report.locale),
        false => words.to_owned(),
    };
    if is_said_already(behind, &words, &files) {
        return Ok(());
    }
    let brought = reports::bring(&site.db, store, now, files).await?;
    let mut tx = site.db.begin().await?;
    if let Heard::Kept { entry, .. } = reports::hear(&mut tx, now, report.id, &words, None).await? {
        reports::keep(&mut tx, now, (report.id, Some(entry)), &brought).await?;
    }
    tx.commit().await
}

/// Whether that was the last word: a form that is sent twice says nothing new.
fn is_said_already(behind: &Behind, words: &str, files: &[Sent]) -> bool {
    let entries = behind.report.entries.iter();
    let last = entries.rev().find(|one| !one.body.is_empty());
    let theirs = last.filter(|one| one.kind == EntryKind::TheySaid);
    theirs.is_some_and(|one| {
        let with_it = behind
            .files
            .iter()
            .filter(|file| file.entry == Some(one.id));
        one.body == mask::conceal(words) && with_it.count() == files.len()
    })
}

/// What stands behind a link: the reference as people write it, and the key as we do.
async fn behind(visit: &mut Visit, reference: &str, key: &str) -> Result<Behind> {
    let reference: Reference = reference.parse().map_err(|_| Error::NotFound)?;
    let page = visit.page.id;
    let desk = reports::find_desk(&mut visit.tx, page).await?;
    let desk = desk.filter(|desk| desk.opens(reference, key));
    let rules = desk.ok_or(Error::NotFound)?.rules;
    let report = reports::find(&mut visit.tx, page, reference).await?;
    let report = report.ok_or(Error::NotFound)?;
    let incident = match report.incident {
        Some((id, _)) => readable(visit, id).await?,
        None => None,
    };
    let (_, names) = visit.components().await?;
    Ok(Behind {
        files: reports::files_of(&mut visit.tx, report.id).await?,
        rules,
        report,
        incident,
        names,
        has_help: visit.has_help,
    })
}

/// An incident as far as readers of the page see it; a duplicate is the one that stays.
async fn readable(visit: &mut Visit, id: IncidentId) -> Result<Option<Incident>> {
    let (tx, page) = (&mut visit.tx, visit.page.id);
    let stays = incidents::merged_into(tx, id).await?.unwrap_or(id);
    let found = match incidents::load(tx, page, stays).await {
        Ok(found) => found,
        Err(Error::NotFound) => return Ok(None),
        Err(error) => return Err(error),
    };
    incidents::find_by_public_id(tx, page, found.public_id.as_str()).await
}

fn address(reader: &Reader, report: &Report, key: &str) -> String {
    reader.path(&format!("cases/{}/{key}", report.reference))
}

fn frame(visit: &Visit, report: &Report) -> Layout {
    screen::frame(visit, &title(&visit.reader, report))
}

fn title(reader: &Reader, report: &Report) -> String {
    let reference = report.reference.to_string();
    reader
        .words
        .tell("report-case-title", &[("reference", &reference)])
}

fn page(
    reader: &Reader,
    layout: Layout,
    behind: &Behind,
    key: &str,
    (typed, refusals): (&Typed, &[Refusal]),
) -> Result<Response> {
    let say = |key: &str| reader.say(key);
    let report = &behind.report;
    let incident = behind.incident.as_ref();
    let page = CasePage {
        layout,
        title: Said {
            text: title(reader, report),
            lang: None,
            note: None,
        },
        stand: told::stand(reader, report),
        masked: report.is_masked.then(|| say("report-case-masked")),
        keep: say("report-case-keep"),
        help: behind.has_help.then(|| help::way_of_case(reader)),
        wrongs: wrongs(reader, refusals),
        action: address(reader, report, key),
        settle: (report.state == Stands::Asked).then(|| Settle {
            title: say("report-case-settle"),
            text: say("report-case-settle-text"),
            yes: say("report-case-settle-yes"),
            no: say("report-case-settle-no"),
        }),
        linked: incident.map(|one| told::linked(reader, &behind.names, one)),
        thread_title: say("report-case-thread"),
        thread: told::thread(reader, report, &behind.files),
        nothing: say("report-case-thread-none"),
        say: Say {
            title: say("report-case-say"),
            hint: say(match report.state {
                Stands::Closed => "report-case-say-closed",
                _ => "report-note-masked",
            }),
            value: typed.get("words").to_owned(),
            error: wrong(reader, refusals, "words"),
            files: Chooser::of(reader, &behind.rules, typed.has_files()),
            submit: say("report-case-say-submit"),
        },
        told_title: say("report-case-told"),
        told: told::facts(reader, &behind.names, report),
        files: told::files(reader, &behind.files, None),
        files_title: say("files-title"),
    };
    screen::own(&page, status(refusals))
}
