//! Browsers: the key by which their services know a page, which browser shows itself by its keys, and one that has another
//! address now.
//!
//! A browser's address and its secret are known to nobody but itself: whoever shows both is it. Not here: the messages.

use std::collections::BTreeSet;

use beffroi_channels::{
    Channel,
    push::{BadBrowser, Browser, Vapid},
};
use beffroi_domain::{Actor, PageId, ProviderId, SubscriptionId};
use jiff::Timestamp;
use uuid::Uuid;

use super::{
    Address, Ask, Bell, Keys, Sender, State, Subscription, Wishes, ask, bell_of, change,
    fail::resume, store,
};
use crate::{
    audit,
    ground::{Error, Refusal, Result, Tx, seal, token},
    params,
};

/// Somebody's browser: where it is reached, and its keys.
#[derive(Clone, Debug)]
pub struct OwnBrowser {
    /// Where.
    pub address: Address,
    /// Its keys.
    pub keys: Keys,
}

impl OwnBrowser {
    /// What a browser says of itself: its endpoint, and its keys `p256dh` and `auth`.
    ///
    /// # Errors
    /// `Refused` for what no browser says.
    pub fn read(endpoint: &str, p256dh: &str, auth: &str) -> Result<Self, Refusal> {
        let address = Address::of(Channel::WebPush, endpoint)?;
        Browser::parse(address.written(), p256dh, auth).map_err(|_: BadBrowser| none())?;
        Ok(Self {
            address,
            keys: Keys::Push {
                p256dh: p256dh.to_owned(),
                auth: auth.to_owned(),
            },
        })
    }
}

fn none() -> Refusal {
    let message = "this browser did not say where it is reached; allow notifications and try again";
    Refusal::whole(message).told("refusal-subscription-browser")
}

/// How whoever runs the page is reached by the services of browsers: as it was set, else the page's own address where that
/// is a secure one; nothing where browsers cannot be told.
#[must_use]
pub fn push_contact<'a>(set: Option<&'a str>, origin: &'a str) -> Option<&'a str> {
    set.or(Some(origin).filter(|origin| origin.starts_with("https://")))
}

impl Bell {
    /// Who sends to browsers, where somebody's browser has asked; `contact` is a `mailto:` or `https:` address.
    #[must_use]
    pub fn vapid(&self, contact: &str) -> Option<Vapid> {
        Vapid::new(self.push_key.as_deref()?, contact).ok()
    }
}

/// The bell of a page, with a key for browsers: made with the first that asks.
///
/// # Errors
/// `NotFound` where there is no such page; a fault when the database is away.
pub async fn bell_for_browsers(tx: &mut Tx, now: Timestamp, page: PageId) -> Result<Bell> {
    let bell = bell_of(tx, page).await?;
    if bell.push_key.is_some() {
        return Ok(bell);
    }
    let made = tx
        .exec(
            "UPDATE bells SET push_key = $2 WHERE page_id = $1 AND push_key IS NULL",
            params![page, new_key()],
        )
        .await?;
    if made > 0 {
        audit::record(tx, now, Actor::System, "page.push.key", page.0, "").await?;
    }
    bell_of(tx, page).await
}

/// Of 2^32 strings of chance, one is no key.
fn new_key() -> String {
    loop {
        let key = Vapid::key_of(&token::random());
        if Vapid::new(&key, "https://localhost").is_ok() {
            return key;
        }
    }
}

#[derive(sqlx_macros::FromRow)]
struct IdRow {
    id: Uuid,
}

/// What a browser hears of a page, what is for all of it first; those that have not said yes are left out, since asking
/// alone opens nothing.
///
/// # Errors
/// A fault when the database is away.
pub async fn of_browser(
    tx: &mut Tx,
    bell: &Bell,
    address: &Address,
    auth: &str,
) -> Result<Vec<Subscription>> {
    let digest = bell.digest(Channel::WebPush, address);
    let rows: Vec<IdRow> = tx
        .list(
            "SELECT id FROM subscriptions
             WHERE page_id = $1 AND channel = 'web_push' AND address_digest = $2
             ORDER BY CASE WHEN about_id = page_id THEN 0 ELSE 1 END, id DESC",
            params![bell.page, digest],
        )
        .await?;
    let mut all = Vec::new();
    for row in rows {
        let one = store::load(tx, SubscriptionId(row.id)).await?;
        if one.state != State::Asked && is_its(&one, auth) {
            all.push(one);
        }
    }
    Ok(all)
}

/// A browser has another address from now on, and hears there what it heard. The new address is asked first, as any; the
/// old one goes once its service says that it is gone. How much it heard.
///
/// # Errors
/// A fault when the database is away.
pub async fn renew(
    tx: &mut Tx,
    now: Timestamp,
    sender: Sender<'_>,
    heard: &[Subscription],
    new: &OwnBrowser,
) -> Result<usize> {
    for one in heard {
        let asked = Ask {
            page: one.page,
            channel: Channel::WebPush,
            address: new.address.clone(),
            owner: None,
            wishes: one.wishes.clone(),
            about: one.about,
            keys: Some(new.keys.clone()),
        };
        ask::holding(tx, now, sender, &asked, &one.wishes.providers).await?;
    }
    Ok(heard.len())
}

/// A browser that is told already asks again: it hears what it wishes now, and goes on hearing the providers that it hears, for the
/// form is the same to all and does not show it those. Whoever has not its secret changes nothing.
pub(super) async fn again(
    tx: &mut Tx,
    now: Timestamp,
    found: &Subscription,
    asked: &Ask,
    held: &BTreeSet<ProviderId>,
) -> Result<()> {
    let Some(Keys::Push { auth, .. }) = &asked.keys else {
        return Err(Error::NotFound);
    };
    if !is_its(found, auth) {
        return Ok(());
    }
    let (own, new) = (&found.wishes, &asked.wishes);
    // Whoever asks for a provider beside the page goes on hearing the page.
    let base = match new.is_of_providers_alone() && !own.is_of_providers_alone() {
        true => own,
        false => new,
    };
    let wishes = Wishes {
        locale: new.locale.clone(),
        providers: &own.providers | &new.providers,
        ..base.clone()
    };
    change::holding(tx, now, Actor::System, found.id, &wishes, held).await?;
    match found.state {
        State::Paused => resume(tx, now, Actor::System, found.id).await,
        _ => Ok(()),
    }
}

/// Compared by what is kept of secrets, so that the time it takes says nothing.
fn is_its(one: &Subscription, shown: &str) -> bool {
    let Some(Keys::Push { auth, .. }) = &one.keys else {
        return false;
    };
    seal::digest(auth) == seal::digest(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_one_and_no_two_are_alike() {
        let (one, other) = (new_key(), new_key());

        assert_ne!(one, other);
        assert!(Vapid::new(&one, "mailto:status@example.com").is_ok());
    }

    #[test]
    fn the_page_itself_is_the_contact_where_none_is_set_and_it_is_secure() {
        let set = Some("mailto:a@example.com");

        assert_eq!(push_contact(set, "http://localhost"), set);
        let own = "https://status.example.com";
        assert_eq!(push_contact(None, own), Some(own));
        assert_eq!(push_contact(None, "http://localhost:8080"), None);
    }
}
