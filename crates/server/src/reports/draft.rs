//! Cases of which a draft of an incident was made: they are tied to it once it is out.

use beffroi_domain::{Actor, IncidentId, ReportId};
use jiff::Timestamp;
use uuid::Uuid;

use super::link::link;
use crate::{
    audit,
    drafts::DraftId,
    ground::{Result, Tx},
    params,
};

#[derive(sqlx_macros::FromRow)]
struct Row {
    report_id: Uuid,
}

/// Remembers of which cases a draft was made.
///
/// # Errors
/// A fault when the database is away.
pub async fn keep_draft(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    draft: DraftId,
    reports: &[ReportId],
) -> Result<()> {
    for report in reports {
        tx.exec(
            "INSERT INTO report_drafts (draft_id, report_id) VALUES ($1, $2)
             ON CONFLICT (draft_id, report_id) DO NOTHING",
            params![draft.0, report.0],
        )
        .await?;
    }
    let count = reports.len().to_string();
    audit::record(tx, now, actor, "report.draft", draft.0, &count).await
}

/// A draft went out as an incident: the cases that it was made of are about that, but for those that somebody tied to another
/// one meanwhile. How many those are.
///
/// # Errors
/// A fault when the database is away.
pub async fn opened(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    draft: DraftId,
    incident: IncidentId,
) -> Result<i64> {
    let rows: Vec<Row> = tx
        .list(
            "SELECT d.report_id FROM report_drafts d JOIN reports r ON r.id = d.report_id
             WHERE d.draft_id = $1 AND r.incident_id IS NULL ORDER BY r.created_at, r.id",
            params![draft.0],
        )
        .await?;
    let mut count = 0;
    for row in rows {
        link(tx, now, actor, ReportId(row.report_id), incident).await?;
        count += 1;
    }
    Ok(count)
}
