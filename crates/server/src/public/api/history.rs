//! `/history.json`: three months a page, back in time; each incident in the month in which it ended.
//!
//! Month names and the text of a time are English whatever was asked for, because programs read them;
//! the month for people stands under `beffroi`. What has no date has no month: it follows the last.

use beffroi_domain::{Incident, IncidentStatus, LocalizedText, MaintenanceStatus, Moment, Update};
use jiff::{Span, Timestamp, Zoned, civil::Date};

use super::{
    extra::{self, Fallbacks, Languages},
    shape,
    tell::Teller,
};
use crate::{
    ground::{Error, Result},
    incidents,
    maintenances::{self, Occurrence},
    public::visit::Visit,
    story::dates::{Dates, PAGE, Stand, told_at},
};

/// How many months a page holds.
const MONTHS: i32 = 3;

/// A page of the history.
pub struct Months {
    /// Their first days, newest first; none once there is nothing older.
    months: Vec<Date>,
    incidents: Vec<Incident>,
    worked: Vec<Occurrence>,
    /// What has no date, on the page that ends the history.
    undated: Vec<Incident>,
}

/// When something was, as the history tells it.
struct Extent {
    from: Stand,
    to: Option<Stand>,
}

impl Months {
    /// Loads page `number`, from 1.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn load(visit: &mut Visit, number: u32) -> Result<Self> {
        let reader = &visit.reader;
        let today = reader.now.to_zoned(reader.zone.clone()).date();
        let page = visit.page.id;
        let dates = incidents::dates(&mut visit.tx, page).await?;
        let first = dates.last().copied().unwrap_or(reader.now);
        let first = first.min(visit.page.since).min(reader.now);
        let oldest = first.to_zoned(reader.zone.clone()).date();
        let first = back(today.first_of_month(), number);
        let months: Vec<Date> = first
            .into_iter()
            .flat_map(|first| (0..MONTHS).filter_map(move |n| minus(first, n)))
            .filter(|month| *month >= oldest.first_of_month())
            .collect();
        let mut found = Self {
            months,
            incidents: vec![],
            worked: vec![],
            undated: vec![],
        };
        let (Some(newest), Some(last)) = (found.months.first(), found.months.last()) else {
            return Ok(found);
        };
        let begin = |on: Date| on.to_zoned(visit.reader.zone.clone());
        let after = minus(*newest, -1).ok_or(Error::NotFound)?;
        let from = begin(*last).map_err(anyhow::Error::from)?.timestamp();
        let to = begin(after).map_err(anyhow::Error::from)?.timestamp();
        if *last <= oldest.first_of_month() {
            found.undated = incidents::undated(&mut visit.tx, page).await?;
        }
        found.incidents = incidents::touching(&mut visit.tx, page, from, to).await?;
        found.worked = maintenances::occurrences(&mut visit.tx, page, from, to).await?;
        let now = visit.reader.now;
        found
            .worked
            .retain(|one| one.status(now) == MaintenanceStatus::Completed);
        Ok(found)
    }
}

/// The month with which page `number` begins; `None` before all calendars.
fn back(month: Date, number: u32) -> Option<Date> {
    let months = i32::try_from(number.checked_sub(1)?).ok()?;
    minus(month, months.checked_mul(MONTHS)?)
}

fn minus(month: Date, months: i32) -> Option<Date> {
    let span = Span::new().try_months(months).ok()?;
    month.checked_sub(span).ok()
}

