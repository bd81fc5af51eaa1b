//! What was written in a form, and what it says.

use axum::{Form, extract::rejection::FormRejection};
use beffroi_domain::ComponentId;
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};

use crate::{
    components::Component,
    ground::{Refusal, seal},
    reports::{Facts, Place},
};

/// What a reader is asked; the names of the fields, in their order.
pub(super) const ASKED: [&str; 10] = [
    "words",
    "since",
    "component",
    "method",
    "country",
    "place",
    "payments",
    "merchant",
    "transaction",
    "email",
];
/// A field that nobody sees and programs fill in.
pub(super) const TRAP: &str = "homepage";
/// Longer than any text that is taken, so that the refusal can say how long it may be.
const LONGEST: usize = 20_000;

/// A form as it is sent.
pub(super) type Sent = Result<Form<Vec<(String, String)>>, FormRejection>;

/// What was written, by the names of the fields.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed(Vec<(String, String)>, bool);

impl Typed {
    /// What was sent; nothing where it was no form.
    pub(super) fn of(sent: Sent) -> Self {
        let pairs = sent.map(|Form(pairs)| pairs).unwrap_or_default();
        let clean = |(name, value): (String, String)| (name, printable(&value));
        Self(pairs.into_iter().map(clean).collect(), false)
    }

    /// The same, with files or without.
    pub(super) fn with_files(self, has_files: bool) -> Self {
        Self(self.0, has_files)
    }

    /// Whether files came with it.
    pub(super) fn has_files(&self) -> bool {
        self.1
    }

    /// The first that was written under a name.
    pub(super) fn get(&self, name: &str) -> &str {
        let mut pairs = self.0.iter();
        pairs
            .find(|(one, _)| one == name)
            .map_or("", |(_, value)| value)
    }

    /// What a reader is asked and what they wrote, where they did.
    pub(super) fn told(&self) -> Vec<(String, String)> {
        let pairs = ASKED.map(|name| (name.to_owned(), self.get(name).to_owned()));
        pairs
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .collect()
    }

    /// Stands for what was written, and for what it is about.
    pub(super) fn digest(&self, about: &str) -> String {
        let all: Vec<String> = self
            .told()
            .into_iter()
            .map(|(a, b)| a + "\0" + &b)
            .collect();
        seal::digest(&format!("{about}\0{}", all.join("\0")))
    }

    /// What it says, or all that cannot be read.
    pub(super) fn facts(
        &self,
        zone: &TimeZone,
        components: &[Component],
        is_too: bool,
    ) -> Result<Facts, Vec<Refusal>> {
        let mut wrong = Vec::new();
        if !is_too && self.get("words").is_empty() {
            let refusal = Refusal::of("words", "write what happens");
            wrong.push(refusal.told("refusal-report-empty"));
        }
        let since = since(self.get("since"), zone).map_err(|refusal| wrong.push(refusal));
        let component = self.component(components);
        let component = component.map_err(|refusal| wrong.push(refusal));
        let payments = payments(self.get("payments")).map_err(|refusal| wrong.push(refusal));
        let owned = |name: &str| self.get(name).to_owned();
        match (since, component, payments, wrong.is_empty()) {
            (Ok(since), Ok(component), Ok(payments), true) => Ok(Facts {
                words: owned("words"),
                since,
                component,
                method: owned("method"),
                country: owned("country"),
                place: self.get("place").parse().unwrap_or(Place::Unsaid),
                payments,
                merchant: owned("merchant"),
                transaction: owned("transaction"),
                email: owned("email"),
            }),
            _ => Err(wrong),
        }
    }

    fn component(&self, all: &[Component]) -> Result<Option<ComponentId>, Refusal> {
        let chosen = self.get("component");
        if chosen.is_empty() {
            return Ok(None);
        }
        let found = all.iter().find(|one| one.public_id.as_str() == chosen);
        let message = "choose a service of this page";
        found
            .map(|one| Some(one.id))
            .ok_or_else(|| Refusal::of("component", message).told("refusal-report-component"))
    }
}

/// A day and a time on the page's clock, as browsers send them and as people write them; a day alone is its beginning.
fn since(text: &str, zone: &TimeZone) -> Result<Option<Timestamp>, Refusal> {
    if text.is_empty() {
        return Ok(None);
    }
    let local = text.parse::<DateTime>().ok();
    let zoned = local.and_then(|local| local.to_zoned(zone.clone()).ok());
    let message = "write a day and a time such as 2026-03-04 11:30, or nothing";
    zoned
        .map(|zoned| Some(zoned.timestamp()))
        .ok_or_else(|| Refusal::of("since", message).told("refusal-report-since"))
}

/// A number, also as people group its digits.
fn payments(text: &str) -> Result<Option<i64>, Refusal> {
    let digits: String = text
        .chars()
        .filter(|one| !matches!(one, ' ' | '.' | ',' | '\'' | '’' | '\u{a0}' | '\u{202f}'))
        .collect();
    if digits.is_empty() && text.is_empty() {
        return Ok(None);
    }
    let message = "write how many payments, as a number from 1 on";
    digits
        .parse()
        .map(Some)
        .map_err(|_| Refusal::of("payments", message).told("refusal-report-payments"))
}

/// Without control characters, which no database and no page can carry, and with one sort of line ends.
fn printable(value: &str) -> String {
    let value = value.replace("\r\n", "\n");
    let clean: String = value
        .chars()
        .take(LONGEST)
        .map(|one| match one {
            '\n' => '\n',
            one if one.is_control() => ' ',
            one => one,
        })
        .collect();
    clean.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paris() -> TimeZone {
        TimeZone::get("Europe/Paris").unwrap()
    }

    fn typed(pairs: &[(&str, &str)]) -> Typed {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Typed::of(Ok(Form(pairs.iter().map(owned).collect())))
    }

    #[test]
    fn a_time_is_read_on_the_pages_clock() {
        for (text, expected) in [
            ("2026-03-04T11:30", "2026-03-04T10:30:00Z"),
            ("2026-03-04 11:30", "2026-03-04T10:30:00Z"),
            ("2026-07-04", "2026-07-03T22:00:00Z"),
        ] {
            let expected: Timestamp = expected.parse().unwrap();
            assert_eq!(since(text, &paris()), Ok(Some(expected)), "{text}");
        }
        assert_eq!(since("", &paris()), Ok(None));
        assert!(since("yesterday", &paris()).is_err());
    }

    #[test]
    fn a_number_is_read_as_people_write_it() {
        for text in ["1200", "1 200", "1\u{202f}200", "1.200", "1’200"] {
            assert_eq!(payments(text), Ok(Some(1_200)), "{text}");
        }
        assert_eq!(payments(""), Ok(None));
        assert!(payments("many").is_err() && payments(".").is_err());
    }

    #[test]
    fn all_that_cannot_be_read_is_said_at_once() {
        let typed = typed(&[("since", "x"), ("component", "x"), ("payments", "x")]);

        let wrong = typed.facts(&paris(), &[], false).unwrap_err();

        let fields: Vec<_> = wrong.iter().filter_map(|one| one.field).collect();
        assert_eq!(fields, ["words", "since", "component", "payments"]);
    }

    #[test]
    fn no_control_character_comes_in_and_lines_stay() {
        let typed = typed(&[("words", " a\r\nb\0c\u{7} ")]);

        assert_eq!(typed.get("words"), "a\nb c");
    }
}
