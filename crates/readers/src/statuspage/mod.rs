//! Statuspage's own material: JSON of its public API, and its feeds.
//!
//! Deliberately absent: its manage API's verbs, its HTML pages.
