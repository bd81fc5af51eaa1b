//! What happens by itself: silences are looked for every minute, and whoever is on duty is asked, one
//! after the other. Deadlines see to it that each happens once, however many nodes there are.

use beffroi_domain::{Actor, MemberId, PageId};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::{Call, Rule, call::load_call, find_rule, on_duty, promise};
use crate::{
    audit, commitments,
    deadlines::{self, Deadline},
    ground::{Error, Result, Tx, db::instant, token},
    incidents, members,
    outbox::{self, Letter},
    pages, params,
    web::{
        Site,
        letters::{self, Heading, Silence},
        words,
    },
};

/// Silences of a page are looked for.
pub(super) const LOOK: &str = "duty.look";
/// Somebody, or somebody else, is asked.
pub(super) const ASK: &str = "duty.ask";

/// The kinds of deadlines that are ours.
pub const KINDS: &[&str] = &[
    LOOK,
    ASK,
    commitments::REMIND,
    commitments::LATE,
    commitments::ESCALATE,
];

/// How often silences are looked for.
const AGAIN: SignedDuration = SignedDuration::from_mins(1);

#[derive(sqlx_macros::FromRow)]
struct SilentRow {
    incident_id: Uuid,
    said_at: i64,
}

/// Does what has fallen due; true when anything came of it, as of most looks nothing does.
///
/// # Errors
/// A fault when the database is away; then nothing is done, and it is due still.
pub async fn fall_due(tx: &mut Tx, now: Timestamp, site: &Site, due: &Deadline) -> Result<bool> {
    match due.kind.as_str() {
        LOOK => look(tx, now, PageId(due.object)).await,
        ASK => ask(tx, now, site, due.object).await.map(|()| true),
        _ => promise::fall_due(tx, now, site, due).await,
    }
}

/// Opens a call for each silence that is too long, once for the same last word.
async fn look(tx: &mut Tx, now: Timestamp, page: PageId) -> Result<bool> {
    let Some(rule) = find_rule(tx, page).await? else {
        return Ok(false);
    };
    let next = now + AGAIN;
    deadlines::set(tx, LOOK, page.0, next, next).await?;
    let too_long = now - SignedDuration::from_mins(rule.silence_minutes);
    let mut is_any_new = false;
    for row in silent(tx, page, too_long).await? {
        is_any_new |= open(tx, now, page, &row).await?;
    }
    Ok(is_any_new)
}

/// Incidents that are told here and not over, whose last word is older than `since`.
async fn silent(tx: &mut Tx, page: PageId, since: Timestamp) -> Result<Vec<SilentRow>> {
    tx.list(
        "SELECT i.id AS incident_id, MAX(u.published_at) AS said_at FROM incidents i
         JOIN incident_pages p ON p.incident_id = i.id
         JOIN updates u ON u.owner_id = i.id
         WHERE p.page_id = $1 AND p.visibility = 'public' AND i.told = 'live'
           AND i.status IN ('investigating', 'identified', 'monitoring')
         GROUP BY i.id HAVING MAX(u.published_at) <= $2",
        params![page, since],
    )
    .await
}

/// True when there was no call for it yet.
async fn open(tx: &mut Tx, now: Timestamp, page: PageId, row: &SilentRow) -> Result<bool> {
    let id = token::new_id(now);
    let opened = tx
        .exec(
            "INSERT INTO duty_calls (id, page_id, incident_id, said_at, step, opened_at)
             VALUES ($1, $2, $3, $4, 0, $5) ON CONFLICT (page_id, incident_id, said_at) DO NOTHING",
            params![id, page, row.incident_id, row.said_at, now],
        )
        .await?;
    if opened == 0 {
        return Ok(false);
    }
    deadlines::set(tx, ASK, id, now, now).await?;
    audit::record(tx, now, Actor::System, "duty.call.open", id, "").await?;
    Ok(true)
}

