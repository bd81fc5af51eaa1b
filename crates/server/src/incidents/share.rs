//! One incident on several pages: each tells the components that are its own, and nothing of the others'.
//!
//! Texts and times are the same everywhere. Not here: which pages it stands on.

use beffroi_domain::{ImpactWindow, PageId, Update};

use crate::{
    components,
    ground::{Result, Tx},
};

/// A window with the components of one page, as it comes out of its rows.
pub(super) struct Whole {
    pub window: ImpactWindow,
    /// Whether it names components of other pages too.
    pub has_others: bool,
}

/// The windows that a page tells. One that names components of other pages only is theirs, as long as
/// anything of the incident is this page's own; where nothing is, the windows are all that the page
/// can tell, and stand for the whole of it. How bad a window was is told by the page's own part.
pub(super) fn windows_of_page(windows: Vec<Whole>, names_own: bool) -> Vec<ImpactWindow> {
    let is_own = |whole: &Whole| !whole.window.components.is_empty();
    let has_own = names_own || windows.iter().any(is_own);
    let told = windows
        .into_iter()
        .filter(|whole| is_own(whole) || !whole.has_others || !has_own);
    told.map(|whole| {
        let worst = whole.window.components.iter().map(|(_, degree)| *degree);
        let degree = worst.max().filter(|_| whole.has_others);
        ImpactWindow {
            degree: degree.unwrap_or(whole.window.degree),
            ..whole.window
        }
    })
    .collect()
}

/// Leaves the changes of this page's components only.
pub(super) async fn changes_of_page(
    tx: &mut Tx,
    page: PageId,
    updates: &mut [Update],
) -> Result<()> {
    if updates.iter().all(|update| update.changes.is_empty()) {
        return Ok(());
    }
    let own = components::ids_of_page(tx, page).await?;
    for update in updates {
        update
            .changes
            .retain(|change| own.contains(&change.component));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use beffroi_domain::{ComponentId, ComponentStatus, WindowEnd};
    use uuid::Uuid;

    use super::*;

    fn whole(own: &[ComponentStatus], has_others: bool) -> Whole {
        let id = |n| ComponentId(Uuid::from_u128(n));
        Whole {
            window: ImpactWindow {
                start: None,
                end: WindowEnd::Unknown,
                degree: ComponentStatus::MajorOutage,
                components: (1..).map(id).zip(own.iter().copied()).collect(),
            },
            has_others,
        }
    }

    #[test]
    fn a_window_of_another_pages_components_is_told_there() {
        let degraded = [ComponentStatus::DegradedPerformance];
        let windows = vec![whole(&degraded, true), whole(&[], true), whole(&[], false)];

        let told = windows_of_page(windows, false);

        assert_eq!(told.len(), 2);
        assert_eq!(told[0].degree, ComponentStatus::DegradedPerformance);
        assert_eq!(told[1].degree, ComponentStatus::MajorOutage);
    }

    #[test]
    fn where_nothing_is_the_pages_own_the_windows_are_of_the_whole() {
        let told = windows_of_page(vec![whole(&[], true)], false);

        assert_eq!(told.len(), 1);
        assert!(windows_of_page(vec![whole(&[], true)], true).is_empty());
    }
}
