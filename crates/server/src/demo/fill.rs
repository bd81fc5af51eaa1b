//! Filling: the sample into the database, once; a later start only freshens it.

use std::{collections::BTreeMap, fmt};

use anyhow::Context;
use beffroi_domain::{Actor, ComponentId, ComponentStatus, GroupId, IncidentId, Locale, PageId};
use jiff::{Timestamp, ToSpan, tz::TimeZone};

use super::{
    convert::{self, Scene},
    promises, providers, renew, reports,
    sample::{self, DOCUMENTS, Sample},
    stable,
};
use crate::{
    components::{self, NewComponent, NewGroup},
    ground::{Db, Result, Tx},
    incidents, maintenances,
    pages::{self, Document, NewPage},
    postmortems,
};

/// The demo's page in addresses. No other page is ever touched.
pub const SLUG: &str = "pinatelle";

/// What a start of the demo did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filled {
    /// The page was not there and is now.
    New,
    /// The page was there and something on it was brought up to the hour.
    Renewed,
    /// The page was there and fresh.
    Kept,
}

impl fmt::Display for Filled {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::New => "Filled in: Pinatelle, a payment provider that does not exist.",
            Self::Renewed => "Started again over its own data, brought up to the hour.",
            Self::Kept => "Started again over its own data.",
        })
    }
}

/// Fills the database with the demo's page, or freshens the page of an earlier start: what was live
/// then goes on or is closed, what was planned is done, and something is live again. All or nothing.
///
/// # Errors
/// A fault when the database is away.
pub async fn fill(db: &Db, now: Timestamp) -> Result<Filled> {
    let sample = Sample::read().context("the demo's own data")?;
    let mut tx = db.begin().await?;
    let filled = match pages::find_by_slug(&mut tx, SLUG).await? {
        None => {
            write(&mut tx, now, &sample).await?;
            Filled::New
        }
        Some(page) => renew::renew(&mut tx, now, &sample, &page).await?,
    };
    tx.commit().await?;
    Ok(filled)
}

async fn write(tx: &mut Tx, now: Timestamp, sample: &Sample) -> Result<()> {
    let zone = TimeZone::get(&sample.page.page.zone).context("the demo's time zone")?;
    let page = write_page(tx, now, sample, &zone).await?;
    let components = write_components(tx, now, sample, &zone, page).await?;
    let scene = Scene {
        sample,
        page,
        components: &components,
        now,
        zone: &zone,
    };
    let live = write_incidents(tx, &scene).await?;
    for from in &sample.maintenances {
        let new = convert::maintenance(&scene, from, 1);
        maintenances::record(tx, now, Actor::System, new).await?;
    }
    reports::report(tx, &scene, live).await?;
    providers::follow(tx, now, page, &zone).await
}

/// Midnight, so many days before today.
fn days_ago(now: Timestamp, zone: &TimeZone, days: i64) -> Timestamp {
    now.to_zoned(zone.clone())
        .start_of_day()
        .and_then(|today| today.checked_sub(days.days()))
        .map_or(now, |since| since.timestamp())
}

async fn write_page(
    tx: &mut Tx,
    now: Timestamp,
    sample: &Sample,
    zone: &TimeZone,
) -> Result<PageId> {
    let from = &sample.page.page;
    let locales: std::result::Result<Vec<Locale>, _> =
        from.locales.iter().map(|tag| tag.parse()).collect();
    let new = NewPage {
        slug: from.slug.clone(),
        public_id: Some(stable::public_id(&from.slug)),
        name: convert::words(&from.name),
        locales: locales.context("the demo's locales")?,
        zone: zone.clone(),
        since: days_ago(now, zone, from.since_ago),
    };
    let page = pages::create(tx, now, Actor::System, new).await?;
    for (name, tag, body) in DOCUMENTS {
        let document = Document::from_name(name).context("the name of a document")?;
        let locale = Locale::of(tag);
        pages::set_document(tx, now, Actor::System, page, document, &locale, body).await?;
    }
    Ok(page)
}

async fn write_components(
    tx: &mut Tx,
    now: Timestamp,
    sample: &Sample,
    zone: &TimeZone,
    page: PageId,
) -> Result<BTreeMap<String, ComponentId>> {
    let degrees = degrees_now(sample);
    let since = |from: &sample::Component| {
        let ago = from.since_ago.unwrap_or(sample.page.page.since_ago);
        days_ago(now, zone, ago)
    };
    let mut ids = BTreeMap::new();
    let mut position = 0;
    for (place, group) in (1..).zip(&sample.page.groups) {
        let new = NewGroup {
            public_id: Some(stable::public_id(&format!("group/{}", group.key))),
            name: convert::words(&group.name),
            position: place,
        };
        let id = components::create_group(tx, now, Actor::System, page, new).await?;
        for from in &group.components {
            position += 1;
            let new = component(from, Some(id), position, since(from), &degrees);
            let id = components::create(tx, now, Actor::System, page, new).await?;
            ids.insert(from.key.clone(), id);
        }
    }
    for from in &sample.page.components {
        position += 1;
        let new = component(from, None, position, since(from), &degrees);
        let id = components::create(tx, now, Actor::System, page, new).await?;
        ids.insert(from.key.clone(), id);
    }
    Ok(ids)
}

fn component(
    from: &sample::Component,
    group: Option<GroupId>,
    position: i64,
    since: Timestamp,
    degrees: &BTreeMap<&str, ComponentStatus>,
) -> NewComponent {
    NewComponent {
        public_id: Some(component_id(&from.key)),
        group,
        name: convert::words(&from.name),
        description: convert::words(&from.description),
        position,
        status: degrees
            .get(from.key.as_str())
            .copied()
            .unwrap_or(ComponentStatus::Operational),
        since,
    }
}

/// The public id of the component with this key.
pub(super) fn component_id(key: &str) -> beffroi_domain::PublicId {
    stable::public_id(&format!("component/{key}"))
}

/// What the first live scenario breaks.
fn degrees_now(sample: &Sample) -> BTreeMap<&str, ComponentStatus> {
    sample
        .live
        .iter()
        .take(1)
        .flat_map(|live| &live.incident.windows)
        .flat_map(|window| &window.components)
        .map(|(key, degree)| (key.as_str(), *degree))
        .collect()
}

/// The last of them is what goes on.
async fn write_incidents(tx: &mut Tx, scene: &Scene<'_>) -> Result<Option<IncidentId>> {
    let now = scene.now;
    let live = scene.sample.live.iter().take(1).map(|live| &live.incident);
    let newest_first = live.chain(&scene.sample.incidents);
    let mut last = None;
    for (seq, from) in (1..).zip(newest_first.rev()) {
        let new = convert::incident(scene, from, 1, seq);
        let id = incidents::record(tx, now, Actor::System, new).await?;
        let written_up = |one: &&sample::Postmortem| one.incident == from.key;
        if let Some(write_up) = scene.sample.postmortems.iter().find(written_up) {
            let new = convert::postmortem(scene, write_up, from);
            postmortems::record(tx, now, Actor::System, id, &new).await?;
        }
        promises::promise(tx, scene, id).await?;
        last = Some(id);
    }
    Ok(last)
}
