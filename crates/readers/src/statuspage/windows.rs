//! Impact windows concluded from what Statuspage has: the times at which something was published.
//!
//! A publication time is no start and no end, so every edge says whether it is stated (somebody
//! dated the incident back by hand) or only published then. Read in order: [`windows`], [`Edge`].
//!
//! Deliberately absent: times in the texts, which are better than these and win over them.

use beffroi_domain::{ComponentStatus, Impact, status};
use jiff::{SignedDuration, Timestamp};

use super::incident::{Change, Native};

/// Statuspage sets `started_at` a few milliseconds before `created_at`; beyond this somebody did it
/// by hand.
const BACKDATED: SignedDuration = SignedDuration::from_secs(60);

/// One end of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// The instant.
    pub at: Timestamp,
    /// True where somebody stated it; false where something was merely published then.
    pub is_stated: bool,
}

/// A stretch of trouble, its components all equally bad.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    pub start: Option<Edge>,
    pub end: Option<Edge>,
    pub is_ongoing: bool,
    /// `None` where nothing says how bad.
    pub degree: Option<ComponentStatus>,
    /// Id, where there is one, and name, as the updates have them.
    pub components: Vec<(Option<String>, String)>,
}

/// When the incident began, as far as Statuspage knows.
pub fn start(native: &Native) -> Option<Edge> {
    let first_said = native.updates.iter().filter_map(|update| update.at).min();
    let published = [native.created_at, first_said].into_iter().flatten().min();
    let Some(started) = native.started_at else {
        return published.map(Edge::published);
    };
    let is_stated = published.is_none_or(|at| at.duration_since(started) > BACKDATED);
    Some(Edge {
        at: started,
        is_stated,
    })
}

/// When it was over, or else told to be; `None` while it is not.
pub fn end(native: &Native) -> Option<Edge> {
    let stated = native.ended_at.map(|at| Edge {
        at,
        is_stated: true,
    });
    stated.or_else(|| told_over(native))
}

fn told_over(native: &Native) -> Option<Edge> {
    native
        .resolved_at
        .or_else(|| last_said(native, &["resolved", "completed"]))
        .map(Edge::published)
}

/// When it was first told that work had begun.
pub fn begun(native: &Native) -> Option<Edge> {
    let said = native
        .oldest_first()
        .into_iter()
        .find(|update| update.status.as_deref() == Some("in_progress"));
    said.and_then(|update| update.at).map(Edge::published)
}

/// True when its status says that it is over.
pub fn is_over(native: &Native) -> bool {
    native.resolved_at.is_some()
        || native.ended_at.is_some()
        || native.status.as_deref().is_some_and(status::is_over)
}

/// The stretches of trouble of an incident, by start.
pub fn windows(native: &Native) -> Vec<Window> {
    let mut found = per_component(native);
    if found.is_empty() {
        found.extend(of_the_whole(native));
    }
    found.sort_by_key(|window| (window.start, window.end));
    gather(found)
}

impl Edge {
    fn published(at: Timestamp) -> Self {
        Self {
            at,
            is_stated: false,
        }
    }
}

fn last_said(native: &Native, statuses: &[&str]) -> Option<Timestamp> {
    native
        .updates
        .iter()
        .filter(|update| {
            update
                .status
                .as_deref()
                .is_some_and(|word| statuses.contains(&word))
        })
        .filter_map(|update| update.at)
        .max()
}

/// A component's trouble while the updates are gone through.
struct Open<'a> {
    change: &'a Change,
    start: Option<Edge>,
    worst: ComponentStatus,
}

fn per_component(native: &Native) -> Vec<Window> {
    let beginning = start(native);
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    let mut found = Vec::new();
    for (order, update) in native.oldest_first().into_iter().enumerate() {
        let at = update.at.map(Edge::published);
        for change in &update.changes {
            let is_first = !seen.contains(&change.key());
            let place = open.iter().position(|one| one.change.key() == change.key());
            match (place, trouble(change, is_first)) {
                (Some(place), Some(degree)) => {
                    open[place].worst = open[place].worst.max(degree);
                }
                (None, Some(worst)) => {
                    let from_start = order == 0 || is_first && is_trouble(change.old);
                    let start = if from_start { beginning } else { at };
                    open.push(Open {
                        change,
                        start,
                        worst,
                    });
                }
                (Some(place), None) if change.new.is_some() => {
                    found.push(open.remove(place).close(at, false));
                }
                _ => {}
            }
        }
        seen.extend(update.changes.iter().map(Change::key));
    }
    let over = end(native);
    let goes_on = !is_over(native);
    found.extend(
        open.into_iter()
            .map(|one| one.close(over.filter(|_| !goes_on), goes_on)),
    );
    found
}

fn is_trouble(status: Option<ComponentStatus>) -> bool {
    status.is_some_and(ComponentStatus::is_trouble)
}

/// How bad a change leaves its component; on its first mention how bad it already was counts too.
fn trouble(change: &Change, is_first: bool) -> Option<ComponentStatus> {
    let before = change.old.filter(|_| is_first && is_trouble(change.new));
    change.new.max(before).filter(|worst| worst.is_trouble())
}

impl Open<'_> {
    fn close(self, end: Option<Edge>, is_ongoing: bool) -> Window {
        Window {
            start: self.start,
            end,
            is_ongoing,
            degree: Some(self.worst),
            components: vec![(self.change.id.clone(), self.change.name.clone())],
        }
    }
}

/// Where no update says which component got worse: the whole incident, as bad as its impact.
fn of_the_whole(native: &Native) -> Option<Window> {
    let impact: Impact = native.impact.as_deref()?.parse().ok()?;
    let is_told = native
        .updates
        .iter()
        .any(|update| !update.changes.is_empty());
    let named = native.components.iter().filter(|_| !is_told);
    (impact != Impact::None).then(|| Window {
        start: start(native),
        end: end(native),
        is_ongoing: !is_over(native),
        degree: Some(impact.degree()),
        components: named
            .map(|one| (Some(one.external_id.clone()), one.name_raw.clone()))
            .collect(),
    })
}

/// Neighbours that differ in nothing but their components become one.
fn gather(windows: Vec<Window>) -> Vec<Window> {
    let mut gathered: Vec<Window> = Vec::with_capacity(windows.len());
    for window in windows {
        let twin = gathered.iter_mut().find(|other| {
            (other.start, other.end, other.is_ongoing, other.degree)
                == (window.start, window.end, window.is_ongoing, window.degree)
        });
        match twin {
            Some(twin) => twin.components.extend(window.components),
            None => gathered.push(window),
        }
    }
    gathered
}
