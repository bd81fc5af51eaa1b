//! A code: six figures for one ask, good for ten minutes and five tries.
//!
//! It is a seal of the ask's id under the page's key, so that it stands in no table and a second try at the gateway
//! carries the same. The ticket, by which the form knows which code is meant, is another seal of the same id.

use beffroi_channels::{
    Channel,
    sms::{self, Phone, Sms},
};
use beffroi_domain::{Locale, PageId, SubscriptionId};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::{
    ground::{Error, Result, Tx, db},
    pages::{self, Page},
    params,
    subscribers::{self, Bell, Sender, Subscription, find_bell},
    web::words,
};

/// The kind of the event that has a code sent. Its subject is the ask; its body says under `base` what the page's
/// addresses begin with.
pub const CODE: &str = "subscription.code";

/// How long it is good.
const LASTS: SignedDuration = SignedDuration::from_mins(10);
/// How often it may be typed wrongly.
const TRIES: i64 = 5;
/// How long an ask is kept, so that a day of them can be counted.
const KEPT: SignedDuration = SignedDuration::from_hours(48);

/// A code that somebody was sent.
#[derive(Clone, Debug)]
pub struct Code {
    /// Whose number it proves.
    pub subscription: SubscriptionId,
    /// On which page.
    pub page: PageId,
    /// In which language.
    pub locale: Locale,
}

/// What came of typing one.
#[derive(Debug)]
pub enum Proved {
    /// It is theirs: it is told from now on, or was already.
    Yes(Box<Subscription>),
    /// Not these figures.
    Wrong,
    /// It is too late for this one, or it was tried too often: another is to be asked for.
    Over,
}

#[derive(sqlx_macros::FromRow)]
struct CodeRow {
    page_id: Uuid,
    subscription_id: Uuid,
    locale: String,
}

/// The figures of an ask.
pub(super) fn figures(bell: &Bell, id: Uuid) -> String {
    let sealed = u128::from_be_bytes(bell.seal(&format!("figures\n{id}")));
    format!("{:06}", sealed % 1_000_000)
}

/// The message that carries them.
pub(super) fn message(bell: &Bell, id: Uuid, page: &Page, locale: &Locale, base: &str) -> Sms {
    let figures = figures(bell, id);
    let values = [("page", page.name_in(locale)), ("code", figures.as_str())];
    let sentence = words::first_of([locale]).tell("phone-code-text", &values);
    sms::code(&sentence, host(base), &figures)
}

/// The host for which telephones fill a code in; they do so on pages that are encrypted alone.
fn host(base: &str) -> Option<&str> {
    let rest = base.strip_prefix("https://")?;
    rest.split(['/', ':']).next()
}

/// The ask that a ticket is for.
pub(super) fn read_ticket(bell: &Bell, ticket: &str) -> Option<Uuid> {
    bell.read_sealed("ticket", ticket)
}

/// What a ticket is for, however long ago that was.
///
/// # Errors
/// `NotFound` for what is no ticket of the page, or was forgotten; a fault when the database is away.
pub async fn find_code(tx: &mut Tx, page: PageId, ticket: &str) -> Result<Code> {
    let bell = find_bell(tx, page).await?.ok_or(Error::NotFound)?;
    let id = read_ticket(&bell, ticket).ok_or(Error::NotFound)?;
    let row: Option<CodeRow> = tx
        .find(
            "SELECT page_id, subscription_id, locale FROM phone_codes WHERE id = $1",
            params![id],
        )
        .await?;
    read(row.ok_or(Error::NotFound)?)
}

/// Tries figures at a ticket. A wrong try counts, so that the transaction has to be committed whatever comes of it.
///
/// # Errors
/// `NotFound` for what is no ticket of the page; a fault when the database is away.
pub async fn prove(
    tx: &mut Tx,
    now: Timestamp,
    sender: Sender<'_>,
    page: PageId,
    ticket: &str,
    typed: &str,
) -> Result<Proved> {
    let bell = find_bell(tx, page).await?.ok_or(Error::NotFound)?;
    let id = read_ticket(&bell, ticket).ok_or(Error::NotFound)?;
    let row: Option<CodeRow> = tx
        .find(
            "UPDATE phone_codes SET tries = tries + 1
             WHERE id = $1 AND segments > 0 AND tries < $2 AND created_at > $3 AND ended_at IS NULL
             RETURNING page_id, subscription_id, locale",
            params![id, TRIES, now - LASTS],
        )
        .await?;
    let Some(row) = row else {
        return Ok(Proved::Over);
    };
    let typed: String = typed.chars().filter(char::is_ascii_digit).collect();
    if typed != figures(&bell, id) {
        return Ok(Proved::Wrong);
    }
    tx.exec(
        "UPDATE phone_codes SET ended_at = $2 WHERE id = $1",
        params![id, now],
    )
    .await?;
    match subscribers::confirm(tx, now, sender, SubscriptionId(row.subscription_id)).await {
        Ok(told) => Ok(Proved::Yes(Box::new(told))),
        // Removed meanwhile.
        Err(Error::NotFound) => Ok(Proved::Over),
        Err(error) => Err(error),
    }
}

/// The number and the message of a code that is to go now; `None` where nobody waits for it any more.
///
/// # Errors
/// A fault when the database is away.
pub async fn code_to_send(
    tx: &mut Tx,
    now: Timestamp,
    id: Uuid,
    base: &str,
) -> Result<Option<(Phone, Sms)>> {
    let row: Option<CodeRow> = tx
        .find(
            "SELECT page_id, subscription_id, locale FROM phone_codes
             WHERE id = $1 AND segments > 0 AND created_at > $2 AND ended_at IS NULL",
            params![id, now - LASTS],
        )
        .await?;
    let Some(code) = row.map(read).transpose()? else {
        return Ok(None);
    };
    let sub = subscribers::find(tx, code.subscription).await?;
    let page = pages::find_by_id(tx, code.page).await?;
    let bell = find_bell(tx, code.page).await?;
    let (Some(sub), Some(page), Some(bell)) = (sub, page, bell) else {
        return Ok(None);
    };
    let phone = Phone::parse(&sub.address).ok();
    let phone = phone.filter(|_| sub.channel == Channel::Sms);
    Ok(phone.map(|phone| (phone, message(&bell, id, &page, &code.locale, base))))
}

/// Forgets asks of days ago; how many.
///
/// # Errors
/// A fault when the database is away.
pub async fn sweep(tx: &mut Tx, now: Timestamp) -> Result<u64> {
    tx.exec(
        "DELETE FROM phone_codes WHERE created_at <= $1",
        params![now - KEPT],
    )
    .await
}

fn read(row: CodeRow) -> Result<Code> {
    Ok(Code {
        subscription: SubscriptionId(row.subscription_id),
        page: PageId(row.page_id),
        locale: db::word(&row.locale)?,
    })
}
