//! Doors: addresses without a locale lead to the reader's own.
//!
//! `/`, the history, the promises, the figures, and the old addresses of Statuspage, `/incidents/{id}`, which names incidents and
//! maintenances alike. The fragment of an old permalink is kept by the browser.

use axum::{
    extract::{FromRequestParts, Path},
    http::{Uri, request::Parts},
    response::Response,
};
use beffroi_domain::{Locale, PublicId};

use super::{
    history::Month,
    visit::{offered, stand},
};
use crate::{
    ground::{Error, Result, Tx},
    incidents, maintenances,
    pages::Page,
    web::{Address, Site, answer, negotiate},
};

/// A request without a locale: the page that it is for, and the locale that its reader gets.
pub struct Door {
    tx: Tx,
    page: Page,
    address: Address,
    locale: Locale,
}

impl FromRequestParts<Site> for Door {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self> {
        let (tx, page, address) = stand(site, &parts.extensions).await?;
        let locale = negotiate::locale(&parts.headers, &offered(&page)).clone();
        Ok(Self {
            tx,
            page,
            address,
            locale,
        })
    }
}

impl Door {
    fn lead(&self, rest: &str) -> Response {
        answer::lead(&self.address.path_in(&self.locale, rest))
    }
}

/// Answers `/`.
///
/// # Errors
/// `NotFound` where there is no page; a fault when the database is away.
pub async fn start(door: Door) -> Result<Response> {
    Ok(door.lead(""))
}

/// Answers `/history` and `/history/{month}`; whether there is such a month is said there.
///
/// # Errors
/// `NotFound` where there is no page or the month is none; a fault when the database is away.
pub async fn history(month: Option<Path<String>>, door: Door) -> Result<Response> {
    match month {
        None => Ok(door.lead("history")),
        Some(Path(name)) if name == "undated" => Ok(door.lead("history/undated")),
        Some(Path(name)) => {
            let month = Month::parse(&name).ok_or(Error::NotFound)?;
            Ok(door.lead(&format!("history/{}", month.address())))
        }
    }
}

/// Answers `/promises` and `/figures`: what stands at the same place in each locale.
///
/// # Errors
/// `NotFound` where there is no page; a fault when the database is away.
pub async fn same(uri: Uri, door: Door) -> Result<Response> {
    Ok(door.lead(uri.path().trim_start_matches('/')))
}

/// Answers `/history/calendar/{year}`; whether it is a year is said there.
///
/// # Errors
/// `NotFound` where there is no page or this is no number; a fault when the database is away.
pub async fn calendar(Path(year): Path<String>, door: Door) -> Result<Response> {
    let year: u16 = year.parse().map_err(|_| Error::NotFound)?;
    Ok(door.lead(&format!("history/calendar/{year}")))
}

/// Answers `/{locale}`, without the slash that belongs behind it.
///
/// # Errors
/// `NotFound` for what is no locale of the page; a fault when the database is away.
pub async fn bare(Path(locale): Path<String>, door: Door) -> Result<Response> {
    let offered = offered(&door.page);
    let known = offered.iter().find(|one| one.as_str() == locale);
    let known = known.ok_or(Error::NotFound)?;
    Ok(answer::lead(&door.address.path_in(known, "")))
}

/// Answers `/incidents/{id}` and `/maintenances/{id}`.
///
/// # Errors
/// `NotFound` where neither an incident nor a maintenance of the page has this id; a fault when the
/// database is away.
pub async fn old(Path(id): Path<String>, mut door: Door) -> Result<Response> {
    // An id of this form can stand in an address as it is.
    let id: PublicId = id.parse().map_err(|_| Error::NotFound)?;
    let page = door.page.id;
    if incidents::find_by_public_id(&mut door.tx, page, id.as_str())
        .await?
        .is_some()
    {
        return Ok(door.lead(&format!("incidents/{id}")));
    }
    if let Some(stays) = incidents::leads_to(&mut door.tx, page, id.as_str()).await? {
        return Ok(door.lead(&format!("incidents/{stays}")));
    }
    if maintenances::find_by_public_id(&mut door.tx, page, id.as_str())
        .await?
        .is_some()
    {
        return Ok(door.lead(&format!("maintenances/{id}")));
    }
    Err(Error::NotFound)
}
