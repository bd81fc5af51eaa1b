//! The crisis unit: who does what, private notes, and a running log that becomes the write-up's timeline.
//!
//! All of it is private: it stands in tables of its own that no public page reads, and no page's revision grows.

use beffroi_domain::{Actor, IncidentId};
use jiff::Timestamp;
use uuid::Uuid;

use super::{since::Step, stand};
use crate::{
    audit,
    ground::{Error, Refusal, Result, Tx, db::instant, token},
    params,
};

/// The longest note or entry, in letters.
const LONGEST: usize = 20_000;

/// What somebody does in the crisis unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CrisisRole {
    /// Decides.
    Lead,
    /// Writes to readers.
    Communication,
    /// Keeps the log.
    Scribe,
}

impl CrisisRole {
    /// All of them, in order.
    pub const ALL: [Self; 3] = [Self::Lead, Self::Communication, Self::Scribe];

    /// As in tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Communication => "communication",
            Self::Scribe => "scribe",
        }
    }
}

impl std::str::FromStr for CrisisRole {
    type Err = Refusal;

    fn from_str(word: &str) -> Result<Self, Refusal> {
        let found = Self::ALL.into_iter().find(|role| role.as_str() == word);
        found.ok_or_else(|| {
            Refusal::of("role", "choose a role: lead, communication or scribe")
                .told("refusal-crisis-role")
        })
    }
}

/// What an entry of the log is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// Somebody's note beside the public updates.
    Note(String),
    /// What happened, as somebody wrote it down.
    Happened(String),
    /// Why a second look was left out.
    Bypass(String),
    /// Why a text went out although the review held it.
    Overrule(String),
    /// A deed on the incident.
    Deed(Step),
}

/// One line of the running log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// When it happened.
    pub at: Timestamp,
    /// Who wrote it or did it: kind and pseudonymous id.
    pub who: (String, Option<Uuid>),
    /// What it is.
    pub entry: Entry,
}

/// A checked command: a private note.
#[derive(Clone, Debug)]
pub struct NewNote {
    /// On which incident.
    pub incident: IncidentId,
    /// What is noted.
    pub body: String,
}

/// A checked command: something happened.
#[derive(Clone, Debug)]
pub struct LogEntry {
    /// On which incident.
    pub incident: IncidentId,
    /// When; now, where nothing is said.
    pub at: Option<Timestamp>,
    /// What.
    pub body: String,
}

/// A checked command: somebody takes a role, or nobody has it any more.
#[derive(Clone, Copy, Debug)]
pub struct AssignRole {
    /// On which incident.
    pub incident: IncidentId,
    /// Which role.
    pub role: CrisisRole,
    /// The member.
    pub member: Option<Uuid>,
}

/// Adds a private note.
///
/// # Errors
/// `Refused` when it is empty or very long; `NotFound` without such an incident.
pub async fn note(tx: &mut Tx, now: Timestamp, actor: Actor, new: NewNote) -> Result<()> {
    write(tx, now, actor, new.incident, "note", now, &new.body).await?;
    audit::record(tx, now, actor, "incident.note", new.incident.0, "").await
}

/// Adds an entry to the running log.
///
/// # Errors
/// `Refused` when it is empty, very long, or in the future; `NotFound` without such an incident.
pub async fn log_entry(tx: &mut Tx, now: Timestamp, actor: Actor, new: LogEntry) -> Result<()> {
    let at = new.at.unwrap_or(now);
    if at > now {
        let message = "that is still to come; give the time at which it happened";
        return Err(Refusal::of("at", message)
            .told("refusal-end-to-come")
            .into());
    }
    write(tx, now, actor, new.incident, "entry", at, &new.body).await?;
    audit::record(tx, now, actor, "incident.log.add", new.incident.0, "").await
}

