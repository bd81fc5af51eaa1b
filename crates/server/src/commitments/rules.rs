//! What a page promises by itself, and on which days it does not work.

use beffroi_domain::{
    Actor, CommitmentKind, PageId, Priority,
    commitment::{PromiseRule, PromiseRules, Within},
};
use jiff::{Timestamp, civil::Date};

use crate::{
    audit,
    ground::{Refusal, Result, Tx, db::word},
    params,
};

#[derive(sqlx_macros::FromRow)]
struct RuleRow {
    kind: String,
    priority: i64,
    within: String,
}

#[derive(sqlx_macros::FromRow)]
struct DayRow {
    day: String,
}

/// What a page promises by itself; nothing where nobody said so.
///
/// # Errors
/// A fault when the database is away.
pub async fn rules_of(tx: &mut Tx, page: PageId) -> Result<PromiseRules> {
    let rows: Vec<RuleRow> = tx
        .list(
            "SELECT kind, priority, within FROM promise_rules WHERE page_id = $1
             ORDER BY kind, priority",
            params![page],
        )
        .await?;
    let days: Vec<DayRow> = tx
        .list(
            "SELECT day FROM promise_holidays WHERE page_id = $1 ORDER BY day",
            params![page],
        )
        .await?;
    let rules: Result<Vec<PromiseRule>> = rows.into_iter().map(rule).collect();
    let mut rules = rules?;
    rules.sort_by_key(|rule| (rule.kind, rule.priority));
    let holidays: Result<Vec<Date>> = days.iter().map(|row| word(&row.day)).collect();
    Ok(PromiseRules {
        rules,
        holidays: holidays?,
    })
}

fn rule(row: RuleRow) -> Result<PromiseRule> {
    let number = u8::try_from(row.priority).map_err(anyhow::Error::from)?;
    Ok(PromiseRule {
        kind: word(&row.kind)?,
        priority: Priority::try_from(number).ok(),
        within: word::<Within>(&row.within)?,
    })
}

/// Says what a page promises by itself. What was promised already stays as it was made.
///
/// # Errors
/// `Refused` for two lines of one kind and priority, and for something in words of its own, which no rule can write.
pub async fn set_rules(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: PageId,
    rules: &PromiseRules,
) -> Result<()> {
    check(rules)?;
    for sql in [
        "DELETE FROM promise_rules WHERE page_id = $1",
        "DELETE FROM promise_holidays WHERE page_id = $1",
    ] {
        tx.exec(sql, params![page]).await?;
    }
    for rule in &rules.rules {
        let priority = rule.priority.map_or(0, |one| i64::from(one.number()));
        tx.exec(
            "INSERT INTO promise_rules (page_id, kind, priority, within) VALUES ($1, $2, $3, $4)",
            params![page, rule.kind.as_str(), priority, rule.within.to_string()],
        )
        .await?;
    }
    for day in &rules.holidays {
        tx.exec(
            "INSERT INTO promise_holidays (page_id, day) VALUES ($1, $2)
             ON CONFLICT (page_id, day) DO NOTHING",
            params![page, day.to_string()],
        )
        .await?;
    }
    let digest = format!(
        "{} rules, {} holidays",
        rules.rules.len(),
        rules.holidays.len()
    );
    audit::record(tx, now, actor, "page.promises.set", page.0, &digest).await
}

fn check(rules: &PromiseRules) -> Result<(), Refusal> {
    for (place, rule) in rules.rules.iter().enumerate() {
        if rule.kind == CommitmentKind::Other {
            let message = "a rule promises an update, an acknowledgement, a description, the word that it is over, or a post-mortem";
            return Err(Refusal::of("promises", message).told("refusal-promise-rule-kind"));
        }
        let is_twin =
            |other: &PromiseRule| other.kind == rule.kind && other.priority == rule.priority;
        if rules.rules[..place].iter().any(is_twin) {
            let message = "two rules are for the same promise and the same priority; keep one";
            return Err(Refusal::of("promises", message).told("refusal-promise-rule-twice"));
        }
    }
    Ok(())
}
