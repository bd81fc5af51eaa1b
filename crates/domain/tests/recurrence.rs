//! Recurrences against what another program makes of the same rules: PyPI `python-dateutil`.
//!
//! `recurrence/make.py` wrote the expected times.

use beffroi_domain::{Recurrence, window::Interval};
use jiff::{civil::DateTime, tz::TimeZone};

#[test]
fn rules_mean_what_they_mean_to_dateutil() {
    let zone = TimeZone::get("Europe/Paris").unwrap();
    let mut rules = 0;
    for line in include_str!("recurrence/dateutil.txt").lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let first: DateTime = words[1].parse().unwrap();
        let from = first.to_zoned(zone.clone()).unwrap().timestamp();
        let again = Recurrence {
            rule: words[0].parse().unwrap(),
            except: Vec::new(),
            zone: zone.clone(),
        };
        let first = Interval { from, to: from };

        let times: Vec<String> = again
            .times(first)
            .take(14)
            .map(|time| time.from.to_zoned(zone.clone()).datetime().to_string())
            .collect();

        assert_eq!(times, words[2..], "{}", words[0]);
        assert_eq!(again.check(first), Ok(()));
        rules += 1;
    }
    assert_eq!(rules, 27);
}
