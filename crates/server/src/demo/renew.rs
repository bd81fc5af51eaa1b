//! A later start of the demo over its own data: what was live goes on or is closed, and something is
//! live again.
//!
//! Nothing is taken away and no address changes, so that the page ages as a real one does. On the same
//! day, the live incident gets one more update. After `DAY`, it is closed with the end that it would
//! have had, and the next scenario begins; planned work whose time has come is done, and planned anew.

use std::collections::BTreeMap;

use beffroi_domain::{
    Actor, ComponentId, ComponentStatus, Incident, IncidentStatus, Maintenance, MaintenanceStatus,
    Moment, StandardPhrase, StatusChange, UpdateStatus, WindowEnd,
};
use jiff::{SignedDuration, Timestamp};

use super::{
    convert::{self, Scene, occurrence_key},
    fill::{Filled, component_id},
    promises, providers,
    sample::{self, Live, Sample},
    stable,
    when::Calendar,
};
use crate::{
    components,
    ground::{Result, Tx},
    incidents::{self, Facts},
    maintenances::{self, NewMaintenance},
    pages::{Page, Visibility},
    updates::NewUpdate,
};

/// A live incident that began longer ago than this belongs to another day.
const DAY: SignedDuration = SignedDuration::from_hours(12);
/// A promise of a next update is overdue about so long after the last update.
const SILENCE: SignedDuration = SignedDuration::from_mins(40);
/// From the end of an incident to the word that it is over.
const LAST_WORD: SignedDuration = SignedDuration::from_mins(6);
/// How much earlier than planned the demo's maintenances are done.
const EARLY: SignedDuration = SignedDuration::from_mins(10);
/// More starts on different days than anyone makes; a loop must have an end.
const MOST: usize = 10_000;

/// Brings the demo's page up to the hour.
pub(super) async fn renew(
    tx: &mut Tx,
    now: Timestamp,
    sample: &Sample,
    page: &Page,
) -> Result<Filled> {
    let components = components_by_key(tx, sample, page).await?;
    let scene = Scene {
        sample,
        page: page.id,
        components: &components,
        now,
        zone: &page.zone,
    };
    let live_changed = renew_live(tx, &scene).await?;
    let mut planned_changed = false;
    for from in sample.maintenances.iter().filter(|one| one.ago < 0) {
        planned_changed |= renew_planned(tx, &scene, from).await?;
    }
    let was_looked_at = providers::look_again(tx, now, page).await?;
    Ok(if live_changed || planned_changed || was_looked_at {
        Filled::Renewed
    } else {
        Filled::Kept
    })
}

/// Components that were renamed keep their ids; one that was taken away is not brought back.
async fn components_by_key(
    tx: &mut Tx,
    sample: &Sample,
    page: &Page,
) -> Result<BTreeMap<String, ComponentId>> {
    let there = components::of_page(tx, page.id).await?;
    let grouped = sample
        .page
        .groups
        .iter()
        .flat_map(|group| &group.components);
    Ok(grouped
        .chain(&sample.page.components)
        .filter_map(|from| {
            let public_id = component_id(&from.key);
            let found = there.iter().find(|one| one.public_id == public_id)?;
            Some((from.key.clone(), found.id))
        })
        .collect())
}

/// The scenario of the `count`th live incident, and which of its occurrences that is.
fn scenario(sample: &Sample, count: usize) -> (&Live, usize) {
    let number = sample.live.len();
    (&sample.live[(count - 1) % number], (count - 1) / number + 1)
}

