//! One maintenance: what is planned, what was said.

use askama::Template;
use axum::{extract::Path, response::Response};
use beffroi_domain::{Maintenance, MaintenanceStatus};

use super::{
    days,
    facts::{self, Facts},
    feeds,
    updates::{self, Updates},
    visit::{Names, Visit},
};
use crate::{
    ground::{Error, Result},
    maintenances,
    web::{Layout, Reader, answer, format::Said, layout::Place},
};

/// One maintenance.
#[derive(Template)]
#[template(path = "public/maintenance.html")]
pub struct MaintenancePage {
    layout: Layout,
    title: Said,
    status: String,
    facts: Facts,
    updates_title: String,
    updates: Updates,
}

/// Answers `/{locale}/maintenances/{id}`.
///
/// # Errors
/// `NotFound` where no public maintenance of the page has this id; a fault when the database is
/// away.
pub async fn show(Path((_, id)): Path<(String, String)>, mut visit: Visit) -> Result<Response> {
    let maintenance = maintenances::find_by_public_id(&mut visit.tx, visit.page.id, &id)
        .await?
        .ok_or(Error::NotFound)?;
    let (_, names) = visit.components().await?;
    let title = days::title(
        &visit.reader,
        &maintenance.title,
        maintenance.public_id.as_str(),
    );
    let layout = visit
        .layout(&title.text, Place::History)
        .following(feeds::follow::maintenance(
            &visit.reader,
            &id,
            maintenance.status != MaintenanceStatus::Completed,
        ))
        .live(&visit.reader);
    answer::page(&build(&visit.reader, layout, &names, &maintenance))
}

/// Puts the page together.
#[must_use]
pub fn build(
    reader: &Reader,
    layout: Layout,
    names: &Names,
    maintenance: &Maintenance,
) -> MaintenancePage {
    let entry = days::maintenance_entry(reader, maintenance);
    MaintenancePage {
        layout,
        title: entry.title,
        status: entry.status,
        facts: facts::of_maintenance(reader, names, maintenance),
        updates_title: reader.say("updates-title"),
        updates: updates::line(reader, names, &maintenance.updates, &entry.address, 3),
    }
}
