//! That something of a case is otherwise: an event, for whoever reacts once the deed is done.

use beffroi_domain::{PageId, ReportId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

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
    let event = outbox::Event {
        key: &format!("report:{}", token::new_id(now)),
        kind: EVENT,
        subject: Some(id.0),
        page: Some(page),
        body: &serde_json::to_value(Body { news, entry })?,
    };
    outbox::event(tx, now, &event).await?;
    Ok(())
}
