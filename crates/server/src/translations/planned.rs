//! Facts of planned work as places in its texts: `{start}`, `{end}`, `{duration}`, `{components}`, `{now}`, in each language.

use beffroi_domain::{ComponentId, Length, LocalizedText, Moment, places, window::Interval};
use jiff::Timestamp;

use super::places::{names, reader};
use crate::{components::Component, pages::Page, web::Reader};

/// What is known of planned work when something is said of it.
#[derive(Clone, Copy, Debug)]
pub struct WorkFacts<'a> {
    /// The page whose zone it is told in.
    pub page: &'a Page,
    /// The time that it is planned for.
    pub planned: Interval,
    /// What is worked on.
    pub on: &'a [ComponentId],
    /// The components that it may name.
    pub components: &'a [Component],
    /// When it is said.
    pub now: Timestamp,
}

/// Fills the places of a text, in each language by its own forms; a place that planned work does not know stays as it was
/// written.
#[must_use]
pub fn fill_work(text: &LocalizedText, facts: &WorkFacts<'_>) -> LocalizedText {
    let has_start = places::of(text).iter().any(|name| *name == "start");
    places::fill(text, |name, locale| {
        let reader = reader(facts.page, facts.now, locale)?;
        facts.value(name, &reader, has_start)
    })
}

impl WorkFacts<'_> {
    fn value(&self, name: &str, reader: &Reader, has_start: bool) -> Option<String> {
        let (from, to) = (self.planned.from, self.planned.to);
        match name {
            "start" => Some(reader.when(&Moment::minute(from)).text),
            // Its day stands with the start already.
            "end" if has_start && reader.date(from) == reader.date(to) => {
                Some(reader.clock(&Moment::minute(to)).text)
            }
            "end" => Some(reader.when(&Moment::minute(to)).text),
            "duration" => Some(reader.length(&Length::Exact {
                seconds: self.planned.seconds(),
            })),
            "components" => names(reader, self.components, self.on.iter().copied()),
            "now" => Some(reader.when(&Moment::minute(self.now)).text),
            _ => None,
        }
    }
}