async fn renew_live(tx: &mut Tx, scene: &Scene<'_>) -> Result<bool> {
    let Some((count, incident)) = newest_live(tx, scene).await? else {
        return Ok(false);
    };
    let began = incident
        .windows
        .iter()
        .filter_map(|window| window.start)
        .min_by_key(|at| at.at);
    let began = began.map_or(incident.created_at, |start| start.at);
    let last = last_word(&incident.updates).unwrap_or(began);
    let is_open = incident.status.is_open();
    let (live, _) = scenario(scene.sample, count);
    if scene.now.duration_since(began) >= DAY {
        if is_open {
            close(tx, scene, live, &incident, began, last).await?;
        }
        begin_next(tx, scene, count + 1).await?;
        return Ok(true);
    }
    if is_open && scene.now.duration_since(last) >= SILENCE {
        say_still(tx, scene, live, &incident).await?;
        return Ok(true);
    }
    Ok(false)
}

async fn newest_live(tx: &mut Tx, scene: &Scene<'_>) -> Result<Option<(usize, Incident)>> {
    let mut newest = None;
    for count in 1..MOST {
        let (live, occurrence) = scenario(scene.sample, count);
        let id = stable::public_id(&occurrence_key(&live.incident.key, occurrence));
        match incidents::find_by_public_id(tx, scene.page, id.as_str()).await? {
            Some(incident) => newest = Some((count, incident)),
            None => break,
        }
    }
    Ok(newest)
}

fn last_word(updates: &[beffroi_domain::Update]) -> Option<Timestamp> {
    updates
        .iter()
        .filter_map(|update| update.published)
        .map(|at| at.at)
        .max()
}

/// Ends the incident when it would have ended, after everything that was said of it.
async fn close(
    tx: &mut Tx,
    scene: &Scene<'_>,
    live: &Live,
    incident: &Incident,
    began: Timestamp,
    last: Timestamp,
) -> Result<()> {
    let lasted = SignedDuration::from_mins(live.lasts_minutes);
    let end = (began + lasted).max(last + LAST_WORD);
    let mut facts = facts_of(incident);
    facts.status = IncidentStatus::Resolved;
    for window in facts
        .windows
        .iter_mut()
        .filter(|window| window.is_ongoing())
    {
        window.end = WindowEnd::At(Moment::minute(end));
    }
    let recovered = recovered(incident);
    for change in &recovered {
        components::set_status(tx, scene.now, change.component, change.new).await?;
    }
    let closing = NewUpdate {
        text: convert::words(&live.closing),
        published: Some(Moment::exact(end + LAST_WORD)),
        changes: recovered,
        ..next_update(incident, IncidentStatus::Resolved)
    };
    incidents::amend(
        tx,
        scene.now,
        Actor::System,
        incident.id,
        &facts,
        &[closing],
    )
    .await?;
    Ok(())
}

async fn say_still(tx: &mut Tx, scene: &Scene<'_>, live: &Live, incident: &Incident) -> Result<()> {
    let calendar = Calendar::of(scene.now, scene.zone, 0, None);
    let still = NewUpdate {
        text: convert::prose(&live.still, &calendar),
        published: Some(Moment::exact(scene.now)),
        ..next_update(incident, incident.status)
    };
    let facts = facts_of(incident);
    incidents::amend(tx, scene.now, Actor::System, incident.id, &facts, &[still]).await?;
    promises::again(tx, scene, incident.id).await
}

async fn begin_next(tx: &mut Tx, scene: &Scene<'_>, count: usize) -> Result<()> {
    let (live, occurrence) = scenario(scene.sample, count);
    let seq = i64::try_from(scene.sample.incidents.len() + count).unwrap_or(i64::MAX);
    let new = convert::incident(scene, &live.incident, occurrence, seq);
    for window in new
        .facts
        .windows
        .iter()
        .filter(|window| window.is_ongoing())
    {
        for (component, degree) in &window.components {
            components::set_status(tx, scene.now, *component, *degree).await?;
        }
    }
    let id = incidents::record(tx, scene.now, Actor::System, new).await?;
    promises::promise(tx, scene, id).await
}