/// Gives a role in the crisis unit to a member, or takes it away.
///
/// # Errors
/// `NotFound` without such an incident.
pub async fn assign_role(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    command: AssignRole,
) -> Result<()> {
    check_there(tx, command.incident).await?;
    let role = command.role.as_str();
    tx.exec(
        "DELETE FROM incident_roles WHERE incident_id = $1 AND role = $2",
        params![command.incident, role],
    )
    .await?;
    if let Some(member) = command.member {
        tx.exec(
            "INSERT INTO incident_roles (incident_id, role, member_id, since_at)
             VALUES ($1, $2, $3, $4)",
            params![command.incident, role, member, now],
        )
        .await?;
    }
    audit::record(
        tx,
        now,
        actor,
        "incident.role.assign",
        command.incident.0,
        role,
    )
    .await
}

/// Why a second look was left out, as part of the deed that left it out.
pub(super) async fn log_bypass(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    incident: IncidentId,
    reason: &str,
) -> Result<()> {
    write(tx, now, actor, incident, "bypass", now, reason).await
}

/// Why a text went out although the review held it, as part of the deed that told it.
pub(super) async fn log_overrule(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    incident: IncidentId,
    reason: &str,
) -> Result<()> {
    write(tx, now, actor, incident, "overrule", now, reason).await
}

async fn write(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    incident: IncidentId,
    kind: &'static str,
    at: Timestamp,
    body: &str,
) -> Result<()> {
    let length = body.trim().chars().count();
    if !(1..=LONGEST).contains(&length) {
        let message = "write something, of at most 20,000 letters";
        return Err(Refusal::of("body", message).told("refusal-note").into());
    }
    check_there(tx, incident).await?;
    tx.exec(
        "INSERT INTO incident_log (id, incident_id, kind, at, written_at, actor_kind, actor_id, body)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![
            token::new_id(now),
            incident,
            kind,
            at,
            now,
            actor.kind(),
            actor.id(),
            body.trim()
        ],
    )
    .await?;
    Ok(())
}

async fn check_there(tx: &mut Tx, incident: IncidentId) -> Result<()> {
    if stand::pages_of(tx, incident).await?.is_empty() {
        return Err(Error::NotFound);
    }
    Ok(())
}

#[derive(sqlx_macros::FromRow)]
struct LineRow {
    kind: String,
    at: i64,
    actor_kind: String,
    actor_id: Option<Uuid>,
    body: String,
}

#[derive(sqlx_macros::FromRow)]
struct RoleRow {
    role: String,
    member_id: Uuid,
}

/// Notes, entries and deeds of an incident, the oldest first.
///
/// # Errors
/// A fault when the database is away.
pub async fn log_of(tx: &mut Tx, incident: IncidentId) -> Result<Vec<Line>> {
    let rows: Vec<LineRow> = tx
        .list(
            "SELECT kind, at, actor_kind, actor_id, body FROM incident_log
             WHERE incident_id = $1 ORDER BY at, id",
            params![incident],
        )
        .await?;
    let mut lines: Vec<Line> = Vec::with_capacity(rows.len());
    for row in rows {
        lines.push(Line {
            at: instant(row.at)?,
            who: (row.actor_kind, row.actor_id),
            entry: match row.kind.as_str() {
                "note" => Entry::Note(row.body),
                "bypass" => Entry::Bypass(row.body),
                "overrule" => Entry::Overrule(row.body),
                _ => Entry::Happened(row.body),
            },
        });
    }
    let steps = super::since::steps_since(tx, incident, stand::Version(0)).await?;
    lines.extend(steps.into_iter().map(|step| Line {
        at: step.at,
        who: step.who.clone(),
        entry: Entry::Deed(step),
    }));
    lines.sort_by_key(|line| line.at);
    Ok(lines)
}

/// Who has which role in the crisis unit.
///
/// # Errors
/// A fault when the database is away.
pub async fn roles_of(tx: &mut Tx, incident: IncidentId) -> Result<Vec<(CrisisRole, Uuid)>> {
    let rows: Vec<RoleRow> = tx
        .list(
            "SELECT role, member_id FROM incident_roles WHERE incident_id = $1",
            params![incident],
        )
        .await?;
    let mut roles = Vec::with_capacity(rows.len());
    for row in rows {
        roles.push((row.role.parse::<CrisisRole>()?, row.member_id));
    }
    roles.sort_unstable();
    Ok(roles)
}
