//! What a help desk is told of a case: that something of it is otherwise, never a word of what stands in it. Whoever may read it
//! asks for it.

use jiff::Timestamp;
use serde::Serialize;

use super::sign::{self, Stamp};
use crate::Call;

/// What is told.
#[derive(Clone, Debug, Serialize)]
pub struct CaseNews<'a> {
    /// The id of the case.
    pub report: &'a str,
    /// What it is called towards its author.
    pub reference: &'a str,
    /// The public id of its page.
    pub page: &'a str,
    /// Where it stands: `open`, `asked`, `closed`.
    pub state: &'a str,
    /// The entry that is new, where there is one.
    pub entry: Option<String>,
}

#[derive(Serialize)]
struct Event<'a> {
    r#type: String,
    timestamp: String,
    data: &'a CaseNews<'a>,
}

/// The call, signed: `report.opened`, `report.answered` … at the instant when it happened.
#[must_use]
pub fn case(url: &str, what: &str, at: Timestamp, news: &CaseNews<'_>, stamp: &Stamp<'_>) -> Call {
    let event = Event {
        r#type: format!("report.{what}"),
        timestamp: at.to_string(),
        data: news,
    };
    let mut call = Call::json(url, &event);
    call.headers.extend(sign::headers(stamp, &call.body));
    call
}
