//! What a source says of an instant, made an instant of ours.
//!
//! Whatever was concluded rather than stated becomes [`Origin::Inferred`]; a clock time without a
//! day becomes nothing at all.

use beffroi_domain::{Moment, Origin, Precision};
use beffroi_readers::record::{Local, UpdateRecord, When, WhenPrecision};
use jiff::{Timestamp, tz::TimeZone};

/// The moment that `when` means, days in the zone of the page; `None` where no day is known.
#[must_use]
pub fn moment(when: &When, page_zone: &TimeZone) -> Option<Moment> {
    let origin = match when.inferred.is_empty() && !when.approximate {
        true => Origin::Stated,
        false => Origin::Inferred,
    };
    let (at, precision) = match when.local {
        Some(Local::Day(day)) => (start_of(day, page_zone)?, Precision::Day),
        Some(Local::Clock(_)) | None => (clock(when, page_zone)?, precision(when.precision)),
    };
    Some(Moment {
        at,
        precision,
        origin,
    })
}

/// When an update was published, as far as its source says.
#[must_use]
pub fn published(update: &UpdateRecord, page_zone: &TimeZone) -> Option<Moment> {
    let at = update.posted_at?;
    let precision = precision(update.posted_precision);
    let at = match precision {
        Precision::Day => start_of(at.to_zoned(page_zone.clone()).date(), page_zone)?,
        Precision::Minute | Precision::Exact => at,
    };
    let origin = match update.posted_inferred.is_empty() {
        true => Origin::Stated,
        false => Origin::Inferred,
    };
    Some(Moment {
        at,
        precision,
        origin,
    })
}

/// The instant of a clock time: as the reader worked it out, else in the zone it names.
fn clock(when: &When, page_zone: &TimeZone) -> Option<Timestamp> {
    if let Some(utc) = when.utc {
        return Some(utc);
    }
    let Some(Local::Clock(local)) = when.local else {
        return None;
    };
    let named = when
        .zone
        .as_deref()
        .and_then(|name| TimeZone::get(name).ok());
    let zone = named.unwrap_or_else(|| page_zone.clone());
    Some(local.to_zoned(zone).ok()?.timestamp())
}

fn start_of(day: jiff::civil::Date, zone: &TimeZone) -> Option<Timestamp> {
    Some(day.to_zoned(zone.clone()).ok()?.timestamp())
}

fn precision(read: WhenPrecision) -> Precision {
    match read {
        WhenPrecision::Day => Precision::Day,
        WhenPrecision::Minute => Precision::Minute,
        WhenPrecision::Exact => Precision::Exact,
    }
}

#[cfg(test)]
mod tests {
    use beffroi_readers::record::Inferred;

    use super::*;

    fn paris() -> TimeZone {
        TimeZone::get("Europe/Paris").unwrap()
    }

    #[test]
    fn a_day_is_the_pages_day_and_keeps_its_precision() {
        let when = When {
            local: Some(Local::Day("2025-05-03".parse().unwrap())),
            precision: WhenPrecision::Day,
            ..When::default()
        };

        let moment = moment(&when, &paris()).unwrap();

        assert_eq!(moment.at.to_string(), "2025-05-02T22:00:00Z");
        assert_eq!(
            (moment.precision, moment.origin),
            (Precision::Day, Origin::Stated)
        );
    }

    #[test]
    fn what_was_concluded_is_never_stated() {
        let when = When {
            local: Some(Local::Clock("2024-12-17T14:16".parse().unwrap())),
            zone: Some("Europe/Rome".to_owned()),
            inferred: vec![Inferred::Year],
            ..When::default()
        };

        let moment = moment(&when, &TimeZone::UTC).unwrap();

        assert_eq!(moment.at.to_string(), "2024-12-17T13:16:00Z");
        assert_eq!(moment.origin, Origin::Inferred);
    }

    #[test]
    fn a_clock_time_without_a_day_is_no_moment() {
        let when = When {
            time_only: Some(jiff::civil::time(11, 17, 0, 0)),
            ..When::default()
        };

        assert_eq!(moment(&when, &paris()), None);
    }
}
