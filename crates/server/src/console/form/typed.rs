//! What was typed into a form, as it came.

use axum::{
    Form, RequestExt as _,
    body::{Body, to_bytes},
    extract::{FromRequest, Request},
};
use beffroi_domain::{
    ComponentId, ComponentStatus, Locale, LocalizedText, Moment, Origin, Precision,
};
use jiff::{
    Timestamp, ToSpan,
    civil::{Date, Time},
    tz::TimeZone,
};

use crate::ground::{Error, Refusal, Result, mask};

/// What a form may send, in bytes.
const MOST: usize = 512 * 1024;

/// What was typed, field by field; without card and account numbers, which nobody keeps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    pairs: Vec<(String, String)>,
    is_taken: bool,
}

/// Fields whose value has to stay as it came: it is never kept as it is.
const SECRETS: &[&str] = &["password", "old", "code", "proof", "answer"];

impl<S: Send + Sync> FromRequest<S> for Typed {
    type Rejection = Error;

    async fn from_request(request: Request, _: &S) -> Result<Self> {
        let (parts, body) = request.into_parts();
        let bytes = to_bytes(body, MOST).await.map_err(|_| {
            Refusal::whole("this is more than a form can carry; shorten it")
                .told("refusal-form-size")
        })?;
        let request = Request::from_parts(parts, Body::from(bytes));
        let typed: Result<Form<Vec<(String, String)>>, _> = request.extract().await;
        let Form(pairs) = typed.map_err(|_| Error::NotFound)?;
        Ok(Self::masked(pairs))
    }
}

impl Typed {
    /// What came, but for numbers that may not be kept.
    fn masked(mut pairs: Vec<(String, String)>) -> Self {
        let mut is_taken = false;
        for (name, value) in &mut pairs {
            if !SECRETS.contains(&name.as_str()) {
                is_taken |= mask::clean(value);
            }
        }
        Self { pairs, is_taken }
    }

    /// Whether a card or account number was taken out of what was typed.
    #[must_use]
    pub fn is_taken(&self) -> bool {
        self.is_taken
    }

    /// All of it, in order.
    #[must_use]
    pub fn pairs(&self) -> &[(String, String)] {
        &self.pairs
    }

    /// What stands in a field; nothing where it was not sent.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        let found = self.pairs.iter().find(|(one, _)| one == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// The same without white space around it; `None` where nothing is left.
    #[must_use]
    pub fn filled(&self, name: &str) -> Option<&str> {
        Some(self.get(name).trim()).filter(|value| !value.is_empty())
    }

    /// Everything that was chosen under one name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let of_name = self.pairs.iter().filter(move |(one, _)| one == name);
        of_name.map(|(_, value)| value.as_str())
    }

    /// Whether a box is checked.
    #[must_use]
    pub fn is_on(&self, name: &str) -> bool {
        self.filled(name).is_some()
    }

    /// Puts something in, in the place of what stood there.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.pairs.retain(|(one, _)| one != name);
        self.pairs.push((name.to_owned(), value.into()));
    }

    /// Adds one of several under one name.
    pub fn add(&mut self, name: &str, value: impl Into<String>) {
        self.pairs.push((name.to_owned(), value.into()));
    }

    /// Takes everything out that was chosen under one name.
    pub fn leave_all(&mut self, name: &str) {
        self.pairs.retain(|(one, _)| one != name);
    }

    /// A text in the languages in which it was typed.
    #[must_use]
    pub fn words(&self, name: &str, locales: &[Locale]) -> LocalizedText {
        let typed = |locale: &Locale| {
            let text = self.get(&format!("{name}-{locale}"));
            (locale.clone(), text.replace("\r\n", "\n").trim().to_owned())
        };
        locales.iter().map(typed).collect()
    }

    /// The components of which something was said. Where they are ticked, those that are: each as badly as is said
    /// of it, else as is said of all.
    #[must_use]
    pub fn parts(&self) -> Vec<(ComponentId, ComponentStatus)> {
        if self.is_on("ticks") {
            let ticked = self.all("affected").filter_map(|id| {
                let own = self.get(&format!("part-{id}")).parse();
                let degree = own.or_else(|_| self.get("degree").parse());
                Some((ComponentId(id.parse().ok()?), degree.ok()?))
            });
            return ticked.collect();
        }
        let part = |(name, value): &(String, String)| {
            let id = name.strip_prefix("part-")?.parse().ok()?;
            Some((ComponentId(id), value.parse().ok()?))
        };
        self.pairs.iter().filter_map(part).collect()
    }

    /// Says how bad a component is, as if it had been typed.
    pub fn choose(&mut self, id: ComponentId, status: ComponentStatus) {
        self.leave(id);
        self.set(&format!("part-{id}"), status.as_str());
        self.add("affected", id.to_string());
    }

    /// Says nothing of a component any more.
    pub fn leave(&mut self, id: ComponentId) {
        let (part, id) = (format!("part-{id}"), id.to_string());
        self.pairs
            .retain(|(name, value)| *name != part && !(name == "affected" && *value == id));
    }

    /// The day and the clock time of a field: nothing where both are left out, the day where no time stands,
    /// and the last such time before `now` where no day stands.
    ///
    /// # Errors
    /// `Refused` for what is no date or time.
    pub fn moment(
        &self,
        name: &'static str,
        zone: &TimeZone,
        now: Timestamp,
    ) -> Result<Option<Moment>, Refusal> {
        let wrong = || {
            Refusal::of(
                name,
                "write a date such as 2026-03-04 and a time such as 12:08",
            )
            .told("refusal-time-typed")
        };
        let date = self.filled(&format!("{name}-date")).map(str::parse::<Date>);
        let clock = self.filled(&format!("{name}-time")).map(str::parse::<Time>);
        let date = date.transpose().map_err(|_| wrong())?;
        let clock = clock.transpose().map_err(|_| wrong())?;
        let (date, clock) = match (date, clock) {
            (None, None) => return Ok(None),
            (None, Some(clock)) => (last_before(now, zone, clock), Some(clock)),
            (Some(date), clock) => (date, clock),
        };
        let local = date.to_datetime(clock.unwrap_or(Time::midnight()));
        let at = zone
            .to_ambiguous_zoned(local)
            .compatible()
            .map_err(|_| wrong())?;
        Ok(Some(Moment {
            at: at.timestamp(),
            precision: if clock.is_some() {
                Precision::Minute
            } else {
                Precision::Day
            },
            origin: Origin::Stated,
        }))
    }
}

