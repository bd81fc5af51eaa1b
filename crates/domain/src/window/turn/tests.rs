//! Turns, over made-up stories: whatever happens, what was written stays written.

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;

fn component(n: u8) -> ComponentId {
    ComponentId(Uuid::from_u128(u128::from(n)))
}

fn minute(n: i64) -> Moment {
    Moment::minute(Timestamp::UNIX_EPOCH + SignedDuration::from_mins(n))
}

/// How a component was at the middle of minute `n`, by the windows alone.
fn degree_at(windows: &[ImpactWindow], part: ComponentId, n: i64) -> Option<ComponentStatus> {
    let at = minute(n).at + SignedDuration::from_secs(30);
    let covers = |window: &&ImpactWindow| {
        window.start.is_some_and(|start| start.at <= at)
            && window.ended().is_none_or(|end| at < end.at)
    };
    let parts = windows
        .iter()
        .filter(covers)
        .flat_map(|window| &window.components);
    parts
        .filter(|(id, _)| *id == part)
        .map(|(_, degree)| *degree)
        .max()
}

fn all(turned: Turned) -> Vec<ImpactWindow> {
    turned.kept.into_iter().chain(turned.added).collect()
}

fn statuses() -> impl Strategy<Value = ComponentStatus> {
    prop::sample::select(ComponentStatus::ALL)
}

/// Steps of a story: so many minutes later, these components turn so.
fn story() -> impl Strategy<Value = Vec<(i64, Vec<(ComponentId, ComponentStatus)>)>> {
    let turns = prop::collection::btree_map((1_u8..5).prop_map(component), statuses(), 1..4);
    let step = (
        1_i64..20,
        turns.prop_map(|turns| turns.into_iter().collect()),
    );
    prop::collection::vec(step, 1..12)
}

proptest! {
    #[test]
    fn a_turn_changes_nothing_before_it_and_holds_from_then_on(story in story()) {
        let (mut windows, mut now) = (Vec::new(), 0);
        for (later, turns) in story {
            let before = windows.clone();
            now += later;
            windows = all(turn(&before, minute(now), &turns).unwrap());
            for part in (1..5).map(component) {
                for n in 0..now {
                    prop_assert_eq!(degree_at(&windows, part, n), degree_at(&before, part, n));
                }
                let turned = turns.iter().find(|(id, _)| *id == part).map(|(_, to)| *to);
                let wanted = match turned {
                    Some(to) => Some(to).filter(|to| to.is_trouble()),
                    None => worst_now(&before, part),
                };
                prop_assert_eq!(worst_now(&windows, part), wanted);
            }
        }
        let over = end_all(&windows, minute(now + 1)).unwrap();
        prop_assert!(!over.iter().any(ImpactWindow::is_ongoing));
        prop_assert_eq!(over.len(), windows.len());
    }

    #[test]
    fn to_turn_twice_is_to_turn_once(story in story()) {
        let (mut windows, mut now) = (Vec::new(), 0);
        for (later, turns) in story {
            now += later;
            windows = all(turn(&windows, minute(now), &turns).unwrap());
            let again = turn(&windows, minute(now + 1), &turns).unwrap();
            prop_assert!(again.added.is_empty());
            prop_assert_eq!(&again.kept, &windows);
        }
    }
}

#[test]
fn a_window_that_keeps_a_part_goes_on_with_it() {
    let (api, web) = (component(1), component(2));
    let both = ImpactWindow {
        start: Some(minute(0)),
        end: WindowEnd::Ongoing,
        degree: ComponentStatus::MajorOutage,
        components: vec![
            (api, ComponentStatus::MajorOutage),
            (web, ComponentStatus::DegradedPerformance),
        ],
    };

    let turned = turn(&[both], minute(9), &[(api, ComponentStatus::Operational)]).unwrap();

    assert_eq!(
        turned.kept[0].components,
        [(web, ComponentStatus::DegradedPerformance)]
    );
    assert_eq!(turned.kept[0].degree, ComponentStatus::DegradedPerformance);
    assert!(turned.kept[0].is_ongoing());
    assert_eq!(
        turned.added[0].components,
        [(api, ComponentStatus::MajorOutage)]
    );
    assert_eq!(turned.added[0].ended(), Some(minute(9)));
}

#[test]
fn nothing_ends_before_it_starts() {
    let later = ImpactWindow {
        start: Some(minute(10)),
        end: WindowEnd::Ongoing,
        degree: ComponentStatus::MajorOutage,
        components: vec![(component(1), ComponentStatus::MajorOutage)],
    };
    let good = [(component(1), ComponentStatus::Operational)];

    assert_eq!(
        turn(std::slice::from_ref(&later), minute(9), &good),
        Err(EndsBeforeStart(0))
    );
    assert_eq!(end_all(&[later], minute(9)), Err(EndsBeforeStart(0)));
    assert!(!is_upside_down(
        Moment::minute(minute(600).at),
        Moment::day(minute(0).at)
    ));
}
