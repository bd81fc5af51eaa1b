//! Sessions: browsers that somebody signed in with, each of which can be ended from another.

use beffroi_domain::{Actor, MemberId};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::Way;
use crate::{
    audit,
    ground::{Error, Result, Tx, db, mask, seal, token},
    params,
};

/// How long a session lasts, whatever is done in it.
pub(super) const LASTS: SignedDuration = SignedDuration::from_hours(24 * 14);
/// How long a second factor is waited for.
const WAITS: SignedDuration = SignedDuration::from_mins(10);
/// How exactly we know when a session was last used.
const SEEN: SignedDuration = SignedDuration::from_hours(1);

/// A browser that somebody signed in with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its row.
    pub id: Uuid,
    /// Who signed in.
    pub member: MemberId,
    /// Browser and system, in short, such as `Firefox · Linux`.
    pub agent: String,
    /// How they came in.
    pub way: Way,
    /// False while a second factor is still asked for: then it opens nothing.
    pub is_proved: bool,
    /// When they signed in.
    pub created_at: Timestamp,
    /// When it was last used, to the hour.
    pub seen_at: Timestamp,
    /// When it ends by itself.
    pub ends_at: Timestamp,
}

#[derive(sqlx_macros::FromRow)]
struct SessionRow {
    id: Uuid,
    member_id: Uuid,
    agent: String,
    way: String,
    proved_at: Option<i64>,
    created_at: i64,
    seen_at: i64,
    ends_at: i64,
}

/// Begins a session; its secret goes into the cookie. Where a second factor is still asked for, it is not
/// proved, and lasts as long as that is waited for. [`super::enter()`] decides which.
///
/// # Errors
/// A fault when the database is away.
pub async fn start_session(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    member: MemberId,
    agent: &str,
    way: Way,
    is_proved: bool,
) -> Result<String> {
    let (id, secret) = (token::new_id(now), token::new_secret());
    tx.exec(
        "DELETE FROM sessions WHERE member_id = $1 AND ends_at <= $2",
        params![member, now],
    )
    .await?;
    let lasts = if is_proved { LASTS } else { WAITS };
    tx.exec(
        "INSERT INTO sessions
         (id, member_id, token_hash, agent, way, proved_at, created_at, seen_at, ends_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8)",
        params![
            id,
            member,
            seal::digest(&secret),
            mask::conceal(agent).as_ref(),
            way.as_str(),
            is_proved.then_some(now),
            now,
            now + lasts
        ],
    )
    .await?;
    let action = match is_proved {
        true => "member.session.start",
        false => "member.session.ask",
    };
    audit::record(tx, now, actor, action, member.0, way.as_str()).await?;
    Ok(secret)
}

/// Ends one session of a member.
///
/// # Errors
/// `NotFound` when they have no such session.
pub async fn end_session(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    member: MemberId,
    session: Uuid,
) -> Result<()> {
    let ended = tx
        .exec(
            "DELETE FROM sessions WHERE id = $1 AND member_id = $2",
            params![session, member],
        )
        .await?;
    if ended == 0 {
        return Err(Error::NotFound);
    }
    audit::record(tx, now, actor, "member.session.end", member.0, "").await
}

/// Ends all sessions of a member but the one to keep.
///
/// # Errors
/// A fault when the database is away.
pub async fn end_sessions(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    member: MemberId,
    but: Option<Uuid>,
) -> Result<()> {
    tx.exec(
        "DELETE FROM sessions WHERE member_id = $1 AND id <> $2",
        params![member, but.unwrap_or_default()],
    )
    .await?;
    audit::record(tx, now, actor, "member.sessions.end", member.0, "").await
}

/// The sessions of a member that open something, the newest first.
///
/// # Errors
/// A fault when the database is away.
pub async fn list_sessions(tx: &mut Tx, now: Timestamp, member: MemberId) -> Result<Vec<Session>> {
    let rows = tx
        .list(
            "SELECT id, member_id, agent, way, proved_at, created_at, seen_at, ends_at FROM sessions
             WHERE member_id = $1 AND ends_at > $2 AND proved_at IS NOT NULL ORDER BY created_at DESC, id DESC",
            params![member, now],
        )
        .await?;
    rows.into_iter().map(session).collect()
}

/// The session that a cookie's secret is of, while it lasts.
///
/// # Errors
/// A fault when the database is away.
pub(super) async fn find_session(
    tx: &mut Tx,
    now: Timestamp,
    secret: &str,
) -> Result<Option<Session>> {
    let row = tx
        .find(
            "SELECT s.id, s.member_id, s.agent, s.way, s.proved_at, s.created_at, s.seen_at, s.ends_at
             FROM sessions s JOIN members m ON m.id = s.member_id
             WHERE s.token_hash = $1 AND s.ends_at > $2 AND m.removed_at IS NULL",
            params![seal::digest(secret), now],
        )
        .await?;
    row.map(session).transpose()
}

/// Whether it is time to note that a session is used.
pub(super) fn is_stale(session: &Session, now: Timestamp) -> bool {
    now.duration_since(session.seen_at) >= SEEN
}

/// Notes that a session is used. Nobody's deed, so nothing in the audit.
///
/// # Errors
/// A fault when the database is away.
pub(super) async fn touch(tx: &mut Tx, now: Timestamp, session: Uuid) -> Result<()> {
    tx.exec(
        "UPDATE sessions SET seen_at = $2 WHERE id = $1",
        params![session, now],
    )
    .await?;
    Ok(())
}

fn session(row: SessionRow) -> Result<Session> {
    Ok(Session {
        id: row.id,
        member: MemberId(row.member_id),
        agent: row.agent,
        way: Way::of(&row.way),
        is_proved: row.proved_at.is_some(),
        created_at: db::instant(row.created_at)?,
        seen_at: db::instant(row.seen_at)?,
        ends_at: db::instant(row.ends_at)?,
    })
}
