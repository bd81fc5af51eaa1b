//! Promises as deeds on an incident: made, kept, moved, withdrawn by hand; and what a statement does to them.
//!
//! A promise is part of what readers see, so each deed locks the incident and brings a version. What a promise is and
//! when it is late: `commitments`. Nobody is told by itself that one was made or moved; it stands on the page.

use beffroi_domain::{
    Actor, CommitmentId, CommitmentKind, IncidentId, LocalizedText, Moment, PageId, Priority,
    UpdateId,
};
use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::{
    stand::{self, Standing, Version},
    tell::Statement,
};
use crate::{
    audit,
    commitments::{self, About, Keep, Make, Move, Said, Withdraw},
    ground::{Error, Refusal, Result, Tx},
    params,
};

/// A checked command: something is done to what readers are promised.
#[derive(Clone, Debug)]
pub struct Promise {
    /// Of which incident.
    pub incident: IncidentId,
    /// What the writer saw.
    pub expected: Option<Version>,
    /// What is done.
    pub deed: PromiseDeed,
}

/// What is done to what readers are promised.
#[derive(Clone, Debug)]
pub enum PromiseDeed {
    /// Something is promised.
    Make {
        /// What.
        kind: CommitmentKind,
        /// What exactly, where the kind does not say it.
        words: LocalizedText,
        /// By when.
        due: Moment,
    },
    /// It was done.
    Keep(CommitmentId),
    /// It is for another time now.
    Move {
        /// Which.
        promise: CommitmentId,
        /// By when.
        to: Moment,
        /// Why.
        reason: LocalizedText,
    },
    /// It is taken back.
    Withdraw {
        /// Which.
        promise: CommitmentId,
        /// Why.
        reason: LocalizedText,
    },
}

/// Something that a statement promises beside the next update.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pledge {
    /// What.
    pub kind: CommitmentKind,
    /// What exactly, where the kind does not say it.
    pub words: LocalizedText,
    /// By when.
    pub due: Moment,
}

/// Makes, keeps, moves or withdraws a promise; which one it was comes back.
///
/// # Errors
/// `Refused` as the verb of `commitments` refuses, for locales that none of the pages speaks; as a conflict when somebody
/// was faster; `NotFound` without such an incident or promise.
pub async fn promise(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    command: Promise,
) -> Result<(CommitmentId, Version)> {
    let standing = stand::lock(tx, now, command.incident, command.expected).await?;
    let about = about(&standing);
    let (id, action) = match command.deed {
        PromiseDeed::Make { kind, words, due } => {
            standing.check_locales("words", &words)?;
            let new = Make {
                words,
                ..Make::of(kind, due)
            };
            let id = commitments::make(tx, now, actor, &about, &new).await?;
            (id, "incident.promise.make")
        }
        PromiseDeed::Keep(promise) => {
            let command = Keep {
                promise,
                update: None,
            };
            commitments::keep(tx, now, actor, &about, command).await?;
            (promise, "incident.promise.keep")
        }
        PromiseDeed::Move {
            promise,
            to,
            reason,
        } => {
            standing.check_locales("reason", &reason)?;
            let command = Move {
                promise,
                to,
                reason,
            };
            commitments::move_to(tx, now, actor, &about, &command).await?;
            (promise, "incident.promise.move")
        }
        PromiseDeed::Withdraw { promise, reason } => {
            standing.check_locales("reason", &reason)?;
            let command = Withdraw { promise, reason };
            commitments::withdraw(tx, now, actor, &about, &command).await?;
            (promise, "incident.promise.withdraw")
        }
    };
    stand::settle(tx, now, actor, &standing, action).await?;
    audit::record(tx, now, actor, action, standing.id.0, &id.to_string()).await?;
    Ok((id, standing.version))
}

/// What a promise on this incident is about.
pub(super) fn about(standing: &Standing) -> About {
    let zone = standing.places.first().map(|place| place.page.zone.clone());
    let pages: Vec<PageId> = standing.places.iter().map(|place| place.page.id).collect();
    About {
        incident: standing.id,
        pages,
        zone: zone.unwrap_or(TimeZone::UTC),
    }
}

#[derive(sqlx_macros::FromRow)]
struct PriorityRow {
    priority: Option<i64>,
}

/// What a statement that went out does to the promises of its incident. A word between older words keeps none.
pub(super) async fn told(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    standing: &Standing,
    (update, is_newest): (UpdateId, bool),
    statement: &Statement<'_>,
) -> Result<()> {
    let about = about(standing);
    for one in statement.also {
        standing.check_locales("text", &one.words)?;
        let new = Make {
            words: one.words.clone(),
            update: Some(update),
            ..Make::of(one.kind, one.due)
        };
        let made = commitments::make(tx, now, actor, &about, &new).await;
        made.map_err(at_promise)?;
    }
    if !is_newest {
        let Some(due) = statement.promise else {
            return Ok(());
        };
        let new = Make {
            update: Some(update),
            ..Make::of(CommitmentKind::Update, Moment::minute(due))
        };
        let made = commitments::make(tx, now, actor, &about, &new).await;
        return made.map(drop).map_err(at_promise);
    }
    let priority = priority(tx, standing).await?;
    let said = Said {
        update,
        before: statement.before,
        status: statement.status,
        has_words: !statement.text.is_empty(),
        priority,
        promise: statement.promise,
        is_ruled: !standing.is_afterwards,
    };
    commitments::told(tx, now, actor, &about, said)
        .await
        .map_err(at_promise)
}

/// In a statement the time that is promised has a name of its own.
fn at_promise(error: Error) -> Error {
    match error {
        Error::Refused(refusal) if refusal.field == Some("due") => Error::Refused(Refusal {
            field: Some("promise"),
            ..refusal
        }),
        other => other,
    }
}

/// When readers hear more after a statement: what its writer promises, else what the pages' rules do.
pub(super) async fn next(
    tx: &mut Tx,
    now: Timestamp,
    standing: &Standing,
    statement: &Statement<'_>,
) -> Result<Option<Moment>> {
    if let Some(due) = statement.promise {
        return Ok(Some(Moment::minute(due)));
    }
    if standing.is_afterwards || !statement.status.is_open() {
        return Ok(None);
    }
    let priority = priority(tx, standing).await?;
    let kind = CommitmentKind::Update;
    commitments::due_by_rule(tx, now, &about(standing), kind, priority).await
}

async fn priority(tx: &mut Tx, standing: &Standing) -> Result<Option<Priority>> {
    let row: PriorityRow = tx
        .load(
            "SELECT priority FROM incidents WHERE id = $1",
            params![standing.id],
        )
        .await?;
    let number = row.priority.and_then(|number| u8::try_from(number).ok());
    Ok(number.and_then(|number| Priority::try_from(number).ok()))
}
