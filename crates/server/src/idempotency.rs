//! Idempotency: a deed that is asked for twice under one key is done once, and answered twice.
//!
//! [`once`] first, in the transaction of the deed; where it gives nothing, the deed, then [`keep`]. A second
//! request waits for the first one's transaction. Keys are the asker's own and live for two days.
//! Not here: what a deed is. Refused deeds are rolled back with their key, so that they can be mended.

use beffroi_domain::Actor;
use jiff::{SignedDuration, Timestamp};
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

use crate::{
    ground::{Refusal, RefusalKind, Result, Tx, mask, seal},
    params,
};

/// How long an answer is kept.
const KEPT: SignedDuration = SignedDuration::from_hours(48);
/// The longest key.
const LONGEST: usize = 255;

#[derive(sqlx_macros::FromRow)]
struct KeptRow {
    digest: String,
    outcome: String,
}

/// The fingerprint of what is asked for: method, path and body, in whatever form the asker sends them.
#[must_use]
pub fn digest_of(parts: &[&str]) -> String {
    let framed = parts.iter().map(|part| format!("{}:{part}", part.len()));
    seal::digest(&framed.collect::<String>())
}

/// What was answered when the same was asked for before; nothing the first time, and then [`keep`] has to
/// follow in the same transaction.
///
/// # Errors
/// `Refused` for a key that is empty or too long, and one under which something else was asked for.
pub async fn once<T: DeserializeOwned>(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    key: &str,
    digest: &str,
) -> Result<Option<T>> {
    if key.trim().is_empty() || key.len() > LONGEST {
        let message = "an Idempotency-Key is a word of your own, of 1 to 255 letters";
        let refusal = Refusal::of("idempotency_key", message);
        return Err(refusal.told("refusal-idempotency-key").into());
    }
    let key = &*mask::conceal(key);
    tx.exec("DELETE FROM idempotency WHERE at < $1", params![now - KEPT])
        .await?;
    let (kind, id) = owner(actor);
    let first = tx
        .exec(
            "INSERT INTO idempotency (actor_kind, actor_id, key, digest, outcome, at)
             VALUES ($1, $2, $3, $4, '', $5)
             ON CONFLICT (actor_kind, actor_id, key) DO NOTHING",
            params![kind, id, key, digest, now],
        )
        .await?;
    if first == 1 {
        return Ok(None);
    }
    let kept: KeptRow = tx
        .load(
            "SELECT digest, outcome FROM idempotency
             WHERE actor_kind = $1 AND actor_id = $2 AND key = $3",
            params![kind, id, key],
        )
        .await?;
    if kept.digest != digest {
        return Err(another_deed().into());
    }
    Ok(Some(serde_json::from_str(&kept.outcome)?))
}

/// Keeps what is answered, for whoever asks again.
///
/// # Errors
/// A fault when the database is away; then the deed is not done either.
pub async fn keep<T: Serialize + Sync>(
    tx: &mut Tx,
    actor: Actor,
    key: &str,
    outcome: &T,
) -> Result<()> {
    let (kind, id) = owner(actor);
    let key = &*mask::conceal(key);
    tx.exec(
        "UPDATE idempotency SET outcome = $4
         WHERE actor_kind = $1 AND actor_id = $2 AND key = $3",
        params![kind, id, key, serde_json::to_string(outcome)?],
    )
    .await?;
    Ok(())
}

fn owner(actor: Actor) -> (&'static str, Uuid) {
    (actor.kind(), actor.id().unwrap_or(Uuid::nil()))
}

fn another_deed() -> Refusal {
    Refusal::of(
        "idempotency_key",
        "something else was asked for under this Idempotency-Key; choose another",
    )
    .being(RefusalKind::Conflict)
    .told("refusal-idempotency-other")
}
