//! One event of a calendar: a window of an incident, or one time of planned work.
//!
//! Source: RFC 5545 and RFC 7986. Instants are UTC; what is known by the day fills the day. The day
//! is that of the page's zone. Pure: no clock but the reader's.

use beffroi_domain::{
    Incident, LocalizedText, Maintenance, Moment, Precision, PublicId, WindowEnd, window::Interval,
};
use icalendar::{Component as _, Event, EventLike as _, EventStatus, Property};
use jiff::{Timestamp, ToSpan as _, civil::Date};

use super::{
    super::{days, facts, visit::Names},
    item::clean,
};
use crate::web::Reader;

/// What an event is written for.
pub struct Source<'a> {
    /// For whom.
    pub reader: &'a Reader,
    /// The page that it stands on.
    pub page: &'a PublicId,
    /// What components are called.
    pub names: &'a Names,
    /// The host that ids end with.
    pub host: String,
}

/// When an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    /// From an instant to another; `None` where there is no end that anybody knows.
    Clock(Timestamp, Option<Timestamp>),
    /// From a day to the one before another.
    Days(Date, Date),
}

/// The noun that an event tells of.
struct About<'a> {
    id: String,
    title: &'a LocalizedText,
    public_id: &'a PublicId,
    rest: String,
    created: Timestamp,
    updated: Timestamp,
    sequence: i64,
}

