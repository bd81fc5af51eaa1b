//! Who of us has a case in hand.

use beffroi_domain::{Actor, MemberId, ReportId};
use jiff::Timestamp;

use super::{EntryKind, hear::insert_entry, store};
use crate::{
    audit,
    ground::{Refusal, Result, Tx},
    members::{self, Role},
    params,
};

/// Gives a case into somebody's hands, or into nobody's.
///
/// # Errors
/// `Refused` at `member` for whoever has no role on the page; `NotFound` without the case.
pub async fn assign(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    id: ReportId,
    member: Option<MemberId>,
) -> Result<()> {
    let standing = store::lock(tx, id).await?;
    if let Some(member) = member {
        let roles = members::roles_of(tx, member).await?;
        let may = roles.iter().any(|one| {
            one.page.is_none_or(|own| own == standing.page) && one.role >= Role::Responder
        });
        if !may {
            let message = "nobody who works on this page is called so";
            return Err(Refusal::of("member", message)
                .told("refusal-report-member")
                .into());
        }
    }
    tx.exec(
        "UPDATE reports SET assigned_to = $2, changed_at = $3 WHERE id = $1",
        params![id, member.map(|one| one.0), now],
    )
    .await?;
    insert_entry(
        tx,
        now,
        actor,
        id,
        (EntryKind::Assigned, &standing.locale, ""),
        None,
    )
    .await?;
    audit::record(tx, now, actor, "report.assign", id.0, "").await
}
