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
    Keeper, check_from_here, client,
    fields::{wrong, wrongs},
    status,
    told::{self, Entered, Fact, Linked},
    typed::{Sent, Typed},
};
use crate::{
    ground::{Error, Refusal, Result, mask},
    incidents,
    public::{
        subscribe::screen,
        visit::{Lasting, Visit},
    },
    reports::{self, EntryKind, Report, State as Stands},
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
    submit: String,
}

/// What stands behind a link.
struct Behind {
    report: Report,
    incident: Option<Incident>,
    names: Names,
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
    page(&visit.reader, layout, &behind, &key, ("", &[]))
}

/// Does what a button says.
///
/// # Errors
/// As [`show`].
pub(super) async fn submit(
    State(site): State<Site>,
    Extension(keeper): Extension<Arc<Keeper>>,
    Path((_, reference, key)): Path<(String, String, String)>,
    mut parts: Parts,
    sent: Sent,
) -> Result<Response> {
    let Lasting(mut visit) = Lasting::from_request_parts(&mut parts, &site).await?;
    let behind = behind(&mut visit, &reference, &key).await?;
    let (layout, typed) = (frame(&visit, &behind.report), Typed::of(sent));
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
        Ok(()) => act(&site, &behind.report, &typed).await,
        Err(refusal) => Err(refusal.into()),
    };
    match done {
        Ok(()) => {
            let place = address(&reader, &behind.report, &key);
            Ok(screen::see(&format!("{place}#thread-title")))
        }
        Err(Error::Refused(refusal)) => {
            let refusals = [refusal];
            page(
                &reader,
                layout,
                &behind,
                &key,
                (typed.get("words"), &refusals),
            )
        }
        Err(error) => Err(error),
    }
}

async fn act(site: &Site, report: &Report, typed: &Typed) -> Result<()> {
    let (now, words) = (site.clock.now(), typed.get("words"));
    let mut tx = site.db.begin().await?;
    match typed.get("deed") {
        "say" if is_said_already(report, words) => return Ok(()),
        "say" => {
            reports::hear(&mut tx, now, report.id, words, None).await?;
        }
        "works" => reports::settle(&mut tx, now, report.id, true).await?,
        "fails" => reports::settle(&mut tx, now, report.id, false).await?,
        _ => return Err(Error::NotFound),
    }
    tx.commit().await
}

/// Whether that was the last word: a form that is sent twice says nothing new.
fn is_said_already(report: &Report, words: &str) -> bool {
    let last = report.entries.iter().rev().find(|one| !one.body.is_empty());
    let theirs = last.filter(|one| one.kind == EntryKind::TheySaid);
    theirs.is_some_and(|one| one.body == mask::conceal(words))
}

/// What stands behind a link: the reference as people write it, and the key as we do.
async fn behind(visit: &mut Visit, reference: &str, key: &str) -> Result<Behind> {
    let reference: Reference = reference.parse().map_err(|_| Error::NotFound)?;
    let page = visit.page.id;
    let desk = reports::find_desk(&mut visit.tx, page).await?;
    let desk = desk.filter(|desk| desk.opens(reference, key));
    desk.ok_or(Error::NotFound)?;
    let report = reports::find(&mut visit.tx, page, reference).await?;
    let report = report.ok_or(Error::NotFound)?;
    let incident = match report.incident {
        Some((id, _)) => readable(visit, id).await?,
        None => None,
    };
    let (_, names) = visit.components().await?;
    Ok(Behind {
        report,
        incident,
        names,
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
    (words, refusals): (&str, &[Refusal]),
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
        thread: told::thread(reader, report),
        nothing: say("report-case-thread-none"),
        say: Say {
            title: say("report-case-say"),
            hint: say(match report.state {
                Stands::Closed => "report-case-say-closed",
                _ => "report-note-masked",
            }),
            value: words.to_owned(),
            error: wrong(reader, refusals, "words"),
            submit: say("report-case-say-submit"),
        },
        told_title: say("report-case-told"),
        told: told::facts(reader, &behind.names, report),
    };
    screen::own(&page, status(refusals))
}