/// Asks the next on the list; ends the call when readers were told something, or nobody is left.
async fn ask(tx: &mut Tx, now: Timestamp, site: &Site, id: Uuid) -> Result<()> {
    let call = load_call(tx, id).await?;
    if call.ended_at.is_some() {
        return Ok(());
    }
    let list = on_duty(tx, call.page, now).await?;
    let rule = find_rule(tx, call.page).await?;
    let next = usize::try_from(call.step)
        .ok()
        .and_then(|step| list.get(step));
    match (next, rule) {
        (Some(member), Some(rule)) if !is_told(tx, &call).await? => {
            let is_last = usize::try_from(call.step + 1).is_ok_and(|next| next >= list.len());
            call_up(tx, now, site, &call, *member, rule, is_last).await
        }
        _ => end(tx, now, &call).await,
    }
}

/// True when readers were told something since the call was opened, or it is over.
async fn is_told(tx: &mut Tx, call: &Call) -> Result<bool> {
    let still = silent(tx, call.page, call.said_at).await?;
    let mut said = still
        .iter()
        .filter(|row| row.incident_id == call.incident.0);
    let last = said.next().map(|row| instant(row.said_at)).transpose()?;
    Ok(last != Some(call.said_at))
}

async fn end(tx: &mut Tx, now: Timestamp, call: &Call) -> Result<()> {
    tx.exec(
        "UPDATE duty_calls SET ended_at = $2 WHERE id = $1",
        params![call.id, now],
    )
    .await?;
    audit::record(tx, now, Actor::System, "duty.call.end", call.id, "").await
}

async fn call_up(
    tx: &mut Tx,
    now: Timestamp,
    site: &Site,
    call: &Call,
    member: MemberId,
    rule: Rule,
    is_last: bool,
) -> Result<()> {
    tx.exec(
        "UPDATE duty_calls SET step = step + 1, asked_id = $2 WHERE id = $1",
        params![call.id, member],
    )
    .await?;
    let next = now + SignedDuration::from_mins(rule.answer_minutes);
    deadlines::set(tx, ASK, call.id, next, next).await?;
    let next_minutes = (!is_last).then_some(rule.answer_minutes);
    write(tx, now, site, call, member, next_minutes).await?;
    audit::record(tx, now, Actor::System, "duty.call.ask", call.id, "").await
}

/// A letter to each of the member's addresses, where a relay is set.
async fn write(
    tx: &mut Tx,
    now: Timestamp,
    site: &Site,
    call: &Call,
    member: MemberId,
    next_minutes: Option<i64>,
) -> Result<()> {
    if !site.has_mail {
        return Ok(());
    }
    let person = members::find_by_id(tx, member)
        .await?
        .ok_or(Error::NotFound)?;
    let page = pages::find_by_id(tx, call.page)
        .await?
        .ok_or(Error::NotFound)?;
    let incident = incidents::load(tx, call.page, call.incident).await?;
    let words = words::first_of(person.locale.iter().chain(&page.locales));
    let title = incident.title.resolve(words.locale(), &page.locales);
    let about = Silence {
        title: title.map_or("", |title| title.text),
        minutes: now.duration_since(call.said_at).as_mins(),
        next_minutes,
    };
    let heading = Heading {
        host: site.host(),
        name: &person.name,
    };
    let address = format!("{}/console/duty/{}", site.public_url, call.id);
    let (kind, says) = match call.step {
        0 => (
            "reminder",
            letters::reminder(words, heading, &about, address),
        ),
        _ => (
            "escalation",
            letters::escalation(words, heading, &about, address),
        ),
    };
    for (number, to) in members::addresses_of(tx, &person).await?.iter().enumerate() {
        let letter = Letter {
            key: &format!("duty:{}:{}:{number}", call.id, call.step),
            kind,
            to,
            subject: Some(member.0),
            says: &says,
            expires_at: Some(now + SignedDuration::from_hours(12)),
        };
        outbox::letter(tx, now, &letter).await?;
    }
    Ok(())
}
