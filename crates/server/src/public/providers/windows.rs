//! When something of a provider was broken by what its text states: when something was published is no such time.

use beffroi_domain::{ComponentStatus, ImpactWindow, Moment, WindowEnd};
use beffroi_readers::record::{ImportRecord, When, WindowRecord};

use super::entry::is_stated;
use crate::{imports, web::Reader};

/// The windows of which a start or an end is stated.
#[must_use]
pub fn stated(reader: &Reader, record: &ImportRecord) -> Vec<ImpactWindow> {
    let all = record.windows.iter();
    all.filter_map(|window| one(reader, window)).collect()
}

/// A window; `None` where neither end of it is stated.
#[must_use]
pub fn one(reader: &Reader, window: &WindowRecord) -> Option<ImpactWindow> {
    let edge = |when: &Option<When>| -> Option<Moment> {
        let when = when.as_ref().filter(|when| is_stated(when))?;
        imports::moment(when, &reader.zone)
    };
    let (start, end) = (edge(&window.start), edge(&window.end));
    if start.is_none() && end.is_none() {
        return None;
    }
    Some(ImpactWindow {
        start,
        end: match (end, window.ongoing) {
            (Some(end), _) => WindowEnd::At(end),
            (None, true) => WindowEnd::Ongoing,
            (None, false) => WindowEnd::Unknown,
        },
        degree: window.degree.unwrap_or(ComponentStatus::Unknown),
        components: vec![],
    })
}
