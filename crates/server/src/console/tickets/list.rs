//! The tickets that are open: those that wait for the provider first, the longest wait first.

use askama::Template;
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::Response,
};
use beffroi_domain::PageId;

use super::ADDRESS;
use crate::{
    console::{answer, frame::Frame, screen::Desk},
    ground::{Error, Result},
    ledger::{self, Ticket},
    members::{Role, SignedIn},
    web::{Reader, Site, format::When},
};

#[derive(Template)]
#[template(path = "console/tickets/list.html")]
struct ListPage {
    frame: Frame,
    title: String,
    lead: String,
    open: Option<(String, String)>,
    none: String,
    rows: Vec<Row>,
    other: (String, String),
}

/// A ticket in a list.
pub(in crate::console) struct Row {
    pub address: String,
    pub subject: String,
    pub about: String,
    pub state: String,
    pub since: Option<When>,
    pub promised: Option<String>,
}

/// What is asked for.
#[derive(serde::Deserialize)]
pub(super) struct Asked {
    all: Option<String>,
}

/// Answers `/console/tickets`.
///
/// # Errors
/// `NotFound` for whoever has no role; a fault when the database is away.
pub(super) async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let desk = Desk::of(&mut tx, &site, &signed_in).await?;
    let seen = desk.pages.iter().map(|page| page.id);
    let seen: Vec<PageId> = seen.filter(|id| signed_in.role_on(*id).is_some()).collect();
    if seen.is_empty() {
        return Err(Error::NotFound);
    }
    let is_all = asked.all.is_some();
    let words = desk.words();
    let tickets = ledger::of_pages(&mut tx, &seen, is_all).await?;
    let title = words.say("tickets-title");
    let may = seen
        .iter()
        .any(|id| signed_in.role_on(*id) >= Some(Role::Responder));
    let page_name = |one: &Ticket| (seen.len() > 1).then(|| desk.page_name(Some(one.page)));
    let screen = ListPage {
        frame: Frame::of(&mut tx, &site, &signed_in, &title)
            .await?
            .at(ADDRESS),
        lead: words.say("tickets-lead"),
        open: may.then(|| (format!("{ADDRESS}/new"), words.say("ticket-open"))),
        none: words.say("tickets-none"),
        rows: tickets
            .iter()
            .map(|one| row(&desk.reader, one, page_name(one)))
            .collect(),
        other: match is_all {
            true => (ADDRESS.to_owned(), words.say("tickets-only-open")),
            false => (format!("{ADDRESS}?all=yes"), words.say("tickets-all")),
        },
        title,
    };
    answer::page(&screen, StatusCode::OK)
}

/// A ticket as it stands in a list.
pub(in crate::console) fn row(reader: &Reader, one: &Ticket, page: Option<String>) -> Row {
    let mut about = vec![one.provider_name.clone()];
    about.extend(Some(one.reference.clone()).filter(|text| !text.is_empty()));
    about.extend(page);
    let (state, since) = state(reader, one);
    let open = one
        .promises
        .iter()
        .filter(|promise| promise.stands.is_open());
    let next = open.min_by_key(|promise| promise.stands.late_at);
    Row {
        address: format!("{ADDRESS}/{}", one.id),
        subject: one.subject.clone(),
        about: about.join(" · "),
        state,
        since,
        promised: next.map(|promise| {
            let left = crate::story::promises::left(reader, promise.stands.late_at);
            let said = [("what", promise.words.as_str()), ("left", &left)];
            reader.words.tell("ticket-promised", &said)
        }),
    }
}

/// Who is to say something next, and since when.
pub(super) fn state(reader: &Reader, one: &Ticket) -> (String, Option<When>) {
    if let Some(at) = one.closed_at {
        return (reader.say("ticket-closed"), Some(reader.instant(at)));
    }
    match one.waiting_since() {
        None => (reader.say("ticket-ours"), None),
        Some(at) => {
            let length = reader.seconds(reader.now.duration_since(at).as_mins() * 60);
            let waits = reader.words.tell("ticket-waits", &[("length", &length)]);
            (waits, Some(reader.instant(at)))
        }
    }
}
