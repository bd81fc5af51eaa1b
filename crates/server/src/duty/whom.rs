//! Who is told when something has to be looked at: whoever is on duty, else whoever can decide.

use beffroi_domain::{MemberId, PageId};
use jiff::Timestamp;

use super::on_duty;
use crate::{
    ground::{Result, Tx},
    members::{self, Role},
};

/// Everybody who is on duty for a page, in the order in which they are called; where nobody is, its publishers and
/// administrators.
///
/// # Errors
/// A fault when the database is away.
pub async fn responsible(tx: &mut Tx, page: PageId, now: Timestamp) -> Result<Vec<MemberId>> {
    let called = on_duty(tx, page, now).await?;
    if !called.is_empty() {
        return Ok(called);
    }
    let mut deciding = Vec::new();
    for member in members::list(tx).await? {
        let grants = members::roles_of(tx, member.id).await?;
        let may = grants
            .iter()
            .any(|grant| grant.role >= Role::Publisher && grant.page.is_none_or(|own| own == page));
        if may && member.removed_at.is_none() {
            deciding.push(member.id);
        }
    }
    Ok(deciding)
}
