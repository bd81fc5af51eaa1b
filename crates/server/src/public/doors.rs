//! Doors: addresses without a locale lead to the reader's own.
//!
//! `/`, the history, and the old addresses of Statuspage, `/incidents/{id}`, which names incidents and
//! maintenances alike. The fragment of an old permalink is kept by the browser.

use axum::{
    extract::{Path, State},
    http::{Extensions, HeaderMap, HeaderValue, StatusCode, header::LOCATION},
    response::{IntoResponse, Response},
};
use beffroi_domain::PublicId;

use super::{
    history::Month,
    visit::{find_page, offered},
};
use crate::{
    ground::{Error, Result},
    incidents, maintenances,
    web::{Site, cache::Policy, negotiate},
};

/// Answers `/`.
///
/// # Errors
/// `NotFound` where there is no page; a fault when the database is away.
pub async fn start(
    State(site): State<Site>,
    asked: Extensions,
    headers: HeaderMap,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let found = find_page(&mut tx, &site, &asked).await?;
    let (page, address) = found.ok_or(Error::NotFound)?;
    let offered = offered(&page);
    let locale = negotiate::locale(&headers, &offered);
    Ok(lead(&address.path_in(locale, "")))
}

/// Answers `/history` and `/history/{month}`; whether there is such a month is said there.
///
/// # Errors
/// `NotFound` where there is no page or the month is none; a fault when the database is away.
pub async fn history(
    State(site): State<Site>,
    month: Option<Path<String>>,
    asked: Extensions,
    headers: HeaderMap,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let found = find_page(&mut tx, &site, &asked).await?;
    let (page, address) = found.ok_or(Error::NotFound)?;
    let offered = offered(&page);
    let locale = negotiate::locale(&headers, &offered);
    match month {
        None => Ok(lead(&address.path_in(locale, "history"))),
        Some(Path(name)) if name == "undated" => {
            Ok(lead(&address.path_in(locale, "history/undated")))
        }
        Some(Path(name)) => {
            let month = Month::parse(&name).ok_or(Error::NotFound)?;
            let rest = format!("history/{}", month.address());
            Ok(lead(&address.path_in(locale, &rest)))
        }
    }
}

/// Answers `/history/calendar/{year}`; whether it is a year is said there.
///
/// # Errors
/// `NotFound` where there is no page or this is no number; a fault when the database is away.
pub async fn calendar(
    State(site): State<Site>,
    Path(year): Path<String>,
    asked: Extensions,
    headers: HeaderMap,
) -> Result<Response> {
    let year: u16 = year.parse().map_err(|_| Error::NotFound)?;
    let mut tx = site.db.snapshot().await?;
    let found = find_page(&mut tx, &site, &asked).await?;
    let (page, address) = found.ok_or(Error::NotFound)?;
    let offered = offered(&page);
    let locale = negotiate::locale(&headers, &offered);
    Ok(lead(
        &address.path_in(locale, &format!("history/calendar/{year}")),
    ))
}

/// Answers `/{locale}`, without the slash that belongs behind it.
///
/// # Errors
/// `NotFound` for what is no locale of the page; a fault when the database is away.
pub async fn bare(
    State(site): State<Site>,
    Path(locale): Path<String>,
    asked: Extensions,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let found = find_page(&mut tx, &site, &asked).await?;
    let (page, address) = found.ok_or(Error::NotFound)?;
    let known = offered(&page)
        .into_iter()
        .find(|one| one.as_str() == locale);
    let known = known.ok_or(Error::NotFound)?;
    Ok(lead(&address.path_in(&known, "")))
}

/// Answers `/incidents/{id}` and `/maintenances/{id}`.
///
/// # Errors
/// `NotFound` where neither an incident nor a maintenance of the page has this id; a fault when the
/// database is away.
pub async fn old(
    State(site): State<Site>,
    Path(id): Path<String>,
    asked: Extensions,
    headers: HeaderMap,
) -> Result<Response> {
    // An id of this form can stand in an address as it is.
    let id: PublicId = id.parse().map_err(|_| Error::NotFound)?;
    let mut tx = site.db.snapshot().await?;
    let found = find_page(&mut tx, &site, &asked).await?;
    let (page, address) = found.ok_or(Error::NotFound)?;
    let offered = offered(&page);
    let locale = negotiate::locale(&headers, &offered);
    if incidents::find_by_public_id(&mut tx, page.id, id.as_str())
        .await?
        .is_some()
    {
        return Ok(lead(&address.path_in(locale, &format!("incidents/{id}"))));
    }
    if maintenances::find_by_public_id(&mut tx, page.id, id.as_str())
        .await?
        .is_some()
    {
        return Ok(lead(
            &address.path_in(locale, &format!("maintenances/{id}")),
        ));
    }
    Err(Error::NotFound)
}

/// Leads on for now: another reader is led elsewhere.
fn lead(address: &str) -> Response {
    let mut response = StatusCode::FOUND.into_response();
    let headers = response.headers_mut();
    if let Ok(value) = HeaderValue::from_str(address) {
        headers.insert(LOCATION, value);
    }
    Policy::Negotiated.write(headers);
    response
}
