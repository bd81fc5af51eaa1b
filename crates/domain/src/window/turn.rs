//! Windows as an incident goes on: a component turns better or worse, all of it ends.
//!
//! What was written of the time before is never changed: a turn splits a window, it erases none.

use std::cmp::Ordering;

use super::{ImpactWindow, WindowEnd};
use crate::{ComponentId, ComponentStatus, Moment, Precision};

/// What a turn makes of an incident's windows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Turned {
    /// Those that were there, one for one and in their order, as they stand now.
    pub kept: Vec<ImpactWindow>,
    /// Those that came.
    pub added: Vec<ImpactWindow>,
}

/// A window that would end before it starts; its place in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the window starts later than that")]
pub struct EndsBeforeStart(pub usize);

/// Turns components at `at`: each leaves the windows that go on with another degree, and where it is in
/// trouble it stands in one that goes on with its new degree.
///
/// A window that loses all its components ends. One that keeps some goes on with them, and what left
/// it stands in a window of its own that ends at `at`.
///
/// # Errors
/// [`EndsBeforeStart`] when a window that a component leaves began later.
pub fn turn(
    windows: &[ImpactWindow],
    at: Moment,
    turns: &[(ComponentId, ComponentStatus)],
) -> Result<Turned, EndsBeforeStart> {
    let mut turned = Turned::default();
    for (place, window) in windows.iter().enumerate() {
        let leaves = |part: &&(ComponentId, ComponentStatus)| {
            turns
                .iter()
                .any(|turn| turn.0 == part.0 && turn.1 != part.1)
        };
        let (gone, rest): (Vec<_>, Vec<_>) = window.components.iter().partition(leaves);
        if !window.is_ongoing() || gone.is_empty() {
            turned.kept.push(window.clone());
            continue;
        }
        check_order(place, window.start, at)?;
        if rest.is_empty() {
            turned.kept.push(ended(window, at));
        } else {
            turned.kept.push(with_parts(window, rest));
            turned.added.push(ended(&with_parts(window, gone), at));
        }
    }
    let begins = beginning(&turned.kept, at, turns);
    turned.added.extend(begins);
    Ok(turned)
}

/// Ends whatever goes on at `at`.
///
/// # Errors
/// [`EndsBeforeStart`] when a window that goes on began later.
pub fn end_all(windows: &[ImpactWindow], at: Moment) -> Result<Vec<ImpactWindow>, EndsBeforeStart> {
    let end = |(place, window): (usize, &ImpactWindow)| {
        if !window.is_ongoing() {
            return Ok(window.clone());
        }
        check_order(place, window.start, at)?;
        Ok(ended(window, at))
    };
    windows.iter().enumerate().map(end).collect()
}

/// True when a window from `start` to `end` ends before it starts. Where one of them is only a day, a
/// time of that day is not before it.
#[must_use]
pub fn is_upside_down(start: Moment, end: Moment) -> bool {
    let whole_day = start.precision == Precision::Day || end.precision == Precision::Day;
    let same_day = start.at.duration_since(end.at).as_hours() < 25;
    end.at.cmp(&start.at) == Ordering::Less && !(whole_day && same_day)
}

/// The worst that goes on for a component in `windows`; `None` where nothing does.
#[must_use]
pub fn worst_now<'a>(
    windows: impl IntoIterator<Item = &'a ImpactWindow>,
    component: ComponentId,
) -> Option<ComponentStatus> {
    let going_on = windows.into_iter().filter(|window| window.is_ongoing());
    let parts = going_on.flat_map(|window| &window.components);
    parts
        .filter(|(part, _)| *part == component)
        .map(|(_, degree)| *degree)
        .max()
}

fn check_order(place: usize, start: Option<Moment>, end: Moment) -> Result<(), EndsBeforeStart> {
    if start.is_some_and(|start| is_upside_down(start, end)) {
        return Err(EndsBeforeStart(place));
    }
    Ok(())
}

/// The one window of everything that is in new trouble.
fn beginning(
    kept: &[ImpactWindow],
    at: Moment,
    turns: &[(ComponentId, ComponentStatus)],
) -> Option<ImpactWindow> {
    let is_new = |turn: &&(ComponentId, ComponentStatus)| {
        turn.1.is_trouble() && worst_now(kept, turn.0) != Some(turn.1)
    };
    let parts: Vec<_> = turns.iter().filter(is_new).copied().collect();
    let degree = parts.iter().map(|(_, degree)| *degree).max()?;
    Some(ImpactWindow {
        start: Some(at),
        end: WindowEnd::Ongoing,
        degree,
        components: parts,
    })
}

fn ended(window: &ImpactWindow, at: Moment) -> ImpactWindow {
    ImpactWindow {
        end: WindowEnd::At(at),
        ..window.clone()
    }
}

fn with_parts(window: &ImpactWindow, parts: Vec<&(ComponentId, ComponentStatus)>) -> ImpactWindow {
    let components: Vec<_> = parts.into_iter().copied().collect();
    let worst = components.iter().map(|(_, degree)| *degree).max();
    ImpactWindow {
        degree: worst.unwrap_or(window.degree),
        components,
        ..window.clone()
    }
}

#[cfg(test)]
mod tests;
