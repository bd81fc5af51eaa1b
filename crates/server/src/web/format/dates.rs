//! Instants and stretches of time, no more exactly than they are known.

use askama::{Template, filters::HtmlSafe};
use beffroi_domain::{Moment, Origin, Precision, WindowEnd};
use jiff::{Timestamp, Zoned, civil::Date, tz::Offset};

use super::Reader;

/// An instant as readers see it: `<time>` with the page's zone, and a mark where it was concluded.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "web/format/when.html")]
pub struct When {
    /// For machines: an instant with its offset, or a day.
    pub datetime: String,
    /// For people.
    pub text: String,
    /// "concluded", where nobody stated it in full; links to the explanation on the page.
    pub concluded: Option<String>,
}

impl HtmlSafe for When {}

/// From an instant to another, the day said once where both fall on it.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "web/format/stretch.html")]
pub struct Stretch {
    /// The beginning, or "start not known".
    pub from: Result<When, String>,
    /// The end, or "ongoing", or "end not known".
    pub to: Result<When, String>,
}

impl HtmlSafe for Stretch {}

impl Reader {
    /// A moment: "4 Dec 2025, 12:08 CET", or "4 Dec 2025" where only the day is known.
    #[must_use]
    pub fn when(&self, moment: &Moment) -> When {
        let local = self.local(moment.at);
        let forms = self.words.forms();
        let (datetime, text) = match moment.precision {
            Precision::Day => (local.date().to_string(), forms.day(local.date())),
            Precision::Minute | Precision::Exact => {
                let instant = forms.instant(local.datetime());
                (machine(&local), self.with_zone(&instant, &local))
            }
        };
        When {
            datetime,
            text,
            concluded: self.concluded(moment),
        }
    }

    /// A moment with its offset too: "4 Dec 2025, 12:08 CET (UTC+1)".
    #[must_use]
    pub fn when_in_full(&self, moment: &Moment) -> When {
        let mut when = self.when(moment);
        if moment.precision != Precision::Day {
            let local = self.local(moment.at);
            let instant = self.words.forms().instant(local.datetime());
            let zone = self.zone_in_full(&local);
            when.text = self
                .words
                .tell("instant-zone", &[("instant", &instant), ("zone", &zone)]);
        }
        when
    }

    /// An instant of our own records.
    #[must_use]
    pub fn instant(&self, at: Timestamp) -> When {
        self.when(&Moment::exact(at))
    }

    /// A clock time alone: "12:08 CET", where the day stands beside it.
    #[must_use]
    pub fn clock(&self, moment: &Moment) -> When {
        if moment.precision == Precision::Day {
            return self.when(moment);
        }
        let local = self.local(moment.at);
        let clock = self.words.forms().clock(local.time());
        When {
            datetime: machine(&local),
            text: self.with_zone(&clock, &local),
            concluded: self.concluded(moment),
        }
    }

    /// From a start to an end, either of which nobody may have written down.
    #[must_use]
    pub fn stretch(&self, start: Option<&Moment>, end: &WindowEnd) -> Stretch {
        let from = start
            .map(|start| self.when(start))
            .ok_or_else(|| self.say("start-unknown"));
        let to = match end {
            WindowEnd::Ongoing => Err(self.say("end-ongoing")),
            WindowEnd::Unknown => Err(self.say("end-unknown")),
            WindowEnd::At(end) => return self.joined(from, start, end),
        };
        Stretch { from, to }
    }

    /// Two instants on one day share the day and the zone.
    fn joined(&self, from: Result<When, String>, start: Option<&Moment>, end: &Moment) -> Stretch {
        let whole = |from| Stretch {
            from,
            to: Ok(self.when(end)),
        };
        let (Some(start), Ok(mut when)) = (start, from.clone()) else {
            return whole(from);
        };
        let (first, last) = (self.local(start.at), self.local(end.at));
        let is_one_day = first.date() == last.date();
        let by_clock = start.precision != Precision::Day && end.precision != Precision::Day;
        if is_one_day && by_clock && first.offset() == last.offset() {
            when.text = self.words.forms().instant(first.datetime());
            return Stretch {
                from: Ok(when),
                to: Ok(self.clock(end)),
            };
        }
        if by_clock && first.offset() == last.offset() {
            when.text = self.words.forms().instant(first.datetime());
            return whole(Ok(when));
        }
        whole(from)
    }

    /// The calendar day of an instant in the page's zone.
    #[must_use]
    pub fn date(&self, at: Timestamp) -> Date {
        self.local(at).date()
    }

    /// The zone that times on the page are told in, as it stands now: "Europe/Paris, CET (UTC+1)".
    #[must_use]
    pub fn zone_note(&self) -> String {
        let local = self.local(self.now);
        let zone = self.zone_in_full(&local);
        let name = self.zone.iana_name().unwrap_or("UTC").replace('_', " ");
        self.words
            .tell("zone-note", &[("name", &name), ("zone", &zone)])
    }

    fn local(&self, at: Timestamp) -> Zoned {
        at.to_zoned(self.zone.clone())
    }

