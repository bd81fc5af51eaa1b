//! Making: readers are promised something by a time.

use beffroi_domain::{
    Actor, CommitmentId, CommitmentKind, LocalizedText, Moment, UpdateId, commitment::remind_at,
};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use uuid::Uuid;

use super::{About, LATE, REMIND, store};
use crate::{
    audit, deadlines,
    ground::{Refusal, RefusalKind, Result, Tx, db::moment_columns, token},
    params,
    texts::{self, Key},
};

/// The furthest that anything may be promised: a year.
const FURTHEST: SignedDuration = SignedDuration::from_hours(366 * 24);
/// The longest words of a promise or a reason, in letters.
const LONGEST: usize = 300;

/// A checked command: promise something.
#[derive(Clone, Debug)]
pub struct Make {
    /// What.
    pub kind: CommitmentKind,
    /// What exactly; needed where the kind is `other`.
    pub words: LocalizedText,
    /// By when.
    pub due: Moment,
    /// The update that says so.
    pub update: Option<UpdateId>,
    /// Whether a rule of the page makes it.
    pub is_by_rule: bool,
}

impl Make {
    /// The shortest: a kind, by a time.
    #[must_use]
    pub fn of(kind: CommitmentKind, due: Moment) -> Self {
        Self {
            kind,
            words: LocalizedText::new(),
            due,
            update: None,
            is_by_rule: false,
        }
    }
}

#[derive(sqlx_macros::FromRow)]
struct IdRow {
    id: Uuid,
}

/// Makes a promise; the responsible are reminded before it falls due.
///
/// # Errors
/// `Refused` for a time that is past or very far, without words where the kind has none of its own; as a conflict when
/// readers are promised the same already.
pub async fn make(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    about: &About,
    new: &Make,
) -> Result<CommitmentId> {
    let late_at = check_due(now, &about.zone, new.due)?;
    if new.kind == CommitmentKind::Other {
        check_words("words", &new.words)?;
    }
    check_alone(tx, about, new.kind).await?;
    let id = CommitmentId(token::new_id(now));
    insert(tx, now, actor, about, id, new, late_at).await?;
    let key = Key {
        root: about.incident.0,
        owner: id.0,
        field: "words",
    };
    texts::write_all(tx, now, actor, key, &new.words).await?;
    set_clock(tx, now, id, late_at).await?;
    store::freshen(tx, now, about).await?;
    let digest = format!("{} {}", new.kind, new.due.at);
    audit::record(tx, now, actor, "commitment.make", id.0, &digest).await?;
    Ok(id)
}

/// The clocks of a promise that is late at `late_at`.
pub(super) async fn set_clock(
    tx: &mut Tx,
    now: Timestamp,
    id: CommitmentId,
    late_at: Timestamp,
) -> Result<()> {
    let remind_at = remind_at(now, late_at);
    deadlines::set(tx, REMIND, id.0, remind_at, late_at).await?;
    deadlines::set(tx, LATE, id.0, late_at, late_at).await
}

/// The instant from which a promise for `due` is late.
///
/// # Errors
/// `Refused` when that is past, or more than a year away.
pub(super) fn check_due(
    now: Timestamp,
    zone: &TimeZone,
    due: Moment,
) -> Result<Timestamp, Refusal> {
    let late_at = due.latest(zone);
    if late_at <= now {
        let message = "that time has passed; promise a time that is still to come";
        return Err(Refusal::of("due", message).told("refusal-promise-past"));
    }
    if late_at.duration_since(now) > FURTHEST {
        let message = "that is more than a year away; promise an earlier time";
        return Err(Refusal::of("due", message).told("refusal-promise-far"));
    }
    Ok(late_at)
}

/// # Errors
/// `Refused` at `field` where nothing is said, or very much.
pub(super) fn check_words(field: &'static str, words: &LocalizedText) -> Result<(), Refusal> {
    if words.is_empty() {
        let (message, key) = match field {
            "reason" => (
                "say why, in at least one language; readers see it",
                "refusal-promise-reason",
            ),
            _ => (
                "say what is promised, in at least one language",
                "refusal-promise-words",
            ),
        };
        return Err(Refusal::of(field, message).told(key));
    }
    match words
        .iter()
        .all(|(_, text)| text.chars().count() <= LONGEST)
    {
        true => Ok(()),
        false => Err(Refusal::of(field, "write at most 300 letters").told("refusal-promise-long")),
    }
}

/// One promise of each kind at a time, or nobody knows which one holds.
async fn check_alone(
    tx: &mut Tx,
    about: &About,
    kind: CommitmentKind,
) -> Result<(), crate::ground::Error> {
    if kind == CommitmentKind::Other {
        return Ok(());
    }
    let open: Option<IdRow> = tx
        .find(
            "SELECT id FROM commitments
             WHERE incident_id = $1 AND kind = $2 AND state IN ('open', 'moved', 'late')",
            params![about.incident, kind.as_str()],
        )
        .await?;
    let Some(row) = open else {
        return Ok(());
    };
    let message = format!(
        "readers are promised this already; move that promise instead ({})",
        row.id
    );
    let refusal = Refusal::of("kind", message).being(RefusalKind::Conflict);
    Err(refusal.told("refusal-promise-twice").into())
}

async fn insert(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    about: &About,
    id: CommitmentId,
    new: &Make,
    late_at: Timestamp,
) -> Result<()> {
    let due = moment_columns(Some(new.due));
    let how = if new.is_by_rule { "rule" } else { "hand" };
    tx.exec(
        "INSERT INTO commitments (id, incident_id, kind, due_at, due_precision, due_origin, late_at, state,
                                  made_how, made_at, made_by_kind, made_by_id, made_update_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $9, $10, $11, $12)",
        params![
            id.0,
            about.incident,
            new.kind.as_str(),
            due.0,
            due.1,
            due.2,
            late_at,
            how,
            now,
            actor.kind(),
            actor.id(),
            new.update.map(|update| update.0)
        ],
    )
    .await?;
    Ok(())
}
