//! `/incidents/{incident}/promises`: what readers are promised; made, kept, moved, withdrawn. And `/promise-rules`: what a
//! page promises by itself.

use beffroi_domain::{
    Commitment, CommitmentId, CommitmentKind,
    commitment::{Mark, Moved, PromiseRule, PromiseRules, Within},
};
use jiff::{Timestamp, civil::Date};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    PAGE,
    crisis::who,
    incident::{done, page_of},
    look::{Seen, expected, moved, whole},
    said,
};
use crate::{
    api::{
        answer::{Answered, Reply},
        ask::Ask,
        call::{Call, POST, PUT, read, write},
        extra::{moment, stamp, texts},
        fields::Fields,
    },
    commitments,
    ground::{Error, Refusal, Result},
    incidents::{self, Promise, PromiseDeed},
    members::Role,
    work,
};

const KINDS: &[&str] = &[
    "update",
    "acknowledgement",
    "description",
    "resolution",
    "postmortem",
    "other",
];

/// The calls that there are.
#[rustfmt::skip]
pub fn calls() -> Vec<Call> {
    const ALL: &str = "/incidents/{incident}/promises";
    const KEEP: &str = "/incidents/{incident}/promises/{promise}/keep";
    const MOVE: &str = "/incidents/{incident}/promises/{promise}/move";
    const WITHDRAW: &str = "/incidents/{incident}/promises/{promise}/withdraw";
    const RULES: &str = "/promise-rules";
    const STANDS: (u16, &str) = (200, "OwnIncident");
    vec![
        read(ALL, "listPromises", "What readers of an incident are and were promised", "OwnPromises", &[], work!(list)),
        write((POST, ALL), "makePromise", "Promises readers something by a time", Some("PromiseBody"), (201, "OwnIncident"), work!(make)),
        write((POST, KEEP), "keepPromise", "Says that it was done", None, STANDS, work!(keep)),
        write((POST, MOVE), "movePromise", "Promises it for another time; readers see why", Some("MovePromise"), STANDS, work!(shift)),
        write((POST, WITHDRAW), "withdrawPromise", "Takes it back; readers see why", Some("WithdrawPromise"), STANDS, work!(withdraw)),
        read(RULES, "readPromiseRules", "What a page promises by itself", "PromiseRules", &[PAGE], work!(rules)),
        write((PUT, RULES), "setPromiseRules", "Says what a page promises by itself, in place of what it did", Some("PromiseRulesBody"), (200, "PromiseRules"), work!(set_rules)).by(Role::Administrator),
    ]
}

/// What readers of an incident are and were promised.
///
/// # Errors
/// `NotFound` where there is no such incident.
pub async fn list(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let seen = Seen::load(&mut tx, &ask, Role::Reader).await?;
    let all = seen.incident.commitments.iter();
    let all = all.map(|one| told(one, ask.now)).collect();
    Ok(Reply::ok(&whole(all))?.tagged(&seen.tag()))
}

/// Promises something.
///
/// # Errors
/// `NotFound` where there is no such incident; `Refused` at the field at fault.
pub async fn make(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let seen = Seen::load(&mut tx, &ask, Role::Publisher).await?;
    let pages = seen.pages();
    let kind = ask.body.word("kind", KINDS)?;
    let deed = PromiseDeed::Make {
        kind: kind.unwrap_or(CommitmentKind::Update),
        words: said::text(&ask.body, "words", &pages)?,
        due: Fields::needed("due", said::moment(&ask.body, "due", &pages)?)?,
    };
    act(tx, ask, seen, deed, true).await
}

/// Says that it was done.
///
/// # Errors
/// `NotFound` where there is none; `Refused` where it is over already.
pub async fn keep(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let seen = Seen::load(&mut tx, &ask, Role::Publisher).await?;
    let deed = PromiseDeed::Keep(named(&ask)?);
    act(tx, ask, seen, deed, false).await
}

/// Promises it for another time.
///
/// # Errors
/// `NotFound` where there is none; `Refused` at the field at fault.
pub async fn shift(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let seen = Seen::load(&mut tx, &ask, Role::Publisher).await?;
    let deed = PromiseDeed::Move {
        promise: named(&ask)?,
        to: Fields::needed("due", said::moment(&ask.body, "due", &seen.pages())?)?,
        reason: said::text(&ask.body, "reason", &seen.pages())?,
    };
    act(tx, ask, seen, deed, false).await
}

