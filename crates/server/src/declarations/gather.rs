//! What a file states of how long further words wait for others.

use toml::Spanned;

use super::promises::Wrong;
use crate::subscribers::LONGEST_GATHER;

/// So many minutes.
///
/// # Errors
/// That it is no length up to a day.
pub(super) fn read(written: Option<&Spanned<i64>>) -> Result<Option<i64>, Wrong> {
    let Some(written) = written else {
        return Ok(None);
    };
    if (0..=LONGEST_GATHER).contains(written.get_ref()) {
        return Ok(Some(*written.get_ref()));
    }
    let message =
        format!("gather_minutes: write from 0, which sends each word at once, to {LONGEST_GATHER}");
    Err((written.span(), message))
}
