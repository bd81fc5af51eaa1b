//! Queries: what stands behind the question mark of an address, read without fear and written again.
//!
//! Anything can be typed there: a name twice, a megabyte, a control character. The first value of a
//! name counts, cut to a length that a form would send; nothing here is refused.

use std::fmt::{self, Write as _};

use axum::{extract::Query as Form, http::Uri};

use crate::ground::mask;

/// Longer than anybody types into a field.
const LONGEST: usize = 400;
/// More names than any form of ours has.
const NAMES: usize = 32;

/// Names and values, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// What stands in an address. Values that are blank say nothing and are left out.
    #[must_use]
    pub fn of(uri: &Uri) -> Self {
        let pairs = Form::<Vec<(String, String)>>::try_from_uri(uri);
        let mut query = Self::default();
        for (name, value) in pairs.map(|Form(pairs)| pairs).unwrap_or_default() {
            let value = mask::conceal(&printable(&value)).into_owned();
            if !value.is_empty() && query.0.len() < NAMES && query.get(&name).is_none() {
                query.0.push((name, value));
            }
        }
        query
    }

    /// The value of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The names that `known` lists, the others left out.
    #[must_use]
    pub fn only(&self, known: &[&str]) -> Self {
        let pairs = self.0.iter();
        Self(
            pairs
                .filter(|(name, _)| known.contains(&name.as_str()))
                .cloned()
                .collect(),
        )
    }

    /// True when it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The same with a page number; the first page needs none.
    #[must_use]
    pub fn with_page(&self, page: i64) -> Self {
        let mut pairs = self.0.clone();
        pairs.retain(|(name, _)| name != "page");
        if page > 1 {
            pairs.push(("page".to_owned(), page.to_string()));
        }
        Self(pairs)
    }

    /// The page that is asked for, from 1 on.
    #[must_use]
    pub fn page(&self) -> i64 {
        let page = self.get("page").and_then(|page| page.parse().ok());
        page.filter(|page| (1..=1_000_000).contains(page))
            .unwrap_or(1)
    }
}

/// All values of a name, in order, blank ones left out: of boxes that may be ticked together.
#[must_use]
pub fn each(uri: &Uri, name: &str) -> Vec<String> {
    let pairs = Form::<Vec<(String, String)>>::try_from_uri(uri);
    let pairs = pairs.map(|Form(pairs)| pairs).unwrap_or_default();
    let values = pairs.iter().filter(|(known, _)| known == name);
    let values = values.map(|(_, value)| mask::conceal(&printable(value)).into_owned());
    values
        .filter(|value| !value.is_empty())
        .take(NAMES)
        .collect()
}

/// `?q=3-D%20Secure&page=2`; nothing where it says nothing.
impl fmt::Display for Query {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (name, value)) in self.0.iter().enumerate() {
            out.write_char(if index == 0 { '?' } else { '&' })?;
            write!(out, "{}={}", encoded(name), encoded(value))?;
        }
        Ok(())
    }
}

/// A name or a value as it stands in a query.
#[must_use]
pub fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

/// Without control characters, which no database and no page can carry.
fn printable(value: &str) -> String {
    let clean: String = value
        .chars()
        .take(LONGEST)
        .map(|character| {
            if character.is_control() {
                ' '
            } else {
                character
            }
        })
        .collect();
    clean.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(text: &str) -> Query {
        Query::of(&format!("/fr/search{text}").parse().unwrap())
    }

    #[test]
    fn what_was_asked_can_be_asked_again() {
        let asked = query("?q=3-D+S%C3%A9cure%26co&page=2&q=other&empty=&x=%00");

        assert_eq!(asked.get("q"), Some("3-D Sécure&co"));
        assert_eq!((asked.get("empty"), asked.get("x")), (None, None));
        assert_eq!(asked.page(), 2);
        assert_eq!(
            asked.with_page(3).to_string(),
            "?q=3-D%20S%C3%A9cure%26co&page=3"
        );
        assert_eq!(query("").to_string(), "");
    }

    #[test]
    fn boxes_that_are_ticked_together_are_all_read() {
        let uri = "/fr/x?with=a&over=1y&with=b&with=".parse().unwrap();

        assert_eq!(each(&uri, "with"), ["a", "b"]);
    }

    #[test]
    fn nonsense_is_read_as_far_as_it_goes() {
        assert_eq!(query("?q=%ff%fe").get("q"), Some("\u{fffd}\u{fffd}"));
        assert_eq!(query("?page=-1").page(), 1);
        assert_eq!(query("?page=99999999999999999999").page(), 1);
        assert_eq!(
            query(&format!("?q={}", "x".repeat(10_000)))
                .get("q")
                .map(str::len),
            Some(LONGEST)
        );
    }
}
