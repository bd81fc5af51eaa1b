//! Opening: somebody reports something, or says "me too".

use beffroi_domain::{Actor, ComponentId, IncidentId, Locale, PageId, ReportId, case::Reference};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::{
    EntryKind, Facts, News, Source, clock, desk_of,
    hear::insert_entry,
    tell::tell,
    text::{self, Clean},
};
use crate::{
    audit,
    ground::{Refusal, Result, Tx, token},
    params,
};

/// The most payments that anybody counts.
const MOST_PAYMENTS: i64 = 1_000_000_000;
/// Nobody reports what began longer ago.
const LONG_AGO: SignedDuration = SignedDuration::from_hours(366 * 24);

/// A checked command: open a case.
#[derive(Clone, Debug)]
pub struct NewReport {
    /// To which page.
    pub page: PageId,
    /// The language of its author.
    pub locale: Locale,
    /// How it came.
    pub source: Source,
    /// What its author tells.
    pub facts: Facts,
    /// The incident that its author says it is.
    pub too: Option<IncidentId>,
    /// The network that it came from, sealed by [`Desk::sender`](super::Desk::sender).
    pub sender: String,
    /// The id of the mail that it came by; no other report of the page has it.
    pub mail_id: Option<String>,
}

/// Opens a case.
///
/// # Errors
/// `Refused` at each field that cannot be; at `words` where nothing is said and it is no "me too".
pub async fn open(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    new: &NewReport,
) -> Result<(ReportId, Reference)> {
    let checked = check(tx, now, new).await?;
    let rules = desk_of(tx, new.page).await?.rules;
    let id = ReportId(token::new_id(now));
    let reference = Reference::from_entropy(token::random());
    let facts = &checked.facts;
    tx.exec(
        "INSERT INTO reports (id, page_id, reference, locale, state, source, words, since_at, component_id, method, country,
             place, payments, merchant, transaction_ref, email, sender, is_masked, incident_id, linked_at, is_too, created_at,
             waits_since, changed_at, answer_by, mail_id)
         VALUES ($1, $2, $3, $4, 'open', $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $21, $21, $22, $23)",
        params![
            id,
            new.page,
            reference.to_string(),
            new.locale.as_str(),
            new.source.as_str(),
            &facts.words,
            facts.since,
            facts.component.map(|one| one.0),
            &facts.method,
            &facts.country,
            facts.place.as_str(),
            facts.payments,
            &facts.merchant,
            &facts.transaction,
            &facts.email,
            &new.sender,
            i64::from(checked.is_masked),
            new.too.map(|one| one.0),
            new.too.map(|_| now),
            i64::from(new.too.is_some()),
            now,
            clock::answer_by(&rules, now),
            new.mail_id.as_deref()
        ],
    )
    .await?;
    if new.too.is_some() {
        insert_entry(
            tx,
            now,
            actor,
            id,
            (EntryKind::Linked, &new.locale, ""),
            None,
        )
        .await?;
    }
    clock::start(tx, id, &rules, now).await?;
    tell(tx, now, (id, new.page), News::Opened, None).await?;
    audit::record(tx, now, actor, "report.open", id.0, new.source.as_str()).await?;
    Ok((id, reference))
}

/// What may be kept of what its author tells.
struct Checked {
    facts: Facts,
    is_masked: bool,
}

async fn check(tx: &mut Tx, now: Timestamp, new: &NewReport) -> Result<Checked> {
    let told = &new.facts;
    let words = match new.too {
        Some(_) => text::short("words", &told.words, text::BODY)?,
        None => text::needed("words", &told.words, text::BODY)?,
    };
    let method = text::short("method", &told.method, text::SHORT)?;
    let merchant = text::short("merchant", &told.merchant, text::SHORT)?;
    let transaction = text::short("transaction", &told.transaction, text::SHORT)?;
    let is_masked = [&words, &method, &merchant, &transaction]
        .iter()
        .any(|one: &&Clean| one.is_masked);
    check_since(now, told.since)?;
    check_payments(told.payments)?;
    check_component(tx, new.page, told.component).await?;
    check_incident(tx, new).await?;
    Ok(Checked {
        facts: Facts {
            words: words.text,
            since: told.since,
            component: told.component,
            method: method.text,
            country: country(&told.country)?,
            place: told.place,
            payments: told.payments,
            merchant: merchant.text,
            transaction: transaction.text,
            email: email(&told.email)?,
        },
        is_masked,
    })
}

fn check_since(now: Timestamp, since: Option<Timestamp>) -> Result<(), Refusal> {
    let Some(since) = since else { return Ok(()) };
    if since > now {
        let message = "that is still to come; write since when it happens";
        return Err(Refusal::of("since", message).told("refusal-report-future"));
    }
    if now.duration_since(since) > LONG_AGO {
        let message = "that is more than a year ago; write since when it happens";
        return Err(Refusal::of("since", message).told("refusal-report-long-ago"));
    }
    Ok(())
}

fn check_payments(payments: Option<i64>) -> Result<(), Refusal> {
    match payments {
        Some(count) if !(1..=MOST_PAYMENTS).contains(&count) => {
            let message = "write how many payments, as a number from 1 on";
            Err(Refusal::of("payments", message).told("refusal-report-payments"))
        }
        _ => Ok(()),
    }
}

/// Two letters, as ISO 3166 has them; empty where nobody said.
fn country(text: &str) -> Result<String, Refusal> {
    let text = text.trim().to_ascii_uppercase();
    match text.is_empty() || (text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase()))
    {
        true => Ok(text),
        false => {
            let message = "write the country in two letters, such as FR";
            Err(Refusal::of("country", message).told("refusal-report-country"))
        }
    }
}

/// In small letters; empty where nobody gave one.
fn email(text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(String::new());
    }
    let address = crate::subscribers::Address::of(beffroi_channels::Channel::Email, text);
    address
        .map(|address| address.written().to_owned())
        .map_err(|refusal| Refusal {
            field: Some("email"),
            ..refusal
        })
}

/// A component of another page is none that a reader of this one can mean.
async fn check_component(tx: &mut Tx, page: PageId, component: Option<ComponentId>) -> Result<()> {
    let Some(component) = component else {
        return Ok(());
    };
    let found: Option<(Uuid,)> = tx
        .find(
            "SELECT id FROM components WHERE id = $1 AND page_id = $2 AND deleted_at IS NULL",
            params![component, page],
        )
        .await?;
    match found {
        Some(_) => Ok(()),
        None => {
            let message = "this page has no such component";
            Err(Refusal::of("component", message)
                .told("refusal-report-component")
                .into())
        }
    }
}

async fn check_incident(tx: &mut Tx, new: &NewReport) -> Result<()> {
    match new.too {
        Some(incident) => super::link::check_incident(tx, new.page, incident).await,
        None => Ok(()),
    }
}
