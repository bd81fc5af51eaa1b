//! A page's bell: the key that seals what subscribers are handed, the one by which browsers know the page, and how long further words wait for others.
//!
//! A token is the id of a subscription and a seal of it. It opens what is that subscription's alone, and says nothing of
//! its address. The key is never changed: links stand in mails that were sent years ago.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use beffroi_channels::Channel;
use beffroi_domain::{Actor, Locale, PageId, SubscriptionId};
use jiff::Timestamp;
use uuid::Uuid;

use super::Address;
use crate::{
    audit,
    ground::{Error, Refusal, Result, Tx, seal, token},
    params,
};

/// The longest that further words wait for others: a day.
pub const LONGEST_GATHER: i64 = 24 * 60;

/// What a page has for its subscriptions.
#[derive(Clone)]
pub struct Bell {
    /// Whose it is.
    pub page: PageId,
    key: String,
    /// By which the services of browsers know the page; none until somebody's browser asks.
    pub(super) push_key: Option<String>,
    /// How many minutes further words wait for others to go in one message with them; 0 sends each at once.
    pub gather_minutes: i64,
}

/// Never its key: errors end in logs.
impl std::fmt::Debug for Bell {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Bell of {:?}", self.page)
    }
}

#[derive(sqlx_macros::FromRow)]
struct BellRow {
    page_id: Uuid,
    link_key: String,
    push_key: Option<String>,
    gather_minutes: i64,
}

/// The bell of a page, where it has one already; asked of a snapshot.
///
/// # Errors
/// A fault when the database is away.
pub async fn find_bell(tx: &mut Tx, page: PageId) -> Result<Option<Bell>> {
    let row: Option<BellRow> = tx
        .find(
            "SELECT page_id, link_key, push_key, gather_minutes FROM bells WHERE page_id = $1",
            params![page],
        )
        .await?;
    Ok(row.map(|row| Bell {
        page: PageId(row.page_id),
        key: row.link_key,
        push_key: row.push_key,
        gather_minutes: row.gather_minutes,
    }))
}

/// The bell of a page, made at first need.
///
/// # Errors
/// A fault when the database is away, or there is no such page.
pub async fn bell_of(tx: &mut Tx, page: PageId) -> Result<Bell> {
    if let Some(bell) = find_bell(tx, page).await? {
        return Ok(bell);
    }
    tx.exec(
        "INSERT INTO bells (page_id, link_key, gather_minutes) VALUES ($1, $2, 0)
         ON CONFLICT (page_id) DO NOTHING",
        params![page, token::new_secret()],
    )
    .await?;
    find_bell(tx, page).await?.ok_or(Error::NotFound)
}

/// Has who leaves and who is brought by a list wait for one another: whoever leaves meanwhile is not brought back.
pub(super) async fn lock(tx: &mut Tx, page: PageId) -> Result<()> {
    tx.exec(
        "UPDATE bells SET gather_minutes = gather_minutes WHERE page_id = $1",
        params![page],
    )
    .await?;
    Ok(())
}

/// Says how long further words wait for others; 0 sends each at once.
///
/// # Errors
/// `Refused` for a time that is negative or longer than a day.
pub async fn set_gather(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: PageId,
    minutes: i64,
) -> Result<()> {
    if !(0..=LONGEST_GATHER).contains(&minutes) {
        let message =
            "further words wait at most 1440 minutes, a day; 0 sends each of them at once";
        let refusal = Refusal::of("gather_minutes", message);
        return Err(refusal.told("refusal-bell-gather").into());
    }
    bell_of(tx, page).await?;
    tx.exec(
        "UPDATE bells SET gather_minutes = $2 WHERE page_id = $1",
        params![page, minutes],
    )
    .await?;
    let digest = minutes.to_string();
    audit::record(tx, now, actor, "page.bell.set", page.0, &digest).await
}

impl Bell {
    /// What stands in the addresses of a subscription: 43 signs that need no escapes.
    #[must_use]
    pub fn token(&self, id: SubscriptionId) -> String {
        self.sealed("subscription", id.0)
    }

    /// Whose token that is; `None` for what is none of ours.
    #[must_use]
    pub fn read(&self, token: &str) -> Option<SubscriptionId> {
        self.read_sealed("subscription", token).map(SubscriptionId)
    }

