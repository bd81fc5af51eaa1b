//! The second look at a deed on an incident: who passes without one has it logged.

use beffroi_domain::{Actor, PageId};
use jiff::Timestamp;

use super::{crisis, stand::Standing};
use crate::{
    audit, drafts,
    ground::{Result, Tx},
};

pub(super) use drafts::Look;

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
    let pages: Vec<PageId> = standing.places.iter().map(|place| place.page.id).collect();
    let Some(reason) = drafts::pass(tx, actor, &pages, look).await? else {
        return Ok(());
    };
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
