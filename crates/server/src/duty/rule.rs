//! When a page calls somebody.

use beffroi_domain::{Actor, PageId};
use jiff::{SignedDuration, Timestamp};

use super::clock;
use crate::{
    audit, deadlines,
    ground::{Refusal, Result, Tx},
    params,
};

/// The longest that anybody may mean, in minutes: a week.
pub const LONGEST: i64 = 7 * 24 * 60;

/// When a page calls somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// After how many minutes without a word to readers.
    pub silence_minutes: i64,
    /// After how many minutes without an answer the next is called.
    pub answer_minutes: i64,
}

#[derive(sqlx_macros::FromRow)]
struct RuleRow {
    silence_minutes: i64,
    answer_minutes: i64,
}

/// When this page calls; never where there is no rule.
///
/// # Errors
/// A fault when the database is away.
pub async fn find_rule(tx: &mut Tx, page: PageId) -> Result<Option<Rule>> {
    let row: Option<RuleRow> = tx
        .find(
            "SELECT silence_minutes, answer_minutes FROM duty_rules WHERE page_id = $1",
            params![page],
        )
        .await?;
    Ok(row.map(|row| Rule {
        silence_minutes: row.silence_minutes,
        answer_minutes: row.answer_minutes,
    }))
}

/// Says when a page calls, or that it never does.
///
/// # Errors
/// `Refused` for a time that is none.
pub async fn set_rule(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: PageId,
    rule: Option<Rule>,
) -> Result<()> {
    tx.exec("DELETE FROM duty_rules WHERE page_id = $1", params![page])
        .await?;
    let digest = match rule {
        None => {
            deadlines::lift(tx, clock::LOOK, page.0).await?;
            "none".to_owned()
        }
        Some(rule) => {
            insert(tx, page, rule).await?;
            let first = now + SignedDuration::from_mins(1);
            deadlines::set(tx, clock::LOOK, page.0, first, first).await?;
            format!("{}/{}", rule.silence_minutes, rule.answer_minutes)
        }
    };
    audit::record(tx, now, actor, "duty.rule.set", page.0, &digest).await
}

async fn insert(tx: &mut Tx, page: PageId, rule: Rule) -> Result<()> {
    check("silence", rule.silence_minutes)?;
    check("answer", rule.answer_minutes)?;
    tx.exec(
        "INSERT INTO duty_rules (page_id, silence_minutes, answer_minutes) VALUES ($1, $2, $3)",
        params![page, rule.silence_minutes, rule.answer_minutes],
    )
    .await?;
    Ok(())
}

fn check(field: &'static str, minutes: i64) -> Result<(), Refusal> {
    if (1..=LONGEST).contains(&minutes) {
        return Ok(());
    }
    Err(Refusal::of(
        field,
        "write whole minutes, from 1 to 10080, which is a week",
    )
    .told("refusal-duty-minutes"))
}
