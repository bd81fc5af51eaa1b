//! The section `[limits]`.

use serde::Deserialize;

use super::Limits;
use crate::ground::Refusal;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct FileLimits {
    connections: usize,
    requests_per_client: usize,
    calls_per_minute: usize,
    header_seconds: u64,
    write_seconds: u64,
    stop_seconds: u64,
    kept_mb: u64,
}

impl Default for FileLimits {
    fn default() -> Self {
        Self {
            connections: 20_000,
            requests_per_client: 64,
            calls_per_minute: 1200,
            header_seconds: 10,
            write_seconds: 30,
            stop_seconds: 10,
            kept_mb: 32,
        }
    }
}

/// The section, checked.
pub(super) fn check(limits: &FileLimits) -> Result<Limits, Refusal> {
    let needed = [
        limits.connections as u64,
        limits.requests_per_client as u64,
        limits.calls_per_minute as u64,
        limits.header_seconds,
        limits.write_seconds,
    ];
    if needed.contains(&0) {
        return Err(Refusal::of(
            "limits",
            "a limit of 0 would let nobody in; write 1 or more",
        ));
    }
    Ok(Limits {
        connections: limits.connections,
        requests_per_client: limits.requests_per_client,
        calls_per_minute: limits.calls_per_minute,
        header_seconds: limits.header_seconds,
        write_seconds: limits.write_seconds,
        kept_mb: limits.kept_mb,
        stop_seconds: limits.stop_seconds,
    })
}
