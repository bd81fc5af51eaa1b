//! Fields of a JSON object, read tolerantly where they are missing and exactly where they are wrong.
//!
//! Missing and `null` are the same: no value. A value of the wrong type is [`Bad`], with its path.
//!
//! Deliberately absent: which fields there are.

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::place::join;

/// A value that cannot be what its key says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bad {
    /// Its path, from the object that was read.
    pub path: String,
    /// Why.
    pub reason: String,
}

impl Bad {
    /// A value at `path` that is wrong for `reason`.
    pub fn new(path: &str, reason: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            reason: reason.into(),
        }
    }

    /// The same, seen from further outside.
    #[must_use]
    pub fn within(self, outer: &str) -> Self {
        Self {
            path: join(outer, &self.path),
            reason: self.reason,
        }
    }
}

/// An object's fields.
#[derive(Clone, Copy)]
pub struct Fields<'a>(&'a Map<String, Value>);

impl<'a> Fields<'a> {
    /// The fields of an object.
    ///
    /// # Errors
    /// [`Bad`] when it is no object.
    pub fn of(value: &'a Value) -> Result<Self, Bad> {
        value
            .as_object()
            .map(Self)
            .ok_or_else(|| Bad::new("", format!("an object was expected, not {}", kind(value))))
    }

    /// A value that is neither missing nor null.
    pub fn get(self, key: &str) -> Option<&'a Value> {
        self.0.get(key).filter(|value| !value.is_null())
    }

    /// A text; blank is no text.
    ///
    /// # Errors
    /// [`Bad`] for anything but a text.
    pub fn text(self, key: &str) -> Result<Option<&'a str>, Bad> {
        let Some(value) = self.get(key) else {
            return Ok(None);
        };
        let text = value.as_str().ok_or_else(|| wrong(key, "a text", value))?;
        Ok(Some(text).filter(|text| !text.trim().is_empty()))
    }

    /// A text that must be there.
    ///
    /// # Errors
    /// [`Bad`] when it is missing, blank, or no text.
    pub fn needed(self, key: &str) -> Result<&'a str, Bad> {
        self.text(key)?
            .ok_or_else(|| Bad::new(key, "it is missing or empty"))
    }

    /// An id: a text, or a number as other makers write it.
    ///
    /// # Errors
    /// [`Bad`] when it is missing or neither.
    pub fn id(self, key: &str) -> Result<String, Bad> {
        match self.get(key) {
            Some(Value::Number(number)) => Ok(number.to_string()),
            _ => self.needed(key).map(str::to_owned),
        }
    }

    /// An instant, RFC 3339.
    ///
    /// # Errors
    /// [`Bad`] for anything else.
    pub fn instant(self, key: &str) -> Result<Option<Timestamp>, Bad> {
        let Some(text) = self.text(key)? else {
            return Ok(None);
        };
        text.parse()
            .map(Some)
            .map_err(|_| Bad::new(key, format!("{} is no RFC 3339 time", quoted(text))))
    }

    /// True or false; missing is false.
    ///
    /// # Errors
    /// [`Bad`] for anything else.
    pub fn flag(self, key: &str) -> Result<bool, Bad> {
        match self.get(key) {
            None => Ok(false),
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(other) => Err(wrong(key, "true or false", other)),
        }
    }

    /// A whole number.
    ///
    /// # Errors
    /// [`Bad`] for anything else.
    pub fn number(self, key: &str) -> Result<Option<i64>, Bad> {
        self.get(key)
            .map(|value| {
                value
                    .as_i64()
                    .ok_or_else(|| wrong(key, "a whole number", value))
            })
            .transpose()
    }

    /// The elements of a list, each read by `read`; missing is empty.
    ///
    /// # Errors
    /// [`Bad`] when it is no list, or what `read` finds in an element.
    pub fn list<T>(
        self,
        key: &str,
        mut read: impl FnMut(&'a Value) -> Result<T, Bad>,
    ) -> Result<Vec<T>, Bad> {
        let Some(value) = self.get(key) else {
            return Ok(Vec::new());
        };
        let list = value
            .as_array()
            .ok_or_else(|| wrong(key, "a list", value))?;
        list.iter()
            .enumerate()
            .map(|(at, value)| read(value).map_err(|bad| bad.within(&format!("{key}[{at}]"))))
            .collect()
    }
}

fn wrong(key: &str, expected: &str, value: &Value) -> Bad {
    Bad::new(key, format!("{expected} was expected, not {}", kind(value)))
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// A text in quotes, cut short where it is long.
fn quoted(text: &str) -> String {
    const LONGEST: usize = 40;
    let mut start: String = text.chars().take(LONGEST).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    format!("{start:?}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_is_nothing_and_wrong_is_said_with_its_path() {
        let value = serde_json::json!({
            "name": null,
            "created_at": "yesterday",
            "position": "3",
            "updates": [{"id": 1}, {"id": []}],
        });
        let fields = Fields::of(&value).unwrap();

        assert_eq!(fields.text("name"), Ok(None));
        assert_eq!(fields.text("nowhere"), Ok(None));
        assert_eq!(
            fields.instant("created_at"),
            Err(Bad::new("created_at", "\"yesterday\" is no RFC 3339 time"))
        );
        assert_eq!(
            fields.number("position"),
            Err(Bad::new(
                "position",
                "a whole number was expected, not a text"
            ))
        );
        assert_eq!(
            fields.list("updates", |one| Fields::of(one)?.id("id")),
            Err(Bad::new("updates[1].id", "a text was expected, not a list"))
        );
    }

    #[test]
    fn every_form_of_time_that_pages_write_is_read() {
        for written in [
            "2022-02-15T21:37:37.407Z",
            "2022-02-15T13:37:37.407-08:00",
            "2022-02-15T21:37:37Z",
        ] {
            let value = serde_json::json!({ "at": written });

            let at = Fields::of(&value).unwrap().instant("at").unwrap().unwrap();

            assert_eq!(at.as_second(), 1_644_961_057, "{written}");
        }
    }
}
