//! Second factors of members: codes of an app, recovery codes, passkeys.
//!
//! Read in order: [`Factors`], `codes` (an app shows a new one every half minute), `recovery` (codes on paper),
//! `passkey`, `ceremony` (what passkeys sign, until they answered), `take` (a factor that was lost). Not here: where
//! they are asked for; that is `enter`.

mod ceremony;
mod codes;
mod passkey;
mod recovery;
mod take;

use beffroi_domain::MemberId;
use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    ground::{Result, Tx, db},
    params,
};

pub use codes::{CodeKey, add_codes, remove_codes, use_code};
pub use passkey::{
    NewPasskey, Party, add_passkey, ask_for_passkey, ask_new_passkey, remove_passkey,
    rename_passkey, use_passkey,
};
pub use recovery::{renew_recovery_codes, use_recovery_code};
pub use take::take_factors;

/// What a member shows beside a password, or instead of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Factors {
    /// Since when an app shows them codes.
    pub codes_since: Option<Timestamp>,
    /// Their passkeys, in the order in which they were added.
    pub passkeys: Vec<KeptPasskey>,
    /// How many recovery codes are left.
    pub recovery_left: usize,
}

/// A passkey of a member's, as they know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptPasskey {
    /// Its row.
    pub id: Uuid,
    /// What they call it.
    pub name: String,
    /// When it was added.
    pub created_at: Timestamp,
    /// When they last came in with it.
    pub used_at: Option<Timestamp>,
}

#[derive(sqlx_macros::FromRow)]
struct FactorRow {
    id: Uuid,
    kind: String,
    name: String,
    created_at: i64,
    used_at: Option<i64>,
}

impl Factors {
    /// Whether there is one that is asked for; recovery codes alone are none.
    #[must_use]
    pub fn is_any(&self) -> bool {
        self.codes_since.is_some() || !self.passkeys.is_empty()
    }
}

/// The factors of a member.
///
/// # Errors
/// A fault when the database is away.
pub async fn factors_of(tx: &mut Tx, member: MemberId) -> Result<Factors> {
    let rows: Vec<FactorRow> = tx
        .list(
            "SELECT id, kind, name, created_at, used_at FROM credentials
             WHERE member_id = $1 AND kind IN ('totp', 'passkey', 'recovery')
             ORDER BY created_at, id",
            params![member],
        )
        .await?;
    let mut factors = Factors::default();
    for row in rows {
        let created_at = db::instant(row.created_at)?;
        match row.kind.as_str() {
            "totp" => factors.codes_since = Some(created_at),
            "recovery" => factors.recovery_left += 1,
            _ => factors.passkeys.push(KeptPasskey {
                id: row.id,
                name: row.name,
                created_at,
                used_at: row.used_at.map(db::instant).transpose()?,
            }),
        }
    }
    Ok(factors)
}

/// Whether a member has a second factor that is asked for.
///
/// # Errors
/// A fault when the database is away.
pub async fn has_factor(tx: &mut Tx, member: MemberId) -> Result<bool> {
    Ok(factors_of(tx, member).await?.is_any())
}

/// Recovery codes without a factor open nothing: they go with the last one.
async fn clear_up(tx: &mut Tx, member: MemberId) -> Result<()> {
    if has_factor(tx, member).await? {
        return Ok(());
    }
    recovery::forget(tx, member).await
}