    fn concluded(&self, moment: &Moment) -> Option<String> {
        (moment.origin == Origin::Inferred).then(|| self.say("concluded"))
    }

    fn with_zone(&self, instant: &str, local: &Zoned) -> String {
        let (letters, offset) = (letters(local), offset(local.offset()));
        let zone = letters.unwrap_or(offset);
        self.words
            .tell("instant-zone", &[("instant", instant), ("zone", &zone)])
    }

    /// "CET (UTC+1)"; "UTC+3" where the zone has no letters.
    fn zone_in_full(&self, local: &Zoned) -> String {
        let offset = offset(local.offset());
        match letters(local).filter(|letters| *letters != offset) {
            Some(letters) => self
                .words
                .tell("zone-offset", &[("zone", &letters), ("offset", &offset)]),
            None => offset,
        }
    }
}

/// "CET"; `None` for zones that have only numbers.
fn letters(local: &Zoned) -> Option<String> {
    let info = local.time_zone().to_offset_info(local.timestamp());
    let letters = info.abbreviation();
    letters
        .starts_with(|first: char| first.is_ascii_alphabetic())
        .then(|| letters.to_owned())
}

/// "UTC+1", "UTC−3:30", "UTC".
fn offset(offset: Offset) -> String {
    let seconds = offset.seconds();
    let (hours, minutes) = (seconds.abs() / 3600, seconds.abs() / 60 % 60);
    let sign = if seconds < 0 { '\u{2212}' } else { '+' };
    match (hours, minutes) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
    }
}

/// For `datetime`: to the second, with the offset.
fn machine(local: &Zoned) -> String {
    local.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::format::reader;

    fn minute(at: &str) -> Moment {
        Moment::minute(at.parse().unwrap())
    }

    fn texts(stretch: &Stretch) -> (String, String) {
        let text = |side: &Result<When, String>| match side {
            Ok(when) => when.text.clone(),
            Err(words) => words.clone(),
        };
        (text(&stretch.from), text(&stretch.to))
    }

    #[test]
    fn a_time_is_told_in_the_zone_of_the_page_with_its_offset() {
        let winter = minute("2025-12-04T11:08:00Z");

        let when = reader("en").when_in_full(&winter);

        assert_eq!(when.text, "4 Dec 2025, 12:08\u{a0}CET (UTC+1)");
        assert_eq!(when.datetime, "2025-12-04T12:08:00+01:00");
        assert_eq!(
            reader("fr").when(&winter).text,
            "4 déc. 2025, 12:08\u{a0}CET"
        );
    }

    #[test]
    fn a_day_is_told_as_a_day() {
        let when = reader("it").when(&Moment::day("2025-05-02T22:00:00Z".parse().unwrap()));

        assert_eq!(
            (when.text.as_str(), when.datetime.as_str()),
            ("3 mag 2025", "2025-05-03")
        );
    }

    #[test]
    fn what_was_concluded_says_so() {
        let concluded = Moment {
            origin: Origin::Inferred,
            ..minute("2025-12-04T11:08:00Z")
        };

        let html = reader("en").when(&concluded).to_string();

        assert!(html.contains("href=\"#concluded\""), "{html}");
        assert_eq!(
            reader("en").when(&minute("2025-12-04T11:08:00Z")).concluded,
            None
        );
    }

    #[test]
    fn one_day_is_said_once() {
        let (start, end) = (
            minute("2025-12-04T11:08:00Z"),
            minute("2025-12-04T11:13:00Z"),
        );

        let stretch = reader("en").stretch(Some(&start), &WindowEnd::At(end));

        assert_eq!(
            texts(&stretch),
            ("4 Dec 2025, 12:08".to_owned(), "12:13\u{a0}CET".to_owned())
        );
    }

    #[test]
    fn over_midnight_and_over_the_change_of_the_clocks_both_ends_are_whole() {
        let start = minute("2025-10-25T23:30:00Z");

        let night = reader("en").stretch(
            Some(&minute("2025-12-04T22:30:00Z")),
            &WindowEnd::At(minute("2025-12-05T00:30:00Z")),
        );
        let change =
            reader("en").stretch(Some(&start), &WindowEnd::At(minute("2025-10-26T02:30:00Z")));

        assert_eq!(
            texts(&night),
            (
                "4 Dec 2025, 23:30".to_owned(),
                "5 Dec 2025, 01:30\u{a0}CET".to_owned()
            )
        );
        assert_eq!(
            texts(&change),
            (
                "26 Oct 2025, 01:30\u{a0}CEST".to_owned(),
                "26 Oct 2025, 03:30\u{a0}CET".to_owned()
            )
        );
    }

    #[test]
    fn offsets_are_written_without_zeros_that_say_nothing() {
        assert_eq!(offset(Offset::UTC), "UTC");
        assert_eq!(
            offset(Offset::from_seconds(5 * 3600 + 1800).unwrap()),
            "UTC+5:30"
        );
        assert_eq!(
            offset(Offset::from_seconds(-3 * 3600).unwrap()),
            "UTC\u{2212}3"
        );
    }
}
