//! The second look: on a page that asks for one, nothing goes out by one person alone, save in an
//! emergency, which is logged.

use beffroi_domain::Actor;
use jiff::Timestamp;

use super::{crisis, rules::rules_of, stand::Standing};
use crate::{
    audit,
    ground::{Refusal, RefusalKind, Result, Tx},
};

/// How a deed was looked at before it goes out.
pub(super) enum Look {
    /// A second person approved it.
    Approved,
    /// By its writer alone, who may say why there is no time for more.
    Alone(Option<String>),
}

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
    look: &Look,
) -> Result<()> {
    let Look::Alone(bypass) = look else {
        return Ok(());
    };
    if matches!(actor, Actor::System | Actor::Import) || !is_needed(tx, standing).await? {
        return Ok(());
    }
    let reason = bypass.as_deref().map(str::trim).unwrap_or_default();
    if reason.is_empty() {
        return Err(needed().into());
    }
    crisis::log_bypass(tx, now, actor, standing.id, reason).await?;
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
async fn is_needed(tx: &mut Tx, standing: &Standing) -> Result<bool> {
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
