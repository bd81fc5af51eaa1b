//! What a body says, field by field: refused at its field where it is of another kind than expected.
//!
//! Forms know texts only, so `"true"` and `"3"` count there; in JSON they do not.

use std::str::FromStr;

use beffroi_domain::Locale;
use jiff::Timestamp;
use serde_json::{Map, Value};

use crate::ground::Refusal;

/// The fields of a body, or of an object in one.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    all: Map<String, Value>,
    is_form: bool,
}

impl Fields {
    /// Fields out of JSON.
    #[must_use]
    pub fn of_json(all: Map<String, Value>) -> Self {
        Self {
            all,
            is_form: false,
        }
    }

    /// Fields out of a form, where everything is a text.
    #[must_use]
    pub fn of_form(all: Map<String, Value>) -> Self {
        Self { all, is_form: true }
    }

    /// True where the field is there, be it `null`.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.all.contains_key(name)
    }

    /// The value of a field; `None` where it is absent or `null`.
    fn value(&self, name: &str) -> Option<&Value> {
        self.all.get(name).filter(|value| !value.is_null())
    }

    /// # Errors
    /// `Refused` where it is no object.
    pub fn nested(&self, name: &'static str) -> Result<Option<Self>, Refusal> {
        match self.value(name) {
            None => Ok(None),
            Some(Value::Object(all)) => Ok(Some(Self {
                all: all.clone(),
                is_form: self.is_form,
            })),
            Some(_) => Err(Refusal::of(name, "send an object")),
        }
    }

    /// # Errors
    /// `Refused` where it is no list of objects.
    pub fn list(&self, name: &'static str) -> Result<Option<Vec<Self>>, Refusal> {
        let Some(value) = self.value(name) else {
            return Ok(None);
        };
        let wrong = || Refusal::of(name, "send a list of objects");
        let all = value.as_array().ok_or_else(wrong)?;
        let objects = all.iter().map(|one| {
            let all = one.as_object().ok_or_else(wrong)?.clone();
            Ok(Self {
                all,
                is_form: self.is_form,
            })
        });
        objects.collect::<Result<Vec<_>, Refusal>>().map(Some)
    }

    /// # Errors
    /// `Refused` where it is no text, or longer than `most` characters.
    pub fn text(&self, name: &'static str, most: usize) -> Result<Option<String>, Refusal> {
        match self.value(name) {
            None => Ok(None),
            Some(Value::String(text)) if text.chars().count() <= most => {
                if text.contains('\0') {
                    return Err(Refusal::of(name, "leave out the character of code 0"));
                }
                Ok(Some(text.clone()))
            }
            Some(Value::String(_)) => {
                let message = format!("at most {most} characters");
                Err(Refusal::of(name, message))
            }
            Some(_) => Err(Refusal::of(name, "send a text")),
        }
    }

    /// # Errors
    /// `Refused` where it is no truth value.
    pub fn flag(&self, name: &'static str) -> Result<Option<bool>, Refusal> {
        let form = |text: &str| match text {
            "true" | "1" | "t" | "on" => Some(true),
            "false" | "0" | "f" | "off" => Some(false),
            _ => None,
        };
        let found = match self.value(name) {
            None => return Ok(None),
            Some(Value::Bool(truth)) => Some(*truth),
            Some(Value::String(text)) if self.is_form => form(text),
            Some(_) => None,
        };
        let wrong = || Refusal::of(name, "send true or false");
        found.ok_or_else(wrong).map(Some)
    }

    /// # Errors
    /// `Refused` where it is no whole number between `least` and `most`.
    pub fn number(
        &self,
        name: &'static str,
        least: i64,
        most: i64,
    ) -> Result<Option<i64>, Refusal> {
        let found = match self.value(name) {
            None => return Ok(None),
            Some(Value::Number(number)) => number.as_i64(),
            Some(Value::String(text)) if self.is_form => text.parse().ok(),
            Some(_) => None,
        };
        let wrong = || {
            let message = format!("send a whole number from {least} to {most}");
            Refusal::of(name, message)
        };
        let found = found.filter(|number| (least..=most).contains(number));
        found.ok_or_else(wrong).map(Some)
    }

    /// # Errors
    /// `Refused` where it is none of the words that there are.
    pub fn word<T: FromStr>(
        &self,
        name: &'static str,
        known: &[&str],
    ) -> Result<Option<T>, Refusal> {
        let Some(value) = self.value(name) else {
            return Ok(None);
        };
        let wrong = || Refusal::of(name, format!("send one of: {}", known.join(", ")));
        let text = value.as_str().filter(|text| known.contains(text));
        let found = text.and_then(|text| text.parse().ok());
        found.ok_or_else(wrong).map(Some)
    }

    /// # Errors
    /// `Refused` where it is no instant such as `2026-03-04T11:00:00Z`.
    pub fn instant(&self, name: &'static str) -> Result<Option<Timestamp>, Refusal> {
        let Some(value) = self.value(name) else {
            return Ok(None);
        };
        let wrong = || Refusal::of(name, "send an instant such as 2026-03-04T11:00:00Z");
        let found = value.as_str().and_then(|text| text.parse().ok());
        found.filter(within_reason).ok_or_else(wrong).map(Some)
    }

    /// # Errors
    /// `Refused` where it is no day such as `2026-03-04`.
    pub fn day(&self, name: &'static str) -> Result<Option<jiff::civil::Date>, Refusal> {
        let Some(value) = self.value(name) else {
            return Ok(None);
        };
        let wrong = || Refusal::of(name, "send a day such as 2026-03-04");
        let found: Option<jiff::civil::Date> = value.as_str().and_then(|text| text.parse().ok());
        let found = found.filter(|day| (1900..=9000).contains(&day.year()));
        found.ok_or_else(wrong).map(Some)
    }

    /// # Errors
    /// `Refused` where it is no list of texts.
    pub fn texts(&self, name: &'static str) -> Result<Option<Vec<String>>, Refusal> {
        let Some(value) = self.value(name) else {
            return Ok(None);
        };
        let wrong = || Refusal::of(name, "send a list of texts");
        let all = value.as_array().ok_or_else(wrong)?;
        let texts = all.iter().map(|one| one.as_str().map(str::to_owned));
        texts
            .collect::<Option<Vec<_>>>()
            .ok_or_else(wrong)
            .map(Some)
    }

    /// # Errors
    /// `Refused` where it is no object whose values are texts.
    pub fn pairs(&self, name: &'static str) -> Result<Option<Vec<(String, String)>>, Refusal> {
        let Some(value) = self.value(name) else {
            return Ok(None);
        };
        let wrong = || Refusal::of(name, "send an object whose values are texts");
        let all = value.as_object().ok_or_else(wrong)?;
        let pairs = all.iter().map(|(key, one)| {
            let value = one.as_str()?;
            Some((key.clone(), value.to_owned()))
        });
        pairs
            .collect::<Option<Vec<_>>>()
            .ok_or_else(wrong)
            .map(Some)
    }

    /// What an object in the body holds under each of its names; each value is the field `value`.
    ///
    /// # Errors
    /// `Refused` where it is no object.
    pub fn each(&self, name: &'static str) -> Result<Option<Vec<(String, Self)>>, Refusal> {
        let Some(inner) = self.nested(name)? else {
            return Ok(None);
        };
        let each = inner.all.into_iter().map(|(name, value)| {
            let all = Map::from_iter([("value".to_owned(), value)]);
            let is_form = self.is_form;
            (name, Self { all, is_form })
        });
        Ok(Some(each.collect()))
    }

    /// # Errors
    /// `Refused` where it is absent or no language tag.
    pub fn locale(&self, name: &'static str) -> Result<Locale, Refusal> {
        let tag = Self::needed(name, self.text(name, 64)?)?;
        Self::tongue(name, &tag)
    }

    /// The language of a tag in a field.
    ///
    /// # Errors
    /// `Refused` where it is none.
    pub fn tongue(name: &'static str, tag: &str) -> Result<Locale, Refusal> {
        let wrong = |_| Refusal::of(name, format!("{tag:?} is no language tag such as \"fr\""));
        tag.parse().map_err(wrong)
    }

    /// # Errors
    /// `Refused` where the field is absent, `null` or empty.
    pub fn needed<T>(name: &'static str, found: Option<T>) -> Result<T, Refusal> {
        found.ok_or_else(|| Refusal::of(name, "this field is needed"))
    }
}

/// Instants that calendars and zones can tell.
fn within_reason(at: &Timestamp) -> bool {
    let year = at.to_zoned(jiff::tz::TimeZone::UTC).year();
    (1900..=9000).contains(&year)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn fields(value: Value) -> Fields {
        Fields::of_json(value.as_object().unwrap().clone())
    }

    #[test]
    fn a_field_of_another_kind_is_refused_by_its_name() {
        let body = fields(json!({"name": 3, "showcase": "true", "position": "4", "at": "soon"}));

        let at_fault = [
            body.text("name", 255).unwrap_err().field,
            body.flag("showcase").unwrap_err().field,
            body.number("position", 1, 9).unwrap_err().field,
            body.instant("at").unwrap_err().field,
        ];

        let expected = ["name", "showcase", "position", "at"].map(Some);
        assert_eq!(at_fault, expected);
    }

    #[test]
    fn null_is_nothing_and_a_text_too_long_is_refused() {
        let body = fields(json!({"name": null, "body": "é".repeat(11)}));

        assert_eq!(body.text("name", 255), Ok(None));
        assert!(body.has("name") && !body.has("status"));
        assert!(body.text("body", 10).is_err());
        assert!(body.text("body", 11).is_ok());
    }
}
