//! The section `[watch]`: how other providers' pages are looked at.

use std::time::Duration;

use jiff::SignedDuration;
use serde::Deserialize;

use crate::{ground::Refusal, providers::WatchSettings};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct FileWatch {
    enabled: bool,
    contact: Option<String>,
    interval_seconds: i64,
    open_interval_seconds: i64,
    gap_ms: u64,
    at_once: usize,
    keep_days: i64,
    keep_mb: i64,
}

impl Default for FileWatch {
    fn default() -> Self {
        Self {
            enabled: true,
            contact: None,
            interval_seconds: 180,
            open_interval_seconds: 60,
            gap_ms: 1000,
            at_once: 32,
            keep_days: 90,
            keep_mb: 512,
        }
    }
}

/// The section, checked; `public_url` stands for a contact where there is none.
pub(super) fn check(file: FileWatch, public_url: Option<&str>) -> Result<WatchSettings, Refusal> {
    let seconds = "write 10 to 86400 seconds";
    within(
        "watch.interval_seconds",
        file.interval_seconds,
        10,
        86_400,
        seconds,
    )?;
    within(
        "watch.open_interval_seconds",
        file.open_interval_seconds,
        10,
        86_400,
        seconds,
    )?;
    within(
        "watch.keep_days",
        file.keep_days,
        1,
        3650,
        "write 1 to 3650 days",
    )?;
    within(
        "watch.keep_mb",
        file.keep_mb,
        1,
        1 << 20,
        "write 1 to 1048576 megabytes",
    )?;
    let most = "write 1 to 1024";
    let at_once = i64::try_from(file.at_once).unwrap_or(i64::MAX);
    within("watch.at_once", at_once, 1, 1024, most)?;
    if file.gap_ms > 60_000 {
        return Err(Refusal::of("watch.gap_ms", "write 0 to 60000 milliseconds"));
    }
    Ok(WatchSettings {
        is_enabled: file.enabled,
        contact: match file.contact {
            Some(contact) => Some(checked(contact)?),
            None => public_url.map(str::to_owned),
        },
        interval: SignedDuration::from_secs(file.interval_seconds),
        open_interval: SignedDuration::from_secs(file.open_interval_seconds),
        gap: Duration::from_millis(file.gap_ms),
        at_once: file.at_once,
        keep: SignedDuration::from_hours(24 * file.keep_days),
        keep_bytes: file.keep_mb * 1024 * 1024,
    })
}

fn within(
    key: &'static str,
    value: i64,
    least: i64,
    most: i64,
    message: &'static str,
) -> Result<(), Refusal> {
    match (least..=most).contains(&value) {
        true => Ok(()),
        false => Err(Refusal::of(key, message)),
    }
}

/// It stands in a header, between brackets.
fn checked(contact: String) -> Result<String, Refusal> {
    let rest = ["mailto:", "https://", "http://"]
        .iter()
        .find_map(|scheme| contact.strip_prefix(scheme));
    let is_plain = |byte: u8| byte.is_ascii_graphic() && !b"()\\".contains(&byte);
    match rest.is_some_and(|rest| !rest.is_empty()) && contact.bytes().all(is_plain) {
        true => Ok(contact),
        false => Err(Refusal::of(
            "watch.contact",
            "write an address such as https://status.example.com or mailto:status@example.com",
        )),
    }
}
