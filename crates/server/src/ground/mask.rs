//! What is kept of a text that came in: all of it but card and account numbers.
//!
//! Every door through which words come in asks here, once, before anything else sees them: forms, calls, records of other
//! sources, files, and lines on their way to the log. Not here: what such a number looks like (`domain::find`); passwords, codes
//! and tokens, which are no texts and are kept as hashes.

use std::borrow::Cow;

use beffroi_domain::find;
use serde_json::Value;

/// How an id of ours is written: 36 signs, of which a group may be figures alone.
const ID: usize = 36;

/// The text as it may be kept. Ids of ours stay whole, whatever their figures come to.
#[must_use]
pub fn conceal(text: &str) -> Cow<'_, str> {
    if let Cow::Borrowed(_) = find::conceal(text) {
        return Cow::Borrowed(text);
    }
    // Something looks like a number: what stands around ids is looked at by itself.
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = id_in(rest) {
        out.push_str(&find::conceal(&rest[..at]));
        out.push_str(&rest[at..at + ID]);
        rest = &rest[at + ID..];
    }
    out.push_str(&find::conceal(rest));
    match out == text {
        true => Cow::Borrowed(text),
        false => Cow::Owned(out),
    }
}

/// Whether a number was taken out of a text on its way in.
#[must_use]
pub fn is_masked(text: &str) -> bool {
    let mut after = text.split("•••• ").skip(1);
    after.any(|rest| {
        rest.chars()
            .take(4)
            .filter(char::is_ascii_alphanumeric)
            .count()
            == 4
    })
}

/// Takes numbers out of a text in its place; true where there was one.
pub fn clean(text: &mut String) -> bool {
    let Cow::Owned(concealed) = conceal(text) else {
        return false;
    };
    *text = concealed;
    true
}

/// The same of every text in a value, and of what is said as a bare figure; true where there was one.
pub fn clean_json(value: &mut Value) -> bool {
    match value {
        Value::String(text) => clean(text),
        Value::Array(all) => all
            .iter_mut()
            .fold(false, |found, one| clean_json(one) | found),
        Value::Object(all) => all
            .values_mut()
            .fold(false, |found, one| clean_json(one) | found),
        Value::Number(number) => {
            let mut text = number.to_string();
            let is_found = clean(&mut text);
            if is_found {
                *value = Value::String(text);
            }
            is_found
        }
        Value::Null | Value::Bool(_) => false,
    }
}

/// Where the first id begins.
fn id_in(text: &str) -> Option<usize> {
    let last = text.len().checked_sub(ID)?;
    (0..=last).find(|at| {
        let found = text.get(*at..at + ID);
        found.is_some_and(|found| uuid::Uuid::try_parse(found).is_ok())
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const CARD: &str = "4111 1111 1111 1111";

    #[test]
    fn what_was_taken_out_is_seen() {
        assert!(is_masked(&conceal(CARD)));
        assert!(!is_masked("•••• and so on"));
        assert!(!is_masked("14:08"));
    }

    #[test]
    fn ids_stay_whole_and_numbers_around_them_do_not() {
        // The last group alone passes as a card's.
        let id = "0192f3a0-7e2b-7abc-8def-501800000009";
        assert!(find::conceal(id) != id, "an id that looks like a card");

        assert_eq!(conceal(id), id);
        assert_eq!(
            conceal(&format!("{id} {CARD} {id}")),
            format!("{id} •••• 1111 {id}")
        );
        assert!(matches!(
            conceal("at 14:08, 5 000 payments"),
            Cow::Borrowed(_)
        ));
    }

    #[test]
    fn every_text_of_a_value_is_looked_at_and_names_are_not() {
        let mut body = json!({"text": {"fr": format!("carte {CARD}")}, "all": [CARD, 4_111_111_111_111_111_u64, 12, true]});

        assert!(clean_json(&mut body));

        let expected =
            json!({"text": {"fr": "carte •••• 1111"}, "all": ["•••• 1111", "•••• 1111", 12, true]});
        assert_eq!(body, expected);
        assert!(!clean_json(&mut body));
    }
}
