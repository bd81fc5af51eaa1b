//! Which of our components a provider's trouble touches: the map against how the provider is. Pure.
//!
//! An incident that names no component and lists no region touches whatever hangs on the provider: what only its prose
//! mentions narrows nothing. What is a little degraded as a whole, with nothing open and no component that is, touches nothing:
//! some say so all year round.

use std::collections::BTreeMap;

use beffroi_domain::{ComponentId, ComponentStatus, ProviderIncidentId, ProviderPartId};
use beffroi_readers::{record::RecordKind, watch::condition};

use super::{Target, Upstream};
use crate::providers::{Entry, Part, Provider};

/// How a provider is: itself, its components, and what it has open.
pub(super) struct Standing {
    pub(super) provider: Provider,
    pub(super) parts: Vec<Part>,
    pub(super) open: Vec<Told>,
}

/// What a provider tells, with those of its components that it names.
pub(super) struct Told {
    pub(super) entry: Entry,
    pub(super) parts: Vec<ProviderPartId>,
}

/// What touches components of ours, and how badly each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    /// The entry; `None` where only the provider's state shows it.
    pub(super) entry: Option<ProviderIncidentId>,
    pub(super) components: BTreeMap<ComponentId, ComponentStatus>,
}

impl Standing {
    /// What of it touches what these lines come from: each entry by itself, then what its state alone shows.
    pub(super) fn hits(&self, lines: &[Upstream]) -> Vec<Hit> {
        let mut hits: Vec<Hit> = Vec::new();
        for told in self.open.iter().filter(|told| is_trouble(&told.entry)) {
            let touched = lines.iter().filter(|line| self.touches(told, &line.target));
            let hit = Hit {
                entry: Some(told.entry.id),
                components: worst_of(touched),
            };
            if !hit.components.is_empty() {
                hits.push(hit);
            }
        }
        let is_told = |line: &&Upstream| {
            let mut told = hits.iter();
            told.any(|hit| hit.components.contains_key(&line.component))
        };
        let shown = lines.iter().filter(|line| !is_told(line));
        let shown = worst_of(shown.filter(|line| self.is_down(&line.target)));
        if !shown.is_empty() {
            hits.push(Hit {
                entry: None,
                components: shown,
            });
        }
        hits
    }

    /// How what a line leads to is now.
    pub(super) fn status(&self, target: &Target) -> ComponentStatus {
        match target {
            Target::Whole => self.provider.status,
            Target::Part(id) => self.part(*id).map_or(ComponentStatus::Unknown, status_of),
            Target::Region(region) => {
                let here = self.parts.iter().filter(|part| is_in(part, region));
                let worst = here.filter(|part| !part.is_group).map(status_of).max();
                worst.unwrap_or(self.provider.status)
            }
        }
    }

    /// Since when we see it so.
    pub(super) fn since(&self, target: &Target) -> jiff::Timestamp {
        let status = self.status(target);
        let of_parts = self.parts.iter().filter(|part| match target {
            Target::Whole => false,
            Target::Part(id) => part.id == *id,
            Target::Region(region) => is_in(part, region) && status_of(part) == status,
        });
        let since = of_parts.map(|part| part.status_since).min();
        since.unwrap_or(self.provider.status_since)
    }

    /// Whether an entry is about what a line leads to.
    pub(super) fn touches(&self, told: &Told, target: &Target) -> bool {
        match target {
            Target::Whole => true,
            Target::Part(id) => {
                told.parts.is_empty() || told.parts.iter().any(|named| self.is_one(*named, *id))
            }
            Target::Region(region) => self.touches_region(told, region),
        }
    }

    /// A component that stands for no region may be broken in each.
    fn touches_region(&self, told: &Told, region: &str) -> bool {
        let listed = &told.entry.notice.regions;
        if !listed.is_empty() {
            return listed.iter().any(|one| is_same(one, region));
        }
        let named = told.parts.iter().filter_map(|id| self.part(*id));
        let mut regions = named.map(|part| part.region.as_deref()).peekable();
        regions.peek().is_none() || regions.any(|one| one.is_none_or(|one| is_same(one, region)))
    }

    /// Whether two are one, or one is the group of the other.
    fn is_one(&self, named: ProviderPartId, mapped: ProviderPartId) -> bool {
        if named == mapped {
            return true;
        }
        let (Some(named), Some(mapped)) = (self.part(named), self.part(mapped)) else {
            return false;
        };
        is_group_of(named, mapped) || is_group_of(mapped, named)
    }

    fn is_down(&self, target: &Target) -> bool {
        match target {
            Target::Whole => self.provider.status.is_trouble() && !self.is_chronic(),
            Target::Part(_) => self.status(target).is_trouble(),
            Target::Region(region) => {
                let mut here = self.parts.iter().filter(|part| is_in(part, region));
                here.any(|part| status_of(part).is_trouble())
            }
        }
    }

    /// A little degraded by its own word alone.
    fn is_chronic(&self) -> bool {
        let is_any_part = self.parts.iter().any(|part| status_of(part).is_trouble());
        let is_any_open = self.open.iter().any(|told| is_trouble(&told.entry));
        self.provider.status == ComponentStatus::DegradedPerformance && !is_any_part && !is_any_open
    }

    fn part(&self, id: ProviderPartId) -> Option<&Part> {
        self.parts.iter().find(|part| part.id == id)
    }
}

/// An incident that is under way; one that the provider says hurts nobody is none.
pub(super) fn is_trouble(entry: &Entry) -> bool {
    entry.kind == RecordKind::Incident
        && entry.is_open
        && entry.gone_at.is_none()
        && condition::degree(&entry.notice).is_trouble()
}

fn status_of(part: &Part) -> ComponentStatus {
    match part.gone_at {
        Some(_) => ComponentStatus::Unknown,
        None => part.status,
    }
}

fn is_in(part: &Part, region: &str) -> bool {
    let own = part.region.as_deref();
    part.gone_at.is_none() && own.is_some_and(|own| is_same(own, region))
}

fn is_same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

fn is_group_of(group: &Part, part: &Part) -> bool {
    let name = part.group.as_deref();
    group.is_group && name.is_some_and(|name| group.name.iter().any(|(_, own)| own == name))
}

fn worst_of<'a>(
    lines: impl Iterator<Item = &'a Upstream>,
) -> BTreeMap<ComponentId, ComponentStatus> {
    let mut worst: BTreeMap<ComponentId, ComponentStatus> = BTreeMap::new();
    for line in lines {
        let stands = worst.entry(line.component).or_insert(line.degree);
        *stands = (*stands).max(line.degree);
    }
    worst
}