/// The day on which the clock last showed `clock`.
fn last_before(now: Timestamp, zone: &TimeZone, clock: Time) -> Date {
    let local = now.to_zoned(zone.clone());
    let today = local.date();
    if clock <= local.time() {
        return today;
    }
    today.checked_sub(1.day()).unwrap_or(today)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(pairs: &[(&str, &str)]) -> Typed {
        let pairs = pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Typed {
            pairs: pairs.collect(),
            is_taken: false,
        }
    }

    fn since(date: &str, time: &str) -> Result<Option<Moment>, Refusal> {
        let paris = TimeZone::get("Europe/Paris").unwrap();
        let now = "2026-03-04T02:00:00Z".parse().unwrap();
        typed(&[("since-date", date), ("since-time", time)]).moment("since", &paris, now)
    }

    #[test]
    fn a_time_without_a_day_is_the_last_such_time() {
        assert_eq!(
            since("", "02:30").unwrap().unwrap().at.to_string(),
            "2026-03-04T01:30:00Z"
        );
        assert_eq!(
            since("", "23:50").unwrap().unwrap().at.to_string(),
            "2026-03-03T22:50:00Z"
        );
        assert_eq!(since("", "").unwrap(), None);
    }

    #[test]
    fn a_day_without_a_time_is_a_day() {
        let day = since("2026-03-01", "").unwrap().unwrap();

        assert_eq!(
            (day.precision, day.at.to_string().as_str()),
            (Precision::Day, "2026-02-28T23:00:00Z")
        );
    }

    #[test]
    fn what_is_no_time_is_refused_at_its_field() {
        assert_eq!(since("4.3.", "").unwrap_err().field, Some("since"));
    }

    #[test]
    fn what_is_ticked_is_as_bad_as_is_said_of_it_else_as_of_all() {
        let [one, two, three] = [1, 2, 3].map(|id| ComponentId(uuid::Uuid::from_u128(id)));
        let (all, own, none) = (one.to_string(), two.to_string(), format!("part-{three}"));
        let part = format!("part-{two}");
        let ticked = [
            ("ticks", "yes"),
            ("degree", "partial_outage"),
            ("affected", all.as_str()),
            ("affected", own.as_str()),
            (part.as_str(), "major_outage"),
            (none.as_str(), "major_outage"),
        ];
        let (partial, major) = (ComponentStatus::PartialOutage, ComponentStatus::MajorOutage);

        let mut typed = typed(&ticked);

        assert_eq!(typed.parts(), [(one, partial), (two, major)]);
        typed.leave(two);
        typed.choose(three, partial);
        assert_eq!(typed.parts(), [(one, partial), (three, partial)]);
    }

    #[test]
    fn numbers_are_taken_out_but_of_secrets() {
        let pairs = [
            ("text-fr", "carte 4111-1111-1111-1111"),
            ("password", "4111111111111111"),
        ];
        let came = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));

        let typed = Typed::masked(came.to_vec());

        assert!(typed.is_taken());
        assert_eq!(typed.get("text-fr"), "carte •••• 1111");
        assert_eq!(typed.get("password"), "4111111111111111");
    }

    #[test]
    fn words_are_those_that_were_typed_with_plain_line_ends() {
        let typed = typed(&[
            ("text-fr", "Un\r\n\r\nDeux "),
            ("text-en", "  "),
            ("text-xx", "no"),
        ]);

        let words = typed.words("text", &[Locale::of("fr"), Locale::of("en")]);

        assert_eq!(
            words.iter().collect::<Vec<_>>(),
            [(&Locale::of("fr"), "Un\n\nDeux")]
        );
    }
}