impl Teller<'_> {
    /// A page of the history.
    #[must_use]
    pub fn history(&self, months: &Months) -> shape::History {
        let mut past: Vec<(Zoned, shape::Past)> = months
            .incidents
            .iter()
            .map(|one| self.past(one))
            .chain(months.worked.iter().map(|one| self.worked(one)))
            .collect();
        past.sort_by(|one, other| other.0.cmp(&one.0));
        let mut filed: Vec<shape::Month> = months
            .months
            .iter()
            .map(|month| self.month(*month))
            .collect();
        for (ended, one) in past {
            let of = |on: Date| (on.year(), on.month());
            let place = months
                .months
                .iter()
                .position(|month| of(*month) == of(ended.date()));
            if let Some(place) = place {
                filed[place].incidents.push(one);
            }
        }
        let undated = months.undated.iter().map(|one| self.past(one).1).collect();
        shape::History {
            components: self.components(),
            months: filed,
            beffroi: (!months.undated.is_empty()).then_some(extra::OfHistory { undated }),
        }
    }

    fn month(&self, first: Date) -> shape::Month {
        shape::Month {
            name: first.strftime("%B").to_string(),
            year: first.year(),
            starts_on: first.weekday().to_sunday_zero_offset(),
            days: first.days_in_month(),
            incidents: vec![],
            beffroi: extra::OfMonth {
                month: first.strftime("%Y-%m").to_string(),
                name: self.reader.words.forms().month(first),
            },
        }
    }

    fn past(&self, incident: &Incident) -> (Zoned, shape::Past) {
        let dates = Dates::of(incident, self.page.since);
        let is_over = !incident.status.is_open();
        let ended = incident
            .windows
            .iter()
            .filter_map(beffroi_domain::ImpactWindow::ended)
            .max_by_key(|end| end.at);
        let told = || told_at(&incident.updates, IncidentStatus::Resolved);
        let extent = Extent {
            from: dates.started,
            to: ended.or_else(told).filter(|_| is_over).map(Stand::known),
        };
        self.entry(
            incident.public_id.to_string(),
            &incident.title,
            &incident.updates,
            incident.impact.as_str(),
            &extent,
        )
    }

    fn worked(&self, time: &Occurrence) -> (Zoned, shape::Past) {
        let exact = |at: Timestamp| Stand::known(Moment::exact(at));
        let maintenance = &time.maintenance;
        let extent = Extent {
            from: exact(maintenance.started_at.unwrap_or(time.planned.from)),
            to: Some(exact(maintenance.completed_at.unwrap_or(time.planned.to))),
        };
        self.entry(
            maintenance.public_id.to_string(),
            &maintenance.title,
            &maintenance.updates,
            "maintenance",
            &extent,
        )
    }

    fn entry(
        &self,
        code: String,
        title: &LocalizedText,
        updates: &[Update],
        impact: &'static str,
        extent: &Extent,
    ) -> (Zoned, shape::Past) {
        let (mut fallbacks, mut languages) = (Fallbacks::new(), Languages::new());
        let said = updates.iter().rev().find(|one| !one.is_postmortem());
        let mut in_message = Languages::new();
        let message = said.map(|one| self.body(one, None, &mut in_message));
        languages.extend(in_message.remove("body").map(|lang| ("message", lang)));
        let (from, to) = (
            self.local(extent.from.at),
            extent.to.map(|to| self.local(to.at)),
        );
        let stands = [Some(extent.from), extent.to];
        let instead = stands.into_iter().flatten().find_map(|one| one.instead);
        // A day says something of the time; that nothing is known of it says more.
        let instead = extent.from.instead.filter(|one| *one == PAGE).or(instead);
        fallbacks.extend(instead.map(|what| ("timestamp", what)));
        let past = shape::Past {
            name: self
                .text("name", title, &mut languages)
                .unwrap_or_else(|| code.clone()),
            code,
            message: message.unwrap_or_default(),
            impact,
            timestamp: written(&from, to.as_ref()),
            beffroi: extra::OfPast {
                fallbacks,
                languages,
            },
        };
        (to.unwrap_or(from), past)
    }

    fn local(&self, at: Timestamp) -> Zoned {
        at.to_zoned(self.page.zone.clone())
    }
}

/// A stretch as Statuspage's history writes it, marks and all.
fn written(from: &Zoned, to: Option<&Zoned>) -> String {
    const DATE: &str = "%b <var data-var='date'>%-d</var>, ";
    const TIME: &str = "<var data-var='time'>%H:%M</var>";
    let day = |at: &Zoned| at.strftime(DATE).to_string();
    let time = |at: &Zoned| at.strftime(TIME).to_string();
    let zone = |at: &Zoned| at.strftime("%Z").to_string();
    match to {
        None => format!("{}{} {}", day(from), time(from), zone(from)),
        Some(to) if from.date() == to.date() => {
            format!("{}{} - {} {}", day(from), time(from), time(to), zone(to))
        }
        Some(to) => format!(
            "{}{} - {}{} {}",
            day(from),
            time(from),
            day(to),
            time(to),
            zone(to)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zoned(text: &str) -> Zoned {
        text.parse().unwrap()
    }

    #[test]
    fn a_stretch_is_written_as_statuspage_writes_it() {
        let from = zoned("2026-07-30T09:07:00+00:00[Etc/UTC]");
        let to = zoned("2026-07-30T10:12:00+00:00[Etc/UTC]");
        let later = zoned("2026-08-01T04:44:00+00:00[Etc/UTC]");

        assert_eq!(
            written(&from, Some(&to)),
            "Jul <var data-var='date'>30</var>, <var data-var='time'>09:07</var> - \
             <var data-var='time'>10:12</var> UTC"
        );
        assert_eq!(
            written(&from, Some(&later)),
            "Jul <var data-var='date'>30</var>, <var data-var='time'>09:07</var> - \
             Aug <var data-var='date'>1</var>, <var data-var='time'>04:44</var> UTC"
        );
        assert_eq!(
            written(&from, None),
            "Jul <var data-var='date'>30</var>, <var data-var='time'>09:07</var> UTC"
        );
    }

    #[test]
    fn pages_go_back_three_months_at_a_time_and_end() {
        let month: Date = "2026-02-01".parse().unwrap();

        assert_eq!(back(month, 1), Some(month));
        assert_eq!(back(month, 2), "2025-11-01".parse().ok());
        assert_eq!(back(month, u32::MAX), None);
    }
}
