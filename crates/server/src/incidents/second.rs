//! The second look: on a page that asks for one, nothing goes out by one person alone, save in an
//! emergency, which is logged.

use beffroi_domain::Actor;
use jiff::Timestamp;

use super::{rules::rules_of, stand::Standing};
use crate::{
    audit,
    ground::{Refusal, RefusalKind, Result, Tx},
};

/// Lets a deed pass that goes out at once: no page asks for a second look, or somebody says why there is
/// no time for it.
///
/// # Errors
/// `Refused` as forbidden where a page asks for a second look and no reason is given.
pub(super) async fn check(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    standing: &Standing,
    bypass: Option<&str>,
) -> Result<()> {
    if matches!(actor, Actor::System | Actor::Import) || !is_needed(tx, standing).await? {
        return Ok(());
    }
    if bypass.is_none_or(|reason| reason.trim().is_empty()) {
        return Err(needed().into());
    }
    audit::record(
        tx,
        now,
        actor,
        "incident.approval.bypass",
        standing.id.0,
        "",
    )
    .await
}

/// Whether any of the incident's pages asks for a second look.
pub(super) async fn is_needed(tx: &mut Tx, standing: &Standing) -> Result<bool> {
    for place in &standing.places {
        if rules_of(tx, place.page.id).await?.needs_approval {
            return Ok(true);
        }
    }
    Ok(false)
}

fn needed() -> Refusal {
    Refusal::whole(
        "this page asks for a second look: save a draft and have it approved, or bypass it with a reason",
    )
    .being(RefusalKind::Forbidden)
    .told("refusal-needs-approval")
}
