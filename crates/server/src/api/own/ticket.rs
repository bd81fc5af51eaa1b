//! `/tickets`: what the team takes up with providers, what was said, and what they promised. Never for readers.

use beffroi_domain::{TicketId, TicketPromiseId};
use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    Param,
    crisis::who,
    incident::{incident_of, page_of},
    look::whole,
    promise as told_promise, said,
};
use crate::{
    api::{
        answer::{Answered, Reply},
        ask::Ask,
        call::{Call, POST, read, write},
        extra::stamp,
        fields::Fields,
    },
    ground::{Error, Refusal, Result, Tx},
    ledger::{self, Entry, EntryKind, How, NewPromise, Open, Promise, Say, Settle, Ticket},
    members::Role,
    pages::{self, Page},
    work,
};

const HOW: &[&str] = &["mail", "phone", "portal"];
const KINDS: &[&str] = &["we_said", "they_said", "note"];
const LISTED: &[Param] = &[
    super::PAGE,
    Param {
        name: "all",
        schema: r#"{"type": "string", "enum": ["true", "false"]}"#,
        about: "Those that are closed too.",
    },
];

/// The calls that there are.
#[rustfmt::skip]
pub fn calls() -> Vec<Call> {
    const ALL: &str = "/tickets";
    const ONE: &str = "/tickets/{ticket}";
    const STANDS: (u16, &str) = (200, "OwnTicket");
    let by = |call: Call| call.by(Role::Responder);
    vec![
        read(ALL, "listTickets", "Tickets with providers of a page's team: those that wait for the provider first, the longest wait first", "OwnTickets", LISTED, work!(list)),
        by(write((POST, ALL), "openTicket", "Writes down that something was taken up with a provider", Some("TicketBody"), (201, "OwnTicket"), work!(open))),
        read(ONE, "readTicket", "A ticket with all that was said in it", "OwnTicket", &[], work!(one)),
        by(write((POST, "/tickets/{ticket}/entries"), "sayInTicket", "Writes down what we said, what they said, or a note", Some("TicketEntryBody"), (201, "OwnTicket"), work!(say))),
        by(write((POST, "/tickets/{ticket}/promises"), "writePromise", "Writes down what they promised, and by when", Some("TicketPromiseBody"), (201, "OwnTicket"), work!(promise))),
        by(write((POST, "/tickets/{ticket}/promises/{promise}/settle"), "settleTicketPromise", "Says what became of a promise: kept, moved or withdrawn", Some("SettleTicketPromise"), STANDS, work!(settle))),
        by(write((POST, "/tickets/{ticket}/remind"), "remindOfTicket", "Sets when the team is reminded; without a time, not at all", Some("TicketReminder"), STANDS, work!(remind))),
        by(write((POST, "/tickets/{ticket}/close"), "closeTicket", "Closes it", Some("TicketEnd"), STANDS, work!(close))),
        by(write((POST, "/tickets/{ticket}/reopen"), "reopenTicket", "Opens it again", Some("TicketEnd"), STANDS, work!(reopen))),
    ]
}

/// The tickets of a page.
///
/// # Errors
/// `NotFound` where there is no such page.
pub async fn list(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let page = page_of(&mut tx, &ask, ask.query("page"), Role::Reader).await?;
    let is_all = ask.query("all") == Some("true");
    let all = ledger::of_pages(&mut tx, &[page.id], is_all).await?;
    let told = all.iter().map(|one| told(&page, one, ask.now));
    Reply::ok(&whole(told.collect()))
}

/// One ticket.
///
/// # Errors
/// `NotFound` where there is none for this key.
pub async fn one(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let (page, ticket) = load(&mut tx, &ask, Role::Reader).await?;
    Reply::ok(&told(&page, &ticket, ask.now))
}

/// Opens one.
///
/// # Errors
/// `Refused` at the field at fault.
pub async fn open(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let fields = &ask.body;
    let named = fields.text("page", 255)?;
    let page = page_of(&mut tx, &ask, named.as_deref(), Role::Responder).await?;
    let text =
        |name: &'static str, most| Ok::<_, Refusal>(fields.text(name, most)?.unwrap_or_default());
    let incident = fields.text("incident", 64)?;
    let incident = match incident {
        Some(named) => Some(incident_of(&mut tx, page.id, &named).await?),
        None => None,
    };
    let new = Open {
        page: page.id,
        provider: text("provider", 255)?,
        incident,
        reference: text("reference", 255)?,
        subject: text("subject", 1000)?,
        body: text("body", 20_000)?,
        how: fields.word("how", HOW)?.unwrap_or(How::Mail),
        at: fields.instant("at")?,
        remind_at: fields.instant("remind_at")?,
    };
    let id = ledger::open(&mut tx, ask.now, ask.caller.actor(), &new).await?;
    done(tx, &ask, &page, id, true).await
}

/// Writes down what was said.
///
/// # Errors
/// `NotFound` where there is no such ticket; `Refused` at the field at fault.
pub async fn say(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let (page, ticket) = load(&mut tx, &ask, Role::Responder).await?;
    let new = Say {
        ticket: ticket.id,
        kind: Fields::needed("kind", ask.body.word::<EntryKind>("kind", KINDS)?)?,
        at: ask.body.instant("at")?,
        body: ask.body.text("body", 20_000)?.unwrap_or_default(),
    };
    ledger::say(&mut tx, ask.now, ask.caller.actor(), &new).await?;
    done(tx, &ask, &page, ticket.id, true).await
}

