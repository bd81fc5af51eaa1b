//! The requests: each loads what it needs, and has it told.

use axum::{extract::Query, http::Uri, response::Response};
use beffroi_domain::{Incident, Maintenance};

use super::{
    answer::json, board::Board, extra, history::Months, incident::Told, maintenance, shape,
    tell::Teller,
};
use crate::{
    ground::Result,
    incidents as facts, maintenances as works, postmortems,
    public::visit::{Program, Visit},
    story::dates::Dates,
};

/// As many as Statuspage lists; ours goes on with `?page=2`.
const PAGE: u32 = 50;

#[derive(serde::Deserialize)]
struct Asked {
    page: Option<String>,
}

/// The number of the page asked for; what is no number is the first.
fn asked(uri: &Uri) -> u32 {
    let asked = Query::<Asked>::try_from_uri(uri).ok();
    let number = asked.and_then(|Query(asked)| asked.page?.parse().ok());
    number.unwrap_or(1).max(1)
}

/// Answers `/api/v2/summary.json`.
///
/// # Errors
/// A fault when the database is away.
pub async fn summary(Program(mut visit): Program) -> Result<Response> {
    let board = Board::load(&mut visit).await?;
    let open = unresolved_of(&mut visit, &board).await?;
    let teller = teller(&visit, &board);
    json(&shape::Summary {
        page: teller.page(),
        components: teller.components(),
        incidents: open.iter().map(|one| teller.incident(one)).collect(),
        scheduled_maintenances: told(
            &teller,
            &maintenance::in_order(&board.planned, visit.reader.now),
        ),
        status: teller.status(),
    })
}

/// Answers `/api/v2/status.json`.
///
/// # Errors
/// A fault when the database is away.
pub async fn status(Program(mut visit): Program) -> Result<Response> {
    let board = Board::load(&mut visit).await?;
    let teller = teller(&visit, &board);
    json(&shape::StatusDocument {
        page: teller.page(),
        status: teller.status(),
    })
}

/// Answers `/api/v2/components.json`.
///
/// # Errors
/// A fault when the database is away.
pub async fn components(Program(mut visit): Program) -> Result<Response> {
    let board = Board::load(&mut visit).await?;
    let teller = teller(&visit, &board);
    json(&shape::Components {
        page: teller.page(),
        components: teller.components(),
    })
}

/// Answers `/api/v2/incidents.json`.
///
/// # Errors
/// A fault when the database is away.
pub async fn incidents(uri: Uri, Program(mut visit): Program) -> Result<Response> {
    let board = Board::load(&mut visit).await?;
    let number = asked(&uri);
    let (from, most) = stretch(number);
    let mut list = facts::newest(&mut visit.tx, visit.page.id, most, from).await?;
    let next = more(&visit, &mut list, number, "api/v2/incidents.json");
    let list = with_writeups(&mut visit, list).await?;
    let teller = teller(&visit, &board);
    json(&shape::Incidents {
        page: teller.page(),
        incidents: list.iter().map(|one| teller.incident(one)).collect(),
        beffroi: Some(next),
    })
}

/// Answers `/api/v2/incidents/unresolved.json`.
///
/// # Errors
/// A fault when the database is away.
pub async fn unresolved(Program(mut visit): Program) -> Result<Response> {
    let board = Board::load(&mut visit).await?;
    let open = unresolved_of(&mut visit, &board).await?;
    let teller = teller(&visit, &board);
    json(&shape::Incidents {
        page: teller.page(),
        incidents: open.iter().map(|one| teller.incident(one)).collect(),
        beffroi: None,
    })
}

/// Answers `/api/v2/scheduled-maintenances.json`.
///
/// # Errors
/// A fault when the database is away.
pub async fn maintenances(uri: Uri, Program(mut visit): Program) -> Result<Response> {
    let board = Board::load(&mut visit).await?;
    let number = asked(&uri);
    let (from, most) = stretch(number);
    let mut list = works::newest(&mut visit.tx, visit.page.id, most, from).await?;
    let next = more(
        &visit,
        &mut list,
        number,
        "api/v2/scheduled-maintenances.json",
    );
    let all: Vec<&Maintenance> = list.iter().collect();
    planned(&visit, &board, &all, Some(next))
}

/// Answers `/api/v2/scheduled-maintenances/upcoming.json`.
///
/// # Errors
/// A fault when the database is away.
pub async fn upcoming(Program(mut visit): Program) -> Result<Response> {
    let board = Board::load(&mut visit).await?;
    let list = maintenance::upcoming(&board.planned, visit.reader.now);
    planned(&visit, &board, &list, None)
}

/// Answers `/api/v2/scheduled-maintenances/active.json`.
///
/// # Errors
/// A fault when the database is away.
pub async fn active(Program(mut visit): Program) -> Result<Response> {
    let board = Board::load(&mut visit).await?;
    let list = maintenance::active(&board.planned, visit.reader.now);
    planned(&visit, &board, &list, None)
}

/// Answers `/history.json`: three months a page, back in time, until there are none.
///
/// # Errors
/// A fault when the database is away.
pub async fn history(uri: Uri, Program(mut visit): Program) -> Result<Response> {
    let board = Board::load(&mut visit).await?;
    let months = Months::load(&mut visit, asked(&uri)).await?;
    let teller = teller(&visit, &board);
    json(&teller.history(&months))
}

fn teller<'a>(visit: &'a Visit, board: &'a Board) -> Teller<'a> {
    Teller {
        reader: &visit.reader,
        page: &visit.page,
        board,
    }
}

fn planned(
    visit: &Visit,
    board: &Board,
    list: &[&Maintenance],
    next: Option<extra::OfList>,
) -> Result<Response> {
    let teller = teller(visit, board);
    json(&shape::Maintenances {
        page: teller.page(),
        scheduled_maintenances: told(&teller, list),
        beffroi: next,
    })
}

fn told(teller: &Teller<'_>, list: &[&Maintenance]) -> Vec<shape::Maintenance> {
    list.iter().map(|one| teller.maintenance(one)).collect()
}

/// Where a page begins, and how many to load: one more than it shows, to know whether there are any.
fn stretch(number: u32) -> (i64, i64) {
    (i64::from(number - 1) * i64::from(PAGE), i64::from(PAGE) + 1)
}

/// Takes the one too many off the list; where the list goes on if it was there.
fn more<T>(visit: &Visit, list: &mut Vec<T>, number: u32, path: &str) -> extra::OfList {
    let shown = PAGE as usize;
    let goes_on = list.len() > shown;
    list.truncate(shown);
    let locale = visit.reader.locale();
    let address = visit.reader.address.absolute(path);
    let next = number.saturating_add(1);
    extra::OfList {
        page: number,
        next: goes_on.then(|| format!("{address}?locale={locale}&page={next}")),
    }
}

async fn unresolved_of(visit: &mut Visit, board: &Board) -> Result<Vec<Told>> {
    let mut open = board.open.clone();
    let since = visit.page.since;
    open.sort_by_key(|one| std::cmp::Reverse(Dates::of(one, since).created.at));
    with_writeups(visit, open).await
}

/// Loads the write-ups that an update announces without a word of its own.
async fn with_writeups(visit: &mut Visit, list: Vec<Incident>) -> Result<Vec<Told>> {
    let mut all = Vec::with_capacity(list.len());
    for incident in list {
        let is_bare = incident
            .updates
            .iter()
            .any(|update| update.is_postmortem() && update.text.is_empty());
        let writeup = if is_bare {
            postmortems::of_incident(&mut visit.tx, incident.id).await?
        } else {
            None
        };
        all.push((incident, writeup));
    }
    Ok(all)
}
