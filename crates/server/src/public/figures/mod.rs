//! Figures: twelve months of uptime, incidents, impact and times, as drawings, tables and CSV.
//!
//! Read in order: [`show`], [`download`] (ask the database), `measure` (counts, no I/O), `view` (puts
//! the page together), `csv`. What is not known is left out and said to be left out.
//! Not here: how a median or a sum comes about (`beffroi_domain::tally`).

mod csv;
mod measure;
mod view;

use std::collections::HashMap;

use axum::{extract::Path, response::Response};
use beffroi_domain::{
    IncidentId,
    tally::{self},
    window::Interval,
};
use jiff::civil::Date;

use super::visit::Visit;
use crate::{
    components::{self, Component, Outage},
    ground::{Error, Result},
    incidents::{self, Case},
    maintenances::{self, Worked},
    postmortems::{self, Noticed},
    web::{answer, layout::Place},
};

/// How many months are looked at, the running one included.
const MONTHS: u8 = 12;

/// What is counted.
pub struct Picture {
    /// First day and instants of each month, oldest first.
    months: Vec<(Date, Interval)>,
    components: Vec<Component>,
    cases: Vec<Case>,
    noticed: HashMap<IncidentId, Noticed>,
    worked: Vec<Worked>,
    outages: Vec<Outage>,
    undated: usize,
}

/// Answers `/{locale}/figures`.
///
/// # Errors
/// A fault when the database is away.
pub async fn show(mut visit: Visit) -> Result<Response> {
    let picture = look(&mut visit).await?;
    let measures = measure::measure(&visit.reader, &picture);
    let layout = visit.layout(&visit.reader.say("figures-title"), Place::Figures);
    answer::page(&view::build(&visit.reader, layout, &measures))
}

/// Answers `/{locale}/figures/{name}.csv`.
///
/// # Errors
/// `NotFound` for a table that there is none of; a fault when the database is away.
pub async fn download(
    Path((_, file)): Path<(String, String)>,
    mut visit: Visit,
) -> Result<Response> {
    let name = file.strip_suffix(".csv").ok_or(Error::NotFound)?;
    if !csv::NAMES.contains(&name) {
        return Err(Error::NotFound);
    }
    let picture = look(&mut visit).await?;
    let measures = measure::measure(&visit.reader, &picture);
    let table = csv::table(&visit.reader, name, &measures).ok_or(Error::NotFound)?;
    Ok(answer::data("text/csv; charset=utf-8", table))
}

async fn look(visit: &mut Visit) -> Result<Picture> {
    let (page, now) = (visit.page.id, visit.reader.now);
    let months = tally::months(now, &visit.reader.zone, MONTHS);
    let from = months.first().map_or(now, |(_, month)| month.from);
    let to = months.last().map_or(now, |(_, month)| month.to);
    let (components, _) = visit.components().await?;
    let tx = &mut visit.tx;
    Ok(Picture {
        cases: incidents::cases(tx, page, from, to).await?,
        noticed: postmortems::noticed(tx, page).await?,
        worked: maintenances::worked_since(tx, page, from, now).await?,
        outages: components::outages_since(tx, page, from).await?,
        undated: incidents::count_undated(tx, page).await?,
        months,
        components,
    })
}
