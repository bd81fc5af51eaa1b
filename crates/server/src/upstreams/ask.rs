//! The other way round: a component of ours fails, and the map says who could be the cause; and what is planned over there.

use std::collections::{BTreeMap, BTreeSet};

use beffroi_domain::{ComponentId, ComponentStatus, PageId, ProviderId, UpdateStatus};
use beffroi_readers::record::RecordKind;
use jiff::Timestamp;

use super::{
    Target, Upstream,
    react::{parts_named, stand},
    store,
    touch::{Standing, Told, is_trouble},
};
use crate::{
    ground::{Result, Tx},
    providers::{self, Entry, Part, Provider},
};

/// Something that components of ours hang on, and how it is.
#[derive(Clone, Debug)]
pub struct Cause {
    /// The line to it; the first, where several of ours hang on it.
    pub line: Upstream,
    /// Which of ours hang on it, and how each is when it is broken.
    pub degrees: Vec<(ComponentId, ComponentStatus)>,
    /// Whose it is.
    pub provider: Provider,
    /// The component of theirs, where it is one.
    pub part: Option<Part>,
    /// How it is now; `unknown` where nobody can tell.
    pub status: ComponentStatus,
    /// Since when we see it so.
    pub since: Timestamp,
    /// What they have under way that is about it.
    pub open: Vec<Entry>,
}

/// Work that a provider has planned, or has under way.
#[derive(Clone, Debug)]
pub struct Planned {
    /// Whose.
    pub provider: Provider,
    /// What they say.
    pub entry: Entry,
    /// Which of ours it touches.
    pub components: Vec<ComponentId>,
}

/// Everything that these components hang on, whatever is in trouble first.
///
/// # Errors
/// A fault when the database is away.
pub async fn causes_of(tx: &mut Tx, components: &[ComponentId]) -> Result<Vec<Cause>> {
    let lines = store::of_components(tx, components).await?;
    causes(tx, &lines).await
}

/// What a line leads to, and how that is.
///
/// # Errors
/// A fault when the database is away.
pub async fn cause_of(tx: &mut Tx, line: &Upstream) -> Result<Cause> {
    let standing = stand(tx, line.provider).await?;
    let mut found = cause(&standing, line);
    found.degrees.push((line.component, line.degree));
    Ok(found)
}

async fn causes(tx: &mut Tx, lines: &[Upstream]) -> Result<Vec<Cause>> {
    let mut standings: BTreeMap<ProviderId, Standing> = BTreeMap::new();
    let mut found: BTreeMap<(ProviderId, Target), Cause> = BTreeMap::new();
    let ids: BTreeSet<ProviderId> = lines.iter().map(|line| line.provider).collect();
    for id in ids {
        standings.insert(id, stand(tx, id).await?);
    }
    for line in lines {
        let key = (line.provider, line.target.clone());
        let cause = found.entry(key).or_insert_with(|| {
            let standing = &standings[&line.provider];
            cause(standing, line)
        });
        cause.degrees.push((line.component, line.degree));
    }
    let mut all: Vec<Cause> = found.into_values().collect();
    all.sort_by_key(|one| {
        let is_calm = !one.status.is_trouble() && one.open.is_empty();
        (is_calm, one.provider.name.to_lowercase())
    });
    Ok(all)
}

fn cause(standing: &Standing, line: &Upstream) -> Cause {
    let about = |told: &&Told| is_trouble(&told.entry) && standing.touches(told, &line.target);
    let open = standing.open.iter().filter(about);
    let part = match &line.target {
        Target::Part(id) => standing.parts.iter().find(|part| part.id == *id).cloned(),
        _ => None,
    };
    Cause {
        line: line.clone(),
        degrees: vec![],
        provider: standing.provider.clone(),
        part,
        status: standing.status(&line.target),
        since: standing.since(&line.target),
        open: open.map(|told| told.entry.clone()).collect(),
    }
}

/// So many of a provider's last entries are looked through for work to come.
const LATEST: i64 = 50;

/// What providers of a page have planned that touches it and is not over, the next first. Nothing is raised for it.
///
/// # Errors
/// A fault when the database is away.
pub async fn planned_of(tx: &mut Tx, page: PageId, now: Timestamp) -> Result<Vec<Planned>> {
    let lines = store::of_page(tx, page).await?;
    let mut ids: Vec<ProviderId> = lines.iter().map(|line| line.provider).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut all = Vec::new();
    for id in ids {
        let standing = stand(tx, id).await?;
        for entry in providers::entries(tx, id, 0, LATEST).await? {
            if !is_planned(&entry, now) {
                continue;
            }
            let parts = parts_named(tx, entry.id).await?;
            let told = Told { entry, parts };
            let own = lines.iter().filter(|line| line.provider == id);
            let touched = own.filter(|line| standing.touches(&told, &line.target));
            let mut components: Vec<ComponentId> = touched.map(|line| line.component).collect();
            components.dedup();
            if !components.is_empty() {
                all.push(Planned {
                    provider: standing.provider.clone(),
                    entry: told.entry,
                    components,
                });
            }
        }
    }
    all.sort_by_key(|one| one.entry.notice.told.scheduled_from);
    Ok(all)
}

/// Work that has not said that it is over, and whose time has not run out.
fn is_planned(entry: &Entry, now: Timestamp) -> bool {
    let told = &entry.notice.told;
    let is_over = matches!(
        entry.status,
        Some(UpdateStatus::Maintenance(
            beffroi_domain::MaintenanceStatus::Completed
        ))
    );
    let end = told.scheduled_until.or(told.scheduled_from);
    entry.kind == RecordKind::Maintenance
        && entry.gone_at.is_none()
        && !is_over
        && told.resolved_at.is_none()
        && (entry.is_open || end.is_some_and(|end| end > now))
}
