//! Announcing: what was told, frozen for those who asked for it, once for each page that shows it.

use beffroi_domain::{
    Incident, Locale, LocalizedText, Moment, Update, UpdateId,
    announcement::{Announcement, Occasion, Stood, Topic, Touched},
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
    let why = Why {
        occasion,
        key: key(update, occasion),
        only: None,
    };
    tell(tx, now, standing, Some(update), &why).await
}

/// Announces to the readers of one language that a statement is there in theirs, once; the title, where none is named.
pub(super) async fn translated(
    tx: &mut Tx,
    now: Timestamp,
    standing: &Standing,
    update: Option<UpdateId>,
    locale: &Locale,
) -> Result<()> {
    let key = match update {
        Some(update) => format!("update:{update}:translated:{locale}"),
        None => format!("incident:{}:translated:{locale}", standing.id),
    };
    let why = Why {
        occasion: Occasion::Translation,
        key,
        only: Some(locale),
    };
    tell(tx, now, standing, update, &why).await
}

/// Why something is told now.
struct Why<'a> {
    occasion: Occasion,
    key: String,
    /// Whose readers it is for, where not everybody's.
    only: Option<&'a Locale>,
}

async fn tell(
    tx: &mut Tx,
    now: Timestamp,
    standing: &Standing,
    update: Option<UpdateId>,
    why: &Why<'_>,
) -> Result<()> {
    for place in standing.places.iter().filter(|place| place.is_public) {
        let incident = load::load(tx, place.page.id, standing.id).await?;
        let touched = touched(tx, place, &incident).await?;
        let said = announcement(place, incident, update, why, touched);
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
        public_id: Some(one.public_id),
        name: one.name,
        status: one.status,
        was: None,
    });
    Ok(touched.collect())
}

fn announcement(
    place: &Place,
    incident: Incident,
    update: Option<UpdateId>,
    why: &Why<'_>,
    components: Vec<Touched>,
) -> Announcement {
    let stood = Stood::Incident(Box::new(incident.clone()));
    let mut updates = incident.updates.into_iter();
    let said = updates.find(|one| Some(one.id) == update);
    let at: Option<Moment> = said.as_ref().and_then(|one| one.published);
    Announcement {
        key: why.key.clone(),
        page: place.page.id,
        topic: Topic::Incident,
        occasion: why.occasion,
        subject: incident.id.0,
        public_id: place.public_id.clone(),
        references: incident.references,
        locales: match why.only {
            Some(locale) => vec![locale.clone()],
            None => written_in(said.as_ref(), &incident.title),
        },
        title: incident.title,
        text: said.map(|one| one.text).unwrap_or_default(),
        status: incident.status.as_str().to_owned(),
        impact: Some(incident.impact),
        components,
        at,
        stood: Some(stood),
    }
}

/// The languages that it is written in; those of the title where nothing but a status is said.
fn written_in(said: Option<&Update>, title: &LocalizedText) -> Vec<Locale> {
    let text = said
        .map(|one| &one.text)
        .filter(|text| !text.is_empty())
        .unwrap_or(title);
    text.locales().cloned().collect()
}

/// One statement is told once; a correction of it once more.
fn key(update: UpdateId, occasion: Occasion) -> String {
    match occasion {
        Occasion::Correction => format!("update:{update}:corrected"),
        _ => format!("update:{update}:published"),
    }
}