/// Writes down what they promised.
///
/// # Errors
/// As [`say`].
pub async fn promise(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let (page, ticket) = load(&mut tx, &ask, Role::Responder).await?;
    let due = said::moment(&ask.body, "due", &[&page])?;
    let new = NewPromise {
        ticket: ticket.id,
        words: ask.body.text("words", 1000)?.unwrap_or_default(),
        due: Fields::needed("due", due)?,
        made_at: ask.body.instant("made_at")?,
    };
    ledger::promise(&mut tx, ask.now, ask.caller.actor(), &new).await?;
    done(tx, &ask, &page, ticket.id, true).await
}

/// Says what became of a promise.
///
/// # Errors
/// As [`say`].
pub async fn settle(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let (page, ticket) = load(&mut tx, &ask, Role::Responder).await?;
    let id: Uuid = ask.path("promise").parse().map_err(|_| Error::NotFound)?;
    let id = TicketPromiseId(id);
    if !ticket.promises.iter().any(|one| one.id == id) {
        return Err(Error::NotFound.into());
    }
    let reason = ask.body.text("reason", 1000)?.unwrap_or_default();
    let became = ask.body.text("became", 20)?;
    let meant = match became.as_deref() {
        Some("kept") => Settle::Kept {
            at: ask.body.instant("at")?,
        },
        Some("moved") => {
            let due = said::moment(&ask.body, "due", &[&page])?;
            let to = Fields::needed("due", due)?;
            Settle::Moved { to, reason }
        }
        Some("withdrawn") => Settle::Withdrawn { reason },
        _ => {
            let message = "send one of: kept, moved, withdrawn";
            return Err(Error::from(Refusal::of("became", message)).into());
        }
    };
    ledger::settle_promise(&mut tx, ask.now, ask.caller.actor(), id, &meant).await?;
    done(tx, &ask, &page, ticket.id, false).await
}

/// Sets when the team is reminded.
///
/// # Errors
/// As [`say`].
pub async fn remind(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let (page, ticket) = load(&mut tx, &ask, Role::Responder).await?;
    let at = ask.body.instant("at")?;
    ledger::remind_at(&mut tx, ask.now, ask.caller.actor(), ticket.id, at).await?;
    done(tx, &ask, &page, ticket.id, false).await
}

/// Closes it.
///
/// # Errors
/// As [`say`].
pub async fn close(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let (page, ticket) = load(&mut tx, &ask, Role::Responder).await?;
    let body = ask.body.text("body", 20_000)?.unwrap_or_default();
    ledger::close(&mut tx, ask.now, ask.caller.actor(), ticket.id, &body).await?;
    done(tx, &ask, &page, ticket.id, false).await
}

/// Opens it again.
///
/// # Errors
/// As [`say`].
pub async fn reopen(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let (page, ticket) = load(&mut tx, &ask, Role::Responder).await?;
    let body = ask.body.text("body", 20_000)?.unwrap_or_default();
    ledger::reopen(&mut tx, ask.now, ask.caller.actor(), ticket.id, &body).await?;
    done(tx, &ask, &page, ticket.id, false).await
}

/// The ticket of the address, for a key that is good for `role` on its page.
async fn load(tx: &mut Tx, ask: &Ask, role: Role) -> Result<(Page, Ticket)> {
    let id: Uuid = ask.path("ticket").parse().map_err(|_| Error::NotFound)?;
    let ticket = ledger::load(tx, TicketId(id)).await?;
    let page = pages::find_by_id(tx, ticket.page).await?;
    let page = page.ok_or(Error::NotFound)?;
    ask.caller.on(tx, page.id, role).await?;
    Ok((page, ticket))
}

async fn done(mut tx: Tx, ask: &Ask, page: &Page, id: TicketId, is_made: bool) -> Answered {
    let ticket = ledger::load(&mut tx, id).await?;
    let told = told(page, &ticket, ask.now);
    let reply = match is_made {
        true => Reply::created(&told)?,
        false => Reply::ok(&told)?,
    };
    ask.done(tx, reply).await
}

fn told(page: &Page, one: &Ticket, now: Timestamp) -> Value {
    json!({
        "id": one.id,
        "page": page.public_id,
        "provider": {"id": one.provider, "name": one.provider_name},
        "incident": one.incident,
        "reference": one.reference,
        "subject": one.subject,
        "how": one.how.as_str(),
        "opened": {"at": stamp(one.opened_at), "who": who(&(one.opened_by.kind().to_owned(), one.opened_by.id()))},
        "answered_at": one.answered_at.map(stamp),
        "answer_seconds": one.answer_seconds(),
        "waiting_since": one.waiting_since().map(stamp),
        "remind_at": one.remind_at.map(stamp),
        "closed_at": one.closed_at.map(stamp),
        "entries": one.entries.iter().map(entry).collect::<Vec<_>>(),
        "promises": one.promises.iter().map(|one| promised(one, now)).collect::<Vec<_>>(),
    })
}

fn entry(one: &Entry) -> Value {
    json!({
        "id": one.id,
        "kind": one.kind.as_str(),
        "at": stamp(one.at),
        "written_at": stamp(one.written_at),
        "who": who(&(one.by.kind().to_owned(), one.by.id())),
        "body": one.body,
    })
}

fn promised(one: &Promise, now: Timestamp) -> Value {
    let mut told = told_promise::told(&one.stands, now);
    told["words"] = json!(one.words);
    told["reason"] = json!(one.reason);
    for (at, reason) in one.reasons.iter().enumerate() {
        told["moves"][at]["reason"] = json!(reason);
    }
    if let Some(told) = told.as_object_mut() {
        // A provider's promise is of no kind, and no rule of ours makes one.
        told.remove("kind");
        told.remove("is_by_rule");
    }
    told
}
