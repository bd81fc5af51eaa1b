//! That something of a case is otherwise: an event, for whoever reacts once the deed is done.

use beffroi_domain::{PageId, ReportId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::hook::{HOOK, hook_of};
use crate::{
    ground::{Result, Tx, token},
    outbox,
};

/// What the outbox calls it.
pub const EVENT: &str = "report.changed";

/// What is otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum News {
    /// It came.
    Opened,
    /// Its author said something more.
    Said,
    /// We answered.
    Answered,
    /// We say which incident it is about.
    Linked,
    /// Its author was asked whether it works again.
    Asked,
    /// Its author said whether it does.
    Settled,
    /// We closed it.
    Closed,
    /// We opened it again.
    Reopened,
}

impl News {
    /// As in calls: `report.opened` …
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Said => "said",
            Self::Answered => "answered",
            Self::Linked => "linked",
            Self::Asked => "asked",
            Self::Settled => "settled",
            Self::Closed => "closed",
            Self::Reopened => "reopened",
        }
    }
}

/// What an event holds: never a word of anybody's, which stands in the case and is forgotten with it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Body {
    pub(super) news: News,
    /// The entry that says so, where there is one.
    pub(super) entry: Option<Uuid>,
}

pub(super) async fn tell(
    tx: &mut Tx,
    now: Timestamp,
    (id, page): (ReportId, PageId),
    news: News,
    entry: Option<Uuid>,
) -> Result<()> {
    let body = serde_json::to_value(Body { news, entry })?;
    let key = format!("report:{}", token::new_id(now));
    let mut event = outbox::Event {
        key: &key,
        kind: EVENT,
        subject: Some(id.0),
        page: Some(page),
        body: &body,
    };
    outbox::event(tx, now, &event).await?;
    if hook_of(tx, page).await?.is_some() {
        let key = format!("hook:{key}");
        event.kind = HOOK;
        event.key = &key;
        outbox::event(tx, now, &event).await?;
    }
    Ok(())
}
