//! A factor that was lost, taken away by an administrator or from the machine.

use beffroi_domain::{Actor, MemberId};
use jiff::Timestamp;

use crate::{
    audit,
    ground::{Refusal, RefusalKind, Result, Tx},
    members::end_sessions,
    params,
};

/// Takes a member's app, passkeys and recovery codes away, and ends all their sessions: whoever has the lost phone
/// is out as well. They come in with their password, or a link.
///
/// # Errors
/// `Refused` when they have none.
pub async fn take_factors(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    member: MemberId,
) -> Result<()> {
    let taken = tx
        .exec(
            "DELETE FROM credentials
             WHERE member_id = $1 AND kind IN ('totp', 'passkey', 'recovery')",
            params![member],
        )
        .await?;
    if taken == 0 {
        let message = "this member has no second factor; there is nothing to take away";
        let refusal = Refusal::whole(message).being(RefusalKind::Conflict);
        return Err(refusal.told("refusal-no-factor").into());
    }
    end_sessions(tx, now, actor, member, None).await?;
    audit::record(tx, now, actor, "member.factors.take", member.0, "").await
}
