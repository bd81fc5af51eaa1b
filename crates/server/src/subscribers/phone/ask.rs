//! Somebody asks to be told at a number: it gets a code, if nobody has had too many. What is answered is the same whether
//! the number is known or not, and whether it had its codes for today.

use std::collections::BTreeSet;

use beffroi_channels::{Channel, sms::Phone};
use beffroi_domain::PageId;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use uuid::Uuid;

use super::{
    code::{self, CODE},
    give_back, key, spend, warn,
};
use crate::{
    ground::{Error, Refusal, RefusalKind, Result, Tx, outbound::Sms, token},
    outbox::{self, Event},
    pages, params,
    subscribers::{Address, Ask, Bell, Sender, ask, bell_of},
};

/// So many codes go to one number in a day, on all pages together.
const OF_ONE_NUMBER: i64 = 3;
/// So often one network may ask in a day.
const OF_ONE_NETWORK: i64 = 20;
const HOUR: SignedDuration = SignedDuration::from_hours(1);
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// What is answered.
#[derive(Debug)]
pub enum Asked {
    /// The ticket of the form that a code is typed into.
    Sent(String),
    /// Nobody can ask just now; and why, for whoever asks. The transaction is to be committed: those who administer the
    /// installation may have been told.
    Closed(Refusal),
}

/// What somebody typed, as a number that may be reached.
///
/// # Errors
/// `Refused` for what is none, or rings in another country.
pub fn number(sms: &Sms, typed: &str) -> Result<Address, Refusal> {
    let phone = Phone::parse_in(typed, &sms.countries).ok();
    let phone = phone.ok_or_else(|| {
        let message = "write the number with its country in front, such as +33 6 12 34 56 78";
        Refusal::of("address", message).told("refusal-subscription-phone")
    })?;
    if sms.reaches(&phone) {
        return Address::of(Channel::Sms, phone.as_str());
    }
    let codes = sms.beginnings().join(", ");
    let message = format!("only numbers that begin with {codes} can be reached from here");
    Err(Refusal::of("address", message).says("refusal-subscription-country", [("codes", codes)]))
}

/// Has a code sent to a number that somebody typed. `network` is where they ask from; `house` is the installation itself,
/// `sender` the page.
///
/// # Errors
/// `Refused` where nothing would ever be told or a network asks too often; a fault when the database is away.
pub async fn ask_by_phone(
    tx: &mut Tx,
    now: Timestamp,
    sms: &Sms,
    (sender, house): (Sender<'_>, Sender<'_>),
    network: &str,
    asked: &Ask,
) -> Result<Asked> {
    let key = key(tx).await?;
    let phone = phone_seal(&key, &asked.address);
    let network = key.seal_hex(&format!("network\n{network}"));
    let (bell, id) = (bell_of(tx, asked.page).await?, token::new_id(now));
    let segments = segments(tx, &bell, id, asked, sender.base).await?;
    // Counted first: whoever counts holds the day, and all that is looked at below with it.
    if let Err(full) = spend(tx, now, sms, segments).await? {
        warn(tx, now, house, &full).await?;
        return Ok(Asked::Closed(closed()));
    }
    if count(tx, By::Network, &network, now - DAY).await? >= OF_ONE_NETWORK {
        let message = "too many were asked from your network; wait until tomorrow";
        return Err(Refusal::whole(message)
            .being(RefusalKind::TooMany)
            .told("refusal-subscription-network")
            .into());
    }
    let is_enough = count(tx, By::Phone, &phone, now - DAY).await? >= OF_ONE_NUMBER;
    if !is_enough {
        let hour = count(tx, By::All, "", now - HOUR).await?;
        let day = count(tx, By::All, "", now - DAY).await?;
        if hour >= sms.codes_an_hour || day >= sms.codes_a_day {
            give_back(tx, now, segments).await?;
            return Ok(Asked::Closed(busy()));
        }
    }
    if is_enough {
        give_back(tx, now, segments).await?;
    }
    let subscription = ask::put(tx, now, asked, &BTreeSet::new()).await?.id;
    let counted = match is_enough {
        true => 0,
        false => i64::try_from(segments).unwrap_or(i64::MAX),
    };
    tx.exec(
        "INSERT INTO phone_codes
             (id, page_id, subscription_id, phone_seal, network_seal, locale, segments, tries, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8)",
        params![
            id,
            asked.page,
            subscription,
            phone,
            network,
            asked.wishes.locale.as_str(),
            counted,
            now
        ],
    )
    .await?;
    if !is_enough {
        send(tx, now, asked.page, id, sender.base).await?;
    }
    Ok(Asked::Sent(bell.sealed("ticket", id)))
}

/// Forgets when a number asked for codes; links that it was sent say nothing of it.
///
/// # Errors
/// A fault when the database is away.
pub async fn forget(tx: &mut Tx, address: &Address) -> Result<()> {
    let seal = phone_seal(&key(tx).await?, address);
    tx.exec(
        "DELETE FROM phone_codes WHERE phone_seal = $1",
        params![seal],
    )
    .await?;
    Ok(())
}

fn phone_seal(key: &Bell, address: &Address) -> String {
    key.seal_hex(&format!("phone\n{}", address.written()))
}

async fn send(tx: &mut Tx, now: Timestamp, page: PageId, id: Uuid, base: &str) -> Result<()> {
    let event = Event {
        key: &format!("{CODE}:{id}"),
        kind: CODE,
        subject: Some(id),
        page: Some(page),
        body: &json!({ "base": base }),
    };
    outbox::event(tx, now, &event).await.map(drop)
}

async fn segments(tx: &mut Tx, bell: &Bell, id: Uuid, asked: &Ask, base: &str) -> Result<usize> {
    let page = pages::find_by_id(tx, asked.page).await?;
    let page = page.ok_or(Error::NotFound)?;
    let message = code::message(bell, id, &page, &asked.wishes.locale, base);
    Ok(message.segments)
}

/// By what asks are counted.
#[derive(Clone, Copy)]
enum By {
    Phone,
    Network,
    All,
}

async fn count(tx: &mut Tx, by: By, seal: &str, since: Timestamp) -> Result<i64> {
    let sql = match by {
        By::Phone => {
            "SELECT COUNT(*) FROM phone_codes WHERE phone_seal = $1 AND created_at > $2 AND segments > 0"
        }
        By::Network => {
            "SELECT COUNT(*) FROM phone_codes WHERE network_seal = $1 AND created_at > $2"
        }
        By::All => {
            "SELECT COUNT(*) FROM phone_codes WHERE $1 = '' AND created_at > $2 AND segments > 0"
        }
    };
    let (count,): (i64,) = tx.load(sql, params![seal, since]).await?;
    Ok(count)
}

fn closed() -> Refusal {
    let message =
        "no more text messages can be sent for now; choose another way, or come back tomorrow";
    Refusal::whole(message)
        .being(RefusalKind::TooMany)
        .told("refusal-subscription-spent")
}

fn busy() -> Refusal {
    let message = "many people ask for a code just now; wait an hour, or choose another way";
    Refusal::whole(message)
        .being(RefusalKind::TooMany)
        .told("refusal-subscription-codes")
}
