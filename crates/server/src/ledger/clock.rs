//! What falls due by itself: the team is reminded of a ticket, and told of a promise that the provider has not kept.
//!
//! Written to are whoever opened the ticket and the first who is on duty; each once, however many nodes there are, by the deadlines.

use beffroi_domain::{Actor, MemberId, Precision, TicketId, TicketPromiseId};
use jiff::{SignedDuration, Timestamp};

use super::{PROMISE, Promise, REMIND, Ticket, store};
use crate::{
    audit,
    deadlines::Deadline,
    duty,
    ground::{Error, Result, Tx},
    members::{self, Member},
    outbox::{self, Letter},
    pages::{self, Page},
    params,
    web::{
        Address, Reader, Site,
        letters::{self, Heading, TicketNews},
        words,
    },
};

/// The kinds of deadlines that are ours.
pub const KINDS: &[&str] = &[REMIND, PROMISE];
/// How long such a letter says something true.
const STALE: SignedDuration = SignedDuration::from_hours(24);

/// Does what has fallen due; true when anything came of it.
///
/// # Errors
/// A fault when the database is away; then nothing is done, and it is due still.
pub async fn fall_due(tx: &mut Tx, now: Timestamp, site: &Site, due: &Deadline) -> Result<bool> {
    match due.kind.as_str() {
        REMIND => remind(tx, now, site, TicketId(due.object)).await,
        _ => turn_late(tx, now, site, TicketPromiseId(due.object)).await,
    }
}

async fn remind(tx: &mut Tx, now: Timestamp, site: &Site, id: TicketId) -> Result<bool> {
    if store::lock(tx, id).await?.is_closed {
        return Ok(false);
    }
    tx.exec(
        "UPDATE tickets SET remind_at = NULL WHERE id = $1",
        params![id],
    )
    .await?;
    let ticket = store::load(tx, id).await?;
    write(tx, now, site, &ticket, None).await?;
    audit::record(tx, now, Actor::System, "ticket.remind", id.0, "").await?;
    Ok(true)
}

async fn turn_late(tx: &mut Tx, now: Timestamp, site: &Site, id: TicketPromiseId) -> Result<bool> {
    let turned = tx
        .exec(
            "UPDATE ticket_promises SET state = 'late' WHERE id = $1 AND state IN ('open', 'moved') AND late_at <= $2",
            params![id, now],
        )
        .await?;
    if turned == 0 {
        return Ok(false);
    }
    let promise = store::lock_promise(tx, id).await?;
    let ticket = store::load(tx, promise.ticket).await?;
    write(tx, now, site, &ticket, Some(&promise)).await?;
    audit::record(tx, now, Actor::System, "ticket.promise.late", id.0, "").await?;
    Ok(true)
}

/// A letter to each address of each, where a relay is set.
async fn write(
    tx: &mut Tx,
    now: Timestamp,
    site: &Site,
    ticket: &Ticket,
    promise: Option<&Promise>,
) -> Result<()> {
    if !site.has_mail {
        return Ok(());
    }
    let page = pages::find_by_id(tx, ticket.page).await?;
    let page = page.ok_or(Error::NotFound)?;
    let (kind, object) = match promise {
        None => ("ticket-remind", ticket.id.to_string()),
        Some(promise) => ("ticket-late", promise.id.to_string()),
    };
    for person in people(tx, now, ticket).await? {
        let says = says(site, now, &page, ticket, promise, &person);
        for (number, to) in members::addresses_of(tx, &person).await?.iter().enumerate() {
            let at = now.as_microsecond();
            let letter = Letter {
                key: &format!("{kind}:{object}:{at}:{}:{number}", person.id),
                kind,
                to,
                subject: Some(person.id.0),
                says: &says,
                expires_at: Some(now + STALE),
            };
            outbox::letter(tx, now, &letter).await?;
        }
    }
    Ok(())
}

/// Whoever opened it and the first on duty, as far as they are still there.
async fn people(tx: &mut Tx, now: Timestamp, ticket: &Ticket) -> Result<Vec<Member>> {
    let mut ids: Vec<MemberId> = Vec::new();
    if let Actor::Member(id) = ticket.opened_by {
        ids.push(MemberId(id));
    }
    let on_duty = duty::on_duty(tx, ticket.page, now).await?;
    ids.extend(on_duty.into_iter().take(1));
    ids.dedup();
    let mut there = Vec::with_capacity(ids.len());
    for id in ids {
        let found = members::find_by_id(tx, id).await?;
        there.extend(found.filter(|one| one.removed_at.is_none()));
    }
    Ok(there)
}

fn says(
    site: &Site,
    now: Timestamp,
    page: &Page,
    ticket: &Ticket,
    promise: Option<&Promise>,
    person: &Member,
) -> beffroi_channels::Letter {
    let words = words::first_of(person.locale.iter().chain(&page.locales));
    let reader = Reader {
        words,
        zone: page.zone.clone(),
        fallback: page.locales.clone(),
        now,
        address: Address::default(),
    };
    let promised = promise.map(|promise| {
        let when = reader.when(&promise.stands.due).text;
        let key = match promise.stands.due.precision {
            Precision::Day => "promise-by-day",
            Precision::Minute | Precision::Exact => "promise-by",
        };
        (promise.words.as_str(), words.tell(key, &[("when", &when)]))
    });
    let waits = ticket.waiting_since();
    let waits = waits.map(|at| reader.seconds(now.duration_since(at).as_mins() * 60));
    let news = TicketNews {
        provider: &ticket.provider_name,
        subject: &ticket.subject,
        waits: waits.as_deref(),
        promised: promised.as_ref().map(|(what, by)| (*what, by.as_str())),
    };
    let heading = Heading {
        host: site.host(),
        name: &person.name,
    };
    let address = format!("{}/console/tickets/{}", site.public_url, ticket.id);
    letters::ticket(words, heading, &news, address)
}
