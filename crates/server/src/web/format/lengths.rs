//! Lengths of time: said as `Length` knows them, never more exactly.

use beffroi_domain::Length;

use super::Reader;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

impl Reader {
    /// A length: "24 minutes", "5 days", "between 2 h and 12 h", "52 minutes so far" …
    #[must_use]
    pub fn length(&self, length: &Length) -> String {
        let said =
            |key: &str, seconds: i64| self.words.tell(key, &[("length", &self.seconds(seconds))]);
        match *length {
            Length::Exact { seconds } => self.seconds(seconds),
            Length::Days { days } => self.words.count("length-days", days, &[]),
            Length::Between {
                low_seconds: 0,
                high_seconds,
            } => said("length-at-most", high_seconds),
            Length::Between {
                low_seconds,
                high_seconds,
            } => {
                let (low, high) = (self.seconds(low_seconds), self.seconds(high_seconds));
                self.words
                    .tell("length-between", &[("low", &low), ("high", &high)])
            }
            // It grows while it is read: seconds would only pretend to be exact.
            Length::SoFar { seconds } => said("length-so-far", whole_minutes(seconds)),
            Length::AtLeast { seconds } => said("length-at-least", seconds),
            Length::Unknown => self.say("length-unknown"),
        }
    }

    /// "24 minutes", "1 h 13 min", "2 d 3 h": one unit in full, several in short. Seconds are said
    /// below an hour only, and not where there are none.
    #[must_use]
    pub fn seconds(&self, seconds: i64) -> String {
        let units = units(seconds.max(0));
        match units.as_slice() {
            [] => self.say("duration-nothing"),
            [(unit, count)] => self.words.count(&format!("duration-{unit}s"), *count, &[]),
            several => {
                let parts: Vec<String> = several
                    .iter()
                    .map(|(unit, count)| {
                        self.words
                            .count(&format!("duration-{unit}-short"), *count, &[])
                    })
                    .collect();
                // One length is read as one: it is not parted at the end of a line.
                self.words.forms().unit(&parts).replace(' ', "\u{a0}")
            }
        }
    }
}

fn whole_minutes(seconds: i64) -> i64 {
    seconds - seconds % MINUTE
}

/// The units that are not zero, the largest first.
fn units(seconds: i64) -> Vec<(&'static str, i64)> {
    let rest = if seconds < HOUR { seconds % MINUTE } else { 0 };
    [
        ("day", seconds / DAY),
        ("hour", seconds % DAY / HOUR),
        ("minute", seconds % HOUR / MINUTE),
        ("second", rest),
    ]
    .into_iter()
    .filter(|(_, count)| *count > 0)
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::format::reader;

    fn in_all(length: Length) -> [String; 3] {
        ["fr", "en", "it"].map(|locale| reader(locale).length(&length).replace('\u{a0}', " "))
    }

    #[test]
    fn one_unit_is_said_in_full_and_several_in_short() {
        assert_eq!(
            in_all(Length::Exact { seconds: 60 }),
            ["1 minute", "1 minute", "1 minuto"]
        );
        assert_eq!(
            in_all(Length::Exact { seconds: 24 * 60 }),
            ["24 minutes", "24 minutes", "24 minuti"]
        );
        assert_eq!(
            in_all(Length::Exact { seconds: 4380 }),
            ["1 h 13 min", "1 h 13 min", "1 h 13 min"]
        );
        assert_eq!(
            in_all(Length::Exact {
                seconds: 2 * DAY + 3 * HOUR
            }),
            ["2 j 3 h", "2 d 3 h", "2 g 3 h"]
        );
    }

    #[test]
    fn days_stay_days() {
        assert_eq!(
            in_all(Length::Days { days: 5 }),
            ["5 jours", "5 days", "5 giorni"]
        );
        assert_eq!(
            in_all(Length::Days { days: 1 }),
            ["1 jour", "1 day", "1 giorno"]
        );
    }

    #[test]
    fn a_bound_is_said_as_a_bound() {
        assert_eq!(
            in_all(Length::Between {
                low_seconds: 0,
                high_seconds: 12 * HOUR
            })[1],
            "at most 12 hours"
        );
        assert_eq!(
            in_all(Length::Between {
                low_seconds: 2 * HOUR,
                high_seconds: 26 * HOUR
            })[1],
            "between 2 hours and 1 d 2 h"
        );
        assert_eq!(
            in_all(Length::AtLeast { seconds: 60 })[1],
            "at least 1 minute"
        );
    }

    #[test]
    fn what_goes_on_and_what_nobody_knows_say_so() {
        assert_eq!(
            in_all(Length::SoFar { seconds: 3137 })[1],
            "52 minutes so far"
        );
        assert_eq!(in_all(Length::Unknown)[1], "duration not known");
        assert_eq!(
            in_all(Length::Exact { seconds: 0 })[1],
            "less than a minute"
        );
    }

    #[test]
    fn seconds_are_dropped_from_an_hour_on() {
        assert_eq!(units(HOUR + 59), [("hour", 1)]);
        assert_eq!(units(90), [("minute", 1), ("second", 30)]);
    }
}
