//! `/incidents/{incident}/log` and `…/roles`: what stays among the team. None of it is ever on a public page.

use serde_json::{Value, json};
use uuid::Uuid;

use super::look::{Seen, whole};
use crate::{
    api::{
        answer::{Answered, Reply},
        ask::Ask,
        call::{Call, POST, PUT, read, write},
        extra::stamp,
        fields::Fields,
    },
    ground::{Error, Refusal, Result, Tx},
    incidents::{self, AssignRole, CrisisRole, Entry, Line, LogEntry, NewNote},
    members::{self, Role},
    work,
};

/// As many characters as a note may have; the verb says so too.
const LONGEST: usize = 20_000;

/// The calls that there are.
#[rustfmt::skip]
pub fn calls() -> Vec<Call> {
    const LOG: &str = "/incidents/{incident}/log";
    const ROLES: &str = "/incidents/{incident}/roles";
    const ROLE: &str = "/incidents/{incident}/roles/{role}";
    vec![
        read(LOG, "listLog", "Private: notes, what happened, and every deed, the oldest first", "OwnLog", &[], work!(log)).by(Role::Responder),
        write((POST, LOG), "addToLog", "Adds a private note, or what happened", Some("LogBody"), (201, "OwnLog"), work!(add)).by(Role::Responder),
        read(ROLES, "listRoles", "Private: who does what in the crisis unit", "OwnRoles", &[], work!(roles)).by(Role::Responder),
        write((PUT, ROLE), "assignRole", "Gives lead, communication or scribe to a member, or to nobody", Some("RoleBody"), (200, "OwnRoles"), work!(assign)).by(Role::Responder),
    ]
}

/// The running log.
///
/// # Errors
/// `NotFound` where there is no such incident.
pub async fn log(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let seen = Seen::load(&mut tx, &ask, Role::Responder).await?;
    Reply::ok(&told_log(&mut tx, &seen).await?)
}

/// Adds to the log.
///
/// # Errors
/// `NotFound` where there is no such incident; `Refused` at the field at fault.
pub async fn add(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let seen = Seen::load(&mut tx, &ask, Role::Responder).await?;
    let kind: Option<String> = ask.body.word("kind", &["note", "happened"])?;
    let body = Fields::needed("body", ask.body.text("body", LONGEST)?)?;
    let (now, actor, incident) = (ask.now, ask.caller.actor(), seen.incident.id);
    if kind.is_some_and(|kind| kind == "happened") {
        let at = ask.body.instant("at")?;
        incidents::log_entry(&mut tx, now, actor, LogEntry { incident, at, body }).await?;
    } else {
        incidents::note(&mut tx, now, actor, NewNote { incident, body }).await?;
    }
    let reply = Reply::created(&told_log(&mut tx, &seen).await?)?;
    ask.done(tx, reply).await
}

async fn told_log(tx: &mut Tx, seen: &Seen) -> Result<Value> {
    let lines = incidents::log_of(tx, seen.incident.id).await?;
    Ok(whole(lines.iter().map(line).collect()))
}

fn line(line: &Line) -> Value {
    let (kind, said) = match &line.entry {
        Entry::Note(body) => ("note", body),
        Entry::Happened(body) => ("happened", body),
        Entry::Bypass(body) => ("bypass", body),
        Entry::Overrule(body) => ("overrule", body),
        Entry::Deed(step) => ("deed", &step.action),
    };
    json!({ "at": stamp(line.at), "who": who(&line.who), "kind": kind, "body": said })
}

/// Who did something: a member, a token or the system, by a pseudonymous id.
#[must_use]
pub fn who((kind, id): &(String, Option<Uuid>)) -> Value {
    json!({ "kind": kind, "id": id })
}

/// The crisis unit.
///
/// # Errors
/// `NotFound` where there is no such incident.
pub async fn roles(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let seen = Seen::load(&mut tx, &ask, Role::Responder).await?;
    Reply::ok(&told_roles(&mut tx, &seen).await?)
}

/// Gives a role to a member, or to nobody.
///
/// # Errors
/// `NotFound` where there is no such incident or role; `Refused` at the field at fault.
pub async fn assign(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let seen = Seen::load(&mut tx, &ask, Role::Responder).await?;
    let role: CrisisRole = ask.path("role").parse().map_err(|_| Error::NotFound)?;
    let command = AssignRole {
        incident: seen.incident.id,
        role,
        member: member(&mut tx, &ask).await?,
    };
    incidents::assign_role(&mut tx, ask.now, ask.caller.actor(), command).await?;
    let reply = Reply::ok(&told_roles(&mut tx, &seen).await?)?;
    ask.done(tx, reply).await
}

/// A member who is still there, by id or e-mail.
async fn member(tx: &mut Tx, ask: &Ask) -> Result<Option<Uuid>> {
    let Some(named) = ask.body.text("member", 255)? else {
        return Ok(None);
    };
    let wrong = || Refusal::of("member", format!("there is no member {named:?}"));
    let found = match named.parse::<Uuid>() {
        Ok(id) => members::find_by_id(tx, id.into()).await?,
        Err(_) => members::find_by_email(tx, &named).await?,
    };
    let there = found.filter(|member| member.removed_at.is_none());
    Ok(Some(there.ok_or_else(wrong)?.id.0))
}

async fn told_roles(tx: &mut Tx, seen: &Seen) -> Result<Value> {
    let all = incidents::roles_of(tx, seen.incident.id).await?;
    let one =
        |(role, member): &(CrisisRole, Uuid)| json!({ "role": role.as_str(), "member": member });
    Ok(whole(all.iter().map(one).collect()))
}