fn next_update(incident: &Incident, status: IncidentStatus) -> NewUpdate {
    let place = incident.updates.len() + 1;
    NewUpdate {
        public_id: Some(stable::public_id(&format!(
            "{}/{place}",
            incident.public_id
        ))),
        status: UpdateStatus::Incident(status),
        text: beffroi_domain::LocalizedText::new(),
        standard: None,
        published: None,
        changes: Vec::new(),
    }
}

fn recovered(incident: &Incident) -> Vec<StatusChange> {
    let ongoing = incident.windows.iter().filter(|window| window.is_ongoing());
    ongoing
        .flat_map(|window| &window.components)
        .map(|(component, degree)| StatusChange {
            component: *component,
            old: *degree,
            new: ComponentStatus::Operational,
        })
        .collect()
}

fn facts_of(incident: &Incident) -> Facts {
    Facts {
        references: incident.references.clone(),
        title: incident.title.clone(),
        status: incident.status,
        impact: incident.impact,
        category: incident.category.clone(),
        responsibility: incident.responsibility.clone(),
        priority: incident.priority,
        components: incident.components.clone(),
        windows: incident.windows.clone(),
        figures: incident.figures.clone(),
        consequences: incident.consequences.clone(),
        links: incident.links.clone(),
    }
}

/// Planned work of which the planned end has passed was done, a little early; then it is planned anew.
async fn renew_planned(tx: &mut Tx, scene: &Scene<'_>, from: &sample::Maintenance) -> Result<bool> {
    let Some((occurrence, newest)) = newest_planned(tx, scene, &from.key).await? else {
        return Ok(false);
    };
    if scene.now < newest.scheduled_end_at {
        return Ok(false);
    }
    if newest.status != MaintenanceStatus::Completed {
        let done = done(scene, &newest);
        maintenances::amend(tx, scene.now, Actor::System, newest.id, &done).await?;
    }
    let next = convert::maintenance(scene, from, occurrence + 1);
    maintenances::record(tx, scene.now, Actor::System, next).await?;
    Ok(true)
}

async fn newest_planned(
    tx: &mut Tx,
    scene: &Scene<'_>,
    key: &str,
) -> Result<Option<(usize, Maintenance)>> {
    let mut newest = None;
    for occurrence in 1..MOST {
        let id = stable::public_id(&occurrence_key(key, occurrence));
        match maintenances::find_by_public_id(tx, scene.page, id.as_str()).await? {
            Some(maintenance) => newest = Some((occurrence, maintenance)),
            None => break,
        }
    }
    Ok(newest)
}

fn done(scene: &Scene<'_>, planned: &Maintenance) -> NewMaintenance {
    let completed = (planned.scheduled_end_at - EARLY).max(planned.scheduled_start_at);
    let said = |place: usize, status, standard, at| NewUpdate {
        public_id: Some(stable::public_id(&format!("{}/{place}", planned.public_id))),
        status: UpdateStatus::Maintenance(status),
        text: beffroi_domain::LocalizedText::new(),
        standard: Some(standard),
        published: Some(Moment::exact(at)),
        changes: Vec::new(),
    };
    let place = planned.updates.len() + 1;
    NewMaintenance {
        public_id: Some(planned.public_id.clone()),
        pages: vec![(scene.page, Visibility::Public)],
        title: planned.title.clone(),
        status: MaintenanceStatus::Completed,
        impact: planned.impact,
        components: planned.components.clone(),
        scheduled_start_at: planned.scheduled_start_at,
        scheduled_end_at: planned.scheduled_end_at,
        recurrence: None,
        started_at: Some(planned.scheduled_start_at),
        completed_at: Some(completed),
        updates: vec![
            said(
                place,
                MaintenanceStatus::InProgress,
                StandardPhrase::MaintenanceInProgress,
                planned.scheduled_start_at,
            ),
            said(
                place + 1,
                MaintenanceStatus::Completed,
                StandardPhrase::MaintenanceCompleted,
                completed,
            ),
        ],
    }
}