impl Source<'_> {
    /// The windows of an incident that have a start; an incident without one gives none.
    #[must_use]
    pub fn of_incident(&self, incident: &Incident, sequence: i64) -> Vec<Event> {
        let status = days::incident_entry(self.reader, incident).status;
        let impact = self.reader.say(&format!("impact-{}", incident.impact));
        let touched = facts::touched(incident);
        let mut categories = vec![self.reader.say("feed-kind-incident"), impact];
        categories.extend(
            touched
                .iter()
                .filter_map(|(id, _)| self.names.plain(self.reader, *id)),
        );
        let mut events = Vec::new();
        for (place, window) in (1..).zip(&incident.windows) {
            let Some(when) = self.when(window.start, &window.end) else {
                continue;
            };
            let about = About {
                id: format!("incident-{}-{place}", incident.public_id),
                title: &incident.title,
                public_id: &incident.public_id,
                rest: format!("incidents/{}", incident.public_id),
                created: incident.created_at,
                updated: incident.updated_at,
                sequence,
            };
            let mut lines = vec![status.clone()];
            lines.extend(self.end_said(&window.end));
            lines.extend(self.last_words(&incident.updates));
            events.push(self.event(&about, when, &lines, &categories));
        }
        events
    }

    /// One time of planned work; once it is over, when it really was.
    #[must_use]
    pub fn of_maintenance(&self, one: &Maintenance, time: Interval, sequence: i64) -> Event {
        let is_again = one.recurrence.is_some();
        let id = if is_again {
            let start = time.from.strftime("%Y%m%dT%H%M%SZ");
            format!("maintenance-{}-{start}", one.public_id)
        } else {
            format!("maintenance-{}", one.public_id)
        };
        let about = About {
            id,
            title: &one.title,
            public_id: &one.public_id,
            rest: format!("maintenances/{}", one.public_id),
            created: one.created_at,
            updated: one.updated_at,
            sequence,
        };
        let real = |at: Option<Timestamp>, planned| at.filter(|_| !is_again).unwrap_or(planned);
        let from = real(one.started_at, time.from);
        let to = real(one.completed_at, time.to);
        let status = days::word_of(one, one.status_of(time, self.reader.now));
        let mut lines = vec![self.reader.say(&format!("maintenance-{status}"))];
        lines.extend(self.last_words(&one.updates));
        let mut categories = vec![self.reader.say("feed-kind-maintenance")];
        let parts = one.components.iter();
        categories.extend(parts.filter_map(|id| self.names.plain(self.reader, *id)));
        let when = When::Clock(from, Some(to).filter(|to| *to > from));
        let mut event = self.event(&about, when, &lines, &categories);
        if one.is_called_off() {
            event.status(EventStatus::Cancelled);
        }
        event
    }

    fn event(
        &self,
        about: &About<'_>,
        when: When,
        lines: &[String],
        categories: &[String],
    ) -> Event {
        let title = days::title(self.reader, about.title, about.public_id.as_str());
        let mut event = Event::new();
        let mut summary = Property::new("SUMMARY", text(&title.text));
        if let Some(lang) = &title.lang {
            summary.add_parameter("LANGUAGE", lang);
        }
        let uid = format!("{}.{}@{}", about.id, self.page, self.host);
        event
            .uid(&uid)
            .append_property(summary)
            .add_property("DTSTAMP", utc(about.updated))
            .add_property("CREATED", utc(about.created))
            .add_property("LAST-MODIFIED", utc(about.updated))
            .add_property("SEQUENCE", about.sequence.to_string())
            .add_property("STATUS", "CONFIRMED")
            .add_property("TRANSP", "TRANSPARENT")
            .add_property("CLASS", "PUBLIC")
            .add_property("URL", self.reader.absolute(&about.rest))
            .add_property("DESCRIPTION", text(&lines.join("\n\n")))
            .categories(categories.iter().map(|one| text(one)));
        place(&mut event, when);
        event
    }

    /// When a window was; `None` without a start. What is known by the day at either end is told by
    /// the day at both.
    fn when(&self, start: Option<Moment>, end: &WindowEnd) -> Option<When> {
        let start = start?;
        let by_day = |moment: &Moment| moment.precision == Precision::Day;
        let first = self.reader.date(start.at);
        let days = |last: Date| {
            let after = last.checked_add(1.day()).ok()?;
            Some(When::Days(
                first,
                after.max(first.checked_add(1.day()).ok()?),
            ))
        };
        match end {
            WindowEnd::At(end) if by_day(&start) || by_day(end) => days(self.reader.date(end.at)),
            WindowEnd::At(end) => {
                let end = Some(end.at).filter(|end| *end > start.at);
                Some(When::Clock(start.at, end))
            }
            WindowEnd::Ongoing | WindowEnd::Unknown if by_day(&start) => days(first),
            WindowEnd::Ongoing | WindowEnd::Unknown => Some(When::Clock(start.at, None)),
        }
    }

    /// That it goes on, or that nobody knows its end: an event cannot say so otherwise.
    fn end_said(&self, end: &WindowEnd) -> Option<String> {
        let key = match end {
            WindowEnd::At(_) => return None,
            WindowEnd::Ongoing => "end-ongoing",
            WindowEnd::Unknown => "end-unknown",
        };
        let said = self.reader.say(key);
        let values = [("end", said.as_str())];
        Some(self.reader.words.tell("calendar-end", &values))
    }

    /// What was said last, as it was typed.
    fn last_words(&self, updates: &[beffroi_domain::Update]) -> Option<String> {
        let newest = updates.iter().rev();
        newest
            .filter_map(|update| self.reader.plain(&update.text))
            .next()
    }
}

fn place(event: &mut Event, when: When) {
    let day = |key: &str, on: Date| {
        let mut property = Property::new(key, on.strftime("%Y%m%d").to_string());
        property.add_parameter("VALUE", "DATE");
        property.done()
    };
    match when {
        When::Days(from, to) => {
            event.append_property(day("DTSTART", from));
            event.append_property(day("DTEND", to));
        }
        When::Clock(from, to) => {
            event.add_property("DTSTART", utc(from));
            if let Some(to) = to {
                event.add_property("DTEND", utc(to));
            }
        }
    }
}

fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A text without what no calendar may hold; its line breaks are those that the format knows.
pub fn text(text: &str) -> String {
    clean(&text.replace("\r\n", "\n").replace(['\r', '\t'], " "))
}
