//! Where in a piece of JSON something is wrong: its path, line and column.
//!
//! Used only once something is wrong, so it reads the piece again and keeps account. Deliberately
//! absent: the happy way, which never comes here.

use std::{cell::RefCell, fmt};

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::scan::Spot;

/// The first place at which a piece is not JSON.
#[derive(Debug)]
pub struct Wrong {
    /// Inside of the piece; empty for the piece itself.
    pub path: String,
    /// Inside of the piece.
    pub spot: Spot,
    /// In what way, without the place.
    pub reason: String,
    /// True when the piece only ends too early.
    pub is_end: bool,
}

/// The first place at which `bytes` are not JSON, if any.
pub fn syntax(bytes: &[u8]) -> Option<Wrong> {
    let path = RefCell::new(Vec::new());
    let mut from = serde_json::Deserializer::from_slice(bytes);
    let error = Walk {
        path: &path,
        target: None,
    }
    .deserialize(&mut from)
    .and_then(|()| from.end())
    .err()?;
    Some(Wrong {
        path: path.take().concat().trim_start_matches('.').to_owned(),
        spot: spot_of(&error),
        reason: bare(&error),
        is_end: error.is_eof(),
    })
}

/// Where in `bytes` the value at `path` stands; where there is none, what it is missing from.
pub fn locate(bytes: &[u8], path: &str) -> Spot {
    let mut path = path;
    loop {
        match (found(bytes, path), path.rfind(['.', '['])) {
            (Some(spot), _) => return spot,
            (None, Some(parent)) => path = &path[..parent],
            (None, None) => return Spot { line: 1, column: 1 },
        }
    }
}

fn found(bytes: &[u8], path: &str) -> Option<Spot> {
    let steps = RefCell::new(Vec::new());
    let mut from = serde_json::Deserializer::from_slice(bytes);
    let walk = Walk {
        path: &steps,
        target: Some(path),
    };
    walk.deserialize(&mut from)
        .err()
        .map(|error| spot_of(&error))
}

/// Two paths, one below the other.
pub fn join(outer: &str, inner: &str) -> String {
    if outer.is_empty() || inner.is_empty() || inner.starts_with('[') {
        format!("{outer}{inner}")
    } else {
        format!("{outer}.{inner}")
    }
}

fn spot_of(error: &serde_json::Error) -> Spot {
    Spot {
        line: error.line().max(1),
        column: error.column().max(1),
    }
}

/// The reason without " at line 1 column 2", which would be the place inside of the piece.
fn bare(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rfind(" at line ") {
        Some(at) => text[..at].to_owned(),
        None => text,
    }
}

/// Walks through a value and keeps its path; the path stays where an error came up.
#[derive(Clone, Copy)]
struct Walk<'a> {
    path: &'a RefCell<Vec<String>>,
    target: Option<&'a str>,
}

impl Walk<'_> {
    /// An error where the target is reached: it carries the place.
    fn check<E: de::Error>(self) -> Result<(), E> {
        let here = || self.path.borrow().concat();
        match self.target {
            Some(target) if here().trim_start_matches('.') == target => Err(E::custom("here")),
            _ => Ok(()),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a JSON value")
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<(), E> {
        self.check()
    }

    fn visit_i64<E: de::Error>(self, _: i64) -> Result<(), E> {
        self.check()
    }

    fn visit_u64<E: de::Error>(self, _: u64) -> Result<(), E> {
        self.check()
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<(), E> {
        self.check()
    }

    fn visit_str<E: de::Error>(self, _: &str) -> Result<(), E> {
        self.check()
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        self.check()
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        self.check()?;
        for index in 0.. {
            self.path.borrow_mut().push(format!("[{index}]"));
            let more = list.next_element_seed(self)?;
            self.path.borrow_mut().pop();
            if more.is_none() {
                break;
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        self.check()?;
        let depth = self.path.borrow().len();
        while let Some(key) = map.next_key::<String>()? {
            // Only now, so that a value with rubbish behind it keeps its own path.
            self.path.borrow_mut().truncate(depth);
            self.path.borrow_mut().push(format!(".{key}"));
            map.next_value_seed(self)?;
        }
        self.path.borrow_mut().truncate(depth);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_syntax_error_is_found_with_its_path() {
        let text = b"{\"id\": \"a\",\n \"list\": [1, {\"at\": 20:15}]}";

        let wrong = syntax(text).unwrap();

        assert_eq!(wrong.path, "list[1].at");
        assert_eq!(wrong.spot.line, 2);
        assert_eq!(wrong.reason, "expected `,` or `}`");
    }

    #[test]
    fn a_value_is_located_by_its_path() {
        let text = b"{\"id\": \"a\",\n \"list\": [1,\n {\"at\": \"x\", \"b\": {}}]}";

        assert_eq!(locate(text, "list[1].at").line, 3);
        assert_eq!(locate(text, "list[0]").line, 2);
        assert_eq!(locate(text, "list[1].missing").line, 3);
        assert_eq!(locate(text, "nowhere"), Spot { line: 1, column: 1 });
    }
}
