//! How a page wants its incidents: numbered, and looked at by a second person before they go out.

use beffroi_domain::{Actor, PageId};
use jiff::Timestamp;

use super::refuse;
use crate::{
    audit, drafts,
    ground::{Refusal, Result, Tx},
    params,
};

/// The rules of one page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// What stands before the number of an incident, such as `TSR-`; without one, none is numbered.
    pub reference_prefix: Option<String>,
    /// The next number.
    pub next_reference: i64,
    /// Whether a second person has to look before anything goes out.
    pub needs_approval: bool,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            reference_prefix: None,
            next_reference: 1,
            needs_approval: false,
        }
    }
}

#[derive(sqlx_macros::FromRow)]
struct RulesRow {
    reference_prefix: Option<String>,
    next_reference: i64,
}

/// The rules of a page; the default where nobody set any.
///
/// # Errors
/// A fault when the database is away.
pub async fn rules_of(tx: &mut Tx, page: PageId) -> Result<Rules> {
    let row: Option<RulesRow> = tx
        .find(
            "SELECT reference_prefix, next_reference FROM incident_rules WHERE page_id = $1",
            params![page],
        )
        .await?;
    let needs_approval = drafts::is_look_asked(tx, page).await?;
    let numbered = row.map(|row| (row.reference_prefix, row.next_reference));
    let (reference_prefix, next_reference) = numbered.unwrap_or((None, 1));
    Ok(Rules {
        reference_prefix,
        next_reference,
        needs_approval,
    })
}

/// Sets the rules of a page. A lower next number is fine: references are shown and never keys.
///
/// # Errors
/// `Refused` for a prefix that cannot stand in a reference, and a number under 1.
pub async fn set_rules(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: PageId,
    rules: &Rules,
) -> Result<()> {
    refuse::check_reference("reference_prefix", rules.reference_prefix.as_deref())?;
    if rules.next_reference < 1 {
        let refusal = Refusal::of("next_reference", "count references from 1 on");
        return Err(refusal.told("refusal-reference-number").into());
    }
    let approval = if rules.needs_approval {
        "second"
    } else {
        "none"
    };
    tx.exec(
        "INSERT INTO incident_rules (page_id, reference_prefix, next_reference)
         VALUES ($1, $2, $3)
         ON CONFLICT (page_id) DO UPDATE
         SET reference_prefix = excluded.reference_prefix,
             next_reference = excluded.next_reference",
        params![
            page,
            rules.reference_prefix.as_deref(),
            rules.next_reference
        ],
    )
    .await?;
    drafts::set_look_asked(tx, page, rules.needs_approval).await?;
    audit::record(tx, now, actor, "page.rules.set", page.0, approval).await
}

#[derive(sqlx_macros::FromRow)]
struct NextRow {
    reference_prefix: Option<String>,
    number: i64,
}

/// Takes the next reference of a page, where it numbers its incidents.
pub(super) async fn next_reference(tx: &mut Tx, page: PageId) -> Result<Option<String>> {
    let row: Option<NextRow> = tx
        .find(
            "UPDATE incident_rules SET next_reference = next_reference + 1
             WHERE page_id = $1 AND reference_prefix IS NOT NULL
             RETURNING reference_prefix, next_reference - 1 AS number",
            params![page],
        )
        .await?;
    Ok(row.and_then(|row| Some(format!("{}{}", row.reference_prefix?, row.number))))
}
