//! Who is on duty, and when; and in which order they are called.

use beffroi_domain::{Actor, MemberId, PageId};
use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    audit,
    ground::{Error, Refusal, Result, Tx, db::instant, token},
    members, params,
};

/// A turn that is to be added.
#[derive(Clone, Debug)]
pub struct NewTurn {
    /// For which page.
    pub page: PageId,
    /// Whose.
    pub member: MemberId,
    /// 1 is called first, 2 when 1 does not answer, and so on.
    pub position: i64,
    /// From when.
    pub from: Timestamp,
    /// Until when; without an end where there is none.
    pub until: Option<Timestamp>,
}

/// A time in which somebody is on duty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Its row.
    pub id: Uuid,
    /// Whose.
    pub member: MemberId,
    /// When they are called, counted from 1.
    pub position: i64,
    /// From when.
    pub from: Timestamp,
    /// Until when.
    pub until: Option<Timestamp>,
}

#[derive(sqlx_macros::FromRow)]
struct TurnRow {
    id: Uuid,
    member_id: Uuid,
    position: i64,
    from_at: i64,
    until_at: Option<i64>,
}

/// Adds a turn.
///
/// # Errors
/// `Refused` when it ends before it begins, or its place in the order is none; `NotFound` when there is no
/// such member any more.
pub async fn add_turn(tx: &mut Tx, now: Timestamp, actor: Actor, new: &NewTurn) -> Result<Uuid> {
    check(new)?;
    let member = members::find_by_id(tx, new.member).await?;
    if member.is_none_or(|member| member.removed_at.is_some()) {
        return Err(Error::NotFound);
    }
    let id = token::new_id(now);
    tx.exec(
        "INSERT INTO duty_turns (id, page_id, member_id, position, from_at, until_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![id, new.page, new.member, new.position, new.from, new.until],
    )
    .await?;
    audit::record(tx, now, actor, "duty.turn.add", id, "").await?;
    Ok(id)
}

/// Takes a turn out.
///
/// # Errors
/// `NotFound` when the page has no such turn.
pub async fn remove_turn(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: PageId,
    id: Uuid,
) -> Result<()> {
    let gone = tx
        .exec(
            "DELETE FROM duty_turns WHERE id = $1 AND page_id = $2",
            params![id, page],
        )
        .await?;
    if gone == 0 {
        return Err(Error::NotFound);
    }
    audit::record(tx, now, actor, "duty.turn.remove", id, "").await
}

/// The turns of a page that are not over, in the order of their beginnings.
///
/// # Errors
/// A fault when the database is away.
pub async fn list_turns(tx: &mut Tx, page: PageId, now: Timestamp) -> Result<Vec<Turn>> {
    let rows: Vec<TurnRow> = tx
        .list(
            "SELECT * FROM duty_turns WHERE page_id = $1 AND (until_at IS NULL OR until_at > $2)
             ORDER BY from_at, position, id",
            params![page, now],
        )
        .await?;
    rows.into_iter().map(TurnRow::read).collect()
}

/// Who is on duty now, in the order in which they are called, nobody twice.
///
/// # Errors
/// A fault when the database is away.
pub async fn on_duty(tx: &mut Tx, page: PageId, now: Timestamp) -> Result<Vec<MemberId>> {
    let mut turns = list_turns(tx, page, now).await?;
    turns.retain(|turn| turn.from <= now);
    turns.sort_by_key(|turn| (turn.position, turn.from, turn.id));
    let mut called: Vec<MemberId> = Vec::new();
    for turn in turns {
        let member = members::find_by_id(tx, turn.member).await?;
        let is_here = member.is_some_and(|member| member.removed_at.is_none());
        if is_here && !called.contains(&turn.member) {
            called.push(turn.member);
        }
    }
    Ok(called)
}

fn check(new: &NewTurn) -> Result<(), Refusal> {
    if new.until.is_some_and(|until| until <= new.from) {
        return Err(
            Refusal::of("until", "a turn ends after it begins; write a later end")
                .told("refusal-duty-turn-end"),
        );
    }
    match (1..=99).contains(&new.position) {
        true => Ok(()),
        false => Err(Refusal::of(
            "position",
            "write 1 for whoever is called first, 2 for the next, up to 99",
        )
        .told("refusal-duty-position")),
    }
}

impl TurnRow {
    fn read(self) -> Result<Turn> {
        Ok(Turn {
            id: self.id,
            member: MemberId(self.member_id),
            position: self.position,
            from: instant(self.from_at)?,
            until: self.until_at.map(instant).transpose()?,
        })
    }
}
