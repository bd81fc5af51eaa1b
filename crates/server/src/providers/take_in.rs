//! What was seen of a provider becomes what we know: how it is, its parts, and what it told, in versions.
//!
//! Read in order: [`take_in`], [`Taken`]; `parts` and `notices` are its halves, `past` takes in what was seen before, [`turn`] writes stretches.

mod notices;
mod parts;
mod past;

use beffroi_domain::{ComponentStatus, ProviderId, ProviderIncidentId, ProviderPartId};
use beffroi_readers::watch::{Seen, condition};
use jiff::Timestamp;

pub(super) use notices::place_anew;
pub use past::{Past, Reading, take_in_past};

use super::{Provider, follow::bump, store};
use crate::{
    ground::{Result, Tx, mask, token},
    params,
};

/// What a look changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// How it was and is, where that changed.
    pub status: Option<(ComponentStatus, ComponentStatus)>,
    /// Which parts are otherwise now: how each was and is.
    pub parts: Vec<(ProviderPartId, ComponentStatus, ComponentStatus)>,
    /// What happened to which of its incidents and maintenances.
    pub entries: Vec<(ProviderIncidentId, Change)>,
}

/// What happened to an incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// We see it for the first time.
    New,
    /// It says something else.
    Changed,
    /// It is over.
    Closed,
    /// It goes on again.
    Reopened,
    /// The source has it no more.
    Gone,
}

impl Change {
    /// What a word of ours means.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        let all = [
            Self::New,
            Self::Changed,
            Self::Closed,
            Self::Reopened,
            Self::Gone,
        ];
        all.into_iter().find(|one| one.as_str() == word)
    }

    /// The word for programs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Closed => "closed",
            Self::Reopened => "reopened",
            Self::Gone => "gone",
        }
    }
}

impl Taken {
    /// Whether anything is otherwise now.
    #[must_use]
    pub fn is_anything(&self) -> bool {
        self.status.is_some() || !self.parts.is_empty() || !self.entries.is_empty()
    }
}

/// Takes in what a look saw: a part or an incident is known again by the source's own id. `is_history` where it was found
/// going back, so that it says nothing of now.
///
/// # Errors
/// `NotFound` without the provider; a fault when the database is away.
pub async fn take_in(
    tx: &mut Tx,
    now: Timestamp,
    id: ProviderId,
    seen: &Seen,
    is_history: bool,
) -> Result<Taken> {
    // The row is locked by writing to it first, so that two nodes never take in one page at once.
    tx.exec(
        "UPDATE providers SET checked_at = checked_at WHERE id = $1",
        params![id],
    )
    .await?;
    let known = store::load(tx, id).await?;
    let mut taken = Taken::default();
    let parts = parts::take(tx, now, &known, seen, is_history, &mut taken).await?;
    notices::take(tx, now, &known, seen, &parts, is_history, &mut taken).await?;
    if !is_history {
        stand(tx, now, &known, seen, &mut taken).await?;
    }
    if taken.is_anything() || known.blind.is_some() && !is_history {
        tx.exec(
            "UPDATE providers SET updated_at = $2 WHERE id = $1",
            params![id, now],
        )
        .await?;
        bump(tx, now, id).await?;
    }
    Ok(taken)
}

/// How it is as a whole; and that we see it.
async fn stand(
    tx: &mut Tx,
    now: Timestamp,
    known: &Provider,
    seen: &Seen,
    taken: &mut Taken,
) -> Result<()> {
    let is = condition::condition(seen, now);
    let raw = seen.state.as_ref();
    let raw = raw.map(|state| mask::conceal(&state.raw).into_owned());
    tx.exec(
        "UPDATE providers SET status = $2, ground = $3, status_raw = $4, checked_at = $5, seen_at = $5, blind_since = NULL,
                              blind_why = NULL, blind_word = NULL, failures = 0 WHERE id = $1",
        params![known.id, is.status.as_str(), is.ground.as_str(), raw, now],
    )
    .await?;
    if is.status != known.status {
        tx.exec(
            "UPDATE providers SET status_since = $2 WHERE id = $1",
            params![known.id, now],
        )
        .await?;
        turn(tx, now, known.id, None, is.status).await?;
        taken.status = Some((known.status, is.status));
    }
    Ok(())
}

/// From now on it is so: the stretch before ends, and one begins unless it is operational.
pub(super) async fn turn(
    tx: &mut Tx,
    now: Timestamp,
    provider: ProviderId,
    part: Option<ProviderPartId>,
    status: ComponentStatus,
) -> Result<()> {
    // A stretch that ends in the moment in which it began was none.
    tx.exec(
        "DELETE FROM provider_spans
         WHERE provider_id = $1 AND until_at IS NULL AND from_at = $3
           AND (component_id = $2 OR ($4 = 1 AND component_id IS NULL))",
        params![provider, part, now, i64::from(part.is_none())],
    )
    .await?;
    tx.exec(
        "UPDATE provider_spans SET until_at = $3
         WHERE provider_id = $1 AND until_at IS NULL
           AND (component_id = $2 OR ($4 = 1 AND component_id IS NULL))",
        params![provider, part, now, i64::from(part.is_none())],
    )
    .await?;
    begin(tx, now, provider, part, status).await
}

/// The first stretch of what is new begins, unless it is operational.
pub(super) async fn begin(
    tx: &mut Tx,
    now: Timestamp,
    provider: ProviderId,
    part: Option<ProviderPartId>,
    status: ComponentStatus,
) -> Result<()> {
    if status == ComponentStatus::Operational {
        return Ok(());
    }
    tx.exec(
        "INSERT INTO provider_spans (id, provider_id, component_id, status, from_at, until_at)
         VALUES ($1, $2, $3, $4, $5, NULL)",
        params![token::new_id(now), provider, part, status.as_str(), now],
    )
    .await?;
    Ok(())
}
