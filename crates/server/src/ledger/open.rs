//! Opening: something is taken up with a provider.

use beffroi_domain::{Actor, IncidentId, PageId, ProviderId, TicketId};
use jiff::Timestamp;
use uuid::Uuid;

use super::{EntryKind, How, say::insert_entry, text};
use crate::{
    audit,
    ground::{Error, Refusal, Result, Tx, token},
    ledger::remind,
    params, providers,
};

/// A checked command: open a ticket.
#[derive(Clone, Debug)]
pub struct Open {
    /// Whose team it belongs to.
    pub page: PageId,
    /// With whom: the name or the slug of one that we know, or any name.
    pub provider: String,
    /// About which incident of that page.
    pub incident: Option<IncidentId>,
    /// Their number of it; may be empty.
    pub reference: String,
    /// What it is about.
    pub subject: String,
    /// What was said to them; may be empty.
    pub body: String,
    /// How it was opened.
    pub how: How,
    /// When, at the latest now; now where it is not said.
    pub at: Option<Timestamp>,
    /// When the team wants to be reminded.
    pub remind_at: Option<Timestamp>,
}

/// Opens a ticket.
///
/// # Errors
/// `Refused` without provider or subject, for a time that is still to come, or a reminder that is past; at `incident` where
/// the page has none such.
pub async fn open(tx: &mut Tx, now: Timestamp, actor: Actor, new: &Open) -> Result<TicketId> {
    let (provider, name) = provider_of(tx, &new.provider).await?;
    let subject = text::needed("subject", &new.subject, text::SUBJECT)?;
    let reference = text::short("reference", &new.reference, text::SHORT)?;
    let at = new.at.unwrap_or(now);
    check_past("at", now, at)?;
    check_incident(tx, new).await?;
    let id = TicketId(token::new_id(now));
    tx.exec(
        "INSERT INTO tickets (id, page_id, provider_id, provider_name, incident_id, reference, subject, opened_how,
                              opened_at, opened_by_kind, opened_by_id, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        params![
            id,
            new.page,
            provider.map(|id| id.0),
            name,
            new.incident.map(|id| id.0),
            reference,
            subject,
            new.how.as_str(),
            at,
            actor.kind(),
            actor.id(),
            now
        ],
    )
    .await?;
    let body = text::short("body", &new.body, text::BODY)?;
    if !body.is_empty() {
        insert_entry(tx, now, actor, id, (EntryKind::WeSaid, at), &body).await?;
    }
    if let Some(at) = new.remind_at {
        remind::set(tx, now, id, Some(at)).await?;
    }
    audit::record(tx, now, actor, "ticket.open", id.0, new.how.as_str()).await?;
    Ok(id)
}

/// The provider that is meant, where it is one that we know, and what it is called.
async fn provider_of(tx: &mut Tx, said: &str) -> Result<(Option<ProviderId>, String)> {
    let name = text::needed("provider", said, text::SHORT)?;
    let wanted = name.to_lowercase();
    let all = providers::list(tx).await?;
    let is_it = |one: &&providers::Provider| {
        one.slug == wanted || one.name.to_lowercase() == wanted || one.id.to_string() == wanted
    };
    Ok(match all.iter().find(is_it) {
        Some(known) => (Some(known.id), known.name.clone()),
        None => (None, name),
    })
}

/// # Errors
/// `Refused` at `field` for a time that is still to come.
pub(super) fn check_past(
    field: &'static str,
    now: Timestamp,
    at: Timestamp,
) -> Result<(), Refusal> {
    match at <= now {
        true => Ok(()),
        false => {
            let message = "that is still to come; write when it was";
            Err(Refusal::of(field, message).told("refusal-ticket-future"))
        }
    }
}

/// An incident of another page is none that this team may name.
async fn check_incident(tx: &mut Tx, new: &Open) -> Result<(), Error> {
    let Some(incident) = new.incident else {
        return Ok(());
    };
    let found: Option<(Uuid,)> = tx
        .find(
            "SELECT incident_id FROM incident_pages WHERE incident_id = $1 AND page_id = $2",
            params![incident, new.page],
        )
        .await?;
    match found {
        Some(_) => Ok(()),
        None => {
            let message = "this page has no such incident";
            Err(Refusal::of("incident", message)
                .told("refusal-ticket-incident")
                .into())
        }
    }
}
