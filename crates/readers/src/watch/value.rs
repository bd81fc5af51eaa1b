//! Fields of other people's JSON: what is there is taken, what is missing or of another kind is `None`.
//!
//! Deliberately absent: which fields there are, and what must be there; each format says that itself.

use beffroi_domain::{ComponentStatus, Impact};
use jiff::{Timestamp, tz::TimeZone};
use serde_json::Value;

/// A text; blank is no text.
pub fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    let text = value.get(key)?.as_str()?.trim();
    (!text.is_empty()).then_some(text)
}

/// An id: a text or a number.
pub fn id(value: &Value, key: &str) -> Option<String> {
    match value.get(key)? {
        Value::Number(number) => Some(number.to_string()),
        _ => text(value, key).map(str::to_owned),
    }
}

/// A list; empty where there is none.
pub fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    let list = value.get(key).and_then(Value::as_array);
    list.map_or(&[], Vec::as_slice)
}

/// A whole number, also one that is written as text.
pub fn whole(value: &Value, key: &str) -> Option<i64> {
    let found = value.get(key)?;
    found
        .as_i64()
        .or_else(|| found.as_str()?.trim().parse().ok())
}

/// An instant in RFC 3339.
pub fn instant(value: &Value, key: &str) -> Option<Timestamp> {
    text(value, key)?.parse().ok()
}

/// An instant in RFC 3339, or a wall time in `zone` where it names no offset.
pub fn wall(value: &Value, key: &str, zone: &TimeZone) -> Option<Timestamp> {
    let text = text(value, key)?;
    let local = || {
        let wall: jiff::civil::DateTime = text.parse().ok()?;
        wall.to_zoned(zone.clone()).ok()
    };
    text.parse()
        .ok()
        .or_else(|| local().map(|at| at.timestamp()))
}

/// An instant in seconds since 1970.
pub fn seconds(value: &Value, key: &str) -> Option<Timestamp> {
    let at = whole(value, key).filter(|at| *at > 0)?;
    Timestamp::from_second(at).ok()
}

/// An instant in thousandths of seconds since 1970.
pub fn millis(value: &Value, key: &str) -> Option<Timestamp> {
    // Anything before 1973 was not counted in thousandths.
    let at = whole(value, key).filter(|at| *at > 100_000_000_000)?;
    Timestamp::from_millisecond(at).ok()
}

/// The impact that leaves a component so.
pub fn impact(status: ComponentStatus) -> &'static str {
    let impact = match status {
        ComponentStatus::Operational => Impact::None,
        ComponentStatus::MajorOutage => Impact::Critical,
        ComponentStatus::PartialOutage => Impact::Major,
        _ => Impact::Minor,
    };
    impact.as_str()
}
