//! Forms: `incident[name]=x&incident[components][]=id` as the object that JSON would say.

use serde_json::{Map, Value};

/// How deep brackets may nest; a body that goes deeper is cut there.
const DEEPEST: usize = 6;

/// The object that a form-encoded body says. What cannot be read is left out; a later value of a name
/// takes the place of an earlier one.
#[must_use]
pub fn read(body: &str) -> Map<String, Value> {
    let mut all = Map::new();
    for pair in body.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let name = plain(name);
        let path: Vec<&str> = steps(&name);
        put(&mut all, &path, plain(value));
    }
    all
}

/// `incident[components][]` is `incident`, `components`, and nothing for a list.
fn steps(name: &str) -> Vec<&str> {
    let Some((first, rest)) = name.split_once('[') else {
        return vec![name];
    };
    let rest = rest.strip_suffix(']').unwrap_or(rest);
    let inner = rest.split("][");
    std::iter::once(first).chain(inner).take(DEEPEST).collect()
}

fn put(all: &mut Map<String, Value>, path: &[&str], value: String) {
    match path {
        [] => {}
        [name] => {
            all.insert((*name).to_owned(), Value::String(value));
        }
        [name, ""] => {
            let list = all.entry(*name).or_insert_with(|| Value::Array(vec![]));
            if let Value::Array(list) = list {
                list.push(Value::String(value));
            }
        }
        [name, rest @ ..] => {
            let inner = all
                .entry(*name)
                .or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(inner) = inner {
                put(inner, rest, value);
            }
        }
    }
}

fn plain(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let escaped = after.get(..2).and_then(|pair| {
            let pair = std::str::from_utf8(pair).ok()?;
            u8::from_str_radix(pair, 16).ok()
        });
        match (first, escaped) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &after[2..];
                continue;
            }
            (b'+', _) => bytes.push(b' '),
            (byte, _) => bytes.push(*byte),
        }
        rest = after;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn brackets_are_objects_and_lists() {
        let body = "incident[name]=3-D+S%C3%A9cure&incident%5Bcomponents%5D%5Babc%5D=major_outage\
                    &incident[component_ids][]=a&incident[component_ids][]=b&page=2";

        let read = Value::Object(read(body));

        assert_eq!(
            read,
            json!({
                "incident": {
                    "name": "3-D Sécure",
                    "components": {"abc": "major_outage"},
                    "component_ids": ["a", "b"]
                },
                "page": "2"
            })
        );
    }

    #[test]
    fn what_makes_no_sense_is_read_as_far_as_it_goes() {
        let read = |body| Value::Object(read(body));

        assert_eq!(
            read("a[=1&=&%zz=%"),
            json!({"a": ["1"], "": "", "%zz": "%"})
        );
        assert_eq!(read("a=1&a[b]=2"), json!({"a": "1"}));
    }
}