/// Takes it back.
///
/// # Errors
/// `NotFound` where there is none; `Refused` at the field at fault.
pub async fn withdraw(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let seen = Seen::load(&mut tx, &ask, Role::Publisher).await?;
    let deed = PromiseDeed::Withdraw {
        promise: named(&ask)?,
        reason: said::text(&ask.body, "reason", &seen.pages())?,
    };
    act(tx, ask, seen, deed, false).await
}

async fn act(
    mut tx: crate::ground::Tx,
    ask: Ask,
    seen: Seen,
    deed: PromiseDeed,
    is_made: bool,
) -> Answered {
    let command = Promise {
        incident: seen.incident.id,
        expected: expected(&ask)?,
        deed,
    };
    let acted = incidents::promise(&mut tx, ask.now, ask.caller.actor(), command).await;
    acted.map_err(moved)?;
    done(tx, &ask, seen.incident.id, is_made).await
}

fn named(ask: &Ask) -> Result<CommitmentId> {
    let id: Uuid = ask.path("promise").parse().map_err(|_| Error::NotFound)?;
    Ok(CommitmentId(id))
}

/// What a page promises by itself.
///
/// # Errors
/// `NotFound` where there is no such page.
pub async fn rules(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let page = page_of(&mut tx, &ask, ask.query("page"), Role::Reader).await?;
    Reply::ok(&told_rules(&commitments::rules_of(&mut tx, page.id).await?))
}

/// Says what a page promises by itself.
///
/// # Errors
/// `NotFound` where there is no such page; `Refused` at the field at fault.
pub async fn set_rules(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let named = ask.body.text("page", 64)?;
    let page = page_of(&mut tx, &ask, named.as_deref(), Role::Administrator).await?;
    let wanted = PromiseRules {
        rules: read_rules(&ask.body)?,
        holidays: read_holidays(&ask.body)?,
    };
    let actor = ask.caller.actor();
    commitments::set_rules(&mut tx, ask.now, actor, page.id, &wanted).await?;
    let stands = commitments::rules_of(&mut tx, page.id).await?;
    ask.done(tx, Reply::ok(&told_rules(&stands))?).await
}

fn read_rules(fields: &Fields) -> Result<Vec<PromiseRule>, Refusal> {
    let mut all = Vec::new();
    for one in fields.list("rules")?.unwrap_or_default() {
        let within = Fields::needed("within", one.text("within", 20)?)?;
        let within = within.parse::<Within>();
        all.push(PromiseRule {
            kind: Fields::needed("kind", one.word("kind", KINDS)?)?,
            priority: said::priority(&one)?,
            within: within.map_err(|bad| Refusal::of("within", bad.to_string()))?,
        });
    }
    Ok(all)
}

fn read_holidays(fields: &Fields) -> Result<Vec<Date>, Refusal> {
    let days = fields.texts("holidays")?.unwrap_or_default();
    let days: Result<Vec<Date>, _> = days.iter().map(|day| day.parse()).collect();
    days.map_err(|_| Refusal::of("holidays", "send days such as 2026-05-01"))
}

fn told_rules(rules: &PromiseRules) -> Value {
    let line = |one: &PromiseRule| {
        json!({
            "kind": one.kind,
            "priority": one.priority,
            "within": one.within,
        })
    };
    let days = rules.holidays.iter().map(Date::to_string);
    json!({
        "rules": rules.rules.iter().map(line).collect::<Vec<_>>(),
        "holidays": days.collect::<Vec<_>>(),
    })
}

/// A promise, as it stands at `now`.
#[must_use]
pub fn told(one: &Commitment, now: Timestamp) -> Value {
    json!({
        "id": one.id,
        "kind": one.kind,
        "words": texts(&one.words),
        "due": moment(one.due),
        "late_at": stamp(one.late_at),
        "state": one.state_at(now),
        "late_seconds": one.late_by(now).map(|by| by.as_secs()),
        "is_by_rule": one.is_by_rule,
        "made": mark(&one.made),
        "ended": one.ended.as_ref().map(mark),
        "reason": texts(&one.reason),
        "moves": one.moves.iter().map(told_move).collect::<Vec<_>>(),
    })
}

fn told_move(one: &Moved) -> Value {
    json!({
        "from": moment(one.from),
        "at": stamp(one.mark.at),
        "who": who(&(one.mark.by.kind().to_owned(), one.mark.by.id())),
        "reason": texts(&one.reason),
    })
}

fn mark(mark: &Mark) -> Value {
    json!({
        "at": stamp(mark.at),
        "who": who(&(mark.by.kind().to_owned(), mark.by.id())),
        "update": mark.update,
    })
}
