//! Announcing: what was told, frozen for those who asked for it, once for each page that shows it.

use beffroi_domain::{
    Incident, Moment, UpdateId,
    announcement::{Announcement, Occasion, Topic, Touched},
};
use jiff::Timestamp;

use super::{
    load,
    stand::{Place, Standing},
};
use crate::{
    components,
    ground::{Result, Tx},
    outbox,
};

/// Announces a statement on every page whose readers see the incident.
pub(super) async fn announce(
    tx: &mut Tx,
    now: Timestamp,
    standing: &Standing,
    update: UpdateId,
    occasion: Occasion,
) -> Result<()> {
    for place in standing.places.iter().filter(|place| place.is_public) {
        let incident = load::load(tx, place.page.id, standing.id).await?;
        let touched = touched(tx, place, &incident).await?;
        let said = announcement(place, incident, update, occasion, touched);
        outbox::announce(tx, now, &said).await?;
    }
    Ok(())
}

/// The components of the page that the incident names, as they are now.
async fn touched(tx: &mut Tx, place: &Place, incident: &Incident) -> Result<Vec<Touched>> {
    let all = components::of_page(tx, place.page.id).await?;
    let named = all
        .into_iter()
        .filter(|one| incident.components.contains(&one.id));
    let touched = named.map(|one| Touched {
        id: one.id,
        name: one.name,
        status: one.status,
    });
    Ok(touched.collect())
}

fn announcement(
    place: &Place,
    incident: Incident,
    update: UpdateId,
    occasion: Occasion,
    components: Vec<Touched>,
) -> Announcement {
    let said = incident.updates.into_iter().find(|one| one.id == update);
    let at: Option<Moment> = said.as_ref().and_then(|one| one.published);
    Announcement {
        key: key(update, occasion),
        page: place.page.id,
        topic: Topic::Incident,
        occasion,
        subject: incident.id.0,
        public_id: place.public_id.clone(),
        references: incident.references,
        title: incident.title,
        text: said.map(|one| one.text).unwrap_or_default(),
        status: incident.status.as_str().to_owned(),
        impact: Some(incident.impact),
        components,
        at,
    }
}

/// One statement is told once; a correction of it once more.
fn key(update: UpdateId, occasion: Occasion) -> String {
    match occasion {
        Occasion::Correction => format!("update:{update}:corrected"),
        _ => format!("update:{update}:published"),
    }
}
