//! What a passkey is given to sign, kept until the browser answers. It is good for one answer, for minutes, and for
//! whom it was made; it is kept here and not in the browser, which could show it again.

use jiff::{SignedDuration, Timestamp};
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    ground::{Result, Tx, token},
    params,
};

/// As long as browsers wait for a finger, and the way there and back.
const LASTS: SignedDuration = SignedDuration::from_mins(6);

#[derive(sqlx_macros::FromRow)]
struct StateRow {
    state: String,
}

/// Keeps a ceremony, in the place of an earlier one of the same browser; those that nobody answered go. Nobody's
/// deed yet, so nothing in the audit.
pub(super) async fn keep(
    tx: &mut Tx,
    now: Timestamp,
    kind: &'static str,
    bound_to: &str,
    state: &impl Serialize,
) -> Result<()> {
    tx.exec(
        "DELETE FROM ceremonies WHERE ends_at <= $1 OR (kind = $2 AND bound_to = $3)",
        params![now, kind, bound_to],
    )
    .await?;
    tx.exec(
        "INSERT INTO ceremonies (id, kind, bound_to, state, ends_at) VALUES ($1, $2, $3, $4, $5)",
        params![
            token::new_id(now),
            kind,
            bound_to,
            serde_json::to_string(state)?,
            now + LASTS
        ],
    )
    .await?;
    Ok(())
}

/// The ceremony that somebody answers, which ends; `None` for none, or when it was answered.
pub(super) async fn take<S: DeserializeOwned>(
    tx: &mut Tx,
    now: Timestamp,
    kind: &'static str,
    bound_to: &str,
) -> Result<Option<S>> {
    let row: Option<StateRow> = tx
        .find(
            "SELECT state FROM ceremonies WHERE kind = $1 AND bound_to = $2 AND ends_at > $3",
            params![kind, bound_to, now],
        )
        .await?;
    let taken = tx
        .exec(
            "DELETE FROM ceremonies WHERE kind = $1 AND bound_to = $2",
            params![kind, bound_to],
        )
        .await?;
    let state = row.filter(|_| taken > 0);
    Ok(state
        .map(|row| serde_json::from_str(&row.state))
        .transpose()?)
}