    /// An id that is handed out, sealed for one purpose.
    pub(super) fn sealed(&self, what: &str, id: Uuid) -> String {
        let mut bytes = id.as_bytes().to_vec();
        bytes.extend_from_slice(&self.seal(&message(what, id)));
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// An id that was handed out for that purpose.
    pub(super) fn read_sealed(&self, what: &str, token: &str) -> Option<Uuid> {
        let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
        let (id, sealed) = bytes.split_at_checked(16)?;
        let id = Uuid::from_slice(id).ok()?;
        seal::is_short(&self.key, &message(what, id), sealed).then_some(id)
    }

    /// A seal of 128 bits.
    pub(super) fn seal(&self, message: &str) -> [u8; 16] {
        seal::short(&self.key, message)
    }

    /// A whole seal, in hexadecimal digits.
    pub(super) fn seal_hex(&self, message: &str) -> String {
        seal::seal(&self.key, message)
    }

    /// What an address is found by.
    #[must_use]
    pub fn digest(&self, channel: Channel, address: &Address) -> String {
        let message = format!("address\n{}\n{}", channel.as_str(), address.known_by());
        seal::seal(&self.key, &message)
    }

    /// What letters to an address are found by.
    #[must_use]
    pub fn reader(&self, address: &Address) -> Uuid {
        let message = format!("reader\n{}", address.known_by());
        uuid::Builder::from_custom_bytes(seal::short(&self.key, &message)).into_uuid()
    }
}

#[cfg(test)]
impl Bell {
    /// One of no page, for tests.
    pub(super) fn of_key(key: &str) -> Self {
        Self {
            page: PageId(Uuid::nil()),
            key: key.to_owned(),
            push_key: None,
            gather_minutes: 0,
        }
    }
}

fn message(what: &str, id: Uuid) -> String {
    format!("{what}\n{id}")
}

/// Where somebody sees and changes what they hear. `base` is what each absolute address of the page begins with.
#[must_use]
pub fn manage_address(base: &str, locale: &Locale, token: &str) -> String {
    format!("{base}/{locale}/subscriptions/{token}")
}

/// The same from a short message; `link` is what [`super::phone::link`] gives.
#[must_use]
pub fn short_address(base: &str, link: &str) -> String {
    format!("{base}/s/{link}")
}

/// Where somebody ends it: opened, it shows a button; what is sent there ends it at once.
#[must_use]
pub fn leave_address(base: &str, locale: &Locale, token: &str) -> String {
    format!("{base}/{locale}/subscriptions/{token}/leave")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bell(key: &str) -> Bell {
        Bell::of_key(key)
    }

    #[test]
    fn a_token_is_read_by_the_bell_that_gave_it_and_by_no_other() {
        let id = SubscriptionId(Uuid::from_u128(7));
        let given = bell("key").token(id);

        assert_eq!(given.len(), 43);
        assert_eq!(bell("key").read(&given), Some(id));
        assert_eq!(bell("kay").read(&given), None);
    }

    #[test]
    fn nobody_makes_a_token_of_another() {
        let (own, id) = (bell("key"), SubscriptionId(Uuid::from_u128(7)));
        let given = own.token(id);
        for at in 0..given.len() {
            let mut forged = given.clone().into_bytes();
            forged[at] = if forged[at] == b'A' { b'B' } else { b'A' };
            let forged = String::from_utf8(forged).unwrap();
            assert_eq!(own.read(&forged), None, "{at}");
        }
        let longer = format!("{given}AAAA");
        for forged in ["", "AAAA", &given[..40], &longer, &given[..22], "ü"] {
            assert_eq!(own.read(forged), None, "{forged}");
        }
    }

    #[test]
    fn what_an_address_is_found_by_says_nothing_of_it_on_another_page() {
        let ann = Address::of(Channel::Email, "ann@example.com").unwrap();

        let here = bell("key").digest(Channel::Email, &ann);
        let there = bell("kay").digest(Channel::Email, &ann);

        assert_ne!(here, there);
        assert_ne!(bell("key").reader(&ann), bell("kay").reader(&ann));
    }
}
