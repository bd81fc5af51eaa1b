//! Our own paths: facts that Statuspage has no words for. None of them begins with `/pages` or `/organizations`, which are
//! Statuspage's, so none can collide.
//!
//! Read in order: [`calls`].

use super::call::Call;

/// All calls of ours.
#[must_use]
pub fn calls() -> Vec<Call> {
    vec![]
}
