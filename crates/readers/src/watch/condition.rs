//! How a provider is now, out of what it states, its components and what is open.
//!
//! Read in order: [`condition`], [`Condition`], [`Ground`]. What cannot be told is `unknown`, never `operational`.

use beffroi_domain::{ComponentStatus, Impact, UpdateStatus};
use jiff::Timestamp;

use super::{Notice, Seen};
use crate::record::RecordKind;

/// How it is, and what that rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Condition {
    /// How it is.
    pub status: ComponentStatus,
    /// What that rests on.
    pub ground: Ground,
}

/// What a condition rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The page says it of itself.
    Stated,
    /// The worst of its components.
    Components,
    /// The worst of what is open.
    Notices,
    /// The page lists what is open, and there is nothing.
    NothingOpen,
    /// Nothing that was read says it.
    Nothing,
}

/// How it is at `now`. The worst of what is stated, of the components and of what is open counts, but for one: a page that
/// is a little degraded with nothing open and no component that is, is as its components are, since some say so all
/// year round. What it says in a word that nobody knows counts.
#[must_use]
pub fn condition(seen: &Seen, now: Timestamp) -> Condition {
    let stated = seen.state.as_ref().map(|state| state.status);
    let parts = worst_part(seen);
    let open = seen.notices.iter().filter(|one| is_open(one, now));
    let open = open.map(degree).max();
    let is_chronic = stated == Some(ComponentStatus::DegradedPerformance)
        && parts == Some(ComponentStatus::Operational)
        && open.is_none()
        && !seen
            .state
            .as_ref()
            .is_some_and(|state| seen.wonders_at(&state.raw));
    let stated = stated.filter(|_| !is_chronic);
    let all = [
        (stated, Ground::Stated),
        (parts, Ground::Components),
        (open, Ground::Notices),
    ];
    let worst = all
        .into_iter()
        .filter_map(|(status, ground)| Some((status?, ground)));
    // `max_by_key` gives the last of equals; the first is the better ground.
    let worst = worst.rev().max_by_key(|(status, _)| *status);
    match worst {
        Some((status, ground)) => Condition { status, ground },
        None if seen.lists_all_open => Condition {
            status: ComponentStatus::Operational,
            ground: Ground::NothingOpen,
        },
        None => Condition {
            status: ComponentStatus::Unknown,
            ground: Ground::Nothing,
        },
    }
}

/// The worst of the components. What nobody watches says nothing beside what somebody does, and a few that are down
/// altogether leave the whole broken for some.
fn worst_part(seen: &Seen) -> Option<ComponentStatus> {
    let all = seen.parts.iter().filter(|part| !part.facts.is_group);
    let all: Vec<ComponentStatus> = all.filter_map(|part| part.facts.status).collect();
    let watched = all
        .iter()
        .filter(|status| **status != ComponentStatus::Unknown);
    let down = all
        .iter()
        .filter(|status| **status == ComponentStatus::MajorOutage);
    match watched.clone().max() {
        Some(ComponentStatus::MajorOutage) if are_few(down.count(), watched.count()) => {
            Some(ComponentStatus::PartialOutage)
        }
        worst => worst.or(all.first()).copied(),
    }
}

/// Below this share of components that are down, the whole is broken for some.
const FEW_PERCENT: usize = 30;

/// Whether so many of all are few.
#[must_use]
pub fn are_few(some: usize, all: usize) -> bool {
    some * 100 < all * FEW_PERCENT
}

/// Whether something is under way at `now`: an incident that is not over, or work that has begun.
#[must_use]
pub fn is_open(notice: &Notice, now: Timestamp) -> bool {
    let told = &notice.told;
    match told.record.kind {
        RecordKind::Incident => !is_over(notice),
        RecordKind::Maintenance => {
            let has_begun = matches!(
                told.status,
                Some(UpdateStatus::Maintenance(status)) if status.is_active()
            );
            has_begun && !is_over(notice) && told.scheduled_from.is_none_or(|from| from <= now)
        }
    }
}

/// Whether it says that it is over.
#[must_use]
pub fn is_over(notice: &Notice) -> bool {
    let told = &notice.told;
    told.status.is_some_and(UpdateStatus::is_over) || told.resolved_at.is_some()
}

/// How bad a notice is for whoever uses the provider: by what it says of its impact.
#[must_use]
pub fn degree(notice: &Notice) -> ComponentStatus {
    if notice.told.record.kind == RecordKind::Maintenance {
        return ComponentStatus::UnderMaintenance;
    }
    let level = notice.told.record.impact_level.as_deref();
    match level.and_then(|level| level.parse::<Impact>().ok()) {
        Some(Impact::None) => ComponentStatus::Operational,
        Some(Impact::Critical) => ComponentStatus::MajorOutage,
        Some(Impact::Major) => ComponentStatus::PartialOutage,
        // What does not say how bad it is, is bad a little.
        Some(Impact::Minor) | None => ComponentStatus::DegradedPerformance,
    }
}

impl Ground {
    /// The word in tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Components => "components",
            Self::Notices => "notices",
            Self::NothingOpen => "nothing_open",
            Self::Nothing => "nothing",
        }
    }
}
