//! Facts as places: what stands for `{start}` or `{components}`, in each language.

use beffroi_domain::{
    ComponentId, FigureUnit, Incident, Length, Locale, LocalizedText, Moment, Responsibility,
    WindowEnd, lengths, places,
};
use jiff::Timestamp;

use crate::{
    components::Component,
    pages::Page,
    web::{Address, Reader, words},
};

/// What is known of an incident when something is said of it.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The page whose zone it is told in.
    pub page: &'a Page,
    /// The incident, as it stands after the deed.
    pub incident: &'a Incident,
    /// The components that it may name.
    pub components: &'a [Component],
    /// When readers hear more.
    pub next: Option<Moment>,
    /// When it is said.
    pub now: Timestamp,
}

/// Fills the places of a text, in each language by its own forms. What is not known stays as it was written, and so does
/// everything in a language that we have no words in.
#[must_use]
pub fn fill(text: &LocalizedText, facts: &Facts<'_>) -> LocalizedText {
    places::fill(text, |name, locale| {
        let reader = reader(facts.page, facts.now, locale)?;
        facts.value(name, &reader)
    })
}

/// Who reads the words of a page in a language; none where we have no words in it.
pub(super) fn reader(page: &Page, now: Timestamp, locale: &Locale) -> Option<Reader> {
    Some(Reader {
        words: words::find(locale)?,
        zone: page.zone.clone(),
        fallback: page.locales.clone(),
        now,
        address: Address::default(),
    })
}

/// What these components are called, as one list; those that are not known go unnamed.
pub(super) fn names(
    reader: &Reader,
    components: &[Component],
    ids: impl IntoIterator<Item = ComponentId>,
) -> Option<String> {
    let named = ids.into_iter().filter_map(|id| {
        let one = components.iter().find(|one| one.id == id)?;
        reader.plain(&one.name)
    });
    let names: Vec<String> = named.collect();
    (!names.is_empty()).then(|| reader.list(&names))
}

impl Facts<'_> {
    fn value(&self, name: &str, reader: &Reader) -> Option<String> {
        let incident = self.incident;
        match name {
            "start" => Some(self.instant(reader, &incident.first_start()?)),
            "end" => match incident.last_end() {
                WindowEnd::At(end) => Some(self.instant(reader, &end)),
                WindowEnd::Ongoing | WindowEnd::Unknown => None,
            },
            "duration" => match lengths(incident, self.now, &reader.zone).impact {
                Length::Unknown => None,
                length => Some(reader.length(&length)),
            },
            "components" => {
                let touched = incident.touched();
                names(reader, self.components, touched.iter().map(|(id, _)| *id))
            }
            "percent" => {
                let mut figures = incident.figures.iter();
                let share = figures.find(|one| one.unit == FigureUnit::Percent)?;
                Some(reader.figure(share))
            }
            "provider" => match incident.responsibility.as_ref()? {
                Responsibility::External { provider } => provider.clone(),
                _ => None,
            },
            "reference" => incident.references.first().cloned(),
            "next" => Some(self.instant(reader, self.next.as_ref()?)),
            "now" => Some(self.instant(reader, &Moment::minute(self.now))),
            _ => None,
        }
    }

    /// A clock time alone where it is today, and it began today; else the day with it. A clock time behind a day
    /// would be read as one of that day.
    fn instant(&self, reader: &Reader, moment: &Moment) -> String {
        let is_today = |at: Timestamp| reader.date(at) == reader.date(reader.now);
        let began = self.incident.first_start();
        match is_today(moment.at) && began.is_none_or(|start| is_today(start.at)) {
            true => reader.clock(moment).text,
            false => reader.when(moment).text,
        }
    }
}
