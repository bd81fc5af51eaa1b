//! Publication stamps of a page's frame: `Dec 17, 2024 - 14:30 CET`, `Dec 04, 2025, 11:34 AM UTC`.

use beffroi_domain::find;
use jiff::{Timestamp, tz::TimeZone};

/// The instant of a stamp that takes up the whole of `text`.
///
/// Without a zone label the stamp is read in `zone`. `None` unless day, year and clock stand there
/// and nothing else does.
#[must_use]
pub fn read(text: &str, zone: &TimeZone) -> Option<Timestamp> {
    let text = text.trim().trim_end_matches('.');
    let found = find::stated(text, None);
    let [only] = found.as_slice() else {
        return None;
    };
    if only.span != (0..text.len()) {
        return None;
    }
    let local = only.value.day?.date()?.to_datetime(only.value.clock?.time);
    let zoned = match only.value.zone.as_ref().and_then(|label| label.offset) {
        Some(offset) => offset.to_timestamp(local).ok()?,
        None => zone.to_timestamp(local).ok()?,
    };
    Some(zoned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_of_two_makers_are_read() {
        let read = |text| read(text, &TimeZone::UTC).map(|at| at.to_string());

        assert_eq!(
            read("Dec 17, 2024 - 14:30 CET").as_deref(),
            Some("2024-12-17T13:30:00Z")
        );
        assert_eq!(
            read("Dec 04, 2025, 01:28 PM UTC").as_deref(),
            Some("2025-12-04T13:28:00Z")
        );
        assert_eq!(read("Dec 04, 2025"), None);
        assert_eq!(read("soon"), None);
    }
}
