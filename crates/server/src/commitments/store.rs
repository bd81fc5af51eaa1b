//! Rows of commitments.

use beffroi_domain::{
    Actor, Commitment, CommitmentId, IncidentId, Moment, UpdateId,
    commitment::{Mark, Moved},
};
use jiff::Timestamp;
use uuid::Uuid;

use super::{About, ESCALATE, LATE, REMIND};
use crate::{
    deadlines,
    ground::{
        Error, Refusal, RefusalKind, Result, Tx,
        db::{instant, moment, word},
    },
    pages, params,
    texts::{self, Texts},
};

#[derive(sqlx_macros::FromRow)]
pub(super) struct CommitmentRow {
    pub(super) id: Uuid,
    pub(super) incident_id: Uuid,
    kind: String,
    due_at: i64,
    due_precision: String,
    due_origin: String,
    late_at: i64,
    state: String,
    made_how: String,
    made_at: i64,
    made_by_kind: String,
    made_by_id: Option<Uuid>,
    made_update_id: Option<Uuid>,
    ended_at: Option<i64>,
    ended_by_kind: Option<String>,
    ended_by_id: Option<Uuid>,
    ended_update_id: Option<Uuid>,
}

#[derive(sqlx_macros::FromRow)]
struct MoveRow {
    id: Uuid,
    commitment_id: Uuid,
    from_at: i64,
    from_precision: String,
    from_origin: String,
    from_late_at: i64,
    moved_at: i64,
    moved_by_kind: String,
    moved_by_id: Option<Uuid>,
}

/// What readers of an incident were promised, in the order in which it falls or fell due.
///
/// # Errors
/// A fault when the database is away.
pub async fn of(tx: &mut Tx, incident: IncidentId) -> Result<Vec<Commitment>> {
    let rows: Vec<CommitmentRow> = tx
        .list(
            "SELECT * FROM commitments WHERE incident_id = $1 ORDER BY late_at, id",
            params![incident],
        )
        .await?;
    if rows.is_empty() {
        return Ok(vec![]);
    }
    let moves: Vec<MoveRow> = tx
        .list(
            "SELECT m.* FROM commitment_moves m JOIN commitments c ON c.id = m.commitment_id
             WHERE c.incident_id = $1 ORDER BY m.moved_at, m.id",
            params![incident],
        )
        .await?;
    let mut texts = texts::of(tx, incident.0).await?;
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let own = moves.iter().filter(|one| one.commitment_id == row.id);
        let own: Result<Vec<Moved>> = own.map(|one| moved(one, &mut texts)).collect();
        all.push(commitment(row, own?, &mut texts)?);
    }
    Ok(all)
}

/// One commitment, and the incident that it is about.
///
/// # Errors
/// `NotFound` when there is none.
pub async fn find(tx: &mut Tx, id: CommitmentId) -> Result<(IncidentId, Commitment)> {
    let row: CommitmentRow = tx
        .load("SELECT * FROM commitments WHERE id = $1", params![id.0])
        .await?;
    one_of(tx, IncidentId(row.incident_id), id).await
}

async fn one_of(
    tx: &mut Tx,
    incident: IncidentId,
    id: CommitmentId,
) -> Result<(IncidentId, Commitment)> {
    let all = of(tx, incident).await?;
    let found = all.into_iter().find(|one| one.id == id);
    found.map(|one| (incident, one)).ok_or(Error::NotFound)
}

/// Locks an open commitment of an incident for a deed.
///
/// # Errors
/// `Refused` as a conflict when it is kept or taken back; `NotFound` when the incident has none such.
pub(super) async fn lock(tx: &mut Tx, about: &About, id: CommitmentId) -> Result<Commitment> {
    let row: CommitmentRow = tx
        .load(
            "UPDATE commitments SET state = state WHERE id = $1 AND incident_id = $2 RETURNING *",
            params![id.0, about.incident],
        )
        .await?;
    let (_, found) = one_of(tx, IncidentId(row.incident_id), id).await?;
    match found.is_open() {
        true => Ok(found),
        false => Err(ended(&found).into()),
    }
}

/// Why nothing is done to it any more.
fn ended(found: &Commitment) -> Refusal {
    let message = format!(
        "this promise is {} already; make a new one if readers are to hear of something else",
        found.state
    );
    Refusal::of("promise", message)
        .being(RefusalKind::Conflict)
        .told("refusal-promise-ended")
}

/// It is over: nobody is reminded of it any more.
pub(super) async fn lift(tx: &mut Tx, id: CommitmentId) -> Result<()> {
    for kind in [REMIND, LATE, ESCALATE] {
        deadlines::lift(tx, kind, id.0).await?;
    }
    Ok(())
}

/// Readers see something else now.
pub(super) async fn freshen(tx: &mut Tx, now: Timestamp, about: &About) -> Result<()> {
    for page in &about.pages {
        pages::bump_revision(tx, now, *page).await?;
    }
    Ok(())
}

fn commitment(row: CommitmentRow, moves: Vec<Moved>, texts: &mut Texts) -> Result<Commitment> {
    let ended = match (row.ended_at, row.ended_by_kind.as_deref()) {
        (Some(at), Some(kind)) => Some(mark(at, kind, row.ended_by_id, row.ended_update_id)?),
        _ => None,
    };
    Ok(Commitment {
        id: CommitmentId(row.id),
        kind: word(&row.kind)?,
        words: texts.take(row.id, "words"),
        due: stood(row.due_at, &row.due_precision, &row.due_origin)?,
        late_at: instant(row.late_at)?,
        state: word(&row.state)?,
        is_by_rule: row.made_how == "rule",
        made: mark(
            row.made_at,
            &row.made_by_kind,
            row.made_by_id,
            row.made_update_id,
        )?,
        ended,
        reason: texts.take(row.id, "reason"),
        moves,
    })
}

fn moved(row: &MoveRow, texts: &mut Texts) -> Result<Moved> {
    Ok(Moved {
        from: stood(row.from_at, &row.from_precision, &row.from_origin)?,
        from_late_at: instant(row.from_late_at)?,
        mark: mark(row.moved_at, &row.moved_by_kind, row.moved_by_id, None)?,
        reason: texts.take(row.id, "reason"),
    })
}

fn stood(at: i64, precision: &str, origin: &str) -> Result<Moment> {
    let moment = moment(Some(at), Some(precision), Some(origin))?;
    moment.ok_or_else(|| anyhow::anyhow!("a promise without a time").into())
}

fn mark(at: i64, kind: &str, id: Option<Uuid>, update: Option<Uuid>) -> Result<Mark> {
    let by = match (kind, id) {
        ("member", Some(id)) => Actor::Member(id),
        ("token", Some(id)) => Actor::Token(id),
        ("import", _) => Actor::Import,
        _ => Actor::System,
    };
    Ok(Mark {
        at: instant(at)?,
        by,
        update: update.map(UpdateId),
    })
}
